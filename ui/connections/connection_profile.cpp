// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_profile.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Environment)
};

} // namespace

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::none: return {};
    case Environment::production: return Words::tr("production", "what a connection is used for");
    case Environment::staging: return Words::tr("staging", "what a connection is used for");
    case Environment::test: return Words::tr("test", "what a connection is used for");
    case Environment::local: return Words::tr("local", "what a connection is used for");
    }
    return {};
}

std::optional<Role> roleOf(Environment environment)
{
    switch (environment) {
    case Environment::none: return std::nullopt;
    case Environment::production: return Role::danger;
    case Environment::staging: return Role::looking;
    case Environment::test: return Role::following;
    case Environment::local: return Role::leading;
    }
    return std::nullopt;
}

QList<Login> loginsOf(const ConnectionProfile& profile)
{
    QList<Login> logins;
    if (!profile.saslUser.isEmpty())
        logins << Login{QStringLiteral("sasl"), profile.saslUser};
    for (const QString& user : profile.digestUsers)
        logins << Login{QStringLiteral("digest"), user};
    return logins;
}

DialogPlace placeOf(const ConnectionProfile& profile)
{
    return {shownName(profile), environmentName(profile.environment),
        roleOf(profile.environment).value_or(Role::down), isGuarded(profile)};
}

QString shownName(const ConnectionProfile& profile)
{
    if (!profile.name.isEmpty())
        return profile.name;
    return profile.environment == Environment::local ? Words::tr("Local server")
                                                     : profile.servers;
}

} // namespace zs::ui
