// SPDX-License-Identifier: Apache-2.0
// How the two ends' lines of a packet find each other.
#include "localcluster/timeline/reducer.h"

#include <algorithm>

namespace zs::timeline {

namespace {

PacketFlight flightOf(const OpenSend& one)
{
    PacketFlight flight;
    flight.from = one.from;
    flight.to = one.to;
    flight.port = one.port;
    flight.type = one.type;
    flight.zxid = one.zxid;
    flight.bytes = one.bytes;
    flight.link = one.link;
    flight.vote = one.vote;
    flight.round = one.round;
    flight.senderState = one.senderState;
    flight.stale = one.stale;
    flight.inferred = one.inferred;
    return flight;
}

bool sameLink(const OpenSend& a, const OpenSend& b)
{
    return a.from == b.from && a.to == b.to && a.port == b.port;
}

/// Both lines are about the same packet, as far as they tell.
bool samePacket(const OpenSend& a, const OpenSend& b)
{
    return a.link == b.link && a.type == b.type && a.zxid == b.zxid && a.vote == b.vote
        && a.round == b.round && a.senderState == b.senderState;
}

} // namespace

void Reducer::sent(OpenSend send)
{
    const ServerPicture* to = m_state.picture.server(send.to);
    std::vector<OpenSend>& all = m_state.sends;
    // Who tells no trace will tell of no arrival: its newest packets alone are worth keeping.
    const bool traced = to && to->source == Source::trace;
    const std::size_t limit = traced ? PictureLimits::sendsOfLink : 2;
    std::size_t ofLink = 0;
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
        if (!sameLink(*at, send) || ++ofLink < limit)
            continue;
        all.erase(std::next(at).base());
        break;
    }
    if (all.size() >= PictureLimits::sends)
        all.erase(all.begin());
    all.push_back(std::move(send));
}

void Reducer::received(const OpenSend& arrived)
{
    std::vector<OpenSend>& all = m_state.sends;
    // Numbers start anew with each connection: of equal packets the newest is meant, but of equal
    // notifications, which have none, the oldest.
    auto match = all.end();
    for (auto at = all.begin(); at != all.end(); ++at) {
        if (!sameLink(*at, arrived) || !samePacket(*at, arrived))
            continue;
        match = at;
        if (arrived.link == 0)
            break;
    }
    PacketFlight flight = flightOf(arrived);
    flight.receivedAt = arrived.sentAt;
    flight.receivedMoment = arrived.moment;
    if (match == all.end()) {
        m_told->flights.push_back(std::move(flight));
        return;
    }
    flight.sentAt = match->sentAt;
    flight.sentMoment = match->moment;
    flight.stale = match->stale;
    m_told->flights.push_back(std::move(flight));
    // A connection keeps its order: what was sent before has arrived, too (its line is folded), or
    // was lost with an older connection. A notification was replaced by this one, unsent.
    const OpenSend key = *match;
    const auto end = std::next(match);
    all.erase(std::remove_if(all.begin(), end,
                  [&](const OpenSend& one) { return sameLink(one, key); }),
        end);
}

/// A connection between them is over. `to` none: all of this server's, in both directions.
void Reducer::abandonSends(ServerId from, ServerId to, std::optional<trace::Port> port)
{
    for (OpenSend& one : m_state.sends) {
        const bool ours = one.from == from && (to == ServerId() || one.to == to);
        const bool theirs = to == ServerId() && one.to == from;
        if ((ours || theirs) && (!port || one.port == *port) && one.sentAt < m_moment->t)
            one.abandoned = true;
    }
}

} // namespace zs::timeline
