// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/full_disk.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "tests/ui/connections/fake_secrets.h"
#include "ui/common/settings.h"
#include "ui/connections/connection_delegate.h"
#include "ui/connections/connection_list.h"
#include "ui/connections/remove_connection_dialog.h"
#include "ui/connections/secrets.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCoroTask>
#include <QFileDialog>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace zs::ui {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class Connections : public testing::Test {
protected:
    static ConnectionProfile profile(const QString& servers)
    {
        return {servers, servers, std::chrono::seconds(30), Environment::none,
            QDateTime::currentDateTime()};
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
};

TEST_F(Connections, AreKeptBetweenRunsNewestFirst)
{
    ConnectionProfile second = profile(QStringLiteral("b:2181/app"));
    second.environment = Environment::production;
    second.sessionTimeout = std::chrono::seconds(12);
    second.lastUsed.setTime(QTime(14, 2));
    {
        ConnectionStore store(&m_settings);
        store.remember(profile(QStringLiteral("a:2181")));
        second = store.save(second);
    }
    const ConnectionStore again(&m_settings);
    ASSERT_EQ(again.profiles().size(), 2);
    EXPECT_EQ(again.profiles()[0], second);
    EXPECT_EQ(again.profiles()[1].servers, QStringLiteral("a:2181"));
}

TEST_F(Connections, SameServersTakeOnePlace)
{
    ConnectionStore store(&m_settings);
    store.remember(profile(QStringLiteral("a:2181")));
    store.remember(profile(QStringLiteral("b:2181")));
    store.remember(profile(QStringLiteral("a:2181")));
    ASSERT_EQ(store.profiles().size(), 2);
    EXPECT_EQ(store.profiles()[0].servers, QStringLiteral("a:2181"));
    store.forget(store.profiles()[0].id);
    EXPECT_EQ(store.profiles().size(), 1);
}

TEST_F(Connections, OpeningByServersAloneUsesWhatWasSavedOfThem)
{
    ConnectionStore store(&m_settings);
    ConnectionProfile saved = profile(QStringLiteral("a:2181"));
    saved.name = QStringLiteral("payments");
    saved.openReadOnly = true;
    saved.digestUsers = {QStringLiteral("ops")};
    store.save(saved);
    const ConnectionProfile opened = store.remember({.servers = QStringLiteral("a:2181")});
    EXPECT_EQ(opened.name, QStringLiteral("payments"));
    EXPECT_TRUE(opened.openReadOnly);
    EXPECT_EQ(opened.digestUsers, saved.digestUsers);
    EXPECT_EQ(store.profiles().size(), 1);
}

TEST_F(Connections, SavingAgainKeepsThePlaceAndTheId)
{
    ConnectionStore store(&m_settings);
    ConnectionProfile first = store.save(profile(QStringLiteral("a:2181")));
    store.save(profile(QStringLiteral("b:2181")));
    first.servers = QStringLiteral("c:2181");
    EXPECT_EQ(store.save(first).id, first.id);
    ASSERT_EQ(store.profiles().size(), 2);
    EXPECT_EQ(store.profiles()[1].servers, QStringLiteral("c:2181"));
}

TEST_F(Connections, SpoiltSettingsAreLeftOut)
{
    const char* const entries[] = {R"({"servers":"no port:xyz"})", "not even JSON",
        R"({"servers":"late:2181","sessionTimeoutMs":-5})", R"({"servers":"ok:2181"})",
        R"({"servers":"odd:2181","environment":"moon"})"};
    {
        QSettings before(m_settings.fileName(), QSettings::IniFormat); // As older versions wrote.
        before.beginWriteArray(QStringLiteral("connections"), int(std::size(entries)));
        for (int index = 0; index < int(std::size(entries)); ++index) {
            before.setArrayIndex(index);
            before.setValue(QStringLiteral("profile"), QLatin1String(entries[index]));
        }
        before.endArray();
    }
    Settings settings(m_settings.fileName());
    const ConnectionStore store(&settings);
    ASSERT_EQ(store.profiles().size(), 1);
    EXPECT_EQ(store.profiles()[0].servers, QStringLiteral("ok:2181"));
    EXPECT_FALSE(store.profiles()[0].id.isEmpty());
}

