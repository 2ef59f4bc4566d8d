// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/panel_tab.h"
#include "ui/panels/bottom_panel.h"
#include "ui/panels/journal_view.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::spinUntil;
using testing::HasSubstr;

class Journal : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        fake.put(Path("/a"), "old");
        panel.addPage(view);
        panel.resize(1084, 214);
        panel.show();
    }
    /// A save as the node view makes it.
    void save(const char* data)
    {
        const auto before = await(fake.getData(Path("/a")));
        const Result<Stat> stat
            = await(fake.setData(Path("/a"), toBytes(data), before->stat.version));
        ASSERT_TRUE(stat.has_value());
        journal.noteSet(Path("/a"), before->data, before->stat, toBytes(data), *stat);
    }
    void undo(int row)
    {
        view->table()->selectRow(row);
        QTest::mouseClick(button(), Qt::LeftButton);
        ASSERT_TRUE(spinUntil([&] { return undone.count() + failed.count() > 0; }));
    }
    QPushButton* button() { return panel.findChild<QPushButton*>(QStringLiteral("undoWrite")); }
    std::string state(int row)
    {
        return journal.index(row, WriteJournal::UndoColumn).data().toString().toStdString();
    }

    test::FakeClient fake;
    WriteJournal journal{&fake};
    QAbstractItemModelTester tester{&journal};
    JournalView* view = new JournalView(&journal);
    BottomPanel panel;
    QSignalSpy undone{&journal, &WriteJournal::undone};
    QSignalSpy failed{&journal, &WriteJournal::undoFailed};
};

TEST_F(Journal, ASaveIsUndoneByCompareAndSetAndTheUndoCanBeUndone)
{
    save("new");
    EXPECT_EQ(state(0), "can be undone");
    undo(0);
    EXPECT_EQ(fake.tree().text(Path("/a")), "old");
    ASSERT_EQ(journal.rowCount(), 2) << "an undo is a write too";
    EXPECT_EQ(state(1), "undone");
    undone.clear();
    undo(0);
    EXPECT_EQ(fake.tree().text(Path("/a")), "new");
    test::picture(panel, "journal");
}

TEST_F(Journal, WhatOthersChangedSinceIsNotOverwritten)
{
    save("new");
    fake.put(Path("/a"), "theirs");
    undo(0);
    EXPECT_EQ(fake.tree().text(Path("/a")), "theirs");
    EXPECT_THAT(state(0), HasSubstr("changed since"));
    EXPECT_FALSE(button()->isEnabled());
    ASSERT_EQ(failed.count(), 1);
    EXPECT_THAT(failed[0][1].toString().toStdString(), HasSubstr("BadVersion"));
}

TEST_F(Journal, ANodeThatWasDeletedAndMadeAnewIsAnotherOne)
{
    save("new");
    fake.erase(Path("/a"));
    fake.put(Path("/a"), "another");
    fake.put(Path("/a"), "another 2"); // The same version as the save left.
    undo(0);
    EXPECT_EQ(fake.tree().text(Path("/a")), "another 2");
    EXPECT_THAT(state(0), HasSubstr("changed since"));
}

TEST_F(Journal, ACreatedNodeIsRemovedAgainUnlessSomebodyUsesIt)
{
    const auto made = await(fake.create(Path("/n"), toBytes("x")));
    journal.noteCreated(made->path, made->stat);
    undo(0);
    EXPECT_FALSE(fake.tree().has(Path("/n")));
    const auto again = await(fake.create(Path("/n"), toBytes("x")));
    journal.noteCreated(again->path, again->stat);
    fake.put(Path("/n/child"));
    undone.clear();
    undo(0);
    EXPECT_TRUE(fake.tree().has(Path("/n/child")));
    EXPECT_THAT(state(0), HasSubstr("changed since"));
}

TEST_F(Journal, SaysWhatCannotBeUndone)
{
    journal.noteDeleted(Path("/d"), 214, QStringLiteral("/somewhere/d-2026.zsx"));
    EXPECT_THAT(state(0), HasSubstr("backup holds it"));
    view->table()->selectRow(0);
    EXPECT_FALSE(button()->isEnabled());
    journal.noteDeleted(Path("/d"), 1, {});
    EXPECT_THAT(state(0), HasSubstr("no backup"));
    journal.noteMoved(Path("/x"), Path("/y"), 3);
    EXPECT_THAT(state(0), HasSubstr("move it back"));
    journal.noteCreated(Path("/old-server"), Stat());
    EXPECT_THAT(state(0), HasSubstr("no Stat"));
}

TEST_F(Journal, ALostUndoSaysThatItsOutcomeIsUnknown)
{
    save("new");
    fake.failNext(OpCode::setData, Errc::connectionLoss);
    undo(0);
    EXPECT_THAT(state(0), HasSubstr("unknown"));
    failed.clear();
    undo(0);
    EXPECT_EQ(fake.tree().text(Path("/a")), "old");
}

TEST_F(Journal, OldValuesAreForgottenBeforeMemoryIs)
{
    Stat stat;
    stat.czxid = Zxid(1);
    const Bytes large(std::size_t(20) << 20, 'x');
    for (int i = 0; i < 3; ++i)
        journal.noteSet(Path("/big"), large, stat, large, stat);
    EXPECT_THAT(state(2), HasSubstr("not kept"));
    EXPECT_EQ(state(0), "can be undone");
}

} // namespace
} // namespace zs::ui
