// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/instant.h"
#include "localcluster/trace/field.h"
#include "localcluster/trace/launcher_event.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

/// What the engine tells about itself: one struct a kind, `kind` is its name on the line and
/// `fields` the only list of its members. An empty optional is left out of the line.
/// Kinds and fields are only ever added; readers ignore what they do not know.
namespace zs::trace {

/// A 64-bit value written as a string "0x…", since it does not fit a double.
struct Hex64 {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(const Hex64&, const Hex64&) = default;
};

enum class Direction { out, in };
constexpr auto namesOf(Direction) { return std::to_array<std::string_view>({"out", "in"}); }
/// What decided a comparison of votes.
enum class DecidedBy { round, epoch, zxid, sid };
constexpr auto namesOf(DecidedBy)
{
    return std::to_array<std::string_view>({"round", "epoch", "zxid", "sid"});
}
/// takes: the other vote becomes ours; keeps: ours is better; counts: both are equal.
enum class Verdict { takes, keeps, counts, ignored };
constexpr auto namesOf(Verdict)
{
    return std::to_array<std::string_view>({"takes", "keeps", "counts", "ignored"});
}
enum class Phase { discovery, synchronization, broadcast };
constexpr auto namesOf(Phase)
{
    return std::to_array<std::string_view>({"discovery", "synchronization", "broadcast"});
}
enum class EpochFile { accepted, current };
constexpr auto namesOf(EpochFile)
{
    return std::to_array<std::string_view>({"accepted", "current"});
}
enum class LearnerRole { participant, observer };
constexpr auto namesOf(LearnerRole)
{
    return std::to_array<std::string_view>({"participant", "observer"});
}
enum class SyncMode { diff, trunc, truncDiff, snap };
constexpr auto namesOf(SyncMode)
{
    return std::to_array<std::string_view>({"DIFF", "TRUNC", "TRUNC+DIFF", "SNAP"});
}
enum class Port { quorum, election, client };
constexpr auto namesOf(Port)
{
    return std::to_array<std::string_view>({"quorum", "election", "client"});
}
enum class TxnStep { proposed, logged, committed, applied };
constexpr auto namesOf(TxnStep)
{
    return std::to_array<std::string_view>({"proposed", "logged", "committed", "applied"});
}
enum class SessionChange { opened, reattached, moved, disconnected, expired, closed };
constexpr auto namesOf(SessionChange)
{
    return std::to_array<std::string_view>(
        {"opened", "reattached", "moved", "disconnected", "expired", "closed"});
}
enum class DiskWork { fsync, snapshot, roll, purge, recover };
constexpr auto namesOf(DiskWork)
{
    return std::to_array<std::string_view>({"fsync", "snapshot", "roll", "purge", "recover"});
}
/// A vote as people compare it.
struct Vote {
    ServerId leader;
    Zxid zxid;
    std::int64_t epoch = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(
            Field{"leader", r.leader}, Field{"zxid", r.zxid}, Field{"epoch", r.epoch});
    }
    bool operator==(const Vote&) const = default;
};

/// The server's state changes; DOWN on a clean stop.
struct StateEvent {
    static constexpr std::string_view kind = "state";
    ServerState from = ServerState::looking;
    ServerState to = ServerState::looking;
    std::string why;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"from", r.from}, Field{"to", r.to}, Field{"why", r.why});
    }
    bool operator==(const StateEvent&) const = default;
};

/// An election round starts or is joined, with the vote cast then.
struct RoundEvent {
    static constexpr std::string_view kind = "round";
    std::int64_t round = 0;
    Vote vote;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"round", r.round}, Field{"vote", r.vote});
    }
    bool operator==(const RoundEvent&) const = default;
};

/// A notification is sent or received. `stale`: the last message, repeated on a new connection.
struct NotifyEvent {
    static constexpr std::string_view kind = "notify";
    Direction dir = Direction::out;
    ServerId peer;
    std::int64_t round = 0;
    Vote vote;
    ServerState peerState = ServerState::looking; ///< The sender's.
    bool stale = false;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"dir", r.dir}, Field{"peer", r.peer}, Field{"round", r.round},
            Field{"vote", r.vote}, Field{"peerState", r.peerState}, Field{"stale", r.stale});
    }
    bool operator==(const NotifyEvent&) const = default;
};

