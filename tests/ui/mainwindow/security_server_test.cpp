// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile names, data and ids are shown as text everywhere; passwords are kept nowhere.
#include "clientlib/protocol/digest.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "tests/ui/mainwindow/shown_texts.h"
#include "ui/common/message_view.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_view.h"
#include "ui/node/transfer_dialog.h"

#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QListWidget>
#include <QLoggingCategory>
#include <QTableView>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

QString* s_logged = nullptr; ///< While a test listens.

void keepMessage(QtMsgType, const QMessageLogContext&, const QString& text)
{
    if (s_logged)
        *s_logged += text + u'\n';
}

class SecurityOnServers : public RowsOnServer {
protected:
    /// No text that is shown is markup of a server's, nor has it a character that hides or turns.
    static void expectPlain(const char* when)
    {
        int hostile = 0;
        for (const ShownText& shown : ShownTexts().all()) {
            const bool ours = shown.text.contains(QLatin1String("bold"));
            hostile += ours ? 1 : 0;
            EXPECT_FALSE(shown.markup
                && (shown.text.contains(QLatin1String("<b>"))
                    || shown.text.contains(QLatin1String("<img"))))
                << when << ": " << shown.where << ": " << shown.text.toStdString();
            for (const QChar c : shown.text) {
                EXPECT_FALSE(c == QChar(0x202e) || c == QChar(0x200b) || c == QChar(0x1b))
                    << when << ": " << shown.where << ": " << shown.text.toStdString();
            }
        }
        EXPECT_GT(hostile, 0) << when << ": nothing of it was shown";
    }
    void cancel(QDialog* open)
    {
        const QPointer<QDialog> dialog(open);
        QTest::keyClick(open, Qt::Key_Escape);
        ASSERT_TRUE(spinUntil([&] { return !dialog; }));
    }
    /// All files below a folder in one text.
    static std::string filesBelow(const QString& folder)
    {
        std::string all;
        QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
            all += file.fileName().toStdString() + '\n' + file.readAll().toStdString() + '\n';
        }
        return all;
    }
    /// The arguments and the environment of this process and of those that it has started.
    static std::string processes()
    {
        std::string all;
        const QStringList ids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString& id : ids) {
            QFile status(QStringLiteral("/proc/%1/status").arg(id));
            if (!status.open(QIODevice::ReadOnly))
                continue;
            const QByteArray parent
                = "\nPPid:\t" + QByteArray::number(QCoreApplication::applicationPid()) + '\n';
            if (id.toLongLong() != QCoreApplication::applicationPid()
                && !status.readAll().contains(parent))
                continue;
            for (const char* what : {"cmdline", "environ"}) {
                QFile file(QStringLiteral("/proc/%1/%2").arg(id, QLatin1String(what)));
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll().toStdString();
            }
        }
        return all;
    }
    /// By a new connection with one identity.
    void connectAs(const std::string& user, const std::string& password)
    {
        click("newConnection");
        auto* connectDialog = find<QDialog>("connectDialog");
        type(connectDialog, "connectionName", user + "'s");
        type(connectDialog, "servers", address());
        auto* pages = connectDialog->findChild<QListWidget*>(QStringLiteral("connectionPages"));
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, {},
            pages->visualItemRect(pages->item(1)).center());
        type(connectDialog, "identityUser", user);
        type(connectDialog, "identityPassword", password);
        click("addIdentity", connectDialog);
        click("connect", connectDialog);
        ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    }
    /// To the live session, for the node that was refused.
    void addIdentity(const std::string& user, const std::string& password)
    {
        click("addIdentityToRead");
        auto* identity = find<QDialog>("addIdentityDialog");
        type(identity, "identityUser", user);
        type(identity, "identityPassword", password);
        const QPointer<QDialog> asking(identity);
        QTest::keyClick(identity, Qt::Key_Return);
        ASSERT_TRUE(spinUntil([&] { return !asking; }));
    }
    void exportPanel(const char* tab, const char* button, const QString& file)
    {
        click(tab);
        answerFileDialog(file);
        click(button);
        ASSERT_TRUE(spinUntil([&] { return QFile::exists(file); })) << button;
    }
};

