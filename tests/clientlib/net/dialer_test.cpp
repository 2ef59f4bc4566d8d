// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/dialer.h"

#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QTcpServer>

#include <algorithm>

#include <gmock/gmock.h>

namespace zs::net {
namespace {

    using namespace std::chrono_literals;
    using test::spinUntil;
    using testing::HasSubstr;

    constexpr const char* here = "127.0.0.1";
    constexpr const char* beside = "127.0.0.2"; // Loopback too.

    /// A Dialer of a name with these addresses.
    class Dialing {
    public:
        Dialing(const QStringList& addresses, std::uint16_t port, std::chrono::milliseconds within)
            : m_dialer({"name.example", port}, within,
                [] { return std::make_unique<QTcpSocket>(); }, resolveTo(addresses))
        {
            QObject::connect(&m_dialer, &Dialer::connected, &m_dialer, [this] {
                socket = m_dialer.takeSocket();
                connectedMs = m_clock.elapsed();
            });
            QObject::connect(&m_dialer, &Dialer::failed, &m_dialer,
                [this](const ConnectionFailure& why) { failure = why; });
            m_clock.start();
            m_dialer.start();
        }
        bool ends()
        {
            return spinUntil([this] { return socket || failure.has_value(); });
        }

        std::unique_ptr<QTcpSocket> socket;
        std::optional<ConnectionFailure> failure;
        qint64 connectedMs = 0;

    private:
        static Dialer::Resolve resolveTo(const QStringList& addresses)
        {
            return [addresses](const QString&, QObject* context, auto found) {
                QHostInfo info;
                QList<QHostAddress> list;
                for (const QString& address : addresses)
                    list.append(QHostAddress(address));
                info.setAddresses(list);
                QMetaObject::invokeMethod(
                    context, [found, info] { found(info); }, Qt::QueuedConnection);
            };
        }

        QElapsedTimer m_clock;
        Dialer m_dialer;
    };

    /// A port whose host is there but never answers: its queue of connections is full.
    class DeafPort {
    public:
        DeafPort(const char* address, std::uint16_t port)
        {
            m_listener.setListenBacklogSize(0);
            if (!m_listener.listen(QHostAddress(address), port))
                return;
            m_listener.pauseAccepting();
            for (int i = 0; i < 8; ++i) {
                m_fillers.push_back(std::make_unique<QTcpSocket>());
                m_fillers.back()->connectToHost(QHostAddress(address), port);
            }
            // The first ones stand, the others wait for ever.
            m_ready = spinUntil(
                [this] { return m_fillers[0]->state() == QAbstractSocket::ConnectedState; });
        }
        bool isReady() const { return m_ready; }

    private:
        QTcpServer m_listener;
        std::vector<std::unique_ptr<QTcpSocket>> m_fillers;
        bool m_ready = false;
    };

    TEST(Dialer, RefusingAddressMakesRoomForTheNextAtOnce)
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress(here), 0));
        qint64 soonest = 60'000;
        for (int attempt = 0; attempt < 5 && soonest >= 240; ++attempt) {
            Dialing dialing({beside, here}, server.serverPort(), 60s);
            ASSERT_TRUE(dialing.ends());
            ASSERT_TRUE(dialing.socket) << dialing.failure->text;
            EXPECT_EQ(dialing.socket->peerAddress(), QHostAddress(here));
            soonest = std::min(soonest, dialing.connectedMs);
        }
        // Sooner than a hesitating one would have had; a busy machine may be late at times.
        EXPECT_LT(soonest, 240);
    }

    TEST(Dialer, DeafAddressDoesNotUseUpTheTimeOfTheOthers)
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress(here), 0));
        const DeafPort deaf(beside, server.serverPort());
        ASSERT_TRUE(deaf.isReady());
        Dialing dialing({beside, here}, server.serverPort(), 60s);
        ASSERT_TRUE(dialing.ends());
        ASSERT_TRUE(dialing.socket) << dialing.failure->text;
        EXPECT_EQ(dialing.socket->peerAddress(), QHostAddress(here));
        EXPECT_LT(dialing.connectedMs, 20'000);
        bool connected = false; // A busy machine may be late at times.
        for (int attempt = 0; attempt < 10 && !connected; ++attempt) {
            Dialing hasty({beside, here}, server.serverPort(), 90ms); // 30 ms each.
            ASSERT_TRUE(hasty.ends());
            connected = hasty.socket != nullptr;
        }
        EXPECT_TRUE(connected);
    }

    TEST(Dialer, TellsWhyEachAddressFailed)
    {
        std::uint16_t port = 0;
        {
            QTcpServer gone;
            ASSERT_TRUE(gone.listen(QHostAddress(here), 0));
            port = gone.serverPort();
        }
        Dialing dialing({beside, here}, port, 5s);
        ASSERT_TRUE(dialing.ends());
        ASSERT_TRUE(dialing.failure.has_value());
        EXPECT_EQ(dialing.failure->fault, ConnectionFault::refused);
        EXPECT_EQ(
            dialing.failure->text, "127.0.0.2: connection refused, 127.0.0.1: connection refused");
    }

    TEST(Dialer, NameWithoutAddressIsAnUnknownHost)
    {
        Dialing dialing({}, 2181, 5s);
        ASSERT_TRUE(dialing.ends());
        ASSERT_TRUE(dialing.failure.has_value());
        EXPECT_EQ(dialing.failure->fault, ConnectionFault::hostNotFound);
    }

    TEST(Dialer, LocalhostReachesAServerThatListensOnOneFamilyAlone)
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress(here), 0));
        Dialer dialer({"localhost", server.serverPort()}, 5s,
            [] { return std::make_unique<QTcpSocket>(); });
        bool connected = false;
        QObject::connect(&dialer, &Dialer::connected, &dialer, [&] { connected = true; });
        dialer.start();
        EXPECT_TRUE(spinUntil([&] { return connected; }));
    }

    TEST(Dialer, MayBeDestroyedAtAnyMoment)
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress(here), 0));
        int signalsAfterTheEnd = 0;
        for (int turns = 0; turns < 6; ++turns) {
            auto dialer = std::make_unique<Dialer>(Endpoint{"localhost", server.serverPort()}, 5s,
                [] { return std::make_unique<QTcpSocket>(); });
            bool gone = false;
            QObject::connect(dialer.get(), &Dialer::connected, &server,
                [&] { signalsAfterTheEnd += gone ? 1 : 0; });
            dialer->start();
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
            dialer.reset();
            gone = true;
            spinUntil([] { return false; }, 5ms);
        }
        EXPECT_EQ(signalsAfterTheEnd, 0);
    }

} // namespace
} // namespace zs::net
