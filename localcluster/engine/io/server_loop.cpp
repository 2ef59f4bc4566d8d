// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/server_loop.h"

#include "localcluster/engine/io/host_facts.h"
#include "localcluster/engine/io/log_mender.h"
#include "localcluster/engine/io/thread_hints.h"

#include <asio/post.hpp>
#include <spdlog/spdlog.h>
#include <sys/wait.h>

namespace zs::engine::io {

namespace {

    constexpr std::int64_t kib = 1024;
    constexpr std::chrono::milliseconds mendPeriod{500};
    constexpr std::uint64_t logToken = ClientPorts::tokenLimit;
    constexpr std::chrono::milliseconds tracedSync{20}; ///< Quicker ones are no news.

    Instant toInstant(std::chrono::steady_clock::time_point at)
    {
        return Instant(at.time_since_epoch());
    }

    LogOptions logOptions(const config::ServerConfig& config, const DataStore& store)
    {
        LogOptions options;
        options.directory = store.directories().logs;
        options.preallocateBytes = static_cast<std::size_t>(config.preAllocSizeKib * kib);
        options.forceSync = config.forceSync;
        return options;
    }

    ListenOptions listenOptions(const config::ServerConfig& config)
    {
        ListenOptions options;
        options.host = config.clientPortAddress;
        options.port = static_cast<std::uint16_t>(std::max<std::int64_t>(config.clientPort, 0));
        options.backlog = static_cast<int>(config.clientPortListenBacklog);
        options.maxPerAddress = config.maxClientCnxns;
        options.maxInAll = config.maxCnxns;
        options.keepAlive = config.clientTcpKeepAlive;
        return options;
    }

} // namespace

ServerLoop::ServerLoop(
    const config::ServerConfig& config, DataStore& store, StandaloneServer& server, Tracer* tracer)
    : m_config(config)
    , m_store(store)
    , m_server(server)
    , m_tracer(tracer)
    , m_signals(m_loop, SIGTERM, SIGINT, SIGCHLD)
    , m_timer(m_loop)
    , m_purgeTimer(m_loop)
    , m_traceTimer(m_loop)
    , m_mendTimer(m_loop)
    , m_handler(server)
    , m_poll(m_loop,
          [this](std::uint64_t token, std::uint32_t events) {
              if (token == logToken)
                  onLogReport();
              else
                  m_ports.onEvent(token, events);
          })
    , m_logBell(m_poll, logToken)
    , m_ports(
          m_loop, m_poll, m_handler, [this] { return now(); },
          [this](const std::string& address) { m_listener.released(address); })
    , m_listener(
          m_loop, listenOptions(config),
          [this](ClientListener::Accepted accepted) { m_ports.add(std::move(accepted)); },
          [](const std::string& problem) { spdlog::warn("{}", problem); })
    , m_policy(config.snapCount, config.snapSizeLimitKib * kib,
          [this](std::int64_t below) {
              return std::uniform_int_distribution<std::int64_t>(0, below - 1)(m_random);
          })
{
    startLog();
}

void ServerLoop::startLog()
{
    m_log.emplace(logOptions(m_config, m_store), [this] { m_logBell.ring(); });
}

ServerLoop::~ServerLoop()
{
    m_log->finish();
    m_snapshot.abandon();
    if (m_purge.joinable())
        m_purge.join();
    if (m_mender.joinable())
        m_mender.join();
}

Now ServerLoop::now()
{
    if (!m_now)
        m_now = Now {toInstant(std::chrono::steady_clock::now()),
            std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
    return *m_now;
}

Result<void> ServerLoop::open() { return m_listener.open(); }

void ServerLoop::run(bool snapshotNow)
{
    preferLatency();
    onSignal();
    m_now.reset();
    if (m_tracer) {
        m_tracer->setClock([this] { return now().instant; });
        m_tracer->state(trace::ServerState::looking, trace::ServerState::leading, "standalone");
        m_server.listen(m_tracer);
    }
    m_server.start(now());
    if (snapshotNow)
        takeSnapshot();
    schedulePurge();
    finishTurn();
    while (!m_stopping) {
        m_now.reset();
        m_loop.run_one();
        m_loop.poll();
        finishTurn();
    }
    stop();
}

void ServerLoop::finishTurn()
{
    perform();
    m_poll.rearm();
    if (m_tracer)
        drainTrace();
}

/// Not after every turn: a system call for each would cost more than all the lines.
void ServerLoop::drainTrace()
{
    if (m_tracer->isFull())
        m_tracer->drain();
    if (m_traceTimerArmed || !m_tracer->hasWork())
        return;
    m_traceTimerArmed = true;
    m_traceTimer.expires_after(Tracer::drainPeriod);
    m_traceTimer.async_wait([this](const asio::error_code& error) {
        m_traceTimerArmed = false;
        if (!error)
            m_tracer->drain();
    });
}

/// Until the core has nothing more to do: sending may set waiting requests free.
void ServerLoop::perform()
{
    for (;;) {
        m_server.takeEffects(m_effects);
        const bool idle = m_effects.log.entries.empty() && m_effects.dirty.empty()
            && m_effects.readingChanged.empty() && m_effects.words.empty()
            && m_effects.closing.empty();
        appendToLog();
        for (const ConnectionId id : m_effects.dirty)
            m_ports.flush(id);
        for (const ConnectionId id : m_effects.readingChanged)
            m_ports.updateReading(id);
        if (!m_effects.words.empty()) {
            const HostFacts host = gatherHostFacts(m_config, m_store.directories(), m_listener,
                std::chrono::steady_clock::now() - m_started);
            for (const WordAsked& asked : m_effects.words)
                m_server.answerWord(asked, host, now());
        }
        for (const ConnectionId id : m_effects.closing)
            m_ports.closeFlushed(id);
        logRefusals();
        armTimer(m_effects.nextTimer);
        if (idle)
            return;
    }
}

/// One line a second is enough: who is refused tries again and again.
void ServerLoop::logRefusals()
{
    if (m_effects.refusals.empty() || now().instant < m_nextRefusalLog)
        return;
    m_nextRefusalLog = now().instant + std::chrono::seconds(1);
    const Refusal& refusal = m_effects.refusals.front();
    spdlog::warn("a request of {} was refused: {} of the configuration allows no more",
        refusal.address, refusal.limit);
}

void ServerLoop::appendToLog()
{
    LogBatch& batch = m_effects.log;
    if (batch.entries.empty() || m_writesStopped)
        return;
    const auto records = static_cast<std::int64_t>(batch.entries.size());
    const auto bytes = static_cast<std::int64_t>(batch.bytes.size());
    m_log->append(batch);
    m_logBytes += bytes;
    const bool snapshotDue = m_policy.appended(records, bytes);
    const std::int64_t limit = m_config.txnLogSizeLimitKib * kib;
    if (snapshotDue || (limit > 0 && m_logBytes > limit)) {
        m_log->roll();
        m_logBytes = 0;
    }
    if (snapshotDue)
        takeSnapshot();
}

void ServerLoop::armTimer(std::optional<Instant> at)
{
    if (!at || (m_timerAt && *m_timerAt <= *at))
        return; // An earlier wake-up is under way; it asks again.
    m_timerAt = at;
    m_timer.expires_at(std::chrono::steady_clock::time_point(at->time_since_epoch()));
    m_timer.async_wait([this](const asio::error_code& error) {
        if (error)
            return; // Replaced by an earlier one.
        m_timerAt.reset();
        m_server.tick(now());
    });
}

void ServerLoop::onLogReport()
{
    m_logBell.heard();
    const LogReport report = m_log->takeReport();
    for (const LogStarted& file : report.started) {
        if (m_tracer)
            m_tracer->disk(trace::DiskWork::roll, {}, file.bytesBefore,
                storage::logName(file.first), file.first);
    }
    if (m_tracer && report.slowestSync >= tracedSync)
        m_tracer->disk(trace::DiskWork::fsync, report.slowestSync, 0, "", report.durable);
    if (report.durable > Zxid())
        m_server.durable(report.durable, now());
    if (report.slowestSync.count() >= m_config.fsyncWarningThresholdMs)
        spdlog::warn("syncing the transaction log took {} ms, which delays all writes; is the disk "
                     "of {} busy?",
            report.slowestSync.count(), m_store.directories().logs);
    if (report.failure && !std::exchange(m_writesStopped, true))
        stopWrites(*report.failure);
}

void ServerLoop::stopWrites(const Error& why)
{
    const bool mayResume = why.code == Errc::noSpace;
    spdlog::critical("{}. No write is accepted any more, reads go on. Nothing that was "
                     "acknowledged is lost. {}",
        why.detail,
        mayResume ? "Make room: writes are accepted again by themselves then"
                  : "Replace the disk, then restart");
    m_server.stopWrites(now());
    m_logCut = false;
    if (mayResume)
        mendLater();
}

void ServerLoop::mendLater()
{
    m_mendTimer.expires_after(mendPeriod);
    m_mendTimer.async_wait([this](const asio::error_code& error) {
        if (!error && !m_stopping)
            startMending();
    });
}

/// On a thread of its own: it waits for the disk.
void ServerLoop::startMending()
{
    if (m_mender.joinable())
        m_mender.join(); // It ended before its last report.
    m_mender = std::thread([this, directories = m_store.directories(), isCut = m_logCut,
                               last = m_server.tree().lastProcessed()] {
        // Cutting comes first, and makes room, too; it is done once only.
        Result<void> done = isCut ? Result<void>() : cutLogsBehind(directories, last);
        const bool cutNow = done.has_value();
        if (done)
            done = probeSpace(directories);
        asio::post(m_loop, [this, cutNow, done = std::move(done)] { onMended(cutNow, done); });
    });
}

void ServerLoop::onMended(bool isCut, const Result<void>& done)
{
    m_logCut = isCut;
    if (!done && done.error().code == Errc::noSpace)
        return mendLater();
    if (!done) {
        spdlog::critical("{}. Writes stay refused; restart the server", done.error().detail);
        return;
    }
    startLog();
    m_logBytes = 0;
    m_writesStopped = false;
    m_server.resumeWrites(now());
    spdlog::info("there is room again: writes are accepted from zxid {} on",
        toText(m_server.tree().lastProcessed()));
}

void ServerLoop::onSignal()
{
    m_signals.async_wait([this](const asio::error_code& error, int signal) {
        if (error)
            return;
        if (signal == SIGCHLD) {
            onChildEnded();
        } else {
            spdlog::info("stopping, asked by signal {}", signal == SIGTERM ? "TERM" : "INT");
            m_stopping = true;
        }
        onSignal();
    });
}

void ServerLoop::takeSnapshot()
{
    if (m_snapshot.running()) {
        spdlog::warn("a snapshot is still being written; this one is left out");
        return;
    }
    storage::SnapshotHead head;
    head.sessions = m_server.sessions().all();
    head.digest = m_config.digestEnabled;
    const auto before = std::chrono::steady_clock::now();
    const auto started = m_snapshot.start(snapshotTarget(m_config), m_server.tree(), head);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - before);
    m_snapshotZxid = m_server.tree().lastProcessed();
    m_snapshotBegun = before;
    if (m_tracer)
        m_tracer->digest(m_snapshotZxid, m_server.tree().digest());
    if (started)
        spdlog::info("writing a snapshot at zxid {}; the fork took {} ms",
            toText(m_server.tree().lastProcessed()), took.count());
    else
        spdlog::error("{}; going on without", started.error().detail);
}

void ServerLoop::onChildEnded()
{
    const auto ended = m_snapshot.reap();
    if (!ended)
        return;
    if (*ended) {
        spdlog::info("the snapshot is written");
        if (m_tracer) {
            const SnapshotTarget target = snapshotTarget(m_config);
            const std::string name = storage::snapshotName(m_snapshotZxid, target.compression);
            m_tracer->disk(trace::DiskWork::snapshot,
                std::chrono::steady_clock::now() - m_snapshotBegun,
                fileSizeBytes(target.directory + "/" + name), name, m_snapshotZxid);
        }
    } else {
        spdlog::error("{}; the log holds everything, so nothing is lost", ended->error().detail);
    }
}

void ServerLoop::schedulePurge()
{
    if (m_config.purgeIntervalMs <= 0)
        return;
    startPurge(); // Once at start, as Apache.
    m_purgeTimer.expires_after(std::chrono::milliseconds(m_config.purgeIntervalMs));
    m_purgeTimer.async_wait([this](const asio::error_code& error) {
        if (!error)
            schedulePurge();
    });
}

/// On a thread of its own: deleting large files takes a file system long.
void ServerLoop::startPurge()
{
    if (m_purging.exchange(true))
        return;
    if (m_purge.joinable())
        m_purge.join();
    m_purge = std::thread([this, directories = m_store.directories(),
                              retain = static_cast<std::size_t>(m_config.snapRetainCount)] {
        blockSignals();
        giveWay();
        const auto before = std::chrono::steady_clock::now();
        auto removed = purge(directories, retain);
        const auto took = std::chrono::steady_clock::now() - before;
        asio::post(m_loop, [this, removed = std::move(removed), took] { onPurged(removed, took); });
        m_purging = false;
    });
}

void ServerLoop::onPurged(
    const Result<std::vector<std::string>>& removed, std::chrono::nanoseconds took)
{
    if (!removed)
        return spdlog::warn("purge failed: {}", removed.error().detail);
    if (removed->empty())
        return;
    spdlog::info("purged {} old snapshots and logs", removed->size());
    if (!m_tracer)
        return;
    std::string names;
    for (const std::string& name : *removed)
        names += (names.empty() ? "" : " ") + name;
    m_tracer->disk(trace::DiskWork::purge, took, 0, std::move(names), std::nullopt);
}

void ServerLoop::stop()
{
    m_listener.close();
    m_log->finish(); // What was appended gets durable; its replies leave below.
    m_now.reset();
    onLogReport();
    perform();
    m_ports.closeAll();
    m_signals.cancel();
    m_snapshot.abandon();
    if (m_tracer) {
        m_server.listen(nullptr);
        m_tracer->state(trace::ServerState::leading, trace::ServerState::down, "stopped");
        m_tracer->finish();
    }
    spdlog::info("stopped; the last zxid is {}", toText(m_server.tree().lastProcessed()));
}

} // namespace zs::engine::io
