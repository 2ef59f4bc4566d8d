// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/error_words.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <utility>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ErrorWords)
};

using TitleAndAdvice = std::pair<QString, QString>;

/// What goes wrong on the way to a server, or with the session.
TitleAndAdvice connectionWords(Errc code)
{
    switch (code) {
    case Errc::connectionLoss:
    case Errc::timedOut:
    case Errc::requestTimeout:
        return {Words::tr("The connection broke before the answer came"),
            Words::tr(
                "Whether the server did it is unknown. Read the node again before you retry.")};
    case Errc::sessionExpired:
    case Errc::unknownSession:
        return {Words::tr("The session expired"),
            Words::tr("Its ephemeral nodes and watches are gone. Open a new session.")};
    case Errc::sessionMoved:
        return {Words::tr("The session moved to another server"), Words::tr("Try it again.")};
    case Errc::authFailed:
    case Errc::sessionClosedRequireAuth:
        return {Words::tr("The server refused the identity"),
            Words::tr("Check scheme, user and password, then connect again.")};
    case Errc::unreachable:
        return {Words::tr("No server answers"),
            Words::tr("Check that ZooKeeper runs and that this machine may reach it.")};
    case Errc::tls:
        return {Words::tr("The TLS check failed"),
            Words::tr("Check the certificates and the host name.")};
    case Errc::protocol:
    case Errc::marshalling:
        return {Words::tr("The answer was not ZooKeeper's protocol"),
            Words::tr("Check that host and port belong to a ZooKeeper client port.")};
    case Errc::notReadOnly:
        return {Words::tr("The server is in read-only mode"),
            Words::tr("It lost the quorum. Writes are possible again once it is back.")};
    case Errc::throttledOp:
        return {Words::tr("The server is overloaded"), Words::tr("Wait a moment, then try again.")};
    default: return {};
    }
}

/// What ZooKeeper refuses about a node.
TitleAndAdvice nodeWords(Errc code)
{
    switch (code) {
    case Errc::noNode:
        return {Words::tr("There is no such node"),
            Words::tr("Somebody deleted it, or its parent is missing. Refresh the tree.")};
    case Errc::nodeExists:
        return {Words::tr("The node exists already"),
            Words::tr("Choose another name, or edit the node that is there.")};
    case Errc::noAuth:
        return {Words::tr("You have no right to do this"),
            Words::tr("Ask for the permission, or add another identity.")};
    case Errc::badVersion:
        return {Words::tr("The node was changed meanwhile"),
            Words::tr("Read it again, then retry.")};
    case Errc::notEmpty:
        return {Words::tr("The node has children"), Words::tr("Delete its children first.")};
    case Errc::noChildrenForEphemerals:
        return {Words::tr("An ephemeral node cannot have children"),
            Words::tr("Create it below a persistent node.")};
    case Errc::ephemeralOnLocalSession:
        return {Words::tr("A local session cannot own ephemeral nodes"),
            Words::tr("Connect to a server that upgrades local sessions.")};
    case Errc::invalidAcl:
        return {Words::tr("The ACL is not valid"),
            Words::tr("It needs at least one entry, each with a scheme and id the server knows.")};
    case Errc::badArguments:
    case Errc::invalidInput:
        return {Words::tr("The input is not valid"), Words::tr("Correct it, then try again.")};
    case Errc::quotaExceeded:
        return {Words::tr("The quota is exhausted"),
            Words::tr("Delete nodes or data, or raise the quota.")};
    case Errc::unimplemented:
        return {Words::tr("The server does not know this operation"),
            Words::tr("It needs a newer version, or a setting such as extendedTypesEnabled.")};
    default: return {};
    }
}

/// What the server lacks, as the detail names it; it is in English, and is told by the advice.
const QRegularExpression& neededVersion()
{
    static const QRegularExpression needs(QStringLiteral(
        "; it needs ZooKeeper ([0-9.]+) or later( with extendedTypesEnabled=true)?$"));
    return needs;
}

QString neededWords(const QString& detail)
{
    const QRegularExpressionMatch needs = neededVersion().match(detail);
    if (!needs.hasMatch())
        return {};
    return needs.hasCaptured(2)
        ? Words::tr("It needs ZooKeeper %1 or later, with extendedTypesEnabled=true on every "
                    "server.").arg(needs.captured(1))
        : Words::tr("It needs ZooKeeper %1 or later.").arg(needs.captured(1));
}

} // namespace

ErrorWords wordsFor(const Error& error)
{
    TitleAndAdvice words = connectionWords(error.code);
    if (words.first.isEmpty())
        words = nodeWords(error.code);
    if (words.first.isEmpty())
        words = {Words::tr("The operation failed"), Words::tr("The details say why.")};
    const QString code = QString::fromStdString(std::string(errcName(error.code)));
    QString detail = visibleText(std::string_view(error.detail));
    detail.remove(QStringLiteral(": ") + code); // The request's words end with it, too.
    if (error.code == Errc::unimplemented) {
        if (const QString needed = neededWords(detail); !needed.isEmpty())
            words.second = needed;
    }
    const QString report = detail.isEmpty() ? code : code + QStringLiteral(": ") + detail;
    return {words.first, words.second, report};
}

QString sentenceFor(const Error& error)
{
    const ErrorWords words = wordsFor(error);
    QString report = words.report;
    report.remove(neededVersion());
    if (report.endsWith(u'.'))
        report.chop(1);
    return Words::tr("%1. %2", "an error report without its full stop, then advice")
        .arg(report, words.advice);
}

} // namespace zs::ui
