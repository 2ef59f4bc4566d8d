// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons about what breaks, and what a session survives.
#include "ui/cluster/lessons/acts.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/expectations_more.h"
#include "ui/cluster/lessons/titles.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

using namespace expect;
using Titles = LessonTitles;
using trace::SyncMode;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonsOnFaults)
};

constexpr Zxid at(std::uint32_t epoch, std::uint32_t counter)
{
    return Zxid(epoch, counter);
}

} // namespace

namespace {

/// Server 1 goes first, so that 1 and 3 cannot elect somebody while 3 does not hear the leader.
LessonStep loseQuorum()
{
    return {.title = Words::tr("Stop servers 1 and 3 while a client writes"),
        .text = Words::tr(
            "Server 1 stops. The link between 2 and 3 falls silent, and the client asks the "
            "leader to create /unsure: it is logged there alone. Then 3 stops, too. The leader is "
            "left alone, 1 of 3. It cannot know whether the others have elected somebody else, "
            "so it must not go on."),
        .acts = {act::stop(1), act::waitFor(isDown(1).find), act::cut({2}, {3}),
            act::tryCreate("writer", "/unsure"), act::waitFor(logged(2, at(1, 3)).find),
            act::stop(3)},
        .expected = {isDown(1), areCut({2}, {3}), logged(2, at(1, 3)), isDown(3),
            quorumIsLost(2, 1, 2), startsLooking(2), disconnected("writer"),
            fails("writer", "create", "/unsure", Errc::connectionLoss)},
        .refuted = elected({1, 3}, {committed(2, at(1, 3)), answersWrite(2, "writer")}),
        .conclusion = Words::tr(
            "Server 2 gave up leading and dropped its clients. The write ended in ConnectionLoss: "
            "its outcome is unknown, for it was neither committed nor refused. The session itself "
            "still lives: it expires only under a leader.")};
}

} // namespace

Lesson quorumLost()
{
    Lesson lesson;
    lesson.number = 11;
    lesson.apache = 3;
    lesson.title = Words::tr("Quorum lost");
    lesson.subtitle = Words::tr("Reads go on in read-only mode, writes do not");
    lesson.settings = "readonlymode.enabled=true\n";
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. A client has a session "
                              "through it and creates /a. Read-only mode is on "
                              "(readonlymode.enabled)."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("writer", 2), act::create("writer", "/a")}}),
            .expected = {leads(2), applied({1, 2, 3}, at(1, 2))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Three servers serve; a quorum is 2.")},
        loseQuorum(),
        {.title = Words::tr("Read and write without a quorum"),
            .text = Words::tr("A client that is content with reads may connect to server 2 all "
                              "the same. It reads /a and tries to create /b."),
            .acts = {act::openReadOnlySession("reader", 2), act::read("reader", "/a"),
                act::create("reader", "/b")},
            .expected = {succeeds("reader", "getData", "/a"),
                fails("reader", "create", "/b", Errc::notReadOnly)},
            .refuted = {},
            .conclusion = Words::tr("The read showed what server 2 has, though perhaps not the "
                                    "newest. The write was refused: NotReadOnly.")},
        {.title = Titles::startAgain(3),
            .text = Words::tr(
                "Two of three are a quorum again. Server 2 has the newest data, 1|3, so it will "
                "lead. The first client still has its session, and has been trying to get back "
                "all the time."),
            .acts = {act::heal(), act::start(3), act::waitUntilTogether({2, 3}, 2),
                act::waitUntilConnected("writer"), act::read("writer", "/a"),
                act::read("writer", "/unsure"), act::create("writer", "/back")},
            .expected = {leads(2), follows(3, 2), reattaches("writer", 2),
                succeeds("writer", "getData", "/a"), applied({2, 3}, at(1, 3)),
                succeeds("writer", "getData", "/unsure"), succeeds("writer", "create", "/back")},
            .refuted = elected({3}),
            .conclusion = Words::tr(
                "Service returned with the same session, and what had been acknowledged is there. "
                "So is /unsure: the write had happened after all. In the lesson of the old leader "
                "it had not. After ConnectionLoss a client must look.")},
    };
    return lesson;
}

