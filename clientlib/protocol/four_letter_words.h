// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/path.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zs::flw {

// The answers of servers to four-letter words as values. Formats: Apache ZooKeeper 3.4 to 3.9.
// Each parser fails with `protocol`, naming the line that it could not read, or with what
// `checkAnswer` finds. Lines that a parser does not know are passed over: newer servers add some.

/// What stands for "no answer": fails with noAuth when the word is not whitelisted on the server
/// (the text says which setting opens it), with unreachable when the server serves nobody yet.
[[nodiscard]] Result<void> checkAnswer(std::string_view word, std::string_view answer);

/// Answer of `srvr`; `stat` has the same and the clients.
struct ServerStats {
    std::string version;
    bool readOnly = false;
    double minLatencyMs = 0, avgLatencyMs = 0, maxLatencyMs = 0;
    std::int64_t received = 0, sent = 0, connections = 0, outstanding = 0; ///< Packets; counts.
    Zxid zxid;
    std::string mode; ///< standalone, leader, follower, observer or read-only.
    std::int64_t nodeCount = 0;
    bool operator==(const ServerStats&) const = default;
};
[[nodiscard]] Result<ServerStats> parseSrvr(std::string_view answer);

/// One line of `cons` or of the clients of `stat`; what a line does not tell is empty or 0.
struct ClientConnection {
    std::string address; ///< "ip:port"
    std::int64_t queued = 0, received = 0, sent = 0;
    SessionId session; ///< 0: none, as for the connection that asks.
    std::string lastOperation; ///< e.g. GETC
    std::int64_t establishedMs = 0; ///< Wall clock, since 1970.
    std::int64_t timeoutMs = 0;
    Zxid lastZxid;
    double minLatencyMs = 0, avgLatencyMs = 0, maxLatencyMs = 0;
    bool operator==(const ClientConnection&) const = default;
};
[[nodiscard]] Result<std::vector<ClientConnection>> parseCons(std::string_view answer);

/// Answer of `mntr`: every metric that is a number, without its "zk_".
struct Monitor {
    std::string version;
    std::string state; ///< As `mode` of srvr.
    std::map<std::string, double> metrics;
    /// The metric, or nothing where this server does not tell it.
    [[nodiscard]] std::optional<double> metric(const std::string& name) const;
};
[[nodiscard]] Result<Monitor> parseMntr(std::string_view answer);

/// Answers of `conf`, `envi` and `dirs`: key and value by line; lines without either are left out.
using Settings = std::map<std::string, std::string>;
[[nodiscard]] Result<Settings> parseSettings(std::string_view word, std::string_view answer);

/// Answer of `wchs`.
struct WatchSummary {
    std::int64_t connections = 0, paths = 0, watches = 0;
    bool operator==(const WatchSummary&) const = default;
};
[[nodiscard]] Result<WatchSummary> parseWchs(std::string_view answer);

/// Answers of `wchc` and `wchp`: who watches what (data watches alone, as servers count them).
[[nodiscard]] Result<std::map<SessionId, std::vector<Path>>> parseWchc(std::string_view answer);
[[nodiscard]] Result<std::map<Path, std::vector<SessionId>>> parseWchp(std::string_view answer);

/// Answer of `dump`: the sessions that the server tracks, and the ephemeral nodes by session.
struct SessionDump {
    std::vector<SessionId> sessions;
    std::map<SessionId, std::vector<Path>> ephemerals;
};
[[nodiscard]] Result<SessionDump> parseDump(std::string_view answer);

/// One line of `hash`: the digest of the data tree at a transaction.
struct TreeDigest {
    Zxid zxid;
    std::uint64_t digest = 0;
    bool operator==(const TreeDigest&) const = default;
};
[[nodiscard]] Result<std::vector<TreeDigest>> parseHash(std::string_view answer);

/// Answer of `isro`. Fails: protocol for another answer, e.g. `null` of a server that starts.
[[nodiscard]] Result<bool> parseIsReadWrite(std::string_view answer);

} // namespace zs::flw
