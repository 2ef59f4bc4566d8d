// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs {

/// What a server's first token of DIGEST-MD5 asks for.
struct DigestMd5Challenge {
    std::vector<std::string> realms; ///< As written; may be none.
    std::string nonce;
    bool utf8 = false;               ///< Names may be sent as UTF-8.

    /// At most 2048 bytes, as RFC 2831 says. Directives that are not for `auth` are passed over.
    /// Fails: protocol, naming the directive that is wrong, for a text that is no challenge, and
    /// for one that offers no qop `auth` or another algorithm than md5-sess.
    [[nodiscard]] static Result<DigestMd5Challenge> parse(ByteView token);
    bool operator==(const DigestMd5Challenge&) const = default;
};

/// Who logs in, where. All but `cnonce` as UTF-8.
struct DigestMd5Login {
    std::string user;
    std::string password;
    std::string cnonce;                 ///< Fresh chance for each exchange; printable ASCII.
    std::string service = "zookeeper";  ///< With `host` fixed, as Apache's servers and clients do.
    std::string host = "zk-sasl-md5";
};

/// The client's side of one exchange of SASL's mechanism DIGEST-MD5 (RFC 2831), with qop `auth`:
/// an empty token first, then `respond` to the challenge, then `verify` of the last answer.
/// Pure. The same password gives the same bytes, so the chance comes in by the cnonce.
/// Source: RFC 2831, com.sun.security.sasl.digest of OpenJDK 17, which Apache ZooKeeper 3.8 uses.
class DigestMd5 {
public:
    explicit DigestMd5(DigestMd5Login login) : m_login(std::move(login)) {}

    /// The token that answers the challenge; of several realms the first is taken. Fails: as
    /// DigestMd5Challenge::parse; invalidInput for a name that the server's character set lacks;
    /// unimplemented without MD5.
    [[nodiscard]] Result<Bytes> respond(ByteView challenge);
    /// Whether the server knows the password too: its `rspauth`. Call it behind `respond`. Fails:
    /// protocol where the token is none; authFailed where the proof is wrong.
    [[nodiscard]] Result<void> verify(ByteView token) const;

private:
    DigestMd5Login m_login;
    std::string m_expected; ///< The rspauth of a server that knows the password.
};

} // namespace zs
