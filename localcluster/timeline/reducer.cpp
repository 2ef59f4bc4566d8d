// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/reducer.h"

#include "localcluster/timeline/ensemble_text.h"

#include <algorithm>

namespace zs::timeline {

std::string cutText(const std::string& text)
{
    if (text.size() <= PictureLimits::textBytes)
        return text;
    std::size_t cut = PictureLimits::textBytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80)
        --cut; // Not inside a character.
    return text.substr(0, cut) + "\xe2\x80\xa6";
}

std::vector<ServerId> cutList(const std::vector<ServerId>& ids)
{
    const std::size_t n = std::min(ids.size(), PictureLimits::listedServers);
    return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(n)};
}

void Told::clear()
{
    happenings.clear();
    lanes.clear();
    elections.clear();
    flights.clear();
    flows.clear();
    loads.clear();
}

void Reducer::apply(const Moment& moment, MomentIndex index, Told& told)
{
    m_moment = &moment;
    m_index = index;
    m_told = &told;
    if (const auto* fault = std::get_if<trace::FaultEvent>(&moment.event))
        takeFault(*fault);
    else if (const auto* process = std::get_if<trace::ProcessEvent>(&moment.event))
        takeProcess(*process);
    else if (const auto* load = std::get_if<trace::LoadEvent>(&moment.event))
        takeLoad(*load);
    else
        applyTo(moment);
    tellCostWhenKnown();
    m_moment = nullptr;
    m_told = nullptr;
}

void Reducer::applyTo(const Moment& moment)
{
    if (moment.server == ServerId()) {
        // The launcher's own header may hold the ensemble's configuration.
        if (const auto* stream = std::get_if<trace::StreamEvent>(&moment.event))
            takeConfig(stream->config);
        return;
    }
    Server* const s = server(moment.server, true);
    if (!s)
        return;
    s->heard = moment.t;
    if (!moment.inferred)
        s->source = Source::trace;
    else if (std::holds_alternative<trace::PolledEvent>(moment.event)) {
        if (s->source != Source::log) // Which tells more; the answers only add figures to it.
            s->source = Source::polling;
    } else if (s->source == Source::none)
        s->source = Source::log;
    std::visit([&](const auto& event) { take(*s, event); }, moment.event);
}

/// Whatever a state, a phase or a process means for the whole cluster.
void Reducer::afterwards()
{
    watchService();
    watchElection();
    watchLanes();
}

Happening& Reducer::tell(HappeningKind kind, ServerId server)
{
    Happening& one = m_told->happenings.emplace_back();
    one.t = m_moment->t;
    one.moment = m_index;
    one.kind = kind;
    one.server = server;
    one.inferred = m_moment->inferred;
    return one;
}

Reducer::Server* Reducer::server(ServerId id, bool make)
{
    std::vector<Server>& all = m_state.picture.servers;
    const auto at = std::lower_bound(all.begin(), all.end(), id,
        [](const Server& one, ServerId wanted) { return one.id < wanted; });
    if (at != all.end() && at->id == id)
        return &*at;
    if (!make || all.size() >= PictureLimits::servers || id <= ServerId())
        return nullptr;
    Server& fresh = *all.emplace(at);
    fresh.id = id;
    const auto is = [id](const std::vector<ServerId>& ids) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    if (is(m_state.picture.voters))
        fresh.role = Role::participant;
    else if (is(m_state.picture.observers))
        fresh.role = Role::observer;
    return &fresh;
}

bool Reducer::isVoter(ServerId id) const
{
    const std::vector<ServerId>& voters = m_state.picture.voters;
    const std::vector<ServerId>& observers = m_state.picture.observers;
    if (voters.empty())
        return std::find(observers.begin(), observers.end(), id) == observers.end();
    return std::find(voters.begin(), voters.end(), id) != voters.end();
}

void Reducer::takeConfig(const std::string& config)
{
    const EnsembleText ensemble = readEnsemble(config);
    if (ensemble.voters.empty())
        return;
    ClusterPicture& picture = m_state.picture;
    picture.voters = ensemble.voters;
    picture.observers = ensemble.observers;
    picture.quorumSize.reset();
    if (!ensemble.weighted)
        picture.quorumSize = static_cast<std::int64_t>(ensemble.voters.size() / 2 + 1);
    for (const ServerId id : ensemble.voters) {
        if (Server* s = server(id, true))
            s->role = Role::participant;
    }
    for (const ServerId id : ensemble.observers) {
        if (Server* s = server(id, true))
            s->role = Role::observer;
    }
}

