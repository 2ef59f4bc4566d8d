// SPDX-License-Identifier: Apache-2.0
// Any set of watches: the requests that restore it are small, and hold each path once; and any
// events and answers to the emulation of watches: it asks for nothing twice at a time.
#include "clientlib/base/expect.h"
#include "clientlib/session/watch_emulation.h"
#include "clientlib/session/watch_registry.h"

#include <set>

namespace {

using namespace zs;
using namespace zs::session;

constexpr std::size_t mostPathBytes = 64;

/// The next path: one byte of length, and so many bytes.
Path nextPath(ByteView& rest)
{
    const std::size_t size = rest.empty() ? 0 : std::min<std::size_t>(rest[0], rest.size() - 1);
    const std::string text = '/' + std::string(textOf(rest.subspan(rest.empty() ? 0 : 1, size)));
    rest = rest.subspan(rest.empty() ? 0 : 1 + size);
    return Path(text);
}

void checkRestore(ByteView rest)
{
    WatchRegistry registry;
    std::size_t count = 0;
    while (!rest.empty()) {
        const auto list = static_cast<WatchList>(rest[0] % 5);
        rest = rest.subspan(1);
        const Path path = nextPath(rest);
        count += registry.contains(list, path) ? 0 : 1;
        registry.add(list, path);
    }
    std::size_t restored = 0;
    for (const SetWatchesBatch& batch : registry.restore(Zxid(1), true, mostPathBytes)) {
        // The record of setWatches is the start of that of setWatches2.
        SetWatches2Request all;
        if (batch.op == OpCode::setWatches2) {
            all = *jute::decode<SetWatches2Request>(batch.body);
        } else {
            const auto plain = *jute::decode<SetWatchesRequest>(batch.body);
            all.data = plain.data;
            all.exist = plain.exist;
            all.child = plain.child;
        }
        std::size_t bytes = 0;
        std::size_t inBatch = 0;
        for (const auto* paths : {&all.data, &all.exist, &all.child, &all.persistent,
                 &all.persistentRecursive}) {
            inBatch += paths->size();
            for (const Path& path : *paths)
                bytes += 4 + path.text().size();
        }
        ZS_EXPECT(inBatch == 1 || bytes <= mostPathBytes);
        restored += inBatch;
    }
    ZS_EXPECT(restored == count);
}

/// Plays a server that answers the emulation with anything.
class HostileServer {
public:
    void play(ByteView rest)
    {
        while (!rest.empty()) {
            const std::uint8_t step = rest[0];
            rest = rest.subspan(1);
            switch (step % 6) {
            case 0: answer(step, rest); break;
            case 1: {
                const Path path = nextPath(rest);
                take(m_emulation.heard(static_cast<EventType>(step / 6 % 6), path));
                break;
            }
            case 2: {
                const Path path = nextPath(rest);
                take(m_emulation.add(path, static_cast<AddWatchMode>(step / 6 % 2), ++m_waiter));
                break;
            }
            case 3: {
                const Path path = nextPath(rest);
                take(m_emulation.remove(static_cast<WatcherType>(1 + step / 6 % 5), path));
                break;
            }
            case 4:
                m_asked.clear();
                take(m_emulation.connectionLost(Errc::connectionLoss, "cut"));
                take(m_emulation.connected({Path("/")}, {}));
                break;
            default: m_emulation.cancel(m_waiter); break;
            }
            ZS_EXPECT(m_emulation.nodeCount() <= limit);
        }
    }

private:
    static constexpr std::size_t limit = 20;

    void answer(std::uint8_t step, ByteView& rest)
    {
        if (m_asked.empty())
            return;
        const auto asked = m_asked.extract(m_asked.begin());
        const auto errs = {Errc::ok, Errc::noNode, Errc::ok, Errc::noAuth};
        const Errc err = *(errs.begin() + step / 6 % 4);
        const std::size_t size = std::min<std::size_t>(rest.size(), 120);
        const auto [isList, text] = asked.value();
        WatchEmulation::Ask ask{isList ? OpCode::getChildren2 : OpCode::exists, Path(text)};
        Result<WatchEmulation::Wants> wants = m_emulation.answered(ask, err, rest.first(size));
        rest = rest.subspan(size);
        if (wants)
            take(*wants);
    }
    void take(const WatchEmulation::Wants& wants)
    {
        for (const WatchEmulation::Ask& ask : wants.asks)
            m_asked.emplace(ask.op == OpCode::getChildren2, ask.path.text());
        for (const auto& ended : wants.ended)
            ZS_EXPECT(ended.err != Errc::ok);
        for (const auto& done : wants.done) {
            for (const RequestId waiter : done.waiters)
                ZS_EXPECT(m_told.insert(waiter).second);
        }
        for (const auto& ended : wants.ended) {
            for (const RequestId waiter : ended.waiters)
                ZS_EXPECT(m_told.insert(waiter).second);
        }
    }

    WatchEmulation m_emulation{limit};
    std::multiset<std::pair<bool, std::string>> m_asked;
    std::set<RequestId> m_told;
    RequestId m_waiter = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const ByteView input(data, sizeBytes);
    if (input.empty())
        return 0;
    if (input[0] % 2 == 0)
        checkRestore(input.subspan(1));
    else
        HostileServer().play(input.subspan(1));
    return 0;
}
