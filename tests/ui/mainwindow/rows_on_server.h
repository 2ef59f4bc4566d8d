// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/acl/acl_row.h"
#include "ui/common/toast.h"
#include "ui/node/data_editor.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTimer>
#include <QTreeView>

namespace zs::ui {

/// What the tests of single rows of the feature table do with the window's widgets.
class RowsOnServer : public WorkspaceOnServer {
protected:
    Path below(const std::string& name) const { return Path(m_root.text() + "/" + name); }
    NodeController* node() const { return m_window->workspace()->controller(); }
    ZnodeTreeModel* model() const { return m_window->workspace()->treeModel(); }
    QModelIndex row(const Path& path) const { return model()->indexOf(path); }
    QTreeView* tree() const { return find<QTreeView>("znodeTree"); }
    DataEditor* editor() const { return find<DataEditor>("dataEditor"); }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QApplication::setActiveWindow(m_window.get()); // Dialogs have been open meanwhile.
        QTest::keyClick(m_window.get(), Qt::Key(key), modifiers);
    }
    /// Scrolls to a row and clicks it.
    void clickRow(const Path& path)
    {
        tree()->scrollTo(row(path));
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {},
            tree()->visualRect(row(path)).center());
    }
    /// Shows a node, and waits until all of it is there.
    void open(const Path& path)
    {
        go(path);
        ASSERT_TRUE(test::spinUntil([&] {
            return shows(path.text()) && node()->acl().has_value();
        })) << path.text();
    }
    void click(const char* name, QWidget* in = nullptr)
    {
        auto* button = (in ? in : m_window.get())->findChild<QAbstractButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(test::spinUntil([&] { return button->isVisible() && button->isEnabled(); }))
            << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(QWidget* in, const char* field, const std::string& words)
    {
        auto* line = in->findChild<QLineEdit*>(QLatin1String(field));
        ASSERT_NE(line, nullptr) << field;
        line->selectAll();
        QTest::keyClicks(line, QString::fromStdString(words));
    }
    /// The dialog of a class, as soon as it is open.
    template <class T>
    T* dialog()
    {
        T* found = nullptr;
        test::spinUntil([&] {
            for (T* each : m_window->findChildren<T*>())
                found = each->isVisible() ? each : found;
            return found != nullptr;
        });
        EXPECT_NE(found, nullptr);
        return found;
    }
    /// Presses a button of a dialog, and waits until the dialog is gone.
    void finish(QDialog* dialog, const char* name)
    {
        const QPointer<QDialog> open(dialog);
        click(name, dialog);
        ASSERT_TRUE(test::spinUntil([&] { return !open; })) << name;
    }
    std::string toast() const
    {
        const auto* toast = m_window->workspace()->findChild<Toast*>();
        return toast && toast->isVisible() ? toast->text().toStdString() : std::string();
    }
    std::vector<AclRow*> aclRows() const
    {
        std::vector<AclRow*> shown;
        for (AclRow* row : m_window->findChildren<AclRow*>()) {
            if (row->isVisible())
                shown.push_back(row);
        }
        return shown;
    }
    std::vector<Acl> storedAcl(const Path& path)
    {
        const auto answer = test::await(m_other->getAcl(path));
        return answer ? answer->acl : std::vector<Acl>();
    }
    std::string stored(const Path& path)
    {
        const auto answer = test::await(m_other->getData(path));
        return answer && answer->data ? std::string(zs::textOf(*answer->data)) : "(none)";
    }
    static std::string cell(const QAbstractItemModel* table, int line, int column)
    {
        return table->index(line, column).data().toString().toStdString();
    }
    /// The names of a loaded level, in the order of its rows.
    std::vector<std::string> rowsOf(const Path& path) const
    {
        std::vector<std::string> names;
        const QModelIndex parent = row(path);
        for (int i = 0; i < model()->rowCount(parent); ++i)
            names.push_back(model()->index(i, 0, parent).data().toString().toStdString());
        return names;
    }
    /// Clicks an entry of the menu that the next event opens.
    void chooseSoon(const char* entry)
    {
        QTimer::singleShot(0, m_window.get(), [entry] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr) << entry;
            auto* action = menu->findChild<QAction*>(QLatin1String(entry));
            EXPECT_NE(action, nullptr) << entry;
            if (action)
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            menu->close();
        });
    }
};

} // namespace zs::ui
