// SPDX-License-Identifier: Apache-2.0
// Any text as a connect string: servers that print to what is read again, or an error with words.
#include "clientlib/base/bytes.h"
#include "clientlib/base/expect.h"
#include "clientlib/session/connect_string.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    using namespace zs;
    const Result<ConnectString> parsed = ConnectString::parse(textOf({data, sizeBytes}));
    if (!parsed) {
        ZS_EXPECT(!parsed.error().detail.empty());
        return 0;
    }
    std::string text;
    for (const Endpoint& server : parsed->servers)
        text += (text.empty() ? "" : ",") + toText(server);
    if (!parsed->chroot.isRoot())
        text += parsed->chroot.text();
    const Result<ConnectString> again = ConnectString::parse(text);
    ZS_EXPECT(again && *again == *parsed);
    return 0;
}
