// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "localcluster/timeline/moment.h"
#include "localcluster/trace/reader.h"

#include <chrono>
#include <map>
#include <vector>

namespace zs::timeline {

/// A stream's header as the moment that begins it.
[[nodiscard]] Moment momentOf(const trace::Header& header);

/// Merges live streams (traces, the launcher's own lines, inferred moments) into one, ordered by
/// time. A moment is held back until every live stream has told something later, or until
/// `holdBack` has passed since its time: a server that is quiet, paused or slow delays the
/// picture by no more than that. What comes later than that is handed out at once, late.
/// Not thread-safe; no clock: `now` is the machine's monotonic clock (steady_clock's).
class StreamMerger {
public:
    using StreamId = int;

    explicit StreamMerger(std::chrono::nanoseconds holdBack = std::chrono::milliseconds(40))
        : m_holdBack(holdBack) {}

    /// A stream of trace bytes begins; its header tells the server. One for each process.
    [[nodiscard]] StreamId openTrace();
    /// Bytes of a trace as they come, in pieces of any size.
    /// Fails: marshalling, naming the line; the stream is then closed.
    [[nodiscard]] Result<void> feed(StreamId stream, std::string_view bytes);
    /// The stream has ended: nobody waits for it any more. What it told is kept.
    void close(StreamId stream);

    /// Moments from elsewhere (launcher, log lines, polls); ordered among themselves by server.
    /// They hold back nobody.
    void add(Moment moment);

    /// Hands out, in order, what needs to wait no longer.
    [[nodiscard]] std::vector<Moment> take(Instant now);
    /// Hands out all, in order.
    [[nodiscard]] std::vector<Moment> finish();
    /// When `take` will have something although nothing more is fed; none: nothing waits.
    [[nodiscard]] std::optional<Instant> nextTake() const;

private:
    struct Stream {
        trace::Reader reader;
        std::optional<ServerId> server; ///< From its header.
        Instant toldUntil = Instant::min();
    };
    [[nodiscard]] std::vector<Moment> takeUntil(Instant t);

    std::chrono::nanoseconds m_holdBack;
    std::map<StreamId, Stream> m_streams; ///< Those that are open.
    StreamId m_nextStream = 1;
    std::vector<Moment> m_waiting; ///< A heap by `before`, the first on top.
    std::vector<trace::Line> m_lines; ///< Kept for its memory.
};

} // namespace zs::timeline
