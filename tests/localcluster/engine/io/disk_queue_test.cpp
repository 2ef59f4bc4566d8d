// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/member_folder.h"

#include <asio/signal_set.hpp>
#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// Keeps what it is told, as words.
class Told final : public DiskQueue::Owner {
public:
    void logged(Zxid last) override { add("logged " + toText(last)); }
    void epochWritten(EpochFile file, std::int64_t epoch) override
    {
        add((file == EpochFile::accepted ? "accepted " : "current ") + std::to_string(epoch));
    }
    void truncated(RecoveredState state) override
    {
        add("truncated " + toText(state.tree->lastProcessed()));
    }
    void truncationImpossible(const Error& why) override { add("impossible " + why.detail); }
    void treeSaved(Zxid zxid) override { add("saved " + toText(zxid)); }
    void logRead(QuorumLink link, std::optional<DiskQueue::Entries> entries) override
    {
        add("read " + std::to_string(link.value) + " "
            + (entries ? std::to_string(entries->size()) : "nothing"));
    }
    void diskFailed(const Error& why) override { add("failed " + why.detail); }
    void diskMended(PeerHistory history) override
    {
        add("mended " + toText(history.state.tree->lastProcessed()) + " "
            + std::to_string(history.acceptedEpoch));
    }
    void historyUnusable(const Error& why) override { add("unusable " + why.detail); }
    void logReported(const LogReport&) override {}
    void historyChanges() override {}
    [[nodiscard]] const DataTree& tree() const override { return saved; }
    [[nodiscard]] storage::SnapshotHead snapshotHead() const override { return {}; }

    std::vector<std::string> words;
    DataTree saved;

private:
    void add(std::string word) { words.push_back(std::move(word)); }
};

class Queueing : public testing::Test {
protected:
    Queueing()
    {
        folder.begin(3);
        queue.emplace(
            loop, poll, bell, folder.config, folder.directories, filesMutex, Zxid(), told);
        awaitChild();
    }
    void awaitChild()
    {
        signals.async_wait([this](const asio::error_code& error, int) {
            if (!error) {
                queue->onChildEnded();
                awaitChild();
            }
        });
    }
    /// Kills the next child of this program, which has one at a time.
    void killNextChild()
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < deadline) {
            std::ifstream children("/proc/self/task/" + std::to_string(::gettid()) + "/children");
            pid_t child = 0;
            if (children >> child && child != killed) {
                killed = child;
                ASSERT_EQ(::kill(child, SIGKILL), 0);
                return;
            }
            poll.turn(std::chrono::milliseconds(100));
        }
        FAIL() << "no child was started";
    }
    void runUntil(std::size_t count)
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (told.words.size() < count && std::chrono::steady_clock::now() < deadline)
            poll.turn(std::chrono::seconds(1));
    }

    pid_t killed = 0;
    MemberFolder folder;
    std::mutex filesMutex;
    asio::io_context loop;
    asio::signal_set signals {loop, SIGCHLD};
    static constexpr std::uint64_t bell = 1;
    PollSet poll {loop, [this](std::uint64_t, std::uint32_t) { queue->onBell(); }};
    Told told;
    std::optional<DiskQueue> queue;
};

TEST_F(Queueing, TasksAreDoneInOrderWhateverTheirKind)
{
    queue->add(WriteEpoch {EpochFile::accepted, 4});
    queue->add(MemberFolder::append(Zxid(1, 1), 3));
    queue->add(MemberFolder::append(Zxid(1, 4)));
    queue->add(WriteEpoch {EpochFile::current, 4});
    queue->add(MemberFolder::append(Zxid(1, 5)));
    queue->add(TruncateLog {Zxid(1, 2)});
    queue->add(MemberFolder::append(Zxid(2, 1)));
    runUntil(7);
    EXPECT_THAT(told.words,
        ElementsAre("accepted 4", "logged 0x100000003", "logged 0x100000004", "current 4",
            "logged 0x100000005", "truncated 0x100000002", "logged 0x200000001"));
    queue->finish();
    EXPECT_EQ(readEpochs(folder.directories.snapshots, Zxid(1, 1))->accepted, 4);
    folder.config.dbAutocreate = false;
    const auto found = recoverTree(
        folder.directories, folder.config, recoveryOptions(folder.config), told.saved);
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(found->lastProcessed, Zxid(2, 1));
    EXPECT_EQ(found->replayed, 3U);
}

