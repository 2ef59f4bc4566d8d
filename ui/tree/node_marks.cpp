// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/node_marks.h"

#include "ui/common/settings.h"

#include <QStringList>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto bookmarksKey = "bookmarks";
constexpr auto recentKey = "recent";

QString groupOf(const QString& connection)
{
    return QStringLiteral("nodes/") + connection;
}

std::vector<Path> read(const Settings& settings, const QString& connection, const char* what,
    std::size_t most)
{
    std::vector<Path> paths;
    const QString key = groupOf(connection) + u'/' + QLatin1String(what);
    for (const QString& text : settings.value(key).toStringList()) {
        const auto path = Path::parse(text.toStdString());
        const bool fresh = path && std::find(paths.begin(), paths.end(), *path) == paths.end();
        if (fresh && paths.size() < most)
            paths.push_back(*path);
    }
    return paths;
}

} // namespace

NodeMarks::NodeMarks(Settings* settings, QString connection, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_connection(std::move(connection))
{
    if (!m_settings || m_connection.isEmpty())
        return;
    m_bookmarks = read(*m_settings, m_connection, bookmarksKey, mostBookmarks);
    m_recent = read(*m_settings, m_connection, recentKey, mostRecent);
}

bool NodeMarks::isBookmarked(const Path& path) const
{
    return std::find(m_bookmarks.begin(), m_bookmarks.end(), path) != m_bookmarks.end();
}

void NodeMarks::setBookmarked(const Path& path, bool on)
{
    if (isBookmarked(path) == on)
        return;
    if (on)
        m_bookmarks.push_back(path);
    else
        std::erase(m_bookmarks, path);
    if (m_bookmarks.size() > mostBookmarks)
        m_bookmarks.erase(m_bookmarks.begin());
    store(bookmarksKey, m_bookmarks);
}

void NodeMarks::visit(const Path& path)
{
    if (!m_recent.empty() && m_recent.front() == path)
        return;
    std::erase(m_recent, path);
    m_recent.insert(m_recent.begin(), path);
    if (m_recent.size() > mostRecent)
        m_recent.pop_back();
    store(recentKey, m_recent);
}

void NodeMarks::forgetRecent(const Path& path)
{
    if (std::erase(m_recent, path) > 0)
        store(recentKey, m_recent);
}

void NodeMarks::store(const char* what, const std::vector<Path>& paths)
{
    if (m_settings && !m_connection.isEmpty()) {
        QStringList texts;
        for (const Path& path : paths)
            texts << QString::fromStdString(path.text());
        m_settings->setValue(groupOf(m_connection) + u'/' + QLatin1String(what), texts);
    }
    Q_EMIT changed();
}

void NodeMarks::removeAll(Settings& settings, const QString& connection)
{
    if (!connection.isEmpty())
        settings.remove(groupOf(connection));
}

} // namespace zs::ui
