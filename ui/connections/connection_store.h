// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_profile.h"

#include <QList>
#include <QObject>

class QSettings;

namespace zs::ui {

/// The connections used lately, newest first, kept in QSettings between runs. Holds no secret.
/// Threads: GUI thread. Lifetime: the settings must outlive it.
class ConnectionStore : public QObject {
    Q_OBJECT
public:
    static constexpr int maxProfiles = 50;

    /// Reads what is stored; entries that make no sense are left out.
    explicit ConnectionStore(QSettings* settings, QObject* parent = nullptr);

    [[nodiscard]] const QList<ConnectionProfile>& profiles() const { return m_profiles; }
    /// Puts the profile first; one with the same servers is replaced.
    void remember(const ConnectionProfile& profile);
    /// Removes the profile with these servers; does nothing when there is none.
    void forget(const QString& servers);

Q_SIGNALS:
    void changed();

private:
    void load();
    void save();

    QSettings* m_settings;
    QList<ConnectionProfile> m_profiles;
};

} // namespace zs::ui
