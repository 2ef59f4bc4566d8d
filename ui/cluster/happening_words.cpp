// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_words.h"

#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

using timeline::Happening;
using Kind = timeline::HappeningKind;

/// The sentences of the list of events. Each is whole, so that it can be translated.
struct HappeningWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::HappeningWords)
};


struct Words {
    QString icon;
    Token tone = Token::text2;
    QString text;
};

QString idOf(const Happening& h)
{
    return QString::number(h.server.value);
}

QString otherOf(const Happening& h)
{
    return h.other ? QString::number(h.other->value) : QStringLiteral("?");
}

QString voteOf(const Happening& h)
{
    return h.vote ? shortVote(*h.vote) : QStringLiteral("?");
}

QString candidateOf(const Happening& h)
{
    return h.vote ? QString::number(h.vote->leader.value) : QStringLiteral("?");
}

QString numberOf(const std::optional<std::int64_t>& number)
{
    return number ? QString::number(*number) : QStringLiteral("?");
}

/// "text: 2 of 3", when both numbers are known.
QString withCount(const QString& text, const Happening& h)
{
    if (!h.have || !h.need)
        return text;
    return HappeningWords::tr("%1: %2 of %3", "an event, then how many of how many were needed")
        .arg(text)
        .arg(*h.have)
        .arg(*h.need);
}

QString reasonOf(const Happening& h)
{
    return visibleText(std::string_view(h.why));
}

Words processWords(const Happening& h)
{
    const QString icon = QStringLiteral("cpu");
    const QString down = QStringLiteral("power-off");
    switch (h.process.value_or(trace::ProcessChange::started)) {
    case trace::ProcessChange::started:
        return {icon, Token::text2, HappeningWords::tr("Server %1 is started").arg(idOf(h))};
    case trace::ProcessChange::ready:
        return {icon, Token::leadingText, HappeningWords::tr("Server %1 is up").arg(idOf(h))};
    case trace::ProcessChange::stopped:
        return {down, Token::text2,
            (h.led ? HappeningWords::tr("Server %1 (leader) is stopped")
                   : HappeningWords::tr("Server %1 is stopped"))
                .arg(idOf(h))};
    case trace::ProcessChange::killed:
        return {QStringLiteral("skull"), Token::dangerText,
            (h.led ? HappeningWords::tr("Server %1 (leader) is killed")
                   : HappeningWords::tr("Server %1 is killed"))
                .arg(idOf(h))};
    case trace::ProcessChange::paused:
        return {QStringLiteral("pause"), Token::lookingText,
            (h.led ? HappeningWords::tr("Server %1 (leader) is paused")
                   : HappeningWords::tr("Server %1 is paused"))
                .arg(idOf(h))};
    case trace::ProcessChange::resumed:
        return {QStringLiteral("play"), Token::text2,
            HappeningWords::tr("Server %1 runs on").arg(idOf(h))};
    case trace::ProcessChange::exited:
        return {down, Token::dangerText,
            HappeningWords::tr("Server %1 ended by itself: %2").arg(idOf(h), reasonOf(h))};
    case trace::ProcessChange::wiped: break;
    }
    return {QStringLiteral("eraser"), Token::dangerText,
        HappeningWords::tr("The data of server %1 is wiped").arg(idOf(h))};
}

