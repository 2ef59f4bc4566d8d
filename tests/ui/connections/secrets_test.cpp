// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/ui/connections/fake_secrets.h"
#include "ui/connections/secrets.h"

#include <QObject>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using zs::test::await;

class SecretsTest : public testing::Test {
protected:
    static QString nameOf(const char* text) { return QLatin1String(text); }
    std::optional<QString> kept(const char* name)
    {
        return await(m_keychain.read(nameOf(name))).value_or(std::nullopt);
    }
    AskPassword answering(std::optional<QString> password)
    {
        return [this, password](const Login& login) {
            m_asked << login.scheme + u':' + login.user;
            return given(password);
        };
    }
    static QCoro::Task<std::optional<QString>> given(std::optional<QString> password)
    {
        co_return password;
    }
    static std::string textOf(const Identity& identity)
    {
        return {identity.secret.begin(), identity.secret.end()};
    }

    test::FakeKeychain m_keychain;
    Secrets m_secrets{&m_keychain};
    QStringList m_asked;
};

TEST_F(SecretsTest, ASecretOfThisRunNeverReachesTheKeychain)
{
    ASSERT_TRUE(await(m_secrets.keep(nameOf("a"), QStringLiteral("pw"), SecretPlace::thisRun)));
    EXPECT_EQ(await(m_secrets.find(nameOf("a"))), QStringLiteral("pw"));
    EXPECT_EQ(kept("a"), std::nullopt);
}

TEST_F(SecretsTest, AChangeOfPlaceLeavesNoneBehind)
{
    ASSERT_TRUE(await(m_secrets.keep(nameOf("a"), QStringLiteral("old"), SecretPlace::keychain)));
    ASSERT_TRUE(await(m_secrets.keep(nameOf("a"), QStringLiteral("new"), SecretPlace::thisRun)));
    EXPECT_EQ(kept("a"), std::nullopt);
    ASSERT_TRUE(await(m_secrets.keep(nameOf("a"), QStringLiteral("last"), SecretPlace::keychain)));
    EXPECT_EQ(kept("a"), QStringLiteral("last"));
    ASSERT_TRUE(await(m_secrets.forget(nameOf("a"))));
    EXPECT_EQ(await(m_secrets.find(nameOf("a"))), std::nullopt);
}

TEST_F(SecretsTest, ALockedKeychainIsToldAndHidesNothingOfThisRun)
{
    m_keychain.locked = true;
    const auto refused
        = await(m_secrets.keep(nameOf("a"), QStringLiteral("pw"), SecretPlace::keychain));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, "the keychain is locked");
    ASSERT_TRUE(await(m_secrets.keep(nameOf("a"), QStringLiteral("pw"), SecretPlace::thisRun)));
    EXPECT_EQ(await(m_secrets.find(nameOf("a"))), QStringLiteral("pw"));
}

TEST_F(SecretsTest, CredentialsComeInOrderAndOnlyMissingPasswordsAreAsked)
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("id");
    profile.digestUsers = {QStringLiteral("ops"), QStringLiteral("audit")};
    profile.tls = {.on = true, .keyFile = QStringLiteral("k.pem")};
    const QString ops = digestSecretName(profile, QStringLiteral("ops"));
    ASSERT_TRUE(await(m_secrets.keep(ops, QStringLiteral("o:1"), SecretPlace::keychain)));
    ASSERT_TRUE(await(m_secrets.keep(
        keySecretName(profile), QStringLiteral("phrase"), SecretPlace::keychain)));
    const auto all
        = await(gatherCredentials(profile, &m_secrets, answering(QStringLiteral("a-pw"))));
    ASSERT_TRUE(all);
    ASSERT_EQ(all->identities.size(), 2U);
    EXPECT_EQ(all->identities[0].scheme, "digest");
    EXPECT_EQ(textOf(all->identities[0]), "ops:o:1");
    EXPECT_EQ(textOf(all->identities[1]), "audit:a-pw");
    EXPECT_EQ(all->keyPassPhrase, "phrase");
    EXPECT_EQ(m_asked, QStringList{QStringLiteral("digest:audit")});
}

