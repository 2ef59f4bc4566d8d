// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace zs::ui {

class Settings;

/// Where somebody was in a connection: the node, its tab, the tab of the bottom dock, and how the
/// docks lay. Empty names and bytes: as they are by themselves.
struct Place {
    Path node;
    QString tab;
    QString panel;
    QByteArray layout;
    bool operator==(const Place&) const = default;
};

/// Keeps the place of one connection in the settings, under its id, for the next time it is opened.
/// Written shortly after a change, so that a program that is killed leaves it, too.
/// Threads: GUI thread. Lifetime: the settings must outlive it.
class PlaceKeeper : public QObject {
    Q_OBJECT
public:
    /// From the first change that is not written yet.
    static constexpr std::chrono::milliseconds writesAfter{250};

    /// `settings` nullptr or `connection` empty: nothing is kept.
    PlaceKeeper(Settings* settings, QString connection, QObject* parent = nullptr);

    /// As it was read at first, with what has changed since; but see layoutChanged().
    [[nodiscard]] const Place& place() const { return m_place; }
    void setNode(const Path& node);
    void setTab(const QString& tab);
    void setPanel(const QString& panel);
    /// The user changed it: `read` is asked for it when it is time to write. What a window's width
    /// does to the docks is no such change.
    void layoutChanged(std::function<QByteArray()> read);
    /// Writes now what has changed.
    void keep();

    /// The connection itself was forgotten.
    static void removeAll(Settings& settings, const QString& connection);

private:
    void touch();

    Settings* m_settings;
    QString m_group; ///< Empty: nothing is kept.
    Place m_place;
    Place m_written;
    std::function<QByteArray()> m_readLayout;
    QTimer m_timer;
};

} // namespace zs::ui
