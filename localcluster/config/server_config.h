// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/properties.h"
#include "localcluster/config/server_spec.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace zs::config {

/// The settings of one server (zoo.cfg), typed, with Apache's defaults. A plain value: keys and
/// members are tied together in setting_table.cpp, the only list of them.
/// Units: the name's ending; -1 means "not set" where a comment says so.
struct ServerConfig {
    std::string dataDir;           ///< Snapshots and myid. Required.
    std::string dataLogDir;        ///< Transaction logs; empty: as dataDir. See logDir().
    std::int64_t clientPort = -1;  ///< -1: not set. 0 (ours alone): a free port is chosen.
    std::string clientPortAddress; ///< Empty: every address.
    std::int64_t secureClientPort = -1; ///< -1: not set.
    std::string secureClientPortAddress;
    std::int64_t clientPortListenBacklog = -1; ///< -1: the operating system's.
    std::int64_t tickTimeMs = 3000;
    std::int64_t initLimitTicks = 0;       ///< 0: not set.
    std::int64_t syncLimitTicks = 0;       ///< 0: not set.
    std::int64_t minSessionTimeoutMs = -1; ///< -1: two ticks. See minSessionTimeout().
    std::int64_t maxSessionTimeoutMs = -1; ///< -1: twenty ticks.
    std::int64_t maxClientCnxns = 60;      ///< Of one client address; 0: no limit.
    std::int64_t maxCnxns = 0;             ///< In all; 0: no limit.

    std::int64_t snapCount = 100000;
    std::int64_t snapSizeLimitKib = 4194304; ///< <= 0: off.
    std::int64_t txnLogSizeLimitKib = -1;    ///< <= 0: off.
    std::int64_t preAllocSizeKib = 65536;
    std::int64_t snapRetainCount = 3;
    std::int64_t purgeIntervalMs = 0; ///< 0: only what a person asks for.
    bool forceSync = true;
    std::int64_t fsyncWarningThresholdMs = 1000;
    bool trustEmptySnapshot = false;
    bool dbAutocreate = true;
    bool dataDirAutocreate = true;
    std::string snapshotCompression; ///< "", "gz" or "snappy".
    bool digestEnabled = true;
    bool serializeLastProcessedZxid = false; ///< As 3.8, which has no such trailer.
    bool closeSessionTxn = true;
    std::int64_t commitLogCount = 500;

    std::string fourLetterWords = "srvr"; ///< Comma list, or "*" for all.
    std::int64_t globalOutstandingLimit = 1000;
    // The next four are ours alone; 0: no limit, as Apache has none.
    std::int64_t maxClientSessions = 100000; ///< Living sessions that one address opened.
    std::int64_t maxSessionWatches = 500000; ///< Of one connection.
    std::int64_t maxMultiOps = 50000;        ///< More than the default jute.maxbuffer can hold.
    std::int64_t expensiveWordsPerSecond = 10; ///< dump, cons, wchc and wchp together.
    std::int64_t juteMaxBufferBytes = 0xfffff;
    bool extendedTypes = false;
    bool enforceQuota = false;
    bool skipAcl = false;
    std::string superDigest; ///< user:base64(sha1(user:password)). Never logged.
    bool digestAuthEnabled = true;
    std::string digestAuthAlgorithm = "SHA1";
    std::string x509SuperUser;
    bool enforceAuth = false;
    std::string enforceAuthSchemes; ///< Comma list; see enforcedSchemes().
    bool requireClientSasl = false;
    bool localSessions = false;
    bool localSessionsUpgrading = false;
    bool readOnlyMode = false;
    bool tcpKeepAlive = false;
    bool clientTcpKeepAlive = false;
    std::int64_t containerCheckIntervalMs = 60000;
    std::int64_t containerMaxPerMinute = 10000;
    std::int64_t containerMaxNeverUsedIntervalMs = 0; ///< 0: never, as in 3.8.
    bool adminEnableServer = true;
    std::string adminServerAddress = "0.0.0.0";
    std::int64_t adminServerPort = 8080;
    std::string adminCommandUrl = "/commands";
    std::int64_t adminIdleTimeoutMs = 30000;

    PeerType peerType = PeerType::participant;
    bool standaloneEnabled = true;
    bool reconfigEnabled = false;
    std::int64_t electionAlg = 3;
    std::int64_t cnxTimeoutMs = 5000;
    std::int64_t minNotificationIntervalMs = 200;
    std::int64_t maxNotificationIntervalMs = 60000;
    std::int64_t electionPortBindRetry = 3; ///< 0: for ever.
    bool quorumListenOnAllIps = false;
    bool leaderServes = true;
    bool syncEnabled = true;
    std::int64_t maxConcurrentSnapSyncs = 10;  ///< Of observers, by a leader.
    std::int64_t maxConcurrentDiffSyncs = 100;
    std::string dynamicConfigFile;

    std::vector<ServerSpec> servers;                        ///< By id.
    std::map<std::int64_t, std::vector<ServerId>> groups;   ///< group.G; empty: majority quorums.
    std::map<ServerId, std::int64_t> weights;               ///< weight.N; 1 where absent.
    std::map<std::string, std::string> later; ///< Known to Apache, without effect here so far.
    std::vector<Property> unknown;            ///< What nobody knows; kept for the writer.

    [[nodiscard]] const std::string& logDir() const
    {
        return dataLogDir.empty() ? dataDir : dataLogDir;
    }
    [[nodiscard]] std::int64_t minSessionTimeout() const
    {
        return minSessionTimeoutMs == -1 ? 2 * tickTimeMs : minSessionTimeoutMs;
    }
    [[nodiscard]] std::int64_t maxSessionTimeout() const
    {
        return maxSessionTimeoutMs == -1 ? 20 * tickTimeMs : maxSessionTimeoutMs;
    }
    /// The schemes one of which every client must prove; empty: none is asked for.
    [[nodiscard]] std::vector<std::string> enforcedSchemes() const;
    [[nodiscard]] std::size_t participants() const
    {
        std::size_t count = 0;
        for (const ServerSpec& server : servers)
            count += server.type == PeerType::participant ? 1 : 0;
        return count;
    }
    /// True when this file describes a member of an ensemble rather than a standalone server.
    [[nodiscard]] bool isEnsemble() const
    {
        return participants() > (standaloneEnabled ? 1U : 0U);
    }
    bool operator==(const ServerConfig&) const = default;
};

} // namespace zs::config
