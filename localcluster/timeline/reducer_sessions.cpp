// SPDX-License-Identifier: Apache-2.0
// The reducer's rules about client sessions, and about what a failover cost them.
#include "localcluster/timeline/reducer.h"

#include <algorithm>

namespace zs::timeline {

using trace::SessionChange;

namespace {

/// Whose sessions are not back after this time counts as a loss of its own.
constexpr std::chrono::seconds patience{10};

std::vector<SessionPicture>::iterator place(std::vector<SessionPicture>& all, SessionId id)
{
    return std::lower_bound(all.begin(), all.end(), id,
        [](const SessionPicture& one, SessionId wanted) { return one.id < wanted; });
}

} // namespace

/// `opened`, `expired` and `closed` are told by every server as it applies the transaction;
/// `reattached` and `disconnected` by the one that holds the connection.
void Reducer::take(Server& s, const trace::SessionEvent& e)
{
    std::vector<SessionPicture>& all = m_state.picture.sessions;
    auto at = place(all, e.id);
    const bool known = at != all.end() && at->id == e.id;
    const bool isConnection = e.client.has_value();
    switch (e.what) {
    case SessionChange::expired:
    case SessionChange::closed:
        if (known) {
            tell(e.what == SessionChange::expired ? HappeningKind::sessionExpired
                                                  : HappeningKind::sessionClosed,
                s.id)
                .session = e.id;
            sessionGone(e.id);
        } else if (m_state.picture.moreSessions > 0) {
            m_state.picture.moreSessions = wrappingSum(m_state.picture.moreSessions, -1);
        }
        return;
    case SessionChange::disconnected:
        if (known && at->server == s.id) {
            at->server.reset();
            at->since = m_moment->t;
        }
        return;
    case SessionChange::moved: // The leader's word; the new holder tells it itself.
        return;
    case SessionChange::opened:
    case SessionChange::reattached:
        break;
    }
    if (!known) {
        const std::vector<SessionId>& closed = m_state.closedSessions;
        if (std::find(closed.begin(), closed.end(), e.id) != closed.end())
            return; // A slow server's line about a session that is over.
        if (all.size() >= PictureLimits::sessions) {
            // Each is told by every server, but by one as its own connection.
            m_state.picture.moreSessions
                = wrappingSum(m_state.picture.moreSessions, isConnection ? 1 : 0);
            return;
        }
        at = all.emplace(at);
        at->id = e.id;
        at->since = m_moment->t;
        Happening& told = tell(HappeningKind::sessionOpened, s.id);
        told.session = e.id;
        told.why = cutText(e.client.value_or(std::string()));
    }
    if (e.timeoutMs)
        at->timeoutMs = *e.timeoutMs;
    if (!isConnection)
        return;
    if (at->last && at->last != s.id) {
        at->movedFrom = at->last;
        at->movedAt = m_moment->t;
        Happening& told = tell(HappeningKind::sessionMoved, s.id);
        told.session = e.id;
        told.other = at->last;
        told.why = cutText(*e.client);
    }
    at->client = cutText(*e.client);
    at->server = s.id;
    at->since = m_moment->t;
    sessionBack(*at);
    at->last = s.id;
}

void Reducer::loseSessionsOf(ServerId server)
{
    for (SessionPicture& session : m_state.picture.sessions) {
        if (session.server != server)
            continue;
        session.server.reset();
        session.since = m_moment->t;
    }
}

/// `session.last` still is the server before.
void Reducer::sessionBack(const SessionPicture& session)
{
    ServiceState& service = m_state.service;
    if (std::erase(service.displaced, session.id) > 0 && session.last
        && session.last != session.server)
        service.moved = wrappingSum(service.moved, 1);
}

void Reducer::sessionGone(SessionId id)
{
    std::vector<SessionPicture>& all = m_state.picture.sessions;
    if (const auto at = place(all, id); at != all.end() && at->id == id)
        all.erase(at);
    std::vector<SessionId>& closed = m_state.closedSessions;
    if (closed.size() >= PictureLimits::closedSessions)
        closed.erase(closed.begin());
    closed.push_back(id);
    if (std::erase(m_state.service.displaced, id) > 0)
        m_state.service.expired = wrappingSum(m_state.service.expired, 1);
}

void Reducer::serviceReturned(ServerId leader)
{
    ServiceState& service = m_state.service;
    const ClusterPicture& picture = m_state.picture;
    service.durationNs = (m_moment->t - *service.lostAt).count();
    service.returnedAt = m_moment->t;
    Happening& told = tell(HappeningKind::serviceReturned, leader);
    told.other = service.lostLeader;
    told.durationNs = service.durationNs;
    // A session that kept its connection all the time is not displaced.
    std::erase_if(service.displaced, [&](SessionId id) {
        return std::any_of(picture.sessions.begin(), picture.sessions.end(),
            [id](const SessionPicture& one) { return one.id == id && one.server; });
    });
    // What any server told as committed must be in the new leader's history; where every line of
    // every voter was seen, nothing else can have been acknowledged.
    service.lostWrites.reset();
    const Server* const s = server(leader, false);
    const bool exact = std::all_of(picture.servers.begin(), picture.servers.end(),
        [this](const Server& one) {
            return !isVoter(one.id)
                || ((one.source == Source::trace || one.source == Source::none)
                    && one.droppedLines == 0);
        });
    if (s)
        told.epoch = s->currentEpoch;
    if (!s || !exact)
        return;
    const Zxid history = s->vote && s->vote->leader == leader
        ? s->vote->zxid
        : s->lastLogged.value_or(Zxid());
    if (history >= service.committedBefore)
        service.lostWrites = 0;
    else if (history.epoch() == service.committedBefore.epoch())
        service.lostWrites = service.committedBefore.value - history.value;
}

void Reducer::tellCostWhenKnown()
{
    ServiceState& service = m_state.service;
    if (!service.returnedAt)
        return;
    const bool over = m_moment->t - *service.returnedAt > patience || !service.leader;
    if (!service.displaced.empty() && !over)
        return;
    Happening& told = tell(HappeningKind::failoverCost, service.leader.value_or(ServerId()));
    told.other = service.lostLeader;
    told.durationNs = service.durationNs;
    told.count = service.moved;
    told.have = service.expired;
    told.lost = service.lostWrites;
    service.returnedAt.reset();
    service.displaced.clear();
    if (service.leader) {
        service.lostAt.reset();
        service.lostLeader.reset();
    }
}

} // namespace zs::timeline
