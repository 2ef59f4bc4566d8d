// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/server_loop.h"

#include "localcluster/engine/io/log_mender.h"

#include <spdlog/spdlog.h>

namespace zs::engine::io {

namespace {

    constexpr std::chrono::milliseconds mendPeriod{500};

} // namespace

ServerLoop::ServerLoop(
    const config::ServerConfig& config, DataStore& store, StandaloneServer& server, Tracer* tracer)
    : ServerShell(config, store, m_handler, tracer) // Which only keeps the address.
    , m_server(server)
    , m_handler(server)
    , m_mendTimer(loop())
    , m_logBell(poll(), firstToken)
{
    startLog();
}

void ServerLoop::startLog()
{
    m_log.emplace(logOptions(m_config, m_store.directories()), [this] { m_logBell.ring(); });
}

ServerLoop::~ServerLoop()
{
    m_log->finish();
    if (m_mender.joinable())
        m_mender.join();
}

Result<void> ServerLoop::open() { return m_listener.open(); }

void ServerLoop::run(bool snapshotNow)
{
    forgetNow();
    if (m_tracer) {
        m_tracer->setClock([this] { return now().instant; });
        m_tracer->state(trace::ServerState::looking, trace::ServerState::leading, "standalone");
        m_server.listen(m_tracer);
    }
    m_server.start(now());
    if (snapshotNow)
        takeSnapshot();
    schedulePurge();
    runTurns();
    stop();
}

/// Until the core has nothing more to do: sending may set waiting requests free.
void ServerLoop::perform()
{
    for (;;) {
        m_server.takeEffects(m_effects);
        const bool idle = isIdle(m_effects);
        appendToLog();
        performClients(m_effects);
        armTimer(m_effects.nextTimer);
        if (idle)
            return;
    }
}

void ServerLoop::tick() { m_server.tick(now()); }

void ServerLoop::answer(const WordAsked& asked, const HostFacts& host)
{
    m_server.answerWord(asked, host, now());
}

storage::SnapshotHead ServerLoop::snapshotHead() const
{
    storage::SnapshotHead head = snapshotHeadOf(m_config);
    head.sessions = m_server.sessions().all();
    return head;
}

void ServerLoop::appendToLog()
{
    LogBatch& batch = m_effects.log;
    if (batch.entries.empty() || m_writesStopped)
        return;
    const LogGrowth growth = grown(batch);
    m_log->append(batch);
    if (growth.roll)
        m_log->roll();
    if (growth.snapshot)
        takeSnapshot();
}

void ServerLoop::onPollEvent(std::uint64_t, std::uint32_t) { onLogReport(); }

void ServerLoop::onLogReport()
{
    m_logBell.heard();
    const LogReport report = m_log->takeReport();
    tellLogReport(report);
    if (report.durable > Zxid())
        m_server.durable(report.durable, now());
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
        if (!error && !isStopping())
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
        poll().post([this, cutNow, done = std::move(done)] { onMended(cutNow, done); });
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
    forgetGrowth();
    m_writesStopped = false;
    m_server.resumeWrites(now());
    spdlog::info("there is room again: writes are accepted from zxid {} on",
        toText(m_server.tree().lastProcessed()));
}

void ServerLoop::stop()
{
    closeListener();
    m_log->finish(); // What was appended gets durable; its replies leave below.
    forgetNow();
    onLogReport();
    perform();
    closeClients();
    if (m_tracer) {
        m_server.listen(nullptr);
        m_tracer->state(trace::ServerState::leading, trace::ServerState::down, "stopped");
        m_tracer->finish();
    }
    spdlog::info("stopped; the last zxid is {}", toText(m_server.tree().lastProcessed()));
}

} // namespace zs::engine::io