Lesson partition()
{
    Lesson lesson;
    lesson.number = 12;
    lesson.apache = 4;
    lesson.title = Words::tr("Network partition");
    lesson.subtitle = Words::tr("The minority stops; the majority elects a new leader");
    lesson.voters = 5;
    lesson.steps = {
        {.title = Titles::startAll(5),
            .text = Words::tr("The servers start in turn, so 3 leads. Client A has a session "
                              "through 3, client B through 1. A creates /before."),
            .acts = act::all({act::startInTurn({1, 2, 3, 4, 5}, 3),
                {act::openSession("A", 3), act::openSession("B", 1),
                    act::create("A", "/before")}}),
            .expected = {leads(3), applied({1, 2, 3, 4, 5}, at(1, 3))},
            .refuted = elected({1, 2, 4, 5}),
            .conclusion = Words::tr("All five are at 1|3."),
            .limit = std::chrono::seconds(120)},
        {.title = Words::tr("Cut 1 and 3 off from 2, 4 and 5"),
            .text = Words::tr(
                "The links fall silent; nothing is closed. The leader and server 1 are alone, and "
                "both clients try to write. The others are three of five: a quorum. A tick is 200 "
                "ms here and syncLimit 5, so the leader must give up within 6 ticks."),
            .acts = {act::cut({1, 3}, {2, 4, 5}), act::tryCreate("A", "/never"),
                act::tryCreate("B", "/never-either")},
            .expected = {areCut({1, 3}, {2, 4, 5}), quorumIsLost(3, 2, 3),
                givesUpInTime(3, {2, 4, 5}), startsLooking(3),
                fails("A", "create", "/never", Errc::connectionLoss),
                fails("B", "create", "/never-either", Errc::connectionLoss), leads(5),
                follows(2, 5), follows(4, 5), newEpoch(5, 2)},
            .refuted = elected({1, 2, 4},
                {commitsAnything(1), commitsAnything(3), answersWrite(3, "A"),
                    answersWrite(1, "B")}),
            .conclusion = Words::tr(
                "The old leader heard too few for syncLimit ticks and gave up. Neither write was "
                "acknowledged: ConnectionLoss means that nobody knows. On the other side 5 leads "
                "epoch 2.")},
        {.title = Words::tr("Client B goes to the majority"),
            .text = Words::tr("Client B tries another server of its list: 4. Sessions are known "
                              "to all servers, so it needs no new one."),
            .acts = {act::moveSession("B", 4), act::create("B", "/after")},
            .expected = {reattaches("B", 4), succeeds("B", "create", "/after"),
                applied({2, 4, 5}, at(2, 1))},
            .refuted = {commitsAnything(1), commitsAnything(3)},
            .conclusion = Words::tr("The majority serves: 2|1 is the first transaction of the new "
                                    "epoch. The minority commits nothing.")},
        {.title = Words::tr("Heal the links"),
            .text = Words::tr("Servers 1 and 3 hear of the new leader. Server 3 has proposals of "
                              "epoch 1 on its disk that were never committed."),
            .acts = {act::heal(), act::waitUntilTogether({1, 2, 3, 4, 5}, 5),
                act::moveSession("A", 3), act::read("A", "/never"),
                act::read("A", "/never-either")},
            .expected = {syncsBy(5, 3, {SyncMode::truncDiff, SyncMode::trunc, SyncMode::snap}),
                follows(1, 5), follows(3, 5), applied({1, 2, 3, 4, 5}, at(2, 1)),
                reattaches("A", 3), fails("A", "getData", "/never", Errc::noNode),
                fails("A", "getData", "/never-either", Errc::noNode)},
            .refuted = elected({1, 2, 3, 4}),
            .conclusion = Words::tr("The old leader follows now. What it had proposed alone is "
                                    "gone, and what the majority committed is everywhere.")},
    };
    return lesson;
}

namespace {

LessonStep clientDies(const std::string& node)
{
    return {.title = Words::tr("Kill the client"),
        .text = Words::tr("The client's program is killed: its connection ends, and nobody closes "
                          "the session. The leader waits for the session's time-out, eight seconds "
                          "here."),
        .acts = {act::killClient("owner"),
            act::waitFor(endsOnAll({2, 3}, "owner").find), act::read("other", "/mine"),
            act::read("other", node)},
        .expected = {expires(2, "owner"), endsOnAll({2, 3}, "owner"),
            fails("other", "getData", "/mine", Errc::noNode),
            fails("other", "getData", node, Errc::noNode)},
        .refuted = elected({1, 3}),
        .conclusion = Words::tr(
            "The session expired, and both its nodes went with it, in one transaction that is "
            "the same on all servers. So nobody can see one of them without the other.")};
}

} // namespace

Lesson sessionAndEphemerals()
{
    Lesson lesson;
    lesson.number = 13;
    lesson.apache = 1;
    lesson.title = Words::tr("Session and ephemeral nodes");
    lesson.subtitle = Words::tr("Its server dies: it goes on; its client dies: it expires");
    const std::string asked = "/queue/n-";
    const std::string first = "/queue/n-0000000000";
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. A client of server 1 creates "
                              "an ephemeral node, /mine, and an ephemeral sequential one below "
                              "/queue."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("other", 2), act::create("other", "/queue"),
                    act::openSession("owner", 1, std::chrono::seconds(8)),
                    act::create("owner", "/mine", CreateMode::ephemeral),
                    act::create("owner", asked, CreateMode::ephemeralSequential),
                    act::read("owner", "/mine")}}),
            .expected = {leads(2), ownsNode("owner", "owner", "/mine"),
                isNamed("owner", asked, first), applied({1, 2, 3}, at(1, 5))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Both nodes belong to the client's session: their "
                                    "ephemeralOwner is its id.")},
        {.title = Words::tr("Kill the client's server"),
            .text = Words::tr("Server 1 dies. The client tries the next server of its list, 3, "
                              "with the id and the password of its session."),
            // A window that stood still for seconds may have lost it before.
            .acts = {act::waitUntilConnected("owner"), act::kill(1),
                act::moveSession("owner", 3), act::read("owner", "/mine")},
            .expected = {isDown(1), disconnected("owner"), reattaches("owner", 3),
                ownsNode("owner", "owner", "/mine")},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("The same session, with the same id, goes on through server "
                                    "3, and its ephemeral node is still there: sessions belong to "
                                    "the ensemble and not to a server.")},
        clientDies(first),
        {.title = Words::tr("Create a sequential node again"),
            .text = Words::tr("/queue is empty now. Another client creates a sequential node in "
                              "it. Will it be number 0 again?"),
            .acts = {act::create("other", asked, CreateMode::persistentSequential)},
            .expected = {isNamedAbove("other", asked, first)},
            .refuted = {},
            .conclusion = Words::tr("No: a number is never used again, so names in a queue keep "
                                    "their order for ever.")},
    };
    return lesson;
}

} // namespace zs::ui