TEST_F(Connections, FilterLooksAtNamesHostsAndEnvironments)
{
    ConnectionStore store(&m_settings);
    ConnectionProfile prod = profile(QStringLiteral("zk-1:2181"));
    prod.environment = Environment::production;
    store.remember(prod);
    store.remember(profile(QStringLiteral("other:2181")));
    ConnectionListModel model(&store);
    const QAbstractItemModelTester tester(&model);
    model.setFilter(QStringLiteral("PROD"));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.profileAt(0).servers, QStringLiteral("zk-1:2181"));
    model.setFilter(QStringLiteral("other"));
    EXPECT_EQ(model.rowCount(), 1);
    model.setFilter(QStringLiteral("nothing"));
    EXPECT_EQ(model.rowCount(), 0);
}

class ConnectionListTest : public Connections {
protected:
    void SetUp() override
    {
        m_store.remember(profile(QStringLiteral("a:2181")));
        m_store.remember(profile(QStringLiteral("b:2181")));
        m_list.resize(868, 600);
        m_list.show();
    }

    QRect row(int index) const { return view()->visualRect(view()->model()->index(index, 0)); }
    QListView* view() const { return m_list.view(); }

    ConnectionStore m_store{&m_settings};
    ConnectionList m_list{&m_store};
    QSignalSpy m_opened{&m_list, &ConnectionList::openRequested};
};

TEST_F(ConnectionListTest, EnterDoubleClickAndButtonOpen)
{
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Down);
    QTest::keyClick(view(), Qt::Key_Return);
    ASSERT_EQ(m_opened.count(), 1);
    EXPECT_EQ(m_opened[0][0].value<ConnectionProfile>().servers, QStringLiteral("a:2181"));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, row(0).center());
    EXPECT_EQ(m_opened.count(), 1);
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {},
        ConnectionDelegate::openRect(row(0)).center());
    ASSERT_EQ(m_opened.count(), 2);
    EXPECT_EQ(m_opened[1][0].value<ConnectionProfile>().servers, QStringLiteral("b:2181"));
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, row(1).center());
    QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, row(1).center());
    EXPECT_EQ(m_opened.count(), 3);
}

TEST_F(ConnectionListTest, DeleteAsksAndOnlyItsButtonForgetsTheRow)
{
    QSignalSpy removed(&m_list, &ConnectionList::removed);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Delete);
    auto* dialog = m_list.findChild<RemoveConnectionDialog*>();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClick(dialog, Qt::Key_Return);
    EXPECT_EQ(m_store.profiles().size(), 2) << "Enter must not remove anything";
    QTest::keyClick(view(), Qt::Key_Delete);
    QPushButton* remove = nullptr;
    for (QWidget* shown : QApplication::topLevelWidgets()) {
        if (shown->isVisible() && !remove)
            remove = shown->findChild<QPushButton*>(QStringLiteral("removeConnection"));
    }
    ASSERT_NE(remove, nullptr);
    QTest::mouseClick(remove, Qt::LeftButton);
    EXPECT_EQ(removed.count(), 1);
    ASSERT_EQ(m_store.profiles().size(), 1);
    EXPECT_EQ(m_store.profiles()[0].servers, QStringLiteral("a:2181"));
}

TEST_F(ConnectionListTest, GroupsStandUnderTheirHeading)
{
    ConnectionProfile grouped = profile(QStringLiteral("z:2181"));
    grouped.group = QStringLiteral("Payments");
    grouped.environment = Environment::production;
    grouped.openReadOnly = true;
    grouped.tls = {.on = true, .certificateFile = QStringLiteral("c.pem")};
    m_store.save(grouped);
    grouped.servers = QStringLiteral("y:2181");
    grouped.openReadOnly = false;
    grouped.tls = {};
    grouped.digestUsers = {QStringLiteral("ops")};
    m_store.save(grouped);
    const QAbstractItemModel* model = view()->model();
    ASSERT_EQ(model->rowCount(), 4);
    const auto heading = [&](int index) {
        return model->index(index, 0).data(ConnectionListModel::HeadingRole).toString();
    };
    EXPECT_EQ(heading(0), QString());
    EXPECT_EQ(heading(2), QStringLiteral("Payments"));
    EXPECT_EQ(heading(3), QString());
    EXPECT_EQ(row(2).height(), 88);
    EXPECT_EQ(model->index(3, 0).data(ConnectionListModel::AccessRole).toString(),
        QStringLiteral("TLS + x509"));
    test::picture(m_list, "connections-grouped");
}

