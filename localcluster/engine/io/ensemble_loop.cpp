// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/ensemble_loop.h"

#include "localcluster/engine/io/host_facts.h"

#include <spdlog/spdlog.h>

namespace zs::engine::io {

namespace {

    constexpr std::uint64_t diskToken = std::uint64_t(4) << 61; ///< The first that is free.
    constexpr std::uint64_t electionToken = std::uint64_t(5) << 61;
    constexpr std::uint64_t quorumToken = std::uint64_t(6) << 61;
    constexpr std::chrono::seconds bindPause{1}; ///< As Apache's.
    /// The shortest FOLLOWERINFO, that of ZooKeeper 3.4.
    constexpr std::size_t firstPacketBytes = 32;

    const Member& ownMember(const PeerSettings& settings)
    {
        return settings.membership.members.at(settings.self);
    }

    MemberPortOptions electionOptions(
        const config::ServerConfig& config, const PeerSettings& settings)
    {
        MemberPortOptions options;
        options.name = "election port";
        options.addresses = ownMember(settings).election;
        options.onAllAddresses = config.quorumListenOnAllIps;
        options.dialTimeout = std::chrono::milliseconds(config.cnxTimeoutMs);
        options.keepAlive = config.tcpKeepAlive;
        return options;
    }

    MemberPortOptions quorumOptions(
        const config::ServerConfig& config, const PeerSettings& settings)
    {
        MemberPortOptions options = electionOptions(config, settings);
        options.name = "quorum port";
        options.keepAlive = false; // Pings do that there.
        options.addresses = ownMember(settings).quorum;
        options.firstBytes = firstPacketBytes;
        return options;
    }

} // namespace

EnsembleLoop::EnsembleLoop(const config::ServerConfig& config, const PeerSettings& settings,
    DataStore& store, QuorumPeer& peer, Zxid last, Tracer* tracer)
    : ServerShell(config, store, m_handler, tracer) // Which only keeps the address.
    , m_peer(peer)
    , m_handler(peer)
    , m_electionSide(*this)
    , m_quorumSide(*this)
    , m_election(loop(), poll(), electionToken, electionOptions(config, settings), m_electionSide)
    , m_quorum(loop(), poll(), quorumToken, quorumOptions(config, settings), m_quorumSide)
    , m_disk(loop(), poll(), diskToken, config, store.directories(), store.filesMutex(), last,
          *this)
    , m_bindTimer(loop())
{
}

EnsembleLoop::~EnsembleLoop() = default;

Result<void> EnsembleLoop::open()
{
    if (auto done = m_election.resolveOwn(); !done)
        return done;
    if (auto done = m_quorum.resolveOwn(); !done)
        return done;
    return m_listener.open();
}

ExitCode EnsembleLoop::run(PeerHistory history, bool snapshotNow)
{
    forgetNow();
    if (m_tracer) {
        m_tracer->setClock([this] { return now().instant; });
        m_peer.listen(m_tracer);
    }
    listenForElections();
    m_peer.start(std::move(history), now());
    m_wantsSnapshot = snapshotNow;
    schedulePurge();
    runTurns();
    stop();
    return m_exitCode;
}

/// The port may be held for a moment by a server that ended just now.
void EnsembleLoop::listenForElections()
{
    const auto listening = m_election.listen();
    if (listening)
        return;
    ++m_bindTries;
    if (m_config.electionPortBindRetry > 0 && m_bindTries >= m_config.electionPortBindRetry)
        return end(ExitCode::quorumPortTaken,
            listening.error().detail + "; tried " + std::to_string(m_bindTries)
                + " times (electionPortBindRetry)");
    spdlog::warn("{}; will try again", listening.error().detail);
    m_bindTimer.expires_after(bindPause);
    m_bindTimer.async_wait([this](const asio::error_code& error) {
        if (!error)
            listenForElections();
    });
}

/// Until the peer has nothing more to do: to send to clients, or to fall behind in sending to
/// members, tells it something. All else that is begun here is answered from the event loop.
void EnsembleLoop::perform()
{
    for (;;) {
        m_heard = false;
        m_peer.takeEffects(m_effects);
        for (const std::string& remark : m_effects.remarks)
            spdlog::info("{}", remark);
        for (const std::string& warning : m_effects.warnings)
            spdlog::warn("{}", warning);
        for (PortEffect& effect : m_effects.election)
            std::visit([this](auto& what) { perform(what); }, effect);
        for (QuorumEffect& effect : m_effects.quorum)
            std::visit([this](auto& what) { perform(what); }, effect);
        // Before the disk's thread is woken: a proposal's way to the others is the longer one. What
        // depends on the disk is an effect of a later turn, so none of it is among these bytes.
        m_quorum.links().flush();
        for (DiskTask& task : m_effects.disk)
            performDisk(task);
        performClients(m_effects.client);
        armTimer(m_effects.nextTimer);
        armTimer(m_effects.client.nextTimer);
        if (m_effects.moved)
            move(*m_effects.moved);
        if (m_effects.fatal)
            return end(ExitCode::snapshotFailed, *m_effects.fatal);
        noteServing();
        m_election.links().flush();
        m_quorum.links().flush();
        if (isIdle(m_effects.client) && !m_heard)
            return;
    }
}

/// A reconfiguration gave this member other addresses.
void EnsembleLoop::move(const Member& self)
{
    const bool leads = m_quorum.isListening();
    m_election.moveTo(self.election);
    m_quorum.moveTo(self.quorum);
    for (MemberPort* port : {&m_election, &m_quorum}) {
        if (const auto resolved = port->resolveOwn(); !resolved)
            return end(ExitCode::quorumPortTaken, resolved.error().detail);
    }
    m_bindTries = 0;
    listenForElections();
    if (const auto listening = leads ? m_quorum.listen() : Result<void>(); !listening)
        return end(ExitCode::quorumPortTaken, listening.error().detail);
    if (self.client && m_listener.port() != self.client->port)
        spdlog::warn("the configuration moves this server's client port to {}; restart it to serve "
                     "there",
            self.client->text());
}

void EnsembleLoop::noteServing()
{
    if (!std::exchange(m_serving, m_peer.serves()) && m_serving)
        spdlog::info("serving clients on {}", m_listener.endpointText());
    // Before, the history may still be cut or replaced, for which older snapshots are needed.
    if (!m_serving || !m_wantsSnapshot || m_disk.changesHistory())
        return;
    m_wantsSnapshot = false;
    takeSnapshot();
}

void EnsembleLoop::performDisk(DiskTask& task)
{
    LogGrowth growth;
    if (const auto* append = std::get_if<AppendLog>(&task))
        growth = grown(append->batch);
    m_disk.add(std::move(task));
    if (growth.roll)
        m_disk.roll();
    m_wantsSnapshot = m_wantsSnapshot || growth.snapshot; // Taken by noteServing, this turn.
}

void EnsembleLoop::perform(const Dial& dial)
{
    m_election.dial(dial.addresses,
        [this, peer = dial.peer](std::uint64_t link, const DialFailure& failure) {
            if (link != 0)
                m_peer.electionDialled(peer, LinkId {link}, now());
            else
                m_peer.electionDialFailed(peer, failure.refused, now());
        });
}

void EnsembleLoop::perform(const CloseLink& close) { m_election.close(close.link.value); }

void EnsembleLoop::perform(SendBytes& send)
{
    m_election.links().send(send.link.value, std::move(send.bytes));
}

void EnsembleLoop::perform(const ListenForLearners& listen)
{
    if (!listen.on)
        return m_quorum.stopListening();
    if (m_quorum.isListening())
        return;
    if (const auto listening = m_quorum.listen(); !listening)
        end(ExitCode::quorumPortTaken, listening.error().detail);
}

void EnsembleLoop::perform(const DialLeader& dial)
{
    m_quorum.dial(dial.addresses,
        [this, attempt = dial.attempt](std::uint64_t link, const DialFailure& failure) {
            if (link != 0)
                m_peer.leaderDialled(attempt, QuorumLink {link}, now());
            else
                m_peer.leaderDialFailed(attempt, failure.why, now());
        });
}

void EnsembleLoop::perform(SendQuorum& send)
{
    m_quorum.links().send(send.link.value, std::move(send.bytes));
}

void EnsembleLoop::perform(const SendTree& send)
{
    const auto sent = m_quorum.links().sendTree(send.link.value, m_peer.tree(), snapshotHead());
    if (sent)
        return;
    const std::string why = "the tree cannot be sent: " + sent.error().detail;
    spdlog::error("{}", why);
    m_quorum.close(send.link.value);
    m_peer.quorumClosed(send.link, why, now());
    m_heard = true;
}

void EnsembleLoop::perform(const CloseQuorumLink& close)
{
    spdlog::info("closing a quorum connection: {}", close.why);
    m_quorum.close(close.link.value);
}

void EnsembleLoop::tick() { m_peer.tick(now()); }

void EnsembleLoop::answer(const WordAsked& asked, const HostFacts& host)
{
    HostFacts all = host;
    addMemberFacts(all, m_config, m_peer.settings());
    m_peer.answerWord(asked, all, now());
}

const DataTree& EnsembleLoop::tree() const { return m_peer.tree(); }

storage::SnapshotHead EnsembleLoop::snapshotHead() const
{
    storage::SnapshotHead head = snapshotHeadOf(m_config);
    head.sessions = m_peer.sessions();
    return head;
}

void EnsembleLoop::onPollEvent(std::uint64_t token, std::uint32_t events)
{
    static_assert(diskToken == firstToken);
    if (token >= quorumToken)
        m_quorum.links().onEvent(token, events);
    else if (token == diskToken)
        m_disk.onBell();
    else
        m_election.links().onEvent(token, events);
}

void EnsembleLoop::onChildEnded()
{
    m_disk.onChildEnded();
    m_quorum.links().onChildEnded();
}

// ---- the disk ----

void EnsembleLoop::logged(Zxid last) { m_peer.logged(last, now()); }

void EnsembleLoop::epochWritten(EpochFile file, std::int64_t epoch)
{
    m_peer.epochWritten(file, epoch, now());
}

void EnsembleLoop::truncated(RecoveredState state)
{
    forgetGrowth();
    m_peer.truncated(std::move(state), now());
}

void EnsembleLoop::truncationImpossible(const Error& why)
{
    m_peer.truncationImpossible(why.detail, now());
}

void EnsembleLoop::treeSaved(Zxid zxid)
{
    forgetGrowth();
    m_peer.treeSaved(zxid, now());
}

void EnsembleLoop::logRead(QuorumLink link, std::optional<DiskQueue::Entries> entries)
{
    m_peer.logRead(link, std::move(entries), now());
}

void EnsembleLoop::diskFailed(const Error& why)
{
    const bool mayResume = why.code == Errc::noSpace;
    spdlog::critical("{}. This member takes no part until its disk works. Nothing that was "
                     "acknowledged is lost. {}",
        why.detail,
        mayResume ? "Make room: it comes back by itself then" : "Replace the disk, then restart");
    m_peer.diskFailed(why.detail, now());
}

void EnsembleLoop::diskMended(PeerHistory history)
{
    spdlog::info("there is room again: this member takes part with zxid {}",
        toText(history.state.tree->lastProcessed()));
    forgetGrowth();
    m_peer.diskMended(std::move(history), now());
}

void EnsembleLoop::historyUnusable(const Error& why)
{
    end(ExitCode::quorumPacketError,
        why.detail
            + ". To get everything from the leader instead, stop this server, move its data "
              "directory away (keep myid), and start it");
}

void EnsembleLoop::logReported(const LogReport& report) { tellLogReport(report); }

// ---- the ports ----

void EnsembleLoop::ElectionSide::portAccepted(std::uint64_t link, const std::string&)
{
    loop.m_peer.electionAccepted(LinkId {link}, loop.now());
}

void EnsembleLoop::ElectionSide::portReceived(std::uint64_t link, ByteView bytes)
{
    loop.m_peer.electionReceived(LinkId {link}, bytes, loop.now());
}

void EnsembleLoop::ElectionSide::portClosed(std::uint64_t link, const std::string&)
{
    loop.m_peer.electionClosed(LinkId {link}, loop.now());
}

void EnsembleLoop::ElectionSide::portBacklog(std::uint64_t link, std::size_t sizeBytes)
{
    loop.m_heard = true;
    loop.m_peer.electionBlocked(LinkId {link}, sizeBytes > 0, loop.now());
}

void EnsembleLoop::QuorumSide::portAccepted(std::uint64_t link, const std::string& from)
{
    loop.m_peer.learnerAccepted(QuorumLink {link}, from, loop.now());
}

void EnsembleLoop::QuorumSide::portReceived(std::uint64_t link, ByteView bytes)
{
    loop.m_peer.quorumReceived(QuorumLink {link}, bytes, loop.now());
}

void EnsembleLoop::QuorumSide::portClosed(std::uint64_t link, const std::string& why)
{
    loop.m_peer.quorumClosed(QuorumLink {link}, why, loop.now());
}

void EnsembleLoop::QuorumSide::portBacklog(std::uint64_t link, std::size_t sizeBytes)
{
    loop.m_heard = true;
    loop.m_peer.quorumBacklog(QuorumLink {link}, sizeBytes, loop.now());
}

void EnsembleLoop::QuorumSide::portTreeSent(
    std::uint64_t link, std::int64_t sizeBytes, bool whole)
{
    loop.m_peer.quorumTreeSent(QuorumLink {link}, sizeBytes, whole, loop.now());
}

void EnsembleLoop::end(ExitCode code, const std::string& why)
{
    spdlog::critical("{}", why);
    m_exitCode = code;
    askToStop();
}

void EnsembleLoop::stop()
{
    closeListener();
    m_election.stopListening();
    m_quorum.stopListening();
    m_bindTimer.cancel();
    forgetNow();
    m_disk.finish(); // What was appended gets durable; acknowledgements leave below.
    if (m_exitCode == ExitCode::ok)
        perform();
    closeClients();
    if (m_tracer) {
        m_peer.listen(nullptr);
        m_tracer->state(static_cast<trace::ServerState>(m_peer.state()), trace::ServerState::down,
            "stopped");
        m_tracer->finish();
    }
    spdlog::info("stopped; the last logged zxid is {}", toText(m_peer.lastLogged()));
}

} // namespace zs::engine::io
