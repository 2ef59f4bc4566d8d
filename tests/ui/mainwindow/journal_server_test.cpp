// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of writes on disk: what the window writes on real servers is in it, and no secret.
#include "clientlib/protocol/digest.h"
#include "tests/ui/mainwindow/folder_opener.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/panels/journal_writer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

class JournalOnServers : public RowsOnServer {
protected:
    JournalWriter* journal() const { return m_window->journal(); }
    std::string text() const
    {
        QFile file(journal()->file());
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    /// The lines about a node, the oldest first.
    std::vector<QJsonObject> linesOf(const Path& path) const
    {
        std::vector<QJsonObject> found;
        for (const QByteArray& line : QByteArray::fromStdString(text()).split('\n')) {
            const QJsonObject told = QJsonDocument::fromJson(line).object();
            if (told.value(QStringLiteral("path")).toString().toStdString() == path.text())
                found.push_back(told);
        }
        return found;
    }
    /// The newest line about a node, once there are so many.
    QJsonObject lineOf(const Path& path, std::size_t count)
    {
        EXPECT_TRUE(spinUntil([&] { return linesOf(path).size() == count; })) << text();
        const auto lines = linesOf(path);
        return lines.empty() ? QJsonObject() : lines.back();
    }
    static std::string at(const QJsonObject& line, const char* name)
    {
        return line.value(QLatin1String(name)).toVariant().toString().toStdString();
    }
    void addBob()
    {
        click("addIdentityToRead");
        auto* dialog = find<QDialog>("addIdentityDialog");
        type(dialog, "identityUser", "bob");
        type(dialog, "identityPassword", "sesame");
        const QPointer<QDialog> open(dialog);
        QTest::keyClick(dialog, Qt::Key_Return);
        ASSERT_TRUE(spinUntil([&] { return !open; }));
    }
    void save(const Path& path, const char* words)
    {
        open(path);
        QApplication::setActiveWindow(m_window.get()); // Dialogs have been open meanwhile.
        editor()->setFocus();
        QTest::keyClicks(editor(), QLatin1String(words));
        press(Qt::Key_S, Qt::ControlModifier);
        ASSERT_TRUE(spinUntil([&] {
            return !node()->isDirty() && stored(path).find(words) != std::string::npos;
        }));
    }
    void createApp()
    {
        open(m_root);
        press(Qt::Key_N, Qt::ControlModifier);
        auto* create = dialog<NewNodeDialog>();
        type(create, "newNodeName", "app");
        auto* data = create->findChild<QPlainTextEdit*>(QStringLiteral("newNodeData"));
        QTest::keyClicks(data, QStringLiteral("firstvalue"));
        finish(create, "createNode");
    }
    void openPreferences()
    {
        press(Qt::Key_Comma, Qt::ControlModifier);
        m_preferences = dialog<PreferencesDialog>();
        QApplication::setActiveWindow(m_preferences);
    }
    PreferencesDialog* m_preferences = nullptr;
};

TEST_P(JournalOnServers, WhatTheWindowWritesIsToldWithWhoAndResultAndWithoutSecrets)
{
    const std::vector<Acl> bobs{{perm::all, {"digest", digestId("bob:sesame")}}};
    put("locked", "for bob alone", bobs);
    connectWindow();
    go(below("locked"));
    addBob();
    ASSERT_TRUE(spinUntil([&] { return shows(below("locked").text()); }));
    createApp();
    const Path app = below("app");
    const QJsonObject created = lineOf(app, 1);
    const auto made = await(m_other->exists(app));
    ASSERT_TRUE(made && *made);
    EXPECT_EQ(at(created, "op"), "create2");
    EXPECT_EQ(at(created, "servers"), address());
    EXPECT_EQ(at(created, "zxid"), toHexText((*made)->czxid.value));
    EXPECT_EQ(at(created, "applied"), "yes");
    EXPECT_EQ(created.value(QStringLiteral("bytes")).toInt(), 10);
    EXPECT_EQ(created.value(QStringLiteral("who")).toArray(),
        QJsonArray({QStringLiteral("digest:bob")}));
    const SessionStatus session = m_window->workspace()->client()->status();
    EXPECT_EQ(at(created, "session"), toHexText(session.sessionId.value));
    save(app, "secondvalue");
    const QJsonObject saved = lineOf(app, 2);
    EXPECT_EQ(at(saved, "op"), "setData");
    EXPECT_EQ(saved.value(QStringLiteral("version")).toInt(-1), 0);
    EXPECT_EQ(saved.value(QStringLiteral("newVersion")).toInt(-1), 1);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    finish(dialog<DeleteDialog>(), "deleteNodes");
    const QJsonObject gone = lineOf(app, 3);
    EXPECT_EQ(at(gone, "op"), "delete");
    EXPECT_EQ(at(gone, "result"), "Ok");
    for (const char* secret : {"sesame", "firstvalue", "secondvalue"})
        EXPECT_THAT(text(), Not(HasSubstr(secret)));
    EXPECT_EQ(QFile::permissions(journal()->file()) & (QFile::ReadGroup | QFile::ReadOther),
        QFile::Permissions());
}

TEST_P(JournalOnServers, ItIsSwitchedOffAndOnAndItsFolderOpensFromThePreferences)
{
    put("app", "x");
    connectWindow();
    openPreferences();
    const auto* note = m_preferences->findChild<TextLabel*>(QStringLiteral("journalNote"));
    EXPECT_THAT(note->text().toStdString(), HasSubstr("writes.jsonl"));
    FolderOpener desktop;
    click("openJournal", m_preferences);
    EXPECT_TRUE(desktop.opened.isEmpty()) << "there is none yet";
    click("preferJournal", m_preferences);
    QTest::keyClick(m_preferences, Qt::Key_Escape);
    save(below("app"), "quiet");
    openPreferences();
    click("preferJournal", m_preferences);
    QTest::keyClick(m_preferences, Qt::Key_Escape);
    save(below("app"), "told");
    lineOf(below("app"), 1); // The quiet one came first, and is not in it.
    openPreferences();
    click("openJournal", m_preferences);
    ASSERT_EQ(desktop.opened.size(), 1);
    EXPECT_EQ(desktop.opened[0].toLocalFile(), journal()->folder());
}

TEST_P(JournalOnServers, AJournalThatCannotBeWrittenIsToldAndHindersNoWork)
{
    put("app", "x");
    connectWindow();
    QFile obstacle(journal()->folder()); // A file where its folder should be.
    ASSERT_TRUE(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    save(below("app"), "first");
    const auto toldInWindow = [&] {
        for (const Toast* toast : m_window->findChildren<Toast*>()) {
            if (toast->text().contains(QStringLiteral("journal")))
                return true;
        }
        return false;
    };
    EXPECT_TRUE(spinUntil(toldInWindow));
    openPreferences();
    const auto* note = m_preferences->findChild<TextLabel*>(QStringLiteral("journalNote"));
    EXPECT_THAT(note->text().toStdString(), HasSubstr("cannot be written"));
    QTest::keyClick(m_preferences, Qt::Key_Escape);
    ASSERT_TRUE(obstacle.remove());
    save(below("app"), "second");
    lineOf(below("app"), 2); // The first was kept until now.
}

INSTANTIATE_TEST_SUITE_P(Servers, JournalOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
