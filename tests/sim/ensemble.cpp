// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/ensemble.h"

#include "localcluster/engine/quorum/learner_records.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

namespace zs::sim {

namespace {

constexpr std::int64_t wallStartMs = 1'700'000'000'000;

/// The broken variants of a majority.
class BrokenVerifier final : public engine::QuorumVerifier {
public:
    BrokenVerifier(std::set<ServerId> voters, std::size_t needed)
        : m_voters(std::move(voters)), m_needed(needed)
    {
    }
    const std::set<ServerId>& voters() const override { return m_voters; }
    bool isQuorum(const std::set<ServerId>& agreeing) const override
    {
        return agreeing.size() >= m_needed;
    }
    std::int64_t weightOf(ServerId) const override { return 1; }
    std::int64_t version() const override { return 0; }

private:
    std::set<ServerId> m_voters;
    std::size_t m_needed;
};

std::shared_ptr<const engine::QuorumVerifier> makeVerifier(
    const std::vector<ServerId>& voters, const std::vector<ServerId>& members, Bug bug)
{
    const std::set<ServerId> voting(voters.begin(), voters.end());
    // Two halves of four both believe that they are one.
    if (bug == Bug::halfIsAQuorum)
        return std::make_shared<BrokenVerifier>(voting, (voting.size() + 1) / 2);
    if (bug == Bug::observerCounted)
        return std::make_shared<BrokenVerifier>(
            std::set<ServerId>(members.begin(), members.end()), voting.size() / 2 + 1);
    return std::make_shared<engine::MajorityVerifier>(voting);
}

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
      m_network(m_queue, m_random, networkOf(settings)), m_ghosts([this](Zxid zxid) {
          std::size_t holding = 0;
          for (const ServerId id : voters())
              holding += m_disks.at(id)->holds(zxid) ? 1 : 0;
          return holding > voters().size() / 2;
      })
{
    // Server ids count from 1; every run begins at a time that is not zero.
    m_queue.advanceTo(Instant(1s));
    SimDisk::Settings disk;
    disk.maxSync = settings.maxSync;
    disk.commitLogCount = settings.commitLogCount;
    const DiskBugs bugs = Sabotage(settings.bug, m_random).diskBugs();
    for (const ServerId id : members()) {
        m_disks[id] = std::make_unique<SimDisk>(m_queue, m_random, disk);
        m_disks[id]->bugs() = bugs;
        engine::Member& member = m_membership.members[id];
        const std::string host = "server" + std::to_string(id.value);
        member.observer = id.value > settings.voters;
        member.quorum = {{host, 2888}};
        member.election = {{host, 3888}};
        m_membership.text += "server." + std::to_string(id.value) + '=' + host + ":2888:3888:"
            + (member.observer ? "observer" : "participant") + '\n';
    }
    m_membership.text += "version=0";
    m_membership.verifier = makeVerifier(voters(), members(), settings.bug);
}

Ensemble::~Ensemble()
{
    m_clients.clear();
    m_servers.clear();
}

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

engine::ServerSettings Ensemble::serverSettings(ServerId id) const
{
    engine::ServerSettings server;
    server.serverId = id.value;
    server.tickTime = m_settings.tick;
    return server;
}

engine::PeerSettings Ensemble::peerSettings(ServerId id) const
{
    engine::PeerSettings peer;
    peer.self = id;
    peer.observer = id.value > m_settings.voters;
    peer.membership = m_membership;
    peer.initLimitTicks = m_settings.initLimit;
    peer.syncLimitTicks = m_settings.syncLimit;
    peer.commitLogCount = m_settings.commitLogCount;
    peer.snapshotSizeFactor = m_settings.snapshotSizeFactor;
    peer.syncEnabled = m_settings.observersLog;
    peer.readOnlyMode = m_settings.readOnlyMode;
    peer.learnerOutputLimitBytes = m_settings.learnerOutputLimitBytes;
    return peer;
}

std::int64_t Ensemble::wallMs(ServerId id) const
{
    const auto offset = m_wallOffsetMs.find(id);
    return wallStartMs + now().time_since_epoch() / 1ms
        + (offset == m_wallOffsetMs.end() ? 0 : offset->second);
}

std::size_t Ensemble::drawSnapCount()
{
    return m_settings.minSnapCount
        + m_random.below(m_settings.maxSnapCount - m_settings.minSnapCount + 1);
}

std::chrono::milliseconds Ensemble::drawSessionTimeout()
{
    const int least = m_settings.minSessionTicks;
    return m_settings.tick * (least + int(m_random.below(std::uint64_t(21 - least))));
}

/// One more answer may go in when the limit is just not reached.
std::size_t Ensemble::outputBound() const { return std::size_t(17) << 20; }

void Ensemble::checkBound(const char* queue, std::size_t size, std::size_t bound)
{
    if (size > bound)
        m_ghosts.breaks(std::string(queue) + " has grown to " + std::to_string(size)
            + ", more than " + std::to_string(bound));
}

// ---- faults and acts --------------------------------------------------------------------------

void Ensemble::start(ServerId id)
{
    if (isUp(id))
        return;
    SimDisk& disk = *m_disks.at(id);
    const Zxid promised = disk.lastDurable();
    auto history = disk.recover();
    if (!history && m_undamaged.contains(id)) {
        mark("damage refused");
        remark(id, "refuses to start: " + history.error().detail);
        disk.files() = std::move(m_undamaged.extract(id).mapped());
        history = disk.recover();
    }
    for (int tries = 0; !history && tries < 10 && disk.repair(); ++tries) {
        mark("repaired after a power failure");
        history = disk.recover();
    }
    m_undamaged.erase(id);
    if (!history)
        return m_ghosts.breaks("server " + std::to_string(id.value)
            + " cannot read its own disk: " + history.error().detail);
    if (disk.lastDurable() < promised)
        m_ghosts.breaks("server " + std::to_string(id.value) + " had "
            + toText(promised) + " on disk and recovers " + toText(disk.lastDurable()));
    if (disk.usedOlderSnapshot())
        mark("recovery from older snapshot");
    auto server = std::make_unique<SimServer>(*this, id);
    SimServer& started = *server;
    m_servers[id] = std::move(server);
    m_network.attach(id, started);
    remark(id, "starts with " + toText(disk.lastDurable()));
    started.start(std::move(*history));
}

void Ensemble::startAll()
{
    for (const ServerId id : members())
        start(id);
}

void Ensemble::markLoss(ServerId id)
{
    const SimServer& server = *m_servers.at(id);
    if (server.state() == engine::PeerState::leading && server.serves()
        && m_disks.at(id)->lastDurable() > m_ghosts.lastCommitted())
        mark("leader crash between own fsync and quorum");
    if (server.awaitsUpToDate())
        mark("NEWLEADER acked then crash");
}

void Ensemble::crash(ServerId id, bool power)
{
    if (!isUp(id))
        return;
    markLoss(id);
    remark(id, power ? "loses power" : "is killed");
    m_network.detach(id, power);
    m_servers.erase(id);
    m_disks.at(id)->crash(power);
}

void Ensemble::pause(ServerId id, bool on)
{
    if (!isUp(id) || server(id).isPaused() == on)
        return;
    remark(id, on ? "stands still" : "goes on");
    server(id).pause(on);
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

void Ensemble::damage(ServerId id)
{
    SimFiles& files = m_disks.at(id)->files();
    if (isUp(id) || m_undamaged.contains(id))
        return;
    std::vector<std::string> names;
    for (const std::string& name : files.names()) {
        if ((name.starts_with("log.") || name.starts_with("snapshot."))
            && !files.contentOf(name).empty())
            names.push_back(name);
    }
    if (names.empty())
        return;
    m_undamaged[id] = files.copy();
    const std::string& name = names[m_random.below(names.size())];
    const std::size_t bit = m_random.below(files.contentOf(name).size() * 8);
    remark(id, "bit " + std::to_string(bit) + " of " + name + " flips");
    files.flip(name, bit);
}

SimClient& Ensemble::startClient(int number, std::vector<ServerId> servers)
{
    auto client = std::make_unique<SimClient>(*this, number, std::move(servers));
    SimClient& started = *client;
    m_clients[number] = std::move(client);
    m_network.attach(hostOf(number), started);
    started.start();
    return started;
}

void Ensemble::killClient(int number)
{
    m_network.detach(hostOf(number), m_random.chance(0.5));
    m_clients.erase(number);
}

// ---- running and looking ----------------------------------------------------------------------

bool Ensemble::runUntil(const std::function<bool()>& done, Instant::duration limit)
{
    const Instant end = now() + limit;
    while (broken().empty()) {
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

bool Ensemble::allServe() const
{
    std::set<std::pair<ServerId, std::int64_t>> reigns;
    for (const auto& [id, server] : m_servers) {
        if (!server->serves())
            return false;
        reigns.insert({server->leader(), server->epoch()});
    }
    return reigns.size() == 1;
}

std::optional<ServerId> Ensemble::leader() const
{
    for (const auto& [id, server] : m_servers) {
        if (server->serves() && server->state() == engine::PeerState::leading
            && server->epoch() == m_ghosts.newestEpoch())
            return id;
    }
    return std::nullopt;
}

bool Ensemble::allEqual() const
{
    const SimServer& first = *m_servers.begin()->second;
    for (const auto& [id, server] : m_servers) {
        // A leader's first zxid stands for no transaction.
        const bool same = server->lastZxid() == first.lastZxid()
            || server->lastZxid().counter() == 0 || first.lastZxid().counter() == 0;
        if (!same || server->peer().tree().digest() != first.peer().tree().digest()
            || server->peer().sessions() != first.peer().sessions())
            return false;
    }
    return true;
}

} // namespace zs::sim
