// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <string>

namespace zs::timeline {

/// A packet or a notification from one server to another, paired from the two ends' lines.
/// At least one end was observed. Draw it as travelling only between `sentAt` and `receivedAt`;
/// with `sentAt` alone it left and nobody saw it arrive (yet); with `receivedAt` alone the
/// sender's line is missing (a foreign server, a folded line).
struct PacketFlight {
    ServerId from;
    ServerId to;
    trace::Port port = trace::Port::quorum;
    std::string type; ///< "PROPOSAL", "ACK" …; "NOTIFICATION" on the election port.
    std::optional<Zxid> zxid;
    std::int64_t bytes = 0;
    std::int64_t link = 0; ///< Number on its connection; 0 for notifications.
    std::optional<trace::Vote> vote; ///< Of a notification, as the next three.
    std::int64_t round = 0;
    trace::ServerState senderState = trace::ServerState::looking;
    bool stale = false; ///< An old message, repeated on a new connection.
    std::optional<Instant> sentAt;
    std::optional<Instant> receivedAt;
    std::optional<MomentIndex> sentMoment;
    std::optional<MomentIndex> receivedMoment;
    bool inferred = false;
    bool operator==(const PacketFlight&) const = default;
};

/// Many packets of one kind on one link, folded by the server into one line: a pill with a count.
struct CountedFlow {
    ServerId from;
    ServerId to;
    trace::Port port = trace::Port::quorum;
    std::string type;
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    Zxid first;
    Zxid last;
    Instant begin;
    Instant end;
    trace::Direction toldBy = trace::Direction::out; ///< out: the sender's line.
    bool operator==(const CountedFlow&) const = default;
};

/// What travelled in a stretch of time.
struct Traffic {
    std::vector<PacketFlight> flights; ///< By the time of their first end.
    std::vector<CountedFlow> flows;
    bool cut = false; ///< There was more than was asked for.
};

} // namespace zs::timeline
