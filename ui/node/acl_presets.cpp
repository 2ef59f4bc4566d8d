// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/acl_presets.h"

#include <QCoreApplication>

namespace zs::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::AclPresets)
};

} // namespace

std::optional<std::vector<Acl>> entriesOf(
    AclPreset preset, const std::optional<std::vector<Acl>>& parent)
{
    const Acl mine{perm::all, {"auth", ""}};
    switch (preset) {
    case AclPreset::sameAsParent:
        return parent;
    case AclPreset::worldReads:
        return std::vector<Acl>{{perm::read, {"world", "anyone"}}, mine};
    case AclPreset::mine:
        return std::vector<Acl>{mine};
    case AclPreset::open:
        break;
    }
    return openAcl();
}

QString nameOf(AclPreset preset)
{
    switch (preset) {
    case AclPreset::sameAsParent:
        return Words::tr("Same as parent");
    case AclPreset::worldReads:
        return Words::tr("World reads, I change");
    case AclPreset::mine:
        return Words::tr("Only me");
    case AclPreset::open:
        break;
    }
    return Words::tr("Open to the world");
}

QString aclSummary(const std::vector<Acl>& acl)
{
    std::int32_t world = 0;
    for (const Acl& entry : acl) {
        if (entry.who.scheme == "world")
            world |= entry.perms;
    }
    const QString entries = Words::tr("%n entries", nullptr, static_cast<int>(acl.size()));
    if (world == 0)
        return Words::tr("%1, no world access", "\"2 entries\"").arg(entries);
    return Words::tr("%1, world has %2", "\"2 entries\", letters of permissions")
        .arg(entries, QString::fromStdString(permsText(world)));
}

} // namespace zs::ui
