// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/instant.h"
#include "clientlib/protocol/opcode.h"
#include "localcluster/engine/core/keyed_hash.h"

#include <set>
#include <string>
#include <vector>

namespace zs::engine {

/// The present, as io reads it once per turn of its loop and passes it in.
struct Now {
    Instant instant;         ///< Decides all time-outs.
    std::int64_t wallMs = 0; ///< Since 1970; only becomes ctime and mtime.
};

/// What the core must know of zoo.cfg; defaults are Apache's (server-config).
struct ServerSettings {
    using Ms = std::chrono::milliseconds;

    std::int64_t serverId = 1; ///< Top byte of session ids; at most 254. Standalone: 1.
    Ms tickTime{3000};
    Ms minSessionTimeout{-1}; ///< -1: 2 ticks.
    Ms maxSessionTimeout{-1}; ///< -1: 20 ticks.
    std::size_t maxRequestBytes = defaultMaxRequestBytes; ///< jute.maxbuffer.
    std::size_t globalOutstandingLimit = 1000;
    // Limits of one client, so that it harms only itself; 0: none. Apache has no such limits: the
    // defaults are far above what sane clients do.
    std::size_t maxClientSessions = 100'000; ///< Living sessions that one address opened.
    std::size_t maxSessionWatches = 500'000;
    std::size_t maxMultiOps = 50'000;
    std::uint32_t expensiveWordsPerSecond = 10; ///< dump, cons, wchc and wchp together.
    bool enforceQuota = false;
    bool extendedTypesEnabled = false;
    bool skipAcl = false;
    bool digestEnabled = true;
    bool closeSessionTxnEnabled = true;
    bool reconfigEnabled = false;
    bool localSessions = false; ///< Of a member: sessions begin on their server alone …
    bool localSessionsUpgrading = false; ///< … and become global with their first ephemeral node.
    bool readOnly = false; ///< A member without quorum: local sessions, no writes.
    bool x509Enabled = false; ///< A TLS port exists whose clients may show certificates.
    std::string superDigest; ///< "super:base64(sha1(…))"; empty: nobody is super.
    std::string x509SuperUser; ///< The certificate's subject that is super; empty: none.
    bool digestAuthEnabled = true;
    std::string digestAuthAlgorithm = "SHA1"; ///< By its Java name.
    std::vector<std::string> enforcedAuthSchemes; ///< One of them must be proved; empty: none.
    Ms containerCheckInterval{60'000};
    std::int32_t containerMaxPerMinute = 10'000;
    Ms containerMaxNeverUsedInterval{0}; ///< 0: containers that never had a child stay.
    std::set<std::string, std::less<>> fourLetterWords{"srvr"}; ///< "*": all.

    HashKey hashKey; ///< Secret and random in a real server.

    /// Above it a connection's requests wait (and io stops reading) until its output has drained.
    std::size_t outputPauseBytes = std::size_t(1) << 20;
    /// Above it (only watch events can get there) the connection is closed.
    std::size_t outputLimitBytes = std::size_t(16) << 20;

    [[nodiscard]] Ms minTimeout() const
    {
        return minSessionTimeout.count() < 0 ? 2 * tickTime : minSessionTimeout;
    }
    [[nodiscard]] Ms maxTimeout() const
    {
        return maxSessionTimeout.count() < 0 ? 20 * tickTime : maxSessionTimeout;
    }
};

} // namespace zs::engine
