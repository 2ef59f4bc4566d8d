// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/expectations.h"

/// What lessons about faults, sessions and connections look for. Pure.
namespace zs::ui::expect {

/// One of these leads and serves, and all others of them follow.
[[nodiscard]] Expectation oneLeads(const Ids& servers);
/// The leader brings a learner up to date by one of these.
[[nodiscard]] Expectation syncsBy(
    int leader, int learner, const std::vector<trace::SyncMode>& modes);
/// The leader gives up when none of these was heard for syncLimit ticks, and before syncLimit + 1
/// are over; it pings twice a tick, so a machine that lets it wait is no contrary evidence.
[[nodiscard]] Expectation givesUpInTime(int leader, const Ids& silent);
/// Contrary evidence: it commits anything in this step.
[[nodiscard]] Expectation commitsAnything(int server);
/// Contrary evidence: it answers a write of this client with success.
[[nodiscard]] Expectation answersWrite(int server, const std::string& client);

/// A client reads an ephemeral node, and its own session owns it.
[[nodiscard]] Expectation ownsNode(
    const std::string& client, const std::string& reader, const std::string& path);
[[nodiscard]] Expectation expires(int leader, const std::string& client);
/// The end of the client's session is one transaction, the same on all of these.
[[nodiscard]] Expectation endsOnAll(const Ids& servers, const std::string& client);
/// A sequential node was created with exactly this path, or with a number above that of `above`.
[[nodiscard]] Expectation isNamed(
    const std::string& client, const std::string& asked, const std::string& name);
[[nodiscard]] Expectation isNamedAbove(
    const std::string& client, const std::string& asked, const std::string& above);

/// The connection of this port that is left to `server` and `peer` is the one that `dialler`
/// opened, as `server` tells.
[[nodiscard]] Expectation dialled(int server, int peer, trace::Port port, int dialler);

/// What a client read about a node.
struct ZxidsOf {
    Zxid czxid;
    Zxid mzxid;
    Zxid pzxid;
};
[[nodiscard]] Expectation showsZxids(
    const std::string& client, const std::string& path, const ZxidsOf& zxids);
/// A transaction of that type has this zxid.
[[nodiscard]] Expectation hasZxid(int server, const char* type, Zxid zxid);

/// What a client read as the node's ACL: "scheme:id:perms" for each entry.
[[nodiscard]] Expectation showsAcl(
    const std::string& client, const std::string& path, const std::vector<std::string>& entries);

} // namespace zs::ui::expect
