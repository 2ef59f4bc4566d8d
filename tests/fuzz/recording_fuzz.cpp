// SPDX-License-Identifier: Apache-2.0
// A recording from somebody else: nothing in it may crash us or take memory without bound.
#include "localcluster/timeline/apache_log_reader.h"
#include "localcluster/timeline/poll_reader.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/timeline/reducer.h"
#include "localcluster/timeline/timeline.h"

#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace {

using namespace zs::timeline;

/// One file for the whole run. It has no name any more, since libFuzzer ends without clean-up.
const std::string& scratchFile()
{
    static const std::string file = [] {
        const char* folder = std::getenv("TMPDIR");
        std::string name = std::string(folder ? folder : "/tmp") + "/zs-recording-fuzz-XXXXXX";
        const int descriptor = mkstemp(name.data());
        if (descriptor < 0)
            std::abort();
        unlink(name.c_str());
        return "/proc/self/fd/" + std::to_string(descriptor);
    }();
    return file;
}

void askEverything(const Timeline& timeline)
{
    const auto begin = timeline.begin();
    const auto step = (timeline.end() - begin) / 4;
    for (int i = 0; i <= 4; ++i) {
        const auto t = begin + step * i;
        (void)timeline.picture(t);
        (void)timeline.traffic(t, t, 100);
        (void)timeline.nextStep(t);
        (void)timeline.wallNs(t);
    }
    (void)timeline.happenings(begin, timeline.end(), Detail::all, 100);
    (void)timeline.moment(0);
}

/// A state that nobody reached, as from a key frame, goes on without harm.
void goOnFrom(std::string_view bytes)
{
    RecordReader reader(bytes);
    ReducerState state;
    reader.get(state);
    if (!reader.good())
        return;
    Reducer reducer(std::move(state));
    Told told;
    using namespace zs::trace;
    const zs::ServerId two(2);
    const Event events[] = {StateEvent{ServerState::leading, ServerState::looking, "test"},
        RoundEvent{2, {two, {}, 1}}, TallyEvent{{two, {}, 1}, {two}, true},
        ElectedEvent{two, {}, 2, 7}, StateEvent{ServerState::looking, ServerState::leading, ""},
        PhaseEvent{Phase::discovery, 1}, SyncEvent{}, AcksEvent{{}, {two}, true},
        PhaseEvent{Phase::broadcast, 1}, AcksEvent{{zs::Zxid(1, 1)}, {two}, true},
        TxnEvent{zs::Zxid(1, 1), "create", {}, {}, 1, TxnStep::committed},
        SessionEvent{zs::SessionId(7), SessionChange::reattached, "a", 1},
        PacketEvent{Direction::in, Port::quorum, two, "ACK", {}, 1, 1},
        ProcessEvent{two, ProcessChange::killed, 1, ""}, DroppedEvent{1},
        FaultEvent{"heal", ""}, LoadEvent{1, 1, 1, 1, 1}};
    zs::timeline::MomentIndex index = 0;
    for (const Event& event : events) {
        for (std::int64_t server = 0; server < 4; ++server) {
            const Moment moment{saneTime(zs::Instant(std::chrono::hours(++index))),
                zs::ServerId(server), index, event, false};
            reducer.apply(moment, index, told);
            (void)reducer.picture(moment.t);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::ofstream(scratchFile(), std::ios::binary | std::ios::trunc)
        .write(text.data(), static_cast<std::streamsize>(text.size()));
    if (const auto timeline = Timeline::open(scratchFile()))
        askEverything(*timeline);

    goOnFrom(text);
    ApacheLogReader log(zs::ServerId(1), {});
    Timeline inferred;
    inferred.append(log.feed(text));
    PollReader polls;
    inferred.append(polls.answered(zs::ServerId(2), inferred.end(), text));
    askEverything(inferred);
    return 0;
}