QString faultText(const Happening& h, bool on)
{
    const QString whom = serverList(h.servers);
    const QString other = otherOf(h);
    const QString fault = QString::fromStdString(h.fault);
    if (fault == QStringLiteral("partition"))
        return on ? HappeningWords::tr("Partition: %1 cut off").arg(whom)
                  : HappeningWords::tr("The partition of %1 is healed").arg(whom);
    if (fault == QStringLiteral("isolate"))
        return on ? HappeningWords::tr("Server %1 is isolated").arg(whom)
                  : HappeningWords::tr("Server %1 is connected again").arg(whom);
    if (fault == QStringLiteral("cut"))
        return on ? HappeningWords::tr("Packets from %1 to %2 are held").arg(whom, other)
                  : HappeningWords::tr("Packets from %1 to %2 pass again").arg(whom, other);
    if (fault == QStringLiteral("drop"))
        return HappeningWords::tr("Connections between %1 and %2 are reset").arg(whom, other);
    if (fault == QStringLiteral("delay"))
        return on ? HappeningWords::tr("Packets between %1 and %2 take %3 ms longer")
                        .arg(whom, other, numberOf(h.count))
                  : HappeningWords::tr("Packets between %1 and %2 are as fast as before")
                        .arg(whom, other);
    if (fault == QStringLiteral("kill"))
        return HappeningWords::tr("Kill -9: %1").arg(whom);
    if (fault == QStringLiteral("pause"))
        return on ? HappeningWords::tr("Pause: %1").arg(whom)
                  : HappeningWords::tr("Resume: %1").arg(whom);
    if (fault == QStringLiteral("relay"))
        return on ? HappeningWords::tr("The relay between the servers ended: all links are reset")
                  : HappeningWords::tr("The relay between the servers runs again");
    return on ? HappeningWords::tr("Fault: %1 at %2").arg(visibleText(fault), whom)
              : HappeningWords::tr("Fault ended: %1 at %2").arg(visibleText(fault), whom);
}

/// Why one vote is better than the other; `taken`: theirs is.
QString whyBetter(const Happening& h)
{
    if (!h.by || !h.vote || !h.mine)
        return {};
    const trace::Vote& theirs = *h.vote;
    const trace::Vote& mine = *h.mine;
    const auto numbers = [](std::int64_t a, std::int64_t b, const QString& text) {
        return text.arg(a).arg(b);
    };
    const bool better = h.kind == Kind::voteTaken;
    switch (*h.by) {
    case trace::DecidedBy::round:
        return better ? HappeningWords::tr("it is of a later round")
                      : HappeningWords::tr("it is of an earlier round");
    case trace::DecidedBy::epoch:
        return numbers(theirs.epoch, mine.epoch,
            better ? HappeningWords::tr("epoch %1 is later than %2")
                   : HappeningWords::tr("epoch %1 is earlier than %2"));
    case trace::DecidedBy::zxid: {
        const bool sameEpoch = theirs.zxid.epoch() == mine.zxid.epoch();
        const QString a
            = sameEpoch ? QString::number(theirs.zxid.counter()) : shortZxid(theirs.zxid);
        const QString b = sameEpoch ? QString::number(mine.zxid.counter()) : shortZxid(mine.zxid);
        return (better ? HappeningWords::tr("zxid %1 is newer than %2")
                       : HappeningWords::tr("zxid %1 is older than %2"))
            .arg(a, b);
    }
    case trace::DecidedBy::sid: break;
    }
    return better ? HappeningWords::tr("same zxid, higher id")
                  : HappeningWords::tr("same zxid, lower id");
}

Words stateWords(const Happening& h)
{
    const QString id = idOf(h);
    switch (h.kind) {
    case Kind::startsLooking:
        return {QStringLiteral("search"), Token::lookingText,
            HappeningWords::tr("Server %1 looks for a leader").arg(id)};
    case Kind::lostLeader:
        return {QStringLiteral("unplug"), Token::text2,
            h.other ? HappeningWords::tr("Server %1 lost its leader %2").arg(id, otherOf(h))
                    : HappeningWords::tr("Server %1 lost its leader").arg(id)};
    case Kind::stepsDown:
        return {QStringLiteral("unplug"), Token::lookingText,
            HappeningWords::tr("Server %1 gives up leading").arg(id)};
    case Kind::quorumLost:
        return {QStringLiteral("triangle-alert"), Token::dangerText,
            withCount(HappeningWords::tr("Leader %1 has no quorum any more").arg(id), h)};
    default: break;
    }
    return {QStringLiteral("power-off"), Token::text2,
        HappeningWords::tr("Server %1 says that it stops").arg(id)};
}

