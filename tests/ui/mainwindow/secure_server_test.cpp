// SPDX-License-Identifier: GPL-3.0-or-later
// Connections through TLS and through SSH tunnels, set up in their dialog.
#include "tests/support/test_pki.h"
#include "tests/ui/mainwindow/connections_on_server.h"
#include "ui/cluster/cluster_page.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"

#include <QCheckBox>

#include <gmock/gmock.h>

#include <csignal>

namespace zs::ui {
namespace {

using test::Kind;
using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

std::string idOf(const Client& client)
{
    return formatSessionId(client.status().sessionId).toStdString();
}

/// With Apache's servers alone: ours speaks no TLS. This one wants a client certificate, and has
/// one itself that is for the name localhost and for no address.
class ConnectingWithTls : public ConnectionsOnServer {
protected:
    static void SetUpTestSuite()
    {
        if (!test::ApacheServer::isInstalled())
            return;
        s_pki = std::make_unique<test::TestPki>();
        s_client = s_pki->issue(QStringLiteral("client"), {.subject = "/CN=console"});
        const test::IssuedFiles server
            = s_pki->issue(QStringLiteral("server"), {.alternativeNames = "DNS:localhost"});
        s_port = test::freePort();
        test::ApacheServer::Options wish;
        wish.configLines << QStringLiteral("secureClientPort=%1").arg(s_port)
                         << QStringLiteral("secureClientPortAddress=127.0.0.1")
                         << "ssl.keyStore.location=" + QString::fromStdString(server.bundle)
                         << "ssl.trustStore.location=" + QString::fromStdString(s_pki->ca());
        wish.javaOptions << QStringLiteral("-Dzookeeper.serverCnxnFactory="
                                           "org.apache.zookeeper.server.NettyServerCnxnFactory");
        for (const char* jar : {"netty-codec", "netty-resolver"})
            wish.extraJars << QStringLiteral("/usr/share/java/%1.jar").arg(QLatin1String(jar));
        auto secure = std::make_unique<test::ApacheServer>(wish);
        ASSERT_TRUE(secure->start());
        shareInstead(Kind::apache, std::move(secure));
    }
    static void TearDownTestSuite() { s_pki.reset(); }

    static std::string at(const char* host) { return host + (":" + std::to_string(s_port)); }
    struct Files {
        std::string ca = s_pki->ca();
        std::string certificate = s_client.certificate;
        std::string key = s_client.key;
        std::string phrase{};
    };
    static void typeFiles(QDialog* dialog, const Files& files)
    {
        type(dialog, "caFile", files.ca);
        type(dialog, "certificateFile", files.certificate);
        type(dialog, "keyFile", files.key);
        if (!files.phrase.empty())
            type(dialog, "keyPassPhrase", files.phrase);
    }
    void wantTls(QDialog* dialog, const Files& files)
    {
        showPage(dialog, Page::tls);
        click("tlsOn", dialog);
        typeFiles(dialog, files);
    }
    /// All that the card of the server's certificate says; empty while it is not shown.
    static std::string card(QDialog* dialog)
    {
        const auto* frame = findIn<QWidget>(dialog, "certificateCard");
        std::string all;
        for (const TextLabel* label : frame->findChildren<TextLabel*>())
            all += frame->isVisible() ? label->text().toStdString() + "\n" : "";
        return all;
    }
    /// What the window says of a connection that was opened all the same.
    std::string toldInTheCentre()
    {
        EXPECT_TRUE(spinUntil([&] {
            return m_window->workspace() && find<MessageView>("noServer")->isVisible();
        }));
        return find<MessageView>("noServer")->text().toStdString();
    }

