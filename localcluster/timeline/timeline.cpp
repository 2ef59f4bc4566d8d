// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/timeline.h"

#include "localcluster/timeline/stream_merger.h"
#include "localcluster/timeline/timeline_state.h"

#include <algorithm>

namespace zs::timeline {

Timeline::Timeline() : Timeline(Limits()) {}
Timeline::Timeline(Limits limits) : m(std::make_unique<State>(limits)) {}
Timeline::~Timeline() = default;
Timeline::Timeline(Timeline&&) noexcept = default;
Timeline& Timeline::operator=(Timeline&&) noexcept = default;

Result<Timeline> Timeline::open(const std::string& file)
{
    Timeline timeline;
    State& s = *timeline.m;
    RecordingReader reader;
    Result<RecordingReader::Contents> contents = reader.open(file, s.outline);
    if (!contents)
        return tl::unexpected(contents.error());
    s.packs.open(std::move(reader), contents->packs);
    s.bookmarks = std::move(contents->bookmarks);
    s.cut = contents->wasCut;
    s.outline.mark();
    if (s.packs.size() == 0)
        return timeline;
    const std::size_t last = s.packs.size() - 1;
    const PackInfo info = s.packs.info(last);
    s.size = info.firstIndex + info.count;
    s.now = s.packs.unpacked(last, s.limits.unpackedPacks).at(info.last);
    if (s.packs.problem())
        return failure(s.packs.problem()->code, file + ": " + s.packs.problem()->detail);
    return timeline;
}

Result<Timeline> Timeline::ofTraces(const std::vector<std::string>& files)
{
    StreamMerger merger;
    for (const std::string& file : files) {
        const Result<trace::Recording> trace = trace::readTraceFile(file);
        if (!trace)
            return tl::unexpected(trace.error());
        merger.add(momentOf(trace->header));
        for (const trace::Line& line : trace->lines)
            merger.add(Moment{line.t, trace->header.sid, line.n, line.event, line.inferred});
    }
    Timeline timeline;
    timeline.append(merger.finish());
    return timeline;
}

void Timeline::append(Moment moment)
{
    std::vector<Moment> one;
    one.push_back(std::move(moment));
    append(std::move(one));
}

void Timeline::append(std::vector<Moment> moments) { m->append(std::move(moments)); }

std::uint64_t Timeline::size() const { return m->size; }
Instant Timeline::begin() const { return m->firstTime(); }
Instant Timeline::end() const { return m->lastTime(); }
std::uint64_t Timeline::lateMoments() const { return m->late; }

std::optional<std::int64_t> Timeline::wallNs(Instant t) const
{
    const ReducerState& state = m->now.state();
    if (!state.wallNs)
        return std::nullopt;
    return wrappingSum(*state.wallNs, (saneTime(t) - state.mono).count());
}

ClusterPicture Timeline::picture(Instant t) const
{
    return m->at(t).picture(t);
}

namespace {

Instant firstEnd(const PacketFlight& flight)
{
    return flight.sentAt ? *flight.sentAt : *flight.receivedAt;
}

Instant lastEnd(const PacketFlight& flight)
{
    return flight.receivedAt ? *flight.receivedAt : *flight.sentAt;
}

PacketFlight underWay(const OpenSend& send)
{
    PacketFlight flight;
    flight.from = send.from;
    flight.to = send.to;
    flight.port = send.port;
    flight.type = send.type;
    flight.zxid = send.zxid;
    flight.bytes = send.bytes;
    flight.link = send.link;
    flight.vote = send.vote;
    flight.round = send.round;
    flight.senderState = send.senderState;
    flight.stale = send.stale;
    flight.sentAt = send.sentAt;
    flight.sentMoment = send.moment;
    flight.inferred = send.inferred;
    return flight;
}

/// The oldest go when there are more than `limit`.
template <class T>
bool cutOldest(std::vector<T>& items, std::size_t limit)
{
    if (items.size() <= limit)
        return false;
    items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(limit));
    return true;
}

} // namespace

