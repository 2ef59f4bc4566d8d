// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/panel_tab.h"
#include "ui/panels/bottom_panel.h"
#include "ui/panels/events_view.h"
#include "ui/panels/requests_view.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::spinUntil;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Requests : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        auto inner = std::make_unique<test::FakeClient>();
        fake = inner.get();
        fake->put(Path("/a"), "one");
        client = std::make_unique<RecordingClient>(std::move(inner));
        model.setClient(client.get());
    }
    /// Default arguments belong to the base class.
    Client& asClient() { return *client; }
    bool shows(int rows)
    {
        return spinUntil([&] { return model.rowCount() == rows; });
    }
    std::string cell(int row, int column)
    {
        return model.index(row, column).data().toString().toStdString();
    }

    test::FakeClient* fake = nullptr;
    std::unique_ptr<RecordingClient> client;
    RequestsModel model{nullptr};
};

TEST_F(Requests, TellWhatWasAskedAndWhatCameOfIt)
{
    EXPECT_EQ(await(asClient().getData(Path("/a")))->data, toBytes("one"));
    EXPECT_TRUE(await(asClient().setData(Path("/a"), toBytes("two"), 0)).has_value());
    EXPECT_EQ(await(asClient().remove(Path("/none"))).error().code, Errc::noNode);
    ASSERT_TRUE(shows(3));
    EXPECT_EQ(cell(0, RequestsModel::OperationColumn), "delete");
    EXPECT_EQ(cell(0, RequestsModel::ResultColumn), "NoNode");
    EXPECT_EQ(cell(1, RequestsModel::LineColumn), "set -v 0 /a two");
    EXPECT_EQ(cell(1, RequestsModel::ResultColumn), "ok");
    EXPECT_EQ(cell(2, RequestsModel::LineColumn), "get -s /a");
    EXPECT_FALSE(cell(2, RequestsModel::TookColumn).empty());
}

TEST_F(Requests, NeverHoldASecret)
{
    (void)await(asClient().addAuth(Identity{"digest", toBytes("bob:secret")}));
    ASSERT_TRUE(shows(1));
    for (int column = 0; column < RequestsModel::columns; ++column)
        EXPECT_THAT(cell(0, column), Not(HasSubstr("secret")));
}

TEST_F(Requests, WatchesAndStatesStillComeThrough)
{
    QSignalSpy fired(client.get(), &Client::watchFired);
    QSignalSpy status(client.get(), &Client::statusChanged);
    (void)await(asClient().getData(Path("/a"), Watch::yes));
    fake->put(Path("/a"), "two");
    EXPECT_EQ(fired.count(), 1);
    fake->setState(SessionState::reconnecting);
    EXPECT_GE(status.count(), 1);
    EXPECT_EQ(client->status().state, SessionState::reconnecting);
}

TEST_F(Requests, DestructionCompletesWhatIsPendingWithoutARecord)
{
    fake->hold();
    const auto outcome = test::track(asClient().getData(Path("/a")));
    client.reset();
    ASSERT_TRUE(spinUntil([&] { return outcome->has_value(); }));
    EXPECT_EQ((**outcome).error().code, Errc::cancelled);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(Requests, AFloodIsShownInGroupsAndTheOldestAreDropped)
{
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    constexpr int many = 12'000;
    int answered = 0;
    for (int i = 0; i < many; ++i) {
        auto onAnswer = [&](const Result<std::optional<Stat>>&) { ++answered; };
        QCoro::connect(asClient().exists(Path("/a")), client.get(), onAnswer);
    }
    ASSERT_TRUE(spinUntil([&] { return answered == many; }));
    ASSERT_TRUE(shows(static_cast<int>(RequestsModel::maxRequests)));
    EXPECT_LT(inserted.count(), 200);
}

TEST_F(Requests, ViewCopiesTheLineFiltersPausesAndGoesToTheNode)
{
    (void)await(asClient().getData(Path("/a")));
    (void)await(asClient().setData(Path("/a"), toBytes("two"), 0));
    (void)await(asClient().remove(Path("/none")));
    ASSERT_TRUE(shows(3));
    BottomPanel panel;
    EventsModel events(client.get());
    auto* requests = new RequestsView(&model);
    panel.addPage(new EventsView(&events));
    panel.addPage(requests);
    panel.resize(1084, 214);
    panel.show();
    EXPECT_FALSE(requests->isVisible());
    QTest::mouseClick(requests->tab(), Qt::LeftButton);
    ASSERT_TRUE(requests->isVisible());
    test::picture(panel, "requests");
    QSignalSpy activated(requests, &RequestsView::pathActivated);
    requests->table()->selectRow(1);
    QTest::keyClick(requests->table(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), "set -v 0 /a two");
    QTest::keyClick(requests->table(), Qt::Key_Return);
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].value<Path>(), Path("/a"));
    auto* pause = panel.findChild<QToolButton*>(QStringLiteral("pauseRequests"));
    QTest::mouseClick(pause, Qt::LeftButton);
    (void)await(asClient().getData(Path("/a")));
    EXPECT_EQ(model.rowCount(), 3);
    QTest::mouseClick(pause, Qt::LeftButton);
    EXPECT_EQ(model.rowCount(), 4);
}

TEST_F(Requests, AnExportHoldsTheNewestToo)
{
    RequestsView view(&model);
    QTemporaryDir folder;
    const auto exported = [&] {
        const QString name = folder.filePath(QStringLiteral("requests.csv"));
        view.exportTo(name);
        QFile file(name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    };
    (void)await(asClient().getData(Path("/a")));
    (void)await(asClient().setData(Path("/a"), toBytes("two"), 0));
    EXPECT_EQ(model.rowCount(), 0) << "they wait for their group";
    EXPECT_THAT(exported(), AllOf(HasSubstr("get -s /a"), HasSubstr("set -v 0 /a two")));
    EXPECT_EQ(model.rowCount(), 2);
    model.setPaused(true);
    (void)await(asClient().remove(Path("/none")));
    EXPECT_THAT(exported(), Not(HasSubstr("/none"))) << "held back by whoever paused it";
    model.setPaused(false);
    EXPECT_THAT(exported(), HasSubstr("/none"));
}

} // namespace
} // namespace zs::ui
