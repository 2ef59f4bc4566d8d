// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/digest.h"

#include "clientlib/base/expect.h"

#include <memory>
#include <openssl/evp.h>

namespace zs {

std::string base64(ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL adds a final zero.
    const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
        static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(written));
    return text;
}

namespace {

    std::string digestIdBy(const EVP_MD* algorithm, std::string_view userAndPassword)
    {
        unsigned char sum[EVP_MAX_MD_SIZE];
        unsigned int sumBytes = 0;
        const int done = EVP_Digest(
            userAndPassword.data(), userAndPassword.size(), sum, &sumBytes, algorithm, nullptr);
        ZS_EXPECT(done == 1);
        const std::string_view user = userAndPassword.substr(0, userAndPassword.find(':'));
        return std::string(user) + ':' + base64({sum, sumBytes});
    }

} // namespace

std::string digestId(std::string_view userAndPassword)
{
    return digestIdBy(EVP_sha1(), userAndPassword);
}

Result<std::string> digestId(std::string_view userAndPassword, std::string_view algorithm)
{
    // OpenSSL knows Java's names, but for this one.
    const std::string name(algorithm == "SHA" ? "SHA1" : algorithm);
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> fetched(
        EVP_MD_fetch(nullptr, name.c_str(), nullptr), &EVP_MD_free);
    if (!fetched)
        return failure(Errc::invalidInput, "no digest algorithm is called " + name);
    return digestIdBy(fetched.get(), userAndPassword);
}

Result<Md5Sum> md5(ByteView bytes)
{
    Md5Sum sum;
    unsigned int sumBytes = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), sum.data(), &sumBytes, EVP_md5(), nullptr) != 1)
        return failure(
            Errc::unimplemented, "MD5 is switched off in this system's OpenSSL (FIPS mode)");
    ZS_EXPECT(sumBytes == sum.size());
    return sum;
}

} // namespace zs
