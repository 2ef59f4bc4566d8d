// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace zs::engine {

/// What a member of an ensemble is doing; the numbers are those of the wire.
enum class PeerState : std::int32_t { looking = 0, following = 1, leading = 2, observing = 3 };

[[nodiscard]] constexpr bool isKnown(PeerState state)
{
    return state >= PeerState::looking && state <= PeerState::observing;
}
[[nodiscard]] constexpr std::string_view nameOf(PeerState state)
{
    switch (state) {
    case PeerState::looking: return "LOOKING";
    case PeerState::following: return "FOLLOWING";
    case PeerState::leading: return "LEADING";
    case PeerState::observing: return "OBSERVING";
    }
    return "?";
}

} // namespace zs::engine
