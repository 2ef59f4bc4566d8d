// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/statistics.h"
#include "localcluster/engine/core/watch_table.h"

#include <set>

namespace zs::engine {

/// What only the rim knows and four-letter words tell.
struct HostFacts {
    std::string version = "3.8.0"; ///< As clients parse it, e.g. "3.8.0-zooscope-0.1.0".
    std::string builtOn;           ///< Behind ", built on ".
    std::vector<std::pair<std::string, std::string>> configuration; ///< Lines of `conf`, in order.
    std::string membership; ///< Behind them, of a member of an ensemble: its members, as text.
    std::vector<std::pair<std::string, std::string>> environment;   ///< Lines of `envi`, in order.
    std::int64_t dataDirBytes = 0, logDirBytes = 0;
    std::int64_t openFiles = 0, maxFiles = 0;
    std::int64_t uptimeMs = 0;
};

/// One bucket of `dump`: sessions that expire at `wallMs` at the latest.
struct ExpiryBucket {
    std::int64_t wallMs = 0;
    std::vector<SessionId> sessions;
};

/// Sizes of the proposals of a leader, in bytes; -1: none yet.
struct ProposalSizes {
    std::int64_t last = -1, min = -1, max = -1;

    void add(std::int64_t sizeBytes)
    {
        last = sizeBytes;
        min = min < 0 ? sizeBytes : std::min(min, sizeBytes);
        max = std::max(max, sizeBytes);
    }
};

/// What a leader counts beside.
struct LeaderFigures {
    std::size_t learners = 0; ///< Connected, in any phase.
    std::size_t syncedFollowers = 0, syncedNonVotingFollowers = 0, syncedObservers = 0;
    std::size_t pendingSyncs = 0;
    std::int64_t uptimeMs = 0;
    ProposalSizes proposalSizes;
};

/// What a member of an ensemble counts beside.
struct EnsembleFigures {
    std::string peerState; ///< "leading - broadcast".
    std::size_t quorumSize = 0; ///< Voters.
    std::optional<LeaderFigures> leader;
    std::optional<ServerId> observerMaster; ///< Of an observer: whom it hears.
};

/// A snapshot of what a server counts.
struct ServerFigures {
    std::string mode = "standalone";
    Zxid lastProcessed;
    LatencyFigures latency;
    std::int64_t received = 0, sent = 0;
    std::size_t outstanding = 0;
    std::size_t connections = 0;
    std::size_t nodeCount = 0, ephemerals = 0;
    std::size_t watches = 0; ///< Of both tables.
    std::int64_t dataSizeBytes = 0;
    std::size_t globalSessions = 0, localSessions = 0;
    std::int64_t lastResponseBytes = -1;
    /// Transactions of a leader that changed the tree here otherwise than there.
    std::int64_t digestMismatches = 0;
    std::optional<EnsembleFigures> ensemble;
};

/// Whether `word` is a four-letter word at all; anything else is a bad length.
[[nodiscard]] bool isFourLetterWord(std::string_view word);
/// Whether a server with this whitelist executes it ("*": all).
[[nodiscard]] bool isAllowed(
    std::string_view word, const std::set<std::string, std::less<>>& whitelist, bool readOnlyMode);
/// `stat is not executed because it is not in the whitelist.\n`
[[nodiscard]] std::string refusalText(std::string_view word);

/// dump, cons, wchc, wchp: their cost grows with the number of clients and watches.
[[nodiscard]] bool isExpensive(std::string_view word);
/// The refusal of one that came too soon after others.
[[nodiscard]] std::string tooOftenText(std::string_view word, std::uint32_t perSecond);

/// What the words are answered from.
struct WordSources {
    const ServerFigures& figures;
    const HostFacts& host;
    const WatchTable& dataWatches;
    std::int64_t nowWallMs = 0;
    const DataTree* tree = nullptr; ///< Null: the server does not serve.
    std::vector<ExpiryBucket> sessionBuckets = {}; ///< For `dump`, ascending.
    std::vector<std::pair<Zxid, std::uint64_t>> digests = {}; ///< For `hash`, ascending.
    std::int64_t traceMask = 306;
};

/// cons, dump, stat, wchc, wchp: answered by WordText.
[[nodiscard]] bool isLong(std::string_view word);

/// Whether a server that does not serve (a member that looks for a leader) cannot answer it.
[[nodiscard]] bool needsService(std::string_view word);
/// What it says then.
[[nodiscard]] std::string notServingText(std::string_view word);

/// As Java prints a Date in UTC: "Sat Nov 21 23:26:21 UTC 2026".
[[nodiscard]] std::string javaDate(std::int64_t wallMs);
/// The first line of srvr and stat; two for a read-only server.
[[nodiscard]] std::string versionText(const WordSources& sources);
/// From "Latency …" on.
[[nodiscard]] std::string serverText(const WordSources& sources);

/// The answer to a word that is not long and needs no side effect (crst, srst and stmk do), in
/// Apache's words.
/// Source: the commands of org.apache.zookeeper.server.command in 3.8.
[[nodiscard]] std::string answerTo(std::string_view word, const WordSources& sources);

} // namespace zs::engine
