// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/writer.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <utility>

namespace zs::trace {

namespace {

bool foldable(const Event& event)
{
    if (const auto* disk = std::get_if<DiskEvent>(&event))
        return disk->what == DiskWork::fsync;
    return std::holds_alternative<PacketEvent>(event) || std::holds_alternative<TxnEvent>(event);
}

/// The event as a flow of one.
FlowEvent flowOf(const Event& event)
{
    FlowEvent flow;
    flow.count = 1;
    std::optional<Zxid> zxid;
    if (const auto* packet = std::get_if<PacketEvent>(&event)) {
        flow.port = packet->port;
        flow.peer = packet->peer;
        flow.dir = packet->dir;
        flow.type = packet->type;
        flow.bytes = packet->bytes;
        zxid = packet->zxid;
    } else if (const auto* txn = std::get_if<TxnEvent>(&event)) {
        flow.type = txn->type;
        flow.step = txn->step;
        flow.bytes = txn->bytes;
        zxid = txn->zxid;
    } else if (const auto* disk = std::get_if<DiskEvent>(&event)) {
        flow.type = "fsync";
        flow.bytes = disk->bytes;
        zxid = disk->zxid;
    }
    flow.first = flow.last = zxid.value_or(Zxid());
    return flow;
}

} // namespace

Writer::Writer(const Header& header, Limits limits)
    : m_limits(limits), m_tokens(limits.linesPerSecond * nanoLines)
{
    appendLine(m_buffer, header);
}

void Writer::add(Instant now, Event event)
{
    flush(now);
    if (foldable(event) && overRate(now))
        fold(now, event);
    else
        write(now, event);
}

void Writer::addInferred(Instant now, const Event& event)
{
    flush(now);
    write(now, event, true);
}

/// A token bucket of one second's lines, so that a short burst stays readable line by line.
bool Writer::overRate(Instant now)
{
    const std::int64_t full = m_limits.linesPerSecond * nanoLines;
    const std::int64_t elapsed = std::clamp<std::int64_t>((now - m_refilled).count(), 0, nanoLines);
    m_refilled = now;
    m_tokens = std::min(full, m_tokens + elapsed * m_limits.linesPerSecond);
    if (m_tokens < nanoLines)
        return true;
    m_tokens -= nanoLines;
    return false;
}

void Writer::fold(Instant now, const Event& event)
{
    FlowEvent one = flowOf(event);
    FlowKey key;
    key.port = one.port ? static_cast<int>(*one.port) : -1;
    key.peer = one.peer.value_or(ServerId()).value;
    key.dir = one.dir ? static_cast<int>(*one.dir) : -1;
    key.step = one.step ? static_cast<int>(*one.step) : -1;
    key.type = *one.type;
    if (!m_spanStart)
        m_spanStart = now;
    const auto [at, fresh] = m_flows.try_emplace(std::move(key));
    Flow& flow = at->second;
    flow.end = now;
    if (fresh) {
        flow.event = std::move(one);
        flow.start = now;
        return;
    }
    ++flow.event.count;
    flow.event.bytes += one.bytes;
    flow.event.last = one.last;
}

void Writer::foldOtherTxn(Instant now, const TxnPoint& point)
{
    if (!m_spanStart)
        m_spanStart = now;
    auto at = std::find_if(m_txnFlows.begin(), m_txnFlows.end(), [&point](const TxnFlow& flow) {
        return flow.first.step == point.step && flow.first.type == point.type;
    });
    if (at == m_txnFlows.end())
        at = m_txnFlows.insert(at, TxnFlow{point, Zxid(), 0, 0, now, now});
    m_lastTxnFlow[static_cast<std::size_t>(point.step)]
        = static_cast<std::size_t>(at - m_txnFlows.begin());
    if (at->count++ == 0) {
        at->first = point;
        at->bytes = 0;
        at->start = now;
    }
    at->bytes += point.bytes;
    at->last = point.zxid;
    at->end = now;
}

void Writer::flush(Instant now)
{
    if (m_spanStart && now - *m_spanStart >= m_limits.foldSpan)
        finish(now);
}

void Writer::finish(Instant now)
{
    for (auto& [key, flow] : m_flows) {
        flow.event.spanNs = (flow.end - flow.start).count();
        write(now, flow.event);
    }
    for (TxnFlow& flow : m_txnFlows) {
        if (flow.count == 0)
            continue;
        FlowEvent event;
        event.type = std::string(flow.first.type);
        event.step = flow.first.step;
        event.count = std::exchange(flow.count, 0);
        event.bytes = flow.bytes;
        event.first = flow.first.zxid;
        event.last = flow.last;
        event.spanNs = (flow.end - flow.start).count();
        write(now, event);
    }
    m_flows.clear();
    m_spanStart.reset();
    if (m_dropped > 0)
        writeLine(now, DroppedEvent{m_dropped});
}

std::optional<Instant> Writer::nextFlush() const
{
    if (!m_spanStart)
        return std::nullopt;
    return *m_spanStart + m_limits.foldSpan;
}

void Writer::write(Instant t, const Event& event, bool inferred)
{
    if (m_dropped > 0)
        writeLine(t, DroppedEvent{m_dropped});
    if (m_dropped > 0 || !writeLine(t, event, inferred)) {
        ++m_dropped;
        ++m_droppedEver;
    }
}

bool Writer::writeLine(Instant t, const Event& event, bool inferred)
{
    m_line.clear();
    appendLine(m_line, Line{t, m_lines + 1, event, inferred});
    if (m_buffer.size() - m_taken + m_line.size() > m_limits.bufferBytes)
        return false;
    if (m_taken > 0 && m_buffer.size() + m_line.size() > m_limits.bufferBytes) {
        m_buffer.erase(0, m_taken);
        m_taken = 0;
    }
    m_buffer.append(m_line);
    ++m_lines;
    if (std::holds_alternative<DroppedEvent>(event))
        m_dropped = 0;
    return true;
}

void Writer::taken(std::size_t sizeBytes)
{
    ZS_EXPECT(sizeBytes <= m_buffer.size() - m_taken);
    m_taken += sizeBytes;
    if (m_taken == m_buffer.size()) {
        m_buffer.clear();
        m_taken = 0;
    }
}

} // namespace zs::trace
