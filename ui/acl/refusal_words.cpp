// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/refusal_words.h"

#include "ui/acl/scheme_words.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace zs::ui {
namespace {

struct Refusal {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Refusal)
};

QString listed(const QStringList& names)
{
    return names.join(Refusal::tr(", ", "between the names of a list"));
}

/// Who this session is.
QString meWords(const SessionIdentities& me)
{
    QStringList names;
    for (const AuthId& id : me.ids)
        names << principalName(id);
    names.removeDuplicates();
    if (names.isEmpty())
        return me.complete
            ? Refusal::tr("This session has presented no identity.")
            : Refusal::tr("This session has presented no identity; the server does not tell "
                          "as whom it sees it.");
    return Refusal::tr("You are %1.").arg(listed(names));
}

/// Whom the node lets in.
QString wantedWords(const std::optional<SeenAcl>& acl)
{
    if (!acl)
        return Refusal::tr("The server does not tell who may.");
    QStringList readers;
    for (const Acl& entry : acl->entries) {
        if (entry.perms & perm::read)
            readers << principalName(entry.who);
    }
    readers.removeDuplicates();
    if (readers.isEmpty())
        return acl->when.isEmpty()
            ? Refusal::tr("Its ACL lets nobody read it.")
            : Refusal::tr("When its ACL was seen last, at %1, it let nobody read it.")
                  .arg(acl->when);
    return acl->when.isEmpty()
        ? Refusal::tr("Its ACL lets %1 read it.").arg(listed(readers))
        : Refusal::tr("When its ACL was seen last, at %1, it let %2 read it.")
              .arg(acl->when, listed(readers));
}

} // namespace

QString refusalWords(
    const Path& path, const SessionIdentities& me, const std::optional<SeenAcl>& acl)
{
    return Refusal::tr("NoAuth: your session has no R on %1. %2 %3 Ask for R, or add an identity "
                       "that has it.",
        "%2: who the session is, a sentence; %3: whom the node lets in, a sentence")
        .arg(visibleText(std::string_view(path.text())), meWords(me), wantedWords(acl));
}

} // namespace zs::ui
