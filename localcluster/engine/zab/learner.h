// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/replica.h"

namespace zs::engine {

/// A follower or an observer, from the end of the election to the end of its service.
/// QuorumPeer tells it what happened; what it wants done goes into Replica's effects. After each
/// call QuorumPeer asks `over` and `servedEpoch`. The destructor does nothing outside.
/// Threads: none; one at a time.
class Learner {
public:
    /// `replica` must outlive it.
    Learner(Replica& replica, ServerId leader);
    ~Learner();
    /// Dials.
    void start(Now now);

    void dialled(std::uint64_t attempt, QuorumLink link, Now now);
    void dialFailed(std::uint64_t attempt, std::string_view why, Now now);
    void received(QuorumLink link, ByteView bytes, Now now);
    void closed(QuorumLink link, std::string_view why, Now now);
    void backlog(QuorumLink link, std::size_t sizeBytes, Now now);

    // The disk's completions; the replica has taken them in already.
    void logged(Zxid last, Now now);
    void epochWritten(EpochFile file, std::int64_t epoch, Now now);
    void truncated(Now now);
    void treeSaved(Zxid zxid, Now now);

    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    /// Ends the role from outside (QuorumPeer): closes the link. The replica's clients are closed
    /// by QuorumPeer.
    void end(const std::string& why, Now now);
    /// Why the role is over; nothing: it goes on.
    [[nodiscard]] const std::optional<std::string>& over() const;
    /// Set once synchronization is over and clients are served.
    [[nodiscard]] std::optional<std::int64_t> servedEpoch() const;

    void fillFigures(ServerFigures& figures) const;

private:
    struct State;
    std::unique_ptr<State> m;
};

/// What serves clients that ask for it while there is no quorum: the tree as it is, read-only, with
/// sessions of its own that nobody else knows. Source: ReadOnlyZooKeeperServer of 3.8.
/// QuorumPeer makes one while LOOKING; `Replica::stopServing` and its destructor end it.
class ReadOnlyService {
public:
    ReadOnlyService(Replica& replica, SessionId firstSession);
    ~ReadOnlyService();
    void start(Now now);
    void tick(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;
    void fillFigures(ServerFigures& figures) const;

private:
    struct State;
    std::unique_ptr<State> m;
};

} // namespace zs::engine
