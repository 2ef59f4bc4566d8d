// SPDX-License-Identifier: Apache-2.0
// Trace lines of several servers, whatever they say: the picture stays bounded, and what was
// packed reads back equal.
#include "clientlib/base/expect.h"
#include "localcluster/timeline/pack.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/timeline/stream_merger.h"
#include "localcluster/timeline/timeline.h"
#include "localcluster/trace/line_codec.h"

#include <string>

using namespace zs::timeline;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    std::string_view text(reinterpret_cast<const char*>(data), size);
    Timeline::Limits limits;
    limits.packMoments = 20;
    Timeline timeline(limits);
    Reducer reducer;
    Told told;
    std::uint64_t n = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = zs::trace::parseLine(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line || !*line)
            continue;
        const Moment moment{saneTime((*line)->t), zs::ServerId(std::int64_t(++n % 4)), n,
            (*line)->event, (*line)->inferred};
        reducer.apply(moment, n, told);
        told.clear();
        timeline.append(moment);
    }
    RecordWriter writer;
    writer.put(reducer.state());
    const std::string bytes = writer.take();
    RecordReader reader(bytes);
    ReducerState read;
    reader.get(read);
    ZS_EXPECT(reader.good() && reader.atEnd() && read == reducer.state());
    ZS_EXPECT(bytes.size() < PackLimits::keyBytes);
    if (timeline.empty())
        return 0;
    auto t = timeline.nextStep(timeline.begin());
    for (int i = 0; t && i < 8; t = timeline.nextStep(*t), ++i)
        (void)timeline.picture(*t);
    (void)timeline.traffic(timeline.begin(), timeline.end());
    ZS_EXPECT(!timeline.problem());
    return 0;
}
