// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/pack_store.h"

#include "localcluster/timeline/packing.h"
#include "localcluster/timeline/record_codec.h"

#include <algorithm>

namespace zs::timeline {

namespace {

OutlinePart partOf(const std::string& bytes)
{
    OutlinePart part;
    RecordReader reader(bytes);
    reader.get(part);
    return part;
}

std::string bytesOf(const OutlinePart& part)
{
    RecordWriter writer;
    writer.put(part);
    return writer.take();
}

} // namespace

void PackStore::open(RecordingReader reader, const std::vector<PackPlace>& places)
{
    m_reader = std::move(reader);
    for (const PackPlace& place : places) {
        Entry& entry = m_entries.emplace_back();
        entry.info = place.info;
        entry.place = place;
        entry.inMemory = false;
    }
    m_inFileAlone = m_entries.size();
}

void PackStore::add(Pack pack, const OutlinePart& part)
{
    Entry entry;
    if (m_writer) {
        Result<PackPlace> place = m_writer->add(pack, part);
        if (place) {
            entry.place = *place;
        } else {
            m_problem = place.error();
            m_writer.reset();
        }
    }
    entry.info = pack.info;
    entry.key = std::move(pack.key);
    entry.lines = std::move(pack.lines);
    entry.part = bytesOf(part);
    m_bytes += entry.key.size() + entry.lines.size() + entry.part.size();
    m_entries.push_back(std::move(entry));
}

std::optional<std::size_t> PackStore::at(Instant t) const
{
    const auto after = std::upper_bound(m_entries.begin(), m_entries.end(), t,
        [](Instant wanted, const Entry& entry) { return wanted < entry.info.first; });
    if (after == m_entries.begin())
        return std::nullopt;
    return static_cast<std::size_t>(after - m_entries.begin()) - 1;
}

std::optional<std::size_t> PackStore::holding(MomentIndex index) const
{
    const auto after = std::upper_bound(m_entries.begin(), m_entries.end(), index,
        [](MomentIndex wanted, const Entry& entry) { return wanted < entry.info.firstIndex; });
    if (after == m_entries.begin())
        return std::nullopt;
    const auto i = static_cast<std::size_t>(after - m_entries.begin()) - 1;
    const PackInfo& info = m_entries[i].info;
    return index - info.firstIndex < info.count ? std::optional(i) : std::nullopt;
}

UnpackedPack& PackStore::unpacked(std::size_t i, std::size_t keep)
{
    const MomentIndex first = m_entries[i].info.firstIndex;
    const auto found = std::find_if(m_unpacked.begin(), m_unpacked.end(),
        [first](const auto& one) { return one->firstIndex() == first; });
    if (found != m_unpacked.end()) {
        m_unpacked.splice(m_unpacked.begin(), m_unpacked, found);
        return *m_unpacked.front();
    }
    Result<UnpackedPack> fresh = unpack(i);
    if (!fresh) {
        m_problem = fresh.error();
        // Its key frame is drawn, if that can be read: the newest that is certain.
        const Result<Pack> pack = packOf(m_entries[i]);
        Result<std::optional<ReducerState>> key
            = pack ? unpackState(pack->key) : tl::unexpected(pack.error());
        fresh = UnpackedPack(key && *key ? std::move(**key) : ReducerState(), {}, first);
    }
    m_unpacked.push_front(std::make_shared<UnpackedPack>(std::move(*fresh)));
    while (m_unpacked.size() > std::max<std::size_t>(keep, 1))
        m_unpacked.pop_back();
    return *m_unpacked.front();
}

void PackStore::remember(std::shared_ptr<UnpackedPack> pack, std::size_t keep)
{
    m_unpacked.push_front(std::move(pack));
    while (m_unpacked.size() > std::max<std::size_t>(keep, 1))
        m_unpacked.pop_back();
}

Result<Pack> PackStore::packOf(const Entry& entry)
{
    if (entry.inMemory)
        return Pack{entry.info, entry.key, entry.lines};
    return m_reader->read(*entry.place);
}

Result<UnpackedPack> PackStore::unpack(std::size_t i)
{
    const Result<Pack> pack = packOf(m_entries[i]);
    if (!pack)
        return tl::unexpected(pack.error());
    const Result<std::string> lines = timeline::unpack(pack->lines, PackLimits::lineBytes);
    if (!lines)
        return tl::unexpected(lines.error());
    Result<std::vector<Moment>> moments = parseMoments(*lines);
    if (!moments)
        return tl::unexpected(moments.error());
    const PackInfo& info = pack->info;
    if (moments->size() > info.count
        || (!moments->empty()
            && (moments->front().t < info.first || moments->back().t > info.last)))
        return failure(Errc::corrupt, "a pack holds other moments than its head says");
    Result<ReducerState> before = stateBefore(i, *pack);
    if (!before)
        return tl::unexpected(before.error());
    return UnpackedPack(std::move(*before), std::move(*moments), info.firstIndex);
}

/// The key frame; where a later or earlier version wrote it, computed from the pack before.
Result<ReducerState> PackStore::stateBefore(std::size_t i, const Pack& pack)
{
    Result<std::optional<ReducerState>> state = unpackState(pack.key);
    if (!state)
        return tl::unexpected(state.error());
    if (*state)
        return std::move(**state);
    // From the nearest one that can be read, or from the start. Each pack is left behind at once.
    std::size_t from = i;
    ReducerState before;
    while (from > 0) {
        const Result<Pack> earlier = packOf(m_entries[--from]);
        if (!earlier)
            return tl::unexpected(earlier.error());
        Result<std::optional<ReducerState>> key = unpackState(earlier->key);
        if (!key)
            return tl::unexpected(key.error());
        if (*key) {
            before = std::move(**key);
            break;
        }
    }
    for (; from < i; ++from) {
        const Result<Pack> earlier = packOf(m_entries[from]);
        if (!earlier)
            return tl::unexpected(earlier.error());
        const Result<std::string> lines = timeline::unpack(earlier->lines, PackLimits::lineBytes);
        if (!lines)
            return tl::unexpected(lines.error());
        Result<std::vector<Moment>> moments = parseMoments(*lines);
        if (!moments)
            return tl::unexpected(moments.error());
        UnpackedPack run(std::move(before), std::move(*moments), earlier->info.firstIndex);
        before = run.at(earlier->info.last).state();
    }
    return before;
}

Result<void> PackStore::copyTo(RecordingWriter& writer, bool rememberPlaces)
{
    for (Entry& entry : m_entries) {
        const Result<Pack> pack = packOf(entry);
        if (!pack)
            return tl::unexpected(pack.error());
        const Result<OutlinePart> part = entry.inMemory
            ? Result<OutlinePart>(partOf(entry.part))
            : m_reader->readPart(*entry.place);
        if (!part)
            return tl::unexpected(part.error());
        const Result<PackPlace> place = writer.add(*pack, *part);
        if (!place)
            return tl::unexpected(place.error());
        if (rememberPlaces)
            entry.place = *place;
    }
    return {};
}

Result<void> PackStore::record(RecordingWriter writer, const std::vector<Bookmark>& bookmarks)
{
    Result<void> done = copyTo(writer, true);
    if (done && !bookmarks.empty())
        done = writer.add(bookmarks);
    if (!done)
        return done;
    m_reader.emplace(writer.file());
    m_writer = std::move(writer);
    return {};
}

Result<void> PackStore::stopRecording(const std::vector<Bookmark>& bookmarks)
{
    if (!m_writer)
        return m_problem ? Result<void>(tl::unexpected(*m_problem)) : Result<void>();
    Result<void> done;
    if (!bookmarks.empty())
        done = m_writer->add(bookmarks);
    if (done)
        done = m_writer->finish();
    if (!done)
        m_problem = done.error();
    m_writer.reset();
    return done;
}

void PackStore::limit(std::size_t bytes)
{
    while (m_bytes > bytes && m_inFileAlone < m_entries.size()) {
        Entry& oldest = m_entries[m_inFileAlone];
        m_bytes -= oldest.key.size() + oldest.lines.size() + oldest.part.size();
        if (oldest.place) {
            oldest.key = {};
            oldest.lines = {};
            oldest.part = {};
            oldest.inMemory = false;
            ++m_inFileAlone;
        } else {
            m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(m_inFileAlone));
        }
    }
}

} // namespace zs::timeline