Traffic Timeline::traffic(Instant from, Instant to, std::size_t limit) const
{
    Traffic traffic;
    if (to < from || m->size == 0)
        return traffic;
    const auto take = [&](UnpackedPack& pack) {
        const Told& told = pack.told();
        for (const PacketFlight& flight : told.flights) {
            if (firstEnd(flight) <= to && lastEnd(flight) >= from)
                traffic.flights.push_back(flight);
        }
        for (const CountedFlow& flow : told.flows) {
            if (flow.begin <= to && flow.end >= from)
                traffic.flows.push_back(flow);
        }
        return true;
    };
    // A flight stands where it arrives, a flow where it ends: maybe in a later pack, which knows
    // from when its earliest one comes. A flow spans less than a fifth of a second.
    constexpr std::chrono::milliseconds flowSpan{200};
    m->eachPack(from, Instant(Instant::duration(maxNs)),
        [&](const PackInfo& info) { return info.earliestSent > to && info.first > to + flowSpan; },
        take);
    for (const OpenSend& send : m->at(to).state().sends) {
        const bool arrives = std::any_of(traffic.flights.begin(), traffic.flights.end(),
            [&](const PacketFlight& flight) { return flight.sentMoment == send.moment; });
        if (!arrives && !send.abandoned)
            traffic.flights.push_back(underWay(send));
    }
    std::stable_sort(traffic.flights.begin(), traffic.flights.end(),
        [](const PacketFlight& a, const PacketFlight& b) { return firstEnd(a) < firstEnd(b); });
    traffic.cut = cutOldest(traffic.flights, limit);
    traffic.cut = cutOldest(traffic.flows, limit) || traffic.cut;
    return traffic;
}

std::vector<PacketFlight> Timeline::flights(Instant t) const { return traffic(t, t).flights; }

std::vector<Happening> Timeline::happenings(
    Instant from, Instant to, Detail detail, std::size_t limit) const
{
    std::vector<Happening> found;
    const auto inside = [&](const Happening& one) { return one.t >= from && one.t <= to; };
    if (detail == Detail::notable) {
        const std::deque<Happening>& all = m->outline.happenings();
        auto at = std::lower_bound(all.begin(), all.end(), from,
            [](const Happening& one, Instant t) { return one.t < t; });
        for (; at != all.end() && at->t <= to; ++at)
            found.push_back(*at);
        cutOldest(found, limit);
        return found;
    }
    // Backwards, so that no more is unpacked than is shown.
    std::vector<std::vector<Happening>> parts;
    std::size_t count = 0;
    const auto take = [&](UnpackedPack& pack) {
        std::vector<Happening>& part = parts.emplace_back();
        std::copy_if(pack.told().happenings.begin(), pack.told().happenings.end(),
            std::back_inserter(part), inside);
        count += part.size();
    };
    if (!m->tail.empty() && m->tail.front().t <= to && m->tail.back().t >= from)
        take(m->tailPack());
    for (std::size_t i = m->packs.size(); i-- > 0 && count < limit;) {
        const PackInfo& info = m->packs.info(i);
        if (info.last < from)
            break;
        if (info.first <= to && info.happenings > 0)
            take(m->packs.unpacked(i, m->limits.unpackedPacks));
    }
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        found.insert(found.end(), std::make_move_iterator(part->begin()),
            std::make_move_iterator(part->end()));
    cutOldest(found, limit);
    return found;
}

std::uint64_t Timeline::revision() const { return m->outline.revision(); }
const std::vector<Lane>& Timeline::lanes() const { return m->outline.lanes(); }
const std::vector<ElectionSpan>& Timeline::elections() const { return m->outline.elections(); }

std::vector<LoadPoint> Timeline::load(Instant from, Instant to) const
{
    const std::deque<LoadPoint>& all = m->outline.loads();
    const auto earlier = [](const LoadPoint& one, Instant t) { return one.t < t; };
    const auto first = std::lower_bound(all.begin(), all.end(), from, earlier);
    std::vector<LoadPoint> found;
    for (auto at = first; at != all.end() && at->t <= to; ++at)
        found.push_back(*at);
    return found;
}

