// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/timeline_state.h"

#include "localcluster/timeline/packing.h"

#include <algorithm>

namespace zs::timeline {

void Timeline::State::append(std::vector<Moment>&& moments)
{
    bool toRetell = false;
    for (Moment& moment : moments) {
        moment.t = saneTime(moment.t);
        // Packs are never opened again: what is older than they are stands right behind them.
        const Instant packed = packs.size() > 0 ? packs.info(packs.size() - 1).last : Instant();
        const bool tooLate = moment.t < packed;
        moment.t = std::max(moment.t, packed);
        if (tail.empty() || !before(moment, tail.back())) {
            if (toRetell)
                retell();
            toRetell = false;
            late += tooLate ? 1 : 0;
            appendInOrder(std::move(moment));
            continue;
        }
        ++late;
        const auto at = std::upper_bound(tail.begin(), tail.end(), moment, before);
        tail.insert(at, std::move(moment));
        ++size;
        toRetell = true;
    }
    if (toRetell)
        retell();
}

void Timeline::State::appendInOrder(Moment&& moment)
{
    if (!tail.empty()
        && (tail.size() >= limits.packMoments || tailLines.size() >= PackLimits::sealBytes
            || moment.t - tail.front().t >= limits.packSpan))
        seal();
    if (tail.empty()) {
        tailBefore = now.state();
        tailFirst = size;
        tailEarliestSent = Instant(Instant::duration(maxNs));
    }
    tail.push_back(std::move(moment));
    appendMoment(tailLines, tail.back());
    tellOne(tail.back(), size);
    ++size;
}

void Timeline::State::tellOne(const Moment& moment, MomentIndex index)
{
    told.clear();
    now.apply(moment, index, told);
    outline.add(told);
    tailHappenings += told.happenings.size();
    tailSteps += isStep(moment.event) ? 1 : 0;
    for (const PacketFlight& flight : told.flights) {
        if (flight.sentAt)
            tailEarliestSent = std::min(tailEarliestSent, *flight.sentAt);
    }
}

void Timeline::State::retell()
{
    outline.rewind();
    now = Reducer(tailBefore);
    tailLines.clear();
    tailHappenings = 0;
    tailSteps = 0;
    tailEarliestSent = Instant(Instant::duration(maxNs));
    tailAsked.reset();
    for (std::size_t i = 0; i < tail.size(); ++i) {
        appendMoment(tailLines, tail[i]);
        tellOne(tail[i], tailFirst + i);
    }
}

PackInfo Timeline::State::tailInfo() const
{
    PackInfo info;
    info.firstIndex = tailFirst;
    info.count = tail.size();
    info.first = tail.front().t;
    info.last = tail.back().t;
    info.earliestSent = std::min(tailEarliestSent, info.last);
    info.happenings = tailHappenings;
    info.steps = tailSteps;
    return info;
}

Pack Timeline::State::packTail()
{
    Pack packed{tailInfo(), packState(tailBefore), pack(tailLines)};
    packed.info.packedLines = packed.lines.size();
    return packed;
}

void Timeline::State::seal()
{
    if (tail.empty())
        return;
    packs.add(packTail(), outline.part());
    outline.mark();
    if (!tailAsked)
        tailAsked
            = std::make_shared<UnpackedPack>(std::move(tailBefore), std::move(tail), tailFirst);
    else
        tailAsked->grow(tail);
    packs.remember(std::move(tailAsked), limits.unpackedPacks);
    packs.limit(limits.packedBytes);
    tail.clear();
    tailLines.clear();
    tailHappenings = 0;
    tailSteps = 0;
    tailAsked.reset();
}

UnpackedPack& Timeline::State::tailPack()
{
    if (!tailAsked)
        tailAsked
            = std::make_shared<UnpackedPack>(tailBefore, std::vector<Moment>(), tailFirst);
    tailAsked->grow(tail);
    return *tailAsked;
}

const Reducer& Timeline::State::at(Instant t)
{
    if (t >= lastTime() || size == 0)
        return now;
    if (!tail.empty() && t >= tail.front().t)
        return tailPack().at(t);
    const std::optional<std::size_t> i = packs.at(t);
    return i ? packs.unpacked(*i, limits.unpackedPacks).at(t) : nothing;
}

Instant Timeline::State::firstTime() const
{
    if (packs.size() > 0)
        return packs.info(0).first;
    return tail.empty() ? Instant() : tail.front().t;
}

Instant Timeline::State::lastTime() const
{
    if (!tail.empty())
        return tail.back().t;
    return packs.size() > 0 ? packs.info(packs.size() - 1).last : Instant();
}

void Timeline::State::eachPack(Instant from, Instant to,
    const std::function<bool(const PackInfo&)>& skips,
    const std::function<bool(UnpackedPack&)>& use)
{
    // Several packs may begin at the very time `from`, and the one before may end at it.
    std::size_t i = packs.at(from).value_or(0);
    while (i > 0 && packs.info(i - 1).last >= from)
        --i;
    for (; i < packs.size() && packs.info(i).first <= to; ++i) {
        if (packs.info(i).last >= from && !skips(packs.info(i))
            && !use(packs.unpacked(i, limits.unpackedPacks)))
            return;
    }
    if (!tail.empty() && tail.front().t <= to && tail.back().t >= from && !skips(tailInfo()))
        use(tailPack());
}

} // namespace zs::timeline
