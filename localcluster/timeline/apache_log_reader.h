// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::timeline {

/// Concludes moments from the log lines of an Apache ZooKeeper 3.8 server (FastLeaderElection,
/// QuorumPeer, Leader, Follower, Observer, Learner, LearnerHandler; log4j's and logback's default
/// layouts at INFO). All are `inferred`: states and phases, rounds, votes, notifications that came
/// in, who was elected, how learners are synchronized, the epoch that a quorum acknowledged.
/// Nothing is told that no line says: no packets, no sent notifications, no judgements of votes.
/// Lines of other classes are ignored. Memory: bounded; a line is read up to 16 KiB.
/// Pure: times come from the lines (they have milliseconds), through `Clock`. One for each
/// process, or for several in a row. Not thread-safe.
class ApacheLogReader {
public:
    /// How the log's local calendar time maps to the monotonic clock.
    struct Clock {
        std::chrono::seconds utcOffset{0}; ///< Of the log's time zone.
        std::int64_t wallNs = 0;           ///< One time on the calendar (since 1970, UTC) …
        Instant mono;                      ///< … and the same one on the monotonic clock.
    };

    ApacheLogReader(ServerId self, Clock clock) : m_self(self), m_clock(clock) {}

    /// Bytes of the log as they come, in pieces of any size; yields what they say. Times never go
    /// back, whatever the lines say.
    [[nodiscard]] std::vector<Moment> feed(std::string_view bytes);
    /// Lines that were understood: 0 after many lines tells of another layout.
    [[nodiscard]] std::uint64_t understood() const { return m_understood; }

private:
    struct Line {
        Instant t;
        std::string_view thread;
        std::string_view logger; ///< Class, without its package and inner classes.
        std::string_view message;
    };
    [[nodiscard]] std::optional<Line> parse(std::string_view text) const;
    void take(std::string_view text);
    // By the class that logs.
    void takeElection(const Line& line);
    void takeNotification(const Line& line);
    void takePeer(const Line& line);
    void takePeerState(const Line& line);
    void takeLeader(const Line& line);
    void takeHandler(const Line& line);
    void takeChosen(const Line& line, trace::SyncMode mode, Zxid from, const char* why);
    void takeElected(const Line& line);
    void tell(const Line& line, trace::Event event);
    void enter(const Line& line, trace::ServerState state);

    static constexpr std::size_t maxLine = std::size_t(16) << 10;
    static constexpr std::size_t maxHandlers = 256;

    ServerId m_self;
    Clock m_clock;
    std::string m_rest;
    bool m_skipping = false; ///< The rest of a line that is too long.
    std::uint64_t m_n = 0;
    std::uint64_t m_understood = 0;
    Instant m_last;
    std::vector<Moment> m_out;
    trace::ServerState m_state = trace::ServerState::down;
    std::string m_why;                ///< Of the next change of the state, as a line said it.
    std::int64_t m_round = 0;         ///< 0: no vote of the present election was heard yet.
    std::optional<trace::Vote> m_vote; ///< Its own.
    std::optional<ServerId> m_leading; ///< Who told that it leads.
    std::int64_t m_epoch = 0;
    /// What a handler's thread said of its learner until it chooses a mode.
    std::map<std::string, trace::SyncEvent, std::less<>> m_choosing;
};

} // namespace zs::timeline
