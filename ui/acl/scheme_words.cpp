// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/scheme_words.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {

namespace {

struct AclWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::AclWords)
};

} // namespace

QString schemeIcon(const std::string& scheme)
{
    if (scheme == "world")
        return QStringLiteral("globe");
    if (scheme == "digest")
        return QStringLiteral("key-round");
    if (scheme == "ip")
        return QStringLiteral("network");
    if (scheme == "x509")
        return QStringLiteral("badge-check");
    if (scheme == "auth")
        return QStringLiteral("user-check");
    if (scheme == "super")
        return QStringLiteral("crown");
    return QStringLiteral("fingerprint");
}

QString principalName(const AuthId& who)
{
    if (who.scheme == "super")
        return QStringLiteral("super");
    const std::size_t shown
        = who.scheme == "digest" ? who.id.find(':') : std::string::npos;
    return visibleText(who.scheme + ":" + who.id.substr(0, shown));
}

QString permWord(std::int32_t bit)
{
    switch (bit) {
    case perm::create: return AclWords::tr("create");
    case perm::remove: return AclWords::tr("delete");
    case perm::read: return AclWords::tr("read");
    case perm::write: return AclWords::tr("write");
    default: return AclWords::tr("admin");
    }
}

QString permMeaning(std::int32_t bit)
{
    switch (bit) {
    case perm::create: return AclWords::tr("Create children of this node");
    case perm::remove: return AclWords::tr("Delete children of this node");
    case perm::read: return AclWords::tr("Read data and children");
    case perm::write: return AclWords::tr("Change data");
    default: return AclWords::tr("Change this ACL");
    }
}

} // namespace zs::ui
