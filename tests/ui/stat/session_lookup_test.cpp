// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/session_lookup.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/ui/stat/word_server.h"
#include "ui/stat/admin_options_for.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::dumpOf;
using test::spinUntil;
using test::WordServer;
using testing::ElementsAre;
using State = SessionLookup::Asked::State;
using Node = SessionLookup::Ephemeral;

const SessionId wanted(0x2a);

class SessionLookups : public testing::Test {
protected:
    SessionLookups()
    {
        one.addTo(options);
        two.addTo(options);
        options.servers.chroot = Path();
        SessionStatus status = fake.status();
        status.server = one.endpoint();
        fake.setStatus(status);
    }
    void run()
    {
        lookup = std::make_unique<SessionLookup>(wanted, options, &fake);
        lookup->start();
        ASSERT_TRUE(spinUntil([&] { return !lookup->isBusy(); }));
    }

    WordServer one{"one.test"};
    WordServer two{"two.test"};
    ClientOptions options;
    test::FakeClient fake;
    std::unique_ptr<SessionLookup> lookup;
};

TEST_F(SessionLookups, FindTheServerThatHoldsTheConnection)
{
    one.answer("cons", WordServer::consLine("10.0.0.1:4000", "0x1"));
    two.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x2a"));
    one.answer("dump", dumpOf({"/b", "/a"}));
    run();
    ASSERT_NE(lookup->holder(), nullptr);
    EXPECT_EQ(lookup->holder()->server, two.endpoint());
    EXPECT_EQ(lookup->servers()[0].state, State::holdsNot);
    EXPECT_EQ(lookup->connection()->address, "10.0.0.9:4711");
    EXPECT_EQ(lookup->connection()->session->maxLatencyMs, 12);
    EXPECT_EQ(lookup->timeout(), std::chrono::seconds(30));
    EXPECT_THAT(lookup->nodes(), ElementsAre(Node{Path("/a"), true}, Node{Path("/b"), true}));
    EXPECT_EQ(one.asked("dump"), 1);
    EXPECT_EQ(two.asked("dump"), 0) << "one server knows the ephemerals of all";
    EXPECT_FALSE(lookup->isOwn());
}

TEST_F(SessionLookups, BelieveTheNewerOfTwoConnections)
{
    // The client moved from one to two; one has not noticed yet.
    one.answer("cons", WordServer::consLine("10.0.0.9:4000", "0x2a", "1700000000000"));
    two.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x2a", "1700000009000"));
    one.answer("dump", dumpOf({}));
    run();
    ASSERT_NE(lookup->holder(), nullptr);
    EXPECT_EQ(lookup->holder()->server, two.endpoint());
    EXPECT_EQ(lookup->connection()->address, "10.0.0.9:4711");
}

TEST_F(SessionLookups, AskTheNextServerForTheNodesWhenOneRefuses)
{
    two.answer("dump", dumpOf({"/a"}));
    run();
    EXPECT_EQ(lookup->holder(), nullptr);
    EXPECT_EQ(lookup->servers()[0].state, State::failed);
    EXPECT_EQ(lookup->servers()[0].error->code, Errc::noAuth);
    EXPECT_THAT(lookup->nodes(), ElementsAre(Node{Path("/a"), true}));
}

TEST_F(SessionLookups, SayWhyWhenNoServerTells)
{
    run();
    EXPECT_EQ(lookup->nodesState(), SessionLookup::Nodes::failed);
    EXPECT_EQ(lookup->nodesError()->code, Errc::noAuth);
    EXPECT_EQ(lookup->timeout(), std::nullopt);
}

TEST_F(SessionLookups, AskTheSessionItselfForItsOwnNodesWhenNoServerTells)
{
    (void)test::await(fake.create(Path("/mine"), Bytes{}, CreateMode::ephemeral));
    SessionStatus status = fake.status();
    lookup = std::make_unique<SessionLookup>(status.sessionId, options, &fake);
    lookup->start();
    ASSERT_TRUE(spinUntil([&] { return !lookup->isBusy(); }));
    EXPECT_TRUE(lookup->isOwn());
    EXPECT_THAT(lookup->nodes(), ElementsAre(Node{Path("/mine"), true}));
}

TEST_F(SessionLookups, TellWhichNodesLieOutsideOfTheChroot)
{
    options.servers.chroot = Path("/app");
    one.answer("dump", dumpOf({"/application/x", "/app/b", "/app", "/"}));
    run();
    EXPECT_THAT(lookup->nodes(),
        ElementsAre(Node{Path("/"), true}, Node{Path("/b"), true}, Node{Path("/"), false},
            Node{Path("/application/x"), false}));
}

TEST_F(SessionLookups, AskMembersThatBecomeKnownLater)
{
    one.answer("dump", dumpOf({}));
    run();
    WordServer three("three.test");
    three.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x2a"));
    ClientOptions more;
    three.addTo(more);
    // A member is reached by its own address.
    lookup->addServers({more.routes.front().via, one.endpoint()});
    EXPECT_EQ(lookup->servers().size(), 3u);
    ASSERT_TRUE(spinUntil([&] { return !lookup->isBusy(); }));
    ASSERT_NE(lookup->holder(), nullptr);
    EXPECT_EQ(lookup->holder()->server, more.routes.front().via);
}

TEST_F(SessionLookups, AreDroppedInTheMiddleWithoutHarm)
{
    one.answer("cons", WordServer::consLine("10.0.0.1:4000", "0x2a"));
    auto brief = std::make_unique<SessionLookup>(wanted, options, &fake);
    brief->start();
    brief->start();
    brief.reset();
    one.answer("dump", dumpOf({"/a"}));
    run();
    EXPECT_THAT(lookup->nodes(), ElementsAre(Node{Path("/a"), true}));
}

TEST(AdminOptions, GoTheWayOfTheSession)
{
    ClientOptions connection;
    connection.tls = TlsOptions();
    const Endpoint server{"zk.test", 2281};
    connection.routes = {{server, {"127.0.0.1", 40001}}};
    const admin::AdminOptions options = adminOptionsFor(connection, server);
    EXPECT_EQ(options.server, server) << "its certificate and the errors are for its own name";
    EXPECT_EQ(options.access.tls, connection.tls);
    EXPECT_EQ(options.access.routes, connection.routes);
}

} // namespace
} // namespace zs::ui
