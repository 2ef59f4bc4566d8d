// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/watch_records.h"
#include "clientlib/session/effects.h"

#include <map>
#include <unordered_set>

namespace zs::session {

/// Persistent and recursive watches on a server before 3.6, which has one-shot watches alone.
/// Each watched node is read by `exists` and `getChildren2`, with watches, and again as soon as one
/// of them fired; a recursive watch follows the names in the lists. The answer is compared with
/// what was told so far, so a change that fell between two looks is told as well, but:
/// changes that follow each other fast are told as one, a node that came and went between two
/// looks not at all, and what fell between is told when it is seen, so possibly behind a reply.
/// All reads are sent before the event is told: who reads again on each event misses no state.
/// Pure; paths are the server's. The machine sends what is asked and hands in what comes.
class WatchEmulation {
public:
    /// Each takes two watches and two reads on each connection; a larger tree is refused.
    static constexpr std::size_t mostNodes = 1'000;

    /// A read that sets a one-shot watch.
    struct Ask {
        OpCode op = OpCode::exists; ///< Or getChildren2.
        Path path;
        bool operator==(const Ask&) const = default;
    };
    /// A watch that stands from now on, and who waits to hear it.
    struct Done {
        Path path;
        AddWatchMode mode = AddWatchMode::persistent;
        std::vector<RequestId> waiters;
    };
    /// A watch that cannot be kept (any more).
    struct Ended {
        Path path;
        AddWatchMode mode = AddWatchMode::persistent;
        std::vector<RequestId> waiters;
        bool stood = false; ///< Who set it believes in it.
        Errc err = Errc::ok;
        std::string why; ///< Names no path below.
    };
    /// What is to be done, in this order.
    struct Wants {
        std::vector<Ask> asks;
        std::vector<std::pair<EventType, Path>> events;
        std::vector<Done> done;
        std::vector<Ended> ended;
    };

    explicit WatchEmulation(std::size_t limit = mostNodes) : m_limit(limit) {}

    /// `waiter` is told by Done or Ended; 0: nobody.
    [[nodiscard]] Wants add(const Path& path, AddWatchMode mode, RequestId waiter);
    /// Nobody waits for it any more; the watch stays.
    void cancel(RequestId waiter);
    [[nodiscard]] Wants remove(WatcherType type, const Path& path);
    /// Whether a change of this node is looked for.
    [[nodiscard]] bool watches(const Path& path) const { return m_nodes.contains(path); }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }

    /// An event of the server. Whether it is told is not decided here.
    [[nodiscard]] Wants heard(EventType type, const Path& path);
    /// The answer to an Ask. Fails: what the record cannot be read for.
    [[nodiscard]] Result<Wants> answered(const Ask& ask, Errc err, ByteView body);
    /// A connection to an old server stands: asks for all anew. `persistent` and `recursive` are
    /// the watches that it has to keep, also those of which a newer server took care so far.
    [[nodiscard]] Wants connected(const std::unordered_set<Path>& persistent,
        const std::unordered_set<Path>& recursive);
    /// Ends what somebody still waits for.
    [[nodiscard]] Wants connectionLost(Errc err, const std::string& why);
    /// Forgets all, as a server keeps the watches.
    void clear();

private:
    using Key = std::pair<Path, AddWatchMode>;
    struct Root {
        std::vector<RequestId> waiters;
        bool stands = false;
    };
    /// One of the two one-shot watches of a node.
    struct Arm {
        bool asked = false; ///< The answer is still to come.
        bool again = false; ///< It fired meanwhile.
        bool stands = false;
    };
    /// A node as it was told.
    struct Node {
        Arm data;
        Arm children;
        bool known = false;   ///< False: nothing is told of what the first answers show.
        bool present = false;
        bool isNews = false;  ///< Its creation was told, so are those of its children.
        bool listed = false;
        bool counts = false;  ///< In m_unsettled: its first answers are still to come.
        Zxid czxid;           ///< 0: not known.
        std::int32_t version = 0;
        std::int32_t cversion = 0;
    };
    using Nodes = std::map<Path, Node>;

    void addNode(const Path& path, bool isNews, Wants& out);
    void askFor(Nodes::value_type& node, OpCode op, Wants& out);
    void fired(Nodes::value_type& node, OpCode op, Wants& out);
    void noteAnswer(Nodes::value_type& node, OpCode op, bool stands, Wants& out);
    void noteMissing(Nodes::iterator node, Wants& out);
    void noteStat(Nodes::value_type& node, const Stat& stat, Wants& out);
    void noteChildren(Nodes::value_type& node, const ChildrenResponse& answer, Wants& out);
    void tell(EventType type, const Path& path, Wants& out) const;
    void settle(Node& node, Wants& out);
    void endRootsOf(const Path& path, Errc err, const std::string& why, Wants& out);
    void endRoot(std::map<Key, Root>::iterator root, Errc err, const std::string& why, Wants& out);
    void announce(Wants& out);
    void forgetUncovered(Wants& out);
    [[nodiscard]] bool isRoot(const Path& path) const;
    [[nodiscard]] bool isBelowRecursive(const Path& path, bool standing) const;

    const std::size_t m_limit;
    std::map<Key, Root> m_roots;
    Nodes m_nodes;
    std::size_t m_unsettled = 0; ///< Nodes that a watch has to hear of before it stands.
};

} // namespace zs::session