/// A received vote was judged.
struct CompareEvent {
    static constexpr std::string_view kind = "compare";
    std::optional<ServerId> peer; ///< Who sent `theirs`.
    Vote mine;
    Vote theirs;
    std::optional<DecidedBy> by; ///< Empty: the votes are equal.
    Verdict result = Verdict::ignored;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"peer", r.peer}, Field{"mine", r.mine}, Field{"theirs", r.theirs},
            Field{"by", r.by}, Field{"result", r.result});
    }
    bool operator==(const CompareEvent&) const = default;
};

/// The count for the current vote changed.
struct TallyEvent {
    static constexpr std::string_view kind = "tally";
    Vote vote;
    std::vector<ServerId> voters; ///< "for": those whose vote equals `vote`, ascending.
    bool quorum = false;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(
            Field{"vote", r.vote}, Field{"for", r.voters}, Field{"quorum", r.quorum});
    }
    bool operator==(const TallyEvent&) const = default;
};

/// The election ends here. `waitedNs`: since this server began to look for a leader.
struct ElectedEvent {
    static constexpr std::string_view kind = "elected";
    ServerId leader;
    Zxid zxid;
    std::int64_t round = 0;
    std::int64_t waitedNs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"leader", r.leader}, Field{"zxid", r.zxid},
            Field{"round", r.round}, Field{"waitedNs", r.waitedNs});
    }
    bool operator==(const ElectedEvent&) const = default;
};

struct PhaseEvent {
    static constexpr std::string_view kind = "phase";
    Phase phase = Phase::discovery;
    std::int64_t epoch = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"phase", r.phase}, Field{"epoch", r.epoch});
    }
    bool operator==(const PhaseEvent&) const = default;
};

/// Written and synced.
struct EpochFileEvent {
    static constexpr std::string_view kind = "epochFile";
    EpochFile file = EpochFile::accepted;
    std::int64_t epoch = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"file", r.file}, Field{"epoch", r.epoch});
    }
    bool operator==(const EpochFileEvent&) const = default;
};

/// Leader: FOLLOWERINFO or OBSERVERINFO was taken.
struct LearnerEvent {
    static constexpr std::string_view kind = "learner";
    ServerId peer;
    Zxid lastZxid;
    LearnerRole role = LearnerRole::participant;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(
            Field{"peer", r.peer}, Field{"lastZxid", r.lastZxid}, Field{"role", r.role});
    }
    bool operator==(const LearnerEvent&) const = default;
};

/// Leader: how a learner is brought up to date. `min`, `max`: of the committed log in memory.
struct SyncEvent {
    static constexpr std::string_view kind = "sync";
    ServerId peer;
    SyncMode mode = SyncMode::diff;
    Zxid peerZxid;
    Zxid min;
    Zxid max;
    Zxid from;
    Zxid to;
    std::int64_t bytes = 0;
    std::string why;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"peer", r.peer}, Field{"mode", r.mode},
            Field{"peerZxid", r.peerZxid}, Field{"min", r.min}, Field{"max", r.max},
            Field{"from", r.from}, Field{"to", r.to}, Field{"bytes", r.bytes},
            Field{"why", r.why});
    }
    bool operator==(const SyncEvent&) const = default;
};

/// At most ten a second: by the leader what left, by the learner what came. `of` 0: not known.
struct SyncProgressEvent {
    static constexpr std::string_view kind = "syncProgress";
    ServerId peer;
    std::int64_t bytes = 0;
    std::int64_t of = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"peer", r.peer}, Field{"bytes", r.bytes}, Field{"of", r.of});
    }
    bool operator==(const SyncProgressEvent&) const = default;
};