TEST_F(ConnectionListTest, RowsAre60High)
{
    EXPECT_EQ(row(1).top() - row(0).top(), 60);
}

class ConnectionExport : public ConnectionListTest {
protected:
    void exportTo(const QString& name)
    {
        QTest::mouseClick(
            m_list.findChild<QPushButton*>(QStringLiteral("exportConnections")), Qt::LeftButton);
        const QPointer<QFileDialog> dialog(
            m_list.findChild<QFileDialog*>(QStringLiteral("connectionsFile")));
        ASSERT_FALSE(dialog.isNull());
        dialog->setOption(QFileDialog::DontConfirmOverwrite); // Its question is Qt's.
        dialog->selectFile(name);
        static_cast<QDialog*>(dialog)->accept();
        ASSERT_TRUE(test::spinUntil([&] { return !dialog; }));
    }
    std::string contents() const
    {
        QFile file(m_file);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    }
    const QString m_file = m_folder.filePath(QStringLiteral("all.json"));
    QSignalSpy m_message{&m_list, &ConnectionList::message};
};

TEST_F(ConnectionExport, IsForItsOwnerAloneAlsoOverAFileThatOthersMayRead)
{
    {
        QFile open(m_file);
        ASSERT_TRUE(open.open(QIODevice::WriteOnly));
        open.write("what was there before");
        ASSERT_TRUE(open.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner
            | QFileDevice::ReadGroup | QFileDevice::ReadOther));
    }
    exportTo(m_file);
    struct stat file = {};
    ASSERT_EQ(::stat(m_file.toLocal8Bit().constData(), &file), 0);
    EXPECT_EQ(file.st_mode & 07777, 0600U);
    EXPECT_THAT(contents(),
        AllOf(HasSubstr("a:2181"), HasSubstr("b:2181"), Not(HasSubstr("before"))));
    ASSERT_EQ(m_message.count(), 1);
    EXPECT_EQ(m_message[0][0].value<Role>(), Role::leading);
}

TEST_F(ConnectionExport, HoldsNoSecretOfKeychainOrRun)
{
    ConnectionProfile saved = profile(QStringLiteral("zk-1:2181"));
    saved.digestUsers = {QStringLiteral("ops"), QStringLiteral("eve")};
    saved.tls.on = true;
    saved.tls.keyFile = QStringLiteral("/keys/console.pem");
    saved = m_store.save(saved);
    test::FakeKeychain keychain;
    Secrets secrets(&keychain);
    const Login login{QStringLiteral("digest"), QStringLiteral("ops")};
    const QHash<Login, QString> typed{{login, QStringLiteral("hunter2")}};
    QCoro::waitFor(keepTyped(saved, {}, typed, QStringLiteral("passphrase1"),
        SecretPlace::keychain, &secrets));
    ASSERT_EQ(test::await(knownCredentials(saved, {}, {}, &secrets)).keyPassPhrase, "passphrase1");
    exportTo(m_file);
    EXPECT_THAT(contents(),
        AllOf(HasSubstr("zk-1:2181"), HasSubstr("ops"), HasSubstr("console.pem")));
    EXPECT_THAT(contents(), Not(AnyOf(HasSubstr("hunter2"), HasSubstr("passphrase1"))));
}

TEST_F(ConnectionExport, ThatCannotBeWrittenLeavesTheFileOfBefore)
{
    exportTo(m_file);
    const std::string before = contents();
    m_store.remember(profile(QStringLiteral("later:2181")));
    {
        const test::FullDisk full(64);
        exportTo(m_file);
    }
    ASSERT_EQ(m_message.count(), 2);
    EXPECT_EQ(m_message[1][0].value<Role>(), Role::danger);
    EXPECT_EQ(contents(), before);
    EXPECT_EQ(QDir(m_folder.path()).entryList({QStringLiteral("all.json*")}).size(), 1)
        << "nothing half-written lies about";
}

} // namespace
} // namespace zs::ui
