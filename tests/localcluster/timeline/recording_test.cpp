// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/packing.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/timeline/reducer.h"
#include "localcluster/timeline/timeline.h"
#include "tests/localcluster/timeline/lesson_recording.h"
#include "tests/localcluster/timeline/moments.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace zs::timeline {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// A folder of its own that goes with the test.
class RecordingTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "zs-recording-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern.data()));
        m_folder = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    [[nodiscard]] std::string file(const std::string& name) const { return m_folder / name; }
    static std::string bytesOf(const std::string& file)
    {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const std::string& file, std::string_view bytes)
    {
        std::ofstream(file, std::ios::binary).write(
            bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    static Timeline::Limits smallPacks()
    {
        Timeline::Limits limits;
        limits.packMoments = 50;
        return limits;
    }
    /// Of the first `count` moments: more may have happened at the time of the last of them.
    static ClusterPicture pictureAfter(const LessonRecording& lesson, std::uint64_t count)
    {
        Reducer reducer;
        Told told;
        for (std::uint64_t i = 0; i < count; ++i)
            reducer.apply(lesson.moments()[i], i, told);
        return reducer.picture(lesson.moments()[count - 1].t);
    }
    static Timeline lessonInSmallPacks(const LessonRecording& lesson)
    {
        Timeline timeline(smallPacks());
        timeline.append(lesson.moments());
        return timeline;
    }

    std::filesystem::path m_folder;
};

TEST_F(RecordingTest, WhatIsSavedOpensEqual)
{
    const LessonRecording lesson("lesson-03");
    Timeline timeline = lessonInSmallPacks(lesson);
    timeline.addBookmark({lesson.process(3, trace::ProcessChange::killed), "die Führung fällt"});
    timeline.addBookmark({timeline.begin(), "start"});
    ASSERT_TRUE(timeline.save(file("a.ztrace")));

    const Result<Timeline> opened = Timeline::open(file("a.ztrace"));
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_FALSE(opened->wasCut());
    EXPECT_EQ(opened->size(), timeline.size());
    EXPECT_EQ(opened->bookmarks(), timeline.bookmarks());
    EXPECT_EQ(opened->bookmarks().front().text, "start");
    EXPECT_EQ(opened->lanes(), timeline.lanes());
    EXPECT_EQ(opened->elections(), timeline.elections());
    EXPECT_EQ(opened->wallNs(opened->end()), timeline.wallNs(timeline.end()));
    const Instant begin = timeline.begin();
    const Instant end = timeline.end();
    EXPECT_EQ(opened->happenings(begin, end, Detail::notable),
        timeline.happenings(begin, end, Detail::notable));
    EXPECT_EQ(opened->happenings(begin, end, Detail::all), lesson.happenings());
    EXPECT_EQ(opened->moments(begin, end, timeline.size()), lesson.moments());
    for (std::size_t i = 0; i < lesson.moments().size(); i += 17) {
        const Instant t = lesson.moments()[i].t;
        EXPECT_EQ(opened->picture(t), timeline.picture(t));
        EXPECT_EQ(opened->flights(t), timeline.flights(t));
    }
    EXPECT_EQ(opened->picture(end + 1s), timeline.picture(end + 1s));
}

TEST_F(RecordingTest, AnOpenedOneCanBeSavedAgainWithItsNewBookmarks)
{
    const LessonRecording lesson("lesson-01");
    ASSERT_TRUE(lessonInSmallPacks(lesson).save(file("a.ztrace")));
    Result<Timeline> first = Timeline::open(file("a.ztrace"));
    ASSERT_TRUE(first);
    first->addBookmark({first->end(), "the end"});
    ASSERT_TRUE(first->save(file("b.ztrace")));
    const Result<Timeline> second = Timeline::open(file("b.ztrace"));
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(second->bookmarks(), first->bookmarks());
    EXPECT_EQ(second->lanes(), lesson.timeline().lanes());
    EXPECT_EQ(second->happenings(second->begin(), second->end(), Detail::all),
        lesson.happenings());
}

TEST_F(RecordingTest, ARecordingThatGrowsEqualsOneThatIsSaved)
{
    const LessonRecording lesson("lesson-03");
    Timeline timeline(smallPacks());
    const std::vector<Moment>& moments = lesson.moments();
    const auto half = moments.begin() + static_cast<std::ptrdiff_t>(moments.size() / 2);
    timeline.append(std::vector(moments.begin(), half));
    ASSERT_TRUE(timeline.record(file("live.ztrace")));
    EXPECT_TRUE(timeline.isRecording());
    timeline.append(std::vector(half, moments.end()));
    ASSERT_TRUE(timeline.stopRecording());
    EXPECT_FALSE(timeline.isRecording());
    const Result<Timeline> opened = Timeline::open(file("live.ztrace"));
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_FALSE(opened->wasCut());
    EXPECT_EQ(opened->moments(opened->begin(), opened->end(), moments.size()), moments);
    EXPECT_EQ(opened->lanes(), lesson.timeline().lanes());
    EXPECT_EQ(opened->picture(opened->end()), lesson.last());
}

TEST_F(RecordingTest, ARecordingOfAConsoleThatDiedOpensUpToItsLastPack)
{
    const LessonRecording lesson("lesson-03");
    {
        Timeline timeline(smallPacks());
        ASSERT_TRUE(timeline.record(file("died.ztrace")));
        timeline.append(lesson.moments());
    } // Nobody stopped the recording.
    const Result<Timeline> opened = Timeline::open(file("died.ztrace"));
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_TRUE(opened->wasCut());
    EXPECT_GT(opened->size() + 50, lesson.moments().size());
    EXPECT_EQ(opened->picture(opened->end()), pictureAfter(lesson, opened->size()));
}

TEST_F(RecordingTest, AFileThatIsCutAnywhereOpensUpToItsCut)
{
    const LessonRecording lesson("lesson-01");
    ASSERT_TRUE(lessonInSmallPacks(lesson).save(file("whole.ztrace")));
    const std::string whole = bytesOf(file("whole.ztrace"));
    std::uint64_t last = 0;
    for (std::size_t size = 16; size < whole.size(); size += 29) {
        write(file("cut.ztrace"), std::string_view(whole).substr(0, size));
        const Result<Timeline> opened = Timeline::open(file("cut.ztrace"));
        ASSERT_TRUE(opened) << size << ": " << opened.error().detail;
        EXPECT_TRUE(opened->wasCut());
        EXPECT_GE(opened->size(), last);
        const bool grew = opened->size() > last;
        last = opened->size();
        if (grew) {
            EXPECT_EQ(opened->picture(opened->end()), pictureAfter(lesson, last));
        }
    }
    // The frame that ends a recording is eight bytes: all packs are there without it.
    write(file("cut.ztrace"), std::string_view(whole).substr(0, whole.size() - 1));
    EXPECT_EQ(Timeline::open(file("cut.ztrace"))->size(), lesson.moments().size());
}

TEST_F(RecordingTest, AFlippedBitIsFoundAndNamedOrChangesNothing)
{
    const LessonRecording lesson("lesson-01");
    ASSERT_TRUE(lessonInSmallPacks(lesson).save(file("whole.ztrace")));
    const std::string whole = bytesOf(file("whole.ztrace"));
    int refused = 0;
    for (std::size_t i = 0; i < whole.size(); i += 41) {
        std::string bytes = whole;
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
        write(file("flipped.ztrace"), bytes);
        const Result<Timeline> opened = Timeline::open(file("flipped.ztrace"));
        if (!opened) {
            EXPECT_THAT(opened.error().detail, HasSubstr("flipped.ztrace"));
            ++refused;
            continue;
        }
        for (Instant t = opened->begin(); t < opened->end(); t += 50ms)
            (void)opened->picture(t);
        const auto moments
            = opened->moments(opened->begin(), opened->end(), lesson.moments().size());
        EXPECT_TRUE(opened->problem() || opened->wasCut() || moments == lesson.moments()) << i;
    }
    EXPECT_GT(refused, 10);
}

TEST_F(RecordingTest, WhatIsNoRecordingIsRefusedWithAReason)
{
    EXPECT_THAT(Timeline::open(file("missing")).error().detail, HasSubstr("cannot open"));
    write(file("short"), "ZST");
    EXPECT_EQ(Timeline::open(file("short")).error().code, Errc::corrupt);
    write(file("text"), std::string(1000, 'x'));
    EXPECT_THAT(Timeline::open(file("text")).error().detail, HasSubstr("no recording"));
    EXPECT_FALSE(Timeline::open(m_folder.string()));
    EXPECT_FALSE(Timeline().record(file("no/folder/a.ztrace")));
}

TEST_F(RecordingTest, AFullDiskEndsTheRecordingAndNotTheTimeline)
{
    if (!std::filesystem::exists("/dev/full"))
        GTEST_SKIP() << "this system has no /dev/full";
    Timeline timeline;
    const Result<void> done = timeline.record("/dev/full");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Errc::noSpace);
    timeline.append(LessonRecording("lesson-01").moments());
    EXPECT_FALSE(timeline.empty());
}

