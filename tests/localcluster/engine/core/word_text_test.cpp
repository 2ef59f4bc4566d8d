// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>
#include <sstream>

namespace zs::engine::test {
namespace {

    using namespace std::chrono_literals;

    /// More clients than one slice has lines, each with an ephemeral and two watches.
    class WordTextTest : public testing::Test {
    protected:
        static constexpr int clientCount = 1200;

        WordTextTest() : m_harness(settings())
        {
            for (int i = 0; i < clientCount; ++i) {
                const ConnectionId id = m_harness.openSession(30'000);
                const std::string path = "/e" + std::to_string(i);
                EXPECT_EQ(m_harness.create(id, path, CreateMode::ephemeral), Errc::ok);
                for (const std::string& watched : {path, std::string("/common")}) {
                    const WatchingPathRequest exists{Path(watched), true};
                    static_cast<void>(m_harness.call(id, OpCode::exists, exists));
                }
                m_clients.push_back(id);
            }
        }
        static ServerSettings settings()
        {
            ServerSettings settings;
            settings.fourLetterWords = {"*"};
            settings.expensiveWordsPerSecond = 0;
            return settings;
        }
        ConnectionId ask(std::string_view word)
        {
            const ConnectionId id = m_harness.connect();
            m_harness.send(id, viewOf(word));
            return id;
        }
        std::vector<std::string> linesOf(ConnectionId id)
        {
            std::istringstream text{std::string(textOf(m_harness.received(id)))};
            std::vector<std::string> lines;
            for (std::string line; std::getline(text, line);)
                lines.push_back(line);
            return lines;
        }
        std::vector<std::string> finished(ConnectionId id)
        {
            for (int turn = 0; turn < 100 && !m_harness.closed(id); ++turn)
                m_harness.advance(0ms);
            EXPECT_TRUE(m_harness.closed(id));
            return linesOf(id);
        }
        static std::ptrdiff_t count(const std::vector<std::string>& lines, std::string_view part)
        {
            return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
                return line.find(part) != std::string::npos;
            });
        }

        ServerHarness m_harness;
        std::vector<ConnectionId> m_clients;
    };

    TEST_F(WordTextTest, LongAnswersComeInSlicesAndAreComplete)
    {
        for (const char* word : {"cons", "dump", "stat", "wchc", "wchp"}) {
            const ConnectionId id = ask(word);
            EXPECT_FALSE(m_harness.closed(id)) << word << ": all of it in one turn";
            EXPECT_LE(linesOf(id).size(), 600u) << word;
            const std::vector<std::string> lines = finished(id);
            const std::string_view what = word;
            if (what == "cons" || what == "stat") {
                EXPECT_EQ(count(lines, " /127.0.0.1:"), clientCount + 1) << word;
            } else if (what == "dump") {
                EXPECT_EQ(count(lines, "\t/e"), clientCount);
                EXPECT_EQ(count(lines, "\tip: /"), clientCount + 1);
                EXPECT_EQ(count(lines, "\t0x"), clientCount);
                EXPECT_EQ(count(lines, "Sessions with Ephemerals (1200):"), 1);
            } else if (what == "wchc") {
                EXPECT_EQ(count(lines, "\t/e"), clientCount);
                EXPECT_EQ(count(lines, "\t/common"), clientCount);
                EXPECT_EQ(count(lines, "0x"), clientCount);
            } else {
                EXPECT_EQ(count(lines, "\t0x"), 2 * clientCount);
                EXPECT_EQ(count(lines, "/"), clientCount + 1) << "each path once";
            }
        }
    }

    TEST_F(WordTextTest, OthersAreServedBetweenTheSlices)
    {
        const ConnectionId id = ask("cons");
        const WatchingPathRequest exists{Path("/e7"), false};
        EXPECT_EQ(m_harness.call(m_clients[3], OpCode::exists, exists).err(), Errc::ok);
        EXPECT_FALSE(m_harness.closed(id));
        EXPECT_EQ(count(finished(id), "sid=0x"), clientCount);
    }

    TEST_F(WordTextTest, WhatChangesMeanwhileMakesNoWrongLines)
    {
        const ConnectionId byPath = ask("wchp"), byConnection = ask("wchc"), gone = ask("dump");
        m_harness.drop(gone);
        for (int i = 0; i < clientCount; ++i) {
            if (i % 3 != 0)
                m_harness.drop(m_clients[i]);
        }
        const ConnectionId late = m_harness.openSession(30'000);
        const WatchingPathRequest other{Path("/other"), true};
        EXPECT_EQ(m_harness.call(late, OpCode::exists, other).err(), Errc::noNode);
        const ConnectionId again = ask("ruok"); // On the slot of one that asked before.
        EXPECT_EQ(textOf(m_harness.received(again)), "imok");
        // Each session still has its own ephemeral's path, or none.
        std::string path;
        for (const std::string& line : finished(byPath)) {
            if (line.starts_with("/"))
                path = line;
            EXPECT_FALSE(line.empty() && path.empty());
        }
        const std::vector<std::string> lines = finished(byConnection);
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            if (lines[i].starts_with(toText(m_harness.sessionOf(late)))) {
                EXPECT_EQ(lines[i + 1], "\t/other");
            }
        }
    }

} // namespace
} // namespace zs::engine::test
