// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

#include <gmock/gmock.h>

namespace zs::sim {

/// An ensemble whose worked example is told step by step, and asserted from the trace.
class Lesson : public testing::Test {
protected:
    /// Before anything else.
    void build(EnsembleSettings settings)
    {
        settings.seed = 20;
        settings.keepTxns = true;
        settings.minSessionTicks = 20; // No session ends unless the lesson is about it.
        m_sim = std::make_unique<Ensemble>(settings);
    }
    void build(int voters, int observers = 0)
    {
        EnsembleSettings settings;
        settings.voters = voters;
        settings.observers = observers;
        build(settings);
    }
    void TearDown() override
    {
        if (m_sim) {
            EXPECT_EQ(sim().broken(), "") << sim().trace();
        }
    }

    Ensemble& sim() { return *m_sim; }
    void start(int id) { sim().start(ServerId(id)); }
    /// Power off: what it had sent and nobody received is lost with it.
    void kill(int id) { sim().crash(ServerId(id), true); }
    engine::PeerState stateOf(int id) { return sim().server(ServerId(id)).state(); }
    bool together()
    {
        return sim().runUntil([&] { return sim().allServe(); }, 100s);
    }
    bool togetherUnder(int leader)
    {
        return sim().runUntil(
            [&] { return sim().allServe() && sim().leader() == ServerId(leader); }, 100s);
    }
    bool allEqual()
    {
        return sim().runUntil([&] { return sim().allServe() && sim().allEqual(); }, 20s);
    }
    /// A client without a load that knows one server.
    SimClient& client(int number, int server)
    {
        SimClient& client = sim().startClient(number, {ServerId(server)});
        client.stopLoad();
        EXPECT_TRUE(sim().runUntil(
            [&] { return client.state() == SessionState::connected; }, 20s))
            << sim().trace();
        return client;
    }
    SimClient::Answer answer(SimClient& client, session::RequestId id)
    {
        EXPECT_TRUE(sim().runUntil([&] { return client.answerTo(id) != nullptr; }, 60s))
            << sim().trace();
        const SimClient::Answer* found = client.answerTo(id);
        return found ? *found : SimClient::Answer{};
    }
    session::RequestId askCreate(
        SimClient& client, const char* path, CreateMode mode = CreateMode::persistent)
    {
        return client.ask(OpCode::create,
            jute::encode(CreateRequest{Path(path), Bytes{1}, openAcl(), std::int32_t(mode)}));
    }
    /// The zxid of a create that must succeed.
    Zxid create(SimClient& client, const char* path, CreateMode mode = CreateMode::persistent)
    {
        const SimClient::Answer made = answer(client, askCreate(client, path, mode));
        EXPECT_EQ(made.err, Errc::ok) << path;
        return made.zxid;
    }
    const engine::Node* find(int server, const char* path)
    {
        return sim().server(ServerId(server)).peer().tree().find(path);
    }

    template <class T>
    std::vector<T> told(int id, Instant since = {})
    {
        std::vector<T> events;
        for (const Ensemble::Traced& traced : sim().events()) {
            const T* event = std::get_if<T>(&traced.event);
            if (event && traced.server == ServerId(id) && traced.t >= since)
                events.push_back(*event);
        }
        return events;
    }
    /// The comparison by which server `id` took the vote for `leader`.
    std::optional<trace::DecidedBy> tookBy(int id, int leader, Instant since = {})
    {
        for (const auto& compare : told<trace::CompareEvent>(id, since)) {
            if (compare.theirs.leader == ServerId(leader)
                && compare.result == trace::Verdict::takes)
                return compare.by;
        }
        return std::nullopt;
    }
    trace::TallyEvent lastTally(int id)
    {
        const auto tallies = told<trace::TallyEvent>(id);
        return tallies.empty() ? trace::TallyEvent{} : tallies.back();
    }
    /// How `leader` brought `learner` up to date, last.
    trace::SyncEvent lastSync(int leader, int learner)
    {
        trace::SyncEvent last;
        for (const auto& sync : told<trace::SyncEvent>(leader)) {
            if (sync.peer == ServerId(learner))
                last = sync;
        }
        return last;
    }
    /// Types and zxids of the packets from `from` to `to`, pings left out: "PROPOSAL 0x100000002".
    std::vector<std::string> sent(int from, int to, Instant since, bool withZxid = true)
    {
        std::vector<std::string> packets;
        for (const auto& packet : told<trace::PacketEvent>(from, since)) {
            if (packet.dir == trace::Direction::out && packet.port == trace::Port::quorum
                && packet.peer == ServerId(to) && packet.type != "PING")
                packets.push_back(packet.type
                    + (withZxid && packet.zxid ? ' ' + toText(*packet.zxid) : ""));
        }
        return packets;
    }

private:
    std::unique_ptr<Ensemble> m_sim;
};

} // namespace zs::sim
