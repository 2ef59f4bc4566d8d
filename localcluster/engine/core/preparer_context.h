// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/preparer.h"

namespace zs::engine {

struct Preparer::Context {
    const TxnHeader& header; ///< Type, zxid, time and session of the transaction.
    const Identities& identities;
    std::optional<Errc> standing = {}; ///< See WriteRequest.
};

struct Preparer::Creation {
    OpCode type = OpCode::create;
    Path path;
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    std::int32_t flags = 0;
    std::int64_t ttlMs = 0;
};

/// The text before the last slash; "" for children of the root. The path must have a slash.
[[nodiscard]] inline std::string_view parentOf(std::string_view path)
{
    return path.substr(0, path.rfind('/'));
}

/// What clients may never delete.
[[nodiscard]] inline bool isReservedPath(std::string_view path)
{
    return path == "/" || path == "/zookeeper" || path == "/zookeeper/quota"
        || path == "/zookeeper/config";
}

/// Whether a multi holds only what one may hold; otherwise it is refused as a whole.
[[nodiscard]] bool isMultiOfWrites(const MultiRequest& request);
/// Within a multi the flags decide: 4 makes createContainer, all others create, also of create2 and
/// createContainer (Op.Create of Apache 3.8.0; captured in the golden case multi_success).
[[nodiscard]] OpCode typeByFlags(const MultiOp& op);

} // namespace zs::engine
