// SPDX-License-Identifier: GPL-3.0-or-later
// SASL identities, set up in the dialog of a connection.
#include "tests/support/sasl_server.h"
#include "tests/ui/mainwindow/connections_on_server.h"
#include "ui/acl/acl_controller.h"
#include "ui/common/segmented_control.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;
using testing::Not;

const std::vector<Acl> bobsAlone{{perm::all, {"sasl", "bob"}}};

/// Fills in the page of identities.
class SaslConnections : public ConnectionsOnServer {
protected:
    void typeSasl(QDialog* dialog, const std::string& user, const std::string& password)
    {
        showPage(dialog, Page::identities);
        findIn<SegmentedControl>(dialog, "identityScheme")->setCurrentIndex(1);
        type(dialog, "identityUser", user);
        type(dialog, "identityPassword", password);
        click("addIdentity", dialog);
    }
    std::unique_ptr<Client> bob()
    {
        ClientOptions options;
        options.servers = *ConnectString::parse(address());
        options.identities = {{"sasl", toBytes("bob:secret")}};
        return Client::connectTo(options);
    }
};

/// With Apache's servers alone, which have a JAAS file: ours knows no SASL.
class ConnectingWithSasl : public SaslConnections {
protected:
    static void SetUpTestSuite()
    {
        if (!test::ApacheServer::isInstalled())
            return;
        s_sasl = std::make_unique<test::SaslServer>();
        ASSERT_TRUE(s_sasl->server().start());
        shareInstead(Kind::apache, s_sasl->take());
    }
    static void TearDownTestSuite() { s_sasl.reset(); }

    static std::unique_ptr<test::SaslServer> s_sasl; ///< Keeps the JAAS file.
};
std::unique_ptr<test::SaslServer> ConnectingWithSasl::s_sasl;

TEST_P(ConnectingWithSasl, TheRightPasswordOpensWhatIsKeptForItsUser)
{
    const auto owner = bob();
    ASSERT_TRUE(
        await(owner->create(below("bobs"), toBytes("mine"), CreateMode::persistent, bobsAlone)));
    QDialog* dialog = openDialog();
    type(dialog, "servers", address());
    typeSasl(dialog, "bob", "secret");
    EXPECT_THAT(findIn<TextLabel>(dialog, "identitySchemeHint")->text().toStdString(),
        HasSubstr("Kerberos (GSSAPI) is not there yet"));
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("session in"));
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_TRUE(spinUntil([&] { return status("statusIdentity") == "sasl: bob"; }))
        << status("statusIdentity");
    go(below("bobs"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("bobs").text()); }));
    EXPECT_EQ(shownText(), "mine");
    // The ACL page knows what this user may do.
    const auto* acl = m_window->findChild<AclController*>();
    ASSERT_NE(acl, nullptr);
    ASSERT_TRUE(spinUntil([&] { return acl->me().complete && acl->isReady(); }));
    const Right right = rightOf(perm::admin, acl->entries(), acl->me());
    EXPECT_EQ(right.granted, Granted::yes);
    EXPECT_EQ(right.by, (AuthId{"sasl", "bob"}));
    EXPECT_THAT(written(m_settings), HasSubstr("saslUser"));
    EXPECT_THAT(written(m_settings), Not(HasSubstr("secret")));
}

TEST_P(ConnectingWithSasl, AWrongPasswordIsToldByTheTestAndByTheWindow)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", address());
    typeSasl(dialog, "bob", "guess");
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("1 of 1 answer"));
    EXPECT_THAT(outcome, HasSubstr("the server refused the SASL user \"bob\""));
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && banner()->isVisible(); }));
    EXPECT_TRUE(
        spinUntil([&] { return session().state == SessionState::authFailed; }));
}

TEST_P(ConnectingWithSasl, WithoutItTheNodeIsRefused)
{
    const auto owner = bob();
    ASSERT_TRUE(
        await(owner->create(below("bobs"), toBytes("mine"), CreateMode::persistent, bobsAlone)));
    connectTo(address());
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    go(below("bobs"));
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    // What can be added to a session that stands is a digest user; SASL is told of.
    click("addIdentityToRead");
    auto* dialog = find<QDialog>("addIdentityDialog");
    std::string told;
    for (const TextLabel* label : dialog->findChildren<TextLabel*>())
        told += label->text().toStdString() + "\n";
    EXPECT_THAT(told, HasSubstr("to log in by SASL"));
    EXPECT_THAT(told, HasSubstr("edit the connection and connect again"));
}

INSTANTIATE_TEST_SUITE_P(Servers, ConnectingWithSasl, testing::Values(Kind::apache),
    [](const auto&) { return "apache"; });

/// A server without a JAAS file.
class SaslWithoutServer : public SaslConnections {};

TEST_P(SaslWithoutServer, AServerWithoutSaslIsTold)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", address());
    typeSasl(dialog, "bob", "secret");
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("the server has no SASL set up"));
}

INSTANTIATE_TEST_SUITE_P(Servers, SaslWithoutServer, testing::Values(Kind::ours),
    [](const auto&) { return "ours"; });

} // namespace
} // namespace zs::ui
