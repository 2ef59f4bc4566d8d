// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/multi.h"

#include <chrono>

namespace zs {

/// Collects the operations of one `Client::multi`: all are applied, in order, or none.
/// Paths are the caller's; they are checked when the transaction is sent.
class Transaction {
public:
    Transaction& create(Path path, std::optional<Bytes> data,
        CreateMode mode = CreateMode::persistent, std::vector<Acl> acl = openAcl(),
        std::chrono::milliseconds ttl = {});
    Transaction& remove(Path path, std::int32_t version = anyVersion);
    Transaction& setData(Path path, std::optional<Bytes> data, std::int32_t version = anyVersion);
    /// Refuses the whole when the node is missing or its data are at another version.
    Transaction& check(Path path, std::int32_t version);

    [[nodiscard]] const std::vector<MultiOp>& ops() const { return m_ops; }

private:
    std::vector<MultiOp> m_ops;
};

/// Collects the reads of one `Client::multiRead`.
class ReadBatch {
public:
    ReadBatch& getData(Path path);
    ReadBatch& children(Path path);

    [[nodiscard]] const std::vector<MultiOp>& ops() const { return m_ops; }

private:
    std::vector<MultiOp> m_ops;
};

/// The opcode that creates a node of this mode.
[[nodiscard]] OpCode createOpcode(CreateMode mode);
/// The path of the node that this result made, or null when it made none. Servers tell the Stat
/// of a node made in a multi for containers and TTL nodes alone.
[[nodiscard]] const Path* createdPath(const MultiResult& result);
/// The path that an operation is about.
[[nodiscard]] Path& pathOf(MultiOp& op);

} // namespace zs
