// SPDX-License-Identifier: GPL-3.0-or-later
// What the Stat dock leads to, in the window and on real servers.
#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/node/stat_row.h"
#include "ui/panels/write_journal.h"
#include "ui/stat/quota_dialog.h"
#include "ui/stat/session_dialog.h"
#include "ui/stat/subtree_dialog.h"
#include "ui/tree/znode_tree_model.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;

class StatOnServers : public WorkspaceOnServer {
protected:
    void open(const Path& path)
    {
        go(path);
        ASSERT_TRUE(spinUntil([&] { return shows(path.text()); }));
    }
    /// Follows the link of ephemeralOwner and waits until everything is answered.
    SessionDialog* openSession()
    {
        auto* row = find<StatRow>("stat_ephemeralOwner");
        row->window()->activateWindow();
        QTest::mouseClick(row, Qt::LeftButton, {}, QPoint(150, 10));
        auto* dialog = m_window->findChild<SessionDialog*>();
        EXPECT_NE(dialog, nullptr);
        if (!dialog)
            return nullptr;
        auto* again = dialog->findChild<QWidget*>("askAgain");
        EXPECT_TRUE(spinUntil([&] { return again->isEnabled(); }));
        return dialog;
    }
    static std::string text(SessionDialog* dialog, const char* name)
    {
        return dialog->findChild<TextLabel*>(QLatin1String(name))->text().toStdString();
    }
    void connectTo(const std::string& servers)
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(servers);
        m_window->openConnection(profile);
        ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    }
};

TEST_P(StatOnServers, AnEphemeralLeadsToItsClientAndItsOtherNodes)
{
    const Path lease = m_root.child("lease");
    const Path second = m_root.child("second");
    for (const Path& path : {lease, second})
        ASSERT_TRUE(await(m_other->create(path, toBytes("x"), CreateMode::ephemeral)));
    connectTo(address());
    open(lease);
    SessionDialog* dialog = openSession();
    ASSERT_NE(dialog, nullptr);
    EXPECT_THAT(dialog->windowTitle().toStdString(),
        HasSubstr(toText(m_other->status().sessionId)));
    EXPECT_THAT(text(dialog, "sessionClient"), HasSubstr("127.0.0.1:"));
    EXPECT_EQ(text(dialog, "sessionServer"), address());
    EXPECT_EQ(text(dialog, "sessionNodesTitle"), "2 ephemeral nodes");
    EXPECT_FALSE(dialog->findChild<Chip*>("ownSession")->isVisible());
    auto* nodes = dialog->findChild<QListView*>("sessionNodes");
    const QModelIndex row = nodes->model()->index(1, 0);
    EXPECT_EQ(row.data().toString().toStdString(), second.text());
    QTest::mouseClick(nodes->viewport(), Qt::LeftButton, {}, nodes->visualRect(row).center());
    QTest::mouseClick(dialog->findChild<QWidget*>("openEphemeral"), Qt::LeftButton);
    EXPECT_TRUE(spinUntil([&] { return shows(second.text()); }));
}

