// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons about how a server that was away is brought up to date.
#include "ui/cluster/lessons/acts.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/expectations.h"
#include "ui/cluster/lessons/titles.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

using namespace expect;
using Titles = LessonTitles;
using trace::Direction;
using trace::SyncMode;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonsOnSynchronization)
};

constexpr Zxid at(std::uint32_t epoch, std::uint32_t counter)
{
    return Zxid(epoch, counter);
}

PacketWord in(const char* type, std::optional<Zxid> zxid = {})
{
    return {Direction::in, type, zxid};
}

PacketWord out(const char* type, std::optional<Zxid> zxid = {})
{
    return {Direction::out, type, zxid};
}

/// From a learner's first packet to the start of its service; `middle` is what it is sent.
std::vector<PacketWord> joining(Zxid epoch, const std::vector<PacketWord>& middle)
{
    std::vector<PacketWord> words = {
        out("FOLLOWERINFO"), in("LEADERINFO", epoch), out("ACKEPOCH")};
    words.insert(words.end(), middle.begin(), middle.end());
    for (const PacketWord& word :
        {in("NEWLEADER", epoch), out("ACK", epoch), in("UPTODATE"), out("ACK", epoch)})
        words.push_back(word);
    return words;
}

/// 1, 2 and 3 run, 2 leads, and a session of "writer" goes through it: transaction 1|1.
std::vector<Act> threeUnderTwo()
{
    return act::all({act::startInTurn({1, 2, 3}, 2), {act::openSession("writer", 2)}});
}

} // namespace

Lesson followerReturns()
{
    Lesson lesson;
    lesson.number = 5;
    lesson.apache = 3;
    lesson.title = Words::tr("A follower returns: DIFF");
    lesson.subtitle = Words::tr("The leader still remembers what it missed");
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. A session and two nodes are "
                              "the transactions 1 to 3 of epoch 1."),
            .acts = act::all({threeUnderTwo(),
                {act::create("writer", "/two"), act::create("writer", "/three")}}),
            .expected = {leads(2), applied({1, 2, 3}, at(1, 3))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("All three have transaction 1|3.")},
        {.title = Words::tr("Kill server 1, and write on"),
            .text = Words::tr("Servers 2 and 3 are a quorum, so the writes succeed without 1."),
            .acts = {act::kill(1), act::create("writer", "/four"),
                act::create("writer", "/five")},
            .expected = {isDown(1), succeeds("writer", "create", "/five"),
                applied({2, 3}, at(1, 5))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Server 1 has 1|3 on its disk; the others are at 1|5.")},
        {.title = Titles::startAgain(1),
            .text = Words::tr(
                "Server 1 tells the leader its last zxid. The leader keeps the last transactions "
                "in memory: from minCommittedLog to maxCommittedLog. 1|3 lies between them."),
            .acts = {act::start(1)},
            .expected = {syncs(2, 1, SyncMode::diff, at(1, 3)),
                packets(1, 2,
                    joining(at(1, 0),
                        {in("DIFF", at(1, 5)), in("PROPOSAL", at(1, 4)), in("COMMIT", at(1, 4)),
                            in("PROPOSAL", at(1, 5)), in("COMMIT", at(1, 5))})),
                follows(1, 2), applied({1}, at(1, 5))},
            .refuted = elected({1, 3}, {newElection(2)}),
            .conclusion = Words::tr(
                "DIFF: the leader sent just the two transactions that were missing, as proposals "
                "with their commits. Then server 1 serves again, with the same data.")},
    };
    return lesson;
}

