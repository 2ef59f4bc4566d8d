// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"
#include "clientlib/base/instant.h"
#include "clientlib/base/path.h"
#include "clientlib/protocol/watch_records.h"
#include "clientlib/session/endpoint.h"

#include <variant>
#include <vector>

namespace zs::session {

/// Names a request between the machine and its user, who counts them upwards from 1.
using RequestId = std::uint64_t;

/// Open a connection and report `connected` or `connectionEnded`.
struct Connect {
    Endpoint server;
    std::chrono::milliseconds within{0}; ///< When it will be dropped unless a session came of it.
    bool operator==(const Connect&) const = default;
};
/// Write these bytes to the present connection.
struct Send {
    Bytes bytes;
    bool operator==(const Send&) const = default;
};
/// Close the present connection, connected or not, and report nothing more about it.
struct Drop {
    bool operator==(const Drop&) const = default;
};
/// Call `timerFired` at this moment; replaces the timer that is armed.
struct ArmTimer {
    Instant at;
    bool operator==(const ArmTimer&) const = default;
};
/// A request has its answer. Exactly one for each that was submitted and not cancelled.
struct Complete {
    RequestId id = 0;
    Errc err = Errc::ok;
    std::string why; ///< For what the machine decided itself; empty when the server answered.
    ByteView body;   ///< The reply's record; valid until the next `received` or `connected`.
};
/// A watch fired; the path is the server's, with the chroot.
struct Fired {
    EventType type = EventType::none;
    Path path;
    Zxid zxid;
    bool operator==(const Fired&) const = default;
};
/// A watch of addWatch cannot be kept any more; it is forgotten. The path is the server's.
struct WatchEnded {
    Path path;
    AddWatchMode mode = AddWatchMode::persistent;
    Errc err = Errc::ok;
    std::string why; ///< Names no path.
    bool operator==(const WatchEnded&) const = default;
};
/// State, server, attempt, problem, session or time-out differ: ask the machine.
struct StatusChanged {
    bool operator==(const StatusChanged&) const = default;
};
/// Ask this server with `isro` whether it is read-write, and report `probed`.
struct Probe {
    Endpoint server;
    bool operator==(const Probe&) const = default;
};

/// Ask this server with `srvr` how it stands, and report `inquired`.
struct Inquire {
    Endpoint server;
    bool operator==(const Inquire&) const = default;
};

/// What the user of the machine performs, in order.
using Effect = std::variant<Connect, Send, Drop, ArmTimer, Complete, Fired, WatchEnded,
    StatusChanged, Probe, Inquire>;
using Effects = std::vector<Effect>;

} // namespace zs::session