void Reducer::take(Server& s, const trace::StreamEvent& e)
{
    if (!m_state.wallNs && e.wallNs > 0) {
        m_state.wallNs = e.wallNs;
        m_state.mono = Instant(Instant::duration(e.monoNs));
    }
    const ServerId id = s.id;
    takeConfig(e.config); // May add servers, and so move `s`.
    Server& self = *server(id, true);
    forgetRole(self);
    self.state.reset();
    self.stateSince.reset();
    self.stateWhy.clear();
    self.droppedLines = 0;
    self.pid = e.pid;
    self.version = cutText(e.version);
    if (isVoter(id) && self.role == Role::unknown)
        self.role = Role::participant;
    loseSessionsOf(id);
    abandonSends(id, ServerId(), std::nullopt);
    afterwards();
}

void Reducer::take(Server& s, const trace::DroppedEvent& e)
{
    s.droppedLines = wrappingSum(s.droppedLines, e.lines);
    tell(HappeningKind::linesDropped, s.id).count = e.lines;
}

void Reducer::take(Server& s, const trace::LinkEvent& e)
{
    std::erase_if(s.links,
        [&](const LinkEnd& one) { return one.peer == e.peer && one.port == e.port; });
    if (e.up && s.links.size() < PictureLimits::linksOfServer) {
        s.links.push_back({e.peer, e.port, e.dialler, m_moment->t});
        std::sort(s.links.begin(), s.links.end(), [](const LinkEnd& a, const LinkEnd& b) {
            return std::tie(a.port, a.peer) < std::tie(b.port, b.peer);
        });
    }
    abandonSends(s.id, e.peer, e.port);
    if (!e.up && e.port == trace::Port::quorum && s.isLeader())
        std::erase_if(m_state.picture.syncs, [&](const SyncPicture& sync) {
            return sync.leader == s.id && sync.learner == e.peer;
        });
}

void Reducer::take(Server& s, const trace::DigestEvent& e)
{
    s.digest = DigestAt{e.zxid, e.digest.value};
    commitAt(s, e.zxid);
    std::vector<DigestVotes>& all = m_state.digests;
    std::vector<ServerId> differing;
    DigestVotes* equal = nullptr;
    for (DigestVotes& one : all) {
        if (one.zxid != e.zxid)
            continue;
        std::erase(one.servers, s.id); // It told another one before, and was mended since.
        if (one.digest == e.digest.value)
            equal = &one;
        else
            differing.insert(differing.end(), one.servers.begin(), one.servers.end());
    }
    if (!equal) {
        if (all.size() >= PictureLimits::digests)
            all.erase(all.begin());
        equal = &all.emplace_back(DigestVotes{e.zxid, e.digest.value, {}});
    }
    equal->servers.insert(
        std::upper_bound(equal->servers.begin(), equal->servers.end(), s.id), s.id);
    if (!differing.empty()) {
        Happening& told = tell(HappeningKind::digestsDiffer, s.id);
        told.zxid = e.zxid;
        told.servers = std::move(differing);
    } else if (equal->servers.size() > 1) {
        const std::vector<ServerId> servers = equal->servers;
        Happening& told = tell(HappeningKind::digestsEqual, s.id);
        told.zxid = e.zxid;
        told.servers = servers;
    }
}

void Reducer::take(Server& s, const trace::DiskEvent& e)
{
    if (e.what != trace::DiskWork::recover || !e.zxid)
        return;
    s.lastLogged = *e.zxid; // All that is on the disk is in the tree, as in Apache's server.
    s.lastCommitted = *e.zxid;
}

ClusterPicture Reducer::picture(Instant t) const
{
    ClusterPicture picture = m_state.picture;
    picture.t = t;
    picture.stage = stageNow();
    for (const SyncPicture& sync : picture.syncs) {
        for (ServerPicture& one : picture.servers) {
            if (one.id == sync.learner && !one.isDown())
                one.sync = sync;
        }
    }
    finishElection(picture);
    return picture;
}

} // namespace zs::timeline
