// SPDX-License-Identifier: GPL-3.0-or-later
// The window as the pictures of the design show it: the same nodes, the same state, the same size.
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_launch_control.h"
#include "tests/support/picture.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/main_window.h"
#include "ui/node/node_controller.h"

#include <QAction>
#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using test::spinUntil;

constexpr auto gatewayNode = "/config/payments/gateway.json";
constexpr auto gateway = R"({
  "service": "payments-gateway",
  "revision": 241,
  "upstreams": [
    { "host": "pg-1.pay.internal", "port": 8443, "weight": 70 },
    { "host": "pg-2.pay.internal", "port": 8443, "weight": 20 }
  ],
  "timeouts": {
    "connect_ms": 250,
    "read_ms": 1200,
    "retry": true
  },
  "circuit_breaker": {
    "error_rate": 0.05,
    "window_s": 30
  },
  "features": ["3ds2", "wallet", "分期付款"]
})";

class DesignPictures : public testing::Test {
protected:
    void SetUp() override
    {
        m_languages.setCurrent(QStringLiteral("en"));
        auto factory = [this](ClientOptions) -> std::unique_ptr<Client> {
            auto client = std::make_unique<test::FakeClient>();
            m_fake = client.get();
            fill();
            return client;
        };
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{factory, &m_launch, &m_languages, &m_settings});
        m_window->resize(1440, 900);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
    }
    void TearDown() override
    {
        m_window.reset();
        m_languages.setCurrent(QStringLiteral("en"));
    }

    void fill()
    {
        for (const char* path :
            {"/admin/a", "/admin/b", "/brokers/ids", "/brokers/seqid", "/brokers/topics/x",
                "/config/payments/keys", "/config/payments/limits.yaml",
                "/config/payments/routes.xml", "/config/topics/t", "/config/users/u",
                "/consumers/c", "/controller_epoch", "/leases", "/sessions/s"})
            m_fake->put(Path(path), "x");
        m_fake->put(Path(gatewayNode), gateway);
        for (const char* path : {"/brokers/ids/1001", "/brokers/ids/1002", "/brokers/ids/1003",
                 "/controller", "/leases/settle-0000000041", "/leases/settle-0000000042",
                 "/leases/settle-0000000045"})
            QCoro::connect(m_fake->create(Path(path), toBytes("x"), CreateMode::ephemeral), m_fake,
                [](const auto&) {});
        m_fake->failOn(Path("/config/payments/keys"), Errc::noAuth);
        m_fake->failOn(Path("/config/users"), Errc::noAuth);
    }

    void open()
    {
        ConnectionProfile profile;
        profile.name = QStringLiteral("payments-prod");
        profile.servers = QStringLiteral("zk-1.pay.internal:2181");
        profile.environment = Environment::production;
        m_window->openConnection(profile);
        SessionStatus status = m_fake->status();
        status.state = SessionState::connected;
        status.server = Endpoint{"zk-2.pay.internal", 2181};
        status.sessionId = SessionId(0x2000f3a1c9d0004);
        m_fake->setStatus(status);
        ASSERT_TRUE(spinUntil([&] { return shownPath() == "/"; }));
    }
    std::string shownPath() const
    {
        const NodeController* node = m_window->workspace()->controller();
        return node->phase() == NodePhase::ready ? node->path().text() : std::string();
    }
    void go(const char* path)
    {
        m_window->workspace()->goTo(Path(path));
        ASSERT_TRUE(spinUntil([&] { return shownPath() == path; })) << shownPath();
    }
    void openAsInThePicture()
    {
        open();
        for (const char* path : {"/brokers/ids/1001", "/leases/settle-0000000041", gatewayNode})
            go(path);
        ASSERT_TRUE(spinUntil([&] { return m_fake->pendingCount() == 0; }));
    }
    /// Where a widget stands in the window.
    QRect at(const char* name) const
    {
        const auto* widget = find<QWidget>(name);
        return {widget->mapTo(m_window.get(), QPoint()), widget->size()};
    }
    template <class T>
    T* find(const char* name) const
    {
        T* widget = m_window->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
    Languages m_languages;
    test::FakeLaunchControl m_launch;
    test::FakeClient* m_fake = nullptr;
    std::unique_ptr<MainWindow> m_window;
};

/// Figures measured in the picture, which the design allows to miss by 2 px.
TEST_F(DesignPictures, WorkspaceHasTheMeasuresOfItsPicture)
{
    openAsInThePicture();
    test::picture(*m_window, "design-02-workspace");
    EXPECT_EQ(at("nodeHeader").top(), 44);
    EXPECT_EQ(at("nodeHeader").height(), 36);
    EXPECT_EQ(at("dataTools").top(), 80);
    EXPECT_EQ(at("dataTools").height(), 40);
    EXPECT_NEAR(at("formats").left(), 368, 2);
    EXPECT_NEAR(at("formats").right(), 590, 3);
    const std::pair<const char*, int> tools[]
        = {{"watchNode", 1046}, {"duplicateNode", 1072}, {"deleteNode", 1098}};
    for (const auto& [name, left] : tools) {
        EXPECT_EQ(at(name).size(), QSize(24, 24)) << name;
        EXPECT_NEAR(at(name).left(), left, 2) << name;
    }
    EXPECT_EQ(at("newNode").size(), QSize(28, 28));
    EXPECT_NEAR(at("save").right(), 1143, 2);
    EXPECT_EQ(at("goForward").left() - at("goBack").left(), 24);
}

TEST_F(DesignPictures, NothingOfTheHeaderIsHiddenInASmallWindowInChinese)
{
    openAsInThePicture();
    m_window->findChild<QAction*>(QStringLiteral("language:zh_CN"))->trigger();
    test::picture(*m_window, "design-02-workspace-zh");
    m_window->resize(1280, 720);
    test::picture(*m_window, "design-02-workspace-zh-720");
    for (const char* name : {"watchNode", "duplicateNode", "deleteNode", "toggleInspector"})
        EXPECT_TRUE(find<QWidget>(name)->isVisible()) << name;
    EXPECT_FALSE(find<QWidget>("moreNodeTools")->isVisible());
}

} // namespace
} // namespace zs::ui
