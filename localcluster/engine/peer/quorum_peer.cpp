// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/peer/quorum_peer.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/peer/member_config.h"
#include "localcluster/engine/zab/leader.h"
#include "localcluster/engine/zab/learner.h"
#include "localcluster/engine/zab/read_only_service.h"

#include <algorithm>

namespace zs::engine {

struct QuorumPeer::State {
    enum class Activity {
        idle,     ///< Not started.
        looking,
        serving,  ///< It has a role, from the end of the election on.
        draining, ///< The role is over; the disk still has work of it.
        broken,   ///< The disk failed.
    };

    State(ServerSettings serverSettings, PeerSettings peerSettings, SessionId firstSession)
        : server(std::move(serverSettings))
        , settings(std::move(peerSettings))
        , replica(server, settings, firstSession)
        , config(server, settings, replica)
    {
        replica.keepConfigBy(&config);
        if (settings.readOnlyMode) // As Apache: who may be read-only says so.
            server.fourLetterWords.insert("isro");
    }

    void begin(PeerHistory history, Now now, const std::string& why);
    void makePort(const PeerHistory& history);
    void look(const std::string& why, Now now);
    void tellConfig(Now now);
    void hearConfig(const ConfigHeard& heard, Now now);
    void enterRole(const Elected& elected, Now now);
    void leave(std::string why, Now now);
    void closeRole(const std::string& why, Now now);
    void perform(PortEffects effects, Now now);
    void refuse(LinkId link) { electionEffects.emplace_back(CloseLink{link}); }
    void settle(Now now);
    void lookWhenDrained(Now now);
    void diskDone(Now now) { settle(now); lookWhenDrained(now); }
    void startReadOnly(Now now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;
    [[nodiscard]] bool works() const { return activity != Activity::broken; }

    ServerSettings server;
    PeerSettings settings;
    Replica replica;
    MemberConfig config;
    std::optional<ElectionPort> port;
    std::set<LinkId> electionLinks; ///< Known to the port, so that all can be closed.
    std::unique_ptr<Leader> leader;
    std::unique_ptr<Learner> learner;
    std::unique_ptr<ReadOnlyService> readOnly;
    std::optional<Instant> readOnlyAt;
    Activity activity = Activity::idle;
    std::string lookingFor; ///< Why it looks, while draining.
    bool served = false;    ///< The election knows the epoch served.
    PortEffects electionEffects;
    ZabEffects zab;
};

// ---- roles ----

void QuorumPeer::State::makePort(const PeerHistory& history)
{
    ElectionSettings election;
    election.self = settings.self;
    election.observer = settings.observer;
    election.minNotificationInterval = settings.minNotificationInterval;
    election.maxNotificationInterval = settings.maxNotificationInterval;
    election.reconfigEnabled = server.reconfigEnabled;
    port.emplace(LeaderElection(election, settings.rule(), settings.membership.text,
                     history.state.tree->lastProcessed(), history.currentEpoch),
        ElectionLinks(greetingOf(settings), electionMembers(settings), server.reconfigEnabled));
}

/// The configuration has changed.
void QuorumPeer::State::tellConfig(Now now)
{
    perform(port->reconfigure(settings.rule(), settings.membership.text, settings.observer,
                greetingOf(settings), electionMembers(settings), now.instant),
        now);
}

/// Source: FastLeaderElection.Messenger: the election begins anew with it.
void QuorumPeer::State::hearConfig(const ConfigHeard& heard, Now now)
{
    static_cast<void>(config.configCommitted(heard.config, std::nullopt, Zxid(), now));
    if (!config.takeChanged())
        return;
    tellConfig(now);
    if (activity == Activity::looking)
        look("server " + std::to_string(heard.from.value) + " has a newer configuration", now);
}

void QuorumPeer::State::begin(PeerHistory history, Now now, const std::string& why)
{
    const Zxid last = history.state.tree->lastProcessed();
    if (last.epoch() > history.acceptedEpoch || history.acceptedEpoch < history.currentEpoch) {
        replica.effects().fatal = "the data directory contradicts itself: last zxid "
            + toText(last) + ", currentEpoch " + std::to_string(history.currentEpoch)
            + ", acceptedEpoch " + std::to_string(history.acceptedEpoch)
            + "; restore the epoch files, or empty the directory so that this server fetches its "
              "data from the others";
        activity = Activity::broken;
        return;
    }
    makePort(history);
    replica.setEpochs(history.acceptedEpoch, history.currentEpoch);
    replica.load(std::move(history.state), now);
    if (last.epoch() <= history.currentEpoch)
        return look(why, now);
    // It stopped between a leader's snapshot and currentEpoch. What a leader of that epoch has sent
    // is a part of the epoch's history, so this server may vote with it as soon as it says so.
    replica.effects().remarks.push_back("currentEpoch becomes " + std::to_string(last.epoch())
        + ", the epoch of the snapshot that was fetched last");
    replica.writeEpoch(EpochFile::current, last.epoch());
    activity = Activity::draining;
    lookingFor = why;
}

void QuorumPeer::State::look(const std::string& why, Now now)
{
    activity = Activity::looking;
    served = false;
    static_cast<void>(config.takeAppointment());
    replica.effects().remarks.push_back("LOOKING, last zxid "
        + toText(replica.tree().lastProcessed()) + ", currentEpoch "
        + std::to_string(replica.currentEpoch()) + ": " + why);
    if (settings.readOnlyMode)
        readOnlyAt = now.instant
            + std::max<PeerSettings::Ms>(std::chrono::seconds(2), server.tickTime);
    perform(port->look(replica.tree().lastProcessed(), replica.currentEpoch(), now.instant, why),
        now);
}

void QuorumPeer::State::perform(PortEffects effects, Now now)
{
    std::optional<Elected> elected;
    std::optional<ConfigHeard> newConfig;
    for (PortEffect& effect : effects) {
        if (const auto* event = std::get_if<trace::Event>(&effect))
            replica.tell(*event);
        else if (const auto* result = std::get_if<Elected>(&effect))
            elected = *result;
        else if (auto* heard = std::get_if<ConfigHeard>(&effect))
            newConfig = std::move(*heard);
        else
            electionEffects.push_back(std::move(effect));
    }
    if (elected)
        enterRole(*elected, now);
    else if (newConfig)
        hearConfig(*newConfig, now);
}

void QuorumPeer::State::enterRole(const Elected& elected, Now now)
{
    ZS_EXPECT(!leader && !learner);
    replica.stopServing();
    readOnly.reset();
    readOnlyAt.reset();
    activity = Activity::serving;
    config.roleBegins(elected.winner.leader);
    const std::string how = elected.round < 0
        ? " was named by the reconfiguration"
        : " is elected in round " + std::to_string(elected.round);
    replica.effects().remarks.push_back(std::string(nameOf(elected.state)) + ": server "
        + std::to_string(elected.winner.leader.value) + how);
    if (elected.state == PeerState::leading) {
        leader = std::make_unique<Leader>(replica);
        leader->start(now);
    } else {
        learner = std::make_unique<Learner>(replica, elected.winner.leader);
        learner->start(now);
    }
    settle(now);
}

void QuorumPeer::State::settle(Now now)
{
    if (!leader && !learner)
        return;
    const auto epoch = leader ? leader->servedEpoch() : learner->servedEpoch();
    if (config.takeChanged())
        tellConfig(now);
    if (epoch && !std::exchange(served, true))
        port->serve(*epoch);
    if (const std::optional<std::string> over = leader ? leader->over() : learner->over())
        leave(*over, now);
}

void QuorumPeer::State::closeRole(const std::string& why, Now now)
{
    if (leader)
        leader->end(why);
    if (learner)
        learner->end(why, now);
    replica.stopServing(); // The role is asked about sessions while clients are closed.
    leader.reset();
    learner.reset();
    readOnly.reset();
    readOnlyAt.reset();
}

void QuorumPeer::State::leave(std::string why, Now now)
{
    // An observer that kept no log becomes a voter: what it is to vote with goes to disk first.
    const bool logsNow = learner && !settings.syncEnabled && !settings.observer
        && port->election().state() == PeerState::observing;
    closeRole(why, now);
    if (logsNow)
        replica.saveTree(replica.tree().lastProcessed());
    activity = Activity::draining;
    lookingFor = std::move(why);
    lookWhenDrained(now);
}

void QuorumPeer::State::lookWhenDrained(Now now)
{
    if (activity != Activity::draining || !replica.diskIdle())
        return;
    replica.applyPending(now);
    const auto appointed = config.takeAppointment();
    if (!appointed)
        return look(lookingFor, now);
    served = false;
    perform(port->appoint(appointed->leader, appointed->zxid, now.instant, lookingFor), now);
}

void QuorumPeer::State::startReadOnly(Now now)
{
    readOnlyAt.reset();
    readOnly = std::make_unique<ReadOnlyService>(replica);
    readOnly->start(now);
}

std::optional<Instant> QuorumPeer::State::nextTimer() const
{
    std::optional<Instant> next;
    const auto consider = [&next](const std::optional<Instant>& timer) {
        if (timer && (!next || *timer < *next))
            next = timer;
    };
    if (port)
        consider(port->nextTimer());
    if (leader)
        consider(leader->nextTimer());
    if (learner)
        consider(learner->nextTimer());
    if (readOnly)
        consider(readOnly->nextTimer());
    consider(readOnlyAt);
    consider(replica.localSessions().nextTimer());
    return next;
}

// ---- the member ----

QuorumPeer::QuorumPeer(ServerSettings server, PeerSettings peer, SessionId firstSession)
    : m(std::make_unique<State>(std::move(server), std::move(peer), firstSession))
{
}

QuorumPeer::~QuorumPeer() = default;

void QuorumPeer::listen(PeerListener* listener) { m->replica.listen(listener); }

void QuorumPeer::start(PeerHistory history, Now now)
{
    ZS_EXPECT(m->activity == State::Activity::idle);
    m->begin(std::move(history), now, "the server starts");
}

// ---- clients ----

ConnectionId QuorumPeer::connectionOpened(Peer peer, Now now)
{
    return m->replica.pipeline().connectionOpened(std::move(peer), now);
}

void QuorumPeer::received(ConnectionId id, ByteView bytes, Now now)
{
    if (m->leader && m->leader->isOverdue(now)) { // The process was stopped for a while.
        m->leader->tick(now);
        m->settle(now);
    }
    m->replica.pipeline().received(id, bytes, now);
    m->settle(now);
}

void QuorumPeer::connectionClosed(ConnectionId id) { m->replica.pipeline().connectionClosed(id); }

ByteView QuorumPeer::pendingOutput(ConnectionId id) const
{
    return m->replica.pipeline().pendingOutput(id);
}

void QuorumPeer::outputSent(ConnectionId id, std::size_t sizeBytes, Now now)
{
    m->replica.pipeline().outputSent(id, sizeBytes, now);
    m->settle(now);
}

bool QuorumPeer::wantsInput(ConnectionId id) const { return m->replica.pipeline().wantsInput(id); }

bool QuorumPeer::saidGoodbye(ConnectionId id) const
{
    return m->replica.pipeline().saidGoodbye(id);
}

ServerFigures QuorumPeer::figures(Now now) const
{
    ServerFigures figures;
    m->replica.pipeline().fillFigures(figures);
    figures.mode = "looking";
    if (m->leader)
        m->leader->fillFigures(figures, now);
    else if (m->learner)
        m->learner->fillFigures(figures);
    else if (m->readOnly)
        m->readOnly->fillFigures(figures);
    return figures;
}

void QuorumPeer::answerWord(const WordAsked& asked, const HostFacts& host, Now now)
{
    Replica& replica = m->replica;
    const DataTree* tree = replica.serves() ? &replica.tree() : nullptr;
    const SessionTable* sessions = m->leader ? m->leader->sessionTable() : nullptr;
    replica.wordDesk().answer(
        replica.pipeline(), asked, {figures(now), tree, sessions}, host, now);
}

// ---- election port ----

void QuorumPeer::electionDialled(ServerId peer, LinkId link, Now now)
{
    if (!m->port)
        return m->refuse(link);
    m->electionLinks.insert(link);
    m->perform(m->port->dialled(peer, link, now.instant), now);
}

void QuorumPeer::electionDialFailed(ServerId peer, bool refused, Now now)
{
    if (m->port)
        m->perform(m->port->dialFailed(peer, refused, now.instant), now);
}

void QuorumPeer::electionAccepted(LinkId link, Now now)
{
    if (!m->port)
        return m->refuse(link);
    m->electionLinks.insert(link);
    m->perform(m->port->accepted(link, now.instant), now);
}

void QuorumPeer::electionReceived(LinkId link, ByteView bytes, Now now)
{
    if (m->port)
        m->perform(m->port->received(link, bytes, now.instant), now);
}

void QuorumPeer::electionClosed(LinkId link, Now now)
{
    m->electionLinks.erase(link);
    if (m->port)
        m->perform(m->port->closed(link, now.instant), now);
}

void QuorumPeer::electionBlocked(LinkId link, bool blocked, Now now)
{
    if (m->port)
        m->perform(m->port->setBlocked(link, blocked, now.instant), now);
}

// ---- quorum port ----

void QuorumPeer::leaderDialled(std::uint64_t attempt, QuorumLink link, Now now)
{
    if (!m->learner) {
        m->replica.effects().quorum.emplace_back(CloseQuorumLink{link, "no longer needed"});
        return;
    }
    m->learner->dialled(attempt, link, now);
    m->settle(now);
}

void QuorumPeer::leaderDialFailed(std::uint64_t attempt, std::string_view why, Now now)
{
    if (m->learner)
        m->learner->dialFailed(attempt, why, now);
    m->settle(now);
}

void QuorumPeer::learnerAccepted(QuorumLink link, std::string from, Now now)
{
    if (m->leader)
        m->leader->accepted(link, std::move(from), now);
    else
        m->replica.effects().quorum.emplace_back(
            CloseQuorumLink{link, "this server leads no more"});
    m->settle(now);
}

void QuorumPeer::quorumReceived(QuorumLink link, ByteView bytes, Now now)
{
    if (m->leader)
        m->leader->received(link, bytes, now);
    else if (m->learner)
        m->learner->received(link, bytes, now);
    m->settle(now);
}

void QuorumPeer::quorumClosed(QuorumLink link, std::string_view why, Now now)
{
    if (m->leader)
        m->leader->closed(link, why, now);
    else if (m->learner)
        m->learner->closed(link, why, now);
    m->settle(now);
}

void QuorumPeer::quorumBacklog(QuorumLink link, std::size_t sizeBytes, Now now)
{
    if (m->leader)
        m->leader->backlog(link, sizeBytes, now);
    else if (m->learner)
        m->learner->backlog(link, sizeBytes, now);
    m->settle(now);
}

void QuorumPeer::quorumTreeSent(QuorumLink link, std::int64_t sizeBytes, bool whole, Now now)
{
    if (m->leader)
        m->leader->treeSent(link, sizeBytes, whole, now);
}

// ---- disk ----

void QuorumPeer::logged(Zxid last, Now now)
{
    if (!m->works())
        return;
    m->replica.logged(last);
    if (m->leader)
        m->leader->logged(now);
    else if (m->learner)
        m->learner->logged(last, now);
    m->diskDone(now);
}

void QuorumPeer::epochWritten(EpochFile file, std::int64_t epoch, Now now)
{
    if (!m->works())
        return;
    m->replica.epochWritten(file, epoch);
    if (m->leader)
        m->leader->epochWritten(file, epoch, now);
    else if (m->learner)
        m->learner->epochWritten(file, epoch, now);
    m->diskDone(now);
}

void QuorumPeer::truncated(RecoveredState state, Now now)
{
    if (!m->works())
        return;
    m->replica.truncated(std::move(state), now);
    if (m->learner)
        m->learner->truncated(now);
    m->diskDone(now);
}

void QuorumPeer::truncationImpossible(std::string_view why, Now now)
{
    if (!m->works())
        return;
    m->replica.truncationImpossible();
    if (m->learner)
        m->learner->end("the leader will be asked for its whole tree: " + std::string(why), now);
    m->diskDone(now);
}

void QuorumPeer::treeSaved(Zxid zxid, Now now)
{
    if (!m->works())
        return;
    m->replica.treeSaved(zxid);
    if (m->learner)
        m->learner->treeSaved(zxid, now);
    m->diskDone(now);
}

void QuorumPeer::logRead(QuorumLink link,
    std::optional<std::vector<std::pair<Zxid, Bytes>>> entries, Now now)
{
    if (m->leader)
        m->leader->logRead(link, std::move(entries), now);
    m->settle(now);
}

void QuorumPeer::diskFailed(std::string why, Now now)
{
    if (!m->works())
        return;
    m->replica.effects().remarks.push_back(
        "this server takes no role until its disk works: " + why);
    m->closeRole("the disk failed: " + why, now);
    m->replica.forgetDisk();
    // Who cannot log must not be elected, nor answer as if it still had its role.
    for (const LinkId link : std::exchange(m->electionLinks, {}))
        m->refuse(link);
    m->port.reset();
    m->activity = State::Activity::broken;
}

void QuorumPeer::diskMended(PeerHistory history, Now now)
{
    if (m->works())
        return;
    m->begin(std::move(history), now, "the disk works again");
}

// ---- time and effects ----

void QuorumPeer::tick(Now now)
{
    if (m->port)
        m->perform(m->port->tick(now.instant), now);
    if (m->readOnlyAt && *m->readOnlyAt <= now.instant)
        m->startReadOnly(now);
    if (m->leader)
        m->leader->tick(now);
    else if (m->learner)
        m->learner->tick(now);
    else if (m->readOnly)
        m->readOnly->tick(now);
    m->replica.localSessions().tick(now);
    m->replica.pipeline().tick(now);
    m->settle(now);
}

void QuorumPeer::takeEffects(PeerEffects& effects)
{
    effects.clear();
    if (m->leader)
        m->leader->collect();
    m->replica.pipeline().takeEffects(effects.client);
    std::swap(effects.election, m->electionEffects);
    m->replica.takeEffects(m->zab);
    std::swap(effects.quorum, m->zab.quorum);
    std::swap(effects.disk, m->zab.disk);
    std::swap(effects.remarks, m->zab.remarks);
    std::swap(effects.warnings, m->zab.warnings);
    effects.moved = m->config.takeMoved();
    effects.fatal = std::move(m->zab.fatal);
    effects.nextTimer = m->nextTimer();
    if (effects.client.nextTimer
        && (!effects.nextTimer || *effects.client.nextTimer < *effects.nextTimer))
        effects.nextTimer = effects.client.nextTimer;
}

// ---- for snapshots and tests ----

const DataTree& QuorumPeer::tree() const { return m->replica.tree(); }

std::vector<std::pair<SessionId, std::chrono::milliseconds>> QuorumPeer::sessions() const
{
    std::vector<std::pair<SessionId, std::chrono::milliseconds>> all;
    for (const auto& [id, timeoutMs] : m->replica.sessions())
        all.emplace_back(id, std::chrono::milliseconds(timeoutMs));
    return all;
}

PeerState QuorumPeer::state() const
{
    return m->activity == State::Activity::serving ? m->port->election().state()
                                                   : PeerState::looking;
}

const PeerSettings& QuorumPeer::settings() const { return m->settings; }

bool QuorumPeer::serves() const { return m->replica.serves() && !m->readOnly; }

std::int64_t QuorumPeer::acceptedEpoch() const { return m->replica.acceptedEpoch(); }

std::int64_t QuorumPeer::currentEpoch() const { return m->replica.currentEpoch(); }

Zxid QuorumPeer::lastLogged() const { return m->replica.lastAppended(); }

} // namespace zs::engine
