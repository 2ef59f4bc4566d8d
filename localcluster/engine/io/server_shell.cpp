// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/server_shell.h"

#include "localcluster/engine/io/free_space.h"
#include "localcluster/engine/io/host_facts.h"
#include "localcluster/engine/io/thread_hints.h"

#include <spdlog/spdlog.h>

namespace zs::engine::io {

namespace {

    constexpr std::chrono::milliseconds forEver{-1};
    constexpr std::int64_t kib = 1024;
    constexpr std::chrono::milliseconds tracedSync{20}; ///< Quicker ones are no news.

    Instant toInstant(std::chrono::steady_clock::time_point at)
    {
        return Instant(at.time_since_epoch());
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

ServerShell::ServerShell(const config::ServerConfig& config, DataStore& store,
    ClientHandler& handler, Tracer* tracer)
    : m_config(config)
    , m_store(store)
    , m_tracer(tracer)
    , m_signals(m_loop, SIGTERM, SIGINT, SIGCHLD)
    , m_timer(m_loop)
    , m_purgeTimer(m_loop)
    , m_traceTimer(m_loop)
    , m_poll(m_loop,
          [this](std::uint64_t token, std::uint32_t events) {
              if (token < ClientPorts::tokenLimit)
                  m_ports.onEvent(token, events);
              else
                  onPollEvent(token, events);
          })
    , m_ports(
          m_loop, m_poll, handler, [this] { return now(); },
          [this](const std::string& address) { m_listener.released(address); })
    , m_listener(
          m_loop, m_poll, listenOptions(config),
          [this](ClientListener::Accepted accepted) { m_ports.add(std::move(accepted)); },
          [](const std::string& problem) { spdlog::warn("{}", problem); })
    , m_policy(config.snapCount, config.snapSizeLimitKib * kib,
          [this](std::int64_t below) {
              return std::uniform_int_distribution<std::int64_t>(0, below - 1)(m_random);
          })
{
}

ServerShell::~ServerShell()
{
    m_snapshot.abandon();
    {
        const std::lock_guard lock(m_purgeMutex);
        m_isEnding = true;
    }
    m_purgeWake.notify_one();
    if (m_purge.joinable())
        m_purge.join();
}

Now ServerShell::now()
{
    if (!m_now)
        m_now = Now {toInstant(std::chrono::steady_clock::now()),
            std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
    return *m_now;
}

void ServerShell::runTurns()
{
    preferLatency();
    onSignal();
    if (m_tracer)
        m_tracer->setGreeting(
            [this] { m_tracer->digest(tree().lastProcessed(), tree().digest()); });
    finishTurn();
    while (!m_stopping) {
        m_now.reset();
        m_poll.turn(forEver);
        finishTurn();
    }
    m_signals.cancel();
}

void ServerShell::finishTurn()
{
    perform();
    m_ports.forgetInput();
    if (m_tracer)
        drainTrace();
}

/// Not after every turn: a system call for each would cost more than all the lines.
void ServerShell::drainTrace()
{
    if (m_tracer->isFull())
        m_tracer->drain();
    if (m_traceTimerArmed || !m_tracer->hasWork())
        return;
    m_traceTimerArmed = true;
    m_traceTimer.expires_after(m_tracer->drainPeriod());
    m_traceTimer.async_wait([this](const asio::error_code& error) {
        m_traceTimerArmed = false;
        if (!error)
            m_tracer->drain();
    });
}

bool ServerShell::isIdle(const Effects& effects)
{
    return effects.log.entries.empty() && effects.dirty.empty() && effects.readingChanged.empty()
        && effects.words.empty() && effects.closing.empty();
}

void ServerShell::performClients(Effects& effects)
{
    // First: what is left to send for these leaves with the end of their streams.
    for (const ConnectionId id : effects.closing)
        m_ports.closeFlushed(id);
    for (const ConnectionId id : effects.dirty)
        m_ports.flush(id);
    for (const ConnectionId id : effects.readingChanged)
        m_ports.updateReading(id);
    for (const WordAsked& asked : effects.words) {
        const HostFacts host = gatherHostFacts(asked.word.substr(0, 4), m_config,
            m_store.directories(), m_listener, std::chrono::steady_clock::now() - m_started);
        answer(asked, host);
    }
    logRefusals(effects);
}

/// One line a second is enough: who is refused tries again and again.
void ServerShell::logRefusals(const Effects& effects)
{
    if (effects.refusals.empty() || now().instant < m_nextRefusalLog)
        return;
    m_nextRefusalLog = now().instant + std::chrono::seconds(1);
    const Refusal& refusal = effects.refusals.front();
    spdlog::warn("a request of {} was refused: {} of the configuration allows no more",
        refusal.address, refusal.limit);
}

ServerShell::LogGrowth ServerShell::grown(const LogBatch& batch)
{
    const auto bytes = static_cast<std::int64_t>(batch.bytes.size());
    m_logBytes += bytes;
    LogGrowth growth;
    growth.snapshot = m_policy.appended(static_cast<std::int64_t>(batch.entries.size()), bytes);
    const std::int64_t limit = m_config.txnLogSizeLimitKib * kib;
    growth.roll = growth.snapshot || (limit > 0 && m_logBytes > limit);
    if (growth.roll)
        m_logBytes = 0;
    return growth;
}

void ServerShell::armTimer(std::optional<Instant> at)
{
    if (!at || (m_timerAt && *m_timerAt <= *at))
        return; // An earlier wake-up is under way; it asks again.
    m_timerAt = at;
    m_timer.expires_at(std::chrono::steady_clock::time_point(at->time_since_epoch()));
    m_timer.async_wait([this](const asio::error_code& error) {
        if (error)
            return; // Replaced by an earlier one.
        m_timerAt.reset();
        tick();
    });
}

void ServerShell::tellLogReport(const LogReport& report)
{
    for (const LogStarted& file : report.started) {
        if (m_tracer)
            m_tracer->disk(trace::DiskWork::roll, {}, file.bytesBefore,
                storage::logName(file.first), file.first);
    }
    if (m_tracer && report.slowestSync >= tracedSync)
        m_tracer->disk(trace::DiskWork::fsync, report.slowestSync, 0, "", report.durable);
    if (report.slowestSync.count() >= m_config.fsyncWarningThresholdMs)
        spdlog::warn("syncing the transaction log took {} ms, which delays all writes; is the disk "
                     "of {} busy?",
            report.slowestSync.count(), m_store.directories().logs);
}

void ServerShell::onSignal()
{
    m_signals.async_wait([this](const asio::error_code& error, int signal) {
        if (error)
            return;
        if (signal == SIGCHLD) {
            onSnapshotEnded();
            onChildEnded();
        } else {
            spdlog::info("stopping, asked by signal {}", signal == SIGTERM ? "TERM" : "INT");
            m_stopping = true;
        }
        onSignal();
    });
}

void ServerShell::takeSnapshot()
{
    if (m_snapshot.running()) {
        spdlog::warn("a snapshot is still being written; this one is left out");
        return;
    }
    const auto before = std::chrono::steady_clock::now();
    const auto started = m_snapshot.start(snapshotTarget(m_config), tree(), snapshotHead());
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - before);
    m_snapshotZxid = tree().lastProcessed();
    m_snapshotBegun = before;
    if (m_tracer)
        m_tracer->digest(m_snapshotZxid, tree().digest());
    if (started)
        spdlog::info("writing a snapshot at zxid {}; the fork took {} ms",
            toText(tree().lastProcessed()), took.count());
    else
        spdlog::error("{}; going on without", started.error().detail);
}

void ServerShell::onSnapshotEnded()
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
        spdlog::error("{} (in {}); the log holds everything, so nothing is lost",
            ended->error().detail, m_store.directories().snapshots);
    }
}

void ServerShell::schedulePurge()
{
    startPurge(); // Once at start, as Apache.
    if (m_config.purgeIntervalMs <= 0)
        return;
    m_purgeTimer.expires_after(std::chrono::milliseconds(m_config.purgeIntervalMs));
    m_purgeTimer.async_wait([this](const asio::error_code& error) {
        if (!error)
            schedulePurge();
    });
}

/// On a thread of its own: deleting large files takes a file system long. Also if nothing is to be
/// purged, if a killed server left large files.
void ServerShell::startPurge()
{
    if (m_purging.exchange(true))
        return;
    if (m_purge.joinable())
        m_purge.join();
    std::vector<Fd> left = m_store.takeLeftovers();
    const bool purges = m_config.purgeIntervalMs > 0;
    m_purging = purges || !left.empty();
    if (!m_purging)
        return;
    m_purge = std::thread([this, purges, left = std::move(left),
                              directories = m_store.directories(),
                              retain = static_cast<std::size_t>(m_config.snapRetainCount)] {
        blockSignals();
        giveWay();
        const auto wait = [this](std::chrono::nanoseconds time) { return pausePurge(time); };
        freeSpace(left, wait);
        if (!purges) {
            m_purging = false;
            return;
        }
        const auto before = std::chrono::steady_clock::now();
        auto purged = [&] {
            const std::lock_guard lock(m_store.filesMutex());
            return purge(directories, retain);
        }();
        if (purged)
            freeSpace(purged->files, wait);
        const auto took = std::chrono::steady_clock::now() - before;
        auto removed = std::move(purged).map([](Purged all) { return std::move(all.names); });
        m_poll.post([this, removed = std::move(removed), took] { onPurged(removed, took); });
        m_purging = false;
    });
}

/// False: this server ends.
bool ServerShell::pausePurge(std::chrono::nanoseconds time)
{
    std::unique_lock lock(m_purgeMutex);
    return !m_purgeWake.wait_for(lock, time, [this] { return m_isEnding; });
}

void ServerShell::onPurged(
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

void ServerShell::closeClients()
{
    m_ports.closeAll();
    m_snapshot.abandon();
}

} // namespace zs::engine::io
