// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/await.h"
#include "tests/support/both_servers.h"
#include "tests/support/fake_launch_control.h"
#include "tests/support/installed_theme.h"
#include "ui/mainwindow/main_window.h"
#include "ui/node/node_controller.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace zs::ui {

/// The whole window on a real server, ours or Apache's. Each test has a node of its own, `m_root`,
/// and a second client, `m_other`, for what somebody else does.
class WorkspaceOnServer : public test::OnBothServers {
protected:
    void SetUp() override
    {
        OnBothServers::SetUp();
        if (!isReady())
            return;
        m_languages.setCurrent(QStringLiteral("en"));
        ClientOptions options;
        options.servers = *ConnectString::parse(address());
        m_other = Client::connectTo(options);
        m_root = ownNode();
        put("", "root");
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{&Client::connectTo, &m_launch, &m_languages, &m_settings});
        m_window->resize(1440, 900);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
    }
    /// A node below the test's own, written by somebody else.
    void put(const std::string& name, std::string_view data, std::vector<Acl> acl = openAcl())
    {
        const Path path = name.empty() ? m_root : Path(m_root.text() + "/" + name);
        ASSERT_TRUE(test::await(m_other->create(path, toBytes(data), CreateMode::persistent, acl)))
            << path.text();
    }
    void connectWindow()
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(address());
        m_window->openConnection(profile);
        ASSERT_TRUE(test::spinUntil([&] { return shows("/"); }));
    }
    bool shows(const std::string& path) const
    {
        const NodeController* node = m_window->workspace()->controller();
        return node->phase() == NodePhase::ready && node->path().text() == path;
    }
    void go(const Path& path)
    {
        m_window->workspace()->goTo(path);
        ASSERT_TRUE(test::spinUntil(
            [&] { return m_window->workspace()->controller()->path() == path; }));
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
    QSettings m_settings{m_folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Languages m_languages;
    test::FakeLaunchControl m_launch;
    std::unique_ptr<Client> m_other;
    std::unique_ptr<MainWindow> m_window;
    Path m_root;
};

} // namespace zs::ui
