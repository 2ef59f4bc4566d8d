// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "localcluster/timeline/outline.h"

namespace zs::timeline {

/// Bounds of one pack, so that a hostile recording cannot take much memory.
struct PackLimits {
    static constexpr std::size_t lineBytes = std::size_t(8) << 20; ///< Unpacked.
    static constexpr std::size_t sealBytes = std::size_t(4) << 20; ///< A pack ends beyond this.
    static constexpr std::size_t keyBytes = std::size_t(2) << 20;
    static constexpr std::size_t headBytes = std::size_t(8) << 20;
    static constexpr std::size_t packedBytes = std::size_t(16) << 20;
    static constexpr std::uint64_t moments = 10'000;
};

/// What is known of a pack without unpacking it.
struct PackInfo {
    MomentIndex firstIndex = 0;
    std::uint64_t count = 0;
    Instant first; ///< Time of its first moment …
    Instant last;  ///< … and of its last.
    Instant earliestSent; ///< Of the flights that arrive in it; `last` when there are none.
    std::uint64_t happenings = 0; ///< Details included.
    std::uint64_t steps = 0;      ///< Moments at which something is to be seen.
    std::uint64_t packedLines = 0; ///< Bytes of its lines' frame.
    static constexpr auto fields(auto& r)
    {
        return std::tie(r.firstIndex, r.count, r.first, r.last, r.earliestSent, r.happenings,
            r.steps, r.packedLines);
    }
    bool operator==(const PackInfo&) const = default;
};

/// About a thousand moments, packed, with the state before them.
struct Pack {
    PackInfo info;
    std::string key;   ///< Packed ReducerState; empty: it is to be computed from the pack before.
    std::string lines; ///< Packed JSON lines, one a moment.
};

/// Appends the moment's trace line, with its server as first member.
void appendMoment(std::string& out, const Moment& moment);
/// Parses lines that appendMoment wrote. Kinds that this version does not know are left out and
/// counted. Fails: corrupt, naming the line.
[[nodiscard]] Result<std::vector<Moment>> parseMoments(std::string_view lines);

/// A state as a key frame. One of another version of the reducer unpacks to nothing: it is to be
/// computed again from the lines. Fails: corrupt.
[[nodiscard]] std::string packState(const ReducerState& state);
[[nodiscard]] Result<std::optional<ReducerState>> unpackState(std::string_view packed);

/// False for what a step by hand passes over: pings, folded lines, load figures.
[[nodiscard]] bool isStep(const trace::Event& event);

} // namespace zs::timeline