TEST_F(Queueing, ASavedTreeReplacesTheHistoryAboveIt)
{
    queue->add(MemberFolder::append(Zxid(3, 1), 2));
    told.saved.apply(MemberFolder::txn(Zxid(2, 7)).header, MemberFolder::txn(Zxid(2, 7)).body);
    queue->add(SaveTree {Zxid(2, 7)});
    queue->add(MemberFolder::append(Zxid(2, 8)));
    runUntil(3);
    EXPECT_THAT(told.words,
        ElementsAre("logged 0x300000002", "saved 0x200000007", "logged 0x200000008"));
    queue->finish();
    EXPECT_THAT(folder.files("snapshot."), ElementsAre("snapshot.200000007"));
    EXPECT_THAT(folder.files("log."), ElementsAre("log.200000008"));
}

/// The child writes into a pipe that nobody reads until it is killed.
TEST_F(Queueing, AKilledProcessThatSavesATreeIsStartedAgain)
{
    const std::string temporary = folder.directories.snapshots + "/new-snapshot.tmp";
    ASSERT_EQ(::mkfifo(temporary.c_str(), 0600), 0);
    told.saved.apply(MemberFolder::txn(Zxid(2, 7)).header, MemberFolder::txn(Zxid(2, 7)).body);
    queue->add(SaveTree{Zxid(2, 7)});
    killNextChild();
    ASSERT_EQ(::unlink(temporary.c_str()), 0);
    runUntil(1);
    EXPECT_THAT(told.words, ElementsAre("saved 0x200000007"));
    EXPECT_EQ(folder.foundLast(), "0x200000007");
}

TEST_F(Queueing, ATreeWhoseProcessIsKilledEachTimeIsAFailure)
{
    const std::string temporary = folder.directories.snapshots + "/new-snapshot.tmp";
    ASSERT_EQ(::mkfifo(temporary.c_str(), 0600), 0);
    queue->add(SaveTree{Zxid(2, 7)});
    for (int i = 0; i < DiskQueue::mostSaves; ++i)
        killNextChild();
    runUntil(1);
    EXPECT_THAT(told.words, ElementsAre(HasSubstr("its process was killed")));
    EXPECT_TRUE(queue->isFailed());
}

/// Who purges while the history is cut would delete what it is cut back to.
TEST_F(Queueing, TheHistoryIsNotCutWhileAPurgeHoldsTheFiles)
{
    queue->add(MemberFolder::append(Zxid(1, 1), 3));
    runUntil(1);
    std::unique_lock purging(filesMutex);
    queue->add(TruncateLog{Zxid(1, 1)});
    poll.turn(std::chrono::milliseconds(50));
    EXPECT_THAT(told.words, ElementsAre("logged 0x100000003"));
    EXPECT_EQ(folder.foundLast(), "0x100000003");
    purging.unlock();
    runUntil(2);
    EXPECT_EQ(told.words.back(), "truncated 0x100000001");
}

TEST_F(Queueing, ReadingTheLogStandsBesideTheQueue)
{
    queue->add(MemberFolder::append(Zxid(1, 1), 3));
    runUntil(1);
    queue->add(ReadLog {QuorumLink {7}, Zxid(1, 2), -1});
    runUntil(2);
    queue->add(ReadLog {QuorumLink {8}, Zxid(1, 2), 5});
    runUntil(3);
    EXPECT_THAT(told.words, ElementsAre("logged 0x100000003", "read 7 2", "read 8 nothing"));
}