namespace {

/// Lessons 6 and 7 begin alike: server 2 leads, logs 1|3 alone and dies.
std::vector<LessonStep> leaveGhost()
{
    return {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. A session and one node are "
                              "the transactions 1|1 and 1|2."),
            .acts = act::all({threeUnderTwo(), {act::create("writer", "/two")}}),
            .expected = {leads(2), applied({1, 2, 3}, at(1, 2))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("All three have transaction 1|2.")},
        {.title = Words::tr("Cut the leader off, write, kill it"),
            .text = Words::tr(
                "First the leader's links fall silent. Then a client asks it to create /ghost: it "
                "writes 1|3 to its own disk, and nobody else hears of it. Then it dies, and the "
                "links are healed."),
            .acts = {act::cut({2}, {1, 3}), act::tryCreate("writer", "/ghost"),
                act::waitFor(logged(2, at(1, 3)).find), act::kill(2),
                act::waitUntilTogether({1, 3}, 3), act::heal(), act::moveSession("writer", 1)},
            .expected = {areCut({2}, {1, 3}), logged(2, at(1, 3)), isDown(2),
                fails("writer", "create", "/ghost", Errc::connectionLoss), leads(3),
                follows(1, 3), reattaches("writer", 1)},
            .refuted = elected({1},
                {committed(1, at(1, 3)), committed(2, at(1, 3)), committed(3, at(1, 3))}),
            .conclusion = Words::tr(
                "1|3 is on the disk of server 2 alone, and was never committed. The client was "
                "not told that it succeeded: its connection broke, so it cannot know. Server 3 "
                "leads epoch 2.")},
    };
}

} // namespace

Lesson oldLeaderReturns()
{
    Lesson lesson;
    lesson.number = 6;
    lesson.apache = 1;
    lesson.title = Words::tr("Old leader returns: TRUNC");
    lesson.subtitle = Words::tr("A proposal that nobody committed is rolled back");
    lesson.steps = leaveGhost();
    lesson.steps.push_back({.title = Titles::startAgain(2),
        .text = Words::tr("Server 2 comes back with 1|3, which is more than the new leader has of "
                          "epoch 1. The leader's log ends at 1|2."),
        .acts = {act::start(2), act::waitUntilTogether({2}, 3), act::moveSession("writer", 2),
            act::read("writer", "/ghost")},
        .expected = {syncs(3, 2, SyncMode::trunc, at(1, 3)),
            packets(2, 3, joining(at(2, 0), {in("TRUNC", at(1, 2))})), follows(2, 3),
            fails("writer", "getData", "/ghost", Errc::noNode)},
        .refuted = elected({1, 2}, {newElection(1), newElection(3)}),
        .conclusion = Words::tr(
            "TRUNC: server 2 cut its log back to 1|2. /ghost is gone from its disk and from its "
            "tree. Nothing was lost that anybody had been promised.")});
    return lesson;
}

namespace {

/// Under our leader: what the old leader has too much is cut, then it gets what it lacks.
LessonStep cutThenBroughtUpToDate()
{
    return {.title = Titles::startAgain(2),
        .text = Words::tr(
            "Server 2 has one transaction too many and two too few. Apache's leaders since 3.5 "
            "send the whole tree (SNAP) here, because it would be unsafe for their learners to "
            "cut a log across epochs. Ours does as 3.4 did, and as our learners can: first "
            "TRUNC, then what is missing."),
        .acts = {},
        .expected = {syncs(3, 2, SyncMode::truncDiff, at(1, 3)),
            packets(2, 3,
                joining(at(2, 0),
                    {in("TRUNC", at(1, 2)), in("PROPOSAL", at(2, 1)), in("COMMIT", at(2, 1)),
                        in("PROPOSAL", at(2, 2)), in("COMMIT", at(2, 2))}))},
        .refuted = {},
        .conclusion = Words::tr("The log of server 2 was cut to 1|2, then it got 2|1 and 2|2. "
                                "/ghost is gone, both new nodes are there.")};
}

/// Under Apache's.
LessonStep replacedByATree()
{
    return {.title = Titles::startAgain(2),
        .text = Words::tr(
            "Server 2 has one transaction too many and two too few. Our leaders send TRUNC here, "
            "and then what is missing. Server 3 is Apache's: its leaders since 3.5 send the "
            "whole tree (SNAP), because it would be unsafe for their learners to cut a log "
            "across epochs."),
        .acts = {},
        .expected = {syncs(3, 2, SyncMode::snap, at(1, 3)),
            packets(2, 3, joining(at(2, 0), {in("SNAP")}))},
        .refuted = {},
        .conclusion = Words::tr("Server 2 threw its tree away and took that of the leader. /ghost "
                                "is gone, both new nodes are there.")};
}

} // namespace

