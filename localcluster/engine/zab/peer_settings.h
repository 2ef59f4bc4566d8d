// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/quorum/election_greeting.h"
#include "localcluster/engine/quorum/quorum_verifier.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::engine {

/// A member as the configuration names it.
struct Member {
    bool observer = false;
    std::vector<HostPort> quorum;   ///< Where it listens for learners while it leads.
    std::vector<HostPort> election; ///< Where it always listens.
    std::optional<HostPort> client = {}; ///< Absent where each server's own file says it.
    bool operator==(const Member&) const = default;
};

/// A configuration of the ensemble. `text` is what notifications, NEWLEADER and /zookeeper/config
/// carry: its bytes must be those that Apache's servers make of the same members.
struct Membership {
    std::map<ServerId, Member> members;
    std::shared_ptr<const QuorumVerifier> verifier;
    std::string text;
};

/// What a member of an ensemble must know beside ServerSettings; defaults are Apache's.
struct PeerSettings {
    using Ms = std::chrono::milliseconds;

    ServerId self;
    bool observer = false; ///< peerType, or `:observer` on its own line.
    /// Where others find it, whether or not it is in a configuration.
    Member own = {};
    Membership membership; ///< The last one that was committed.
    /// The last one that was proposed, while it is newer than that: quorums must agree in both.
    std::optional<Membership> proposed;
    std::int32_t initLimitTicks = 10;
    std::int32_t syncLimitTicks = 5;
    std::int32_t connectToLearnerMasterLimitTicks = 0; ///< 0: initLimit.
    std::size_t commitLogCount = 500;
    double snapshotSizeFactor = 0.33; ///< < 0: the log on disk is never read for a learner.
    bool forceSnapshotSync = false;
    bool leaderServes = true;
    bool syncEnabled = true; ///< Observers log what they are told.
    bool readOnlyMode = false;
    Ms minNotificationInterval{200};
    Ms maxNotificationInterval{60'000};
    /// This counter of a zxid is never proposed: the leader steps down for a new epoch. Tests lower
    /// it.
    std::uint32_t counterLimit = 0xffffffff;
    /// Learners that are not in the configuration: at most so many, and only with reconfig on.
    std::size_t maxStrangers = 10;
    /// What waits for one learner; above it the connection is closed and the learner comes back.
    std::size_t learnerOutputLimitBytes = std::size_t(256) << 20;
    /// So many observers at once are brought up to date, by SNAP and otherwise; others are turned
    /// away and come again. Voters never are, but they count.
    std::size_t maxConcurrentSnapSyncs = 10;
    std::size_t maxConcurrentDiffSyncs = 100;
    /// A leader's tree that is larger, as the stream behind SNAP, is refused; io: all memory.
    std::size_t maxTreeBytes = std::size_t(16) << 30;

    [[nodiscard]] QuorumRule rule() const
    {
        return QuorumRule(membership.verifier, proposed ? proposed->verifier : nullptr);
    }
    /// As the committed configuration names it, else as the proposed one; null: neither does.
    [[nodiscard]] const Member* find(ServerId id) const
    {
        for (const Membership* known : {&membership, proposed ? &*proposed : nullptr}) {
            if (!known)
                continue;
            if (const auto at = known->members.find(id); at != known->members.end())
                return &at->second;
        }
        return nullptr;
    }
    /// What NEWLEADER carries: the last one that was seen.
    [[nodiscard]] const Membership& lastSeen() const { return proposed ? *proposed : membership; }
};

} // namespace zs::engine
