// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/free_port.h"
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "tests/ui/connections/fake_secrets.h"
#include "ui/common/banner.h"
#include "ui/common/segmented_control.h"
#include "ui/common/settings.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_label.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/connection_json.h"
#include "ui/connections/connection_store.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::HasSubstr;
using zs::test::await;
using zs::test::spinUntil;

/// A server that answers srvr and nothing else.
class SrvrServer : public QTcpServer {
public:
    explicit SrvrServer(QByteArray mode)
    {
        const bool listens = listen(QHostAddress::LocalHost);
        Q_ASSERT(listens);
        connect(this, &QTcpServer::newConnection, this, [this, mode] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, mode] {
                socket->write("Zookeeper version: 3.8.0\nLatency min/avg/max: 0/0.0/0\n"
                              "Received: 1\nSent: 1\nConnections: 1\nOutstanding: 0\n"
                              "Zxid: 0x1\nMode: "
                    + mode + "\nNode count: 5\n");
                socket->disconnectFromHost();
            });
        });
    }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(serverPort()); }
};

class ConnectionDialogTest : public testing::Test {
protected:
    void SetUp() override { show({}); }

    void show(const ConnectionProfile& profile)
    {
        const ClientFactory make = [this](ClientOptions options) -> std::unique_ptr<Client> {
            m_asked.push_back(std::move(options));
            auto client = std::make_unique<zs::test::FakeClient>();
            SessionStatus status;
            status.state = m_sessionState;
            status.attempt = m_sessionState == SessionState::connected ? 1 : 9;
            status.fault = m_fault;
            client->setStatus(SessionStatus{});
            QMetaObject::invokeMethod(
                client.get(), [fake = client.get(), status] { fake->setStatus(status); },
                Qt::QueuedConnection);
            return client;
        };
        m_dialog = std::make_unique<ConnectionDialog>(
            ConnectionDialog::Parts{&m_store, &m_secrets, make}, profile);
        m_saved = std::make_unique<QSignalSpy>(m_dialog.get(), &ConnectionDialog::saved);
        m_dialog->show();
    }
    template <class T>
    T* find(const char* name) const
    {
        T* found = m_dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    void type(const char* name, const QString& text)
    {
        auto* field = find<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }
    void openPage(int index) { find<QListWidget>("connectionPages")->setCurrentRow(index); }
    bool can(const char* button) const { return find<QPushButton>(button)->isEnabled(); }
    void click(const char* button)
    {
        QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
    }
    std::string outcome() const { return find<TextLabel>("testOutcome")->text().toStdString(); }

    Theme& m_theme = zs::test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
    ConnectionStore m_store{&m_settings};
    test::FakeKeychain m_keychain;
    Secrets m_secrets{&m_keychain};
    std::vector<ClientOptions> m_asked;
    SessionState m_sessionState = SessionState::connected;
    ConnectionFault m_fault = ConnectionFault::none;
    std::unique_ptr<ConnectionDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_saved;
};

TEST_F(ConnectionDialogTest, ConnectSavesWhatWasTypedAndOpensIt)
{
    EXPECT_FALSE(can("connect"));
    type("servers", QStringLiteral("zk-1:2181,zk-2:2182/app"));
    type("sessionTimeout", QStringLiteral("12"));
    ASSERT_TRUE(can("connect"));
    click("connect");
    ASSERT_TRUE(spinUntil([&] { return m_saved->count() == 1; }));
    EXPECT_EQ(m_dialog->result(), QDialog::Accepted);
    EXPECT_TRUE(m_saved->first()[1].toBool());
    ASSERT_EQ(m_store.profiles().size(), 1);
    EXPECT_EQ(m_store.profiles()[0].servers, QStringLiteral("zk-1:2181,zk-2:2182/app"));
    EXPECT_EQ(m_store.profiles()[0].sessionTimeout, std::chrono::seconds(12));
}

TEST_F(ConnectionDialogTest, APastedConnectionStringBecomesRowsAndChroot)
{
    QApplication::clipboard()->setText(QStringLiteral("zk-1:2181,zk-2:2182,[::1]:2183/app"));
    auto* entry = find<QLineEdit>("servers");
    QTest::keyClick(entry, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(m_dialog->findChildren<QFrame*>(QStringLiteral("serverRow")).size(), 3);
    EXPECT_EQ(entry->text(), QString());
    EXPECT_EQ(find<QLineEdit>("chroot")->text(), QStringLiteral("/app"));
    QTest::keyClicks(entry, QStringLiteral("zk-4"));
    QTest::keyClick(entry, Qt::Key_Return);
    EXPECT_TRUE(m_dialog->isVisible()) << "Enter in the line adds the server";
    QToolButton* first = find<QToolButton>("removeServer");
    QTest::mouseClick(first, Qt::LeftButton);
    EXPECT_EQ(m_dialog->edited().servers,
        QStringLiteral("zk-2:2182,[::1]:2183,zk-4:2181/app"));
}

TEST_F(ConnectionDialogTest, WrongConnectStringIsExplainedWhileTyping)
{
    type("servers", QStringLiteral("zk-1:99999"));
    EXPECT_FALSE(can("connect"));
    EXPECT_FALSE(can("saveConnection"));
    EXPECT_TRUE(find<QLineEdit>("servers")->property("invalid").toBool());
    EXPECT_THAT(find<TextLabel>("serversHint")->text().toStdString(), HasSubstr("99999"));
    zs::test::picture(*m_dialog, "connection-invalid");
}

TEST_F(ConnectionDialogTest, WrongTimeoutsAndChrootsAreRefused)
{
    type("servers", QStringLiteral("a:2181"));
    for (const char* wrong : {"0", "-3", "x", "", "99999999999"}) {
        type("sessionTimeout", QLatin1String(wrong));
        EXPECT_FALSE(can("connect")) << wrong;
    }
    type("sessionTimeout", QStringLiteral("30 s"));
    EXPECT_TRUE(can("connect"));
    for (const char* wrong : {"app", "/app/", "/a//b", "/a/../b"}) {
        type("chroot", QLatin1String(wrong));
        EXPECT_FALSE(can("connect")) << wrong;
    }
    type("chroot", QStringLiteral("/app"));
    EXPECT_TRUE(can("connect"));
}

TEST_F(ConnectionDialogTest, EscapeCancelsAndSavesNothing)
{
    type("servers", QStringLiteral("a:2181"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    EXPECT_EQ(m_dialog->result(), QDialog::Rejected);
    EXPECT_TRUE(m_store.profiles().isEmpty());
}

TEST_F(ConnectionDialogTest, APasswordGoesToTheKeychainAndNotToTheSettings)
{
    type("servers", QStringLiteral("a:2181"));
    openPage(1);
    type("identityUser", QStringLiteral("ops"));
    EXPECT_FALSE(can("saveConnection")) << "half an identity would be lost";
    type("identityPassword", QStringLiteral("s3cret"));
    click("addIdentity");
    ASSERT_TRUE(can("saveConnection"));
    zs::test::picture(*m_dialog, "connection-identities");
    click("saveConnection");
    ASSERT_TRUE(spinUntil([&] { return m_saved->count() == 1; }));
    const ConnectionProfile saved = m_store.profiles().first();
    EXPECT_EQ(saved.digestUsers, QStringList{QStringLiteral("ops")});
    const QString name = digestSecretName(saved, QStringLiteral("ops"));
    EXPECT_EQ(await(m_keychain.read(name)).value_or(std::nullopt), QStringLiteral("s3cret"));
    m_settings.sync();
    QFile file(m_settings.fileName());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("s3cret"));

    show(saved);
    openPage(1);
    QTest::mouseClick(find<QToolButton>("removeIdentity"), Qt::LeftButton);
    click("saveConnection");
    ASSERT_TRUE(spinUntil([&] { return m_saved->count() == 1; }));
    EXPECT_EQ(await(m_keychain.read(name)).value_or(std::nullopt), std::nullopt)
        << "the password of a removed identity goes too";
}

TEST_F(ConnectionDialogTest, OneSaslUserStandsBesideDigestUsersAndANewOneReplacesIt)
{
    type("servers", QStringLiteral("a:2181"));
    openPage(1);
    const auto add = [&](int scheme, const char* user, const char* password) {
        find<SegmentedControl>("identityScheme")->setCurrentIndex(scheme);
        type("identityUser", QLatin1String(user));
        type("identityPassword", QLatin1String(password));
        click("addIdentity");
    };
    add(0, "ops", "1");
    add(1, "eve", "2");
    add(1, "bob", "s3cret");
    zs::test::picture(*m_dialog, "connection-sasl");
    click("saveConnection");
    ASSERT_TRUE(spinUntil([&] { return m_saved->count() == 1; }));
    const ConnectionProfile saved = m_store.profiles().first();
    EXPECT_EQ(saved.digestUsers, QStringList{QStringLiteral("ops")});
    EXPECT_EQ(saved.saslUser, QStringLiteral("bob"));
    const QString name = secretNameOf(saved, {QStringLiteral("sasl"), saved.saslUser});
    EXPECT_EQ(await(m_keychain.read(name)).value_or(std::nullopt), QStringLiteral("s3cret"));
    const QString replaced = secretNameOf(saved, {QStringLiteral("sasl"), QStringLiteral("eve")});
    EXPECT_EQ(await(m_keychain.read(replaced)).value_or(std::nullopt), std::nullopt);
    EXPECT_FALSE(exportConnections({saved}).contains("s3cret"));
}

TEST_F(ConnectionDialogTest, WithoutKeychainPasswordsLastForThisRunAndTheReasonIsShown)
{
    m_keychain.locked = true;
    show({.servers = QStringLiteral("a:2181")});
    openPage(1);
    auto* place = find<SegmentedControl>("secretPlace");
    ASSERT_TRUE(spinUntil([&] { return !place->isEnabled(); }));
    EXPECT_EQ(place->currentIndex(), 1) << "what will happen is what is shown as chosen";
    zs::test::picture(*m_dialog, "connection-no-keychain");
    type("identityUser", QStringLiteral("ops"));
    type("identityPassword", QStringLiteral("s3cret"));
    click("addIdentity");
    click("saveConnection");
    ASSERT_TRUE(spinUntil([&] { return m_saved->count() == 1; }));
    const QString name
        = digestSecretName(m_store.profiles().first(), QStringLiteral("ops"));
    EXPECT_EQ(await(m_secrets.find(name)), QStringLiteral("s3cret"));
}

TEST_F(ConnectionDialogTest, TestTellsEachServerAndTheSessionAndSavesNothing)
{
    SrvrServer leader("leader");
    SrvrServer follower("follower");
    const QString refused = QStringLiteral("127.0.0.1:%1").arg(zs::test::freePort());
    type("servers", leader.address() + u',' + follower.address() + u',' + refused);
    QTest::keyClick(find<QLineEdit>("servers"), Qt::Key_Return);
    click("testConnection");
    ASSERT_TRUE(spinUntil([&] { return outcome().find("session in") != std::string::npos; }));
    EXPECT_THAT(outcome(), HasSubstr("2 of 3 answer"));
    zs::test::picture(*m_dialog, "connection-tested");
    EXPECT_TRUE(m_store.profiles().isEmpty());
    EXPECT_EQ(m_saved->count(), 0);
}

TEST_F(ConnectionDialogTest, ASessionThatFailsIsToldWithItsReason)
{
    m_sessionState = SessionState::connecting;
    m_fault = ConnectionFault::tlsHostName;
    SrvrServer leader("leader");
    type("servers", leader.address());
    click("testConnection");
    ASSERT_TRUE(spinUntil([&] { return outcome().find("1 of 1") != std::string::npos; }));
    const auto* problem = find<Note>("testProblem");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_THAT(problem->text().toStdString(),
        testing::StartsWith("TLS: the certificate is for other host names. Connect by a name"));
    type("chroot", QStringLiteral("/app"));
    EXPECT_FALSE(problem->isVisible()) << "that was not tested";
}

TEST_F(ConnectionDialogTest, APortThatClosesWithoutAWordDoesNotAnswer)
{
    m_sessionState = SessionState::connecting;
    m_fault = ConnectionFault::closed;
    QTcpServer mute;
    ASSERT_TRUE(mute.listen(QHostAddress::LocalHost));
    QObject::connect(&mute, &QTcpServer::newConnection, &mute,
        [&mute] { mute.nextPendingConnection()->disconnectFromHost(); });
    type("servers", QStringLiteral("127.0.0.1:%1").arg(mute.serverPort()));
    QTest::keyClick(find<QLineEdit>("servers"), Qt::Key_Return);
    click("testConnection");
    EXPECT_TRUE(spinUntil([&] { return outcome() == "0 of 1 answer"; })) << outcome();
    EXPECT_FALSE(find<TextLabel>("serversHint")->isVisible()) << "the note says the same";
}

TEST_F(ConnectionDialogTest, IdentitiesAreCountedBesideTheirHeading)
{
    type("servers", QStringLiteral("a:2181"));
    openPage(1);
    type("identityUser", QStringLiteral("ops"));
    type("identityPassword", QStringLiteral("s3cret"));
    click("addIdentity");
    const QListWidgetItem* heading = find<QListWidget>("connectionPages")->item(1);
    EXPECT_EQ(heading->text(), QStringLiteral("Identities"));
    EXPECT_EQ(heading->data(Qt::UserRole).toInt(), 1);
    EXPECT_EQ(heading->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Identities (1)"));
}

TEST_F(ConnectionDialogTest, TlsAndTunnelAreCheckedAndKept)
{
    type("servers", QStringLiteral("a:2281"));
    openPage(2);
    QTest::mouseClick(find<SwitchButton>("tlsOn"), Qt::LeftButton);
    type("keyFile", QStringLiteral("/k.pem"));
    EXPECT_FALSE(can("connect")) << "a key needs its certificate";
    type("certificateFile", QStringLiteral("/c.pem"));
    type("caFile", QStringLiteral("/ca.pem"));
    EXPECT_TRUE(can("connect"));
    zs::test::picture(*m_dialog, "connection-tls");
    openPage(3);
    QTest::mouseClick(find<SwitchButton>("sshOn"), Qt::LeftButton);
    for (const char* wrong : {"", "-oProxyCommand=evil", "two words"}) {
        type("sshDestination", QLatin1String(wrong));
        EXPECT_FALSE(can("connect")) << wrong;
    }
    type("sshDestination", QStringLiteral("me@gate"));
    type("sshPort", QStringLiteral("99999"));
    EXPECT_FALSE(can("connect"));
    type("sshPort", QStringLiteral("2222"));
    EXPECT_TRUE(can("connect"));
    zs::test::picture(*m_dialog, "connection-ssh");
    const ConnectionProfile edited = m_dialog->edited();
    EXPECT_EQ(edited.tls, (TlsProfile{true, QStringLiteral("/ca.pem"), QStringLiteral("/c.pem"),
                              QStringLiteral("/k.pem"), true}));
    EXPECT_EQ(edited.ssh, (SshProfile{true, QStringLiteral("me@gate"), 2222, {}}));
}

TEST_F(ConnectionDialogTest, ProductionIsRedAndAlwaysGuarded)
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("p");
    profile.name = QStringLiteral("payments-prod");
    profile.servers = QStringLiteral("zk-1.pay.internal:2181,zk-2.pay.internal:2181");
    show(profile);
    auto* environment = find<QComboBox>("environment");
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_Down);
    EXPECT_EQ(m_dialog->edited().environment, Environment::production);
    zs::test::picture(*m_dialog, "connection-servers");
    openPage(4);
    auto* confirm = find<SwitchButton>("confirmWrites");
    EXPECT_TRUE(confirm->isChecked());
    EXPECT_FALSE(confirm->isEnabled());
    zs::test::picture(*m_dialog, "connection-safety");
    EXPECT_TRUE(isGuarded(m_dialog->edited()));
    EXPECT_FALSE(m_dialog->edited().confirmWrites) << "only what the user chose is kept";
}

TEST_F(ConnectionDialogTest, ProductionOpensReadOnlyUnlessTheUserDecidesOtherwise)
{
    ConnectionProfile profile;
    profile.servers = QStringLiteral("zk-1:2181");
    show(profile);
    auto* environment = find<QComboBox>("environment");
    auto* readOnly = find<SwitchButton>("openReadOnly");
    ASSERT_FALSE(readOnly->isChecked());
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_Down);
    ASSERT_EQ(m_dialog->edited().environment, Environment::production);
    EXPECT_TRUE(m_dialog->edited().openReadOnly);
    QTest::keyClick(environment, Qt::Key_Down); // It was only passed by.
    EXPECT_FALSE(m_dialog->edited().openReadOnly);
    QTest::keyClick(environment, Qt::Key_Up);
    EXPECT_TRUE(m_dialog->edited().openReadOnly);
    QTest::mouseClick(readOnly, Qt::LeftButton);
    EXPECT_FALSE(m_dialog->edited().openReadOnly) << "the user's word";
    profile.environment = Environment::production;
    show(profile);
    EXPECT_FALSE(m_dialog->edited().openReadOnly) << "what was decided stays";
}

} // namespace
} // namespace zs::ui