Words voteWords(const Happening& h)
{
    const QString id = idOf(h);
    const QString why = whyBetter(h);
    switch (h.kind) {
    case Kind::voteTaken:
        return {QStringLiteral("arrow-left-right"), Token::lookingText,
            why.isEmpty() ? HappeningWords::tr("Server %1 takes %2").arg(id, candidateOf(h))
                          : HappeningWords::tr("Server %1 takes %2: %3", "a vote, and why")
                                .arg(id, candidateOf(h), why)};
    case Kind::voteKept: {
        const QString kept
            = h.mine ? QString::number(h.mine->leader.value) : QStringLiteral("?");
        return {QStringLiteral("equal"), Token::text2,
            why.isEmpty()
                ? HappeningWords::tr("Server %1 keeps %2 against %3").arg(id, kept, candidateOf(h))
                : HappeningWords::tr("Server %1 keeps %2 against %3: %4", "a vote, and why")
                      .arg(id, kept, candidateOf(h), why)};
    }
    case Kind::voteCounted:
        return {QStringLiteral("check"), Token::leadingText,
            withCount(HappeningWords::tr("Server %1 counts the vote of server %2")
                          .arg(id, otherOf(h)),
                h)};
    default: break;
    }
    return {QStringLiteral("minus"), Token::text3,
        HappeningWords::tr("Server %1 ignores the vote of server %2").arg(id, otherOf(h))};
}

Words electionWords(const Happening& h)
{
    const QString id = idOf(h);
    switch (h.kind) {
    case Kind::startsRound:
        return {QStringLiteral("search"), Token::lookingText,
            h.vote ? HappeningWords::tr("Server %1 starts round %2, votes %3")
                         .arg(id, numberOf(h.round), voteOf(h))
                   : HappeningWords::tr("Server %1 starts round %2", "an observer: without a vote")
                         .arg(id, numberOf(h.round))};
    case Kind::joinsRound:
        return {QStringLiteral("search"), Token::lookingText,
            h.vote ? HappeningWords::tr("Server %1 joins round %2, votes %3")
                         .arg(id, numberOf(h.round), voteOf(h))
                   : HappeningWords::tr("Server %1 joins round %2", "an observer: without a vote")
                         .arg(id, numberOf(h.round))};
    case Kind::quorumOfVotes:
        return {QStringLiteral("check-check"), Token::leadingText,
            withCount(HappeningWords::tr("Server %1 has a quorum of votes for %2")
                          .arg(id, candidateOf(h)),
                h)};
    case Kind::elected:
        return {QStringLiteral("vote"), Token::leadingText,
            h.other == h.server
                ? HappeningWords::tr("Server %1 is elected after %2")
                      .arg(id, shortDuration(h.durationNs))
                : HappeningWords::tr("Server %1 elects %2 after %3")
                      .arg(id, otherOf(h), shortDuration(h.durationNs))};
    case Kind::toldOfLeader:
        return {QStringLiteral("vote"), Token::followingText,
            HappeningWords::tr("Server %1 is told of leader %2").arg(id, otherOf(h))};
    default: return voteWords(h);
    }
}

Words syncWords(const Happening& h)
{
    const QString learner = otherOf(h);
    const QString had = shortZxidOrUnknown(h.zxid);
    switch (h.mode.value_or(trace::SyncMode::diff)) {
    case trace::SyncMode::diff:
        return {QStringLiteral("arrow-right-to-line"), Token::followingText,
            h.zxid == h.to ? HappeningWords::tr("Server %1 is equal to the leader at %2: DIFF")
                                 .arg(learner, had)
                           : HappeningWords::tr("Server %1 is at %2: DIFF up to %3")
                                 .arg(learner, had, shortZxidOrUnknown(h.to))};
    case trace::SyncMode::trunc:
        return {QStringLiteral("scissors"), Token::dangerText,
            HappeningWords::tr("Server %1 truncates its log from %2 to %3")
                .arg(learner, had, shortZxidOrUnknown(h.from))};
    case trace::SyncMode::truncDiff:
        return {QStringLiteral("scissors"), Token::dangerText,
            HappeningWords::tr("Server %1 truncates its log from %2 to %3, then DIFF up to %4")
                .arg(learner, had, shortZxidOrUnknown(h.from), shortZxidOrUnknown(h.to))};
    case trace::SyncMode::snap: break;
    }
    return {QStringLiteral("download"), Token::lookingText,
        h.count.value_or(0) > 0
            ? HappeningWords::tr("Server %1, at %2, gets a snapshot of %3")
                  .arg(learner, had, formatBytes(*h.count))
            : HappeningWords::tr("Server %1, at %2, gets a snapshot").arg(learner, had)};
}

