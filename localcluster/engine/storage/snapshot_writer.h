// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/storage/checksum.h"

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::engine::storage {

/// What a snapshot holds beside the tree, and which trailers it gets.
struct SnapshotHead {
    std::vector<std::pair<SessionId, std::chrono::milliseconds>> sessions;
    bool digest = true;               ///< `zookeeper.digest.enabled`; since 3.6.
    bool lastProcessedTrailer = false; ///< `serializeLastProcessedZxid.enabled`; since 3.9.
};

/// What ends the tree that a leader sends behind SNAP: a jute string.
inline constexpr std::string_view treeStreamSignature = "BenWasHere";

/// A file has a header and seals; a stream (behind SNAP on a quorum connection) has neither, but
/// ends with the signature.
enum class SnapshotForm { file, stream };

/// Writes a snapshot of a tree in Apache's format, block by block. The tree must not change while
/// this lives (the server hands it a forked copy).
class SnapshotWriter {
public:
    SnapshotWriter(const DataTree& tree, const SnapshotHead& head,
        SnapshotForm form = SnapshotForm::file);

    /// Replaces `block` by the next bytes of the file, about `blockBytes` of them; false: no more.
    [[nodiscard]] bool next(Bytes& block);

    static constexpr std::size_t blockBytes = std::size_t(256) << 10;

private:
    enum class Stage { head, nodes, trailers, done };
    void writeHead(Bytes& block);
    void writeTables(Bytes& block);
    void writeNodes(Bytes& block);
    void writeTrailers(Bytes& block);
    void seal(Bytes& block);

    const DataTree& m_tree;
    const SnapshotHead& m_head;
    SnapshotForm m_form;
    TreeWalk m_walk;
    Stage m_stage = Stage::head;
    Checksum m_sum;
    std::size_t m_summed = 0; ///< Bytes of the current block that are in m_sum.
};

} // namespace zs::engine::storage