TEST_P(StatOnServers, ThisSessionIsMarkedAndTheChrootTakenOff)
{
    const Path outside(m_root.text() + "Outside");
    connectTo(address() + m_root.text());
    Client* own = m_window->workspace()->client();
    ASSERT_TRUE(await(own->create(Path("/mine"), toBytes("x"), CreateMode::ephemeral)));
    open(Path("/mine"));
    SessionDialog* dialog = openSession();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->findChild<Chip*>("ownSession")->isVisible());
    EXPECT_EQ(text(dialog, "sessionNodesTitle"), "1 ephemeral node");
    const auto* nodes = dialog->findChild<QListView*>("sessionNodes");
    EXPECT_EQ(nodes->model()->index(0, 0).data().toString(), "/mine");
    dialog->reject();

    // Somebody else's session has nodes on both sides.
    ASSERT_TRUE(await(m_other->create(m_root.child("theirs"), toBytes("x"),
        CreateMode::ephemeral)));
    ASSERT_TRUE(await(m_other->create(outside, toBytes("x"), CreateMode::ephemeral)));
    open(Path("/theirs"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    dialog = openSession();
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(text(dialog, "sessionNodesTitle"),
        "2 ephemeral nodes, 1 of them outside of the chroot " + m_root.text());
}

TEST_P(StatOnServers, ASubtreeIsCountedAtOnceAndMeasuredOnDemand)
{
    put("config", "12345");
    put("config/large", std::string(5'000, 'x'));
    put("config/small", "1");
    connectTo(address());
    open(m_root);
    QTest::mouseClick(find<QAbstractButton>("measureSubtree"), Qt::LeftButton);
    auto* dialog = m_window->findChild<SubtreeDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* told = dialog->findChild<TextLabel*>("toldCount");
    EXPECT_TRUE(spinUntil([&] { return told->text().contains("counts 3 nodes below it"); }))
        << told->text().toStdString();
    QTest::mouseClick(dialog->findChild<QWidget*>("measure"), Qt::LeftButton);
    auto* nodes = dialog->findChild<TextLabel*>("measuredNodes");
    auto* largest = dialog->findChild<QTableWidget*>("largestNodes");
    ASSERT_TRUE(spinUntil([&] { return largest->rowCount() == 4; }));
    EXPECT_EQ(nodes->text(), "4");
    EXPECT_EQ(dialog->findChild<TextLabel*>("measuredBytes")->text(), "4.9 KiB");
    QTest::mouseClick(largest->viewport(), Qt::LeftButton, {},
        largest->visualItemRect(largest->item(0, 0)).center());
    QTest::mouseClick(dialog->findChild<QWidget*>("openLargest"), Qt::LeftButton);
    EXPECT_TRUE(spinUntil([&] { return shows(m_root.text() + "/config/large"); }));
}

TEST_P(StatOnServers, AQuotaIsSetAsZkCliDoesAndTheServerCounts)
{
    put("config", "12345");
    connectTo(address());
    open(m_root);
    QTest::mouseClick(find<QAbstractButton>("showQuota"), Qt::LeftButton);
    auto* dialog = m_window->findChild<QuotaDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* count = dialog->findChild<QLineEdit*>("quotaCount");
    ASSERT_TRUE(spinUntil([&] { return count->isEnabled(); }));
    QTest::keyClicks(count, "1");
    QTest::keyClicks(dialog->findChild<QLineEdit*>("quotaByteHard"), "4096");
    auto* set = dialog->findChild<QPushButton*>("setQuota");
    QTest::mouseClick(set, Qt::LeftButton);
    auto* used = dialog->findChild<TextLabel*>("quotaCountUsed");
    ASSERT_TRUE(spinUntil([&] { return used->text() == "2"; })) << used->text().toStdString();
    EXPECT_EQ(dialog->findChild<TextLabel*>("quotaBytesUsed")->text(), "9 B"); // "root", "12345"
    EXPECT_THAT(dialog->findChild<Note*>("quotaNote")->text().toStdString(),
        HasSubstr("Over its soft limit"));
    const Path limits("/zookeeper/quota" + m_root.text() + "/zookeeper_limits");
    const auto stored = await(m_other->getData(limits));
    ASSERT_TRUE(stored && stored->data);
    EXPECT_EQ(zs::textOf(*stored->data), "count=1,bytes=-1=;byteHardLimit=4096");
    auto* removeIt = dialog->findChild<QPushButton*>("removeQuota");
    ASSERT_TRUE(spinUntil([&] { return removeIt->isEnabled(); }));
    QTest::mouseClick(removeIt, Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return count->text().isEmpty() && count->isEnabled(); }));
    ASSERT_TRUE(await(m_other->sync(limits)));
    EXPECT_FALSE(await(m_other->exists(Path("/zookeeper/quota" + m_root.text())))->has_value());
}

TEST_P(StatOnServers, AQuotaOnProductionIsConfirmedMarkedAndUndone)
{
    put("config", "12345");
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address());
    profile.environment = Environment::production;
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    open(below("config"));
    const ZnodeTreeModel* tree = m_window->workspace()->treeModel();
    const auto isMarked = [&] {
        return tree->indexOf(m_root).data(ZnodeTreeModel::QuotaRole).toBool();
    };
    const auto* state = find<TextLabel>("quotaState");
    const auto says = [&](const std::string& words) {
        return spinUntil([&] { return state->text().toStdString() == words; });
    };
    EXPECT_TRUE(says("none"));
    open(m_root);
    QTest::mouseClick(find<QAbstractButton>("showQuota"), Qt::LeftButton);
    auto* dialog = m_window->findChild<QuotaDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* count = dialog->findChild<QLineEdit*>("quotaCount");
    ASSERT_TRUE(spinUntil([&] { return count->isEnabled(); }));
    QTest::keyClicks(count, "50");
    auto* set = dialog->findChild<QPushButton*>("setQuota");
    EXPECT_FALSE(set->isEnabled()) << "this is production";
    QTest::keyClicks(dialog->findChild<QLineEdit*>("quotaConfirm"),
        QString::fromStdString(std::string(m_root.name())));
    QTest::mouseClick(set, Qt::LeftButton);
    EXPECT_TRUE(says("its own"));
    EXPECT_TRUE(isMarked());
    QTest::keyClick(dialog, Qt::Key_Escape);
    open(below("config"));
    EXPECT_TRUE(says("of " + m_root.text()));

    auto* writes = find<QTableView>("writes");
    ASSERT_TRUE(spinUntil([&] { return writes->model()->rowCount() == 1; }));
    EXPECT_EQ(writes->model()->index(0, WriteJournal::DetailColumn).data().toString(),
        QStringLiteral("none → count=50,bytes=-1"));
    QTest::mouseClick(find<QAbstractButton>("tabWrites"), Qt::LeftButton);
    writes->selectRow(0);
    click("undoWrite");
    EXPECT_TRUE(says("none"));
    EXPECT_FALSE(isMarked());
    EXPECT_EQ(stored(Path("/zookeeper/quota" + m_root.text())), "(none)");
    EXPECT_EQ(writes->model()->index(0, WriteJournal::UndoColumn).data().toString(),
        QStringLiteral("undone"));
}

INSTANTIATE_TEST_SUITE_P(Servers, StatOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
