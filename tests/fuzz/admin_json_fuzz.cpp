// SPDX-License-Identifier: Apache-2.0
// Any bytes as the answer to each command of the AdminServer: a value, or an error with words.
#include "clientlib/admin/json_parsers.h"
#include "clientlib/base/expect.h"

#include <QByteArray>

namespace {

using namespace zs;

template <class T>
void check(const Result<T>& parsed)
{
    ZS_EXPECT(parsed || !parsed.error().detail.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(sizeBytes));
    const Result<QJsonObject> answer = admin::parseAdminAnswer(bytes);
    check(answer);
    if (!answer)
        return 0;
    check(admin::serverStatsFrom(*answer));
    check(admin::statFrom(*answer));
    check(admin::connectionsFrom(*answer));
    check(admin::monitorFrom(*answer));
    check(admin::configurationFrom(*answer));
    check(admin::environmentFrom(*answer));
    check(admin::dumpFrom(*answer));
    check(admin::watchSummaryFrom(*answer));
    check(admin::watchesFrom(*answer));
    check(admin::watchesByPathFrom(*answer));
    check(admin::directorySizesFrom(*answer));
    check(admin::digestsFrom(*answer));
    check(admin::writeStateFrom(*answer));
    check(admin::doneFrom(*answer));
    return 0;
}
