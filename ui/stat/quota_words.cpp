// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_words.h"

#include "ui/common/visible_text.h"
#include "ui/stat/quota_marks.h"
#include "ui/stat/quota_text.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct Quotas {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Quotas)
};

} // namespace

QuotaWords quotaWords(const QuotaMarks& marks, const Path& path)
{
    using Knowledge = QuotaMarks::Knowledge;
    if (!mayHaveQuota(path))
        return {Quotas::tr("none", "no quota"), Quotas::tr("This node cannot have a quota."),
            false};
    const std::optional<Path> over = marks.quotaOver(path);
    if (over && *over == path)
        return {Quotas::tr("its own", "quota"),
            Quotas::tr("It has a quota, as /zookeeper/quota told when it was read last.")};
    if (over) {
        const QString above = visibleText(std::string_view(over->text()));
        return {Quotas::tr("of %1", "the quota of a node above").arg(above),
            Quotas::tr("It counts in the quota of %1, as /zookeeper/quota told when it was read "
                       "last.").arg(above)};
    }
    const QString unknown = Quotas::tr("not known", "whether there is a quota");
    switch (marks.knowledge()) {
    case Knowledge::known: break;
    case Knowledge::unread:
        return {unknown, Quotas::tr("/zookeeper/quota was not read yet.")};
    case Knowledge::partly:
        return {unknown,
            Quotas::tr("/zookeeper/quota has more nodes than are looked at. \"Quota\" reads that "
                       "of this node.")};
    case Knowledge::outside:
        return {unknown,
            Quotas::tr("/zookeeper/quota lies outside of this connection's chroot.")};
    case Knowledge::refused:
        return {unknown, Quotas::tr("/zookeeper/quota could not be read.")};
    }
    return {Quotas::tr("none", "no quota"),
        Quotas::tr("/zookeeper/quota told of none when it was read last."), false};
}

} // namespace zs::ui
