// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/election/vote.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

namespace zs::sim {

/// What nobody in the ensemble knows: the one true history, and who led when. Servers and clients
/// of the simulation tell what they do; the first thing that contradicts the promises is kept.
/// The numbers at the checks are those of the invariants in README.md.
class Ghosts {
public:
    /// Whether the disks of a quorum of voters hold this transaction.
    using OnQuorum = std::function<bool(Zxid)>;

    explicit Ghosts(OnQuorum onQuorum) : m_onQuorum(std::move(onQuorum)) {}

    void breaks(std::string what);
    [[nodiscard]] const std::string& broken() const { return m_broken; }

    // ---- elections ----
    void looks(ServerId server, Zxid history) { m_ownVotes.insert({server, history}); }
    void elected(ServerId server, const engine::Vote& winner);
    /// A leader has its quorum and serves. `history`: its last transaction.
    void established(ServerId leader, std::int64_t epoch, Zxid history);
    [[nodiscard]] std::int64_t newestEpoch() const { return m_newestEpoch; }
    void epochsOnDisk(ServerId server, std::int64_t accepted, std::int64_t current);

    // ---- transactions ----
    /// A server applied it; `digest`: of its tree then.
    void applied(ServerId server, const engine::Txn& txn, std::uint64_t digest);
    /// A server's whole state at the end of a turn. `sessions`: a hash of its session table.
    void state(ServerId server, const engine::DataTree& tree, std::uint64_t sessions);
    /// An established leader's tree, or its commit, is at `zxid`.
    void committed(ServerId leader, Zxid zxid);
    [[nodiscard]] Zxid lastCommitted() const { return m_committedTxn; }
    /// A server that serves clients shows them this.
    void serves(ServerId server, Zxid zxid);

    // ---- clients ----
    /// A client's write was answered with success, or its read showed this.
    void acknowledged(int client, Zxid zxid);

private:
    struct At {
        std::uint64_t txn = 0;    ///< A hash of the transaction; 0: not seen applied.
        std::uint64_t digest = 0; ///< Of the tree behind it.
        std::uint64_t sessions = 0;
        bool hasState = false;
        bool hasDigest = false;
        ServerId by;
    };

    OnQuorum m_onQuorum;
    std::string m_broken;
    std::set<std::pair<ServerId, Zxid>> m_ownVotes;
    std::map<std::int64_t, ServerId> m_leaderOfEpoch;
    std::int64_t m_newestEpoch = 0;
    std::map<ServerId, std::pair<std::int64_t, std::int64_t>> m_epochs;
    std::unordered_map<std::int64_t, At> m_at; ///< By zxid.
    /// Which transaction a request became: none has two effects.
    std::map<std::pair<SessionId, std::int32_t>, Zxid> m_effects;
    Zxid m_committed;    ///< What may be shown; also a leader's first zxid.
    Zxid m_committedTxn; ///< The last transaction of it.
    std::map<std::int64_t, Zxid> m_lastOfEpoch; ///< The last one committed of each epoch.
};

/// Of a transaction's header and content.
[[nodiscard]] std::uint64_t hashOf(const engine::Txn& txn);

} // namespace zs::sim
