// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/setting_table.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace zs::config {

namespace {

using C = ServerConfig;
using Words = FlagSetting::Words;
using Scope = Setting::Scope;
constexpr std::int64_t anyInt = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t anyPort = 65535;

constexpr NumberSetting atLeast(std::int64_t C::*member, std::int64_t least)
{
    return {member, least, anyInt};
}
constexpr NumberSetting port(std::int64_t C::*member)
{
    return {member, 0, anyPort};
}
constexpr FlagSetting strict(bool C::*member)
{
    return {member, Words::strict};
}
constexpr FlagSetting property(bool C::*member)
{
    return {member, Words::property};
}

const Setting table[] = {
    {"tickTime", atLeast(&C::tickTimeMs, 0)},
    {"initLimit", atLeast(&C::initLimitTicks, 0)},
    {"syncLimit", atLeast(&C::syncLimitTicks, 0)},
    {"dataDir", TextSetting{&C::dataDir}},
    {"dataLogDir", TextSetting{&C::dataLogDir}},
    {"clientPort", port(&C::clientPort)},
    {"clientPortAddress", TextSetting{&C::clientPortAddress}},
    {"secureClientPort", port(&C::secureClientPort)},
    {"secureClientPortAddress", TextSetting{&C::secureClientPortAddress}},
    {"clientPortListenBacklog", atLeast(&C::clientPortListenBacklog, -1)},
    {"minSessionTimeout", atLeast(&C::minSessionTimeoutMs, -1)},
    {"maxSessionTimeout", atLeast(&C::maxSessionTimeoutMs, -1)},
    {"maxClientCnxns", atLeast(&C::maxClientCnxns, 0)},
    {"maxCnxns", atLeast(&C::maxCnxns, 0)},
    {"snapCount", atLeast(&C::snapCount, 0)},
    {"snapSizeLimitInKb", NumberSetting{&C::snapSizeLimitKib, -1, anyInt * 1024}},
    {"txnLogSizeLimitInKb", NumberSetting{&C::txnLogSizeLimitKib, -1, anyInt * 1024}},
    {"preAllocSize", NumberSetting{&C::preAllocSizeKib, 0, 16 * 1024 * 1024}},
    {"autopurge.snapRetainCount", atLeast(&C::snapRetainCount, 0)},
    {"autopurge.purgeInterval", HoursSetting{&C::purgeIntervalMs}},
    {"forceSync", FlagSetting{&C::forceSync, Words::noMeansFalse}},
    {"fsync.warningthresholdms", atLeast(&C::fsyncWarningThresholdMs, 0)},
    {"snapshot.trust.empty", property(&C::trustEmptySnapshot)},
    {"db.autocreate", property(&C::dbAutocreate)},
    {"datadir.autocreate", property(&C::dataDirAutocreate)},
    {"snapshot.compression.method", TextSetting{&C::snapshotCompression}},
    {"digest.enabled", property(&C::digestEnabled)},
    {"serializeLastProcessedZxid.enabled", property(&C::serializeLastProcessedZxid)},
    {"closeSessionTxn.enabled", property(&C::closeSessionTxn)},
    {"commitLogCount", atLeast(&C::commitLogCount, 0), Scope::ensemble},
    {"4lw.commands.whitelist", TextSetting{&C::fourLetterWords}},
    {"globalOutstandingLimit", atLeast(&C::globalOutstandingLimit, 1)},
    {"maxClientSessions", atLeast(&C::maxClientSessions, 0)},
    {"maxSessionWatches", atLeast(&C::maxSessionWatches, 0)},
    {"maxMultiOps", atLeast(&C::maxMultiOps, 0)},
    {"4lw.expensivePerSecond", atLeast(&C::expensiveWordsPerSecond, 0)},
    {"jute.maxbuffer", atLeast(&C::juteMaxBufferBytes, 64)},
    {"extendedTypesEnabled", property(&C::extendedTypes)},
    {"enforceQuota", property(&C::enforceQuota)},
    {"skipACL", FlagSetting{&C::skipAcl, Words::yesMeansTrue}},
    {"DigestAuthenticationProvider.superDigest", TextSetting{&C::superDigest}},
    {"DigestAuthenticationProvider.enabled", property(&C::digestAuthEnabled)},
    {"DigestAuthenticationProvider.digestAlg", TextSetting{&C::digestAuthAlgorithm}},
    {"X509AuthenticationProvider.superUser", TextSetting{&C::x509SuperUser}},
    {"enforce.auth.enabled", property(&C::enforceAuth)},
    {"enforce.auth.schemes", TextSetting{&C::enforceAuthSchemes}},
    {"sessionRequireClientSASLAuth", property(&C::requireClientSasl)},
    {"localSessionsEnabled", strict(&C::localSessions), Scope::ensemble},
    {"localSessionsUpgradingEnabled", strict(&C::localSessionsUpgrading), Scope::ensemble},
    {"readonlymode.enabled", property(&C::readOnlyMode)},
    {"tcpKeepAlive", property(&C::tcpKeepAlive), Scope::ensemble},
    {"clientTcpKeepAlive", property(&C::clientTcpKeepAlive)},
    {"znode.container.checkIntervalMs", atLeast(&C::containerCheckIntervalMs, 1)},
    {"znode.container.maxPerMinute", atLeast(&C::containerMaxPerMinute, 1)},
    {"znode.container.maxNeverUsedIntervalMs", atLeast(&C::containerMaxNeverUsedIntervalMs, 0)},
    {"admin.enableServer", property(&C::adminEnableServer), Scope::admin},
    {"admin.serverAddress", TextSetting{&C::adminServerAddress}, Scope::admin},
    {"admin.serverPort", port(&C::adminServerPort), Scope::admin},
    {"admin.commandURL", TextSetting{&C::adminCommandUrl}, Scope::admin},
    {"admin.idleTimeout", atLeast(&C::adminIdleTimeoutMs, 0), Scope::admin},
    {"peerType", PeerTypeSetting{&C::peerType}, Scope::ensemble},
    {"standaloneEnabled", strict(&C::standaloneEnabled)},
    {"reconfigEnabled", strict(&C::reconfigEnabled)},
    {"electionAlg", NumberSetting{&C::electionAlg, 0, 3}},
    {"cnxTimeout", atLeast(&C::cnxTimeoutMs, 1), Scope::ensemble},
    {"fastleader.minNotificationInterval", atLeast(&C::minNotificationIntervalMs, 1),
        Scope::ensemble},
    {"fastleader.maxNotificationInterval", atLeast(&C::maxNotificationIntervalMs, 1),
        Scope::ensemble},
    {"electionPortBindRetry", atLeast(&C::electionPortBindRetry, 0), Scope::ensemble},
    {"quorumListenOnAllIPs", strict(&C::quorumListenOnAllIps), Scope::ensemble},
    {"leaderServes", FlagSetting{&C::leaderServes, Words::yesMeansTrue}, Scope::ensemble},
    {"syncEnabled", strict(&C::syncEnabled), Scope::ensemble},
    {"leader.maxConcurrentSnapSyncs", atLeast(&C::maxConcurrentSnapSyncs, 1), Scope::ensemble},
    {"leader.maxConcurrentDiffSyncs", atLeast(&C::maxConcurrentDiffSyncs, 1), Scope::ensemble},
    {"dynamicConfigFile", TextSetting{&C::dynamicConfigFile}},
};

constexpr std::string_view laterKeys[] = {"serverCnxnFactory", "ssl.keyStore.location",
    "ssl.keyStore.password", "ssl.keyStore.passwordPath", "ssl.keyStore.type",
    "ssl.trustStore.location", "ssl.trustStore.password", "ssl.trustStore.passwordPath",
    "ssl.trustStore.type", "ssl.protocol", "ssl.enabledProtocols", "ssl.ciphersuites",
    "ssl.clientAuth", "ssl.hostnameVerification", "ssl.crl", "ssl.ocsp", "ssl.authProvider",
    "ssl.context.supplier.class", "ssl.handshakeDetectionTimeoutMillis", "sslQuorum",
    "sslQuorumReloadCertFiles", "ssl.quorum.keyStore.location", "ssl.quorum.keyStore.password",
    "ssl.quorum.keyStore.passwordPath", "ssl.quorum.keyStore.type",
    "ssl.quorum.trustStore.location", "ssl.quorum.trustStore.password",
    "ssl.quorum.trustStore.passwordPath", "ssl.quorum.trustStore.type", "ssl.quorum.protocol",
    "ssl.quorum.enabledProtocols", "ssl.quorum.ciphersuites", "ssl.quorum.clientAuth",
    "ssl.quorum.hostnameVerification", "ssl.quorum.crl", "ssl.quorum.ocsp", "portUnification",
    "client.portUnification", "authProvider", "quorum.auth.enableSasl",
    "quorum.auth.learnerRequireSasl", "quorum.auth.serverRequireSasl",
    "quorum.auth.learner.saslLoginContext", "quorum.auth.server.saslLoginContext",
    "quorum.auth.kerberos.servicePrincipal", "quorum.cnxn.threads.size",
    "metricsProvider.className", "metricsProvider.httpHost", "metricsProvider.httpPort",
    "metricsProvider.exportJvmInfo", "observerMasterPort", "connectToLearnerMasterLimit",
    "maxTimeToWaitForEpoch",
    "quorumCnxnTimeoutMs", "flushDelay", "maxWriteQueuePollTime", "maxBatchSize",
    "maxResponseCacheSize", "maxGetChildrenResponseCacheSize", "watchManagerName",
    "watcherCleanThreadsNum", "watcherCleanThreshold", "watcherCleanIntervalInSeconds",
    "bitHashCacheSize", "connection_throttle_tokens", "connection_throttle_fill_time",
    "connection_throttle_fill_count", "connection_throttle_freeze_time",
    "connection_throttle_drop_increase", "connection_throttle_drop_decrease",
    "connection_throttle_decrease_ratio", "connection_throttle_global_session_weight",
    "connection_throttle_local_session_weight", "connection_throttle_renew_session_weight",
    "connection_throttle_weight_enabled", "request_throttle_max_requests",
    "request_throttle_stall_time", "request_throttle_drop_stale",
    "request_throttler.shutdownTimeout", "throttledOpWaitTime",
    "throttled_op_wait_time", "largeRequestMaxBytes",
    "largeRequestThreshold", "advancedFlowControlEnabled", "enableEagerACLCheck",
    "maxConcurrentSnapSyncs", "maxConcurrentDiffSyncs", "audit.enable", "nio.numSelectorThreads",
    "nio.numWorkerThreads", "nio.directBufferBytes", "nio.sessionlessCnxnTimeout",
    "nio.workerShutdownTimeoutMS", "commitProcessor.numWorkerThreads",
    "commitProcessor.maxReadBatchSize", "commitProcessor.maxCommitBatchSize",
    "commitProcessor.shutdownTimeout", "messageTracker.BufferSize", "messageTracker.Enabled",
    "multiAddress.enabled", "multiAddress.reachabilityCheckEnabled",
    "multiAddress.reachabilityCheckTimeoutMs", "oraclePath", "jvm.pause.monitor",
    "jvm.pause.warn-threshold.ms", "jvm.pause.info-threshold.ms", "jvm.pause.sleep.time.ms",
    "kerberos.removeHostFromPrincipal", "kerberos.removeRealmFromPrincipal",
    "kerberos.canonicalizeHostNames", "allowSaslFailedClients", "ensembleAuthName",
    "observer.reconnectDelayMs", "observer.election.DelayMs", "learner.asyncSending",
    "learner.closeSocketAsync", "leader.closeSocketAsync", "leader.nodelay", "follower.nodelay",
    "forward_learner_requests_to_commit_processor_disabled",
    "follower.skipLearnerRequestToNextProcessor", "fips-mode", "admin.portUnification",
    "admin.forceHttps", "admin.needClientAuth", "admin.snapshot.enabled", "admin.restore.enabled",
    "admin.rateLimiterIntervalInMS", "emulate353TTLNodes",
    "IPAuthenticationProvider.usexforwardedfor", "netty.advancedFlowControl.enabled",
    "leaderConnectDelayDuringRetryMs", "learner.maxConnectRetries", "maxInProcessingDeadWatchers",
    "SASLAuthenticationProvider.superPassword", "admin.httpVersion", "audit.impl.class",
    "client.secure", "disableAutoWatchReset", "forceSnapshotSync", "intBufferStartingSizeBytes",
    "jmx.log4j.disable", "jute.maxbuffer.extrasize", "leader.ackLoggingFrequency",
    "leader.maxTimeToWaitForEpoch", "letAnySaslUserDoX",
    "netty.server.earlyDropSecureConnectionHandshakes", "netty.server.outstandingHandshake.limit",
    "nio.shutdownTimeout", "observer.syncEnabled", "observerMaster.sizeLimit", "pathStats.enabled",
    "pathStats.delay", "pathStats.initialDelay", "pathStats.maxDepth", "pathStats.sampleRate",
    "pathStats.slotCapacity", "pathStats.slotDuration", "pathStats.topPathMax",
    "request_stale_connection_check", "request_stale_latency_check", "sasl.serverconfig",
    "snapshotSizeFactor", "ssl.quorum.context.supplier.class",
    "ssl.quorum.handshakeDetectionTimeoutMillis", "superUser"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Edits (insert, delete, replace) between two keys, letters of either case being equal.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

std::vector<Setting> wholeTable()
{
    std::vector<Setting> all(std::begin(table), std::end(table));
    for (const std::string_view key : laterKeys)
        all.push_back({key, LaterSetting{}});
    return all;
}

} // namespace

std::span<const Setting> settingTable()
{
    static const std::vector<Setting> all = wholeTable();
    return all;
}

const Setting* findSetting(std::string_view key)
{
    for (const Setting& setting : settingTable()) {
        if (setting.key == key)
            return &setting;
    }
    return nullptr;
}

std::string_view nearestKey(std::string_view key)
{
    if (key.size() > 100)
        return {}; // Nobody mistypes that; and the comparison is quadratic.
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(2, key.size() / 4) + 1;
    for (const Setting& setting : settingTable()) {
        const std::size_t longer = std::max(key.size(), setting.key.size());
        const std::size_t shorter = std::min(key.size(), setting.key.size());
        if (longer - shorter >= bestDistance)
            continue; // Each letter more is an edit.
        const std::size_t edits = distance(key, setting.key);
        if (edits < bestDistance) {
            bestDistance = edits;
            best = setting.key;
        }
    }
    return best;
}

} // namespace zs::config
