// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_backup.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/full_disk.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;
using State = SubtreeBackup::State;

class BackupTest : public testing::Test {
protected:
    void SetUp() override
    {
        fake.put(Path("/r/text"), "line\n\"quoted\" 分期");
        fake.put(Path("/r/binary"), std::string_view("\0\xff\r\n", 4));
        fake.put(Path("/r/empty"), "");
        (void)test::await(fake.create(Path("/r/null"), std::nullopt));
        (void)test::await(fake.create(Path("/r/e"), toBytes("x"), CreateMode::ephemeral));
        fake.putAcl(Path("/r/text"), {{perm::read, {"ip", "10.0.0.0/8"}}});
        ASSERT_TRUE(countAgain());
    }
    bool countAgain()
    {
        removal.startCounting();
        return spinUntil([&] { return removal.state() == SubtreeRemoval::State::counted; });
    }
    std::unique_ptr<SubtreeBackup> start()
    {
        const BackupHeader header{Path("/r"), "prod", QDateTime::currentDateTimeUtc()};
        auto backup
            = std::make_unique<SubtreeBackup>(&fake, header, removal.entries(), name());
        backup->start();
        return backup;
    }
    [[nodiscard]] QString name() const { return folder.filePath("sub/backup.zsx"); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(name());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    test::FakeClient fake;
    SubtreeRemoval removal{&fake, Path("/r")};
};

TEST_F(BackupTest, HoldsEveryByteAndAclOfEveryNode)
{
    const auto backup = start();
    ASSERT_TRUE(spinUntil([&] { return backup->state() == State::done; }));
    EXPECT_EQ(backup->written(), 6);
    EXPECT_EQ(backup->incomplete(), 1) << "the ephemeral";
    const Result<Backup> read = parseBackup(content());
    ASSERT_TRUE(read.has_value()) << read.error().detail;
    EXPECT_EQ(read->header.root, Path("/r"));
    ASSERT_EQ(read->nodes.size(), 6U);
    EXPECT_EQ(read->nodes[0].path, Path("/r")) << "parents first";
    for (const BackupNode& node : read->nodes) {
        const auto data = test::await(fake.getData(node.path));
        EXPECT_EQ(node.data, data->data) << node.path.text();
        EXPECT_EQ(node.stat, data->stat) << node.path.text();
        EXPECT_EQ(node.acl, test::await(fake.getAcl(node.path))->acl) << node.path.text();
    }
    const auto others = QFile::ReadGroup | QFile::ReadOther;
    EXPECT_EQ(QFile::permissions(name()) & others, QFile::Permissions());
}

TEST_F(BackupTest, LeavesNoFileWhenItIsCancelledOrFails)
{
    fake.hold();
    auto backup = start();
    backup->cancel();
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_FALSE(QFile::exists(name()));

    fake.failOn(Path("/r/text"), Errc::noAuth);
    backup = start();
    ASSERT_TRUE(spinUntil([&] { return backup->state() == State::failed; }));
    EXPECT_THAT(backup->error()->detail, HasSubstr("/r/text"));
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_FALSE(QFile::exists(name()));
}

TEST_F(BackupTest, LeavesNoFileWhereTheDiskIsFullAtItsEnd)
{
    const test::FullDisk full(64);
    const auto backup = start();
    ASSERT_TRUE(spinUntil([&] { return backup->state() != State::running; }));
    EXPECT_EQ(backup->state(), State::failed);
    EXPECT_FALSE(QFile::exists(name()));
}

TEST_F(BackupTest, StopsAtANodeThatChangedSinceItWasCounted)
{
    fake.put(Path("/r/text"), "other");
    const auto backup = start();
    ASSERT_TRUE(spinUntil([&] { return backup->state() == State::failed; }));
    EXPECT_EQ(backup->error()->code, Errc::badVersion);
}

TEST_F(BackupTest, PassesOverWhatOthersDeleted)
{
    fake.erase(Path("/r/binary"));
    const auto backup = start();
    ASSERT_TRUE(spinUntil([&] { return backup->state() == State::done; }));
    EXPECT_EQ(backup->written(), 5);
    EXPECT_EQ(backup->gone(), 1);
    EXPECT_TRUE(parseBackup(content()).has_value());
}

TEST_F(BackupTest, AFolderThatCannotBeWrittenIsSaidBeforeAnythingIsRead)
{
    const BackupHeader header{Path("/r"), {}, {}};
    SubtreeBackup backup(&fake, header, removal.entries(), "/proc/nowhere/b.zsx");
    backup.start();
    EXPECT_EQ(backup.state(), State::failed);
    EXPECT_EQ(backup.error()->code, Errc::io);
    EXPECT_EQ(fake.calls(OpCode::getData), 0);
}

std::string whyRefused(const QByteArray& text)
{
    const Result<Backup> read = parseBackup(text);
    return read ? "accepted" : read.error().detail;
}

TEST(BackupFormat, RefusesWhatIsDamagedOrHostileAndNamesTheLine)
{
    const BackupHeader header{Path("/r"), {}, QDateTime::currentDateTimeUtc()};
    const QByteArray head = backupHeaderLine(header);
    const auto node = [](const char* path) {
        BackupNode one;
        one.path = Path(path);
        one.acl = openAcl();
        return backupNodeLine(one);
    };
    const QByteArray end = backupEndLine(1);
    EXPECT_EQ(whyRefused(head + node("/r") + end), "accepted");
    EXPECT_THAT(whyRefused("no json"), HasSubstr("line 1"));
    EXPECT_THAT(whyRefused(head + node("/r")), HasSubstr("not finished"));
    EXPECT_THAT(whyRefused(head + node("/r") + "{\"path\":"), HasSubstr("line 3"));
    EXPECT_THAT(whyRefused(head + node("/other") + end), HasSubstr("not within"));
    EXPECT_THAT(whyRefused(head + node("/r/../x") + end), HasSubstr("line 2"));
    EXPECT_THAT(whyRefused(head + node("/r/a/b") + end), HasSubstr("before its parent"));
    EXPECT_THAT(whyRefused(head + node("/r") + node("/r") + end), HasSubstr("twice"));
    EXPECT_THAT(whyRefused(head + node("/r") + backupEndLine(2)), HasSubstr("missing"));
    EXPECT_THAT(whyRefused(head + "{\"path\":\"/r\",\"base64\":\"%\",\"acl\":null}\n" + end),
        HasSubstr("damaged"));
}

} // namespace
} // namespace zs::ui
