// SPDX-License-Identifier: Apache-2.0
// Any bytes as the answer to each four-letter word: a value, or an error with words.
#include "clientlib/base/bytes.h"
#include "clientlib/base/expect.h"
#include "clientlib/protocol/four_letter_words.h"

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
    const std::string_view answer = textOf({data, sizeBytes});
    check(flw::parseSrvr(answer));
    check(flw::parseStat(answer));
    check(flw::parseCons(answer));
    check(flw::parseMntr(answer));
    check(flw::parseConf(answer));
    check(flw::parseEnvi(answer));
    check(flw::parseDump(answer));
    check(flw::parseWchs(answer));
    check(flw::parseWchc(answer));
    check(flw::parseWchp(answer));
    check(flw::parseDirs(answer));
    check(flw::parseHash(answer));
    check(flw::parseIsro(answer));
    return 0;
}
