// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/admin_client.h"

#include "tests/support/await.h"
#include "tests/support/recorded_answer.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <gmock/gmock.h>


namespace zs::test {
namespace {

    using namespace admin;
    using namespace flw;
    using namespace std::chrono_literals;
    using testing::HasSubstr;

    /// Answers each connection, once it said something, with the same bytes and closes it.
    class CannedServer : public QTcpServer {
    public:
        explicit CannedServer(QByteArray bytes, bool closes = true)
        {
            listen(QHostAddress::LocalHost, 0);
            QObject::connect(this, &QTcpServer::newConnection, this, [this, bytes, closes] {
                QTcpSocket* const socket = nextPendingConnection();
                const auto answer = [this, socket, bytes, closes] {
                    heard += socket->readAll();
                    socket->write(bytes);
                    if (closes)
                        socket->disconnectFromHost();
                };
                QObject::connect(socket, &QTcpSocket::readyRead, this, answer);
            });
        }
        QByteArray heard;
    };

    QByteArray golden(const char* word) { return QByteArray::fromStdString(goldenAnswer(word)); }

    QByteArray recorded(const char* name)
    {
        return QByteArray::fromStdString(recordedAnswer(name));
    }

    QByteArray http(const QByteArray& body, const char* status = "200 OK")
    {
        return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: application/json\r\n"
            + "Content-Length: " + QByteArray::number(body.size())
            + "\r\nConnection: close\r\n\r\n" + body;
    }

    AdminOptions optionsFor(const QTcpServer& words, const QTcpServer* commands = nullptr)
    {
        AdminOptions options;
        options.server = Endpoint{"127.0.0.1", words.serverPort()};
        options.adminServer.setScheme("http");
        options.adminServer.setHost("127.0.0.1");
        options.adminServer.setPort(commands ? commands->serverPort() : 1);
        options.timeout = 5s;
        return options;
    }

    const char* const refusal = "mntr is not executed because it is not in the whitelist.\n";

    TEST(AdminClient, GuessesNoAdminServerWhereARouteLeadsToTheServer)
    {
        CannedServer words(refusal);
        AdminOptions options;
        options.server = {"zk.inside.invalid", 2181};
        options.access.routes = {{options.server, {"127.0.0.1", words.serverPort()}}};
        AdminClient client(options);
        const auto monitor = await(client.mntr());
        ASSERT_FALSE(monitor);
        EXPECT_EQ(words.heard, "mntr");
        EXPECT_EQ(monitor.error().code, Errc::noAuth);
        EXPECT_THAT(monitor.error().detail, HasSubstr("4lw.commands.whitelist"));
        EXPECT_THAT(monitor.error().detail,
            HasSubstr("the way to zk.inside.invalid:2181 leads to its client port alone"));
    }

    TEST(AdminClient, AsksByTheWordAlone)
    {
        CannedServer words(golden("srvr"));
        CannedServer commands(http("{}"));
        AdminClient client(optionsFor(words, &commands));
        const auto stats = await(client.srvr());
        ASSERT_TRUE(stats) << stats.error().detail;
        EXPECT_EQ(stats->mode, "standalone");
        EXPECT_EQ(words.heard, "srvr");
        EXPECT_TRUE(commands.heard.isEmpty());
    }

    TEST(AdminClient, AsksTheAdminServerWhereTheWordIsRefused)
    {
        CannedServer words(refusal);
        CannedServer commands(http(recorded("standalone.monitor.json")));
        AdminClient client(optionsFor(words, &commands));
        const auto monitor = await(client.mntr());
        ASSERT_TRUE(monitor) << monitor.error().detail;
        EXPECT_EQ(monitor->integer("znode_count"), 7);
        EXPECT_TRUE(commands.heard.startsWith("GET /commands/monitor HTTP/1.1\r\n"));
    }

    TEST(AdminClient, NamesBothSettingsWhereBothChannelsAreClosed)
    {
        CannedServer words(refusal);
        AdminClient client(optionsFor(words));
        const auto monitor = await(client.mntr());
        ASSERT_FALSE(monitor);
        EXPECT_EQ(monitor.error().code, Errc::noAuth);
        EXPECT_THAT(monitor.error().detail, HasSubstr("4lw.commands.whitelist"));
        EXPECT_THAT(monitor.error().detail, HasSubstr("admin.enableServer"));
    }

    TEST(AdminClient, WordsAloneWhereTheAdminServerIsNotToBeUsed)
    {
        CannedServer words(refusal);
        CannedServer commands(http(recorded("standalone.monitor.json")));
        AdminOptions options = optionsFor(words, &commands);
        options.useAdminServer = false;
        AdminClient client(options);
        EXPECT_EQ(await(client.mntr()).error().code, Errc::noAuth);
        EXPECT_TRUE(commands.heard.isEmpty());
    }