QString cameText(const Happening& h)
{
    if (!h.epoch)
        return (h.observer ? HappeningWords::tr("Server %1 comes as observer")
                           : HappeningWords::tr("Server %1 comes to the leader"))
            .arg(otherOf(h));
    return (h.observer
            ? HappeningWords::tr("Server %1 comes as observer, from epoch %2")
            : HappeningWords::tr("Server %1 comes to the leader, from epoch %2"))
        .arg(otherOf(h), numberOf(h.epoch));
}

Words recoveryWords(const Happening& h)
{
    const QString id = idOf(h);
    const QString epoch = numberOf(h.epoch);
    switch (h.kind) {
    case Kind::proposesEpoch:
        return {QStringLiteral("flag"), Token::leadingText,
            HappeningWords::tr("Server %1 proposes epoch %2 (LEADERINFO)").arg(id, epoch)};
    case Kind::acceptsEpoch:
        return {QStringLiteral("flag"), Token::followingText,
            HappeningWords::tr("Server %1 accepts epoch %2").arg(id, epoch)};
    case Kind::learnerCame:
        return {h.observer ? QStringLiteral("eye") : QStringLiteral("log-in"),
            h.observer ? Token::observingText : Token::followingText,
            cameText(h)};
    case Kind::syncChosen: return syncWords(h);
    case Kind::snapshotTaken:
        return {QStringLiteral("download"), Token::lookingText,
            HappeningWords::tr("Server %1 has the whole snapshot").arg(id)};
    case Kind::newLeaderAck:
        return {QStringLiteral("check"), Token::leadingText,
            withCount(HappeningWords::tr("Server %1 acknowledges NEWLEADER").arg(otherOf(h)), h)};
    case Kind::leads:
        return {QStringLiteral("crown"), Token::leadingText,
            HappeningWords::tr("Server %1 leads epoch %2 and serves clients").arg(id, epoch)};
    case Kind::observes:
        return {QStringLiteral("eye"), Token::observingText,
            HappeningWords::tr("Server %1 observes %2 and serves clients").arg(id, otherOf(h))};
    default: break;
    }
    return {QStringLiteral("arrow-right-to-line"), Token::followingText,
        HappeningWords::tr("Server %1 follows %2 and serves clients").arg(id, otherOf(h))};
}

Words broadcastWords(const Happening& h)
{
    const QString zxid = shortZxidOrUnknown(h.zxid);
    switch (h.kind) {
    case Kind::proposes:
        return {QStringLiteral("send"), Token::followingText,
            HappeningWords::tr("Leader %1 proposes %2").arg(idOf(h), zxid)};
    case Kind::ackFrom:
        return {QStringLiteral("check"), Token::leadingText,
            withCount(HappeningWords::tr("Ack of %1 from %2").arg(zxid, otherOf(h)), h)};
    default: break;
    }
    return {QStringLiteral("check-check"), Token::leadingText,
        HappeningWords::tr("Quorum: leader %1 commits %2").arg(idOf(h), zxid)};
}

