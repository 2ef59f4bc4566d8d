// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "localcluster/timeline/flight.h"
#include "localcluster/timeline/lane.h"
#include "localcluster/timeline/picture.h"

#include <memory>
#include <string>
#include <vector>

namespace zs::timeline {

/// Somebody's note at a time; the user's own words.
struct Bookmark {
    Instant t;
    std::string text;
    static constexpr auto fields(auto& r) { return std::tie(r.t, r.text); }
    bool operator==(const Bookmark&) const = default;
};

enum class Detail { notable, all };

/// Everything that was recorded of a cluster, live or from a file, and the picture of any time.
///
/// Pictures are a pure function of (moments, time): asked for at random they equal those of one
/// run from the start. Moments are kept packed, a thousand at a time, each pack with the whole
/// state before it (a key frame), so a question unpacks one or two packs and no more.
/// Threads:  one; no call blocks but for reading a recording's file.
/// Memory:   `Limits`; beyond them the oldest packs go (or stay in the recording's file alone).
/// Errors:   a pack of a file that cannot be read any more shows as its key frame, and `problem`
///           tells it.
class Timeline {
public:
    struct Limits {
        std::size_t packedBytes = std::size_t(256) << 20;
        std::size_t packMoments = 1000;
        std::chrono::nanoseconds packSpan = std::chrono::seconds(5); ///< Or when this is over.
        std::size_t unpackedPacks = 12;                              ///< Kept ready.
        std::size_t notables = 50'000; ///< Beyond, the oldest leave `happenings` and the lanes.
        std::size_t loadPoints = 400'000;
    };

    Timeline();
    explicit Timeline(Limits limits);
    ~Timeline();
    Timeline(Timeline&&) noexcept;
    Timeline& operator=(Timeline&&) noexcept;

    /// Opens a recording (.ztrace). One that was cut, since its writer was killed, opens up to
    /// its cut: `wasCut` tells. Fails: io, corrupt, with file and offset.
    [[nodiscard]] static Result<Timeline> open(const std::string& file);
    /// A timeline of plain traces (`zooscope-server --trace FILE`), merged. Fails: io, marshalling.
    [[nodiscard]] static Result<Timeline> ofTraces(const std::vector<std::string>& files);

    /// Adds what comes next. Moments should come in order (StreamMerger does that); one that is
    /// late takes its place when it is younger than the last pack's end; later still, it is put
    /// right behind that, with that time, and counted in `lateMoments`.
    void append(Moment moment);
    void append(std::vector<Moment> moments);

    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::uint64_t size() const; ///< Moments ever appended.
    [[nodiscard]] Instant begin() const;      ///< Of the first that is kept.
    [[nodiscard]] Instant end() const;        ///< Of the last.
    [[nodiscard]] std::uint64_t lateMoments() const;
    /// The calendar's time of `t`, in ns since 1970; none when no stream told its clocks.
    [[nodiscard]] std::optional<std::int64_t> wallNs(Instant t) const;

    /// What is to be drawn at `t`: all moments up to and at `t` count.
    [[nodiscard]] ClusterPicture picture(Instant t) const;
    /// Packets and notifications that were under way at some time in [from, to], at most `limit`.
    [[nodiscard]] Traffic traffic(Instant from, Instant to, std::size_t limit = 2000) const;
    [[nodiscard]] std::vector<PacketFlight> flights(Instant t) const;

    /// What happened in [from, to], in order; at most `limit`, the newest of them.
    [[nodiscard]] std::vector<Happening> happenings(
        Instant from, Instant to, Detail detail, std::size_t limit = 5000) const;
    /// Counts up whenever `happenings(…, notable)`, lanes or elections may have changed.
    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] const std::vector<Lane>& lanes() const;
    [[nodiscard]] const std::vector<ElectionSpan>& elections() const;
    [[nodiscard]] std::vector<LoadPoint> load(Instant from, Instant to) const;

    /// One moment, for the details on a click; none when it is not kept any more.
    [[nodiscard]] std::optional<Moment> moment(MomentIndex index) const;
    /// Moments in [from, to], at most `limit`, from the oldest.
    [[nodiscard]] std::vector<Moment> moments(
        Instant from, Instant to, std::size_t limit = 5000) const;
    /// The next (previous) time at which something is to be seen: any moment but pings, folded
    /// lines and load figures.
    [[nodiscard]] std::optional<Instant> nextStep(Instant after) const;
    [[nodiscard]] std::optional<Instant> previousStep(Instant before) const;

    [[nodiscard]] const std::vector<Bookmark>& bookmarks() const;
    void addBookmark(Bookmark bookmark);
    void removeBookmark(const Bookmark& bookmark);

    /// Writes all that is kept into a new file, and goes on to do so as moments come, pack by
    /// pack. A crash loses at most the pack that is open (5 s). Fails: io, noSpace.
    [[nodiscard]] Result<void> record(const std::string& file);
    /// Writes what is open and ends the file. Fails: io, noSpace.
    [[nodiscard]] Result<void> stopRecording();
    [[nodiscard]] bool isRecording() const;
    /// Writes all that is kept into a new file, once. Fails: io, noSpace.
    [[nodiscard]] Result<void> save(const std::string& file) const;

    /// The last failure of a file behind this timeline; recording has ended then.
    [[nodiscard]] const std::optional<Error>& problem() const;
    [[nodiscard]] bool wasCut() const; ///< The opened recording ends inside a pack.

private:
    struct State;
    std::unique_ptr<State> m;
};

} // namespace zs::timeline
