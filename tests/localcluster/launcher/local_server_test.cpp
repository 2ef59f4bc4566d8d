// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/local_server.h"
#include "tests/localcluster/launcher/taken_port.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <csignal>
#include <functional>
#include <memory>

namespace zs::launcher {
namespace {

    using namespace std::chrono_literals;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;

    class LocalServerTest : public testing::Test {
    protected:
        static void SetUpTestSuite()
        {
            static int argc = 1;
            static char name[] = "launcher_test";
            static char* argv[] = {name, nullptr};
            if (!QCoreApplication::instance())
                static QCoreApplication application(argc, argv);
        }

        LocalServerOptions optionsFor(const char* part)
        {
            qputenv("ZS_FAKE_SERVER", part);
            LocalServerOptions options;
            options.program = ZS_FAKE_SERVER_PATH;
            options.sampleConfig = ZS_SAMPLE_CONFIG;
            options.folder = m_home.path() + "/a folder/local";
            options.preferredPort = 0;
            return options;
        }

        std::unique_ptr<LocalServer> make(const LocalServerOptions& options)
        {
            auto server = std::make_unique<LocalServer>(options);
            QObject::connect(server.get(), &LocalServer::ready, [this](quint16 port) {
                m_events.push_back("ready");
                m_port = port;
            });
            QObject::connect(server.get(), &LocalServer::failed, [this](const QString& reason) {
                m_events.push_back("failed");
                m_words = reason.toStdString();
            });
            QObject::connect(
                server.get(), &LocalServer::exited, [this](bool expected, const QString& how) {
                    m_events.push_back(expected ? "exited" : "exited unexpectedly");
                    m_words = how.toStdString();
                });
            return server;
        }

        /// Runs the event loop until `count` events came; false after 20 s.
        bool waitForEvents(std::size_t count)
        {
            QTimer limit;
            limit.setSingleShot(true);
            limit.start(20s);
            while (m_events.size() < count && limit.isActive())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            return m_events.size() >= count;
        }

        QTemporaryDir m_home;
        std::vector<std::string> m_events;
        std::string m_words;
        quint16 m_port = 0;
    };

    TEST_F(LocalServerTest, IsReadyWhenTheServerSaysSoAndStopsWhenAsked)
    {
        const auto server = make(optionsFor("good"));
        server->start();
        EXPECT_THAT(m_events, IsEmpty()) << "no signal may come before start() returns";
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_EQ(server->state(), LocalServer::State::ready);
        EXPECT_NE(m_port, 0);
        EXPECT_EQ(m_port, server->port());
        EXPECT_NE(server->processId(), 0);
        server->stop();
        ASSERT_TRUE(waitForEvents(2));
        EXPECT_THAT(m_events, ElementsAre("ready", "exited"));
        EXPECT_EQ(m_words, "It ended with exit code 0.");
        EXPECT_EQ(server->state(), LocalServer::State::stopped);
        EXPECT_EQ(server->processId(), 0);
    }

    TEST_F(LocalServerTest, KeepsItsFilesPrivateAndItsDataBetweenRuns)
    {
        const LocalServerOptions options = optionsFor("good");
        const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser
            | QFile::WriteUser;
        for (std::size_t run = 1; run <= 2; ++run) {
            const auto server = make(options);
            server->start();
            ASSERT_TRUE(waitForEvents(run));
            EXPECT_EQ(m_events.back(), "ready");
            EXPECT_EQ(QFile::permissions(options.folder + "/zoo.cfg"), ownerOnly);
            EXPECT_EQ(QFile::permissions(options.folder),
                ownerOnly | QFile::ExeOwner | QFile::ExeUser);
            QFile kept(options.folder + "/data/kept");
            EXPECT_EQ(kept.exists(), run == 2);
            ASSERT_TRUE(kept.open(QIODevice::WriteOnly));
        }
    }

    TEST_F(LocalServerTest, TakesAnotherPortWhenThePreferredOneIsTaken)
    {
        const TakenPort taken;
        LocalServerOptions options = optionsFor("good");
        options.preferredPort = taken.port();
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("ready"));
        EXPECT_NE(m_port, taken.port());
        QFile written(LocalServer::configFile(options.folder));
        ASSERT_TRUE(written.open(QIODevice::ReadOnly));
        EXPECT_EQ(QString::fromUtf8(written.readAll()),
            LocalServer::configText(options.sampleConfig, options.folder, m_port));
    }

