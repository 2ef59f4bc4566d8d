// SPDX-License-Identifier: Apache-2.0
// Any bytes as the start of an election connection through the relay, in pieces of the size that
// the first byte tells. Whatever the pieces, what comes out is the same; a hello has the relay's
// address in it, everything else is as it went in, and no more than a hello is ever held back.
#include "clientlib/base/expect.h"
#include "localcluster/relay/hello_rewriter.h"

#include <algorithm>

namespace {

using zs::relay::HelloRewriter;

constexpr std::string_view ours = "127.0.0.1:13001";
constexpr std::size_t headBytes = 20; // Version, sid, length.

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// What the relay should make of a whole stream, from the definition of the hello alone.
std::string expected(std::string_view all)
{
    if (all.size() < headBytes)
        return std::string(all);
    const std::uint64_t version = bigEndian(all.substr(0, 8));
    const std::uint64_t length = bigEndian(all.substr(16, 4));
    const bool known = version == static_cast<std::uint64_t>(-65536)
        || version == static_cast<std::uint64_t>(-65535);
    if (!known || length == 0 || length > HelloRewriter::maxAddressBytes
        || all.size() < headBytes + length)
        return std::string(all);
    std::string text(all.substr(0, 16));
    for (const char byte : {0, 0, 0, int(ours.size())})
        text += byte;
    text += ours;
    text += all.substr(headBytes + std::size_t(length));
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    if (sizeBytes == 0)
        return 0;
    const std::size_t piece = std::size_t(data[0]) + 1;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, sizeBytes - 1);
    HelloRewriter rewriter{std::string(ours)};
    std::string out;
    for (std::size_t at = 0; at < all.size(); at += piece) {
        out += rewriter.feed(all.substr(at, piece));
        const std::size_t fed = std::min(at + piece, all.size());
        ZS_EXPECT(!out.empty() || fed < headBytes + HelloRewriter::maxAddressBytes);
    }
    out += rewriter.finish();
    ZS_EXPECT(out == expected(all));
    return 0;
}
