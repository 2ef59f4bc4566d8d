// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/log_watcher.h"

#include "tests/localcluster/launcher/cluster_player.h"

#include <QFile>

namespace zs::launcher {
namespace {

    using testing::ElementsAre;

    class LogWatcherTest : public testing::Test {
    protected:
        // Before the watcher, which needs its event loop.
        static void SetUpTestSuite() { test::ClusterPlayer::makeApplication(); }
        void SetUp() override
        {
            QObject::connect(&m_watcher, &LogWatcher::line, &m_watcher,
                [this](int key, const QString& text) {
                    m_lines.push_back(std::to_string(key) + " " + text.toStdString());
                });
        }
        void append(const QByteArray& bytes)
        {
            QFile file(path());
            ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Append));
            file.write(bytes);
        }
        QString path() const { return m_home.path() + "/server.log"; }
        /// Runs the event loop until so many lines came.
        bool waitFor(std::size_t count)
        {
            QTimer limit;
            limit.setSingleShot(true);
            limit.start(std::chrono::seconds(20));
            while (m_lines.size() < count && limit.isActive())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            return m_lines.size() >= count;
        }

        QTemporaryDir m_home;
        LogWatcher m_watcher;
        std::vector<std::string> m_lines;
    };

    TEST_F(LogWatcherTest, TellsLinesThatAreAppendedAndNoOlderOnes)
    {
        append("old\n");
        m_watcher.watch(3, path());
        append("one\ntw");
        ASSERT_TRUE(waitFor(1));
        append("o\nthree\n");
        ASSERT_TRUE(waitFor(3));
        EXPECT_THAT(m_lines, ElementsAre("3 one", "3 two", "3 three"));
    }

    TEST_F(LogWatcherTest, BeginsWithTheTailWhenAsked)
    {
        append("a long first line\nsecond\nthird\n");
        m_watcher.watch(1, path(), 20);
        m_watcher.readNow(1);
        EXPECT_THAT(m_lines, ElementsAre("1 second", "1 third"));
    }

    TEST_F(LogWatcherTest, EndlessLineIsCutAndTakesNoMemory)
    {
        m_watcher.watch(1, path());
        append(QByteArray(1 << 20, 'x') + "\nnext\n");
        m_watcher.readNow(1);
        ASSERT_EQ(m_lines.size(), 2U);
        EXPECT_EQ(m_lines[0].size(), 2U + 16 * 1024);
        EXPECT_EQ(m_lines[1], "1 next");
    }

} // namespace
} // namespace zs::launcher