TEST_F(SecretsTest, ASaslUserAndADigestUserOfOneNameHavePasswordsOfTheirOwn)
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("id");
    profile.saslUser = QStringLiteral("ops");
    profile.digestUsers = {QStringLiteral("ops")};
    const Login sasl{QStringLiteral("sasl"), QStringLiteral("ops")};
    const Login digest{QStringLiteral("digest"), QStringLiteral("ops")};
    bool done = false;
    QObject context;
    QCoro::connect(keepTyped(profile, {},
                       {{sasl, QStringLiteral("1")}, {digest, QStringLiteral("2")}}, {},
                       SecretPlace::keychain, &m_secrets),
        &context, [&] { done = true; });
    ASSERT_TRUE(zs::test::spinUntil([&] { return done; }));
    const auto all = await(gatherCredentials(profile, &m_secrets, answering(std::nullopt)));
    ASSERT_TRUE(all);
    ASSERT_EQ(all->identities.size(), 2U);
    EXPECT_EQ(all->identities[0].scheme, "sasl");
    EXPECT_EQ(textOf(all->identities[0]), "ops:1");
    EXPECT_EQ(all->identities[1].scheme, "digest");
    EXPECT_EQ(textOf(all->identities[1]), "ops:2");
}

TEST_F(SecretsTest, NoPasswordMeansNoSession)
{
    ConnectionProfile profile;
    profile.digestUsers = {QStringLiteral("ops")};
    const auto all = await(gatherCredentials(profile, &m_secrets, answering(std::nullopt)));
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, Errc::cancelled);
}

TEST_F(SecretsTest, ARemovedConnectionTakesAllItsSecretsAlong)
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("id");
    profile.digestUsers = {QStringLiteral("ops")};
    const QString ops = digestSecretName(profile, QStringLiteral("ops"));
    const QString key = keySecretName(profile);
    ASSERT_TRUE(await(m_secrets.keep(ops, QStringLiteral("pw"), SecretPlace::keychain)));
    ASSERT_TRUE(await(m_secrets.keep(key, QStringLiteral("pw"), SecretPlace::thisRun)));
    bool done = false;
    QObject context;
    QCoro::connect(m_secrets.forgetAll(profile), &context, [&] { done = true; });
    ASSERT_TRUE(zs::test::spinUntil([&] { return done; }));
    EXPECT_EQ(await(m_secrets.find(ops)), std::nullopt);
    EXPECT_EQ(await(m_secrets.find(key)), std::nullopt);
}

TEST(ClientOptionsOfAProfile, CarryTlsRoutesAndTheReadOnlyChoice)
{
    ConnectionProfile profile;
    profile.servers = QStringLiteral("a:2281/app");
    profile.acceptReadOnlyServer = false;
    profile.tls = {true, QStringLiteral("ca"), QStringLiteral("c"), QStringLiteral("k"), false};
    const Routes routes{{{"a", 2281}, {"127.0.0.1", 4000}}};
    const ClientOptions options = clientOptions(profile, {{}, "phrase"}, routes);
    EXPECT_EQ(options.servers.chroot, Path("/app"));
    EXPECT_FALSE(options.acceptReadOnlyServer);
    EXPECT_EQ(options.routes, routes);
    ASSERT_TRUE(options.tls);
    EXPECT_EQ(options.tls->caFiles, std::vector<std::string>{"ca"});
    EXPECT_EQ(options.tls->certificateFile, "c");
    EXPECT_EQ(options.tls->keyFile, "k");
    EXPECT_EQ(options.tls->keyPassPhrase, "phrase");
    EXPECT_EQ(options.tls->verification, TlsVerification::chainOnly);
    profile.tls.on = false;
    EXPECT_FALSE(clientOptions(profile, {}, {}).tls);
}

} // namespace
} // namespace zs::ui
