// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/node/node_creation.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;

QString problem(const char* name, bool sequential = false, bool withParents = false)
{
    return problemWithName(Path("/p"), QString::fromUtf8(name), sequential, withParents);
}

TEST(NodeName, IsRefusedWhereZooKeeperWouldRefuseIt)
{
    EXPECT_EQ(problem("fine name"), "");
    EXPECT_EQ(problem("..."), "");
    EXPECT_EQ(problem("分期"), "");
    EXPECT_NE(problem(""), "");
    EXPECT_NE(problem("."), "");
    EXPECT_NE(problem(".."), "");
    EXPECT_NE(problem("/a"), "");
    EXPECT_NE(problem("a/b"), "");
    EXPECT_NE(problem("tab\there"), "");
    EXPECT_NE(problem("emoji \xf0\x9f\x98\x80"), "") << "characters beyond U+FFFF are refused";
    EXPECT_NE(problem("private \xee\x80\x80"), "");
}

TEST(NodeName, MayBeEmptyWhenTheServerNumbersIt)
{
    EXPECT_EQ(problem("", true), "");
}

TEST(NodeName, MayHaveLevelsWhenParentsAreCreated)
{
    EXPECT_EQ(problem("a/b", false, true), "");
    EXPECT_NE(problem("a//b", false, true), "");
    EXPECT_NE(problem("a/../b", false, true), "");
    EXPECT_NE(problem("a/", false, true), "");
}

class Creation : public testing::Test {
protected:
    /// Runs to its end; the created path, or "Code".
    std::string run(NewNode wanted)
    {
        NodeCreation creation(&fake, std::move(wanted));
        std::string outcome;
        QObject::connect(&creation, &NodeCreation::created,
            [&](const Path& path) { outcome = path.text(); });
        QObject::connect(&creation, &NodeCreation::failed,
            [&](const Error& error) { outcome = errcName(error.code); });
        creation.start();
        spinUntil([&] { return !outcome.empty(); });
        return outcome;
    }
    test::FakeClient fake;
};

TEST_F(Creation, CreatesMissingParentsOnlyWhenAsked)
{
    NewNode wanted{.path = Path("/a/b/c"), .data = toBytes("x")};
    EXPECT_EQ(run(wanted), "NoNode");
    EXPECT_FALSE(fake.tree().has(Path("/a")));
    wanted.createParents = true;
    EXPECT_EQ(run(wanted), "/a/b/c");
    EXPECT_EQ(fake.tree().text(Path("/a/b/c")), "x");
    EXPECT_EQ(fake.tree().data(Path("/a"))->data, std::nullopt);
}

TEST_F(Creation, TellsTheNameThatTheServerChose)
{
    NewNode wanted{.path = Path("/n-"), .data = Bytes{}};
    wanted.mode = CreateMode::persistentSequential;
    EXPECT_EQ(run(wanted), "/n-0000000000");
}

TEST_F(Creation, SaysWhyItFailed)
{
    EXPECT_EQ(run(NewNode{.path = Path("/zookeeper"), .data = {}}), "NodeExists");
}

} // namespace
} // namespace zs::ui
