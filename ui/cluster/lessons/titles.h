// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

/// What steps of several lessons do, in words.
namespace zs::ui {

struct LessonTitles {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonTitles)
public:
    [[nodiscard]] static QString start(int server) { return tr("Start server %1").arg(server); }
    [[nodiscard]] static QString startAgain(int server)
    {
        return tr("Start server %1 again").arg(server);
    }
    [[nodiscard]] static QString kill(int server) { return tr("Kill server %1").arg(server); }
    [[nodiscard]] static QString startServers(int count)
    {
        return tr("Start %n server(s)", "", count);
    }
    [[nodiscard]] static QString startAll(int count)
    {
        return tr("Start %n server(s) and write", "", count);
    }
};

} // namespace zs::ui
