// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/data_tree.h"

#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/crc32.h"
#include "localcluster/engine/core/ephemeral_owner.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

    using testing::ElementsAre;
    using testing::IsEmpty;

    constexpr SessionId owner(0x100000000000001);

    /// A tree with a counter for zxids.
    class DataTreeTest : public testing::Test {
    protected:
        ApplyResult apply(OpCode type, const TxnBody& body)
        {
            ++m_zxid;
            return tree.apply({owner, 1, Zxid(m_zxid), 1000 + m_zxid, type}, body);
        }
        ApplyResult create(const std::string& path, bool ephemeral = false,
            std::optional<Bytes> data = Bytes{1, 2, 3}, std::int32_t parentCversion = -1)
        {
            return apply(OpCode::create2,
                CreateTxn{path, std::move(data), openAcl(), ephemeral, parentCversion});
        }
        Stat stat(std::string_view path) { return DataTree::statOf(*tree.find(path)); }

        DataTree tree;
        std::int64_t m_zxid = 0;
    };

    TEST_F(DataTreeTest, FreshTreeLooksLikeApaches)
    {
        EXPECT_EQ(tree.nodeCount(), 5u);
        EXPECT_EQ(stat("/").cversion, -1);
        EXPECT_EQ(stat("/zookeeper").cversion, -2);
        EXPECT_EQ(stat("/zookeeper/config").aversion, -1);
        EXPECT_EQ(tree.find(""), tree.find("/"));
        // CRC over "" and "/zookeeper", each with 60 zero bytes; what lies below does not count.
        const Bytes zeros(60);
        EXPECT_EQ(tree.digest(), std::uint64_t(crc32(0, zeros))
                + crc32(crc32(0, viewOf("/zookeeper")), zeros));
    }

    TEST(Crc32, OfTheCheckTextIsTheKnownOne)
    {
        EXPECT_EQ(crc32(0, viewOf("123456789")), 0xcbf43926u);
        EXPECT_EQ(crc32(crc32(0, viewOf("1234")), viewOf("56789")), 0xcbf43926u);
    }

    TEST(Crc32, IsTheSameInOnePieceAndByteByByte)
    {
        Bytes bytes(1000);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(i * 131 + i / 7);
        std::uint32_t soFar = 0; // Single bytes never take the fast way.
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            ASSERT_EQ(crc32(0, ByteView(bytes).first(size)), soFar) << size;
            ASSERT_EQ(crc32(crc32(0, ByteView(bytes).first(size / 3)),
                          ByteView(bytes).subspan(size / 3, size - size / 3)),
                soFar)
                << size;
            soFar = crc32(soFar, ByteView(bytes).subspan(size, 1));
        }
    }

    TEST_F(DataTreeTest, MalformedPathsAreNotFound)
    {
        create("/a");
        for (const char* path : {"a", "//", "/a/", "//a", "/a//", "/b", "/a/b"})
            EXPECT_EQ(tree.find(path), nullptr) << path;
    }

    TEST_F(DataTreeTest, MalformedPathsOfTransactionsChangeNothing)
    {
        create("/a");
        const std::uint64_t digest = tree.digest();
        for (const std::string& path : {std::string("a"), std::string("/"), std::string("//"),
                 std::string("//b"), std::string("/a/"), std::string("/a//b"),
                 "/" + std::string(Node::maxNameBytes + 1, 'x')}) {
            EXPECT_EQ(create(path).err, Errc::noNode) << path.substr(0, 20);
            EXPECT_EQ(tree.nodeCount(), 6u) << path.substr(0, 20);
        }
        EXPECT_EQ(apply(OpCode::remove, DeleteTxn{"//a"}).err, Errc::noNode) << "is not /a";
        EXPECT_NE(tree.find("/a"), nullptr);
        EXPECT_EQ(tree.digest(), digest);
        EXPECT_EQ(tree.recomputeDigest(), digest);
    }

    TEST_F(DataTreeTest, CversionOnTheWireCountsCreatesAndDeletes)
    {
        create("/p");
        create("/p/a");
        create("/p/b");
        apply(OpCode::remove, DeleteTxn{"/p/a"});
        EXPECT_EQ(stat("/p").cversion, 3);
        EXPECT_EQ(tree.find("/p")->stat().cversion, 2);
        EXPECT_EQ(stat("/p").pzxid, Zxid(4));
        EXPECT_EQ(stat("/p").numChildren, 1);
    }

    TEST_F(DataTreeTest, NullAndEmptyDataDiffer)
    {
        create("/null", false, std::nullopt);
        create("/empty", false, Bytes());
        EXPECT_FALSE(tree.find("/null")->data().has_value());
        EXPECT_TRUE(tree.find("/empty")->data().has_value());
        EXPECT_EQ(stat("/null").dataLengthBytes, 0);
    }

    TEST_F(DataTreeTest, DataOfEverySizeSurvivesBeingReplaced)
    {
        create("/a", false, Bytes(5, 7));
        const Node* node = tree.find("/a");
        for (const std::size_t size : {0, 1, 7, 8, 9, 100, 1024, 1025, 100'000, 3, 0, 2000}) {
            const Bytes data(size, static_cast<std::uint8_t>(size));
            apply(OpCode::setData, SetDataTxn{"/a", data, 1});
            ASSERT_EQ(tree.find("/a"), node) << "nodes keep their address";
            EXPECT_EQ(Bytes(node->data()->begin(), node->data()->end()), data);
            EXPECT_EQ(node->name(), "a");
        }
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, OwnersAreMaskedUnlessEphemeral)
    {
        create("/e", true);
        apply(OpCode::createContainer, CreateContainerTxn{"/c", Bytes(), openAcl(), -1});
        apply(OpCode::createTtl, CreateTtlTxn{"/t", Bytes(), openAcl(), -1, 5000});
        EXPECT_EQ(stat("/e").ephemeralOwner, owner);
        EXPECT_EQ(stat("/c").ephemeralOwner, SessionId());
        EXPECT_EQ(stat("/t").ephemeralOwner, SessionId());
        EXPECT_EQ(tree.find("/t")->stat().ephemeralOwner, ttlOwner(5000));
        EXPECT_THAT(tree.containers(), ElementsAre(tree.find("/c")));
        EXPECT_THAT(tree.ttlNodes(), ElementsAre(tree.find("/t")));
        EXPECT_THAT(tree.sessionsWithEphemerals(), ElementsAre(owner));
    }

    TEST_F(DataTreeTest, CloseSessionDeletesWhatTheTreeListsToo)
    {
        create("/p");
        create("/p/listed", true);
        create("/p/forgotten", true);
        create("/p/stays");
        apply(
            OpCode::closeSession, CloseSessionTxn{std::vector<std::string>{"/p/listed", "/gone"}});
        EXPECT_EQ(stat("/p").numChildren, 1);
        EXPECT_EQ(tree.ephemeralCount(), 0u);
        EXPECT_THAT(tree.ephemeralsOf(owner), IsEmpty());
    }

    TEST_F(DataTreeTest, ReplayedCreateKeepsTheNodeAndRaisesTheParent)
    {
        create("/p");
        create("/p/a", false, Bytes{1}, 5);
        const auto again = create("/p/a", false, Bytes{9}, 7);
        EXPECT_EQ(again.err, Errc::nodeExists);
        EXPECT_EQ(tree.find("/p")->stat().cversion, 7);
        EXPECT_EQ(tree.find("/p")->stat().pzxid, Zxid(3));
        EXPECT_EQ(tree.find("/p/a")->data()->front(), 1);
        const auto older = create("/p/b", false, Bytes{1}, 6);
        EXPECT_EQ(older.err, Errc::ok);
        EXPECT_EQ(tree.find("/p")->stat().cversion, 7) << "never falls";
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, ReplayedDeleteOfAMissingNodeStillRaisesPzxid)
    {
        create("/p");
        EXPECT_EQ(apply(OpCode::remove, DeleteTxn{"/p/gone"}).err, Errc::noNode);
        EXPECT_EQ(stat("/p").pzxid, Zxid(2));
        EXPECT_EQ(apply(OpCode::remove, DeleteTxn{"/nowhere/x"}).err, Errc::noNode);
        EXPECT_EQ(apply(OpCode::setData, SetDataTxn{"/gone", Bytes(), 1}).err, Errc::noNode);
        EXPECT_EQ(tree.lastProcessed(), Zxid(4));
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, ReplayedDeleteOfANodeThatLiesUnderLaterOnesTakesThemAlong)
    {
        create("/p");
        create("/p/a");
        create("/p/a/b", true);
        EXPECT_EQ(apply(OpCode::remove, DeleteTxn{"/p/a"}).err, Errc::ok);
        EXPECT_EQ(tree.nodeCount(), 6u);
        EXPECT_EQ(tree.ephemeralCount(), 0u);
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, FailedMultiAppliesNothingAndTellsWhichFailed)
    {
        MultiTxn multi;
        multi.ops = {{OpCode::create, CreateTxn{"/m", Bytes(), openAcl(), false, 1}},
            {OpCode::error, ErrorTxn{Errc::badVersion}},
            {OpCode::error, ErrorTxn{Errc::runtimeInconsistency}}};
        const auto result = apply(OpCode::multi, multi);
        EXPECT_EQ(tree.find("/m"), nullptr);
        ASSERT_EQ(result.ops.size(), 3u);
        EXPECT_EQ(result.ops[0].err, Errc::ok);
        EXPECT_EQ(result.ops[1].err, Errc::badVersion);
        EXPECT_EQ(result.ops[2].err, Errc::runtimeInconsistency);
        EXPECT_EQ(tree.lastProcessed(), Zxid(1));
    }

    TEST_F(DataTreeTest, QuotaStatisticsFollowWithoutTouchingTheStat)
    {
        create("/q", false, Bytes(10));
        create("/q/a", false, Bytes(5));
        create("/zookeeper/quota/q");
        create("/zookeeper/quota/q/zookeeper_limits", false, toBytes("count=9,bytes=-1"));
        create("/zookeeper/quota/q/zookeeper_stats", false, toBytes("count=0,bytes=0"));
        const auto stats = [&] {
            return std::string(textOf(*tree.find("/zookeeper/quota/q/zookeeper_stats")->data()));
        };
        EXPECT_EQ(stats(), "count=2,bytes=15");
        const Stat before = stat("/zookeeper/quota/q/zookeeper_stats");
        create("/q/b", false, Bytes(1));
        apply(OpCode::setData, SetDataTxn{"/q/a", Bytes(7), 1});
        EXPECT_EQ(stats(), "count=3,bytes=18");
        apply(OpCode::remove, DeleteTxn{"/q/a"});
        EXPECT_EQ(stats(), "count=2,bytes=11");
        create("/other");
        EXPECT_EQ(stats(), "count=2,bytes=11");
        EXPECT_EQ(stat("/zookeeper/quota/q/zookeeper_stats").version, before.version);
        EXPECT_EQ(stat("/zookeeper/quota/q/zookeeper_stats").mzxid, before.mzxid);
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, AThousandChildrenAreFoundAndForgottenOneByOne)
    {
        create("/p");
        const auto name = [](int i) { return "/p/n" + std::to_string(i); };
        for (int i = 0; i < 1000; ++i)
            ASSERT_EQ(create(name(i)).err, Errc::ok);
        EXPECT_EQ(tree.find("/p")->childCount(), 1000u);
        for (int i = 0; i < 1000; i += 2)
            ASSERT_EQ(apply(OpCode::remove, DeleteTxn{name(i)}).err, Errc::ok);
        for (int i = 0; i < 1000; ++i)
            EXPECT_EQ(tree.find(name(i)) != nullptr, i % 2 == 1) << i;
        for (int i = 1; i < 1000; i += 2)
            ASSERT_EQ(apply(OpCode::remove, DeleteTxn{name(i)}).err, Errc::ok);
        EXPECT_EQ(tree.find("/p")->childCount(), 0u);
        EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    }

    TEST_F(DataTreeTest, VeryDeepTreesNeedNoStack)
    {
        std::string path;
        for (int depth = 0; depth < 4'000; ++depth) {
            path += "/d";
            ASSERT_EQ(create(path).err, Errc::ok);
        }
        EXPECT_EQ(tree.find(path)->path(), path);
        EXPECT_EQ(tree.countDescendants(*tree.find("/d")), 3'999);
        EXPECT_EQ(tree.nodeCount(), 4'005u);
    }

    TEST_F(DataTreeTest, WalkAndLoaderCarryAWholeTreeOver)
    {
        create("/a", false, std::nullopt);
        create("/a/b", true);
        create("/a/c", false, Bytes(3000));
        apply(OpCode::setAcl, SetAclTxn{"/a/c", {{perm::read, {"ip", "10.0.0.0/8"}}}, 1});
        apply(OpCode::createTtl, CreateTtlTxn{"/t", Bytes(), openAcl(), -1, 5000});

        DataTree copy;
        TreeLoader loader(copy);
        tree.acls().forEach([&](std::int64_t id, const std::vector<Acl>& list) {
            ASSERT_TRUE(loader.addAcl(id, list).has_value());
        });
        ASSERT_TRUE(loader.addAcl(99, {{perm::all, {"world", "anyone"}}, {1, {"ip", "1.2.3.4"}}}));
        for (TreeWalk walk(tree); walk.next();) {
            const Node& node = walk.node();
            const auto added = loader.addNode(
                walk.path(), node.data(), tree.acls().diskId(node.acl()), node.stat());
            ASSERT_TRUE(added.has_value()) << added.error().detail;
        }
        ASSERT_TRUE(loader.finish(tree.lastProcessed()).has_value());

        EXPECT_EQ(copy.digest(), tree.digest());
        EXPECT_EQ(copy.recomputeDigest(), tree.digest());
        EXPECT_EQ(copy.nodeCount(), tree.nodeCount());
        EXPECT_EQ(copy.approximateDataSizeBytes(), tree.approximateDataSizeBytes());
        EXPECT_EQ(copy.acls().size(), tree.acls().size()) << "lists that nobody uses are dropped";
        EXPECT_EQ(copy.acls().list(copy.find("/a/c")->acl()).front().who.id, "10.0.0.0/8");
        EXPECT_THAT(copy.ephemeralsOf(owner), ElementsAre(copy.find("/a/b")));
        EXPECT_EQ(copy.ttlNodes().size(), 1u);
        EXPECT_FALSE(copy.find("/a")->data().has_value());
    }

    TEST(TreeLoader, RefusesWhatNoSnapshotMayHold)
    {
        DataTree tree;
        TreeLoader loader(tree);
        const StatPersisted stat;
        EXPECT_FALSE(loader.addNode("/a", ByteView(), -1, stat).has_value()) << "before the root";
        ASSERT_TRUE(loader.addNode("", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addNode("", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addNode("/a/b", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addNode("/a", ByteView(), 7, stat).has_value()) << "unknown ACL";
        EXPECT_FALSE(loader.addNode("a", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addNode("/a/", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addNode("//a", ByteView(), -1, stat).has_value()) << "no second /a";
        ASSERT_TRUE(loader.addNode("/a", ByteView(), -1, stat).has_value());
        const auto twice = loader.addNode("/a", ByteView(), -1, stat);
        ASSERT_FALSE(twice.has_value());
        EXPECT_EQ(twice.error().code, Errc::corrupt);
        EXPECT_THAT(twice.error().detail, testing::HasSubstr("/a"));
        EXPECT_FALSE(loader.addNode("/a//b", ByteView(), -1, stat).has_value());
        EXPECT_FALSE(loader.addAcl(0, openAcl()).has_value());
    }

    TEST(QuotaText, IsReadAsApacheReadsItOrNotAtAll)
    {
        const auto read = [](std::string_view text) { return QuotaText::read(text); };
        EXPECT_EQ(read(""), QuotaText());
        EXPECT_EQ(read("count=5,bytes=-1"), (QuotaText{5, -1, -1, -1}));
        EXPECT_EQ(read("count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=2"),
            (QuotaText{-1, -1, 2, 10}));
        EXPECT_EQ(read("count=+7,;bytes==3,unknown=4;"), (QuotaText{7, -1, -1, -1}));
        for (const char* bad : {"nonsense", "count", "count=", "count=x", "=", ",count=1",
                 "count=1 ", "count=99999999999999999999", "count=+-1", "bytes=1,,nonsense"})
            EXPECT_EQ(read(bad), std::nullopt) << bad;
    }

} // namespace
} // namespace zs::engine
