// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/run_server.h"

#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/config_files.h"
#include "localcluster/engine/io/ensemble_loop.h"
#include "localcluster/engine/io/host_facts.h"
#include "localcluster/engine/io/membership.h"
#include "localcluster/engine/io/server_loop.h"

#include <cerrno>
#include <cstring>
#include <random>
#include <signal.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    std::chrono::milliseconds ms(std::int64_t count) { return std::chrono::milliseconds(count); }

    std::set<std::string, std::less<>> wordsOf(const std::string& list)
    {
        std::set<std::string, std::less<>> words;
        std::size_t start = 0;
        while (start <= list.size()) {
            const std::size_t end = std::min(list.find(',', start), list.size());
            const std::string word = list.substr(start, end - start);
            const std::size_t first = word.find_first_not_of(' ');
            if (first != std::string::npos)
                words.insert(word.substr(first, word.find_last_not_of(' ') - first + 1));
            start = end + 1;
        }
        return words;
    }

    ServerSettings settingsOf(const config::ServerConfig& config)
    {
        ServerSettings settings;
        settings.tickTime = ms(config.tickTimeMs);
        settings.minSessionTimeout = ms(config.minSessionTimeout());
        settings.maxSessionTimeout = ms(config.maxSessionTimeout());
        settings.maxRequestBytes = static_cast<std::size_t>(config.juteMaxBufferBytes);
        settings.globalOutstandingLimit = static_cast<std::size_t>(config.globalOutstandingLimit);
        settings.maxClientSessions = static_cast<std::size_t>(config.maxClientSessions);
        settings.maxSessionWatches = static_cast<std::size_t>(config.maxSessionWatches);
        settings.maxMultiOps = static_cast<std::size_t>(config.maxMultiOps);
        settings.expensiveWordsPerSecond
            = static_cast<std::uint32_t>(config.expensiveWordsPerSecond);
        settings.enforceQuota = config.enforceQuota;
        settings.extendedTypesEnabled = config.extendedTypes;
        settings.skipAcl = config.skipAcl;
        settings.digestEnabled = config.digestEnabled;
        settings.closeSessionTxnEnabled = config.closeSessionTxn;
        settings.reconfigEnabled = config.reconfigEnabled;
        settings.localSessions = config.localSessions;
        settings.localSessionsUpgrading = config.localSessionsUpgrading;
        settings.superDigest = config.superDigest;
        settings.x509SuperUser = config.x509SuperUser;
        settings.digestAuthEnabled = config.digestAuthEnabled;
        settings.digestAuthAlgorithm = config.digestAuthAlgorithm;
        settings.enforcedAuthSchemes = config.enforcedSchemes();
        settings.containerCheckInterval = ms(config.containerCheckIntervalMs);
        settings.containerMaxPerMinute = static_cast<std::int32_t>(config.containerMaxPerMinute);
        settings.containerMaxNeverUsedInterval = ms(config.containerMaxNeverUsedIntervalMs);
        settings.fourLetterWords = wordsOf(config.fourLetterWords);
        if (config.readOnlyMode)
            settings.fourLetterWords.insert("isro"); // Clients that may read only look by it.
        std::random_device random;
        const auto word = [&random] { return std::uint64_t(random()) << 32 | random(); };
        settings.hashKey = {word(), word()};
        return settings;
    }

    /// As many descriptors as this process may have at all, as Java does: each client takes one.
    void raiseFileLimit()
    {
        rlimit limit{};
        if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
            return;
        limit.rlim_cur = limit.rlim_max;
        (void)::setrlimit(RLIMIT_NOFILE, &limit);
    }

    /// A file of one byte cannot hold a dump, and 1 is the limit at which Linux does not pipe one
    /// to a program either (core(5) names 0 for files only).
    void forbidCoreDumps()
    {
        const rlimit none{1, 1};
        if (::setrlimit(RLIMIT_CORE, &none) != 0)
            spdlog::warn("core dumps cannot be turned off: {}", std::strerror(errno));
    }

    /// False: the parent is gone already.
    bool tieToParent(const RunOptions& options)
    {
        const pid_t parent = options.parent.value_or(::getppid());
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        return ::getppid() == parent; // It may have ended before the line above.
    }

    std::int64_t wallMs()
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

    void traceRecovery(Tracer& tracer, const DataStore& store, const DataTree& tree,
        Zxid snapshot, std::chrono::nanoseconds took)
    {
        std::string file;
        std::int64_t bytes = 0;
        if (const auto files = listDataFiles(store.directories())) {
            for (const storage::SnapshotFile& candidate : files->snapshots) {
                if (candidate.zxid == snapshot)
                    file = candidate.name;
            }
        }
        if (!file.empty())
            bytes = fileSizeBytes(store.directories().snapshots + "/" + file);
        tracer.disk(trace::DiskWork::recover, took, bytes, file, tree.lastProcessed());
        tracer.digest(tree.lastProcessed(), tree.digest());
        tracer.drain();
    }

    /// What one run needs to say, to the log and to whoever waits for it.
    class Run {
    public:
        explicit Run(const RunOptions& options) : m_options(options) {}

        ExitCode run()
        {
            const config::ParsedConfig parsed = config::loadConfig(m_options.configFile);
            for (const config::Remark& remark : parsed.warnings)
                spdlog::warn("{}", toText(remark));
            if (!parsed.errors.empty()) {
                for (const config::Remark& remark : parsed.errors)
                    spdlog::error("{}", toText(remark));
                return fail(ExitCode::invalidConfig,
                    "Invalid config, exiting abnormally: " + toText(parsed.errors.front()));
            }
            if (const auto refused = notYet(parsed.config))
                return fail(ExitCode::invalidConfig, m_options.configFile + ": " + *refused);
            auto store = DataStore::open(parsed.config);
            if (!store)
                return fail(ExitCode::dataDirUnusable, store.error().detail);
            if (!parsed.config.isEnsemble())
                return serve(parsed.config, *store);
            if (!parsed.myId)
                return fail(ExitCode::invalidConfig, "myid file is missing");
            return serveMember(parsed.config, *parsed.myId, *store);
        }

    private:
        ExitCode fail(ExitCode code, const std::string& why)
        {
            spdlog::critical("{}", why);
            if (m_options.onFailed)
                m_options.onFailed(why);
            return code;
        }

        static std::optional<std::string> notYet(const config::ServerConfig& config)
        {
            if (config.secureClientPort != -1)
                spdlog::warn("{}", "secureClientPort is not served: this version has no TLS yet");
            if (config.clientPort == -1)
                return "clientPort is not set: nobody could connect. Add for example "
                       "clientPort=2181";
            return std::nullopt;
        }

        /// Null: no trace is wanted. Fails: io.
        Result<std::unique_ptr<Tracer>> openTrace(const config::ServerConfig& config, ServerId self)
        {
            if (m_options.trace.empty())
                return nullptr;
            return Tracer::open(m_options.trace, m_options.traceDetail, config, self);
        }

        ExitCode failRecovery(const Error& why)
        {
            const bool isDisk = why.code == Errc::io || why.code == Errc::noSpace;
            return fail(
                isDisk ? ExitCode::dataDirUnusable : ExitCode::unexpected, why.detail);
        }

        static void tellRecovered(const DataTree& tree, std::size_t sessions, std::size_t replayed,
            Zxid snapshot, std::chrono::steady_clock::time_point begin)
        {
            spdlog::info("recovered {} nodes and {} sessions at zxid {} in {} ms ({} transactions "
                         "after snapshot {})",
                tree.nodeCount(), sessions, toText(tree.lastProcessed()),
                std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now() - begin)
                    .count(),
                replayed, toText(snapshot));
        }

        /// What was proposed last when this server stopped; and a copy of the file that a
        /// reconfiguration will edit.
        Result<void> prepareReconfig(const config::ServerConfig& config, PeerSettings& settings)
        {
            if (!config.reconfigEnabled)
                return {};
            if (config.dynamicConfigFile.empty()) {
                if (const auto kept = backUpConfig(m_options.configFile); !kept)
                    spdlog::warn("no copy of the configuration: {}", kept.error().detail);
                return {};
            }
            auto proposed = readProposedConfig(m_options.configFile);
            if (!proposed)
                return tl::unexpected(proposed.error());
            if (*proposed
                && (*proposed)->verifier->version() > settings.membership.verifier->version())
                settings.proposed = std::move(*proposed);
            return {};
        }

        ExitCode serveMember(
            const config::ServerConfig& config, ServerId self, DataStore& store)
        {
            const auto begin = std::chrono::steady_clock::now();
            auto settings = peerSettingsOf(config, self);
            if (!settings)
                return fail(ExitCode::invalidConfig,
                    m_options.configFile + ": " + settings.error().detail);
            if (const auto ready = prepareReconfig(config, *settings); !ready)
                return fail(ExitCode::invalidConfig, ready.error().detail);
            auto tracer = openTrace(config, self);
            if (!tracer)
                return fail(ExitCode::invalidConfig, tracer.error().detail);
            auto found = recoverMember(store.directories(), config);
            if (!found)
                return failRecovery(found.error());
            for (const std::string& note : found->notes)
                spdlog::warn("{}", note);
            const RecoveredState& state = found->history.state;
            if (*tracer)
                traceRecovery(**tracer, store, *state.tree, found->snapshot,
                    std::chrono::steady_clock::now() - begin);
            tellRecovered(*state.tree, state.sessions.size(), found->replayed, found->snapshot,
                begin);
            ServerSettings server = settingsOf(config);
            server.serverId = self.value;
            QuorumPeer peer(server, *settings, firstSessionId(self, wallMs()));
            EnsembleLoop loop(
                config, *settings, store, peer, found->lastProcessed, tracer->get());
            loop.keepConfigAt(m_options.configFile);
            if (const auto opened = loop.open(); !opened)
                return fail(ExitCode::unexpected, opened.error().detail);
            const std::string endpoint = loop.listener().endpointText();
            spdlog::info("member {} of an ensemble of {} listens for clients on {}; it serves them "
                         "once a leader is found",
                self.value, settings->membership.members.size(), endpoint);
            if (m_options.onStarted)
                m_options.onStarted(endpoint);
            return loop.run(std::move(found->history), found->replayed > 0);
        }

        ExitCode serve(const config::ServerConfig& config, DataStore& store)
        {
            const auto begin = std::chrono::steady_clock::now();
            const SessionId firstSession = firstSessionId(ServerId(1), wallMs());
            auto tracer = openTrace(config, Tracer::standaloneId);
            if (!tracer)
                return fail(ExitCode::invalidConfig, tracer.error().detail);
            StandaloneServer server(settingsOf(config), firstSession);
            const auto recovered = store.recover(config, server.tree());
            if (!recovered)
                return failRecovery(recovered.error());
            for (const std::string& note : recovered->notes)
                spdlog::warn("{}", note);
            for (const auto& [id, timeoutMs] : recovered->sessions)
                server.sessions().open(
                    id, ms(timeoutMs), Instant(begin.time_since_epoch()));
            if (*tracer)
                traceRecovery(**tracer, store, server.tree(), recovered->snapshot,
                    std::chrono::steady_clock::now() - begin);
            tellRecovered(server.tree(), recovered->sessions.size(), recovered->replayed,
                recovered->snapshot, begin);
            ServerLoop loop(config, store, server, tracer->get());
            if (const auto opened = loop.open(); !opened)
                return fail(ExitCode::unexpected, opened.error().detail);
            const std::string endpoint = loop.listener().endpointText();
            spdlog::info("serving clients on {}", endpoint);
            if (m_options.onStarted)
                m_options.onStarted(endpoint);
            loop.run(recovered->replayed > 0);
            return ExitCode::ok;
        }

        const RunOptions& m_options;
    };

} // namespace

void setUpLog(const std::string& file)
{
    auto logger = file.empty() ? spdlog::stderr_logger_mt("zooscope")
                               : spdlog::basic_logger_mt("zooscope", file);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ [%l] %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

ExitCode runServer(const RunOptions& options)
{
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // A limit on file sizes is a failed write, as a full disk is.
    raiseFileLimit();
    if (options.noCoreDumps)
        forbidCoreDumps();
    if (options.exitWithParent && !tieToParent(options))
        return ExitCode::ok;
    spdlog::info("zooscope-server {}, configuration {}", serverVersion(), options.configFile);
    return Run(options).run();
}

} // namespace zs::engine::io
