// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/ssh_words.h"

#include "ui/common/sentences.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::SshWords)
};

/// ssh has no other languages.
QString advice(const QString& said)
{
    const auto says = [&said](const char* words) {
        return said.contains(QLatin1String(words), Qt::CaseInsensitive);
    };
    if (says("host identification has changed"))
        return Words::tr("The gateway has another key than it had. Ask its administrator whether "
                         "that is right before you take the old one out of known_hosts.");
    if (says("host key verification failed"))
        return Words::tr("The key of the gateway is not known here. Connect once by ssh in a "
                         "terminal, compare it, then test again.");
    if (says("permission denied"))
        return Words::tr("The gateway lets none of your keys in. Load one into the agent "
                         "(ssh-add), or name its identity file.");
    if (says("could not resolve hostname"))
        return Words::tr("The name of the gateway is unknown. Check its spelling, or ssh's "
                         "configuration.");
    if (says("connection refused") || says("timed out") || says("no route to host")
        || says("network is unreachable"))
        return Words::tr("The gateway cannot be reached. Check its name and port, and that this "
                         "machine may reach it.");
    if (says("execvp") || says("failed to start"))
        return Words::tr("There is no program ssh here. Install the client of OpenSSH.");
    return {};
}

} // namespace

QString sshWords(const QString& reason)
{
    QStringList lines = reason.split(u'\n', Qt::SkipEmptyParts);
    for (QString& line : lines)
        line = line.trimmed();
    lines.removeAll(QString());
    QString last = lines.isEmpty() ? QString() : visibleText(lines.last());
    if (last.startsWith(QStringLiteral("ssh: ")))
        last.remove(0, 5);
    if (last.isEmpty())
        return advice(reason);
    return joinSentences({advice(reason), Words::tr("ssh says: %1").arg(last)});
}

} // namespace zs::ui
