// SPDX-License-Identifier: Apache-2.0
// Any bytes as the challenge of DIGEST-MD5, and behind the first zero byte as the server's proof: a
// challenge that is read the same when it is written anew, answered; or an error with words.
#include "clientlib/base/expect.h"
#include "clientlib/protocol/digest_md5.h"

#include <algorithm>

namespace {

using namespace zs;

constexpr std::size_t longestChallengeBytes = 2048;

std::string inQuotes(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string written(const DigestMd5Challenge& challenge)
{
    std::string text = "algorithm=md5-sess,nonce=" + inQuotes(challenge.nonce);
    for (const std::string& realm : challenge.realms)
        text += ",realm=" + inQuotes(realm);
    return text + (challenge.utf8 ? ",charset=utf-8" : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const auto* const end = data + sizeBytes;
    const auto* const zero = std::find(data, end, std::uint8_t(0));
    const ByteView challenge(data, std::size_t(zero - data));
    const Result<DigestMd5Challenge> parsed = DigestMd5Challenge::parse(challenge);
    DigestMd5 client({"bob", "secret", "Y25vbmNl"});
    const Result<Bytes> answer = client.respond(challenge);
    // These names are in each character set.
    ZS_EXPECT(answer.has_value() == parsed.has_value());
    if (!parsed) {
        ZS_EXPECT(parsed.error().code == Errc::protocol && !parsed.error().detail.empty());
        return 0;
    }
    ZS_EXPECT(!parsed->nonce.empty());
    ZS_EXPECT(textOf(*answer).find(inQuotes(parsed->nonce)) != std::string_view::npos);
    const std::string again = written(*parsed);
    if (again.size() <= longestChallengeBytes)
        ZS_EXPECT(DigestMd5Challenge::parse(viewOf(again)) == *parsed);
    if (zero != end) {
        const Result<void> proof = client.verify(ByteView(zero + 1, std::size_t(end - zero - 1)));
        ZS_EXPECT(proof || !proof.error().detail.empty());
    }
    return 0;
}
