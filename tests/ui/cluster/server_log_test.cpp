// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/server_log_dialog.h"

#include "tests/support/installed_theme.h"
#include "tests/ui/cluster/fake_cluster_control.h"

#include <QDateTime>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;

constexpr Instant start{1000s};

class ServerLogDialogTest : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        const QDateTime wall = QDateTime::fromString(
            QStringLiteral("2026-11-22 10:35:01.000"), QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
        trace::StreamEvent stream;
        stream.pid = 4711;
        stream.wallNs = wall.toMSecsSinceEpoch() * 1'000'000;
        stream.monoNs = start.time_since_epoch().count();
        trace::StateEvent state;
        state.to = trace::ServerState::looking;
        timeline.append({{start, ServerId(2), 0, stream}, {start + 10s, ServerId(2), 1, state}});
        control.log = QStringList{
            QStringLiteral("2026-11-22 10:35:02,000 [myid:2] - INFO  - LOOKING"),
            QStringLiteral("2026-11-22 10:35:04,500 [myid:2] - WARN  - lost the Leader"),
            QStringLiteral("\tat java.base/java.net.Socket.connect(Socket.java:633)"),
            QStringLiteral("2026-11-22 10:35:06,000 [myid:2] - INFO  - FOLLOWING")};
        dialog = std::make_unique<ServerLogDialog>(&control, ServerId(2), &timeline, nullptr);
        dialog->show();
        list = dialog->findChild<QListView*>(QStringLiteral("logLines"));
        search = dialog->findChild<QLineEdit*>(QStringLiteral("logSearch"));
        ASSERT_TRUE(list && search);
    }
    QString marked() const { return list->currentIndex().data().toString(); }

    timeline::Timeline timeline;
    FakeClusterControl control;
    std::unique_ptr<ServerLogDialog> dialog;
    QListView* list = nullptr;
    QLineEdit* search = nullptr;
};

TEST_F(ServerLogDialogTest, SearchFindsLinesAndAFoundOneLeadsToItsTime)
{
    EXPECT_EQ(dialog->lineCount(), 4);
    QTest::keyClicks(search, QStringLiteral("leader"));
    ASSERT_EQ(dialog->lineCount(), 1) << "whatever the case of the letters";
    std::vector<Instant> chosen;
    QObject::connect(dialog.get(), &ServerLogDialog::timeChosen, dialog.get(),
        [&](Instant t) { chosen.push_back(t); });
    const QModelIndex row = list->model()->index(0, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
    ASSERT_FALSE(chosen.empty());
    EXPECT_EQ(chosen.back(), start + 3500ms);
    search->clear();
    EXPECT_EQ(dialog->lineCount(), 4);
}

TEST_F(ServerLogDialogTest, MarksTheLineOfTheTimeThatIsShown)
{
    dialog->setTime(start + 1500ms);
    EXPECT_TRUE(marked().contains(QStringLiteral("LOOKING")));
    dialog->setTime(start + 4s);
    EXPECT_TRUE(marked().contains(QStringLiteral("Socket.java"))) << "it belongs to the line above";
    dialog->setTime(start + 9s);
    EXPECT_TRUE(marked().contains(QStringLiteral("FOLLOWING")));
}

TEST_F(ServerLogDialogTest, LinesThatComeAreAddedAndThoseOfOthersAreNot)
{
    Q_EMIT control.logLine(
        ServerId(2), QStringLiteral("2026-11-22 10:35:08,000 [myid:2] - INFO  - LEADING"));
    Q_EMIT control.logLine(ServerId(1), QStringLiteral("2026-11-22 10:35:08,000 - of another"));
    EXPECT_EQ(dialog->lineCount(), 5);
    dialog->setTime(start + 9s);
    EXPECT_TRUE(marked().contains(QStringLiteral("LEADING")));
}

} // namespace
} // namespace zs::ui
