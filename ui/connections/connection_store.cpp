// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_store.h"

#include "clientlib/session/connect_string.h"

#include <QSettings>

namespace zs::ui {
namespace {

constexpr auto group = "connections";

Environment environmentFrom(int value)
{
    const bool known = value >= 0 && value <= static_cast<int>(Environment::local);
    return known ? static_cast<Environment>(value) : Environment::none;
}

} // namespace

ConnectionStore::ConnectionStore(QSettings* settings, QObject* parent) :
    QObject(parent), m_settings(settings)
{
    load();
}

void ConnectionStore::remember(const ConnectionProfile& profile)
{
    m_profiles.removeIf([&](const auto& known) { return known.servers == profile.servers; });
    m_profiles.prepend(profile);
    while (m_profiles.size() > maxProfiles)
        m_profiles.removeLast();
    save();
}

void ConnectionStore::forget(const QString& servers)
{
    if (m_profiles.removeIf([&](const auto& known) { return known.servers == servers; }) > 0)
        save();
}

void ConnectionStore::load()
{
    const int count = m_settings->beginReadArray(QLatin1String(group));
    for (int index = 0; index < std::min(count, maxProfiles); ++index) {
        m_settings->setArrayIndex(index);
        ConnectionProfile profile;
        profile.servers = m_settings->value(QStringLiteral("servers")).toString();
        profile.name = m_settings->value(QStringLiteral("name")).toString();
        const qlonglong timeoutMs
            = m_settings->value(QStringLiteral("sessionTimeoutMs"), 30'000).toLongLong();
        profile.sessionTimeout = std::chrono::milliseconds(timeoutMs);
        profile.environment
            = environmentFrom(m_settings->value(QStringLiteral("environment")).toInt());
        profile.lastUsed = m_settings->value(QStringLiteral("lastUsed")).toDateTime();
        // The file may have been edited by hand or by another version.
        if (ConnectString::parse(profile.servers.toStdString()) && timeoutMs > 0)
            m_profiles.append(profile);
    }
    m_settings->endArray();
}

void ConnectionStore::save()
{
    m_settings->remove(QLatin1String(group));
    m_settings->beginWriteArray(QLatin1String(group), int(m_profiles.size()));
    for (int index = 0; index < m_profiles.size(); ++index) {
        const ConnectionProfile& profile = m_profiles[index];
        m_settings->setArrayIndex(index);
        m_settings->setValue(QStringLiteral("servers"), profile.servers);
        m_settings->setValue(QStringLiteral("name"), profile.name);
        m_settings->setValue(
            QStringLiteral("sessionTimeoutMs"), qlonglong(profile.sessionTimeout.count()));
        m_settings->setValue(
            QStringLiteral("environment"), static_cast<int>(profile.environment));
        m_settings->setValue(QStringLiteral("lastUsed"), profile.lastUsed);
    }
    m_settings->endArray();
    Q_EMIT changed();
}

} // namespace zs::ui