/// The zxid of a proposal, or "newleader".
struct AckedThing {
    std::optional<Zxid> zxid;
    bool operator==(const AckedThing&) const = default;
};
/// The set of servers that acknowledged grew.
struct AcksEvent {
    static constexpr std::string_view kind = "acks";
    AckedThing zxid;
    std::vector<ServerId> from;
    bool quorum = false;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(
            Field{"zxid", r.zxid}, Field{"from", r.from}, Field{"quorum", r.quorum});
    }
    bool operator==(const AcksEvent&) const = default;
};

/// One packet of a port. `link` numbers the packets of one connection and direction, so that the
/// sender's and the receiver's lines can be paired.
struct PacketEvent {
    static constexpr std::string_view kind = "packet";
    Direction dir = Direction::out;
    Port port = Port::quorum;
    ServerId peer;
    std::string type;
    std::optional<Zxid> zxid;
    std::int64_t bytes = 0;
    std::int64_t link = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"dir", r.dir}, Field{"port", r.port}, Field{"peer", r.peer},
            Field{"type", r.type}, Field{"zxid", r.zxid}, Field{"bytes", r.bytes},
            Field{"link", r.link});
    }
    bool operator==(const PacketEvent&) const = default;
};

/// A step in the life of a transaction on this server.
struct TxnEvent {
    static constexpr std::string_view kind = "txn";
    Zxid zxid;
    std::string type;
    std::optional<std::string> path;
    std::optional<SessionId> session;
    std::int64_t bytes = 0;
    TxnStep step = TxnStep::proposed;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"zxid", r.zxid}, Field{"type", r.type}, Field{"path", r.path},
            Field{"session", r.session}, Field{"bytes", r.bytes}, Field{"step", r.step});
    }
    bool operator==(const TxnEvent&) const = default;
};

/// Many packet, txn or fsync lines folded into one. `port`, `peer` and `dir` for packets, `step`
/// for transactions, type "fsync" for the disk.
struct FlowEvent {
    static constexpr std::string_view kind = "flow";
    std::optional<Port> port;
    std::optional<ServerId> peer;
    std::optional<Direction> dir;
    std::optional<std::string> type;
    std::optional<TxnStep> step;
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    Zxid first;
    Zxid last;
    std::int64_t spanNs = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"port", r.port}, Field{"peer", r.peer}, Field{"dir", r.dir},
            Field{"type", r.type}, Field{"step", r.step}, Field{"count", r.count},
            Field{"bytes", r.bytes}, Field{"first", r.first}, Field{"last", r.last},
            Field{"spanNs", r.spanNs});
    }
    bool operator==(const FlowEvent&) const = default;
};

struct SessionEvent {
    static constexpr std::string_view kind = "session";
    SessionId id;
    SessionChange what = SessionChange::opened;
    std::optional<std::string> client; ///< Its address.
    std::optional<std::int64_t> timeoutMs;
    std::optional<ServerId> from = {}; ///< `moved`, told by the leader: which server had it,
    std::optional<ServerId> to = {};   ///< and which one has it now.
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"id", r.id}, Field{"what", r.what}, Field{"client", r.client},
            Field{"timeoutMs", r.timeoutMs}, Field{"from", r.from}, Field{"to", r.to});
    }
    bool operator==(const SessionEvent&) const = default;
};

/// A client's reply leaves; on in lessons, off by default.
struct ReplyEvent {
    static constexpr std::string_view kind = "reply";
    SessionId session;
    std::int32_t xid = 0;
    std::string op;
    Zxid zxid;
    std::int32_t err = 0;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"session", r.session}, Field{"xid", r.xid}, Field{"op", r.op},
            Field{"zxid", r.zxid}, Field{"err", r.err});
    }
    bool operator==(const ReplyEvent&) const = default;
};

/// A watch event leaves ("event"); on in lessons, off by default.
struct WatchFiredEvent {
    static constexpr std::string_view kind = "event";
    SessionId session;
    std::string type;
    std::string path;
    Zxid zxid;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"session", r.session}, Field{"type", r.type},
            Field{"path", r.path}, Field{"zxid", r.zxid});
    }
    bool operator==(const WatchFiredEvent&) const = default;
};

