// SPDX-License-Identifier: Apache-2.0
// TLS against the secureClientPort of a real Apache ZooKeeper 3.8: what works, and what each check
// that fails is called. Certificates are made for the run.
#include "clientlib/admin/admin_client.h"
#include "clientlib/admin/ask_word.h"
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"
#include "tests/support/test_pki.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;
    using testing::AnyOf;
    using testing::ElementsAre;
    using testing::HasSubstr;

    using Fault = ConnectionFault;

    /// A server with a secureClientPort.
    struct SecureServer {
        std::uint16_t securePort = 0;
        std::uint16_t adminPort = 0;
        IssuedFiles identity;
        std::unique_ptr<ApacheServer> server;
    };

    struct Servers {
        TestPki pki;
        IssuedFiles clientFiles;
        SecureServer good;       ///< Wants a client certificate; its AdminServer speaks https.
        SecureServer expired;    ///< No client certificate wanted, as the others below.
        SecureServer selfSigned;
        SecureServer old;        ///< TLS 1.1 alone.
        SecureServer newest;     ///< TLS 1.3 alone, and wants a client certificate.
    };

    SecureServer launch(
        const TestPki& pki, const IssuedFiles& identity, QStringList lines, QStringList java = {})
    {
        SecureServer made;
        made.identity = identity;
        made.securePort = freePort();
        made.adminPort = freePort();
        const QString keys = QString::fromStdString(identity.bundle);
        const QString trust = QString::fromStdString(pki.ca());
        ApacheServer::Options options;
        options.configLines = lines;
        options.configLines << QString("secureClientPort=%1").arg(made.securePort)
                            << "secureClientPortAddress=127.0.0.1"
                            << "ssl.keyStore.location=" + keys
                            << "ssl.trustStore.location=" + trust
                            << "ssl.quorum.keyStore.location=" + keys
                            << "ssl.quorum.trustStore.location=" + trust
                            << "admin.enableServer=true"
                            << "admin.serverAddress=127.0.0.1"
                            << QString("admin.serverPort=%1").arg(made.adminPort)
                            << "admin.portUnification=true";
        options.javaOptions = java;
        options.javaOptions << "-Xmx128m"
                            << "-Dzookeeper.serverCnxnFactory="
                               "org.apache.zookeeper.server.NettyServerCnxnFactory";
        for (const char* jar : {"netty-codec", "netty-resolver", "servlet-api"})
            options.extraJars << QString("/usr/share/java/%1.jar").arg(jar);
        made.server = std::make_unique<ApacheServer>(options);
        made.server->launch();
        return made;
    }

    /// Five servers, which start together.
    class ClientOverTls : public testing::Test {
    protected:
        static void SetUpTestSuite()
        {
            s_servers = std::make_unique<Servers>();
            Servers& all = *s_servers;
            all.clientFiles = all.pki.issue("client", {.subject = "/CN=console"});
            all.good = launch(all.pki, all.pki.issue("good", {.rsa = true}), {});
            const QStringList anybody{"ssl.clientAuth=none"};
            all.expired = launch(all.pki, all.pki.issue("expired", {.days = -1}), anybody);
            all.selfSigned
                = launch(all.pki, all.pki.issue("alone", {.selfSigned = true}), anybody);
            const QString allowed = QString::fromStdString(
                all.pki.write("java.security", "jdk.tls.disabledAlgorithms=\n"));
            all.old = launch(all.pki, all.pki.issue("old", {.rsa = true}),
                anybody + QStringList{"ssl.protocol=TLSv1.1", "ssl.enabledProtocols=TLSv1.1"},
                {"-Djava.security.properties=" + allowed});
            all.newest = launch(all.pki, all.pki.issue("newest", {}),
                {"ssl.protocol=TLSv1.3", "ssl.enabledProtocols=TLSv1.3",
                    "ssl.ciphersuites=TLS_AES_128_GCM_SHA256"});
            for (const SecureServer* one :
                {&all.good, &all.expired, &all.selfSigned, &all.old, &all.newest})
                ASSERT_TRUE(one->server->waitUntilReady());
        }
        static void TearDownTestSuite() { s_servers.reset(); }

        static TlsOptions tls(bool withClientCertificate = true)
        {
            TlsOptions options;
            options.caFiles = {s_servers->pki.ca()};
            if (withClientCertificate) {
                options.certificateFile = s_servers->clientFiles.certificate;
                options.keyFile = s_servers->clientFiles.key;
            }
            return options;
        }
        static std::unique_ptr<Client> connectClient(
            std::uint16_t port, std::optional<TlsOptions> with, const char* host = "127.0.0.1")
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(host + (':' + std::to_string(port)));
            options.connectTimeout = 15s; // For a machine with other work.
            options.tls = std::move(with);
            return Client::connectTo(std::move(options));
        }
        /// What a request over this connection fails with; the fault is the status's.
        static SessionStatus failureOf(
            std::uint16_t port, std::optional<TlsOptions> with, Errc expected = Errc::tls)
        {
            const auto client = connectClient(port, std::move(with));
            const auto answer = await(client->getData(Path()));
            EXPECT_FALSE(answer);
            if (answer)
                return {};
            EXPECT_EQ(answer.error().code, expected) << answer.error().detail;
            EXPECT_THAT(answer.error().detail, HasSubstr(client->status().problem));
            RecordProperty("problem", client->status().problem);
            return client->status();
        }

        static std::unique_ptr<Servers> s_servers;
    };
    std::unique_ptr<Servers> ClientOverTls::s_servers;

    TEST_F(ClientOverTls, ReadsAndWritesWithAClientCertificate)
    {
        const auto client = connectClient(s_servers->good.securePort, tls());
        const auto made = await(client->create(Path("/a"), Bytes(900'000, 7)));
        ASSERT_TRUE(made) << made.error().detail;
        const auto read = await(client->getData(Path("/a")));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(*read->data, Bytes(900'000, 7));
        const auto who = await(client->whoAmI());
        ASSERT_TRUE(who);
        EXPECT_THAT(*who, testing::Contains(AuthId{"x509", "CN=console"}));
        const auto& certificate = client->status().certificate;
        ASSERT_TRUE(certificate.has_value());
        EXPECT_EQ(certificate->subject, "CN=localhost, O=Zooscope");
        EXPECT_EQ(certificate->issuer, "CN=Test CA");
        EXPECT_THAT(certificate->dnsNames, ElementsAre("localhost"));
        EXPECT_THAT(certificate->addresses, ElementsAre("127.0.0.1"));
        EXPECT_EQ(certificate->sha256.size(), 95u);
        EXPECT_GT(certificate->validUntil - certificate->validFrom, std::chrono::days(29));
        EXPECT_EQ(client->status().fault, Fault::none);
    }

    TEST_F(ClientOverTls, ThousandRequestsInFlightAndALargeReplyPass)
    {
        const auto client = connectClient(s_servers->good.securePort, tls(), "localhost");
        std::vector<Outcome<Result<CreatedResponse>>> made;
        for (int i = 0; i < 1000; ++i)
            made.push_back(track(client->create(Path("/many-"), Bytes(1000, 1),
                CreateMode::persistentSequential)));
        ASSERT_TRUE(spinUntil([&] { return made.back()->has_value(); }));
        for (const auto& outcome : made)
            ASSERT_TRUE((*outcome)->has_value());
        const auto names = await(client->children(Path()));
        ASSERT_TRUE(names);
        EXPECT_GE(names->names.size(), 1000u);
    }

    TEST_F(ClientOverTls, EncryptedKeysOpenWithTheirPassPhrase)
    {
        for (const bool olderForm : {false, true}) {
            TlsOptions options = tls();
            options.keyFile
                = s_servers->pki.encryptedKey(s_servers->clientFiles, "open sesame", olderForm);
            options.keyPassPhrase = "open sesame";
            const auto client = connectClient(s_servers->good.securePort, options);
            const auto read = await(client->getData(Path()));
            EXPECT_TRUE(read) << read.error().detail;
            options.keyPassPhrase = "wrong";
            const SessionStatus wrong = failureOf(s_servers->good.securePort, options);
            EXPECT_EQ(wrong.fault, Fault::tlsSettings);
            EXPECT_THAT(wrong.problem, HasSubstr("the pass phrase does not open"));
            options.keyPassPhrase.clear();
            EXPECT_THAT(failureOf(s_servers->good.securePort, options).problem,
                HasSubstr("needs its pass phrase"));
        }
    }

    TEST_F(ClientOverTls, UnusableFilesAreNamed)
    {
        TlsOptions options = tls();
        options.caFiles = {"/nonexistent/ca.pem"};
        EXPECT_THAT(failureOf(s_servers->good.securePort, options).problem,
            HasSubstr("/nonexistent/ca.pem: there is no such file"));
        options.caFiles = {s_servers->pki.write("junk.pem", "junk")};
        EXPECT_THAT(failureOf(s_servers->good.securePort, options).problem,
            HasSubstr("junk.pem: no certificate in PEM form"));
        options = tls();
        options.keyFile = s_servers->pki.issue("elses", {}).key;
        const SessionStatus mixed = failureOf(s_servers->good.securePort, options);
        EXPECT_EQ(mixed.fault, Fault::tlsSettings);
        EXPECT_THAT(mixed.problem, HasSubstr("do not belong together"));
        options.certificateFile.clear();
        EXPECT_THAT(failureOf(s_servers->good.securePort, options).problem,
            HasSubstr("without a client certificate"));
    }

    TEST_F(ClientOverTls, ExpiredCertificateIsRefusedAndShown)
    {
        const SessionStatus status = failureOf(s_servers->expired.securePort, tls(false));
        EXPECT_EQ(status.fault, Fault::tlsExpired);
        EXPECT_THAT(status.problem, HasSubstr("expired on"));
        ASSERT_TRUE(status.certificate.has_value());
        EXPECT_LT(status.certificate->validUntil, std::chrono::system_clock::now());
        EXPECT_THAT(status.problem, HasSubstr(status.certificate->sha256));
    }

    TEST_F(ClientOverTls, SelfSignedCertificateIsRefusedUnlessItIsTrusted)
    {
        const SessionStatus status = failureOf(s_servers->selfSigned.securePort, tls(false));
        EXPECT_EQ(status.fault, Fault::tlsSelfSigned);
        EXPECT_THAT(status.problem, HasSubstr("self-signed"));
        ASSERT_TRUE(status.certificate.has_value());
        TlsOptions trusting = tls(false);
        trusting.caFiles.push_back(s_servers->selfSigned.identity.certificate);
        const auto client = connectClient(s_servers->selfSigned.securePort, trusting);
        const auto read = await(client->getData(Path()));
        EXPECT_TRUE(read) << read.error().detail;
        TlsOptions careless = tls(false);
        careless.verification = TlsVerification::none;
        const auto blind = connectClient(s_servers->selfSigned.securePort, careless);
        EXPECT_TRUE(await(blind->getData(Path())));
    }

    TEST_F(ClientOverTls, UnknownIssuerIsNamed)
    {
        TlsOptions options = tls();
        options.caFiles = {s_servers->pki.otherCa()};
        const SessionStatus status = failureOf(s_servers->good.securePort, options);
        EXPECT_EQ(status.fault, Fault::tlsUnknownIssuer);
        EXPECT_THAT(status.problem, HasSubstr("CN=Test CA, is not among the trusted CAs"));
        options.caFiles.clear(); // Those of the operating system do not know it either.
        EXPECT_EQ(failureOf(s_servers->good.securePort, options).fault, Fault::tlsUnknownIssuer);
    }

    TEST_F(ClientOverTls, HostNameMismatchTellsTheNamesThatTheCertificateHas)
    {
        TlsOptions options = tls();
        options.hostName = "zk.example";
        const SessionStatus status = failureOf(s_servers->good.securePort, options);
        EXPECT_EQ(status.fault, Fault::tlsHostName);
        EXPECT_THAT(
            status.problem, HasSubstr("is for localhost, 127.0.0.1, not for zk.example"));
        options.verification = TlsVerification::chainOnly;
        const auto client = connectClient(s_servers->good.securePort, options);
        EXPECT_TRUE(await(client->getData(Path())));
    }

    TEST_F(ClientOverTls, MissingClientCertificateIsToldByEachVersionOfTls)
    {
        const SessionStatus status = failureOf(s_servers->good.securePort, tls(false));
        EXPECT_EQ(status.fault, Fault::tlsClientCertificateMissing) << status.problem;
        const SessionStatus newest = failureOf(s_servers->newest.securePort, tls(false));
        EXPECT_EQ(newest.fault, Fault::tlsClientCertificateMissing) << newest.problem;
    }

    TEST_F(ClientOverTls, RefusedClientCertificateIsToldByEachVersionOfTls)
    {
        const IssuedFiles stranger = s_servers->pki.issue("stranger", {.byOtherCa = true});
        TlsOptions options = tls();
        options.certificateFile = stranger.bundle; // The key is in the same file.
        options.keyFile.clear();
        const SessionStatus status = failureOf(s_servers->good.securePort, options);
        EXPECT_EQ(status.fault, Fault::tlsClientCertificateRefused) << status.problem;
        const SessionStatus newest = failureOf(s_servers->newest.securePort, options);
        EXPECT_EQ(newest.fault, Fault::tlsClientCertificateRefused) << newest.problem;
    }

    TEST_F(ClientOverTls, Tls13IsSpoken)
    {
        const auto client = connectClient(s_servers->newest.securePort, tls());
        const auto read = await(client->getData(Path()));
        EXPECT_TRUE(read) << read.error().detail;
    }

    TEST_F(ClientOverTls, VersionsBefore12AreRefused)
    {
        const SessionStatus status = failureOf(s_servers->old.securePort, tls(false));
        EXPECT_EQ(status.fault, Fault::tlsVersion) << status.problem;
    }

    TEST_F(ClientOverTls, PlainTextPortAndSecurePortAreToldApart)
    {
        const SessionStatus plain = failureOf(s_servers->good.server->port(), tls());
        EXPECT_EQ(plain.fault, Fault::tlsNotSpoken);
        EXPECT_THAT(plain.problem, HasSubstr("secureClientPort"));
        const SessionStatus secure
            = failureOf(s_servers->good.securePort, std::nullopt, Errc::unreachable);
        EXPECT_THAT(secure.fault, AnyOf(Fault::tlsWanted, Fault::closed));
        EXPECT_THAT(secure.problem, HasSubstr("want"));
    }

    TEST_F(ClientOverTls, WordsAreAnsweredInsideTls)
    {
        const Endpoint server{"localhost", s_servers->good.securePort};
        const auto srvr = await(admin::askWord(server, "srvr", 15s, {}, {tls(), {}}));
        ASSERT_TRUE(srvr) << srvr.error().detail;
        EXPECT_THAT(*srvr, HasSubstr("Mode: standalone"));
        TlsOptions distrustful = tls();
        distrustful.caFiles = {s_servers->pki.otherCa()};
        const auto refused = await(admin::askWord(server, "srvr", 15s, {}, {distrustful, {}}));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::tls);
        EXPECT_THAT(refused.error().detail, HasSubstr("not among the trusted CAs"));

        admin::AdminOptions options;
        options.timeout = 15s; // For a machine with other work.
        options.server = server;
        options.access.tls = distrustful;
        admin::AdminClient client(options);
        EXPECT_EQ(await(client.srvr()).error().code, Errc::tls);
        ASSERT_TRUE(client.lastFailure());
        EXPECT_EQ(client.lastFailure()->fault, Fault::tlsUnknownIssuer);
        ASSERT_TRUE(client.lastFailure()->certificate); // What a person is to compare.
        EXPECT_FALSE(client.lastFailure()->certificate->sha256.empty());
    }

    TEST_F(ClientOverTls, AdminServerIsAskedOverHttpsAndCheckedBeforeItIsAsked)
    {
        admin::AdminOptions options;
        options.timeout = 15s; // For a machine with other work.
        options.server = {"localhost", s_servers->good.server->port()};
        options.adminServer
            = QUrl(QString("https://localhost:%1").arg(s_servers->good.adminPort));
        options.adminTls = tls();
        admin::AdminClient trusting(options);
        const auto stats = await(trusting.command("server_stats"));
        ASSERT_TRUE(stats) << stats.error().detail;
        EXPECT_FALSE(trusting.lastFailure());
        EXPECT_EQ((*stats)["command"].toString(), "server_stats");

        options.adminTls.hostName = "zk.example";
        admin::AdminClient misled(options);
        const auto mismatch = await(misled.command("server_stats"));
        ASSERT_FALSE(mismatch);
        EXPECT_EQ(mismatch.error().code, Errc::tls);
        EXPECT_THAT(mismatch.error().detail, HasSubstr("not for zk.example"));
        ASSERT_TRUE(misled.lastFailure() && misled.lastFailure()->certificate);
        EXPECT_EQ(misled.lastFailure()->fault, Fault::tlsHostName);
        EXPECT_THAT(misled.lastFailure()->certificate->dnsNames,
            testing::Not(testing::Contains("zk.example")));

        options.adminTls = tls();
        options.adminTls.caFiles = {s_servers->pki.otherCa()};
        admin::AdminClient distrustful(options);
        const auto unknown = await(distrustful.command("server_stats"));
        ASSERT_FALSE(unknown);
        EXPECT_EQ(unknown.error().code, Errc::tls);
        EXPECT_THAT(unknown.error().detail, HasSubstr("not among the trusted CAs"));
    }

} // namespace
} // namespace zs::test