Words sessionWords(const Happening& h)
{
    const QString session = h.session ? formatSessionId(*h.session) : QStringLiteral("?");
    switch (h.kind) {
    case Kind::sessionOpened:
        return {QStringLiteral("plug"), Token::text2,
            HappeningWords::tr("Session %1 opens at server %2").arg(session, idOf(h))};
    case Kind::sessionMoved:
        return {QStringLiteral("route"), Token::observingText,
            HappeningWords::tr("Session %1 moves from server %2 to %3")
                .arg(session, otherOf(h), idOf(h))};
    case Kind::sessionExpired:
        return {QStringLiteral("timer"), Token::dangerText,
            HappeningWords::tr("Session %1 expires").arg(session)};
    default: break;
    }
    return {
        QStringLiteral("x"), Token::text2, HappeningWords::tr("Session %1 closes").arg(session)};
}

QString costText(const Happening& h)
{
    QString text = HappeningWords::tr("No leader for %1; %2")
                       .arg(shortDuration(h.durationNs),
                           HappeningWords::tr("%n session(s) moved", nullptr,
                               int(h.count.value_or(0))));
    if (h.have.value_or(0) > 0)
        text = HappeningWords::tr("%1; %2").arg(
            text, HappeningWords::tr("%n expired", "sessions", int(*h.have)));
    if (h.lost)
        text = HappeningWords::tr("%1; %2").arg(
            text, HappeningWords::tr("%n acknowledged write(s) lost", nullptr, int(*h.lost)));
    return text;
}

Words otherWords(const Happening& h)
{
    switch (h.kind) {
    case Kind::serviceLost:
        return {QStringLiteral("triangle-alert"), Token::dangerText,
            HappeningWords::tr("No leader: writes wait")};
    case Kind::serviceReturned:
        return {QStringLiteral("circle-check"), Token::leadingText,
            HappeningWords::tr("Leader %1 serves, after %2 without a leader")
                .arg(idOf(h), shortDuration(h.durationNs))};
    case Kind::failoverCost:
        return {QStringLiteral("gauge"), h.lost.value_or(0) > 0 ? Token::dangerText : Token::text2,
            costText(h)};
    case Kind::digestsEqual:
        return {QStringLiteral("equal"), Token::leadingText,
            HappeningWords::tr("The trees of %1 are equal at %2")
                .arg(serverList(h.servers), shortZxidOrUnknown(h.zxid))};
    case Kind::digestsDiffer:
        return {QStringLiteral("triangle-alert"), Token::dangerText,
            HappeningWords::tr("The trees of %1 differ at %2")
                .arg(serverList(h.servers), shortZxidOrUnknown(h.zxid))};
    default: break;
    }
    return {QStringLiteral("triangle-alert"), Token::lookingText,
        HappeningWords::tr("The trace of server %1 has a gap of %n line(s)", nullptr,
            int(h.count.value_or(0)))
            .arg(idOf(h))};
}

Words wordsOf(const Happening& h)
{
    if (h.kind == Kind::processChanged)
        return processWords(h);
    if (h.kind == Kind::faultStarted || h.kind == Kind::faultEnded) {
        const bool on = h.kind == Kind::faultStarted;
        return {on ? QStringLiteral("split") : QStringLiteral("link"),
            on ? Token::dangerText : Token::leadingText, faultText(h, on)};
    }
    if (h.kind <= Kind::stopped)
        return stateWords(h);
    if (h.kind <= Kind::toldOfLeader)
        return electionWords(h);
    if (h.kind <= Kind::observes)
        return recoveryWords(h);
    if (h.kind <= Kind::quorumCommit)
        return broadcastWords(h);
    if (h.kind <= Kind::sessionClosed)
        return sessionWords(h);
    return otherWords(h);
}

} // namespace

EventLook eventOf(const Happening& happening, Instant begin)
{
    Words words = wordsOf(happening);
    EventLook event;
    event.atNs = (happening.t - begin).count();
    event.icon = words.icon;
    event.tone = words.tone;
    event.text = happening.inferred
        ? HappeningWords::tr("%1 (inferred)", "an event that was concluded, not observed")
              .arg(words.text)
        : words.text;
    event.important = isNotable(happening.kind);
    return event;
}

} // namespace zs::ui
