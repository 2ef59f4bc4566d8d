// SPDX-License-Identifier: Apache-2.0
// Any bytes on two connections of the election port of server 2 of three, which looks for a leader.
// The first byte says how the rest is cut and dealt out. No crash; it never believes a stranger.
#include "clientlib/base/expect.h"
#include "localcluster/engine/election/election_port.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::engine;

ElectionPort portOfServer2()
{
    const std::set<ServerId> voters{ServerId(1), ServerId(2), ServerId(3)};
    ElectionSettings settings;
    settings.self = ServerId(2);
    ElectionGreeting greeting;
    greeting.sid = settings.self;
    ElectionLinks::Members members;
    for (const ServerId id : voters)
        members[id] = {{"127.0.0.1", static_cast<std::uint16_t>(3000 + id.value)}};
    greeting.addresses = members[settings.self];
    return {LeaderElection(settings, QuorumRule(std::make_shared<MajorityVerifier>(voters)),
                "version=0", Zxid(1, 5), 1),
        ElectionLinks(std::move(greeting), std::move(members), false)};
}

void check(const PortEffects& effects)
{
    for (const PortEffect& effect : effects) {
        if (const auto* elected = std::get_if<Elected>(&effect)) {
            const std::int64_t leader = elected->winner.leader.value;
            ZS_EXPECT(leader >= 1 && leader <= 3);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    if (sizeBytes == 0)
        return 0;
    const std::size_t piece = 1 + data[0] % 64;
    const bool two = data[0] >= 128;
    ByteView bytes(data + 1, sizeBytes - 1);
    ElectionPort port = portOfServer2();
    Instant now(std::chrono::seconds(1));
    check(port.look(Zxid(1, 5), 1, now, "fuzz"));
    check(port.accepted(LinkId{1}, now));
    check(port.accepted(LinkId{2}, now));
    for (std::uint64_t turn = 0; !bytes.empty(); ++turn) {
        const ByteView next = bytes.first(std::min(piece, bytes.size()));
        check(port.received(LinkId{two ? 1 + turn % 2 : 1}, next, now));
        bytes = bytes.subspan(next.size());
        now += std::chrono::milliseconds(20);
        check(port.tick(now));
    }
    check(port.closed(LinkId{1}, now));
    return 0;
}
