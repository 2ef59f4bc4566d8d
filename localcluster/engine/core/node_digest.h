// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/stat_persisted.h"

#include "clientlib/base/bytes.h"

namespace zs::engine {

/// A node's share of the tree digest, version 2: CRC-32 over path, data and Stat. The tree's digest
/// is the sum of all nodes' (modulo 2^64). Source: DigestCalculator of Apache ZooKeeper 3.8.

/// Nodes below /zookeeper do not count; /zookeeper itself does.
[[nodiscard]] constexpr bool countsInDigest(std::string_view path)
{
    return !path.starts_with("/zookeeper/");
}
/// CRC over path ("" for the root) and data.
[[nodiscard]] std::uint32_t contentCrc(std::string_view path, ByteView data);
/// The digest of a node with that content and Stat.
[[nodiscard]] std::uint64_t nodeDigest(std::uint32_t contentCrc, const StatPersisted& stat);

} // namespace zs::engine