TEST_F(Queueing, RollBeginsANewFileBehindWhatWasAdded)
{
    queue->add(WriteEpoch {EpochFile::accepted, 4});
    queue->add(MemberFolder::append(Zxid(1, 1), 2));
    queue->roll();
    queue->add(MemberFolder::append(Zxid(1, 3)));
    runUntil(3);
    EXPECT_THAT(folder.files("log."), ElementsAre("log.100000001", "log.100000003"));
}

/// What a reconfiguration proposes is on disk before its record.
TEST_F(Queueing, AConfigurationIsKeptBeforeWhatComesBehindIt)
{
    const std::string file = folder.directories.snapshots + "/zoo.cfg";
    queue->keepConfigAt(file);
    queue->add(WriteConfig {"server.1=h:1:2\nversion=5", 5});
    queue->add(MemberFolder::append(Zxid(1, 1)));
    runUntil(1);
    EXPECT_EQ(readTextFile(file + ".dynamic.next").value(), "server.1=h:1:2\nversion=5");
    // One that cannot be kept stops nothing.
    queue->keepConfigAt(file + "/missing/zoo.cfg");
    queue->add(WriteConfig {"server.1=h:1:2\nversion=6", 6});
    queue->add(MemberFolder::append(Zxid(1, 2)));
    runUntil(2);
    EXPECT_THAT(told.words, ElementsAre("logged 0x100000001", "logged 0x100000002"));
}

TEST_F(Queueing, HistoryThatCannotBeCutIsToldAndLeftAlone)
{
    queue->add(MemberFolder::append(Zxid(1, 1), 2));
    runUntil(1);
    ASSERT_EQ(::unlink((folder.directories.snapshots + "/snapshot.0").c_str()), 0);
    queue->add(TruncateLog {Zxid(1, 1)});
    runUntil(2);
    ASSERT_EQ(told.words.size(), 2U);
    EXPECT_THAT(told.words[1], StartsWith("impossible the history cannot be cut back"));
    EXPECT_FALSE(queue->isFailed());
    EXPECT_THAT(folder.files("log."), ElementsAre("log.100000001"));
    queue->add(MemberFolder::append(Zxid(1, 3))); // The log goes on.
    runUntil(3);
    EXPECT_EQ(told.words.back(), "logged 0x100000003");
}

/// A limit on file sizes is what a full disk is: writes fail with EFBIG.
TEST_F(Queueing, AFullDiskFailsWhatWasQueuedAndMendsWhenThereIsRoom)
{
    struct rlimit before {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    queue->add(WriteEpoch {EpochFile::accepted, 4});
    queue->add(MemberFolder::append(Zxid(1, 1), 2));
    runUntil(2);
    const rlimit full {4, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    queue->add(MemberFolder::append(Zxid(1, 3)));
    queue->add(WriteEpoch {EpochFile::current, 4});
    runUntil(3);
    ASSERT_EQ(told.words.size(), 3U);
    EXPECT_THAT(told.words[2], StartsWith("failed "));
    queue->add(MemberFolder::append(Zxid(1, 4))); // Too late: dropped.
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    runUntil(4);
    ASSERT_EQ(told.words.size(), 4U);
    EXPECT_EQ(told.words[3], "mended 0x100000002 4");
    queue->add(MemberFolder::append(Zxid(1, 3)));
    runUntil(5);
    EXPECT_EQ(told.words.back(), "logged 0x100000003");
    queue->finish();
    EXPECT_EQ(folder.foundLast(), "0x100000003");
}

TEST_F(Queueing, FinishTellsOfWhatItStillWrote)
{
    queue->add(MemberFolder::append(Zxid(1, 1), 2));
    queue->finish();
    EXPECT_THAT(told.words, ElementsAre("logged 0x100000002"));
}

} // namespace
} // namespace zs::engine::io
