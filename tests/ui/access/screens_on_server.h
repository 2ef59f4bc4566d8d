// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/picture.h"
#include "tests/ui/access/focus_check.h"
#include "tests/ui/access/screen_check.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/mainwindow/action_registry.h"

#include <QPointer>

#include <algorithm>
#include <map>

namespace zs::ui {

/// Where the focus is when a dialog opens: in the first field that one fills in, or, where nothing
/// is to be filled in or Enter must do no harm, at the button that does none.
inline const std::map<std::string, std::string> firstFocus{{"connect", "servers"},
    {"edit connection", "connectionName"}, {"remove connection", "cancel"},
    {"preferences", "preferPage"}, {"keys", "cancel"}, {"password", "password"},
    {"add identity", "identityUser"}, {"new node", "newNodeName"}, {"delete", "cancel"},
    {"delete on production", "deleteConfirm"}, {"duplicate", "transferTarget"},
    {"move", "transferTarget"}, {"move several", "transfersTarget"},
    {"duplicate several", "transfersTarget"}, {"session", "cancel"},
    {"subtree", "measureRate"}, {"quota", "quotaCount"}, {"add principal", "schemes"},
    {"lock-out", "keepAdmin"}, {"conflict", "cancel"}, {"unsaved edits", "cancel"},
    {"unlock", "unlock"}, {"unlock production", "connectionNameTyped"},
    {"session by keys", "cancel"}, {"bookmark", "bookmarkName"}};

/// A window on a real server whose screens are checked, one after the other.
class ScreensOnServer : public RowsOnServer {
protected:
    void SetUp() override
    {
        RowsOnServer::SetUp();
        if (!isReady())
            return;
        m_window->resize(1280, 720);
        m_data = {QStringLiteral("# checkWatches; zkCli has none"), // A line for zkCli.
            QString::fromStdString(address()), QString::fromStdString(m_root.text())};
    }
    void TearDown() override
    {
        RowsOnServer::TearDown();
        m_languages.setCurrent(QStringLiteral("en"));
    }
    /// Until no layout waits for another.
    static void rest()
    {
        for (int round = 0; round < 8; ++round)
            QCoreApplication::processEvents();
    }
    /// What ScreenCheck has against it now, a line each.
    std::vector<std::string> wrongWith(QWidget& window, const char* language) const
    {
        const ScreenCheck check(window, m_data);
        std::vector<std::string> all;
        const auto add = [&all](const char* kind, const std::vector<std::string>& wrong) {
            for (const std::string& each : wrong)
                all.push_back(std::string(kind) + each);
        };
        add("name: ", check.names());
        add("target: ", check.targets());
        add("room: ", check.clipped());
        add("words: ", check.words(QLatin1String(language)));
        return all;
    }
    /// Tab and Shift+Tab through all of it.
    static void goThrough(QWidget& window, const std::string& where)
    {
        QApplication::setActiveWindow(window.window());
        ASSERT_TRUE(test::spinUntil([&] { return window.window()->isActiveWindow(); })) << where;
        for (const std::string& each : FocusCheck(window).wrong())
            ADD_FAILURE() << where << " focus: " << each;
        rest();
    }
    /// Everything that ScreenCheck knows, in both languages, and that FocusCheck does.
    void look(QWidget& window, const std::string& where, bool andGoThrough = true)
    {
        for (const char* language : {"en", "zh_CN"}) {
            m_window->setLanguage(QLatin1String(language));
            rest();
            // Figures of the status bar change meanwhile; a bar folds one round of events later.
            std::vector<std::string> wrong;
            test::spinUntil([&] {
                wrong = wrongWith(window, language);
                return wrong.empty();
            }, std::chrono::seconds(10));
            for (const std::string& each : wrong)
                ADD_FAILURE() << where << " [" << language << "] " << each;
            if (!qEnvironmentVariableIsEmpty("ZS_PICTURES"))
                test::picture(window, ("access-" + fileName(where) + "-" + language).c_str());
        }
        m_window->setLanguage(QStringLiteral("en"));
        rest();
        if (andGoThrough && window.isWindow())
            goThrough(window, where);
    }
    void lookAtWindow(const std::string& where) { look(*m_window, where); }
    /// Looks at the dialog that is open now, and cancels it.
    void lookAtDialog(const std::string& where, const std::function<void(QDialog&)>& more = {})
    {
        QPointer<QDialog> open;
        ASSERT_TRUE(test::spinUntil([&] {
            for (QDialog* each : m_window->findChildren<QDialog*>())
                open = each->isVisible() ? each : open.data();
            return !open.isNull();
        })) << where;
        QApplication::setActiveWindow(open);
        ASSERT_TRUE(test::spinUntil([&] { return open->isActiveWindow(); })) << where;
        ASSERT_TRUE(firstFocus.contains(where)) << where << " is a new dialog";
        const auto start = [&open] {
            const QWidget* focus = open->focusWidget();
            while (focus && focus->objectName().isEmpty()) // A segment of a control.
                focus = focus->parentWidget();
            return focus ? focus->objectName().toStdString() : std::string();
        };
        EXPECT_TRUE(test::spinUntil([&] { return start() == firstFocus.at(where); },
            std::chrono::seconds(10))) << where << " starts at " << start();
        look(*open, where);
        if (more)
            more(*open);
        ASSERT_TRUE(open) << where;
        QTest::keyClick(open, Qt::Key_Escape);
        EXPECT_TRUE(test::spinUntil([&] { return !open || !open->isVisible(); })) << where;
        QApplication::setActiveWindow(m_window.get());
    }
    void run(const char* action)
    {
        WorkspacePage* page = m_window->workspace();
        ActionRegistry* registry = page && page->actions()->find(QLatin1String(action))
            ? page->actions() : m_window->actions();
        ASSERT_TRUE(registry->trigger(QLatin1String(action))) << action;
    }
    void openNode(const std::string& name)
    {
        go(below(name));
        const std::string path = below(name).text();
        ASSERT_TRUE(test::spinUntil([&] { return shows(path) && node()->acl().has_value(); }));
        m_data.insert(QString::fromStdString(path));
        m_data.insert(QString::fromStdString(name));
    }

    static std::string fileName(std::string where)
    {
        std::replace(where.begin(), where.end(), ' ', '-');
        return where;
    }

    std::set<QString> m_data; ///< What people wrote.
};

} // namespace zs::ui