std::optional<Moment> Timeline::moment(MomentIndex index) const
{
    if (!m->tail.empty() && index >= m->tailFirst) {
        const std::uint64_t at = index - m->tailFirst;
        return at < m->tail.size() ? std::optional(m->tail[at]) : std::nullopt;
    }
    const std::optional<std::size_t> i = m->packs.holding(index);
    if (!i)
        return std::nullopt;
    const UnpackedPack& pack = m->packs.unpacked(*i, m->limits.unpackedPacks);
    const std::uint64_t at = index - pack.firstIndex();
    return at < pack.moments().size() ? std::optional(pack.moments()[at]) : std::nullopt;
}

std::vector<Moment> Timeline::moments(Instant from, Instant to, std::size_t limit) const
{
    std::vector<Moment> found;
    m->eachPack(from, to, [](const PackInfo&) { return false; },
        [&](UnpackedPack& pack) {
            for (const Moment& one : pack.moments()) {
                if (one.t >= from && one.t <= to && found.size() < limit)
                    found.push_back(one);
            }
            return found.size() < limit;
        });
    return found;
}

std::optional<Instant> Timeline::nextStep(Instant after) const
{
    std::optional<Instant> next;
    m->eachPack(after, Instant(Instant::duration(maxNs)),
        [](const PackInfo& info) { return info.steps == 0; },
        [&](UnpackedPack& pack) {
            for (const Moment& one : pack.moments()) {
                if (one.t > after && isStep(one.event)) {
                    next = one.t;
                    break;
                }
            }
            return !next;
        });
    return next;
}

std::optional<Instant> Timeline::previousStep(Instant before) const
{
    const auto lastIn = [before](const std::vector<Moment>& moments) -> std::optional<Instant> {
        for (auto one = moments.rbegin(); one != moments.rend(); ++one) {
            if (one->t < before && isStep(one->event))
                return one->t;
        }
        return std::nullopt;
    };
    if (const std::optional<Instant> found = lastIn(m->tail))
        return found;
    for (std::size_t i = m->packs.size(); i-- > 0;) {
        const PackInfo& info = m->packs.info(i);
        if (info.first >= before || info.steps == 0)
            continue;
        if (const auto found
            = lastIn(m->packs.unpacked(i, m->limits.unpackedPacks).moments()))
            return found;
    }
    return std::nullopt;
}

const std::vector<Bookmark>& Timeline::bookmarks() const { return m->bookmarks; }

void Timeline::addBookmark(Bookmark bookmark)
{
    const auto at = std::upper_bound(m->bookmarks.begin(), m->bookmarks.end(), bookmark,
        [](const Bookmark& a, const Bookmark& b) { return a.t < b.t; });
    m->bookmarks.insert(at, std::move(bookmark));
}

void Timeline::removeBookmark(const Bookmark& bookmark) { std::erase(m->bookmarks, bookmark); }

Result<void> Timeline::record(const std::string& file)
{
    if (isRecording())
        return failure(Errc::invalidInput, "this timeline is being recorded already");
    m->seal();
    Result<RecordingWriter> writer = RecordingWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    return m->packs.record(std::move(*writer), m->bookmarks);
}

Result<void> Timeline::stopRecording()
{
    m->seal();
    return m->packs.stopRecording(m->bookmarks);
}

bool Timeline::isRecording() const { return m->packs.isRecording(); }

Result<void> Timeline::save(const std::string& file) const
{
    Result<RecordingWriter> writer = RecordingWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    m->seal();
    Result<void> done = m->packs.copyTo(*writer, false);
    if (done && !m->bookmarks.empty())
        done = writer->add(m->bookmarks);
    return done ? writer->finish() : done;
}

const std::optional<Error>& Timeline::problem() const { return m->packs.problem(); }
bool Timeline::wasCut() const { return m->cut; }

} // namespace zs::timeline
