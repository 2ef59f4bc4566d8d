// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/node/on_server.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/node/data_editor.h"
#include "ui/node/decode_bar.h"
#include "ui/node/encoding_button.h"
#include "ui/node/hex_view.h"
#include "ui/node/image_view.h"
#include "ui/node/node_view.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>

namespace zs::test {

/// The tab "Data" of nodes on a real server, ours and Apache's, through its widgets.
class DataOnServer : public OnServer {
protected:
    void SetUp() override
    {
        OnServer::SetUp();
        if (IsSkipped() || HasFatalFailure())
            return;
        view = std::make_unique<ui::NodeView>(node.get(), new QLabel(QStringLiteral("ACL")));
        view->resize(820, 560);
        view->show();
        view->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(view.get()));
        editor = view->findChild<ui::DataEditor*>();
        bar = view->findChild<ui::DecodeBar*>();
        hexView = view->findChild<ui::HexView*>();
    }
    void TearDown() override
    {
        view.reset();
        OnServer::TearDown();
    }
    Path put(const char* name, const Bytes& stored)
    {
        const Path path = root.child(name);
        EXPECT_TRUE(await(other->create(path, stored)).has_value());
        return path;
    }
    void open(const Path& path)
    {
        node->open(path);
        ASSERT_TRUE(spinUntil([&] {
            return node->phase() == ui::NodePhase::ready && node->path() == path && node->acl();
        }));
    }
    Path putAndOpen(const char* name, const Bytes& stored)
    {
        const Path path = put(name, stored);
        open(path);
        return path;
    }
    /// The picture of the shown node, when it was decoded.
    ui::ImageView* picture()
    {
        auto* shown = view->findChild<ui::ImageView*>();
        EXPECT_TRUE(spinUntil([&] { return !shown->isReading(); }));
        return shown;
    }
    Bytes bytesOf(const Path& path)
    {
        const auto answer = await(other->sync(path)) ? await(other->getData(path)) : failed();
        return answer && answer->data ? *answer->data : toBytes("(none)");
    }
    static Result<DataResponse> failed() { return failure(Errc::io, "no sync"); }
    std::string text() { return std::string(zs::textOf(editor->data())); }
    void type(const QString& keys)
    {
        QTest::keyClick(editor, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClicks(editor, keys);
    }
    void paste(const QString& characters) // As an input method would, which keys cannot.
    {
        QApplication::clipboard()->setText(characters);
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
    }
    void save()
    {
        click(*view, "save");
        ASSERT_TRUE(spinUntil([&] { return !node->isSaving() && !node->isDirty(); }));
    }
    /// Chooses an entry of the footer's menu with the mouse.
    void choose(const char* submenu, const char* entry)
    {
        click(*view, "encoding");
        auto* menu = view->findChild<QMenu*>("encodingMenu");
        ASSERT_TRUE(spinUntil([&] { return menu->isVisible(); }));
        if (submenu) {
            auto* inner = menu->findChild<QMenu*>(QLatin1String(submenu));
            ASSERT_NE(inner, nullptr);
            const QPoint at = menu->actionGeometry(inner->menuAction()).center();
            QTest::mouseClick(menu, Qt::LeftButton, {}, at);
            ASSERT_TRUE(spinUntil([&] { return inner->isVisible(); }));
            menu = inner;
        }
        auto* action = menu->findChild<QAction*>(QLatin1String(entry));
        ASSERT_NE(action, nullptr) << entry;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        ASSERT_TRUE(spinUntil([&] { return !menu->isVisible(); }));
    }
    void chooseFormat(const char* word)
    {
        for (auto* one : view->findChild<ui::SegmentedControl*>("formats")
                             ->findChildren<QAbstractButton*>()) {
            if (one->text() == QLatin1String(word))
                return QTest::mouseClick(one, Qt::LeftButton);
        }
        FAIL() << word;
    }
    std::string hint()
    {
        return view->findChild<ui::TextLabel*>("formatHint")->text().toStdString();
    }
    QString encoding() { return view->findChild<ui::EncodingButton*>()->text(); }
    std::string changes()
    {
        return view->findChild<ui::TextLabel*>("dataChanges")->text().toStdString();
    }

    std::unique_ptr<ui::NodeView> view;
    ui::DataEditor* editor = nullptr;
    ui::DecodeBar* bar = nullptr;
    ui::HexView* hexView = nullptr;
};

} // namespace zs::test
