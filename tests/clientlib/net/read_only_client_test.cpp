// SPDX-License-Identifier: Apache-2.0
#include "clientlib/read_only_client.h"
#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <gtest/gtest.h>

namespace zs {
namespace {

    using test::await;

    class ReadOnlyClientTest : public testing::Test {
    protected:
        ReadOnlyClientTest()
        {
            auto fake = std::make_unique<test::FakeClient>();
            m_fake = fake.get();
            m_fake->put(Path("/a"), "old");
            m_client = std::make_unique<ReadOnlyClient>(std::move(fake));
        }

        test::FakeClient* m_fake = nullptr;
        std::unique_ptr<ReadOnlyClient> m_client;
    };

    TEST_F(ReadOnlyClientTest, RefusesEveryKindOfWriteBeforeItIsSent)
    {
        Transaction transaction;
        transaction.remove(Path("/a"));
        Client& client = *m_client;
        std::vector<Errc> codes;
        codes.push_back(await(client.create(Path("/b"), std::nullopt)).error().code);
        codes.push_back(await(client.remove(Path("/a"))).error().code);
        codes.push_back(await(client.setData(Path("/a"), std::nullopt, 0)).error().code);
        codes.push_back(await(client.setAcl(Path("/a"), openAcl(), 0)).error().code);
        codes.push_back(await(client.multi(transaction)).error().code);
        codes.push_back(await(client.reconfig({})).error().code);
        EXPECT_EQ(codes, std::vector<Errc>(6, Errc::notReadOnly));
        const auto writes = {OpCode::create, OpCode::create2, OpCode::remove, OpCode::setData,
            OpCode::setAcl, OpCode::multi, OpCode::reconfig};
        for (const OpCode op : writes)
            EXPECT_EQ(m_fake->calls(op), 0);
    }

    TEST_F(ReadOnlyClientTest, ReadsPassAndTheStateSaysThatWritesAreLocked)
    {
        Client& client = *m_client;
        EXPECT_TRUE(await(client.getData(Path("/a"))));
        EXPECT_TRUE(await(client.children(Path())));
        EXPECT_EQ(m_client->status().state, SessionState::connectedReadOnly);
        EXPECT_TRUE(m_client->status().writesLocked);
    }

    TEST_F(ReadOnlyClientTest, UnlockedItWritesAndTellsSo)
    {
        int told = 0;
        QObject::connect(m_client.get(), &Client::statusChanged, [&] { ++told; });
        m_client->setLocked(false);
        EXPECT_EQ(told, 1);
        EXPECT_EQ(m_client->status().state, SessionState::connected);
        EXPECT_FALSE(m_client->status().writesLocked);
        Client& client = *m_client;
        EXPECT_TRUE(await(client.remove(Path("/a"))));
        m_client->setLocked(true);
        EXPECT_EQ(told, 2);
        EXPECT_FALSE(await(client.create(Path("/a"), std::nullopt)));
    }

    TEST_F(ReadOnlyClientTest, WhatWatchesTellPasses)
    {
        std::vector<Path> fired;
        std::vector<Path> ended;
        QObject::connect(m_client.get(), &Client::watchFired,
            [&](const WatchEvent& event) { fired.push_back(event.path); });
        QObject::connect(m_client.get(), &Client::watchEnded,
            [&](const Path& path, AddWatchMode, const Error&) { ended.push_back(path); });
        Q_EMIT m_fake->watchFired(WatchEvent{EventType::nodeDeleted, Path("/a"), Zxid()});
        Q_EMIT m_fake->watchEnded(
            Path("/b"), AddWatchMode::persistent, Error(Errc::noAuth, "no more"));
        EXPECT_EQ(fired, std::vector<Path>{Path("/a")});
        EXPECT_EQ(ended, std::vector<Path>{Path("/b")});
    }

    TEST_F(ReadOnlyClientTest, AServerWithoutQuorumIsNotMistakenForTheLock)
    {
        m_client->setLocked(false);
        m_fake->setState(SessionState::connectedReadOnly);
        EXPECT_FALSE(m_client->status().writesLocked);
    }

} // namespace
} // namespace zs
