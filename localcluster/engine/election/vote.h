// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/engine/quorum/peer_state.h"

#include <cstdint>
#include <limits>

namespace zs::engine {

/// Whom a server wants to lead. Members stand in FLE's order of precedence, so `<` *is* the
/// protocol's rule: the newer epoch, then the longer history, then the higher id.
struct Vote {
    std::int64_t epoch = 0; ///< currentEpoch of `leader`; once it serves, the epoch served.
    Zxid zxid;              ///< Last logged zxid of `leader`, committed or not.
    ServerId leader;
    friend constexpr auto operator<=>(const Vote&, const Vote&) = default;

    /// The number that stands for "none" in the votes of observers and of servers that are not in
    /// the configuration.
    static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
};

/// A vote as it was heard from a server, with what its sender was doing.
struct HeardVote {
    Vote vote;
    std::int64_t round = 0;
    std::int32_t version = 0; ///< Of the notification; 0: ZooKeeper 3.4.
    PeerState state = PeerState::looking;
};

/// Whether two heard votes back the same leadership. While one of the senders looks, all must be
/// equal. Out of election zxid and round may differ, and the epochs of a 3.4 server too.
/// Source: Vote.equals of Apache ZooKeeper 3.8 (ZOOKEEPER-1732, ZOOKEEPER-1805).
[[nodiscard]] constexpr bool backSameLeader(const HeardVote& a, const HeardVote& b)
{
    if (a.state == PeerState::looking || b.state == PeerState::looking)
        return a.vote == b.vote && a.round == b.round;
    if ((a.version > 0) != (b.version > 0))
        return a.vote.leader == b.vote.leader;
    return a.vote.leader == b.vote.leader && a.vote.epoch == b.vote.epoch;
}

} // namespace zs::engine
