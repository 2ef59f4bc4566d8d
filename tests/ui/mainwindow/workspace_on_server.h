// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/await.h"
#include "tests/support/both_servers.h"
#include "tests/support/fake_launch_control.h"
#include "tests/support/installed_theme.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/status_strip.h"
#include "ui/node/data_editor.h"
#include "ui/node/node_controller.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

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
        startConsole(&m_settings);
    }
    void TearDown() override
    {
        m_window.reset(); // Before the servers and proxies that the test made.
    }
    /// A new window in place of the old one, as the next run of the program has it, or another
    /// person's program with other `settings`.
    void startConsole(Settings* settings, SecretStore* keychain = nullptr)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{&Client::connectTo, &m_launch, &m_languages, settings, keychain, 100,
                false, m_folder.filePath(QStringLiteral("journal")), &askRoleBySrvr});
        m_window->resize(1440, 900);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
    }
    Path below(const std::string& name) const { return Path(m_root.text() + "/" + name); }
    /// A node below the test's own, written by somebody else.
    void put(const std::string& name, std::string_view data, std::vector<Acl> acl = openAcl())
    {
        const Path path = name.empty() ? m_root : below(name);
        ASSERT_TRUE(test::await(m_other->create(path, toBytes(data), CreateMode::persistent, acl)))
            << path.text();
    }
    void connectWindow()
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(address());
        m_window->openConnection(profile); // Its place of the last time, or the root.
        ASSERT_TRUE(test::spinUntil([&] { return node()->phase() == NodePhase::ready; }));
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
    static T* findIn(const QWidget* parent, const char* name)
    {
        T* widget = parent->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    template <class T>
    T* find(const char* name) const
    {
        return findIn<T>(m_window.get(), name);
    }
    /// Presses a button as soon as it can be pressed.
    void click(const char* name, const QWidget* in = nullptr)
    {
        auto* button = findIn<QAbstractButton>(in ? in : m_window.get(), name);
        ASSERT_NE(button, nullptr);
        ASSERT_TRUE(test::spinUntil([&] { return button->isEnabled(); })) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Keys where the focus is, as a keyboard sends them.
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        if (!QApplication::activeWindow()) // A dialog was it; no window manager gives it back.
            QApplication::setActiveWindow(m_window.get());
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), Qt::Key(key), modifiers);
    }
    NodeController* node() const { return m_window->workspace()->controller(); }
    DataEditor* editor() const { return find<DataEditor>("dataEditor"); }
    std::string shownText() const { return std::string(zs::textOf(editor()->data())); }
    std::string status(const char* name) const
    {
        return find<StatusEntry>(name)->text().toStdString();
    }
    /// What the server has, as somebody else reads it.
    std::string stored(const Path& path)
    {
        const auto answer = test::await(m_other->getData(path));
        return answer && answer->data ? std::string(zs::textOf(*answer->data)) : "(none)";
    }
    /// What a file dialog is answered with as soon as it is open.
    void answerFileDialog(const QString& file)
    {
        auto* look = new QTimer(m_window.get());
        QObject::connect(look, &QTimer::timeout, m_window.get(), [look, file] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            look->deleteLater();
            dialog->selectFile(file);
            static_cast<QDialog*>(dialog)->accept();
        });
        look->start(0);
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
    Languages m_languages;
    test::FakeLaunchControl m_launch;
    std::unique_ptr<Client> m_other;
    std::unique_ptr<MainWindow> m_window;
    Path m_root;
};

} // namespace zs::ui