Lesson oldLeaderReturnsLate(LessonServers servers)
{
    const bool mixed = servers == LessonServers::mixed;
    Lesson lesson;
    lesson.number = 7;
    lesson.apache = 3;
    lesson.title = mixed ? Words::tr("Old leader returns late: SNAP")
                         : Words::tr("Old leader returns late: TRUNC, then DIFF");
    lesson.subtitle = mixed ? Words::tr("Apache's leader replaces the whole tree")
                            : Words::tr("Rolled back first, then brought up to date");
    lesson.steps = leaveGhost();
    lesson.steps.push_back({.title = Words::tr("Write under the new leader"),
        .text = Words::tr("The client's session goes on through server 1. It creates two nodes: "
                          "the first transactions of epoch 2."),
        .acts = {act::create("writer", "/new-1"), act::create("writer", "/new-2")},
        .expected = {succeeds("writer", "create", "/new-2"), applied({1, 3}, at(2, 2))},
        .refuted = elected({1, 2}),
        .conclusion = Words::tr("The counter began anew with the epoch: 2|1 and 2|2. Server 2 "
                                "knows neither, and has 1|3 instead.")});
    LessonStep last = mixed ? replacedByATree() : cutThenBroughtUpToDate();
    last.acts = {act::start(2), act::waitUntilTogether({2}, 3), act::moveSession("writer", 2),
        act::read("writer", "/ghost"), act::read("writer", "/new-2")};
    for (Expectation& seen : std::vector{follows(2, 3),
             fails("writer", "getData", "/ghost", Errc::noNode),
             succeeds("writer", "getData", "/new-2")})
        last.expected.push_back(std::move(seen));
    last.refuted = elected({1, 2}, {newElection(1), newElection(3)});
    lesson.steps.push_back(std::move(last));
    return lesson;
}

Lesson longAbsence()
{
    Lesson lesson;
    lesson.number = 8;
    lesson.apache = 3;
    lesson.title = Words::tr("Long absence: SNAP");
    lesson.subtitle = Words::tr("A follower is older than what the leader remembers");
    lesson.settings = "commitLogCount=5\nsnapshotSizeFactor=-1\n";
    constexpr int count = 30;
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn, so 2 leads. In this lesson a leader "
                              "remembers but 5 transactions (commitLogCount); 500 is usual."),
            .acts = act::all({threeUnderTwo(), {act::create("writer", "/before")}}),
            .expected = {leads(2), applied({1, 2, 3}, at(1, 2))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("All three have transaction 1|2.")},
        {.title = Words::tr("Kill server 1, and write 30 nodes"),
            .text = Words::tr("Each node holds 20,000 bytes. Server 1 misses all of them."),
            .acts = {act::kill(1),
                act::createMany("writer", "/n", count, std::string(20'000, 'x'))},
            .expected = {isDown(1), applied({2, 3}, at(1, 2 + count))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("Servers 2 and 3 are at 1|32. The leader remembers the last "
                                    "few transactions alone; 1|2 is long before them.")},
        {.title = Words::tr("Slow its link, start server 1 again, and write"),
            .text = Words::tr(
                "Everything between 1 and the leader takes 300 ms now, so that you can watch. "
                "While the tree is on its way, a client writes three more nodes."),
            .acts = {act::delay(1, 2, std::chrono::milliseconds(300)), act::start(1),
                act::waitFor(syncs(2, 1, SyncMode::snap, at(1, 2)).find),
                act::createMany("writer", "/gathered", 3)},
            .expected = {syncs(2, 1, SyncMode::snap, at(1, 2)), receivesSnapshot(1, 500'000),
                follows(1, 2), applied({1, 2, 3}, at(1, 5 + count))},
            .refuted = elected({1, 3}, {newElection(2)}),
            .conclusion = Words::tr(
                "SNAP: server 1 is older than the leader's memory, so it got the whole tree, and "
                "after it the three transactions that came meanwhile. Then it served.")},
    };
    return lesson;
}

} // namespace zs::ui
