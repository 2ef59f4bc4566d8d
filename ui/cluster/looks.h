// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString> // First: moc of Qt 6.4 stumbles over <compare> otherwise.

#include "clientlib/base/ids.h"
#include "ui/theme/tokens.h"

#include <array>
#include <optional>
#include <set>
#include <vector>

/// What the cluster page shows at one time, as plain values: words and colours are chosen, nothing
/// is placed yet. Widgets and scene items only draw them; equal values look alike.
namespace zs::ui {

/// The three colours of a mark: border or filling, text, quiet ground.
struct Tint {
    Token fill = Token::down;
    Token ink = Token::downText;
    Token soft = Token::downSoft;
    bool operator==(const Tint&) const = default;
};
[[nodiscard]] inline Tint tintOf(Role role)
{
    return {fillOf(role), textOf(role), softOf(role)};
}
[[nodiscard]] inline Tint accentTint()
{
    return {Token::accent, Token::accentText, Token::accentSoft};
}

/// A part of a line that has one tone.
struct TextBit {
    QString text;
    Token tone = Token::text2;
    bool strong = false;
    bool operator==(const TextBit&) const = default;
};
using TextLine = std::vector<TextBit>;

/// A server's card.
struct CardLook {
    ServerId id;
    QString name;
    QString port; ///< Of clients; empty when it is not known.
    Role role = Role::down;
    QString state; ///< LOOKING … SYNCING, DOWN.
    QString icon;  ///< Repeats the state: crown, eye; empty for none.
    TextLine second; ///< The zxid.
    TextLine third;  ///< Vote, synchronization or commit; absent on small cards.
    bool down = false;
    bool paused = false;
    int sessions = 0; ///< Of clients that are connected here.
    QString spoken; ///< For screen readers: the card in a sentence.
    bool operator==(const CardLook&) const = default;
};

/// How a link between two servers is drawn. A cut or a delay has words as well.
enum class LinkStyle { quiet, unreachable, thin, carries, heavy, observer, cut };
struct LinkLook {
    ServerId a; ///< The lower id.
    ServerId b;
    LinkStyle style = LinkStyle::quiet;
    Tint tint;
    QString fault; ///< "cut", "150 ms": drawn at the middle; empty without a fault.
    bool operator==(const LinkLook&) const = default;
};

/// A message on its way, or a badge that rests on a link while a learner is brought up to date.
struct PacketLook {
    std::uint64_t key = 0; ///< Which message: the same in each picture of its flight.
    ServerId from;
    ServerId to;
    double along = 0.5; ///< 0 at the sender, 1 at the receiver.
    bool rests = false; ///< A badge, or a crowd of messages: it stays where it is.
    Tint tint;
    QString word;
    QString detail;       ///< Second part of a badge; empty for a pill.
    double progress = -1; ///< Of a snapshot, 0 to 1; below 0 for none.
    QString spoken;
    bool operator==(const PacketLook&) const = default;
};

/// The ring of votes or acknowledgements.
struct RingLook {
    bool shown = false;
    bool unseen = false; ///< What is counted is known to the leader alone.
    int voters = 0;
    int counted = 0;
    int underWay = 0; ///< Dashed: sent, not yet counted.
    int needed = 0;
    QString head;  ///< "2 of 5".
    QString below; ///< "for server 2"; up to three lines.
    bool operator==(const RingLook&) const = default;
};

/// Servers that do not hear the others.
struct PartitionLook {
    std::set<ServerId> apart; ///< Empty: no partition.
    QString words;            ///< "Partition: 4, 5 cut off from 1, 2, 3".
    bool operator==(const PartitionLook&) const = default;
};

struct SceneLook {
    std::vector<CardLook> cards; ///< Ascending by id.
    std::vector<LinkLook> links;
    std::vector<PacketLook> packets;
    RingLook ring;
    PartitionLook partition;
    std::set<ServerId> observers; ///< Opposite of the leader when it is at the top.
    std::optional<ServerId> atTop; ///< The leader, while it synchronizes its learners.
    bool operator==(const SceneLook&) const = default;
};

/// One of the four phases.
enum class StepState { waiting, current, done };
struct PhaseLook {
    QString title;
    QString below;
    StepState state = StepState::waiting;
    bool operator==(const PhaseLook&) const = default;
};

/// One judged vote: three cells of which one decided.
struct VoteCell {
    QString text; ///< "8>7", or "–" when a cell before it decided.
    enum class Tone { equal, wins, loses, unread } tone = Tone::unread;
    bool operator==(const VoteCell&) const = default;
};
struct VoteLook {
    QString at;
    QString from;     ///< "2 →".
    QString received; ///< "2 (5|8)".
    std::array<VoteCell, 3> cells;
    QString verdict; ///< "takes 2".
    bool taken = false;
    std::uint64_t moment = 0; ///< Its place in the timeline.
    bool operator==(const VoteLook&) const = default;
};

/// One learner in the panel of synchronization.
struct SyncLook {
    ServerId id;
    QString name;
    Tint tint;
    QString mode;   ///< "DIFF".
    QString span;   ///< "5|10 → 5|12".
    QString reason; ///< A sentence.
    /// 0 at minCommitted, 1 at maxCommitted; outside of it below 0, above 1. None: its zxid is
    /// not known yet.
    std::optional<double> onAxis;
    bool operator==(const SyncLook&) const = default;
};
struct SyncAxisLook {
    QString minimum;
    QString maximum;
    std::vector<SyncLook> rows;
    bool operator==(const SyncAxisLook&) const = default;
};

/// One transaction and who has it in its log.
struct AckLook {
    QString id;
    enum class State { absent, logged, unreachable, unseen } state = State::absent;
    bool operator==(const AckLook&) const = default;
};
struct TransactionLook {
    QString zxid;
    QString change; ///< "set /a".
    std::vector<AckLook> acks;
    QString state;
    Token tone = Token::text2;
    bool operator==(const TransactionLook&) const = default;
};

/// One line of the list of events.
struct EventLook {
    std::int64_t atNs = 0; ///< Since the start of the timeline.
    QString icon;
    Token tone = Token::text2;
    QString text;
    bool important = false; ///< Told to screen readers.
    bool operator==(const EventLook&) const = default;
};

/// A row of facts about the selected server or message.
struct FactLook {
    QString name;
    QString value;
    bool mono = false;
    bool operator==(const FactLook&) const = default;
};
struct DetailsLook {
    QString title; ///< Empty: nothing is selected.
    QString chip;
    Role role = Role::down;
    std::vector<FactLook> facts;
    bool operator==(const DetailsLook&) const = default;
};

/// A lane of the timeline: what state a server had, and marks.
struct LaneSpan {
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    Role role = Role::down;
    QString word;
    bool operator==(const LaneSpan&) const = default;
};
struct LaneMark {
    std::int64_t atNs = 0;
    Role role = Role::looking;
    bool operator==(const LaneMark&) const = default;
};
struct LaneLook {
    QString name;
    std::vector<LaneSpan> spans; ///< In time order, without overlap.
    std::vector<LaneMark> marks; ///< In time order.
    bool operator==(const LaneLook&) const = default;
};

/// A flag above the lanes.
struct BookmarkLook {
    std::int64_t atNs = 0;
    QString text; ///< Its tool tip.
    bool operator==(const BookmarkLook&) const = default;
};

/// An entry of the legend below the scene.
struct LegendLook {
    Tint tint;
    QString text;
    bool operator==(const LegendLook&) const = default;
};

} // namespace zs::ui
