// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/pipeline.h"
#include "localcluster/engine/core/session_table.h"

namespace zs::engine {

/// Answers the four-letter words of a server, and keeps what only they tell.
/// Threads: none; one at a time.
class WordDesk {
public:
    /// What a server puts in beside its pipeline's figures.
    struct Facts {
        ServerFigures figures;          ///< Without connections.
        const DataTree* tree = nullptr; ///< Null: the server does not serve.
        const SessionTable* sessions = nullptr; ///< Null: others decide when sessions expire.
    };

    /// Tells the digest to `listener` (may be null) and keeps it, every 128 transactions.
    void applied(const DataTree& tree, Listener* listener);
    void answer(Pipeline& pipeline, const WordAsked& asked, Facts facts, const HostFacts& host,
        Now now);

private:
    std::deque<std::pair<Zxid, std::uint64_t>> m_digests; ///< For `hash`.
    std::uint64_t m_txnCount = 0;
    std::int64_t m_traceMask = 306; ///< Apache's default; only gtmk and stmk know it.
};

} // namespace zs::engine