    TEST_F(LocalServerTest, SaysThatTheSampleIsMissing)
    {
        LocalServerOptions options = optionsFor("good");
        options.sampleConfig = m_home.path() + "/none.cfg";
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("none.cfg could not be read"));
    }

    TEST_F(LocalServerTest, TriesAgainWhenThePortIsStolenWhileTheServerStarts)
    {
        const auto server = make(optionsFor("asks"));
        std::unique_ptr<TakenPort> thief;
        QObject::connect(server.get(), &LocalServer::logLine, [&](const QString& line) {
            if (line != "may I bind?")
                return;
            const bool steal = !thief;
            if (steal)
                thief = std::make_unique<TakenPort>(server->port());
            ::kill(static_cast<pid_t>(server->processId()), steal ? SIGUSR1 : SIGUSR2);
        });
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("ready"));
        ASSERT_TRUE(thief);
        EXPECT_NE(m_port, thief->port());
    }

    TEST_F(LocalServerTest, FailsWithTheServersOwnWords)
    {
        const auto server = make(optionsFor("refuses"));
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("exit code 2"));
        EXPECT_THAT(m_words, HasSubstr("Invalid config, exiting abnormally"));
        EXPECT_THAT(m_words, HasSubstr("zoo.cfg:3: the disk is on fire"));
        EXPECT_EQ(server->state(), LocalServer::State::stopped);
    }

    TEST_F(LocalServerTest, EndsAServerThatIsNotReadyInTime)
    {
        LocalServerOptions options = optionsFor("silent");
        options.startTimeout = 100ms;
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("not ready after 0.1 s"));
        EXPECT_EQ(server->processId(), 0);
    }

    TEST_F(LocalServerTest, KillsAServerThatDoesNotListenToSigterm)
    {
        LocalServerOptions options = optionsFor("deaf");
        options.stopTimeout = 100ms;
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        server->stop();
        ASSERT_TRUE(waitForEvents(2));
        EXPECT_THAT(m_events, ElementsAre("ready", "exited"));
        EXPECT_EQ(m_words, "It was ended by signal 9 (Killed).");
    }

    TEST_F(LocalServerTest, TellsWhenTheServerDiesByItself)
    {
        const auto server = make(optionsFor("good"));
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        ::kill(static_cast<pid_t>(server->processId()), SIGKILL);
        ASSERT_TRUE(waitForEvents(2));
        EXPECT_THAT(m_events, ElementsAre("ready", "exited unexpectedly"));
        EXPECT_THAT(m_words, HasSubstr("signal 9"));
        EXPECT_THAT(m_words, HasSubstr("serving clients"));
    }

    TEST_F(LocalServerTest, CanBeStoppedBeforeItBegan)
    {
        const auto server = make(optionsFor("good"));
        server->start();
        server->stop();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("stopped before"));
    }

    TEST_F(LocalServerTest, KeepsASecondServerOutOfTheSameFolder)
    {
        const LocalServerOptions options = optionsFor("good");
        const auto first = make(options);
        const auto second = make(options);
        first->start();
        ASSERT_TRUE(waitForEvents(1));
        second->start();
        ASSERT_TRUE(waitForEvents(2));
        EXPECT_THAT(m_events, ElementsAre("ready", "failed"));
        EXPECT_THAT(m_words, HasSubstr("Another Zooscope (process "));
        first->stop();
        ASSERT_TRUE(waitForEvents(3));
        second->start();
        ASSERT_TRUE(waitForEvents(4));
        EXPECT_EQ(m_events.back(), "ready");
    }

    TEST_F(LocalServerTest, SaysThatTheProgramIsMissing)
    {
        LocalServerOptions options = optionsFor("good");
        options.program = m_home.path() + "/none";
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr(options.program.toStdString()));
    }

    TEST_F(LocalServerTest, SaysThatTheProgramCannotRun)
    {
        LocalServerOptions options = optionsFor("good");
        options.program = options.sampleConfig;
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("could not be started"));
    }

    TEST_F(LocalServerTest, SaysThatItsFolderCannotBeMade)
    {
        LocalServerOptions options = optionsFor("good");
        QFile inTheWay(m_home.path() + "/file");
        ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
        options.folder = inTheWay.fileName() + "/local";
        const auto server = make(options);
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        EXPECT_THAT(m_events, ElementsAre("failed"));
        EXPECT_THAT(m_words, HasSubstr("could not be made"));
    }

    TEST_F(LocalServerTest, EndsTheServerWithItself)
    {
        auto server = make(optionsFor("good"));
        server->start();
        ASSERT_TRUE(waitForEvents(1));
        const auto process = static_cast<pid_t>(server->processId());
        server.reset();
        EXPECT_EQ(::kill(process, 0), -1) << "the server outlived its launcher";
    }

} // namespace
} // namespace zs::launcher
