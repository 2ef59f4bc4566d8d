// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons about connections, zxids and access control.
#include "ui/cluster/lessons/acts.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/expectations_more.h"
#include "ui/cluster/lessons/titles.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

using namespace expect;
using Titles = LessonTitles;
using trace::Port;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonsOnDetails)
};

constexpr Zxid at(std::uint32_t epoch, std::uint32_t counter)
{
    return Zxid(epoch, counter);
}

} // namespace

Lesson whoDialsWhom()
{
    Lesson lesson;
    lesson.number = 15;
    lesson.onlyOurs = Words::tr("It asks every server who opened its connections, which the log "
                                "of Apache's server does not tell.");
    lesson.title = Words::tr("Who dials whom");
    lesson.subtitle = Words::tr("Election port: the higher id; quorum port: every learner");
    lesson.voters = 4;
    lesson.steps = {
        {.title = Titles::startServers(3),
            .text = Words::tr(
                "Four servers are configured; a quorum is 3 of 4. Servers 1, 2 and 3 start in "
                "turn. Each pair needs one connection between their election ports. If both dial "
                "each other, one of the two must go."),
            .acts = act::startInTurn({1, 2, 3}, 3),
            .expected = {counts(3, {1, 2, 3}, true), leads(3),
                dialled(1, 2, Port::election, 2), dialled(1, 3, Port::election, 3),
                dialled(2, 3, Port::election, 3), dialled(3, 1, Port::quorum, 1),
                dialled(3, 2, Port::quorum, 2)},
            .refuted = elected({1, 2}),
            .conclusion = Words::tr(
                "Election port: of each pair the connection that the higher id opened stays. "
                "Quorum port: the learners dialled the leader, whatever their ids.")},
        {.title = Titles::start(4),
            .text = Words::tr("Server 4 has the highest id of all. It dials the three others at "
                              "their election ports, and then the leader at its quorum port."),
            .acts = {act::start(4)},
            .expected = {dialled(1, 4, Port::election, 4), dialled(2, 4, Port::election, 4),
                dialled(3, 4, Port::election, 4), dialled(3, 4, Port::quorum, 4),
                follows(4, 3)},
            .refuted = elected({1, 2, 4}, {newElection(1), newElection(2), newElection(3)}),
            .conclusion = Words::tr("As with the others: it dialled, since its id is higher, and "
                                    "it dialled the leader, since it is a learner.")},
        {.title = Words::tr("Kill the leader"),
            .text = Words::tr("Three of four are left: just a quorum. All have the same data, so "
                              "the highest id wins, and the others must dial it."),
            .acts = {act::kill(3)},
            .expected = {isDown(3), counts(4, {1, 2, 4}, true), leads(4), follows(1, 4),
                follows(2, 4), dialled(4, 1, Port::quorum, 1), dialled(4, 2, Port::quorum, 2)},
            .refuted = elected({1, 2}),
            .conclusion = Words::tr(
                "The connections between the election ports stood already. Those of the quorum "
                "port are new: 1 and 2 dialled server 4. With four servers a quorum is 3, so four "
                "survive no more failures than three do.")},
    };
    return lesson;
}

