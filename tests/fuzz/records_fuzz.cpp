// SPDX-License-Identifier: Apache-2.0
// Any bytes as each record of the client protocol: a value or an error, and what is accepted is
// written and read again to the same value.
#include "clientlib/base/expect.h"
#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"

namespace {

using namespace zs;

template <class Record>
void tryRecord(ByteView bytes)
{
    const Result<Record> record = jute::decode<Record>(bytes);
    if (!record)
        return;
    const Bytes wire = jute::encode(*record);
    const Result<Record> again = jute::decode<Record>(wire);
    ZS_EXPECT(again.has_value());
    ZS_EXPECT(*again == *record);
}

template <class... Records>
void tryRecordNumber(std::size_t number, ByteView bytes)
{
    std::size_t index = 0;
    (void)((index++ == number ? (tryRecord<Records>(bytes), true) : false) || ...);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    if (sizeBytes == 0)
        return 0;
    tryRecordNumber<ConnectRequest, ConnectResponse, RequestHeader, ReplyHeader, AuthRequest,
        CreateRequest, CreateTtlRequest, VersionedPathRequest, WatchingPathRequest, PathRecord,
        SetDataRequest, SetAclRequest, GetEphemeralsRequest, ReconfigRequest, CreatedResponse,
        StatResponse, DataResponse, AclResponse, NamesResponse, ChildrenResponse, CountResponse,
        WhoAmIResponse, WatcherEvent, SetWatchesRequest, SetWatches2Request, AddWatchRequest,
        RemoveWatchesRequest, MultiRequest, MultiResponse>(
        data[0] % 29, ByteView(data + 1, sizeBytes - 1));
    return 0;
}
