// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/peer_settings.h"
