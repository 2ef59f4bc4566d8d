// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_launch_control.h"
#include "tests/support/installed_theme.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/status_strip.h"
#include "ui/node/node_controller.h"

#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::ui {

/// The whole window, on clients without a server; see the last one in `m_fake`.
class MainWindowTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_languages.setCurrent(QStringLiteral("en"));
        m_window = makeWindow();
    }
    void TearDown() override
    {
        m_window.reset();
        m_languages.setCurrent(QStringLiteral("en"));
    }

    std::unique_ptr<MainWindow> makeWindow()
    {
        auto factory = [this](ClientOptions options) -> std::unique_ptr<Client> {
            m_asked.push_back(std::move(options));
            auto client = std::make_unique<test::FakeClient>();
            client->put(Path("/config/app"), "hello");
            client->put(Path("/config/db"), "{}");
            client->put(Path("/brokers/ids/1001"), "x");
            m_fake = client.get();
            return client;
        };
        auto window = std::make_unique<MainWindow>(
            MainWindow::Parts{factory, &m_launch, &m_languages, &m_settings});
        window->resize(1440, 900);
        window->show();
        QApplication::setActiveWindow(window.get());
        return window;
    }

    void connectTo(const QString& servers)
    {
        ConnectionProfile profile;
        profile.name = QStringLiteral("payments-prod");
        profile.servers = servers;
        profile.environment = Environment::production;
        m_window->openConnection(profile);
        m_fake->setState(SessionState::connected);
        ASSERT_TRUE(test::spinUntil([&] { return !shownPath().empty(); }));
    }

    std::string shownPath() const
    {
        const NodeController* node = m_window->workspace()->controller();
        return node->phase() == NodePhase::ready ? node->path().text() : std::string();
    }

    void go(const char* path)
    {
        m_window->workspace()->goTo(Path(path));
        ASSERT_TRUE(test::spinUntil([&] { return shownPath() == path; })) << shownPath();
    }

    template <class T>
    T* find(const QString& name) const
    {
        T* widget = m_window->findChild<T*>(name);
        EXPECT_NE(widget, nullptr) << name.toStdString();
        return widget;
    }
    QString status(const char* name) const
    {
        return find<StatusEntry>(QLatin1String(name))->text();
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
    Languages m_languages;
    test::FakeLaunchControl m_launch;
    std::vector<ClientOptions> m_asked;
    test::FakeClient* m_fake = nullptr;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace zs::ui
