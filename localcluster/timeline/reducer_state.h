// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/happening.h"
#include "localcluster/timeline/picture.h"

namespace zs::timeline {

/// Bounds of what a picture holds, so that key frames stay small whatever a trace tells.
struct PictureLimits {
    static constexpr std::size_t servers = 64;
    static constexpr std::size_t linksOfServer = 128;
    static constexpr std::size_t voteRows = 96;
    static constexpr std::size_t transactions = 32;
    static constexpr std::size_t faults = 64;
    static constexpr std::size_t sessions = 512;
    static constexpr std::size_t syncs = 64;
    static constexpr std::size_t sends = 512; ///< Packets that nobody saw arrive yet.
    static constexpr std::size_t sendsOfLink = 64;
    static constexpr std::size_t digests = 32;
    static constexpr std::size_t closedSessions = 64;
    static constexpr std::size_t textBytes = 512;
    static constexpr std::size_t listedServers = 64;
};

/// A packet that left, and that nobody saw arrive yet.
struct OpenSend {
    ServerId from;
    ServerId to;
    trace::Port port = trace::Port::quorum;
    std::string type;
    std::optional<Zxid> zxid;
    std::int64_t bytes = 0;
    std::int64_t link = 0; ///< 0: a notification.
    std::optional<trace::Vote> vote;
    std::int64_t round = 0;
    trace::ServerState senderState = trace::ServerState::looking;
    bool stale = false;
    bool abandoned = false; ///< Its connection is closed: it counts only if it does arrive.
    bool inferred = false;
    Instant sentAt;
    MomentIndex moment = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.from, r.to, r.port, r.type, r.zxid, r.bytes, r.link, r.vote, r.round,
            r.senderState, r.stale, r.abandoned, r.inferred, r.sentAt, r.moment);
    }
    bool operator==(const OpenSend&) const = default;
};

/// Who has told which digest at one zxid.
struct DigestVotes {
    Zxid zxid;
    std::uint64_t digest = 0;
    std::vector<ServerId> servers;
    static constexpr auto fields(auto& r) { return std::tie(r.zxid, r.digest, r.servers); }
    bool operator==(const DigestVotes&) const = default;
};

/// Whether the cluster serves, and what the last failover costs.
struct ServiceState {
    std::optional<ServerId> leader; ///< Under whom it serves; none: nobody commits.
    std::optional<Instant> lostAt;
    std::optional<ServerId> lostLeader;
    std::optional<Instant> returnedAt; ///< Its cost is not told yet.
    std::vector<SessionId> displaced;  ///< Sessions that were there, and are not back yet.
    std::int64_t moved = 0;
    std::int64_t expired = 0;
    std::optional<std::int64_t> lostWrites;
    Zxid committedBefore;
    std::int64_t durationNs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.leader, r.lostAt, r.lostLeader, r.returnedAt, r.displaced, r.moved,
            r.expired, r.lostWrites, r.committedBefore, r.durationNs);
    }
    bool operator==(const ServiceState&) const = default;
};

/// Texts and lists of a trace, cut to what a picture may hold.
[[nodiscard]] std::string cutText(const std::string& text);
[[nodiscard]] std::vector<ServerId> cutList(const std::vector<ServerId>& ids);

/// Sums of figures that a trace tells: a hostile one wraps round and does no harm.
[[nodiscard]] constexpr std::int64_t wrappingSum(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// What the reducer knows after some moment: the picture, and what it needs to go on.
struct ReducerState {
    ClusterPicture picture;
    ServiceState service;
    std::vector<OpenSend> sends; ///< In the order of sending.
    std::vector<DigestVotes> digests;
    std::vector<SessionId> closedSessions; ///< Lately, so that a slow server's line is no opening.
    Zxid committed; ///< The highest that any server told as committed.
    std::optional<std::int64_t> wallNs; ///< Of the first stream …
    Instant mono;                       ///< … at this time.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.picture, r.service, r.sends, r.digests, r.closedSessions, r.committed,
            r.wallNs, r.mono);
    }
    bool operator==(const ReducerState&) const = default;
};

} // namespace zs::timeline