TEST_P(SecurityOnServers, HostileNamesDataAndIdsAreTextInEveryView)
{
    const std::string name = "<b>bold<img src=x>\u202egnp.exe\u200b"; // No slash in it.
    const std::string data = "<b>bold</b><img src='file:///etc/passwd'>\x1b[31m\u202e";
    const std::vector<Acl> acl{{perm::all, {"world", "anyone"}},
        {perm::read, {"digest", "<b>bold</b><img src=x>:" + digestId("a:b").substr(2)}}};
    put(name, data, acl);
    put(name + "/" + name, data);
    ConnectionProfile profile;
    profile.name = QStringLiteral("<b>bold</b><img src=x>\u202e");
    profile.servers = QString::fromStdString(address());
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    const Path path = below(name);
    open(path);
    tree()->expand(row(path));
    ASSERT_TRUE(spinUntil([&] { return rowsOf(path).size() == 1; }));
    expectPlain("data");
    for (const auto tab : {NodeView::Tab::acl, NodeView::Tab::children, NodeView::Tab::watches,
             NodeView::Tab::history}) {
        m_window->findChild<NodeView*>()->showTab(tab);
        QApplication::processEvents();
        expectPlain("tab");
    }
    m_window->findChild<NodeView*>()->showTab(NodeView::Tab::data);
    ASSERT_TRUE(await(m_other->setData(path, toBytes(data + "!"), anyVersion)));
    ASSERT_TRUE(spinUntil([&] { return node()->base().stat.version == 1; }));
    for (const char* tab : {"tabEvents", "tabRequests"}) {
        click(tab);
        QApplication::processEvents();
        expectPlain(tab);
    }
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto* create = dialog<NewNodeDialog>();
    expectPlain("new node");
    cancel(create);
    click("duplicateNode");
    auto* copy = dialog<TransferDialog>();
    expectPlain("duplicate");
    cancel(copy);
    click("deleteNode");
    auto* remove = dialog<DeleteDialog>();
    QApplication::processEvents();
    expectPlain("delete");
    cancel(remove);
    // A refusal names the path.
    ASSERT_TRUE(await(m_other->setAcl(path, {{perm::all, {"digest", digestId("b:c")}}},
        anyVersion)));
    m_window->workspace()->refresh();
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    expectPlain("refused");
    // What was deleted is named in banner and events.
    ASSERT_TRUE(await(m_other->addAuth(Identity{"digest", toBytes("b:c")})));
    ASSERT_TRUE(await(m_other->remove(path.child(name))));
    ASSERT_TRUE(await(m_other->remove(path)));
    ASSERT_TRUE(spinUntil([&] { return !row(path).isValid(); }));
    expectPlain("deleted");
}

TEST_P(SecurityOnServers, PasswordsStayOutOfFilesLogsExportsReportsAndProcesses)
{
    const std::string first = "Planted-7f3a";
    const std::string second = "Planted-9b1c";
    put("bobs", "for bob", {{perm::all, {"digest", digestId("bob:" + first)}}});
    put("open", "x");
    QString logged;
    s_logged = &logged;
    QLoggingCategory::setFilterRules(QStringLiteral("zooscope.*=true"));
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);

    connectAs("bob", first);
    open(below("bobs"));
    EXPECT_EQ(shownText(), "for bob");

    // Another identity in the live session.
    put("eves", "for eve", {{perm::all, {"digest", digestId("eve:" + second)}}});
    go(below("eves"));
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    m_window->findChild<NodeView*>()->showTab(NodeView::Tab::data);
    click("errorDetails", find<MessageView>("nodeError"));
    const std::string report = QApplication::clipboard()->text().toStdString();
    addIdentity("eve", second);
    ASSERT_TRUE(spinUntil([&] { return shows(below("eves").text()); }));
    EXPECT_EQ(shownText(), "for eve");

    exportPanel("tabRequests", "exportRequests", m_folder.filePath(QStringLiteral("r.csv")));
    exportPanel("tabEvents", "exportEvents", m_folder.filePath(QStringLiteral("e.csv")));
    std::string shown;
    for (const ShownText& each : ShownTexts().all())
        shown += each.text.toStdString() + '\n';
    const std::string running = processes();
    m_window->disconnectFromServer();
    m_window.reset();
    m_settings.sync();
    qInstallMessageHandler(before);
    s_logged = nullptr;
    QLoggingCategory::setFilterRules(QString());

    const std::string files = filesBelow(m_folder.path());
    EXPECT_THAT(files, HasSubstr("bob")) << "the user is kept, so this looked at the right files";
    EXPECT_THAT(logged.toStdString(), HasSubstr("session")) << "logging was on";
    EXPECT_THAT(shown, HasSubstr("eves")) << "these were the texts of this window";
    for (const std::string& secret : {first, second}) {
        const auto* raw = secret.data();
        const std::string coded
            = QByteArray(raw, qsizetype(secret.size())).toBase64().toStdString();
        for (const std::string& text : {files, logged.toStdString(), report, shown, running}) {
            EXPECT_THAT(text, Not(HasSubstr(secret)));
            EXPECT_THAT(text, Not(HasSubstr(coded)));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Servers, SecurityOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
