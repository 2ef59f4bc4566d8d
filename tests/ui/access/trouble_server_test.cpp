// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown when things go wrong: a connection that cannot be made, a write that is refused, a
// session that is gone. All of it is looked at as other screens are, in English and in Chinese.
#include "tests/support/fake_client.h"
#include "tests/support/test_pki.h"
#include "tests/ui/access/screens_on_server.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"

#include <QFile>
#include <QListWidget>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

/// A port that wants TLS, whose certificate is for the name localhost.
class SecurePort : public QSslServer {
public:
    explicit SecurePort(const test::IssuedFiles& files)
    {
        QSslConfiguration own = QSslConfiguration::defaultConfiguration();
        own.setLocalCertificateChain(
            QSslCertificate::fromPath(QString::fromStdString(files.certificate)));
        QFile key(QString::fromStdString(files.key));
        const bool isOpen = key.open(QIODevice::ReadOnly);
        EXPECT_TRUE(isOpen);
        own.setPrivateKey(QSslKey(&key, QSsl::Ec));
        own.setPeerVerifyMode(QSslSocket::VerifyNone);
        setSslConfiguration(own);
        const bool listens = listen(QHostAddress::LocalHost);
        EXPECT_TRUE(listens);
    }
    std::string at(const char* host) const
    {
        return host + (":" + std::to_string(serverPort()));
    }
};

class Trouble : public ScreensOnServer {
protected:
    enum class Page { servers, identities, tls, ssh, safety };

    void TearDown() override
    {
        ScreensOnServer::TearDown();
        if (!m_path.isEmpty())
            qputenv("PATH", m_path);
    }
    QDialog* openConnectionDialog()
    {
        click("newConnection");
        auto* found = find<QDialog>("connectDialog");
        QApplication::setActiveWindow(found);
        return found;
    }
    static void showPage(QDialog* dialog, Page page)
    {
        findIn<QListWidget>(dialog, "connectionPages")->setCurrentRow(int(page));
    }
    static void fill(QDialog* dialog, const char* field, const std::string& text)
    {
        auto* line = findIn<QLineEdit>(dialog, field);
        line->setText(QString::fromStdString(text));
    }
    /// The server of the dialog as a row.
    void takeServer(QDialog* dialog, const std::string& server)
    {
        showPage(dialog, Page::servers);
        for (auto* gone : dialog->findChildren<QAbstractButton*>(QStringLiteral("removeServer")))
            gone->click(); // Rows that are gone already stay until the event loop has its turn.
        fill(dialog, "servers", server);
        QTest::keyClick(findIn<QLineEdit>(dialog, "servers"), Qt::Key_Return);
        rest();
        m_data.insert(QString::fromStdString(server));
    }
    /// Presses Test, and looks at what it says on the page that is shown.
    std::string lookAtTest(QDialog* dialog, const std::string& where)
    {
        auto* button = findIn<QAbstractButton>(dialog, "testConnection");
        click("testConnection", dialog);
        EXPECT_TRUE(spinUntil([&] { return button->isEnabled(); })) << where;
        std::string told = findIn<TextLabel>(dialog, "testOutcome")->text().toStdString();
        const auto* problem = dialog->findChild<Note*>(QStringLiteral("testProblem"));
        if (problem && problem->isVisible())
            told += "\n" + problem->text().toStdString();
        for (const TextLabel* label : dialog->findChildren<TextLabel*>())
            EXPECT_FALSE(label->text().contains(QStringLiteral("\\u00"))) << where;
        look(*dialog, where, false);
        return told;
    }
    /// The ssh that the console finds is the tests' own.
    void standInForSsh()
    {
        m_path = qgetenv("PATH");
        ASSERT_TRUE(
            QFile::link(QStringLiteral(ZS_FAKE_SSH), m_folder.filePath(QStringLiteral("ssh"))));
        qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + m_path);
    }
    /// A window whose connections have no server: their states are set.
    void openWithoutServer()
    {
        m_window.reset();
        const auto make = [this](const ClientOptions&) -> std::unique_ptr<Client> {
            auto client = std::make_unique<test::FakeClient>();
            client->put(Path("/config/app"), "hello");
            m_fake = client.get();
            return client;
        };
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{make, &m_launch, &m_languages, &m_settings});
        m_window->resize(1280, 720);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        ConnectionProfile profile;
        profile.name = QStringLiteral("orders");
        profile.servers = QStringLiteral("zk-1.orders.internal:2181");
        m_data.insert(profile.servers);
        m_data.insert(profile.name);
        m_window->openConnection(profile);
        m_fake->setState(SessionState::connected);
        ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::ready; }));
        go(Path("/config/app"));
        ASSERT_TRUE(spinUntil([&] { return shows("/config/app"); }));
    }

    QByteArray m_path; ///< Of before.
    test::FakeClient* m_fake = nullptr;
};

