// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/place_keeper.h"

#include "ui/common/settings.h"

#include <utility>

namespace zs::ui {
namespace {

constexpr auto nodeKey = "/node";
constexpr auto tabKey = "/tab";
constexpr auto panelKey = "/panel";
constexpr auto layoutKey = "/layout";

QString groupOf(const QString& connection)
{
    return QStringLiteral("places/") + connection;
}

} // namespace

PlaceKeeper::PlaceKeeper(Settings* settings, QString connection, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_group(settings && !connection.isEmpty() ? groupOf(connection) : QString())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(writesAfter);
    connect(&m_timer, &QTimer::timeout, this, &PlaceKeeper::keep);
    if (m_group.isEmpty())
        return;
    const auto read = [this](const char* key) {
        return m_settings->value(m_group + QLatin1String(key));
    };
    const auto node = Path::parse(read(nodeKey).toString().toStdString());
    m_place = {.node = node.value_or(Path()),
        .tab = read(tabKey).toString(),
        .panel = read(panelKey).toString(),
        .layout = read(layoutKey).toByteArray()};
    m_written = m_place;
}

void PlaceKeeper::setNode(const Path& node)
{
    m_place.node = node;
    touch();
}

void PlaceKeeper::setTab(const QString& tab)
{
    m_place.tab = tab;
    touch();
}

void PlaceKeeper::setPanel(const QString& panel)
{
    m_place.panel = panel;
    touch();
}

void PlaceKeeper::layoutChanged(std::function<QByteArray()> read)
{
    m_readLayout = std::move(read);
    touch();
}

/// Not anew with each change: who walks through a tree never rests.
void PlaceKeeper::touch()
{
    if (!m_group.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void PlaceKeeper::keep()
{
    m_timer.stop();
    if (m_readLayout)
        m_place.layout = std::exchange(m_readLayout, {})();
    if (m_group.isEmpty() || m_place == m_written)
        return;
    m_written = m_place;
    const auto write = [this](const char* key, const QVariant& value) {
        m_settings->setValue(m_group + QLatin1String(key), value);
    };
    write(nodeKey, QString::fromStdString(m_place.node.text()));
    write(tabKey, m_place.tab);
    write(panelKey, m_place.panel);
    write(layoutKey, m_place.layout);
}

void PlaceKeeper::removeAll(Settings& settings, const QString& connection)
{
    if (!connection.isEmpty())
        settings.remove(groupOf(connection));
}

} // namespace zs::ui
