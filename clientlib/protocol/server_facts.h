// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zs::flw {

/// How large the proposals of a leader were.
struct ProposalBytes {
    std::int64_t last = 0; ///< -1: none yet.
    std::int64_t min = 0;
    std::int64_t max = 0;
    bool operator==(const ProposalBytes&) const = default;
};

/// What a server tells about itself (`srvr`, /commands/server_stats). Pure values, from either
/// channel. Figures count since its start or the last `srst`.
struct ServerStats {
    std::string version; ///< As printed: "3.8.0-…, built on …".
    std::string mode;    ///< standalone, leader, follower, observer, read-only; as printed.
    bool readOnly = false;
    double minLatencyMs = 0;
    double avgLatencyMs = 0; ///< Whole milliseconds from servers before 3.5.
    double maxLatencyMs = 0;
    std::int64_t received = 0; ///< Packets.
    std::int64_t sent = 0;     ///< Packets.
    std::int64_t connections = 0;
    std::int64_t outstanding = 0; ///< Requests in work.
    Zxid zxid;
    std::int64_t nodeCount = 0; ///< The root counts twice in Apache's servers.
    std::optional<ProposalBytes> proposals; ///< From leaders since 3.5 alone.
    bool operator==(const ServerStats&) const = default;
};

/// The session of a connection.
struct SessionInfo {
    SessionId id;
    std::string lastOperation;    ///< "GETC", "PING" … or "NA".
    std::int64_t establishedMs = 0; ///< Wall clock of the server, since 1970.
    std::int64_t timeoutMs = 0;
    std::optional<std::int64_t> lastCxid; ///< Missing before the first request.
    Zxid lastZxid;                ///< -1 before the first request.
    std::int64_t lastResponseMs = 0; ///< On a clock of the server's own.
    std::int64_t lastLatencyMs = 0;
    std::int64_t minLatencyMs = 0;
    std::int64_t avgLatencyMs = 0;
    std::int64_t maxLatencyMs = 0;
    bool operator==(const SessionInfo&) const = default;
};

/// One connection to a server (`cons`, and in short in `stat`).
struct ConnectionInfo {
    std::string address;         ///< "host:port" as printed, without the leading slash.
    std::int32_t interestOps = 0; ///< 1 reads, 4 writes, 0 neither.
    std::int64_t queued = 0;
    std::int64_t received = 0;
    std::int64_t sent = 0;
    bool secure = false; ///< Told by the AdminServer alone.
    /// Missing in `stat`, and for a connection without a session.
    std::optional<SessionInfo> session;
    bool operator==(const ConnectionInfo&) const = default;
};

struct StatAnswer {
    ServerStats server;
    std::vector<ConnectionInfo> connections;
    bool operator==(const StatAnswer&) const = default;
};

/// `mntr`: all metrics. Names without the prefix "zk_"; some are known to few versions.
struct Monitor {
    std::map<std::string, std::string, std::less<>> values;

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    /// Nothing when it is missing or no whole number.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    [[nodiscard]] std::optional<double> number(std::string_view name) const;
    bool operator==(const Monitor&) const = default;
};

/// `conf`. What a version or a role does not tell is missing.
struct Configuration {
    /// By their names in zoo.cfg, also from the AdminServer: clientPort, dataDir, tickTime …
    std::map<std::string, std::string, std::less<>> settings;
    /// The lines of an ensemble's membership: "server.1=…", "version=…". From `conf` alone.
    std::vector<std::string> membership;

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    bool operator==(const Configuration&) const = default;
};

/// `envi`: Java's and the system's properties.
using Environment = std::map<std::string, std::string, std::less<>>;

/// `dump`: sessions and ephemerals. A follower tells all global sessions but not their expiry.
struct SessionDump {
    struct Bucket {
        std::string when; ///< A date as Java prints it, or milliseconds of the server's own clock.
        std::vector<SessionId> sessions;
        bool operator==(const Bucket&) const = default;
    };
    std::vector<Bucket> expiries;
    struct GlobalSession {
        SessionId id;
        std::int64_t timeoutMs = 0;
        bool operator==(const GlobalSession&) const = default;
    };
    std::vector<GlobalSession> globalSessions; ///< From followers and observers alone.
    std::map<SessionId, std::vector<std::string>> ephemerals; ///< Paths by owner.
    struct Connection {
        std::string address;
        SessionId session; ///< 0: none.
        bool operator==(const Connection&) const = default;
    };
    std::vector<Connection> connections; ///< From the word alone, since 3.5.
    bool operator==(const SessionDump&) const = default;
};

/// `wchs`. Apache's servers count data watches alone here.
struct WatchSummary {
    std::int64_t connections = 0;
    std::int64_t paths = 0;
    std::int64_t watches = 0;
    bool operator==(const WatchSummary&) const = default;
};
/// `wchc`: the watched paths of each session. Data watches alone.
using WatchesBySession = std::map<SessionId, std::vector<std::string>>;
/// `wchp`: the sessions that watch each path. Data watches alone.
using WatchesByPath = std::map<std::string, std::vector<SessionId>>;

struct DirectorySizes {
    std::int64_t dataBytes = 0; ///< Snapshots.
    std::int64_t logBytes = 0;  ///< Transaction logs.
    bool operator==(const DirectorySizes&) const = default;
};

/// One entry of `hash` (since 3.6): equal trees have equal digests at the same zxid.
struct TreeDigest {
    Zxid zxid;
    std::uint64_t digest = 0;
    bool operator==(const TreeDigest&) const = default;
};

/// `isro`.
enum class WriteState { readWrite, readOnly, notServing };

} // namespace zs::flw
