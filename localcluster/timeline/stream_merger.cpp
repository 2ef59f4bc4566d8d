// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/stream_merger.h"

#include <algorithm>

namespace zs::timeline {

namespace {

/// Makes std::*_heap keep the first moment on top.
bool later(const Moment& a, const Moment& b) { return before(b, a); }

} // namespace

Moment momentOf(const trace::Header& header)
{
    Moment moment;
    moment.t = Instant(Instant::duration(header.monoNs));
    moment.server = header.sid;
    moment.event = trace::StreamEvent{
        header.pid, header.version, header.wallNs, header.monoNs, header.config};
    return moment;
}

StreamMerger::StreamId StreamMerger::openTrace()
{
    m_streams.try_emplace(m_nextStream);
    return m_nextStream++;
}

Result<void> StreamMerger::feed(StreamId id, std::string_view bytes)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return failure(Errc::invalidInput, "this trace stream is closed");
    Stream& stream = found->second;
    m_lines.clear();
    const Result<void> fed = stream.reader.feed(bytes, m_lines);
    if (!stream.server && stream.reader.header()) {
        const Moment header = momentOf(*stream.reader.header());
        stream.server = header.server;
        stream.toldUntil = header.t;
        add(header);
    }
    for (trace::Line& line : m_lines) {
        stream.toldUntil = std::max(stream.toldUntil, line.t);
        add(Moment{line.t, *stream.server, line.n, std::move(line.event), line.inferred});
    }
    if (!fed)
        m_streams.erase(found);
    return fed;
}

void StreamMerger::close(StreamId stream) { m_streams.erase(stream); }

void StreamMerger::add(Moment moment)
{
    m_waiting.push_back(std::move(moment));
    std::push_heap(m_waiting.begin(), m_waiting.end(), later);
}

std::vector<Moment> StreamMerger::takeUntil(Instant t)
{
    std::vector<Moment> taken;
    while (!m_waiting.empty() && m_waiting.front().t <= t) {
        std::pop_heap(m_waiting.begin(), m_waiting.end(), later);
        taken.push_back(std::move(m_waiting.back()));
        m_waiting.pop_back();
    }
    return taken;
}

std::vector<Moment> StreamMerger::take(Instant now)
{
    // A stream may still tell more of the very time that it told last: one tick below is certain.
    Instant certain = m_streams.empty() ? now : Instant::max();
    for (const auto& [id, stream] : m_streams) {
        const Instant until = stream.toldUntil == Instant::min()
            ? stream.toldUntil
            : stream.toldUntil - Instant::duration(1);
        certain = std::min(certain, until);
    }
    return takeUntil(std::max(certain, now - m_holdBack));
}

std::vector<Moment> StreamMerger::finish() { return takeUntil(Instant::max()); }

std::optional<Instant> StreamMerger::nextTake() const
{
    if (m_waiting.empty())
        return std::nullopt;
    return m_waiting.front().t + m_holdBack;
}

} // namespace zs::timeline
