// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons about elections.
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
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonsOnElections)
};

constexpr Zxid nothing{};

constexpr Zxid at(std::uint32_t counter)
{
    return Zxid(1, counter);
}

} // namespace

Lesson firstStartOfThree()
{
    Lesson lesson;
    lesson.number = 1;
    lesson.apache = 3;
    lesson.title = Words::tr("First start of three servers");
    lesson.subtitle = Words::tr("Two votes are a quorum; who comes late, follows");
    lesson.steps = {
        {.title = Titles::start(1),
            .text = Words::tr(
                "Three servers are configured, and none has any data. A leader needs the votes of "
                "a quorum, which is more than half: 2 of 3. Server 1 starts alone. It votes for "
                "itself, as each server does at first."),
            .acts = {act::start(1)},
            .expected = {votes(1, 1, nothing), counts(1, {1}, false)},
            .refuted = {isNotLooking(1)},
            .conclusion = Words::tr("One vote of three is no quorum. Server 1 is LOOKING, and "
                                    "serves nobody.")},
        {.title = Titles::start(2),
            .text = Words::tr(
                "Server 2 votes for itself too, and both tell each other. A vote names a leader "
                "and the newest zxid that this one has. The higher zxid wins; where both are "
                "equal, the higher id does. Neither has any data: both zxids are 0."),
            .acts = {act::start(2)},
            .expected = {votes(2, 2, nothing), takesHigherId(1, 2), counts(1, {1, 2}, true),
                leads(2), follows(1, 2)},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("The ids decided: server 1 took the vote for 2. Two votes of "
                                    "three are a quorum, so 2 leads and 1 follows.")},
        {.title = Titles::start(3),
            .text = Words::tr(
                "Server 3 has the highest id. Had it been there before, it would have won. It "
                "votes for itself and asks the others."),
            .acts = {act::start(3)},
            .expected = {votes(3, 3, nothing), isTold(3, 1, 2), isTold(3, 2, 2), follows(3, 2)},
            .refuted = elected({1, 3}, {newElection(1), newElection(2)}),
            .conclusion = Words::tr(
                "There was no new election: both others told server 3 of their leader, and it "
                "follows. A higher id alone never takes the lead from a leader that serves.")},
    };
    return lesson;
}

namespace {

/// A server that comes when 3 leads already.
LessonStep lateComer(int server, const QString& text, const QString& conclusion)
{
    LessonStep step{.title = Titles::start(server), .text = text, .acts = {act::start(server)},
        .expected = {isTold(server, 3, 3), follows(server, 3)}, .refuted = elected({server}),
        .conclusion = conclusion};
    for (int settled = 1; settled < server; ++settled)
        step.refuted.push_back(newElection(settled));
    return step;
}

} // namespace

Lesson firstStartOfFive()
{
    Lesson lesson;
    lesson.number = 2;
    lesson.apache = 5;
    lesson.title = Words::tr("First start of five servers");
    lesson.subtitle = Words::tr("Servers 1 to 5 start in turn; server 3 wins at the quorum");
    lesson.voters = 5;
    lesson.steps = {
        {.title = Titles::start(1),
            .text = Words::tr("Five servers are configured, all empty. A quorum is 3 of 5. Server "
                              "1 starts alone and votes for itself."),
            .acts = {act::start(1)},
            .expected = {votes(1, 1, nothing), counts(1, {1}, false)},
            .refuted = {isNotLooking(1)},
            .conclusion = Words::tr("One vote of five. Server 1 is LOOKING.")},
        {.title = Titles::start(2),
            .text = Words::tr("Server 2 has the same zxid and a higher id, so server 1 will take "
                              "its vote. Are two votes enough?"),
            .acts = {act::start(2)},
            .expected = {takesHigherId(1, 2), counts(1, {1, 2}, false),
                counts(2, {1, 2}, false)},
            .refuted = {isNotLooking(1), isNotLooking(2)},
            .conclusion = Words::tr("Both vote for 2, but two votes of five are no quorum. Both "
                                    "are LOOKING.")},
        {.title = Titles::start(3),
            .text = Words::tr("With server 3 there are three servers, which is a quorum. It has "
                              "the highest id of the three."),
            .acts = {act::start(3)},
            .expected = {takesHigherId(1, 3), takesHigherId(2, 3), counts(3, {1, 2, 3}, true),
                leads(3), follows(1, 3), follows(2, 3)},
            .refuted = elected({1, 2}),
            .conclusion = Words::tr("All three vote for 3: a quorum. Server 3 leads, and 1 and 2 "
                                    "follow.")},
        lateComer(4,
            Words::tr("Server 4 comes when the election is over. Its id is higher than the "
                      "leader's."),
            Words::tr("The leader itself told server 4 that it leads. Nobody voted again.")),
        lateComer(5, Words::tr("And server 5, the highest id of all."),
            Words::tr("It follows too. In a first start the order of starting decides: the "
                      "highest id among the first quorum leads.")),
    };
    return lesson;
}

