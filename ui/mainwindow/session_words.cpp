// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/session_words.h"

#include "ui/common/connection_words.h"
#include "ui/common/sentences.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::SessionWords)
};

QString serverOf(const SessionStatus& status)
{
    return visibleText(std::string_view(toText(status.server)));
}

/// "zk-1, zk-2 and zk-3".
QString listed(const QStringList& names)
{
    if (names.size() < 2)
        return names.join(QString());
    return Words::tr("%1 and %2", "the last two of a list")
        .arg(names.mid(0, names.size() - 1)
                 .join(Words::tr(", ", "between the parts of a list")),
            names.last());
}

/// Not at a server: what to check is the same for all of these.
bool failedOnTheWay(const std::vector<ServerFailure>& failures)
{
    using Fault = ConnectionFault;
    return std::all_of(failures.begin(), failures.end(), [](const ServerFailure& each) {
        return each.fault == Fault::hostNotFound || each.fault == Fault::refused
            || each.fault == Fault::unroutable || each.fault == Fault::noAnswer;
    });
}

/// What is gone with a session that has expired.
QString goneWith(const SessionPast& past)
{
    if (past.ephemerals == 0 && past.watches == 0)
        return Words::tr("It held no ephemeral nodes and no watches. Your edits are kept.");
    const QString nodes = Words::tr("%n ephemeral node(s)", nullptr, past.ephemerals);
    const QString watches = Words::tr("%n watch(es)", "of a session", past.watches);
    return Words::tr("%1 and %2 of it are gone. Your edits are kept.",
        "3 ephemeral nodes, 12 watches")
        .arg(nodes, watches);
}

/// What to check on the way is told once for all servers.
QString whyNot(const ServerFailure& failure)
{
    const QString words = wordsFor(failure.fault);
    if (failedOnTheWay({failure}) && !words.isEmpty())
        return words;
    return joinSentences(
        {words, remedyFor({failure.fault, failure.problem, failure.certificate})});
}

BannerWords readerBanner(const QString& reader)
{
    return {Role::looking, QStringLiteral("unplug"), Words::tr("The quorum is lost."),
        Words::tr("%1 still reads, but for new sessions alone. This session waits for the quorum; "
                  "a new one leaves it and its ephemeral nodes to their time-out.")
            .arg(reader),
        BannerAction::newSession};
}

BannerWords reconnectingBanner(const SessionStatus& status, const QString& lastServer,
    std::chrono::steady_clock::time_point now)
{
    BannerWords words;
    words.icon = QStringLiteral("refresh-cw");
    words.title = lastServer.isEmpty() ? Words::tr("The connection is lost.")
                                       : Words::tr("Connection to %1 lost.").arg(lastServer);
    words.action = BannerAction::tryNow;
    const std::optional<int> left = secondsLeft(status, now);
    if (!left) {
        words.text = Words::tr("Trying %1 (attempt %2). Edits stay in the editor.")
                         .arg(serverOf(status))
                         .arg(status.attempt);
    } else if (*left > 0) {
        words.text = Words::tr("Trying %1 (attempt %2). Your session is kept for %n s more; "
                               "edits stay in the editor.",
            nullptr, *left)
                         .arg(serverOf(status))
                         .arg(status.attempt);
    } else {
        words.text = Words::tr("Trying %1 (attempt %2). The server may have dropped your session "
                               "by now; edits stay in the editor.")
                         .arg(serverOf(status))
                         .arg(status.attempt);
    }
    return words;
}

} // namespace

StateWords stateWords(const SessionStatus& status)
{
    switch (status.state) {
    case SessionState::connecting:
        return {Words::tr("Connecting"), Role::looking, Words::tr("Writes are held"), false};
    case SessionState::connected:
        return {Words::tr("Connected"), Role::leading, Words::tr("Read/write"), true};
    case SessionState::connectedReadOnly:
        if (status.writesLocked)
            return {Words::tr("Connected"), Role::leading, Words::tr("Read-only"), false};
        return {Words::tr("Connected, read-only server"), Role::down, Words::tr("Read-only"),
            false};
    case SessionState::reconnecting:
        return {Words::tr("Reconnecting, attempt %1").arg(status.attempt), Role::looking,
            Words::tr("Writes are held"), false};
    case SessionState::expired:
        return {Words::tr("Session expired"), Role::danger, Words::tr("Writes are off"), false};
    case SessionState::authFailed:
        return {Words::tr("Identity refused"), Role::danger, Words::tr("Writes are off"), false};
    case SessionState::closed:
        return {Words::tr("Disconnected"), Role::down, Words::tr("Writes are off"), false};
    }
    return {};
}

std::optional<BannerWords> bannerWords(const SessionStatus& status, const SessionPast& past,
    std::chrono::steady_clock::time_point now)
{
    switch (status.state) {
    case SessionState::connecting: return std::nullopt; // NoServerView tells it.
    case SessionState::reconnecting:
        return past.reader.isEmpty() ? reconnectingBanner(status, past.lastServer, now)
                                       : readerBanner(past.reader);
    case SessionState::connectedReadOnly:
        if (status.writesLocked)
            return std::nullopt; // The lock at the top says it, and takes it off.
        return BannerWords{Role::down, QStringLiteral("lock"),
            Words::tr("%1 is in read-only mode:").arg(serverOf(status)),
            Words::tr("it lost the quorum. Data may be old; writes are off."),
            BannerAction::findFullServer};
    case SessionState::expired:
        return BannerWords{Role::danger, QStringLiteral("unplug"), Words::tr("Session expired."),
            goneWith(past),
            BannerAction::newSession};
    case SessionState::authFailed:
        return BannerWords{Role::danger, QStringLiteral("key-round"),
            Words::tr("The server refused the identity."),
            Words::tr("The session is closed. Your edits are kept."), BannerAction::newSession};
    case SessionState::connected:
    case SessionState::closed: return std::nullopt;
    }
    return std::nullopt;
}

QString noServerTitle(const std::vector<ServerFailure>& failures)
{
    return failedOnTheWay(failures) ? Words::tr("No server answers")
                                    : Words::tr("No server gives a session");
}

QString noServerText(const std::vector<ServerFailure>& failures)
{
    if (failures.empty())
        return {};
    const auto all = [&](auto member) {
        return std::all_of(failures.begin(), failures.end(),
            [&](const ServerFailure& each) { return member(each) == member(failures.front()); });
    };
    const bool samePort = all([](const ServerFailure& each) { return each.server.port; });
    const ConnectionFault fault = failures.front().fault;
    QStringList said;
    if (samePort && fault == ConnectionFault::refused
        && all([](const ServerFailure& each) { return each.fault; })) {
        QStringList hosts;
        for (const ServerFailure& each : failures)
            hosts << visibleText(std::string_view(each.server.host));
        said << Words::tr("%1 refused port %2.", "names of servers, a number")
                    .arg(listed(hosts))
                    .arg(failures.front().server.port);
    } else {
        for (const ServerFailure& each : failures)
            said << Words::tr("%1: %2", "a server and why it gave no session")
                        .arg(visibleText(std::string_view(toText(each.server))),
                            whyNot(each));
    }
    if (failedOnTheWay(failures))
        said << Words::tr("Check that ZooKeeper runs and that this machine may reach it.");
    return joinSentences(said);
}

std::optional<int> secondsLeft(
    const SessionStatus& status, std::chrono::steady_clock::time_point now)
{
    if (!status.expiresAt)
        return std::nullopt;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*status.expiresAt - now);
    return std::max(0, int(left.count()));
}

} // namespace zs::ui