TEST_F(RecordingTest, ItsLinesArePlainTraceLinesForAnyZstd)
{
    const LessonRecording lesson("lesson-01");
    ASSERT_TRUE(lessonInSmallPacks(lesson).save(file("a.ztrace")));
    if (std::system("zstd --version >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "zstd's command is not installed";
    ASSERT_EQ(std::system(("zstd -qdc " + file("a.ztrace") + " > " + file("a.jsonl")).c_str()), 0);
    std::istringstream lines(bytesOf(file("a.jsonl")));
    std::string line;
    std::size_t count = 0;
    while (std::getline(lines, line)) {
        EXPECT_TRUE(line.starts_with("{\"s\":")) << line;
        ++count;
    }
    EXPECT_EQ(count, lesson.moments().size());
}

TEST(Packing, APartLargerThanAllowedIsRefusedBeforeItIsUnpacked)
{
    const std::string packed = pack(std::string(100'000, 'a'));
    EXPECT_LT(packed.size(), 1000U);
    EXPECT_EQ(unpack(packed, 99'999).error().code, Errc::corrupt);
    EXPECT_TRUE(unpack(packed, 100'000));
    EXPECT_EQ(unpack("no frame", 100).error().code, Errc::corrupt);
    EXPECT_EQ(unpack(std::string_view(packed).substr(0, packed.size() - 1), 100'000).error().code,
        Errc::corrupt);
}

TEST(RecordCodec, AStateReadsBackEqualAndNoCutOfItReadsAtAll)
{
    const LessonRecording lesson("lesson-06");
    Reducer reducer;
    Told told;
    for (std::size_t i = 0; i < lesson.moments().size() * 3 / 4; ++i)
        reducer.apply(lesson.moments()[i], i, told);
    RecordWriter writer;
    writer.put(reducer.state());
    const std::string bytes = writer.take();
    RecordReader whole(bytes);
    ReducerState state;
    whole.get(state);
    ASSERT_TRUE(whole.good() && whole.atEnd());
    EXPECT_EQ(state, reducer.state());
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        RecordReader cut(std::string_view(bytes).substr(0, size));
        cut.get(state);
        EXPECT_FALSE(cut.good()) << size;
    }
}

} // namespace

} // namespace zs::timeline
