// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/relay/relay_plan.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zs::relay {

/// Bytes in these directions are held.
struct Cut {
    std::vector<Ends> ways;
};
/// Bytes in these directions come late by `time`; 0 ends it.
struct Delay {
    std::chrono::milliseconds time{0};
    std::vector<Ends> ways;
};
/// Neither cut nor late any more.
struct Heal {
    std::optional<std::vector<Ends>> ways; ///< Empty: all.
};
/// The connections between these are reset.
struct Drop {
    std::vector<Ends> links; ///< Order within a pair means nothing.
};
/// A server joins while the relay runs.
struct Join {
    /// Where it dials another, and where that one dials it.
    struct Lines {
        LinePorts out;
        LinePorts back;
    };
    ServerId id;
    RealPorts real;
    std::map<ServerId, Lines> lines;
};
struct AskState { };
struct Quit { };
using Command = std::variant<Cut, Delay, Heal, Drop, Join, AskState, Quit>;

/// The most that a delay may be.
inline constexpr std::chrono::milliseconds maxDelay = std::chrono::minutes(10);

/// Reads one line of the control socket:
///   cut 1>2 2>1     delay 50 1>3 3>1     heal 1>2     heal all     drop 1-2     state     quit
///   join ID QUORUM ELECTION CLIENT OTHER:OUT-QUORUM:OUT-ELECTION:BACK-QUORUM:BACK-ELECTION …
/// Fails: invalidInput, saying what would be right.
[[nodiscard]] Result<Command> parseCommand(std::string_view line);

/// What is broken now, and for how long data takes.
struct FaultTable {
    std::set<Ends> cut;
    std::map<Ends, std::chrono::milliseconds> delay;

    void apply(const Cut& command);
    void apply(const Delay& command);
    void apply(const Heal& command);
    [[nodiscard]] bool isCut(Ends way) const { return cut.contains(way); }
    [[nodiscard]] std::chrono::milliseconds delayOf(Ends way) const;
};

/// "cut 1>2 2>1 delay 1>3=50": the answer to `state`.
[[nodiscard]] std::string toText(const FaultTable& faults);

} // namespace zs::relay