/// A peer connection opens or closes.
struct LinkEvent {
    static constexpr std::string_view kind = "link";
    ServerId peer;
    Port port = Port::election;
    bool up = false;
    std::string why;
    std::optional<ServerId> dialler; ///< Who opened it.
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"peer", r.peer}, Field{"port", r.port}, Field{"up", r.up},
            Field{"why", r.why}, Field{"dialler", r.dialler});
    }
    bool operator==(const LinkEvent&) const = default;
};

/// Leader: the servers in sync are no quorum any more, or again one.
template <bool lost>
struct QuorumChangeEvent {
    static constexpr std::string_view kind = lost ? "quorumLost" : "quorumFound";
    std::int64_t have = 0;
    std::int64_t need = 0;
    std::vector<ServerId> silent;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(
            Field{"have", r.have}, Field{"need", r.need}, Field{"silent", r.silent});
    }
    bool operator==(const QuorumChangeEvent&) const = default;
};
using QuorumLostEvent = QuorumChangeEvent<true>;
using QuorumFoundEvent = QuorumChangeEvent<false>;

/// The tree's digest at a zxid: equal digests at equal zxids prove equal trees.
struct DigestEvent {
    static constexpr std::string_view kind = "digest";
    Zxid zxid;
    Hex64 digest;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"zxid", r.zxid}, Field{"digest", r.digest});
    }
    bool operator==(const DigestEvent&) const = default;
};

/// fsync only when slower than 20 ms.
struct DiskEvent {
    static constexpr std::string_view kind = "disk";
    DiskWork what = DiskWork::fsync;
    std::int64_t ns = 0;
    std::int64_t bytes = 0;
    std::string file;
    std::optional<Zxid> zxid;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"what", r.what}, Field{"ns", r.ns}, Field{"bytes", r.bytes},
            Field{"file", r.file}, Field{"zxid", r.zxid});
    }
    bool operator==(const DiskEvent&) const = default;
};

/// So many lines did not fit the writer's buffer before this one.
struct DroppedEvent {
    static constexpr std::string_view kind = "dropped";
    std::int64_t lines = 0;
    static constexpr auto fields(auto& r) { return std::tuple(Field{"lines", r.lines}); }
    bool operator==(const DroppedEvent&) const = default;
};

using Event = std::variant<StateEvent, RoundEvent, NotifyEvent, CompareEvent, TallyEvent,
    ElectedEvent, PhaseEvent, EpochFileEvent, LearnerEvent, SyncEvent, SyncProgressEvent,
    AcksEvent, PacketEvent, TxnEvent, FlowEvent, SessionEvent, ReplyEvent, WatchFiredEvent,
    LinkEvent, QuorumLostEvent, QuorumFoundEvent, DigestEvent, DiskEvent, FaultEvent,
    DroppedEvent, ProcessEvent, LoadEvent, StreamEvent, PolledEvent>;

/// The first line of a stream. `wallNs` and `monoNs` name the same moment on the calendar and on
/// the clock of the other lines.
struct Header {
    static constexpr std::int64_t formatVersion = 1;
    std::int64_t zooscopeTrace = formatVersion;
    ServerId sid;
    std::int64_t pid = 0;
    std::string version;
    std::int64_t wallNs = 0;
    std::int64_t monoNs = 0;
    std::string config; ///< Text of the quorum configuration.
    static constexpr auto fields(auto& r)
    {
        return std::tuple(Field{"zooscopeTrace", r.zooscopeTrace}, Field{"sid", r.sid},
            Field{"pid", r.pid}, Field{"version", r.version}, Field{"wallNs", r.wallNs},
            Field{"monoNs", r.monoNs}, Field{"config", r.config});
    }
    bool operator==(const Header&) const = default;
};

/// One line after the first.
struct Line {
    Instant t;
    std::uint64_t n = 0; ///< Number of the line in its stream, from 1, without gaps.
    Event event;
    bool inferred = false; ///< Concluded by the launcher about a foreign server.
    bool operator==(const Line&) const = default;
};

} // namespace zs::trace
