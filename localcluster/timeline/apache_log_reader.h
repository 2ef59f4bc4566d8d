// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zs::timeline {

/// Concludes moments from the log lines of an Apache ZooKeeper 3.8 server (FastLeaderElection,
/// QuorumPeer, Leader, Follower, LearnerHandler, Learner; logback's and log4j's default layouts).
/// All are `inferred`: states, rounds, votes, notifications that came in, elected, epochs, sync
/// modes. Nothing is told that no line says: no packets, no sent notifications.
/// Lines of other classes and later versions are ignored. Memory: bounded; a line is read up to
/// 16 KiB. Pure: times come from the lines (they have milliseconds), through `Clock`.
class ApacheLogReader {
public:
    /// How the log's local calendar time maps to the monotonic clock.
    struct Clock {
        std::chrono::seconds utcOffset{0}; ///< Of the log's time zone.
        std::int64_t wallNs = 0;           ///< One time on the calendar (since 1970, UTC) …
        Instant mono;                      ///< … and the same one on the monotonic clock.
    };

    ApacheLogReader(ServerId self, Clock clock) : m_self(self), m_clock(clock) {}

    /// Bytes of the log as they come, in pieces of any size; yields what they say.
    [[nodiscard]] std::vector<Moment> feed(std::string_view bytes);
    /// Lines that were understood.
    [[nodiscard]] std::uint64_t understood() const { return m_understood; }

private:
    struct Parsed {
        Instant t;
        std::string_view logger;  ///< Class without its package.
        std::string_view thread;
        std::string_view message;
    };
    [[nodiscard]] bool parse(std::string_view line, Parsed& parsed) const;
    void take(std::string_view line, std::vector<Moment>& out);
    void takeElection(const Parsed& line, std::vector<Moment>& out);
    void takePeer(const Parsed& line, std::vector<Moment>& out);
    void takeLeader(const Parsed& line, std::vector<Moment>& out);
    void takeHandler(const Parsed& line, std::vector<Moment>& out);
    void takeLearner(const Parsed& line, std::vector<Moment>& out);
    void tell(const Parsed& line, trace::Event event, std::vector<Moment>& out);
    void enter(const Parsed& line, trace::ServerState state, std::string why,
        std::vector<Moment>& out);

    ServerId m_self;
    Clock m_clock;
    std::string m_rest;
    bool m_skipping = false; ///< The rest of a line that is too long.
    std::uint64_t m_n = 0;
    std::uint64_t m_understood = 0;
    Instant m_last = Instant::min();
    trace::ServerState m_state = trace::ServerState::down;
    std::int64_t m_round = 0;
    std::map<std::string, trace::SyncEvent, std::less<>> m_choosing; ///< By the handler's thread.
};

} // namespace zs::timeline
