// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/ghosts.h"

namespace zs::sim {

namespace {

std::string textOf(ServerId id) { return "server " + std::to_string(id.value); }

void mix(std::uint64_t& hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 32;
}

} // namespace

std::uint64_t hashOf(const engine::Txn& txn)
{
    std::uint64_t hash = 1;
    mix(hash, std::uint64_t(txn.header.zxid.value));
    mix(hash, std::uint64_t(txn.header.session.value));
    mix(hash, std::uint64_t(std::uint32_t(txn.header.cxid)));
    mix(hash, std::uint64_t(txn.header.timeMs));
    mix(hash, std::uint64_t(std::int64_t(txn.header.type)));
    mix(hash, txn.digest ? txn.digest->treeDigest : 0);
    return hash | 1;
}

void Ghosts::breaks(std::string what)
{
    if (m_broken.empty())
        m_broken = std::move(what);
}

// ---- elections --------------------------------------------------------------------------------

/// No vote is ever made up: the winner once looked for a leader with just this history.
void Ghosts::elected(ServerId server, const engine::Vote& winner)
{
    if (!m_ownVotes.contains({winner.leader, winner.zxid}))
        breaks(textOf(server) + " elects " + textOf(winner.leader) + " with "
            + toText(winner.zxid) + ", which was never that server's history");
}

/// 4, 5.
void Ghosts::established(ServerId leader, std::int64_t epoch, Zxid history)
{
    const auto [known, fresh] = m_leaderOfEpoch.try_emplace(epoch, leader);
    if (!fresh)
        breaks("epoch " + std::to_string(epoch) + " has two leaders: " + textOf(known->second)
            + " and " + textOf(leader));
    // A quorum's acknowledgements may reach it late, when a newer epoch has begun without it: of
    // that one it knows nothing, and can commit nothing any more.
    const auto newer = m_lastOfEpoch.lower_bound(epoch);
    const Zxid before = newer == m_lastOfEpoch.begin() ? Zxid() : std::prev(newer)->second;
    if (history < before)
        breaks("leader " + textOf(leader) + " of epoch " + std::to_string(epoch)
            + " has lost committed transactions: its history ends at " + toText(history)
            + ", committed is " + toText(before));
    m_newestEpoch = std::max(m_newestEpoch, epoch);
}

/// 5.
void Ghosts::epochsOnDisk(ServerId server, std::int64_t accepted, std::int64_t current)
{
    auto& [wasAccepted, wasCurrent] = m_epochs[server];
    if (accepted < wasAccepted || current < wasCurrent)
        breaks("an epoch file of " + textOf(server) + " falls");
    if (current > accepted)
        breaks(textOf(server) + " serves epoch " + std::to_string(current)
            + " and has accepted no more than " + std::to_string(accepted));
    wasAccepted = accepted;
    wasCurrent = current;
}

// ---- transactions -----------------------------------------------------------------------------

/// 1, 7, 9: of one zxid there is one transaction, and one tree behind it; a request has one effect.
void Ghosts::applied(ServerId server, const engine::Txn& txn, std::uint64_t digest)
{
    At& at = m_at[txn.header.zxid.value];
    const std::uint64_t hash = hashOf(txn);
    if (at.txn != 0 && at.txn != hash)
        breaks(textOf(server) + " applies another transaction as " + toText(txn.header.zxid)
            + " than " + textOf(at.by));
    if (at.hasDigest && at.digest != digest)
        breaks("after " + toText(txn.header.zxid) + " the tree of " + textOf(server)
            + " differs from that of " + textOf(at.by));
    if (at.txn == 0 && txn.header.cxid != 0) {
        const auto [known, fresh]
            = m_effects.try_emplace({txn.header.session, txn.header.cxid}, txn.header.zxid);
        if (!fresh && known->second != txn.header.zxid)
            breaks("request " + std::to_string(txn.header.cxid) + " of session "
                + toText(txn.header.session) + " took effect twice: as " + toText(known->second)
                + " and as " + toText(txn.header.zxid));
    }
    at.txn = hash;
    at.digest = digest;
    at.hasDigest = true;
    at.by = server;
}

/// 7, 8.
void Ghosts::state(ServerId server, const engine::DataTree& tree, std::uint64_t sessions)
{
    const Zxid zxid = tree.lastProcessed();
    At& at = m_at[zxid.value];
    if (at.hasDigest && at.digest != tree.digest())
        breaks("at " + toText(zxid) + " the tree of " + textOf(server)
            + " differs from that of " + textOf(at.by));
    if (at.hasState && at.sessions != sessions)
        breaks("at " + toText(zxid) + " the sessions of " + textOf(server)
            + " differ from those of " + textOf(at.by));
    at.digest = tree.digest();
    at.sessions = sessions;
    at.hasDigest = at.hasState = true;
    at.by = server;
}

/// G1; 1 to 3: what is committed is on the disks of a quorum, and no other order comes later.
void Ghosts::committed(ServerId leader, Zxid zxid)
{
    if (zxid <= m_committed)
        return;
    // A new leader's first zxid stands for no transaction: it claims nothing.
    if (zxid.counter() != 0 && !m_onQuorum(zxid))
        breaks(textOf(leader) + " commits " + toText(zxid) + ", which no quorum has on disk");
    m_committed = zxid;
    if (zxid.counter() != 0)
        m_committedTxn = m_lastOfEpoch[zxid.epoch()] = zxid;
}

/// Nothing is shown that may still be lost.
void Ghosts::serves(ServerId server, Zxid zxid)
{
    if (zxid > m_committed)
        breaks(textOf(server) + " shows clients " + toText(zxid) + ", committed is "
            + toText(m_committed));
}

void Ghosts::acknowledged(int client, Zxid zxid)
{
    if (zxid > m_committed)
        breaks("client " + std::to_string(client) + " is told of " + toText(zxid)
            + ", committed is " + toText(m_committed));
}

} // namespace zs::sim
