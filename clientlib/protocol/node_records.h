// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/opcode.h"
#include "clientlib/protocol/stat.h"

namespace zs {

/// The `flags` of create, create2, createContainer and createTTL.
/// Source: CreateMode of Apache ZooKeeper 3.9.
enum class CreateMode : std::int32_t {
    persistent = 0,
    ephemeral = 1,
    persistentSequential = 2,
    ephemeralSequential = 3,
    container = 4,
    persistentTtl = 5,
    persistentSequentialTtl = 6,
};

[[nodiscard]] constexpr bool isSequential(CreateMode mode)
{
    return mode == CreateMode::persistentSequential || mode == CreateMode::ephemeralSequential
        || mode == CreateMode::persistentSequentialTtl;
}
[[nodiscard]] constexpr bool isEphemeral(CreateMode mode)
{
    return mode == CreateMode::ephemeral || mode == CreateMode::ephemeralSequential;
}
[[nodiscard]] constexpr bool isTtl(CreateMode mode)
{
    return mode == CreateMode::persistentTtl || mode == CreateMode::persistentSequentialTtl;
}

/// Requests `create` (1), `create2` (15) and `createContainer` (19).
struct CreateRequest {
    Path path;
    std::optional<Bytes> data; ///< Null and empty differ on the wire: length -1 and length 0.
    std::vector<Acl> acl;      ///< Empty is refused by the server (`invalidAcl`).
    std::int32_t flags = 0;    ///< A CreateMode; what a client sends may be none.
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.data, r.acl, r.flags); }
    bool operator==(const CreateRequest&) const = default;
};

/// Request `createTTL` (21).
struct CreateTtlRequest {
    Path path;
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    std::int32_t flags = 0;
    std::int64_t ttlMs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.path, r.data, r.acl, r.flags, r.ttlMs);
    }
    bool operator==(const CreateTtlRequest&) const = default;
};

/// Request `delete` (2) and, inside a multi, `check` (13).
struct VersionedPathRequest {
    Path path;
    std::int32_t version = anyVersion;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.version); }
    bool operator==(const VersionedPathRequest&) const = default;
};

/// Requests `exists` (3), `getData` (4), `getChildren` (8) and `getChildren2` (12).
struct WatchingPathRequest {
    Path path;
    bool watch = false;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.watch); }
    bool operator==(const WatchingPathRequest&) const = default;
};

/// The same for who only writes it: needs no path of its own, and must not outlive the caller's.
struct WatchingPathView {
    const Path& path;
    bool watch = false;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.watch); }
};

/// Requests `getACL` (6), `sync` (9), `getAllChildrenNumber` (104); response of `create`, `sync`.
struct PathRecord {
    Path path;
    static constexpr auto fields(auto& r) { return std::tie(r.path); }
    bool operator==(const PathRecord&) const = default;
};

struct SetDataRequest {
    Path path;
    std::optional<Bytes> data;
    std::int32_t version = anyVersion;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.data, r.version); }
    bool operator==(const SetDataRequest&) const = default;
};

struct SetAclRequest {
    Path path;
    std::vector<Acl> acl;
    std::int32_t version = anyVersion; ///< Compared with aversion.
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.acl, r.version); }
    bool operator==(const SetAclRequest&) const = default;
};

/// Request `getEphemerals` (103): null, "" and "/" mean all of the own session.
struct GetEphemeralsRequest {
    std::optional<std::string> prefix;
    static constexpr auto fields(auto& r) { return std::tie(r.prefix); }
    bool operator==(const GetEphemeralsRequest&) const = default;
};

/// Request `reconfig` (16).
struct ReconfigRequest {
    std::optional<std::string> joining;
    std::optional<std::string> leaving;
    std::optional<std::string> newMembers;
    std::int64_t currentConfigId = -1; ///< -1: any.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.joining, r.leaving, r.newMembers, r.currentConfigId);
    }
    bool operator==(const ReconfigRequest&) const = default;
};

/// Response of `create2`, `createContainer`, `createTTL`.
struct CreatedResponse {
    Path path;
    Stat stat;
    static constexpr auto fields(auto& r) { return std::tie(r.path, r.stat); }
    bool operator==(const CreatedResponse&) const = default;
};

/// Response of `exists`, `setData`, `setACL`.
struct StatResponse {
    Stat stat;
    static constexpr auto fields(auto& r) { return std::tie(r.stat); }
    bool operator==(const StatResponse&) const = default;
};

/// Response of `getData` and `reconfig`.
struct DataResponse {
    std::optional<Bytes> data;
    Stat stat;
    static constexpr auto fields(auto& r) { return std::tie(r.data, r.stat); }
    bool operator==(const DataResponse&) const = default;
};

struct AclResponse {
    std::vector<Acl> acl;
    Stat stat;
    static constexpr auto fields(auto& r) { return std::tie(r.acl, r.stat); }
    bool operator==(const AclResponse&) const = default;
};

/// Response of `getChildren` (names) and `getEphemerals` (whole paths).
struct NamesResponse {
    std::vector<std::string> names;
    static constexpr auto fields(auto& r) { return std::tie(r.names); }
    bool operator==(const NamesResponse&) const = default;
};

/// Response of `getChildren2`.
struct ChildrenResponse {
    std::vector<std::string> names;
    Stat stat;
    static constexpr auto fields(auto& r) { return std::tie(r.names, r.stat); }
    bool operator==(const ChildrenResponse&) const = default;
};

/// Response of `getAllChildrenNumber`; also the 0 that answers `addWatch`.
struct CountResponse {
    std::int32_t count = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.count); }
    bool operator==(const CountResponse&) const = default;
};

/// Response of `whoAmI` (107): the identities of the connection, in no order.
struct WhoAmIResponse {
    std::vector<AuthId> identities;
    static constexpr auto fields(auto& r) { return std::tie(r.identities); }
    bool operator==(const WhoAmIResponse&) const = default;
};

} // namespace zs
