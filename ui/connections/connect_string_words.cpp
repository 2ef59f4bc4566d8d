// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connect_string_words.h"

#include "ui/common/path_words.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ConnectStringWords)
};

} // namespace

QString connectStringWords(const ConnectStringProblem& problem)
{
    using Fault = ConnectStringFault;
    const QString part = visibleText(std::string_view(problem.part));
    switch (problem.fault) {
    case Fault::empty: return Words::tr("Write host:port, for example 127.0.0.1:2181.");
    case Fault::emptyServer:
        return Words::tr("A server is missing: one comma stands between two servers.");
    case Fault::url:
        return Words::tr("\"%1\" is a URL. Write host:port, without a scheme.").arg(part);
    case Fault::noHost: return Words::tr("\"%1\" has no host before the colon.").arg(part);
    case Fault::badCharacter:
        return Words::tr("\"%1\" has a character that no host name has.").arg(part);
    case Fault::severalColons:
        return Words::tr("\"%1\" has several colons. Put an IPv6 address in brackets: [::1]:2181.")
            .arg(part);
    case Fault::openBracket:
        return Words::tr("\"%1\" lacks the closing bracket of its IPv6 address.").arg(part);
    case Fault::noIpv6:
        return Words::tr("\"%1\" has no IPv6 address between its brackets.").arg(part);
    case Fault::textBehindBracket:
        return Words::tr("\"%1\" has text between its address and its port.").arg(part);
    case Fault::badPort:
        return Words::tr("\"%1\" has no valid port: a number from 1 to 65535.").arg(part);
    case Fault::badChroot:
        return Words::tr("The chroot \"%1\" is not valid. %2", "a path, and what is wrong with it")
            .arg(part, pathProblemWords(QString::fromStdString(problem.part), problem.ofChroot));
    }
    return {};
}

} // namespace zs::ui
