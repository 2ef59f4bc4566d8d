// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QObject>

#include <vector>

namespace zs::ui {

class Settings;

/// What a user marked in the tree of one connection: bookmarks, and the nodes that were looked at,
/// the last first. Kept in the settings under the connection's id, without anything of their data.
/// Threads: GUI thread. Lifetime: the settings must outlive it.
class NodeMarks : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t mostBookmarks = 200;
    static constexpr std::size_t mostRecent = 30;

    /// Reads what is stored; what is no path is left out. `connection` empty: nothing is kept.
    NodeMarks(Settings* settings, QString connection, QObject* parent = nullptr);

    /// In the order in which they were set.
    [[nodiscard]] const std::vector<Path>& bookmarks() const { return m_bookmarks; }
    [[nodiscard]] bool isBookmarked(const Path& path) const;
    /// Beyond `mostBookmarks` the oldest goes.
    void setBookmarked(const Path& path, bool on);

    /// The last first.
    [[nodiscard]] const std::vector<Path>& recent() const { return m_recent; }
    void visit(const Path& path);
    /// A node that is gone is no place to go back to.
    void forgetRecent(const Path& path);

    /// The connection itself was forgotten.
    static void removeAll(Settings& settings, const QString& connection);

Q_SIGNALS:
    void changed();

private:
    void store(const char* what, const std::vector<Path>& paths);

    Settings* m_settings;
    QString m_connection;
    std::vector<Path> m_bookmarks;
    std::vector<Path> m_recent;
};

} // namespace zs::ui
