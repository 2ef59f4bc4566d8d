// SPDX-License-Identifier: Apache-2.0
// Any bytes on the quorum port as packets with the records that learners and leaders put into
// them: values or errors, the same however they are cut, bounded, and written to the same bytes.
#include "clientlib/base/expect.h"
#include "localcluster/engine/core/txn.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/quorum/quorum_packet.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::engine;

constexpr std::size_t maxPacketBytes = 8192;

Bytes through(ByteView bytes, std::size_t piece, std::vector<QuorumPacket>& packets)
{
    PacketSplitter splitter(maxPacketBytes);
    Bytes again;
    while (!bytes.empty()) {
        const ByteView next = bytes.first(std::min(piece, bytes.size()));
        splitter.feed(next);
        bytes = bytes.subspan(next.size());
        for (;;) {
            Result<std::optional<QuorumPacket>> packet = splitter.next();
            if (!packet || !*packet)
                break;
            (*packet)->appendTo(again);
            packets.push_back(std::move(**packet));
        }
    }
    return again;
}

template <class Record>
void roundTrip(ByteView data)
{
    const Result<Record> record = Record::decode(data);
    if (record)
        ZS_EXPECT(*Record::decode(record->encode()) == *record);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    std::vector<QuorumPacket> whole;
    std::vector<QuorumPacket> pieces;
    const ByteView bytes(data, sizeBytes);
    through(bytes, std::max<std::size_t>(sizeBytes, 1), whole);
    through(bytes, 3, pieces);
    ZS_EXPECT(whole == pieces);
    for (const QuorumPacket& packet : whole) {
        ZS_EXPECT(packet.encode().size() == packet.sizeBytes());
        const ByteView view = packet.data ? ByteView(*packet.data) : ByteView();
        roundTrip<LearnerInfo>(view);
        roundTrip<ForwardedRequest>(view);
        roundTrip<Activation>(view);
        if (const auto touches = decodeTouches(view))
            ZS_EXPECT(encodeTouches(*touches) == Bytes(view.begin(), view.end()));
        if (const auto txn = decodeTxn(view)) {
            Bytes entry;
            appendTxn(entry, *txn);
            const auto again = decodeTxn(entry);
            ZS_EXPECT(again && *again == *txn);
        }
    }
    return 0;
}
