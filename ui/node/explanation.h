// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace zs::ui {

/// What a value means to the program that wrote it, in a few rows.
struct Explanation {
    struct Row {
        QString name;
        QString value; ///< As it stands in the data: hostile, see visibleText().
    };
    QString title; ///< "Kafka broker 1001"; it may hold parts of the path or the data.
    std::vector<Row> rows;
};

} // namespace zs::ui
