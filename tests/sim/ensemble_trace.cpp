// SPDX-License-Identifier: Apache-2.0
// What an ensemble hears from its servers and clients: trace, marks, invariants across servers.
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/trace/line_codec.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

namespace zs::sim {

namespace {

std::string nameOf(ServerId id)
{
    return id.value >= 1000 ? "client " + std::to_string(id.value - 1000)
                            : "server " + std::to_string(id.value);
}

} // namespace

// ---- across servers ---------------------------------------------------------------------------

/// 5: a quorum has this epoch on disk, and no other leader has it.
void Ensemble::established(ServerId leader, std::int64_t epoch, Zxid history)
{
    std::size_t following = 0;
    for (const ServerId id : voters())
        following += m_disks.at(id)->currentEpoch() >= epoch ? 1 : 0;
    if (following <= voters().size() / 2)
        m_ghosts.breaks("server " + std::to_string(leader.value) + " leads epoch "
            + std::to_string(epoch) + ", which is on the disks of "
            + std::to_string(following) + " of " + std::to_string(voters().size()));
    if (m_ghosts.newestEpoch() > 0
        && std::int64_t(m_ghosts.lastCommitted().epoch()) < m_ghosts.newestEpoch())
        mark("epoch bump without writes");
    m_ghosts.established(leader, epoch, history);
    m_ghosts.committed(leader, history);
    m_established = now();
    mark("leader established");
    remark(leader, "leads epoch " + std::to_string(epoch) + " from " + toText(history));
}

void Ensemble::beginsToServe(ServerId server)
{
    if (m_servers.at(server)->state() == engine::PeerState::observing)
        mark("observer join");
}

std::optional<Zxid> Ensemble::historyGiven(
    ServerId leader, ServerId learner, std::int64_t epoch) const
{
    const auto at = m_servers.find(leader);
    return at == m_servers.end() ? std::nullopt : at->second->historyGiven(learner, epoch);
}

void Ensemble::heardFromLearner(ServerId leader, End end, ByteView bytes)
{
    // One that was replaced and does not know it hears nothing that counts.
    const bool leads = m_servers.at(leader)->epoch() == m_ghosts.newestEpoch();
    engine::PacketSplitter& packets
        = m_fromLearners.try_emplace(end, std::size_t(64) << 20).first->second;
    packets.feed(bytes);
    while (const auto packet = packets.next().value_or(std::nullopt)) {
        if (!leads || packet->type != engine::PacketType::ping || !packet->data)
            continue;
        for (const auto& touch : engine::decodeTouches(*packet->data)
                                     .value_or(std::vector<engine::SessionTouch>()))
            m_touched[touch.session] = now();
    }
}

/// 8: only the leader ends sessions, and none that it knew to be alive.
void Ensemble::endsSession(ServerId leader, const engine::Txn& txn)
{
    const SessionId id = txn.header.session;
    if (txn.header.cxid != 0) {
        if (!m_askedToClose.contains(id))
            m_ghosts.breaks("session " + toText(id) + " is closed, and its client did not ask");
        return;
    }
    if (m_servers.at(leader)->epoch() != m_ghosts.newestEpoch())
        return; // It was replaced: what it proposes now will not be.
    if (now() - m_established < 20 * m_settings.tick)
        mark("expiry during election");
    const auto touched = m_touched.find(id);
    if (touched == m_touched.end())
        return;
    for (const auto& [session, timeout] : m_servers.at(leader)->peer().sessions()) {
        if (session == id && now() - touched->second < timeout - m_settings.tick)
            m_ghosts.breaks("session " + toText(id) + " expires "
                + std::to_string((now() - touched->second) / 1ms)
                + " ms after its leader heard of it; its time-out is "
                + std::to_string(timeout.count()) + " ms");
    }
}

// ---- trace ------------------------------------------------------------------------------------

void Ensemble::record(ServerId server, const trace::Event& event)
{
    if (const auto* elected = std::get_if<trace::ElectedEvent>(&event))
        mark(elected->waitedNs < 200'000'000 ? "elected within 200 ms" : "elected");
    else if (const auto* notify = std::get_if<trace::NotifyEvent>(&event); notify && notify->stale)
        mark(notify->dir == trace::Direction::in ? "stale notification heard"
                                                 : "last notification sent again");
    if (!keepsTrace())
        return;
    m_events.push_back({server, now(), event});
    std::string line = nameOf(server) + ' ';
    trace::appendLine(line, {now(), m_events.size(), event});
    m_lines.push_back(std::move(line));
}

void Ensemble::recordTxn(
    ServerId server, engine::TxnStep step, const engine::Txn& txn, std::size_t sizeBytes)
{
    if (!m_settings.keepTxns)
        return;
    trace::TxnEvent event;
    event.zxid = txn.header.zxid;
    event.type = opcodeName(txn.header.type);
    event.session = txn.header.session;
    event.bytes = std::int64_t(sizeBytes);
    event.step = static_cast<trace::TxnStep>(step);
    record(server, event);
}

void Ensemble::recordSession(ServerId server, SessionId id, engine::SessionStep step,
    std::chrono::milliseconds timeout)
{
    if (!keepsTrace())
        return;
    static constexpr trace::SessionChange changes[]
        = {trace::SessionChange::opened, trace::SessionChange::reattached,
            trace::SessionChange::disconnected, trace::SessionChange::expired,
            trace::SessionChange::closed};
    record(server,
        trace::SessionEvent{id, changes[std::size_t(step)], std::nullopt, timeout.count()});
}

void Ensemble::remark(ServerId server, const std::string& sentence)
{
    if (keepsTrace())
        m_lines.push_back(std::to_string(now().time_since_epoch() / 1us) + " us: "
            + nameOf(server) + ": " + sentence + '\n');
}

void Ensemble::remarkClient(int client, OpCode op, const Path& path, Errc err, Zxid zxid)
{
    if (keepsTrace())
        remark(hostOf(client),
            std::string(opcodeName(op)) + ' ' + path.text() + " -> " + std::string(errcName(err))
                + " at " + toText(zxid));
}

std::string Ensemble::trace() const
{
    std::string text;
    for (const std::string& line : m_lines)
        text += line;
    if (!broken().empty())
        text += "BROKEN: " + broken() + '\n';
    return text + "seed " + std::to_string(m_settings.seed) + " at "
        + std::to_string(now().time_since_epoch().count()) + " ns\n";
}

} // namespace zs::sim
