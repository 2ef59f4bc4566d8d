// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/trace/field.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// What the launcher, not a server's engine, knows: faults, processes, load, and what it merged
/// or asked. Its own stream has sid 0.
namespace zs::trace {

enum class ServerState { looking, following, leading, observing, down };
constexpr auto namesOf(ServerState)
{
    return std::to_array<std::string_view>(
        {"LOOKING", "FOLLOWING", "LEADING", "OBSERVING", "DOWN"});
}
enum class ProcessChange { started, ready, stopped, killed, paused, resumed, exited, wiped };
constexpr auto namesOf(ProcessChange)
{
    return std::to_array<std::string_view>(
        {"started", "ready", "stopped", "killed", "paused", "resumed", "exited", "wiped"});
}

/// Written by the launcher into its own stream. `what` and whom it hits:
///   "kill"              each of `servers`, told before the signal is sent
///   "pause"             each of `servers`; it ends with `on` false
///   "isolate"           each of `servers` from all others
///   "partition"         `servers` from all that are not named
///   "cut"               packets from `servers` to `peer`, this direction alone, silently
///   "drop"              connections between `servers` and `peer` are reset (it is over at once)
///   "delay"             both directions between `servers` and `peer`, by `ms`
///   "heal"              ends every fault of links. ("relay": the launcher's relay ended itself.)
/// A fault ends with a line that repeats `what`, `servers` and `peer`, with `on` false.
struct FaultEvent {
    static constexpr std::string_view kind = "fault";
    std::string what;
    std::string detail;
    std::vector<ServerId> servers{};
    std::optional<ServerId> peer{}; ///< The other end of a link.
    bool on = true;               ///< False: it ended.
    std::optional<std::int64_t> ms{};
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"what", r.what}, Field{"detail", r.detail},
            LaterField{"servers", r.servers}, Field{"peer", r.peer}, LaterField{"on", r.on},
            Field{"ms", r.ms});
    }
    bool operator==(const FaultEvent&) const = default;
};

/// Launcher: a server's process changes. `detail`: exit code, signal, what it said last.
struct ProcessEvent {
    static constexpr std::string_view kind = "process";
    ServerId server;
    ProcessChange what = ProcessChange::started;
    std::int64_t pid = 0;
    std::string detail;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"server", r.server}, Field{"what", r.what}, Field{"pid", r.pid},
            Field{"detail", r.detail});
    }
    bool operator==(const ProcessEvent&) const = default;
};

/// Launcher: what a load of one's choice met in the last `spanNs`; at most ten a second.
struct LoadEvent {
    static constexpr std::string_view kind = "load";
    std::int64_t ok = 0;
    std::int64_t failed = 0;
    std::int64_t delayed = 0; ///< Of `ok`: those that took longer than a tick.
    std::int64_t maxNs = 0;   ///< The slowest answer.
    std::int64_t spanNs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"ok", r.ok}, Field{"failed", r.failed},
            Field{"delayed", r.delayed}, Field{"maxNs", r.maxNs}, Field{"spanNs", r.spanNs});
    }
    bool operator==(const LoadEvent&) const = default;
};

/// A stream begins: its header, as a line of merged streams (a server's process was started).
struct StreamEvent {
    static constexpr std::string_view kind = "stream";
    std::int64_t pid = 0;
    std::string version;
    std::int64_t wallNs = 0;
    std::int64_t monoNs = 0;
    std::string config;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"pid", r.pid}, Field{"version", r.version},
            Field{"wallNs", r.wallNs}, Field{"monoNs", r.monoNs}, Field{"config", r.config});
    }
    bool operator==(const StreamEvent&) const = default;
};

/// A server that tells no trace was asked (srvr, mntr, the AdminServer), and this was its answer.
struct PolledEvent {
    static constexpr std::string_view kind = "polled";
    bool answered = false;
    std::optional<ServerState> state; ///< None: it answers, and serves nobody.
    std::optional<Zxid> zxid;         ///< The last that it has processed.
    std::optional<std::int64_t> connections;
    std::optional<std::int64_t> outstanding; ///< Requests that wait.
    std::optional<std::int64_t> nodes;
    std::optional<std::int64_t> syncedFollowers; ///< The leader's alone.
    std::string why;                             ///< Why it did not answer.
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"answered", r.answered}, Field{"state", r.state},
            Field{"zxid", r.zxid}, Field{"connections", r.connections},
            Field{"outstanding", r.outstanding}, Field{"nodes", r.nodes},
            Field{"syncedFollowers", r.syncedFollowers}, Field{"why", r.why});
    }
    bool operator==(const PolledEvent&) const = default;
};

} // namespace zs::trace