TEST_P(Trouble, ATestOfTlsThatFails)
{
    const test::TestPki pki;
    const SecurePort port(
        pki.issue(QStringLiteral("server"), {.alternativeNames = "DNS:localhost"}));
    QDialog* dialog = openConnectionDialog();
    takeServer(dialog, port.at("127.0.0.1"));
    EXPECT_THAT(lookAtTest(dialog, "test plain of a TLS port"), HasSubstr("0 of 1 answer"));
    showPage(dialog, Page::tls);
    click("tlsOn", dialog);
    fill(dialog, "caFile", pki.ca());
    EXPECT_THAT(lookAtTest(dialog, "test of another name"), HasSubstr("localhost"));
    fill(dialog, "caFile", pki.otherCa());
    EXPECT_THAT(lookAtTest(dialog, "test of another CA"), HasSubstr("CN=Test CA"));
    showPage(dialog, Page::servers);
    look(*dialog, "servers of another CA", false);
    takeServer(dialog, address());
    EXPECT_THAT(lookAtTest(dialog, "test TLS of a plain port"), HasSubstr("secureClientPort"));
}

TEST_P(Trouble, ATunnelThatIsNotDug)
{
    standInForSsh();
    QDialog* dialog = openConnectionDialog();
    takeServer(dialog, address());
    showPage(dialog, Page::ssh);
    click("sshOn", dialog);
    const std::pair<const char*, const char*> gateways[] = {
        {"refused", "me@gate: Permission denied (publickey)."},
        {"unknown-host", "Could not resolve hostname unknown-host: Name or service not known"},
        {"closed-port", "connect to host closed-port port 22: Connection refused"},
        {"new-key", "Host key verification failed."},
        {"other-key", "Host key verification failed."}};
    for (const auto& [gateway, said] : gateways) {
        m_data.insert(QLatin1String(said));
        fill(dialog, "sshDestination", gateway);
        const std::string told = lookAtTest(dialog, std::string("tunnel ") + gateway);
        EXPECT_THAT(told, HasSubstr("The SSH tunnel failed. The ")) << "what to do about it";
        EXPECT_THAT(told, HasSubstr(std::string("ssh says: ") + said));
    }
    fill(dialog, "sshDestination", "other-key");
    EXPECT_THAT(lookAtTest(dialog, "tunnel other-key"), HasSubstr("another key than it had"));
}

TEST_P(Trouble, WritesThatTheServerRefuses)
{
    put("mine", "x", {{perm::read, {"world", "anyone"}}});
    ASSERT_TRUE(await(m_other->create(below("lease"), toBytes("x"), CreateMode::ephemeral)));
    connectWindow();
    const auto tryToCreate = [&](const std::string& parent, const char* kind) {
        openNode(parent);
        run("node.new");
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("newNodeDialog"));
        fill(dialog, "newNodeName", "child");
        m_data.insert(QStringLiteral("child"));
        findIn<QAbstractButton>(dialog, kind)->click();
        findIn<QAbstractButton>(dialog, "createNode")->click();
        auto* failure = findIn<Note>(dialog, "newNodeFailure");
        EXPECT_TRUE(spinUntil([&] { return failure->isVisible() || !dialog->isVisible(); }));
        if (failure->isVisible())
            look(*dialog, "refused " + parent + " " + kind, false);
        const QPointer<QDialog> open(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        EXPECT_TRUE(spinUntil([&] { return !open; }));
    };
    tryToCreate("mine", "kindPersistent");
    tryToCreate("lease", "kindPersistent");
    m_data.insert(QString::fromStdString(m_root.text()));
    tryToCreate("mine", "kindTtl");
    tryToCreate("lease", "kindContainer");
}

TEST_P(Trouble, ASessionThatIsGoneAndAServerThatReads)
{
    openWithoutServer();
    SessionStatus status = m_fake->status();
    status.server = {"zk-1.orders.internal", 2181};
    status.state = SessionState::reconnecting;
    status.attempt = 3;
    m_fake->setStatus(status);
    look(*m_window, "reconnecting", false);
    status.state = SessionState::connectedReadOnly;
    m_fake->setStatus(status);
    look(*m_window, "read-only server", false);
    status.state = SessionState::expired;
    m_fake->setStatus(status);
    lookAtWindow("expired");
    status.state = SessionState::authFailed;
    m_fake->setStatus(status);
    look(*m_window, "identity refused", false);
}

INSTANTIATE_TEST_SUITE_P(Servers, Trouble, testing::Values(Kind::apache, Kind::ours),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
