// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace zs::engine::io {

/// When the log is rolled and a snapshot taken: after snapCount/2 records plus a random part of as
/// many again, or the same rule over bytes; drawn anew each time, so that the members of an
/// ensemble do not all do it at once. Source: SyncRequestProcessor of Apache ZooKeeper 3.8.
class SnapshotPolicy {
public:
    /// A number from 0 to below its argument.
    using Draw = std::function<std::int64_t(std::int64_t below)>;

    /// `sizeLimitBytes` <= 0: the number of records alone decides.
    SnapshotPolicy(std::int64_t snapCount, std::int64_t sizeLimitBytes, Draw draw)
        : m_snapCount(snapCount)
        , m_sizeLimitBytes(sizeLimitBytes)
        , m_draw(std::move(draw))
    {
        drawAnew();
    }

    /// Adds what was appended to the log; true when it is time, and counting starts again.
    [[nodiscard]] bool appended(std::int64_t records, std::int64_t bytes)
    {
        m_records += records;
        m_bytes += bytes;
        const bool due = m_records > m_snapCount / 2 + m_extraRecords
            || (m_sizeLimitBytes > 0 && m_bytes > m_sizeLimitBytes / 2 + m_extraBytes);
        if (due)
            drawAnew();
        return due;
    }

private:
    void drawAnew()
    {
        m_records = 0;
        m_bytes = 0;
        m_extraRecords = m_snapCount >= 2 ? m_draw(m_snapCount / 2) : 0;
        m_extraBytes = m_sizeLimitBytes >= 2 ? m_draw(m_sizeLimitBytes / 2) : 0;
    }

    std::int64_t m_snapCount;
    std::int64_t m_sizeLimitBytes;
    Draw m_draw;
    std::int64_t m_records = 0, m_bytes = 0;
    std::int64_t m_extraRecords = 0, m_extraBytes = 0;
};

} // namespace zs::engine::io
