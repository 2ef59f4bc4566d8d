// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/pack.h"
#include "localcluster/timeline/recording.h"
#include "localcluster/timeline/unpacked_pack.h"

#include <deque>
#include <list>
#include <memory>

namespace zs::timeline {

/// The packs of a timeline, in memory or in a recording's file, and the few that are unpacked.
class PackStore {
public:
    /// Packs of an opened recording.
    void open(RecordingReader reader, const std::vector<PackPlace>& places);
    void add(Pack pack, const OutlinePart& part);

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] const PackInfo& info(std::size_t i) const { return m_entries[i].info; }
    /// The last pack that begins at or before `t`; none when all begin later.
    [[nodiscard]] std::optional<std::size_t> at(Instant t) const;
    /// The pack that holds this moment.
    [[nodiscard]] std::optional<std::size_t> holding(MomentIndex index) const;

    /// Unpacks pack `i`, or finds it unpacked. Valid until `keep` others were asked for.
    /// Where it cannot be read, it has no moments, and `problem` is set.
    [[nodiscard]] UnpackedPack& unpacked(std::size_t i, std::size_t keep);
    /// One that was unpacked all the time until now: the pack that was just added.
    void remember(std::shared_ptr<UnpackedPack> pack, std::size_t keep);

    /// Writes what is there into `writer`, and each pack that is added later.
    [[nodiscard]] Result<void> record(RecordingWriter writer, const std::vector<Bookmark>& marks);
    [[nodiscard]] Result<void> stopRecording(const std::vector<Bookmark>& bookmarks);
    [[nodiscard]] bool isRecording() const { return m_writer.has_value(); }
    /// Writes all packs into `writer`.
    [[nodiscard]] Result<void> copyTo(RecordingWriter& writer, bool rememberPlaces);
    /// Lets the oldest packs go, or stay in the file alone, until `bytes` are enough.
    void limit(std::size_t bytes);

    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    struct Entry {
        PackInfo info;
        std::string key;
        std::string lines;
        std::string part; ///< Its OutlinePart, as bytes, for recordings; while in memory.
        std::optional<PackPlace> place; ///< In the file that `m_reader` reads.
        bool inMemory = true;
    };
    [[nodiscard]] Result<Pack> packOf(const Entry& entry);
    [[nodiscard]] Result<UnpackedPack> unpack(std::size_t i);
    [[nodiscard]] Result<ReducerState> stateBefore(std::size_t i, const Pack& pack);

    std::deque<Entry> m_entries;
    std::size_t m_bytes = 0; ///< Of what is in memory.
    std::size_t m_inFileAlone = 0;
    std::list<std::shared_ptr<UnpackedPack>> m_unpacked; ///< The one that was asked for last first.
    std::optional<RecordingReader> m_reader;
    std::optional<RecordingWriter> m_writer;
    std::optional<Error> m_problem;
};

} // namespace zs::timeline