    TEST(AdminClient, AWordThatIsClosedWithoutAnAnswerIsAskedOfTheAdminServer)
    {
        CannedServer words("");
        CannedServer commands(http(recorded("standalone.hash.json")));
        AdminClient client(optionsFor(words, &commands));
        EXPECT_EQ(await(client.hash())->size(), 1u);
        // With no AdminServer it is what it may be: a server without a digest yet.
        AdminClient alone(optionsFor(words));
        EXPECT_TRUE(await(alone.hash())->empty());
        EXPECT_EQ(await(alone.dirs()).error().code, Errc::unimplemented);
    }

    TEST(AdminClient, WhatTheAdminServerSaysIsTold)
    {
        CannedServer words(refusal);
        CannedServer idle(http(recorded("notserving.server_stats.json")));
        AdminClient client(optionsFor(words, &idle));
        EXPECT_EQ(await(client.mntr()).error().code, Errc::systemError);
        CannedServer guarded(http("", "403 Forbidden"));
        AdminClient stranger(optionsFor(words, &guarded));
        EXPECT_THAT(await(stranger.mntr()).error().detail, HasSubstr("HTTP 403"));
        CannedServer other(http("<html>", "404 Not Found"));
        AdminClient lost(optionsFor(words, &other));
        EXPECT_THAT(await(lost.mntr()).error().detail, HasSubstr("HTTP 404"));
    }

    TEST(AdminClient, ARedirectIsNotFollowed)
    {
        CannedServer target(http(recorded("standalone.monitor.json")));
        CannedServer words(refusal);
        CannedServer redirect("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
            + QByteArray::number(target.serverPort()) + "/\r\nContent-Length: 0\r\n\r\n");
        AdminClient client(optionsFor(words, &redirect));
        EXPECT_FALSE(await(client.mntr()));
        EXPECT_TRUE(target.heard.isEmpty());
    }

    TEST(AdminClient, ARefusedConnectionIsUnreachable)
    {
        AdminOptions options;
        {
            CannedServer gone("");
            options = optionsFor(gone);
        }
        AdminClient client(options);
        const auto stats = await(client.srvr());
        ASSERT_FALSE(stats);
        EXPECT_EQ(stats.error().code, Errc::unreachable);
        EXPECT_THAT(stats.error().detail, HasSubstr("127.0.0.1:"));
    }

    TEST(AdminClient, ASilentServerTimesOutOnBothChannels)
    {
        CannedServer silent("", false);
        AdminOptions options = optionsFor(silent, &silent);
        options.timeout = 50ms;
        AdminClient client(options);
        EXPECT_EQ(await(client.srvr()).error().code, Errc::timedOut);
        EXPECT_EQ(await(client.command("ruok")).error().code, Errc::timedOut);
    }

    TEST(AdminClient, AnEndlessAnswerIsCutOff)
    {
        CannedServer page(http(QByteArray(200'000, ' ')));
        AdminOptions options = optionsFor(page, &page);
        options.maxAnswerBytes = 100'000;
        AdminClient client(options);
        const auto answer = await(client.command("ruok"));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, Errc::protocol);
        EXPECT_THAT(answer.error().detail, HasSubstr("larger than 100000 bytes"));
    }

    TEST(AdminClient, ItsEndCancelsWhatIsPending)
    {
        CannedServer silent("", false);
        auto client = std::make_unique<AdminClient>(optionsFor(silent, &silent));
        const auto word = track(client->srvr());
        const auto command = track(client->command("ruok"));
        ASSERT_TRUE(spinUntil([&] { return silent.heard.contains("srvr"); }));
        client.reset();
        ASSERT_TRUE(spinUntil([&] { return word->has_value() && command->has_value(); }));
        EXPECT_EQ((*word)->error().code, Errc::cancelled);
        EXPECT_EQ((*command)->error().code, Errc::cancelled);
    }

    TEST(AdminClient, OddNamesAreRefusedWithoutAConnection)
    {
        CannedServer words("x");
        AdminClient client(optionsFor(words, &words));
        EXPECT_EQ(await(client.word("srv")).error().code, Errc::invalidInput);
        EXPECT_EQ(await(client.word("sr r")).error().code, Errc::invalidInput);
        EXPECT_EQ(await(client.command("../x")).error().code, Errc::invalidInput);
        EXPECT_EQ(await(client.command("")).error().code, Errc::invalidInput);
        EXPECT_TRUE(words.heard.isEmpty());
    }

    TEST(AdminClient, ManyQuestionsAtOnce)
    {
        CannedServer words(golden("srvr"));
        AdminClient client(optionsFor(words));
        std::vector<Outcome<Result<ServerStats>>> asked;
        for (int i = 0; i < 50; ++i)
            asked.push_back(track(client.srvr()));
        for (const auto& outcome : asked) {
            ASSERT_TRUE(spinUntil([&] { return outcome->has_value(); }));
            EXPECT_TRUE((*outcome)->has_value());
        }
    }

} // namespace
} // namespace zs::test