    static std::unique_ptr<test::TestPki> s_pki;
    static test::IssuedFiles s_client;
    static std::uint16_t s_port;
};
std::unique_ptr<test::TestPki> ConnectingWithTls::s_pki;
test::IssuedFiles ConnectingWithTls::s_client;
std::uint16_t ConnectingWithTls::s_port = 0;

TEST_P(ConnectingWithTls, AClientCertificateWithAnEncryptedKeyOpensTheSecurePortAndIsTheIdentity)
{
    put("a", "found");
    QDialog* dialog = openDialog();
    type(dialog, "servers", at("localhost"));
    wantTls(dialog,
        {.key = s_pki->encryptedKey(s_client, QStringLiteral("open sesame"), false),
            .phrase = "open sesame"});
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("1 of 1 answer"));
    EXPECT_THAT(outcome, HasSubstr("session in")) << outcome;
    EXPECT_THAT(card(dialog), HasSubstr("CN=Test CA"));
    EXPECT_THAT(card(dialog), HasSubstr("CN=localhost"));
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_TRUE(spinUntil([&] { return status("statusIdentity") == "x509: CN=console"; }))
        << status("statusIdentity");
    go(below("a"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    editor()->setFocus();
    QTest::keyClicks(editor(), "well ");
    click("save");
    EXPECT_TRUE(spinUntil([&] { return stored(below("a")) == "well found"; }));
    EXPECT_THAT(written(m_settings), Not(HasSubstr("sesame")));
}

TEST_P(ConnectingWithTls, WhatIsAskedBesideTheSessionIsAskedInsideTls)
{
    ASSERT_TRUE(test::await(m_other->getData(Path(), Watch::yes)));
    connectTo(at("localhost"), [&](QDialog* dialog) { wantTls(dialog, {}); });
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    EXPECT_THAT(watchersOfShownNode(), HasSubstr(idOf(*m_other)));
    press(Qt::Key_2, Qt::ControlModifier);
    const ClusterPage* cluster = m_window->workspace()->clusterPage();
    ASSERT_NE(cluster, nullptr);
    ASSERT_TRUE(spinUntil([&] {
        const auto& servers = cluster->picture().servers;
        return servers.size() == 1 && servers.front().nodes.has_value();
    }));
}

TEST_P(ConnectingWithTls, AnUnknownIssuerIsNamedAndItsCertificateShown)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", at("localhost"));
    wantTls(dialog, {.ca = s_pki->otherCa()});
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("0 of 1 answer"));
    EXPECT_THAT(outcome, HasSubstr("its issuer CN=Test CA"));
    EXPECT_THAT(card(dialog), HasSubstr("CN=localhost"));
    EXPECT_THAT(card(dialog), HasSubstr("CN=Test CA"));
    click("connect", dialog);
    EXPECT_THAT(toldInTheCentre(), HasSubstr("its issuer CN=Test CA"));
}

TEST_P(ConnectingWithTls, AnotherHostNameIsRefusedUntilItsCheckIsTakenOff)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", at("127.0.0.1"));
    wantTls(dialog, {});
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("It is for localhost."));
    EXPECT_THAT(card(dialog), HasSubstr("CN=localhost"));
    auto* checkName = findIn<QCheckBox>(dialog, "checkHostName");
    ASSERT_TRUE(checkName->isChecked());
    QTest::keyClick(checkName, Qt::Key_Space);
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("session in"));
    click("connect", dialog);
    EXPECT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_THAT(m_window->windowTitle().toStdString(), HasSubstr("without host name check"))
        << "what is not checked stays in sight";
}

TEST_P(ConnectingWithTls, AMissingClientCertificateIsToldAndTheConnectionMendedInItsDialog)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", at("localhost"));
    wantTls(dialog, {.certificate = {}, .key = {}});
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("the server asks for a client certificate"));
    typeFiles(dialog, {.certificate = "/nowhere/console.pem"});
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("/nowhere/console.pem: there is no such file"));
    typeFiles(dialog, {});
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("session in"));
}

TEST_P(ConnectingWithTls, PlainAndSecurePortsAreToldApart)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", address());
    wantTls(dialog, {});
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("use the server's secureClientPort"));
    click("tlsOn", dialog);
    showPage(dialog, Page::servers);
    type(dialog, "servers", at("localhost"));
    click("connect", dialog);
    EXPECT_THAT(toldInTheCentre(), HasSubstr("or want TLS"));
}

INSTANTIATE_TEST_SUITE_P(Servers, ConnectingWithTls, testing::Values(Kind::apache),
    [](const auto&) { return "apache"; });

