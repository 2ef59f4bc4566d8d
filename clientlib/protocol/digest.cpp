// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/digest.h"

#include "clientlib/base/expect.h"

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

std::string digestId(std::string_view userAndPassword)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned int sumBytes = 0;
    const int done = EVP_Digest(
        userAndPassword.data(), userAndPassword.size(), sum, &sumBytes, EVP_sha1(), nullptr);
    ZS_EXPECT(done == 1);
    const std::string_view user = userAndPassword.substr(0, userAndPassword.find(':'));
    return std::string(user) + ':' + base64({sum, sumBytes});
}

} // namespace zs
