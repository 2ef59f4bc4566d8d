// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons about what clients see.
#include "ui/cluster/lessons/acts.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/expectations.h"
#include "ui/cluster/lessons/titles.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

using namespace expect;
using Titles = LessonTitles;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonsOnService)
};

constexpr Zxid at(std::uint32_t epoch, std::uint32_t counter)
{
    return Zxid(epoch, counter);
}

} // namespace

Lesson observerJoins()
{
    Lesson lesson;
    lesson.number = 9;
    lesson.apache = 1;
    lesson.title = Words::tr("An observer joins");
    lesson.subtitle = Words::tr("It serves reads, never votes, and follows each leader");
    lesson.observers = 1;
    lesson.steps = {
        {.title = Titles::startServers(3),
            .text = Words::tr("Servers 1 to 3 are voters. They start in turn, so 2 leads."),
            .acts = act::startInTurn({1, 2, 3}, 2),
            .expected = {leads(2), follows(1, 2), follows(3, 2)},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Three voters: a quorum is 2 of 3.")},
        {.title = Titles::start(4),
            .text = Words::tr("Server 4 is configured as an observer: peerType=observer, and "
                              "\":observer\" in each server's list. It asks who leads."),
            .acts = {act::start(4)},
            .expected = {joinsAsObserver(2, 4), observes(4, 2)},
            .refuted = actsAsVoter(4, {1, 2, 3}),
            .conclusion = Words::tr("It introduced itself with OBSERVERINFO. It is OBSERVING, and "
                                    "a quorum is still 2 of 3.")},
        {.title = Words::tr("Write through 1, read through 4"),
            .text = Words::tr("A client of server 1 creates /node. Voters get a PROPOSAL, answer "
                              "with an ACK, and then get a COMMIT. And the observer?"),
            .acts = {act::openSession("writer", 1), act::create("writer", "/node"),
                act::waitFor(applied({4}, at(1, 2)).find), act::openSession("reader", 4),
                act::read("reader", "/node")},
            .expected = {receives(2, 1, "ACK", at(1, 2)), receives(4, 2, "INFORM", at(1, 2)),
                applied({1, 2, 3, 4}, at(1, 2)), succeeds("reader", "getData", "/node")},
            .refuted = actsAsVoter(4, {1, 2, 3}),
            .conclusion = Words::tr("The observer got one INFORM, when all was decided, and "
                                    "acknowledged nothing. It serves reads like any other.")},
        {.title = Words::tr("Kill the leader"),
            .text = Words::tr("Servers 1 and 3 are a quorum and elect one of them. The observer "
                              "listens. Then its client writes: the observer passes it on."),
            .acts = {act::kill(2), act::waitUntilTogether({1, 3, 4}, 3),
                act::waitUntilConnected("reader"), act::create("reader", "/under-3")},
            .expected = {isDown(2), counts(3, {1, 3}, true), leads(3), follows(1, 3),
                observes(4, 3), succeeds("reader", "create", "/under-3")},
            .refuted = elected({1}, actsAsVoter(4, {1, 3})),
            .conclusion = Words::tr("Votes and acknowledgements were those of 1 and 3 alone. The "
                                    "observer found the new leader, and its session went on.")},
    };
    return lesson;
}

namespace {

LessonStep writeStep(Zxid zxid)
{
    const Expectation request = sends(1, 2, "REQUEST");
    const Expectation quorum = acknowledged(2, zxid);
    const Expectation commit = receives(1, 2, "COMMIT", zxid);
    const Expectation reply = replies(1, "writer", "setData", zxid);
    return {.title = Words::tr("Write through server 1"),
        .text = Words::tr(
            "A follower decides nothing: it passes the request to the leader. The leader gives it "
            "the next zxid and proposes it to all. Each writes it to its disk and acknowledges. "
            "Once a quorum has, the leader commits."),
        .acts = {act::write("writer", "/node", "new")},
        .expected = {request, receives(1, 2, "PROPOSAL", zxid), receives(3, 2, "PROPOSAL", zxid),
            logged(1, zxid), logged(3, zxid), sends(1, 2, "ACK", zxid), sends(3, 2, "ACK", zxid),
            quorum, commit, reply, tellsWatcher(3, "watcher", "/node", zxid)},
        .refuted = {outOfOrder(
            Words::tr("the answer came before a quorum had it on disk"), {request, quorum, reply})},
        .conclusion = Words::tr(
            "REQUEST, PROPOSAL, disk, ACK, quorum, COMMIT, and only then the answer, from the "
            "server that the client knows. Two disks of three were enough; the third one's ACK "
            "changed nothing any more.")};
}

} // namespace

Lesson writePacketByPacket()
{
    Lesson lesson;
    lesson.number = 10;
    lesson.onlyOurs = Words::tr("It shows each packet of all three servers, and the log of "
                                "Apache's server tells no packets.");
    lesson.title = Words::tr("A write, packet by packet");
    lesson.subtitle = Words::tr("From the request to the answer and the watch event");
    const Zxid zxid = at(1, 4);
    const Expectation reading = replies(3, "watcher", "getData", zxid);
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. One client has a session "
                              "through 1 and creates /node; another one through 3 watches it."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("writer", 1), act::openSession("watcher", 3),
                    act::create("writer", "/node"),
                    act::waitFor(applied({3}, at(1, 3)).find),
                    act::read("watcher", "/node", true)}}),
            .expected = {leads(2), applied({1, 2, 3}, at(1, 3)),
                succeeds("watcher", "getData", "/node")},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Two sessions and a node: 1|3. The watch is held by server 3, "
                                    "where the watching client is.")},
        writeStep(zxid),
        {.title = Words::tr("Read through server 3"),
            .text = Words::tr("The watching client was told that /node changed. Now it reads, "
                              "through its own server. What it gets is what it was told of."),
            .acts = {act::read("watcher", "/node")},
            .expected = {succeeds("watcher", "getData", "/node"), reading},
            .refuted = {},
            .conclusion = Words::tr("Server 3 sent the watch event when it committed, and so "
                                    "before it could show the new data: a client never sees a "
                                    "change before the event that tells it.")},
    };
    return lesson;
}

} // namespace zs::ui