Lesson readingZxids()
{
    Lesson lesson;
    lesson.number = 16;
    lesson.apache = 3;
    lesson.title = Words::tr("Reading a zxid");
    lesson.subtitle = Words::tr("Epoch and counter; czxid, mzxid and pzxid of a node");
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr(
                "The servers start in turn, so 2 leads epoch 1. A client opens a session, creates "
                "/p, tries to create /p again, and creates /p/child. Then it reads both nodes."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("writer", 1), act::create("writer", "/p"),
                    act::create("writer", "/p"), act::create("writer", "/p/child"),
                    act::read("writer", "/p"), act::read("writer", "/p/child")}}),
            .expected = {leads(2), hasZxid(2, "createSession", at(1, 1)),
                fails("writer", "create", "/p", Errc::nodeExists), hasZxid(2, "error", at(1, 3)),
                showsZxids("writer", "/p", {at(1, 2), at(1, 2), at(1, 4)}),
                showsZxids("writer", "/p/child", {at(1, 4), at(1, 4), at(1, 4)})},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr(
                "1|1 is the session, 1|2 created /p, 1|3 is the attempt that failed: it uses a "
                "number too. 1|4 created the child, so the parent's pzxid moved; its mzxid did "
                "not, for its data is the same.")},
        {.title = Words::tr("Kill the leader"),
            .text = Words::tr("The upper 32 bits of a zxid are the epoch: which leader. The lower "
                              "32 bits count that leader's transactions."),
            .acts = {act::kill(2), act::waitUntilTogether({1, 3}, 3)},
            .expected = {isDown(2), leads(3), follows(1, 3), newEpoch(3, 2)},
            .refuted = elected({1}),
            .conclusion = Words::tr("Server 3 leads epoch 2. Its first transaction will be 2|1, "
                                    "which is more than any of epoch 1.")},
        {.title = Words::tr("Change the child's data"),
            .text = Words::tr("The client's session goes on. It sets the data of /p/child, and "
                              "reads both nodes again."),
            .acts = {act::waitUntilConnected("writer"), act::write("writer", "/p/child", "y"),
                act::read("writer", "/p/child"), act::read("writer", "/p")},
            .expected = {showsZxids("writer", "/p/child", {at(1, 4), at(2, 1), at(1, 4)}),
                showsZxids("writer", "/p", {at(1, 2), at(1, 2), at(1, 4)})},
            .refuted = elected({1}),
            .conclusion = Words::tr("The counter began anew: 2|1. The child's mzxid moved, and "
                                    "nothing of its parent did.")},
        {.title = Words::tr("Change the parent, delete the child"),
            .text = Words::tr("Now the client sets the data of /p, deletes /p/child, and reads "
                              "/p."),
            .acts = {act::write("writer", "/p", "y"), act::remove("writer", "/p/child"),
                act::read("writer", "/p")},
            .expected = {showsZxids("writer", "/p", {at(1, 2), at(2, 2), at(2, 3)})},
            .refuted = elected({1}),
            .conclusion = Words::tr("mzxid is 2|2, the change of its data; pzxid is 2|3, the end "
                                    "of its child; czxid never moves.")},
    };
    return lesson;
}

namespace {

constexpr auto everybody = "world:anyone:cdrwa";
constexpr auto first = "digest:acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=:cdrwa";
constexpr auto second = "digest:acluser2:s097oNh4MU8FGvmhrQLPAUjmIs4=:cdrwa";

std::vector<Acl> entry(const char* scheme, const char* id, std::int32_t perms)
{
    return {{perms, {scheme, id}}};
}

LessonStep ownIdentity()
{
    return {.title = Words::tr("Give the node to an identity"),
        .text = Words::tr(
            "The owner presents digest acluser1:111111, and sets the ACL auth::cdrwa. \"auth\" "
            "means: whoever I am now. The other client tries to read."),
        .acts = {act::addAuth("owner", "digest", "acluser1:111111"),
            act::setAcl("owner", "/acl", entry("auth", "", perm::all)),
            act::readAcl("owner", "/acl"), act::waitFor(applied({3}, at(1, 4)).find),
            act::read("guest", "/acl")},
        .expected = {succeeds("owner", "setACL", "/acl"), showsAcl("owner", "/acl", {first}),
            fails("guest", "getData", "/acl", Errc::noAuth)},
        .refuted = {},
        .conclusion = Words::tr(
            "The server stored no \"auth\" but the identity itself, with the digest of user and "
            "password: base64(SHA-1(acluser1:111111)). The other client gets NoAuth.")};
}

LessonStep laterIdentity()
{
    return {.title = Words::tr("Present another identity"),
        .text = Words::tr("The owner presents acluser2:222222 too, and looks at the ACL. Then it "
                          "sets auth::cdrwa again, and looks once more."),
        .acts = {act::addAuth("owner", "digest", "acluser2:222222"),
            act::readAcl("owner", "/acl"),
            act::setAcl("owner", "/acl", entry("auth", "", perm::all)),
            act::readAcl("owner", "/acl")},
        .expected = {showsAcl("owner", "/acl", {first}), succeeds("owner", "setACL", "/acl"),
            showsAcl("owner", "/acl", {first, second})},
        .refuted = {},
        .conclusion = Words::tr("An ACL does not follow a session: the second identity came in "
                                "only when it was set again. \"auth\" then took both.")};
}

} // namespace

