// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/common/banner.h"
#include "ui/common/settings.h"
#include "ui/common/text_label.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/node/node_view.h"

#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPointer>

#include <functional>

namespace zs::ui {

/// The connections of a window on a real server, made as a user makes them: in their dialog.
class ConnectionsOnServer : public WorkspaceOnServer {
protected:
    enum class Page { servers, identities, tls, ssh, safety };

    QDialog* openDialog()
    {
        click("newConnection");
        return find<QDialog>("connectDialog");
    }
    static void showPage(QDialog* dialog, Page page)
    {
        auto* list = findIn<QListWidget>(dialog, "connectionPages");
        const QRect item = list->visualItemRect(list->item(int(page)));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, item.center());
    }
    static void type(const QWidget* dialog, const char* field, const std::string& text)
    {
        auto* line = findIn<QLineEdit>(dialog, field);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, QString::fromStdString(text));
    }
    /// Types the servers and what `more` types, and presses Connect.
    void connectTo(const std::string& servers, const std::function<void(QDialog*)>& more = {})
    {
        QDialog* dialog = openDialog();
        type(dialog, "servers", servers);
        if (more)
            more(dialog);
        click("connect", dialog);
        ASSERT_TRUE(test::spinUntil([&] { return m_window->workspace() != nullptr; }));
    }
    /// What Test says once it has ended.
    std::string outcomeOfTest(QDialog* dialog)
    {
        auto* button = findIn<QAbstractButton>(dialog, "testConnection");
        click("testConnection", dialog);
        EXPECT_TRUE(test::spinUntil([&] { return button->isEnabled(); }));
        const auto* problem = findIn<Note>(dialog, "testProblem");
        return findIn<TextLabel>(dialog, "testOutcome")->text().toStdString()
            + (problem->isVisible() ? "\n" + problem->text().toStdString() : std::string());
    }
    /// Opens a saved connection from the start page: a click on its row, and Enter.
    void openRow(int row)
    {
        auto* list = find<QListView>("connections");
        const QModelIndex index = list->model()->index(row, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        QTest::keyClick(list, Qt::Key_Return);
    }
    /// What its tab Watches tells of the sessions that watch the shown node, by wchp.
    std::string watchersOfShownNode()
    {
        m_window->findChild<NodeView*>()->showTab(NodeView::Tab::watches);
        click("askWatchers");
        EXPECT_TRUE(test::spinUntil([&] { return find<QWidget>("askWatchers")->isEnabled(); }));
        std::string told = find<Note>("watchersNote")->text().toStdString();
        const auto* list = find<QListWidget>("otherWatchers");
        for (int row = 0; row < list->count(); ++row)
            told += "\n" + list->item(row)->text().toStdString();
        return told;
    }
    SessionBanner* banner() const { return find<SessionBanner>("sessionBanner"); }
    const SessionStatus session() const { return m_window->workspace()->client()->status(); }
    bool isConnected() const { return session().state == SessionState::connected; }
    /// The file of the settings as it is on disk.
    static std::string written(Settings& settings)
    {
        settings.sync();
        QFile file(settings.fileName());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    }
};

} // namespace zs::ui