Lesson leaderAndFollowerCrash()
{
    Lesson lesson;
    lesson.number = 3;
    lesson.apache = 5;
    lesson.title = Words::tr("Leader and a follower crash (8 8 8 7 7)");
    lesson.subtitle = Words::tr("Newest zxid first; among equals the higher id wins");
    lesson.voters = 5;
    std::vector<Act> writes = {act::openSession("writer", 1)};
    for (const char* path : {"/b", "/c", "/d", "/e", "/f", "/g"})
        writes.push_back(act::create("writer", path));
    lesson.steps = {
        {.title = Titles::startAll(5),
            .text = Words::tr("The five servers start in turn, so 3 leads. Then a client opens a "
                              "session and creates six nodes: seven transactions."),
            .acts = act::all({act::startInTurn({1, 2, 3, 4, 5}, 3), writes}),
            .expected = {leads(3), applied({1, 2, 3, 4, 5}, at(7))},
            .refuted = elected({1, 2, 4, 5}),
            .conclusion = Words::tr("All five have the same data, up to transaction 7 of epoch 1."),
            .limit = std::chrono::seconds(120)},
        {.title = Words::tr("Cut 4 and 5 off from the leader, and write"),
            .text = Words::tr("The links from 3 to 4 and 5 fall silent. The leader still reaches "
                              "1 and 2; with itself that is a quorum, so one more write succeeds."),
            .acts = {act::cut({4, 5}, {3}), act::create("writer", "/h")},
            .expected = {areCut({4, 5}, {3}), succeeds("writer", "create", "/h"),
                applied({1, 2, 3}, at(8))},
            .refuted = elected({1, 2, 4, 5}, {committed(4, at(8)), committed(5, at(8))}),
            .conclusion = Words::tr("Servers 1, 2 and 3 are at 8; 4 and 5 are still at 7. The "
                                    "client was told that its write succeeded.")},
        {.title = Words::tr("Kill servers 3 and 5"),
            .text = Words::tr("Servers 1, 2 and 4 are left: three of five, a quorum. 4 has the "
                              "highest id, but 1 and 2 have the write that it lacks."),
            .acts = {act::kill(5), act::waitFor(isDown(5).find), act::kill(3)},
            .expected = {isDown(5), isDown(3), takesNewer(4, anyone, at(7), at(8)),
                takesHigherId(1, 2), counts(2, {1, 2, 4}, true), leads(2), follows(1, 2),
                follows(4, 2)},
            .refuted = elected({1, 4}),
            .conclusion = Words::tr(
                "Server 4 gave way to a newer zxid, though its id is higher; between 1 and 2, "
                "which are equal, the id decided. So no acknowledged write was lost: whoever "
                "leads has the newest data of a quorum.")},
    };
    return lesson;
}

namespace {

/// Where the other one hears of the newer zxid first, it never sends its own vote.
Expectation mayKeep(int server, int leader, Zxid mine, Zxid theirs)
{
    Expectation keeps = keepsNewer(server, leader, mine, theirs);
    keeps.required = false;
    return keeps;
}

} // namespace

Lesson leaderCrash()
{
    Lesson lesson;
    lesson.number = 4;
    lesson.apache = 2;
    lesson.title = Words::tr("Leader crash: (1, 123) against (3, 122)");
    lesson.subtitle = Words::tr("A newer zxid beats a higher server id");
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The three servers start in turn, so 2 leads. A client opens a "
                              "session and creates 121 nodes: transactions 1 to 122."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("writer", 1), act::createMany("writer", "/n", 121)}}),
            .expected = {leads(2), applied({1, 2, 3}, at(122))},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("All three servers are at transaction 122 of epoch 1."),
            .limit = std::chrono::seconds(120)},
        {.title = Words::tr("Cut 3 off from the leader, write, kill the leader"),
            .text = Words::tr(
                "The link between 2 and 3 falls silent. 1 and 2 are a quorum without 3, so one "
                "more write succeeds: transaction 123, which 3 never hears of. Then the leader "
                "dies. Each server that is left votes for itself, and compares what it hears with "
                "its own vote: first the zxid, then the id."),
            .acts = {act::cut({3}, {2}), act::create("writer", "/last"),
                act::waitFor(applied({1, 2}, at(123)).find), act::kill(2)},
            .expected = {areCut({3}, {2}), succeeds("writer", "create", "/last"), isDown(2),
                votes(1, 1, at(123)), votes(3, 3, at(122)), mayKeep(1, 3, at(123), at(122)),
                takesNewer(3, 1, at(122), at(123)), counts(1, {1, 3}, true), leads(1),
                syncs(1, 3, trace::SyncMode::diff, at(122)), follows(3, 1)},
            .refuted = elected({3}, {takesAnother(1)}),
            .conclusion = Words::tr(
                "123 > 122: server 3 took the vote for 1, and 1 never gave up its own. Two equal "
                "votes of three: 1 leads, and sends 3 the transaction that it missed.")},
    };
    return lesson;
}

} // namespace zs::ui