Lesson accessControl()
{
    Lesson lesson;
    lesson.number = 17;
    lesson.apache = 3;
    lesson.title = Words::tr("Access control");
    lesson.subtitle = Words::tr("world, auth, digest, ip and super on one node");
    // super:lesson
    lesson.settings = "DigestAuthenticationProvider.superDigest="
                      "super:A6GrFSLCA1okeGZYRkAzhqJGT7w=\n";
    lesson.steps = {
        {.title = Titles::startAll(3),
            .text = Words::tr("The servers start in turn. One client creates /acl for everybody: "
                              "world:anyone:cdrwa. Another client, through server 3, reads it."),
            .acts = act::all({act::startInTurn({1, 2, 3}, 2),
                {act::openSession("owner", 1), act::openSession("guest", 3),
                    act::create("owner", "/acl"), act::waitFor(applied({3}, at(1, 3)).find),
                    act::readAcl("owner", "/acl"), act::read("guest", "/acl")}}),
            .expected = {leads(2), showsAcl("owner", "/acl", {everybody}),
                succeeds("guest", "getData", "/acl")},
            .refuted = elected({1, 3}),
            .conclusion = Words::tr("\"world\" has one id, anyone; c, d, r, w and a stand for "
                                    "create, delete, read, write and admin.")},
        ownIdentity(),
        laterIdentity(),
        {.title = Words::tr("Present the right password"),
            .text = Words::tr("The other client presents acluser2:222222 and reads again."),
            .acts = {act::waitFor(applied({3}, at(1, 5)).find),
                act::addAuth("guest", "digest", "acluser2:222222"),
                act::read("guest", "/acl")},
            .expected = {succeeds("guest", "addAuth", "digest"),
                succeeds("guest", "getData", "/acl")},
            .refuted = {},
            .conclusion = Words::tr("Who knows the password is that identity, in any session and "
                                    "through any server.")},
        {.title = Words::tr("Allow an address to read"),
            .text = Words::tr("The owner sets ip:127.0.0.1:r, which is where both clients come "
                              "from. Then it reads, and tries to write."),
            .acts = {act::setAcl("owner", "/acl", entry("ip", "127.0.0.1", perm::read)),
                act::read("owner", "/acl"), act::write("owner", "/acl", "mine")},
            .expected = {succeeds("owner", "setACL", "/acl"),
                succeeds("owner", "getData", "/acl"),
                fails("owner", "setData", "/acl", Errc::noAuth)},
            .refuted = {},
            .conclusion = Words::tr(
                "Everybody at this address may read, and nobody may write or set the ACL again: "
                "not even the owner, who left no way back.")},
        {.title = Words::tr("Come as super"),
            .text = Words::tr("These servers are configured with a superDigest. The other client "
                              "presents super:lesson, and sets the ACL to everybody."),
            .acts = {act::addAuth("guest", "digest", "super:lesson"),
                act::setAcl("guest", "/acl", openAcl()), act::readAcl("guest", "/acl")},
            .expected = {succeeds("guest", "setACL", "/acl"),
                showsAcl("guest", "/acl", {everybody})},
            .refuted = {},
            .conclusion = Words::tr("No ACL binds super. It is the way back, and a password to be "
                                    "guarded well: it opens every node.")},
    };
    return lesson;
}

} // namespace zs::ui
