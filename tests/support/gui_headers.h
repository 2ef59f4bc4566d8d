// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every test with widgets reads, compiled once. A test still includes what it uses.
// Not <QTest>: it names the folder of the program that includes it.
#pragma once

#include "tests/support/headers.h"

#include <QtWidgets>

#include <QCoroTask>
