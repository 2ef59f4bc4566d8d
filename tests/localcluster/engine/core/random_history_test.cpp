// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>

#include <random>

namespace zs::engine::test {
namespace {

    /// Random requests of a few sessions on a small set of paths, with a disk that is sometimes
    /// slow: what must hold whatever is asked.
    class RandomHistory : public testing::TestWithParam<std::uint32_t> {
    protected:
        RandomHistory() : random(GetParam()), harness(settings())
        {
            for (int i = 0; i < 4; ++i)
                clients.push_back(harness.openSession(4'000 + 20'000 * i));
        }
        static ServerSettings settings()
        {
            ServerSettings settings;
            settings.extendedTypesEnabled = true;
            settings.enforceQuota = true;
            settings.tickTime = std::chrono::seconds(2);
            return settings;
        }
        std::uint32_t pick(std::uint32_t below) { return random() % below; }
        std::string path()
        {
            std::string text;
            for (std::uint32_t depth = 1 + pick(3); depth > 0; --depth)
                text += "/" + std::string(1, static_cast<char>('a' + pick(4)));
            return pick(40) == 0 ? "/zookeeper/quota" + text : text;
        }
        Bytes data() { return Bytes(pick(5) == 0 ? pick(3000) : pick(20), 7); }
        std::vector<Acl> acl()
        {
            return pick(3) ? openAcl()
                           : std::vector<Acl>{{std::int32_t(pick(32)), {"world", "anyone"}},
                                 {perm::all, {"ip", "127.0.0." + std::to_string(pick(3))}}};
        }
        CreateRequest createRequest()
        {
            return {Path(path()), data(), acl(), std::int32_t(pick(5))};
        }
        MultiRequest multi()
        {
            MultiRequest request;
            for (std::uint32_t i = pick(5); i > 0; --i) {
                switch (pick(4)) {
                case 0: request.ops.push_back({OpCode::create, createRequest()}); break;
                case 1:
                    request.ops.push_back({OpCode::remove, VersionedPathRequest{Path(path()), -1}});
                    break;
                case 2:
                    request.ops.push_back(
                        {OpCode::setData, SetDataRequest{Path(path()), data(), -1}});
                    break;
                default:
                    request.ops.push_back({OpCode::check,
                        VersionedPathRequest{Path(path()), std::int32_t(pick(3)) - 1}});
                }
            }
            return request;
        }
        void step();
        void checkInvariants();

        std::mt19937 random;
        ServerHarness harness;
        std::vector<ConnectionId> clients;
        std::int32_t xid = 0;
    };

    void RandomHistory::step()
    {
        ConnectionId& client = clients[pick(4)];
        if (harness.closed(client) || pick(200) == 0) {
            harness.holdDisk(false); // A session opens with a write.
            harness.drop(client);
            client = harness.openSession(4'000 + std::int32_t(pick(60'000)));
        }
        ++xid;
        switch (pick(12)) {
        case 0:
        case 1:
        case 2: return harness.request(client, xid, OpCode::create2, createRequest());
        case 3: return harness.request(client, xid, OpCode::createContainer, createRequest());
        case 4:
            return harness.request(client, xid, OpCode::createTtl,
                CreateTtlRequest{Path(path()), data(), acl(), 5, 1 + pick(100'000)});
        case 5:
        case 6:
            return harness.request(client, xid, OpCode::remove,
                VersionedPathRequest{Path(path()), std::int32_t(pick(3)) - 1});
        case 7:
            return harness.request(client, xid, OpCode::setData,
                SetDataRequest{Path(pick(9) ? path() : "/"), data(), std::int32_t(pick(3)) - 1});
        case 8:
            return harness.request(
                client, xid, OpCode::setAcl, SetAclRequest{Path(path()), acl(), -1});
        case 9: return harness.request(client, xid, OpCode::multi, multi());
        case 10:
            if (pick(20) == 0)
                return harness.request(client, xid, OpCode::closeSession);
            return harness.request(
                client, xid, OpCode::getChildren, WatchingPathRequest{Path(path()), true});
        default: return harness.advance(std::chrono::milliseconds(pick(3000)));
        }
    }

    void RandomHistory::checkInvariants()
    {
        const DataTree& tree = harness.server().tree();
        ASSERT_EQ(tree.digest(), tree.recomputeDigest());
        std::size_t nodes = 0, ephemerals = 0;
        std::int64_t bytes = 0;
        for (TreeWalk walk(tree); walk.next();) {
            const Node& node = walk.node();
            ++nodes;
            bytes += std::int64_t(walk.path().size() + node.dataSizeBytes());
            ASSERT_EQ(tree.find(walk.path()), &node);
            ASSERT_GE(node.stat().cversion, 0);
            const Stat stat = DataTree::statOf(node);
            if (stat.ephemeralOwner.value == 0)
                continue;
            ++ephemerals;
            ASSERT_EQ(stat.numChildren, 0);
            ASSERT_NE(harness.server().sessions().state(stat.ephemeralOwner),
                SessionTable::State::unknown)
                << "an ephemeral outlived its session: " << walk.path();
            ASSERT_THAT(tree.ephemeralsOf(stat.ephemeralOwner), testing::Contains(&node));
        }
        ASSERT_EQ(tree.nodeCount(), nodes + 1);
        ASSERT_EQ(tree.ephemeralCount(), ephemerals);
        ASSERT_EQ(tree.approximateDataSizeBytes(), bytes);
    }

    TEST_P(RandomHistory, KeepsItsInvariantsAndItsLogSaysItAll)
    {
        for (int i = 0; i < 600; ++i) {
            if (pick(10) == 0)
                harness.holdDisk(true);
            else if (pick(4) == 0)
                harness.holdDisk(false);
            step();
            if (i % 20 == 0)
                checkInvariants();
            ASSERT_FALSE(HasFatalFailure()) << "step " << i;
        }
        harness.holdDisk(false);
        checkInvariants();

        // The log alone gives the same tree, and each record's digest was right when prepared.
        const std::vector<Txn>& log = harness.logged();
        DataTree replayed({true});
        Zxid last;
        for (const Txn& txn : log) {
            ASSERT_EQ(txn.header.zxid.value, last.value + 1);
            last = txn.header.zxid;
            replayed.apply(txn.header, txn.body);
            if (txn.digest) {
                ASSERT_EQ(txn.digest->treeDigest, replayed.digest()) << toText(last);
            }
        }
        ASSERT_EQ(replayed.digest(), harness.server().tree().digest());

        // Replaying its tail once more, as over a fuzzy snapshot, changes nothing.
        for (std::size_t i = log.size() / 2; i < log.size(); ++i)
            replayed.apply(log[i].header, log[i].body);
        EXPECT_EQ(replayed.recomputeDigest(), replayed.digest());
        EXPECT_EQ(replayed.digest(), harness.server().tree().digest());
        EXPECT_EQ(replayed.nodeCount(), harness.server().tree().nodeCount());
    }

    INSTANTIATE_TEST_SUITE_P(Seeds, RandomHistory, testing::Range(0u, 40u));

} // namespace
} // namespace zs::engine::test
