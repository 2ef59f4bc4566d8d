// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "ui/connections/connection_profile.h"

#include <QList>
#include <QObject>

namespace zs::ui {

class Settings;

/// The saved connections, the one used last first, kept in the settings between runs. Holds no
/// secret. Threads: GUI thread. Lifetime: the settings must outlive it.
class ConnectionStore : public QObject {
    Q_OBJECT
public:
    static constexpr int maxProfiles = 500;

    /// Reads what is stored; entries that make no sense are left out.
    explicit ConnectionStore(Settings* settings, QObject* parent = nullptr);

    [[nodiscard]] const QList<ConnectionProfile>& profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<ConnectionProfile> find(const QString& id) const;

    /// Saves a connection in its place, a new one (without id) at the top; yields it as stored.
    ConnectionProfile save(ConnectionProfile profile);
    /// Notes that a connection is opened now, and puts it first. One without id is that with the
    /// same servers, with all that was saved of it, or a new one. Yields it as stored.
    ConnectionProfile remember(const ConnectionProfile& profile);
    void forget(const QString& id);
    /// Adds connections of a file; one that is here already, by its id, is replaced.
    void add(const QList<ConnectionProfile>& profiles);
    /// The groups in use, sorted.
    [[nodiscard]] QStringList groups() const;

Q_SIGNALS:
    void changed();

private:
    void load();
    void store();

    Settings* m_settings;
    QList<ConnectionProfile> m_profiles;
};

} // namespace zs::ui
