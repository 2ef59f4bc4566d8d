// SPDX-License-Identifier: Apache-2.0
// The proxy does the harm that it is asked for, once, where it is asked for, and no other.
#include "tests/support/fault_proxy.h"
#include "tests/support/await.h"

#include <QTcpSocket>

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::AnyOf;
    using testing::Eq;

    QByteArray frame(char fill, int sizeBytes)
    {
        QByteArray bytes = QByteArray::fromHex("000000") + char(sizeBytes);
        return bytes + QByteArray(sizeBytes, fill);
    }

    /// A client and a server with the proxy between them; both keep what they hear.
    class ProxiedLine : public testing::Test {
    protected:
        void connectWith(FaultPlan plan, QByteArray first = QByteArray::fromHex("0000"))
        {
            ASSERT_TRUE(listener.listen(QHostAddress::LocalHost, 0));
            proxy = std::make_unique<FaultProxy>(
                listener.serverPort(), [plan](int) { return plan; });
            const std::string address = proxy->address();
            client.connectToHost(QHostAddress(QHostAddress::LocalHost),
                quint16(std::stoi(address.substr(address.find(':') + 1))));
            QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] {
                ++pieces;
                heardByClient += client.readAll();
            });
            ASSERT_EQ(client.write(first), first.size());
            ASSERT_TRUE(spinUntil([&] { return listener.hasPendingConnections(); }));
            server.reset(listener.nextPendingConnection());
            QObject::connect(server.get(), &QTcpSocket::readyRead, server.get(),
                [this] { heardByServer += server->readAll(); });
            if (plan.direction == Direction::toClient) {
                ASSERT_TRUE(spinUntil([&] { return heardByServer == first; }));
            }
        }
        void say(const QByteArray& bytes)
        {
            server->write(bytes);
            server->flush();
        }
        [[nodiscard]] bool hears(const QByteArray& bytes)
        {
            return spinUntil([&] { return heardByClient.size() >= bytes.size(); })
                && heardByClient == bytes;
        }
        [[nodiscard]] bool clientIsCut()
        {
            return spinUntil(
                [&] { return client.state() == QAbstractSocket::UnconnectedState; });
        }

        QTcpServer listener;
        std::unique_ptr<FaultProxy> proxy;
        QTcpSocket client;
        std::unique_ptr<QTcpSocket> server;
        QByteArray heardByClient;
        QByteArray heardByServer;
        int pieces = 0;
    };

    TEST_F(ProxiedLine, WithoutAFaultPassesEachByteBothWays)
    {
        connectWith({});
        const QByteArray much(1'000'000, 'x');
        say(much);
        EXPECT_TRUE(hears(much));
        EXPECT_EQ(client.write("back"), 4);
        EXPECT_TRUE(spinUntil([&] { return heardByServer.endsWith("back"); }));
        EXPECT_EQ(proxy->faultCount(), 0);
    }

    TEST_F(ProxiedLine, ResetsAfterSoManyBytes)
    {
        FaultPlan plan;
        plan.fault = Fault::reset;
        plan.afterBytes = 3;
        connectWith(plan);
        say("abcdef");
        EXPECT_TRUE(clientIsCut());
        EXPECT_THAT(heardByClient, AnyOf(Eq("abc"), Eq(""))); // A reset may overtake.
        EXPECT_TRUE(spinUntil(
            [&] { return server->state() == QAbstractSocket::UnconnectedState; }));
        EXPECT_EQ(proxy->faultCount(), 1);
    }

    TEST_F(ProxiedLine, ClosesInGoodOrderAfterSoManyBytes)
    {
        FaultPlan plan;
        plan.fault = Fault::close;
        plan.afterBytes = 3;
        connectWith(plan);
        say("abcdef");
        EXPECT_TRUE(clientIsCut());
        EXPECT_EQ(heardByClient, "abc");
        EXPECT_EQ(client.error(), QAbstractSocket::RemoteHostClosedError);
    }

    TEST_F(ProxiedLine, StallsOneDirectionAndLeavesTheOther)
    {
        FaultPlan plan;
        plan.fault = Fault::stall;
        plan.afterBytes = 3;
        connectWith(plan);
        say("abcdef");
        ASSERT_TRUE(spinUntil([&] { return proxy->faultCount() == 1; }));
        EXPECT_EQ(client.write("on"), 2);
        EXPECT_TRUE(spinUntil([&] { return heardByServer.endsWith("on"); }));
        EXPECT_EQ(heardByClient, "abc");
        EXPECT_EQ(client.state(), QAbstractSocket::ConnectedState);
    }

    TEST_F(ProxiedLine, PutsGarbageBetweenOnceAndPassesTheRest)
    {
        FaultPlan plan;
        plan.fault = Fault::garbage;
        plan.afterBytes = 3;
        connectWith(plan);
        say("abcdef");
        ASSERT_TRUE(spinUntil([&] { return heardByClient.size() >= 6 + 37; }));
        EXPECT_TRUE(heardByClient.startsWith("abc"));
        EXPECT_TRUE(heardByClient.endsWith("def"));
        EXPECT_EQ(heardByClient.size(), 6 + 37);
    }

    TEST_F(ProxiedLine, SpoilsOneFrameBehindTheHandshake)
    {
        struct Case {
            Fault fault;
            QByteArray instead; ///< Of the second frame.
        };
        const QByteArray good = frame('b', 20);
        QByteArray wrongXid = good;
        wrongXid[5] = char('b' ^ 0x55);
        for (const Case& expected : {Case{Fault::wrongXid, wrongXid},
                 Case{Fault::truncated, good.chopped(1)},
                 Case{Fault::oversize, QByteArray::fromHex("7fffffff") + good}}) {
            client.abort();
            heardByClient.clear();
            heardByServer.clear();
            listener.close();
            FaultPlan plan;
            plan.fault = expected.fault;
            connectWith(plan);
            say(frame('a', 20).first(9)); // Half a frame waits for its other half.
            say(frame('a', 20).sliced(9) + good + frame('c', 20));
            EXPECT_TRUE(hears(frame('a', 20) + expected.instead + frame('c', 20)));
            EXPECT_EQ(proxy->faultCount(), 1);
        }
    }

    TEST_F(ProxiedLine, HarmsWhatTheClientSaysWhereAsked)
    {
        FaultPlan plan;
        plan.fault = Fault::close;
        plan.direction = Direction::toServer;
        plan.afterBytes = 1;
        connectWith(plan);
        EXPECT_TRUE(spinUntil(
            [&] { return server->state() == QAbstractSocket::UnconnectedState; }));
        EXPECT_EQ(heardByServer, QByteArray::fromHex("00"));
    }

    TEST_F(ProxiedLine, DelaysAndSplits)
    {
        FaultPlan plan;
        plan.delay = 50ms;
        plan.pieceBytes = 2;
        connectWith(plan);
        const auto began = std::chrono::steady_clock::now();
        say("abcdef");
        EXPECT_TRUE(hears("abcdef"));
        EXPECT_GE(std::chrono::steady_clock::now() - began, 50ms);
        EXPECT_GE(pieces, 1); // The system may put some together again.
    }

    TEST_F(ProxiedLine, LeavesFourLetterWordsAlone)
    {
        FaultPlan plan;
        plan.fault = Fault::reset;
        connectWith(plan, "srvr");
        say("Mode: standalone");
        EXPECT_TRUE(hears("Mode: standalone"));
        EXPECT_EQ(proxy->faultCount(), 0);
    }

} // namespace
} // namespace zs::test
