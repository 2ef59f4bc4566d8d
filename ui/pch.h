// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets>

#include <QCoroTask>

#include <memory>
#include <optional>
#include <string>
#include <vector>
