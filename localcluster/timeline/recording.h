// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/pack.h"
#include "localcluster/timeline/timeline.h"

#include <fstream>
#include <vector>

/// A recording (.ztrace) is a row of zstd frames, so that `zstd -dc FILE` prints the merged lines
/// in order. What is not lines stands in skippable frames, which that command passes over:
///   file head   "ZSTRACE1"
///   for each pack: its head (a PackInfo and its part of the outline, packed; then its key frame,
///                  packed), and a frame with its lines
///   bookmarks   all of them; the last such frame counts
///   end         written when a recording is finished
/// The heads are the index: a reader goes from one to the next and reads no lines. What is cut
/// off ends behind the last whole pack.
namespace zs::timeline {

/// Where a pack's parts stand in its file.
struct PackPlace {
    PackInfo info;
    std::uint64_t headAt = 0; ///< Info and part of the outline.
    std::uint64_t headBytes = 0;
    std::uint64_t keyAt = 0;
    std::uint64_t keyBytes = 0;
    std::uint64_t linesAt = 0;
    std::uint64_t linesBytes = 0;
};

/// Appends to a new file. After a failure it writes no more.
class RecordingWriter {
public:
    /// Fails: io, naming the file and the system's reason.
    [[nodiscard]] static Result<RecordingWriter> create(const std::string& file);

    /// The pack is in the operating system's hands when this returns. Fails: io, noSpace.
    [[nodiscard]] Result<PackPlace> add(const Pack& pack, const OutlinePart& part);
    [[nodiscard]] Result<void> add(const std::vector<Bookmark>& bookmarks);
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] const std::string& file() const { return m_file; }

private:
    explicit RecordingWriter(std::string file) : m_file(std::move(file)) {}
    [[nodiscard]] Result<void> write(std::string_view bytes);
    [[nodiscard]] Result<void> writeSkipped(std::uint32_t magic, std::string_view payload);

    std::string m_file;
    std::ofstream m_out;
    std::uint64_t m_written = 0;
};

/// Reads a recording: its outline at once, packs when they are asked for.
class RecordingReader {
public:
    struct Contents {
        std::vector<PackPlace> packs;
        std::vector<Bookmark> bookmarks;
        bool wasCut = false; ///< It does not end as a finished recording does.
    };

    RecordingReader() = default;
    /// To read packs of a file whose places are known.
    explicit RecordingReader(std::string file) : m_file(std::move(file)) {}

    /// `outline` grows by what the recording kept of it.
    /// Fails: io; corrupt, naming file and offset.
    [[nodiscard]] Result<Contents> open(const std::string& file, Outline& outline);
    /// Key frame and lines of one pack, still packed. Fails: io, corrupt.
    [[nodiscard]] Result<Pack> read(const PackPlace& place);
    /// What it added to the outline. Fails: io, corrupt.
    [[nodiscard]] Result<OutlinePart> readPart(const PackPlace& place);

private:
    struct Walk; // Where `open` stands.
    [[nodiscard]] Result<bool> readFrame(Walk& walk, Contents& contents, Outline& outline);
    [[nodiscard]] Result<bool> readPack(
        Walk& walk, std::uint64_t payload, Contents& contents, Outline& outline);
    [[nodiscard]] Result<std::string> readAt(std::uint64_t at, std::uint64_t sizeBytes);
    [[nodiscard]] tl::unexpected<Error> corrupt(std::uint64_t at, const std::string& why) const;

    std::string m_file;
    std::ifstream m_in;
};

} // namespace zs::timeline
