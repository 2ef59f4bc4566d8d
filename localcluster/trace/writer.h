// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/trace/line_codec.h"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace zs::trace {

/// A TxnEvent without its path. `type` must outlive the writer (a literal).
struct TxnPoint {
    Zxid zxid;
    std::string_view type;
    SessionId session;
    std::int64_t bytes = 0;
    TxnStep step = TxnStep::proposed;
};

/// Turns events into lines, in a buffer of bounded size that somebody else empties. It never
/// waits: what does not fit is counted, and a `dropped` line tells so as soon as there is room.
/// `packet`, `txn` and fsync lines above 2,000 a second are folded into one `flow` line for each
/// link and type in 100 ms. Not thread-safe; no I/O, no clock: times come with the events and
/// must not go back.
class Writer {
public:
    struct Limits {
        std::size_t bufferBytes = std::size_t(4) << 20;
        std::int64_t linesPerSecond = 2000; ///< Of the kinds that can be folded.
        std::chrono::milliseconds foldSpan{100};
    };

    explicit Writer(const Header& header) : Writer(header, Limits()) {}
    Writer(const Header& header, Limits limits);

    void add(Instant now, Event event);
    /// Of what is so now, but came about at a time that nobody was told: an `inferred` line.
    void addInferred(Instant now, const Event& event);
    /// A txn line for who has hundreds of thousands a second: `pathOf` (giving an
    /// std::optional<std::string>) is called, and memory taken, only when it is not folded.
    template <class PathOf>
    void addTxn(Instant now, const TxnPoint& point, PathOf pathOf)
    {
        if (now == m_refilled && m_tokens < nanoLines) // Many in one turn of a loop.
            return foldTxn(now, point);
        flush(now);
        if (overRate(now))
            foldTxn(now, point);
        else
            write(now, TxnEvent{point.zxid, std::string(point.type), pathOf(), point.session,
                           point.bytes, point.step});
    }
    /// Writes the flows whose span is over. Call now and then, so that the last one of a burst
    /// comes out; `nextFlush` says when.
    void flush(Instant now);
    /// Writes all flows, whatever their span: the stream ends.
    void finish(Instant now);
    [[nodiscard]] std::optional<Instant> nextFlush() const;

    /// What is to be written out; valid until the next call of another function.
    [[nodiscard]] std::string_view pending() const
    {
        return std::string_view(m_buffer).substr(m_taken);
    }
    /// The first `sizeBytes` of `pending` are written.
    void taken(std::size_t sizeBytes);
    /// Lines lost so far, over the whole stream.
    [[nodiscard]] std::int64_t droppedLines() const { return m_droppedEver; }

private:
    /// Which lines are folded together: as a `flow` line with its counts at zero, in text.
    struct FlowKey {
        int port = -1;
        std::int64_t peer = 0;
        int dir = -1;
        int step = -1;
        std::string type;
        auto operator<=>(const FlowKey&) const = default;
    };
    struct Flow {
        FlowEvent event;
        Instant start;
        Instant end;
    };

    bool overRate(Instant now);
    void fold(Instant now, const Event& event);
    void foldTxn(Instant now, const TxnPoint& point)
    {
        // Types are literals: nearly always the same text has the same address, and the type of a
        // step's last transaction is that of its next one.
        const std::size_t hint = m_lastTxnFlow[static_cast<std::size_t>(point.step)];
        if (hint < m_txnFlows.size()) {
            TxnFlow& flow = m_txnFlows[hint];
            if (flow.count > 0 && flow.first.step == point.step
                && flow.first.type.data() == point.type.data()) {
                ++flow.count;
                flow.bytes += point.bytes;
                flow.last = point.zxid;
                flow.end = now;
                return;
            }
        }
        foldOtherTxn(now, point);
    }
    void foldOtherTxn(Instant now, const TxnPoint& point);
    void write(Instant t, const Event& event, bool inferred = false);
    bool writeLine(Instant t, const Event& event, bool inferred = false);

    static constexpr std::int64_t nanoLines = 1'000'000'000; ///< In a line.

    Limits m_limits;
    std::string m_buffer;
    std::string m_line; ///< Kept for its memory.
    std::size_t m_taken = 0;
    std::uint64_t m_lines = 0;
    std::int64_t m_dropped = 0; ///< Since the last `dropped` line.
    std::int64_t m_droppedEver = 0;
    std::map<FlowKey, Flow> m_flows;
    /// Flows of `addTxn`, searched by step and type; there are few. Kept for their memory.
    struct TxnFlow {
        TxnPoint first;
        Zxid last;
        std::int64_t count = 0; ///< 0: none in this span.
        std::int64_t bytes = 0;
        Instant start;
        Instant end;
    };
    std::vector<TxnFlow> m_txnFlows;
    std::array<std::size_t, namesOf(TxnStep()).size()> m_lastTxnFlow{}; ///< Of each step.
    std::optional<Instant> m_spanStart; ///< Of the oldest flow.
    std::int64_t m_tokens; ///< Bucket of foldable lines, in nano-lines (1e-9 of a line).
    Instant m_refilled;
};

} // namespace zs::trace
