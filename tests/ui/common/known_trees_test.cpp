// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/installed_theme.h"
#include "ui/common/known_tree_note.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

KnownTree sure(KnownProgram program)
{
    return {program, std::nullopt};
}

KnownTree with(KnownProgram program, const char* sign)
{
    return {program, Path(sign)};
}

TEST(KnownTrees, NamesThatOneProgramUsesNeedNoSign)
{
    EXPECT_THAT(knownTreesOf(Path("/brokers")), Contains(sure(KnownProgram::kafka)));
    EXPECT_THAT(
        knownTreesOf(Path("/brokers/topics/a/partitions")), Contains(sure(KnownProgram::kafka)));
    EXPECT_THAT(knownTreesOf(Path("/zookeeper/quota")), Contains(sure(KnownProgram::zooKeeper)));
    EXPECT_THAT(knownTreesOf(Path("/hbase/master")), Contains(sure(KnownProgram::hBase)));
    EXPECT_THAT(knownTreesOf(Path("/solr")), Contains(sure(KnownProgram::solr)));
    EXPECT_THAT(
        knownTreesOf(Path("/clickhouse/tables")), Contains(sure(KnownProgram::clickHouse)));
    EXPECT_THAT(knownTreesOf(Path("/dubbo/com.shop.Orders/providers")),
        Contains(sure(KnownProgram::dubbo)));
}

TEST(KnownTrees, NamesThatManyUseNeedASign)
{
    EXPECT_THAT(knownTreesOf(Path("/config/topics")),
        ElementsAre(with(KnownProgram::kafka, "/brokers/ids")));
    EXPECT_THAT(knownTreesOf(Path("/kafka-east/config")),
        ElementsAre(with(KnownProgram::kafka, "/kafka-east/brokers/ids")));
    EXPECT_THAT(knownTreesOf(Path("/kafka-east")),
        Contains(with(KnownProgram::kafka, "/kafka-east/brokers/ids")));
    EXPECT_THAT(knownTreesOf(Path("/brokersX/a")), IsEmpty());
    EXPECT_THAT(knownTreesOf(Path("/app/payments")), IsEmpty());
    EXPECT_THAT(knownTreesOf(Path()), Contains(with(KnownProgram::kafka, "/brokers/ids")));
}

class KnownTreeWarning : public testing::Test {
protected:
    void look(const std::vector<Path>& paths)
    {
        note.look(&fake, paths);
        ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
        QCoreApplication::processEvents();
    }
    std::string words() const { return note.isHidden() ? "" : note.text().toStdString(); }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    test::FakeClient fake;
    KnownTreeNote note;
};

TEST_F(KnownTreeWarning, SaysWhoseATreeLooksToBeAndWhatDependsOnIt)
{
    look({Path("/brokers/ids")});
    EXPECT_THAT(words(), AllOf(HasSubstr("/brokers/ids"), HasSubstr("Kafka"), HasSubstr("topics")));
    EXPECT_EQ(fake.calls(OpCode::exists), 0) << "its name says enough";
    look({Path("/dubbo"), Path("/app"), Path("/hbase/x"), Path("/brokers")});
    EXPECT_THAT(words(), AllOf(HasSubstr("Dubbo"), HasSubstr("2 more")));
}

TEST_F(KnownTreeWarning, ASignOnTheServerDecidesAboutNamesThatManyUse)
{
    look({Path("/config")});
    EXPECT_EQ(words(), "");
    fake.put(Path("/brokers/ids"));
    look({Path("/config")});
    EXPECT_THAT(words(), HasSubstr("Kafka"));
    look({Path("/app")});
    EXPECT_EQ(words(), "");
    fake.put(Path("/east/brokers/ids/1"));
    look({Path("/east")});
    EXPECT_THAT(words(), AllOf(HasSubstr("/east "), HasSubstr("Kafka")));
}

TEST_F(KnownTreeWarning, AnOlderAnswerAndNoneAtAllClaimNothing)
{
    fake.put(Path("/brokers/ids"));
    fake.hold();
    note.look(&fake, {Path("/config")});
    note.look(&fake, {Path("/app/x")});
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(words(), "");
    fake.failOn(Path("/brokers/ids"), Errc::connectionLoss);
    look({Path("/config")});
    EXPECT_EQ(words(), "");
    note.look(nullptr, {Path("/config"), Path("/solr")});
    EXPECT_THAT(words(), AllOf(HasSubstr("Solr"), Not(HasSubstr("Kafka"))));
}

TEST_F(KnownTreeWarning, OfAHundredNeighboursTheSignIsAskedForOnce)
{
    std::vector<Path> many;
    for (int i = 0; i < 100; ++i)
        many.emplace_back("/config/topics/t" + std::to_string(i));
    look(many);
    EXPECT_EQ(fake.calls(OpCode::exists), 1);
}

} // namespace
} // namespace zs::ui
