// SPDX-License-Identifier: GPL-3.0-or-later
// Exists so that the precompiled header has a target that owns it.
#include "ui/pch.h"
