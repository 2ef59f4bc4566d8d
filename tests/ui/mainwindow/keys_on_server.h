// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/common/action_keys.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/palette_model.h"

#include <QListView>

namespace zs::ui {

/// A window on a real server that is used by keys alone.
class KeysOnServer : public RowsOnServer {
protected:
    /// Where the focus is, as a keyboard does.
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        WorkspaceOnServer::press(key, modifiers);
    }
    void press(const QKeySequence& keys) const
    {
        press(keys[0].key(), keys[0].keyboardModifiers());
    }
    void type(const std::string& text) const
    {
        QWidget* focus = QApplication::focusWidget();
        ASSERT_NE(focus, nullptr) << text;
        QTest::keyClicks(focus, QString::fromStdString(text));
    }
    static bool hasFocus(const char* name)
    {
        const QWidget* focus = QApplication::focusWidget();
        return focus && focus->objectName() == QLatin1String(name);
    }
    /// Tab, until the widget of that name has the focus.
    bool tabTo(const char* name, Qt::KeyboardModifiers with = {}) const
    {
        constexpr int most = 200; // More than any window has.
        for (int step = 0; step < most && !hasFocus(name); ++step)
            press(with ? Qt::Key_Backtab : Qt::Key_Tab, with);
        return hasFocus(name);
    }
    /// By the command palette.
    void runByPalette(const QString& id, const QString& name) const
    {
        press(keyOf("window.palette"));
        auto* palette = find<CommandPalette>("commandPalette");
        ASSERT_TRUE(palette->isVisible());
        QString words = name; // A test types no other letters.
        words.removeIf([](QChar each) { return each.unicode() > 0x7e; });
        type("> " + words.toStdString());
        const auto* list = findIn<QListView>(palette, "paletteRows");
        const int most = palette->model()->rowCount();
        const auto chosen = [&] {
            return list->currentIndex().data(PaletteModel::IdRole).toString();
        };
        for (int step = 0; step < most && chosen() != id; ++step)
            press(Qt::Key_Down);
        ASSERT_EQ(chosen(), id);
        press(Qt::Key_Return);
    }
    /// Goes there by the path bar.
    void visit(const Path& path) const
    {
        press(keyOf("go.path"));
        ASSERT_TRUE(hasFocus("pathLine"));
        press(Qt::Key_A, Qt::ControlModifier);
        type(path.text());
        press(Qt::Key_Return);
        ASSERT_TRUE(test::spinUntil([&] { return shows(path.text()); })) << path.text();
    }
};

} // namespace zs::ui