/// A stand-in for the system's ssh, found as that is found.
class ConnectingByTunnel : public ConnectionsOnServer {
protected:
    void SetUp() override
    {
        ConnectionsOnServer::SetUp();
        if (!isReady())
            return;
        m_path = qgetenv("PATH");
        ASSERT_TRUE(
            QFile::link(QStringLiteral(ZS_FAKE_SSH), m_folder.filePath(QStringLiteral("ssh"))));
        qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + m_path);
        qputenv("ZS_FAKE_SSH_PID", pidFile().toLocal8Bit());
    }
    void TearDown() override
    {
        ConnectionsOnServer::TearDown();
        if (!m_path.isEmpty())
            qputenv("PATH", m_path);
        qunsetenv("ZS_FAKE_SSH_PID");
    }
    QString pidFile() const { return m_folder.filePath(QStringLiteral("ssh.pid")); }
    /// The server by a name that is known at the gateway alone.
    static std::string inside() { return "zk.inside:" + std::to_string(port()); }
    void wantTunnel(QDialog* dialog, const std::string& gateway)
    {
        showPage(dialog, Page::ssh);
        click("sshOn", dialog);
        type(dialog, "sshDestination", gateway);
    }

    QByteArray m_path;
};

TEST_P(ConnectingByTunnel, TheTestAndTheSessionGoThroughTheGateway)
{
    put("a", "found");
    QDialog* dialog = openDialog();
    type(dialog, "servers", inside());
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("0 of 1 answer")) << "nobody here knows the name";
    wantTunnel(dialog, "me@gate");
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("1 of 1 answer")) << "four-letter words too";
    EXPECT_THAT(outcome, HasSubstr("session in"));
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_EQ(status("statusServer"), inside());
    go(below("a"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    editor()->setFocus();
    QTest::keyClicks(editor(), "well ");
    click("save");
    EXPECT_TRUE(spinUntil([&] { return stored(below("a")) == "well found"; }));
    ASSERT_TRUE(test::await(m_other->getData(below("a"), Watch::yes)));
    EXPECT_THAT(watchersOfShownNode(), HasSubstr(idOf(*m_other))) << "wchp goes through it, too";
    press(Qt::Key_2, Qt::ControlModifier);
    const ClusterPage* cluster = m_window->workspace()->clusterPage();
    ASSERT_NE(cluster, nullptr);
    EXPECT_TRUE(spinUntil([&] {
        const auto& servers = cluster->picture().servers;
        return servers.size() == 1 && servers.front().nodes.has_value();
    })) << "the servers that are polled are asked through it, too";
}

TEST_P(ConnectingByTunnel, AGatewayThatRefusesIsToldInItsWordsAndTheConnectionIsKept)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", inside());
    wantTunnel(dialog, "refused");
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("Permission denied (publickey)."));
    click("connect", dialog);
    const auto* toast = m_window->findChild<Toast*>(QString(), Qt::FindDirectChildrenOnly);
    ASSERT_TRUE(spinUntil([&] { return toast->isVisible(); }));
    EXPECT_THAT(toast->text().toStdString(), HasSubstr("The SSH tunnel failed"));
    EXPECT_THAT(toast->text().toStdString(), HasSubstr("Permission denied (publickey)."));
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_EQ(m_window->store()->profiles().size(), 1) << "to be mended";
}

TEST_P(ConnectingByTunnel, ATunnelThatEndsIsOpenedAgainAndTheSameSessionGoesOn)
{
    put("a", "one");
    connectTo(inside(), [&](QDialog* dialog) { wantTunnel(dialog, "gate"); });
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    go(below("a"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    const SessionId before = session().sessionId;
    QFile file(pidFile());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const int ssh = file.readAll().toInt();
    ASSERT_GT(ssh, 0);
    bool told = false; // It may be over before a test looks.
    QObject::connect(m_window->workspace()->client(), &Client::statusChanged, m_window.get(),
        [&] { told |= banner()->isVisible() && status("statusWrites") == "Writes are held"; });
    ASSERT_EQ(::kill(ssh, SIGKILL), 0);
    ASSERT_TRUE(spinUntil([&] { return told; }));
    ASSERT_TRUE(spinUntil([&] { return isConnected(); }));
    EXPECT_EQ(session().sessionId, before);
    ASSERT_TRUE(test::await(m_other->setData(below("a"), toBytes("two"), anyVersion)));
    EXPECT_TRUE(spinUntil([&] { return shownText() == "two"; })) << "its watches stand again";
}

INSTANTIATE_TEST_SUITE_P(Servers, ConnectingByTunnel, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
