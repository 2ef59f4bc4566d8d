// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/ensemble.h"

#include "localcluster/trace/line_codec.h"
#include "tests/sim/sim_server.h"

namespace zs::sim {

namespace {

/// The broken variant of a majority: two halves of four both believe that they are one.
class HalfVerifier final : public engine::QuorumVerifier {
public:
    explicit HalfVerifier(std::set<ServerId> voters) : m_voters(std::move(voters)) {}
    const std::set<ServerId>& voters() const override { return m_voters; }
    bool isQuorum(const std::set<ServerId>& agreeing) const override
    {
        return 2 * agreeing.size() >= m_voters.size();
    }
    std::int64_t weightOf(ServerId) const override { return 1; }
    std::int64_t version() const override { return 0; }

private:
    std::set<ServerId> m_voters;
};

Network::Settings networkOf(const EnsembleSettings& settings)
{
    Network::Settings network;
    network.maxDelay = settings.maxDelay;
    if (settings.bug == Bug::linksReorder) {
        network.keepOrder = false;
        network.splitRate = 0; // Whole messages change places; their bytes stay together.
    }
    return network;
}

} // namespace

Ensemble::Ensemble(const EnsembleSettings& settings)
    : m_settings(settings), m_random(settings.seed),
      m_network(m_queue, m_random, networkOf(settings))
{
    // Server ids count from 1; every run begins at a time that is not zero.
    m_queue.advanceTo(Instant(1s));
}

Ensemble::~Ensemble() = default;

std::vector<ServerId> Ensemble::voters() const
{
    std::vector<ServerId> ids;
    for (int id = 1; id <= m_settings.voters; ++id)
        ids.push_back(ServerId(id));
    return ids;
}

std::vector<ServerId> Ensemble::members() const
{
    std::vector<ServerId> ids;
    for (int id = 1; id <= m_settings.voters + m_settings.observers; ++id)
        ids.push_back(ServerId(id));
    return ids;
}

void Ensemble::start(ServerId id)
{
    if (isUp(id))
        return;
    const std::vector<ServerId> list = voters();
    std::set<ServerId> voting(list.begin(), list.end());
    std::shared_ptr<const engine::QuorumVerifier> verifier;
    if (m_settings.bug == Bug::halfIsAQuorum)
        verifier = std::make_shared<HalfVerifier>(std::move(voting));
    else
        verifier = std::make_shared<engine::MajorityVerifier>(std::move(voting));
    auto server = std::make_unique<SimServer>(
        *this, id, engine::QuorumRule(std::move(verifier)), id.value > m_settings.voters);
    SimServer& started = *server;
    m_servers[id] = std::move(server);
    m_network.attach(id, started);
    started.start();
}

void Ensemble::startAll()
{
    for (const ServerId id : members())
        start(id);
}

void Ensemble::crash(ServerId id, bool power)
{
    if (!isUp(id))
        return;
    m_network.detach(id, power);
    m_servers.erase(id);
    record(id, trace::FaultEvent{power ? "power off" : "kill", ""});
}

void Ensemble::partition(const std::set<ServerId>& some, bool on)
{
    for (const ServerId a : some) {
        for (const ServerId b : members()) {
            if (!some.contains(b)) {
                cut(a, b, on);
                cut(b, a, on);
            }
        }
    }
}

void Ensemble::healAll()
{
    for (const ServerId a : members()) {
        for (const ServerId b : members())
            cut(a, b, false);
    }
}

bool Ensemble::write()
{
    for (const auto& [id, server] : m_servers) {
        if (server->propose())
            return true;
    }
    return false;
}

bool Ensemble::runUntil(const std::function<bool()>& done, Instant::duration limit)
{
    const Instant end = now() + limit;
    while (m_broken.empty()) {
        if (done())
            return true;
        if (m_queue.empty() || m_queue.nextAt() > end) {
            m_queue.advanceTo(end);
            return false;
        }
        m_queue.step();
    }
    return false;
}

void Ensemble::runFor(Instant::duration time)
{
    runUntil([] { return false; }, time);
}

std::set<ServerId> Ensemble::electedLeaders() const
{
    std::set<ServerId> leaders;
    for (const auto& [id, server] : m_servers)
        leaders.insert(server->state() == engine::PeerState::looking ? ServerId()
                                                                      : server->vote().leader);
    return leaders;
}

bool Ensemble::allServe() const
{
    std::set<std::pair<ServerId, std::int64_t>> reigns;
    for (const auto& [id, server] : m_servers) {
        if (!server->serves())
            return false;
        reigns.insert({server->vote().leader, server->epoch()});
    }
    return reigns.size() == 1;
}

ServerId Ensemble::leader() const { return m_servers.begin()->second->vote().leader; }

// ---- invariants -----------------------------------------------------------------------------

void Ensemble::breaks(std::string what)
{
    if (m_broken.empty())
        m_broken = std::move(what);
}

/// No vote is ever made up: the winner once looked for a leader with just this history.
void Ensemble::elected(ServerId server, const engine::Vote& winner)
{
    if (!m_ownVotes.contains({winner.leader, winner.zxid}))
        breaks("server " + std::to_string(server.value) + " elects "
            + std::to_string(winner.leader.value) + " with " + toText(winner.zxid)
            + ", which was never that server's history");
}

void Ensemble::established(ServerId leader, std::int64_t epoch)
{
    const auto [known, fresh] = m_leaderOfEpoch.try_emplace(epoch, leader);
    if (!fresh)
        breaks("epoch " + std::to_string(epoch) + " has two leaders: "
            + std::to_string(known->second.value) + " and " + std::to_string(leader.value));
    if (disk(leader).lastZxid < m_committed)
        breaks("leader " + std::to_string(leader.value) + " of epoch " + std::to_string(epoch)
            + " has lost committed transactions: its history ends at "
            + toText(disk(leader).lastZxid) + ", committed is " + toText(m_committed));
    committed(disk(leader).lastZxid); // A quorum holds all of its history now.
}

void Ensemble::looks(ServerId server) { m_ownVotes.insert({server, disk(server).lastZxid}); }

void Ensemble::committed(Zxid zxid) { m_committed = std::max(m_committed, zxid); }

void Ensemble::epochsOnDisk(ServerId server, const Disk& before, const Disk& after)
{
    if (after.acceptedEpoch < before.acceptedEpoch || after.currentEpoch < before.currentEpoch)
        breaks("an epoch file of server " + std::to_string(server.value) + " falls");
    if (after.currentEpoch > after.acceptedEpoch && m_settings.bug != Bug::forgetsEpoch)
        breaks("server " + std::to_string(server.value) + " serves an epoch it did not accept");
}

// ---- trace ----------------------------------------------------------------------------------

void Ensemble::record(ServerId server, trace::Event event)
{
    markEvent(event);
    m_events.push_back({server, now(), std::move(event)});
}

void Ensemble::markEvent(const trace::Event& event)
{
    if (const auto* compare = std::get_if<trace::CompareEvent>(&event)) {
        const auto verdict = namesOf(compare->result)[std::size_t(compare->result)];
        const auto by = compare->by ? namesOf(*compare->by)[std::size_t(*compare->by)] : "equal";
        mark("vote " + std::string(verdict) + " by " + std::string(by));
    } else if (const auto* notify = std::get_if<trace::NotifyEvent>(&event)) {
        if (notify->stale)
            mark(notify->dir == trace::Direction::in ? "stale notification heard"
                                                     : "last notification sent again");
    } else if (const auto* elected = std::get_if<trace::ElectedEvent>(&event)) {
        mark(elected->waitedNs < 200'000'000 ? "elected within 200 ms" : "elected");
    } else if (const auto* link = std::get_if<trace::LinkEvent>(&event)) {
        mark("link " + std::string(link->up ? "up: " : "down: ") + link->why);
    } else if (const auto* state = std::get_if<trace::StateEvent>(&event)) {
        if (state->to == trace::ServerState::looking)
            mark("looks: " + state->why);
    }
}

std::string Ensemble::trace() const
{
    std::string text;
    std::map<ServerId, std::uint64_t> numbers;
    for (const Traced& traced : m_events) {
        text += "server " + std::to_string(traced.server.value) + ' ';
        trace::appendLine(text, {traced.t, ++numbers[traced.server], traced.event});
    }
    if (!m_broken.empty())
        text += "BROKEN: " + m_broken + '\n';
    return text + "seed " + std::to_string(m_settings.seed) + " at "
        + std::to_string(now().time_since_epoch().count()) + " ns; replay: sim_run --seed "
        + std::to_string(m_settings.seed) + " --trace\n";
}

} // namespace zs::sim
