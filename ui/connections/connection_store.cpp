// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_store.h"

#include "ui/common/settings.h"
#include "ui/connections/connection_json.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto group = "connections";
constexpr auto sizeKey = "connections/size";

/// As QSettings names the entries of an array: from 1.
QString keyOf(qsizetype index)
{
    return QStringLiteral("connections/%1/profile").arg(index + 1);
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

ConnectionStore::ConnectionStore(Settings* settings, QObject* parent) :
    QObject(parent), m_settings(settings)
{
    load();
}

std::optional<ConnectionProfile> ConnectionStore::find(const QString& id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const ConnectionProfile& known) { return known.id == id; });
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

ConnectionProfile ConnectionStore::save(ConnectionProfile profile)
{
    if (profile.id.isEmpty())
        profile.id = newId();
    add({profile});
    return profile;
}

ConnectionProfile ConnectionStore::remember(const ConnectionProfile& profile)
{
    const auto same = [&](const ConnectionProfile& known) {
        return profile.id.isEmpty() ? known.servers == profile.servers : known.id == profile.id;
    };
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), same);
    ConnectionProfile used = profile;
    if (profile.id.isEmpty() && found != m_profiles.end()) {
        used = *found;
        if (profile.environment != Environment::none)
            used.environment = profile.environment;
    }
    if (used.id.isEmpty())
        used.id = newId();
    used.lastUsed = QDateTime::currentDateTime();
    m_profiles.removeIf(same);
    m_profiles.prepend(used);
    while (m_profiles.size() > maxProfiles)
        m_profiles.removeLast();
    store();
    return used;
}

void ConnectionStore::forget(const QString& id)
{
    if (m_profiles.removeIf([&](const auto& known) { return known.id == id; }) > 0)
        store();
}

void ConnectionStore::add(const QList<ConnectionProfile>& profiles)
{
    for (const ConnectionProfile& profile : profiles) {
        const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
            [&](const auto& known) { return !profile.id.isEmpty() && known.id == profile.id; });
        ConnectionProfile added = profile;
        if (added.id.isEmpty())
            added.id = newId();
        if (found != m_profiles.end())
            *found = added;
        else if (m_profiles.size() < maxProfiles)
            m_profiles.prepend(added);
    }
    store();
}

QStringList ConnectionStore::groups() const
{
    QStringList all;
    for (const ConnectionProfile& profile : m_profiles) {
        if (!profile.group.isEmpty() && !all.contains(profile.group))
            all << profile.group;
    }
    all.sort(Qt::CaseInsensitive);
    return all;
}

void ConnectionStore::load()
{
    const int count = m_settings->value(QLatin1String(sizeKey)).toInt();
    for (int index = 0; index < std::min(count, maxProfiles); ++index) {
        const QByteArray text = m_settings->value(keyOf(index)).toString().toUtf8();
        // The file may have been edited by hand or by another version.
        Result<ConnectionProfile> profile
            = profileFromJson(QJsonDocument::fromJson(text).object());
        if (!profile)
            continue;
        if (profile->id.isEmpty() || find(profile->id))
            profile->id = newId();
        m_profiles.append(std::move(*profile));
    }
}

void ConnectionStore::store()
{
    m_settings->remove(QLatin1String(group));
    m_settings->setValue(QLatin1String(sizeKey), m_profiles.size());
    for (qsizetype index = 0; index < m_profiles.size(); ++index) {
        m_settings->setValue(keyOf(index),
            QString::fromUtf8(
                QJsonDocument(toJson(m_profiles[index])).toJson(QJsonDocument::Compact)));
    }
    Q_EMIT changed();
}

} // namespace zs::ui
