// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/opcode.h"

#include <optional>
#include <variant>

namespace zs::engine {

/// In front of every transaction, in the log and in proposals: 32 bytes.
struct TxnHeader {
    SessionId session;       ///< Whose request it was; 0 for the server's own.
    std::int32_t cxid = 0;   ///< The request's xid; 0 when a session is opened or expires.
    Zxid zxid;
    std::int64_t timeMs = 0; ///< Wall clock of the leader, since 1970.
    OpCode type = OpCode::error;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.session, r.cxid, r.zxid, r.timeMs, r.type);
    }
    bool operator==(const TxnHeader&) const = default;
};

/// CRC-32 over path and data of a node (Node::contentCrc), where whoever made the transaction knows
/// it already: saves computing it again. Not a part of the transaction: not written, not compared.
struct KnownCrc {
    std::optional<std::uint32_t> value;
    bool operator==(const KnownCrc&) const { return true; }
};

/// Type -1: a request that failed; it changes nothing but the last zxid.
struct ErrorTxn {
    Errc err = Errc::ok;
    static constexpr auto fields(auto& r) { return std::tie(r.err); }
    bool operator==(const ErrorTxn&) const = default;
};
/// Type -10.
struct CreateSessionTxn {
    std::int32_t timeoutMs = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.timeoutMs); }
    bool operator==(const CreateSessionTxn&) const = default;
};
/// Type -11. Without `paths` (empty body) in logs from before 3.6; the tree's own list serves then.
struct CloseSessionTxn {
    std::optional<std::vector<std::string>> paths; ///< The ephemerals to delete, in order.
    bool operator==(const CloseSessionTxn&) const = default;
};
/// Types 1 and 15. `parentCversion` is the parent's stored cversion after it; -1: its own plus 1.
struct CreateTxn {
    std::string path; ///< Final: with its sequence number.
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    bool ephemeral = false;
    std::int32_t parentCversion = -1;
    KnownCrc contentCrc = {};
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.path, r.data, r.acl, r.ephemeral, r.parentCversion);
    }
    bool operator==(const CreateTxn&) const = default;
};
/// Type 19.
struct CreateContainerTxn {
    std::string path;
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    std::int32_t parentCversion = -1;
    KnownCrc contentCrc = {};
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.path, r.data, r.acl, r.parentCversion);
    }
    bool operator==(const CreateContainerTxn&) const = default;
};
/// Type 21.
struct CreateTtlTxn {
    std::string path;
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    std::int32_t parentCversion = -1;
    std::int64_t ttlMs = 0; ///< 1 … 0xffffffffff; decodeTxn refuses other values.
    KnownCrc contentCrc = {};
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.path, r.data, r.acl, r.parentCversion, r.ttlMs);
    }
    bool operator==(const CreateTtlTxn&) const = default;
};
/// Types 2 and 20.
struct DeleteTxn {
    std::string path;
    static constexpr auto fields(auto& r) { return std::tie(r.path); }
    bool operator==(const DeleteTxn&) const = default;
};
/// Types 5 and 16 (reconfig writes /zookeeper/config). `version` is the new one.
struct SetDataTxn {
    std::string path;
    std::optional<Bytes> data;
    std::int32_t version = 0;
    KnownCrc contentCrc = {};
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.data, r.version); }
    bool operator==(const SetDataTxn&) const = default;
};
/// Type 7. `version` is the new aversion.
struct SetAclTxn {
    std::string path;
    std::vector<Acl> acl;
    std::int32_t version = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.acl, r.version); }
    bool operator==(const SetAclTxn&) const = default;
};
/// Type 13, only inside a multi.
struct CheckTxn {
    std::string path;
    std::int32_t version = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.version); }
    bool operator==(const CheckTxn&) const = default;
};

using SubTxnBody = std::variant<ErrorTxn, CreateTxn, CreateContainerTxn, CreateTtlTxn, DeleteTxn,
    SetDataTxn, CheckTxn>;
/// One operation of a multi.
struct SubTxn {
    OpCode type = OpCode::error;
    SubTxnBody body;
    bool operator==(const SubTxn&) const = default;
};
/// Type 14. When any operation is an `ErrorTxn`, none is applied.
struct MultiTxn {
    std::vector<SubTxn> ops;
    [[nodiscard]] bool failed() const;
    bool operator==(const MultiTxn&) const = default;
};

using TxnBody = std::variant<ErrorTxn, CreateSessionTxn, CloseSessionTxn, CreateTxn,
    CreateContainerTxn, CreateTtlTxn, DeleteTxn, SetDataTxn, SetAclTxn, MultiTxn>;

/// The tree's digest after the transaction; since 3.6, unless digests are off.
struct TxnDigest {
    static constexpr std::int32_t currentVersion = 2;
    std::int32_t version = currentVersion;
    std::uint64_t treeDigest = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.version, r.treeDigest); }
    bool operator==(const TxnDigest&) const = default;
};

/// One transaction: what a log record (its `entry`) and a proposal carry.
struct Txn {
    TxnHeader header;
    TxnBody body;
    std::optional<TxnDigest> digest; ///< Never on type -1.
    bool operator==(const Txn&) const = default;
};

/// Appends header, body and digest to `out`: the entry of a log record, without its frame.
void appendTxn(Bytes& out, const Txn& txn);
/// Reads one entry. Lenient, as Apache is, for create without parentCVersion (3.3), closeSession
/// without paths and a missing digest. Fails: marshalling, for bytes that are too few, for an
/// unknown type, for a TTL outside 1 … 0xffffffffff and for an empty path in closeSession.
[[nodiscard]] Result<Txn> decodeTxn(ByteView entry);

} // namespace zs::engine
