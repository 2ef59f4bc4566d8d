// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_client.h"

#include "tests/support/await.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;

    TEST(FakeClient, AnswersFromTheEventLoopInOrder)
    {
        FakeClient client;
        std::vector<int> order;
        auto note = [](QCoro::Task<Result<CreatedResponse>> task, std::vector<int>& into,
                        int number) -> QCoro::Task<> {
            co_await task;
            into.push_back(number);
        };
        note(client.create(Path("/a"), toBytes("x")), order, 1);
        note(client.create(Path("/b"), toBytes("x")), order, 2);
        EXPECT_TRUE(order.empty());
        ASSERT_TRUE(spinUntil([&] { return order.size() == 2; }));
        EXPECT_THAT(order, ElementsAre(1, 2));
    }

    TEST(FakeClient, KeepsVersionsLikeAServer)
    {
        FakeClient client;
        client.put(Path("/a"), "one");
        const auto stale = await(client.setData(Path("/a"), toBytes("two"), 5));
        ASSERT_FALSE(stale);
        EXPECT_EQ(stale.error().code, Errc::badVersion);
        const auto fresh = await(client.setData(Path("/a"), toBytes("two"), 0));
        ASSERT_TRUE(fresh);
        EXPECT_EQ(fresh->version, 1);
        EXPECT_EQ(client.tree().text(Path("/a")), "two");
    }

    TEST(FakeClient, WatchFiresOnceForAChangeBySomebodyElse)
    {
        FakeClient client;
        client.put(Path("/a"));
        std::vector<EventType> fired;
        QObject::connect(&client, &Client::watchFired, &client,
            [&](const WatchEvent& event) { fired.push_back(event.type); });
        ASSERT_TRUE(await(client.children(Path("/a"), Watch::yes)));
        EXPECT_EQ(client.watchCount(Path("/a")), 1);
        client.put(Path("/a/b"));
        client.put(Path("/a/c"));
        EXPECT_THAT(fired, ElementsAre(EventType::nodeChildrenChanged));
    }

    TEST(FakeClient, ExistsOnAMissingNodeWaitsForItsCreation)
    {
        FakeClient client;
        std::vector<EventType> fired;
        QObject::connect(&client, &Client::watchFired, &client,
            [&](const WatchEvent& event) { fired.push_back(event.type); });
        const auto missing = await(client.exists(Path("/late"), Watch::yes));
        ASSERT_TRUE(missing);
        EXPECT_EQ(*missing, std::nullopt);
        client.put(Path("/late"));
        EXPECT_THAT(fired, ElementsAre(EventType::nodeCreated));
    }

    TEST(FakeClient, InjectedFailureComesOnce)
    {
        FakeClient client;
        client.failNext(OpCode::getData, Errc::connectionLoss);
        EXPECT_EQ(await(client.getData(Path("/"))).error().code, Errc::connectionLoss);
        EXPECT_TRUE(await(client.getData(Path("/"))));
    }

    TEST(FakeClient, DestructionCompletesWhatIsHeldWithCancelled)
    {
        auto client = std::make_unique<FakeClient>();
        client->hold();
        const auto held = track(client->getData(Path("/")));
        client.reset();
        ASSERT_TRUE(held->has_value());
        EXPECT_EQ((*held)->error().code, Errc::cancelled);
    }

    TEST(FakeClient, ExpiryFailsWhatWaitsAndWhatComesLater)
    {
        FakeClient client;
        client.hold();
        const auto held = track(client.remove(Path("/a")));
        client.setState(SessionState::expired);
        ASSERT_TRUE(held->has_value());
        EXPECT_EQ((*held)->error().code, Errc::sessionExpired);
        client.release();
        EXPECT_EQ(await(client.getData(Path("/"))).error().code, Errc::sessionExpired);
    }

} // namespace
} // namespace zs::test
