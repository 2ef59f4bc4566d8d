// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/pack_store.h"
#include "localcluster/timeline/timeline.h"

#include <functional>

namespace zs::timeline {

/// What is behind a Timeline: packs, the tail that is not packed yet, and the outline of both.
struct Timeline::State {
    explicit State(Limits given)
        : limits(given)
        , outline(given.notables, given.loadPoints)
    {
    }

    void append(std::vector<Moment>&& moments);
    void appendInOrder(Moment&& moment);
    void seal();
    /// Does all that the tail has told once more, after a late moment took its place in it.
    void retell();
    [[nodiscard]] PackInfo tailInfo() const;
    [[nodiscard]] Pack packTail();

    /// Calls `use` with each pack that has something in [from, to], the tail last, until it
    /// returns false. `skips` tells of a pack, before it is unpacked, that it is of no use.
    void eachPack(Instant from, Instant to, const std::function<bool(const PackInfo&)>& skips,
        const std::function<bool(UnpackedPack&)>& use);
    /// The tail as a pack, for questions; kept up as it grows.
    [[nodiscard]] UnpackedPack& tailPack();
    /// After all moments up to and at `t`. Valid until the next question.
    [[nodiscard]] const Reducer& at(Instant t);
    [[nodiscard]] Instant firstTime() const;
    [[nodiscard]] Instant lastTime() const;

    Limits limits;
    PackStore packs;
    Outline outline;
    Reducer now;           ///< After the last moment.
    const Reducer nothing; ///< Before the first.
    std::uint64_t size = 0;
    std::uint64_t late = 0;
    std::vector<Bookmark> bookmarks;
    bool cut = false;

    // The tail.
    ReducerState tailBefore;
    std::vector<Moment> tail;
    std::string tailLines;
    MomentIndex tailFirst = 0;
    Instant tailEarliestSent;
    std::uint64_t tailHappenings = 0;
    std::uint64_t tailSteps = 0;
    std::shared_ptr<UnpackedPack> tailAsked; ///< The tail as it was when somebody asked last.
    Told told;                               ///< Kept for its memory.

private:
    void tellOne(const Moment& moment, MomentIndex index);
};

} // namespace zs::timeline
