// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/evidence.h"

namespace zs::ui {
namespace {

/// They say nothing but "I live", and are most of what is recorded while a reader reads.
bool isPing(const timeline::Moment& moment)
{
    const auto* packet = std::get_if<trace::PacketEvent>(&moment.event);
    return packet && packet->type == "PING";
}

bool endsLife(trace::ProcessChange change)
{
    using Change = trace::ProcessChange;
    return change == Change::stopped || change == Change::killed || change == Change::exited;
}

} // namespace

void Evidence::add(const timeline::Moment& moment)
{
    takeSilence(moment);
    if (isPing(moment))
        return;
    m_moments.push_back(moment);
    if (std::holds_alternative<trace::DroppedEvent>(moment.event))
        m_gap = true;
    if (const auto* process = std::get_if<trace::ProcessEvent>(&moment.event)) {
        if (endsLife(process->what))
            m_lives[process->server].up = false;
        return;
    }
    Life& life = m_lives[moment.server];
    const auto* state = std::get_if<trace::StateEvent>(&moment.event);
    // A log has no header, but begins with the server's first state.
    const bool begins = std::holds_alternative<trace::StreamEvent>(moment.event)
        || (state && moment.inferred && state->from == trace::ServerState::down);
    if (begins) {
        life = Life();
        life.up = true;
        life.changed = moment.t;
    }
    if (state) {
        life.state = state->to;
        life.phase.reset();
        life.changed = moment.t;
    } else if (const auto* phase = std::get_if<trace::PhaseEvent>(&moment.event)) {
        life.phase = phase->phase;
        life.changed = moment.t;
    } else if (const auto* elected = std::get_if<trace::ElectedEvent>(&moment.event)) {
        life.leader = elected->leader;
    } else {
        takeApplied(life, moment);
    }
}

void Evidence::takeSilence(const timeline::Moment& moment)
{
    if (const auto* packet = std::get_if<trace::PacketEvent>(&moment.event)) {
        if (packet->port != trace::Port::quorum)
            return;
        Silence& silence = m_silences[moment.server][packet->peer];
        if (packet->dir == trace::Direction::in)
            silence = {moment.t, 0};
        else if (isPing(moment))
            ++silence.pings;
    } else if (std::holds_alternative<trace::QuorumLostEvent>(moment.event)) {
        m_losses[moment.server] = {moment.t, m_silences[moment.server]};
    }
}

const Evidence::Loss* Evidence::loss(ServerId leader) const
{
    const auto found = m_losses.find(leader);
    const bool counts = found != m_losses.end() && found->second.lostAt >= m_stepBegan;
    return counts ? &found->second : nullptr;
}

void Evidence::takeApplied(Life& life, const timeline::Moment& moment)
{
    std::optional<Zxid> applied;
    if (const auto* txn = std::get_if<trace::TxnEvent>(&moment.event)) {
        if (txn->step == trace::TxnStep::applied)
            applied = txn->zxid;
    } else if (const auto* flow = std::get_if<trace::FlowEvent>(&moment.event)) {
        if (flow->step == trace::TxnStep::applied)
            applied = flow->last;
    } else if (const auto* polled = std::get_if<trace::PolledEvent>(&moment.event)) {
        applied = polled->zxid;
    }
    if (!applied || *applied <= life.applied)
        return;
    life.applied = *applied;
    life.appliedAt = moment.t;
}

void Evidence::add(ClientAnswer answer)
{
    using What = ClientAnswer::What;
    if (answer.what == What::connected) {
        Guest& guest = m_guests[answer.client];
        guest.session = answer.session;
        ++guest.connections;
        guest.since = answer.at;
    } else if (answer.what == What::disconnected || answer.what == What::expired) {
        m_guests[answer.client].since.reset();
    }
    m_answers.push_back(std::move(answer));
}

void Evidence::beginStep(Instant at)
{
    m_stepBegan = at;
    m_stepIndex = m_moments.size();
}

const Evidence::Life& Evidence::life(ServerId id) const
{
    static const Life none;
    const auto found = m_lives.find(id);
    return found == m_lives.end() ? none : found->second;
}

std::optional<Instant> Evidence::serves(ServerId id, ServerId leader) const
{
    const Life& is = life(id);
    const bool leads = is.state == trace::ServerState::leading;
    const bool learns = is.state == trace::ServerState::following
        || is.state == trace::ServerState::observing;
    if (!is.up || is.phase != trace::Phase::broadcast || is.leader != leader
        || !(id == leader ? leads : learns))
        return std::nullopt;
    return is.changed;
}

SessionId Evidence::sessionOf(const std::string& client) const
{
    const auto found = m_guests.find(client);
    return found == m_guests.end() ? SessionId() : found->second.session;
}

std::size_t Evidence::connections(const std::string& client) const
{
    const auto found = m_guests.find(client);
    return found == m_guests.end() ? 0 : found->second.connections;
}

std::optional<Instant> Evidence::connectedSince(const std::string& client) const
{
    const auto found = m_guests.find(client);
    return found == m_guests.end() ? std::nullopt : found->second.since;
}

std::optional<ServerId> Evidence::leader() const
{
    std::optional<ServerId> found;
    Instant since{};
    for (const auto& [id, life] : m_lives) {
        const auto at = serves(id, id);
        if (at && (!found || *at > since)) {
            found = id;
            since = *at;
        }
    }
    return found;
}

} // namespace zs::ui
