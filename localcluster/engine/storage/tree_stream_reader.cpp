// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/tree_stream_reader.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/storage/snapshot_writer.h"

#include <algorithm>

namespace zs::engine::storage {

namespace {

    constexpr std::size_t countBytes = 4;
    constexpr std::size_t sessionBytes = 8 + 4;
    constexpr std::size_t statBytes = 60;

    std::int32_t lengthAt(ByteView bytes, std::size_t at)
    {
        return jute::Reader(bytes.subspan(at)).number<std::int32_t>();
    }

} // namespace

TreeStreamReader::TreeStreamReader(DataTree::Options options, std::size_t maxRecordBytes)
    : m_maxRecordBytes(maxRecordBytes)
    , m_received {std::make_unique<DataTree>(options), {}}
    , m_loader(*m_received.tree)
{
}

tl::unexpected<Error> TreeStreamReader::corrupt(const std::string& what)
{
    m_problem = Error(Errc::corrupt,
        "snapshot stream: " + what + " (record at offset " + std::to_string(m_offset) + ")");
    m_pending = Bytes();
    return tl::unexpected(*m_problem);
}

Result<std::size_t> TreeStreamReader::feed(ByteView bytes)
{
    if (m_problem)
        return tl::unexpected(*m_problem);
    const std::size_t given = bytes.size();
    while (m_stage != Stage::done) {
        if (!m_pending.empty()) {
            // Never more than the record is known to need: what follows is read where it lies.
            const ByteView more = bytes.first(std::min(m_needed - m_pending.size(), bytes.size()));
            m_pending.insert(m_pending.end(), more.begin(), more.end());
            bytes = bytes.subspan(more.size());
            if (m_pending.size() < m_needed)
                break;
        }
        const ByteView record = m_pending.empty() ? bytes : ByteView(m_pending);
        const Result<Extent> extent = measure(record);
        if (!extent)
            return tl::unexpected(extent.error());
        if (!extent->complete || record.size() < extent->sizeBytes) {
            m_needed = extent->sizeBytes;
            if (!m_pending.empty())
                continue;
            if (bytes.empty())
                break;
            m_pending.assign(bytes.begin(), bytes.end());
            bytes = {};
            break;
        }
        if (const Result<void> taken = takeRecord(record.first(extent->sizeBytes)); !taken)
            return tl::unexpected(taken.error());
        m_offset += extent->sizeBytes;
        m_measured = 0;
        if (m_pending.empty())
            bytes = bytes.subspan(extent->sizeBytes);
        else
            m_pending.clear();
    }
    return given - bytes.size();
}

Result<TreeStreamReader::Extent> TreeStreamReader::measure(ByteView bytes)
{
    switch (m_stage) {
    case Stage::sessionCount:
    case Stage::aclCount: return Extent {countBytes, true};
    case Stage::session: return Extent {sessionBytes, true};
    case Stage::acl: {
        const Result<Extent> extent = measureAcl(bytes);
        if (extent && extent->sizeBytes > m_maxRecordBytes)
            return corrupt("an ACL list is larger than " + std::to_string(m_maxRecordBytes));
        return extent;
    }
    case Stage::node: {
        const Result<Extent> extent = measureNode(bytes);
        if (!extent)
            return corrupt(extent.error().detail);
        return extent;
    }
    case Stage::signature: {
        if (bytes.size() < countBytes)
            return Extent {countBytes, false};
        if (lengthAt(bytes, 0) != std::int32_t(treeStreamSignature.size()))
            return corrupt("it does not end with the signature");
        return Extent {countBytes + treeStreamSignature.size(), true};
    }
    case Stage::done: break;
    }
    ZS_EXPECT(false);
    return Extent {};
}

/// The string or buffer whose length stands at `at`: where it ends.
Result<TreeStreamReader::Extent> TreeStreamReader::plainString(
    ByteView bytes, std::size_t at) const
{
    if (bytes.size() < at + countBytes)
        return Extent {at + countBytes, false};
    const std::int32_t length = lengthAt(bytes, at);
    if (length < -1 || (length > 0 && std::size_t(length) > m_maxRecordBytes))
        return failure(Errc::corrupt, "unreasonable length " + std::to_string(length));
    return Extent {at + countBytes + std::size_t(std::max(length, 0)), true};
}

Result<TreeStreamReader::Extent> TreeStreamReader::measureNode(ByteView bytes) const
{
    const Result<Extent> path = plainString(bytes, 0);
    if (!path || !path->complete || bytes.size() < path->sizeBytes)
        return path;
    if (textOf(bytes.subspan(countBytes, path->sizeBytes - countBytes)) == "/")
        return path; // The end of the nodes.
    const Result<Extent> data = plainString(bytes, path->sizeBytes);
    if (!data || !data->complete)
        return data;
    return Extent {data->sizeBytes + 8 + statBytes, true};
}

Result<TreeStreamReader::Extent> TreeStreamReader::measureAcl(ByteView bytes)
{
    constexpr std::size_t headBytes = 8 + countBytes;
    if (m_measured == 0) {
        if (bytes.size() < headBytes)
            return Extent {headBytes, false};
        const std::int32_t entries = lengthAt(bytes, 8);
        if (entries < -1)
            return corrupt("an ACL list of " + std::to_string(entries) + " entries");
        m_entriesLeft = 2 * std::int64_t(std::max(entries, 0));
        m_measured = headBytes;
    }
    for (; m_entriesLeft > 0 && m_measured <= m_maxRecordBytes; --m_entriesLeft) {
        // Each entry: int perms, string scheme, string id; counted string by string.
        const std::size_t at = m_measured + (m_entriesLeft % 2 == 0 ? 4 : 0);
        const Result<Extent> text = plainString(bytes, at);
        if (!text)
            return corrupt(text.error().detail);
        if (!text->complete || bytes.size() < text->sizeBytes)
            return Extent {text->sizeBytes, false};
        m_measured = text->sizeBytes;
    }
    return Extent {m_measured, true};
}

void TreeStreamReader::enter(Stage stage)
{
    m_stage = stage;
    if (m_left == 0 && stage == Stage::session)
        m_stage = Stage::aclCount;
    if (m_left == 0 && stage == Stage::acl)
        m_stage = Stage::node;
}

Result<void> TreeStreamReader::takeRecord(ByteView record)
{
    jute::Reader in(record);
    switch (m_stage) {
    case Stage::sessionCount:
    case Stage::aclCount: {
        const auto count = in.number<std::int32_t>();
        if (count < -1)
            return corrupt("a table of " + std::to_string(count) + " entries");
        m_left = std::max(count, 0);
        enter(m_stage == Stage::sessionCount ? Stage::session : Stage::acl);
        return {};
    }
    case Stage::session: {
        const SessionId id(in.number<std::int64_t>());
        m_received.sessions[id] = in.number<std::int32_t>();
        --m_left;
        enter(Stage::session);
        return {};
    }
    case Stage::acl: {
        const auto id = in.number<std::int64_t>();
        std::vector<Acl> list;
        jute::read(in, list);
        if (!in.ok())
            return corrupt(in.error().detail);
        if (const Result<void> added = m_loader.addAcl(id, std::move(list)); !added)
            return corrupt(added.error().detail);
        --m_left;
        enter(Stage::acl);
        return {};
    }
    case Stage::node: return takeNode(record);
    case Stage::signature: return takeSignature(record);
    case Stage::done: break;
    }
    ZS_EXPECT(false);
    return {};
}

Result<void> TreeStreamReader::takeNode(ByteView record)
{
    jute::Reader in(record);
    const auto path = in.buffer();
    if (!path)
        return corrupt("a node's path is null");
    if (textOf(*path) == "/") {
        m_stage = Stage::signature;
        return {};
    }
    const auto data = in.buffer();
    const auto acl = in.number<std::int64_t>();
    StatPersisted stat;
    jute::read(in, stat);
    ZS_EXPECT(in.ok() && in.remaining() == 0); // As it was measured.
    if (const Result<void> added = m_loader.addNode(textOf(*path), data, acl, stat); !added)
        return corrupt(added.error().detail);
    return {};
}

Result<void> TreeStreamReader::takeSignature(ByteView record)
{
    if (textOf(record.subspan(countBytes)) != treeStreamSignature)
        return corrupt("it does not end with the signature");
    m_stage = Stage::done;
    return {};
}

Result<TreeStreamReader::Received> TreeStreamReader::take(Zxid lastProcessed)
{
    ZS_EXPECT(m_stage == Stage::done && m_received.tree && !m_problem);
    if (const Result<void> finished = m_loader.finish(lastProcessed); !finished)
        return corrupt(finished.error().detail);
    return std::move(m_received);
}

} // namespace zs::engine::storage
