// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/listener.h"

#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>

namespace zs::engine::test {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::IsEmpty;

    /// Keeps what it hears as short texts.
    class Notes final : public Listener {
    public:
        explicit Notes(bool detail = false) : m_detail(detail) {}

        void txn(TxnStep step, const Txn& txn, std::size_t sizeBytes) override
        {
            static constexpr const char* names[] = {"proposed", "logged", "committed", "applied"};
            Bytes entry;
            appendTxn(entry, txn);
            EXPECT_EQ(sizeBytes, entry.size());
            txns.push_back(std::string(names[int(step)]) + ' ' + toText(txn.header.zxid) + ' '
                + std::string(opcodeName(txn.header.type)));
        }
        void session(SessionId id, SessionStep step, const Peer* client,
            std::chrono::milliseconds timeout) override
        {
            static constexpr const char* names[]
                = {"opened", "reattached", "disconnected", "expired", "closed"};
            lastSession = id;
            sessions.push_back(std::string(names[int(step)]) + ' '
                + (client ? client->address : "nobody") + ' ' + std::to_string(timeout.count()));
        }
        void digest(Zxid zxid, std::uint64_t digest) override { digests[zxid] = digest; }
        [[nodiscard]] bool wantsDetail() const override { return m_detail; }
        void reply(SessionId, std::int32_t xid, OpCode op, Zxid, Errc err) override
        {
            details.push_back(std::to_string(xid) + ' ' + std::string(opcodeName(op)) + ' '
                + std::string(errcName(err)));
        }
        void event(SessionId, EventType type, std::string_view path, Zxid zxid) override
        {
            details.push_back("event " + std::to_string(int(type)) + ' ' + std::string(path) + ' '
                + toText(zxid));
        }

        std::vector<std::string> txns, sessions, details;
        std::map<Zxid, std::uint64_t> digests;
        SessionId lastSession;

    private:
        bool m_detail;
    };

    ConnectionId reattach(ServerHarness& harness, SessionId session)
    {
        const ConnectionId id = harness.connect("10.0.0.9");
        ConnectRequest again;
        again.timeoutMs = 10'000;
        again.sessionId = session;
        const SessionPassword password = sessionPassword(session);
        again.password = Bytes(password.begin(), password.end());
        Bytes bytes;
        jute::appendFrame(bytes, again);
        harness.send(id, bytes);
        EXPECT_EQ(harness.takeFrame(id).size(), 37u);
        return id;
    }

    TEST(Listener, HearsTheLifeOfAWriteInOrderAndLoggedOnlyWhenItIsOnDisk)
    {
        ServerHarness harness;
        const ConnectionId client = harness.openSession();
        Notes notes;
        harness.server().listen(&notes);
        harness.holdDisk(true);
        harness.request(
            client, 1, OpCode::create, CreateRequest{Path("/a"), Bytes(), openAcl(), 0});
        EXPECT_THAT(notes.txns, ElementsAre("proposed 0x2 create"));
        harness.holdDisk(false);
        EXPECT_THAT(notes.txns,
            ElementsAre("proposed 0x2 create", "logged 0x2 create", "committed 0x2 create",
                "applied 0x2 create"));
        EXPECT_EQ(harness.takeReply(client).err(), Errc::ok);
        EXPECT_EQ(harness.create(client, "/a"), Errc::nodeExists);
        EXPECT_THAT(notes.txns, testing::Contains("applied 0x3 error"));
    }

    TEST(Listener, HearsEachTurnInTheLifeOfASession)
    {
        ServerHarness harness;
        Notes notes;
        harness.server().listen(&notes);
        const ConnectionId first = harness.openSession();
        const SessionId session = harness.sessionOf(first);
        EXPECT_EQ(notes.lastSession, session);
        harness.drop(first);
        const ConnectionId second = reattach(harness, session);
        harness.drop(second);
        harness.advance(30s);
        EXPECT_THAT(notes.sessions,
            ElementsAre("opened 127.0.0.1 10000", "disconnected 127.0.0.1 10000",
                "reattached 10.0.0.9 10000", "disconnected 10.0.0.9 10000",
                "expired nobody 10000"));
        notes.sessions.clear();
        const ConnectionId polite = harness.openSession();
        harness.request(polite, 1, OpCode::closeSession);
        harness.drop(polite);
        EXPECT_THAT(notes.sessions, ElementsAre("opened 127.0.0.1 10000", "closed 127.0.0.1 10000"))
            << "the end of a closed session's connection is no news";
    }

    TEST(Listener, GetsTheDigestOfTheTreeEvery128Transactions)
    {
        ServerHarness harness;
        Notes notes;
        harness.server().listen(&notes);
        const ConnectionId client = harness.openSession();
        for (int i = 0; i < 127; ++i)
            ASSERT_EQ(harness.create(client, "/n" + std::to_string(i)), Errc::ok);
        ASSERT_EQ(notes.digests.size(), 1u);
        EXPECT_EQ(notes.digests.begin()->first, Zxid(128));
        EXPECT_EQ(notes.digests.begin()->second, harness.server().tree().recomputeDigest());
    }

    TEST(Listener, HearsRepliesAndEventsOnlyWhenItAsksForDetail)
    {
        ServerHarness harness;
        Notes plain;
        harness.server().listen(&plain);
        const ConnectionId client = harness.openSession();
        ASSERT_EQ(harness.create(client, "/a"), Errc::ok);
        EXPECT_THAT(plain.details, IsEmpty());
        Notes notes(/*detail=*/true);
        harness.server().listen(&notes);
        const WatchingPathRequest watch{Path("/b"), true};
        ASSERT_EQ(harness.call(client, OpCode::exists, watch).err(), Errc::noNode);
        harness.request(
            client, 7, OpCode::create, CreateRequest{Path("/b"), Bytes(), openAcl(), 0});
        EXPECT_THAT(notes.details,
            ElementsAre("2 exists NoNode", "event 1 /b 0x3", "7 create Ok"));
    }

} // namespace
} // namespace zs::engine::test
