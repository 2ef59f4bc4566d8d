// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/digest_md5.h"

#include "clientlib/base/expect.h"
#include "clientlib/base/utf8.h"
#include "clientlib/protocol/digest.h"

#include <algorithm>

namespace zs {

namespace {

    constexpr std::size_t maxChallengeBytes = 2048; // RFC 2831, 2.1.1.

    struct Directive {
        std::string name; ///< In small letters.
        std::string value;
    };

    bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

    /// The letters of RFC 2616's token.
    bool isTokenLetter(char c)
    {
        constexpr std::string_view separators = "()<>@,;:\\\"/[]?={} \t";
        return c > 0x20 && c < 0x7f && separators.find(c) == std::string_view::npos;
    }

    char small(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

    std::string smallLetters(std::string text)
    {
        std::transform(text.begin(), text.end(), text.begin(), small);
        return text;
    }

    /// Reads "name=value, name="quoted value", …", where blanks and empty elements may stand.
    class DirectiveReader {
    public:
        explicit DirectiveReader(std::string_view text) : m_text(text) {}

        /// nullopt at the end. Fails: protocol.
        Result<std::optional<Directive>> next()
        {
            while (!atEnd() && (isBlank(peek()) || peek() == ','))
                ++m_at;
            if (atEnd())
                return std::nullopt;
            Directive directive;
            directive.name = smallLetters(token());
            skipBlanks();
            if (directive.name.empty() || atEnd() || peek() != '=')
                return wrong("name=value is expected");
            ++m_at;
            skipBlanks();
            if (!atEnd() && peek() == '"') {
                std::optional<std::string> text = quoted();
                if (!text)
                    return wrong("a quoted text does not end");
                directive.value = std::move(*text);
            } else {
                directive.value = token();
                if (directive.value.empty())
                    return wrong("the directive " + directive.name + " has no value");
            }
            skipBlanks();
            if (!atEnd() && peek() != ',')
                return wrong("a comma is expected behind " + directive.name);
            return directive;
        }

    private:
        [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
        [[nodiscard]] char peek() const { return m_text[m_at]; }
        void skipBlanks()
        {
            while (!atEnd() && isBlank(peek()))
                ++m_at;
        }
        std::string token()
        {
            const std::size_t from = m_at;
            while (!atEnd() && isTokenLetter(peek()))
                ++m_at;
            return std::string(m_text.substr(from, m_at - from));
        }
        std::optional<std::string> quoted()
        {
            std::string text;
            for (++m_at; !atEnd(); ++m_at) {
                if (peek() == '"') {
                    ++m_at;
                    return text;
                }
                if (peek() == '\\' && ++m_at == m_text.size())
                    break;
                text += peek();
            }
            return std::nullopt;
        }
        [[nodiscard]] tl::unexpected<Error> wrong(const std::string& what) const
        {
            return failure(Errc::protocol,
                "no text of DIGEST-MD5 at byte " + std::to_string(m_at) + ": " + what);
        }

        std::string_view m_text;
        std::size_t m_at = 0;
    };

    /// Whether a list such as "auth,auth-int" holds `auth`.
    bool offersAuth(std::string_view list)
    {
        while (!list.empty()) {
            const std::size_t comma = std::min(list.find(','), list.size());
            std::string_view one = list.substr(0, comma);
            while (!one.empty() && isBlank(one.front()))
                one.remove_prefix(1);
            while (!one.empty() && isBlank(one.back()))
                one.remove_suffix(1);
            if (smallLetters(std::string(one)) == "auth")
                return true;
            list.remove_prefix(std::min(comma + 1, list.size()));
        }
        return false;
    }

    /// ISO 8859-1 where all letters are in it, as the digest wants it; nullopt where they are not.
    std::optional<std::string> latin1(std::string_view utf8)
    {
        std::string text;
        for (std::size_t i = 0; i < utf8.size(); ++i) {
            const auto lead = static_cast<unsigned char>(utf8[i]);
            if (lead < 0x80) {
                text += utf8[i];
            } else if ((lead == 0xc2 || lead == 0xc3) && i + 1 < utf8.size()) {
                const auto next = static_cast<unsigned char>(utf8[++i]);
                text += static_cast<char>((lead & 0x03U) << 6U | (next & 0x3fU));
            } else {
                return std::nullopt;
            }
        }
        return text;
    }

    std::string hashed(std::string_view utf8)
    {
        return latin1(utf8).value_or(std::string(utf8));
    }

    /// The realm as the server wrote it. Without charset=utf-8 its bytes are ISO 8859-1 already.
    std::string hashedRealm(const std::string& realm, bool utf8)
    {
        return utf8 && isUtf8(realm) ? hashed(realm) : realm;
    }

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

    Result<std::string> hexOfMd5(std::string_view text)
    {
        const Result<Md5Sum> sum = md5(viewOf(text));
        if (!sum)
            return tl::unexpected(sum.error());
        return hex(ByteView(*sum));
    }

} // namespace

Result<DigestMd5Challenge> DigestMd5Challenge::parse(ByteView token)
{
    if (token.size() > maxChallengeBytes)
        return failure(Errc::protocol,
            "a DIGEST-MD5 challenge of " + std::to_string(token.size()) + " bytes");
    DigestMd5Challenge challenge;
    std::string algorithm;
    std::optional<std::string> nonce;
    std::optional<std::string> qop;
    DirectiveReader reader(textOf(token));
    while (true) {
        Result<std::optional<Directive>> each = reader.next();
        if (!each)
            return tl::unexpected(each.error());
        if (!*each)
            break;
        auto& [name, value] = **each;
        if ((name == "nonce" && nonce) || (name == "qop" && qop)
            || (name == "algorithm" && !algorithm.empty()) || (name == "charset" && challenge.utf8))
            return failure(Errc::protocol, "a DIGEST-MD5 challenge with two of " + name);
        if (name == "realm")
            challenge.realms.push_back(std::move(value));
        else if (name == "nonce")
            nonce = std::move(value);
        else if (name == "qop")
            qop = std::move(value);
        else if (name == "algorithm")
            algorithm = smallLetters(std::move(value));
        else if (name == "charset" && smallLetters(value) != "utf-8")
            return failure(
                Errc::protocol, "a DIGEST-MD5 challenge with another charset than utf-8");
        else if (name == "charset")
            challenge.utf8 = true;
    }
    if (!nonce || nonce->empty())
        return failure(Errc::protocol, "a DIGEST-MD5 challenge without a nonce");
    if (algorithm != "md5-sess")
        return failure(Errc::protocol, "a DIGEST-MD5 challenge without algorithm=md5-sess");
    if (qop && !offersAuth(*qop))
        return failure(Errc::protocol,
            "the server wants each message signed or encrypted by SASL (qop without auth), which"
            " ZooKeeper's protocol has no place for");
    challenge.nonce = std::move(*nonce);
    return challenge;
}

Result<Bytes> DigestMd5::respond(ByteView challenge)
{
    const Result<DigestMd5Challenge> asked = DigestMd5Challenge::parse(challenge);
    if (!asked)
        return tl::unexpected(asked.error());
    std::optional<std::string> user = m_login.user;
    if (!asked->utf8) // Then names are ISO 8859-1.
        user = latin1(m_login.user);
    if (!user || (!asked->utf8 && !latin1(m_login.password)))
        return failure(Errc::invalidInput,
            "the server takes names and passwords of ISO 8859-1 alone, no UTF-8");
    const std::string realm = asked->realms.empty() ? std::string() : asked->realms.front();
    const std::string uri = m_login.service + '/' + m_login.host;
    constexpr std::string_view count = "00000001"; // A nonce serves one exchange here.
    const std::string secret = hashed(m_login.user) + ':' + hashedRealm(realm, asked->utf8) + ':'
        + hashed(m_login.password);
    const Result<Md5Sum> sum = md5(viewOf(secret));
    if (!sum)
        return tl::unexpected(sum.error());
    const std::string a1
        = std::string(sum->begin(), sum->end()) + ':' + asked->nonce + ':' + m_login.cnonce;
    const auto proof = [&](const std::string& a2) -> Result<std::string> {
        const Result<std::string> first = hexOfMd5(a1);
        const Result<std::string> second = hexOfMd5(a2);
        if (!first || !second)
            return first ? second : first;
        return hexOfMd5(*first + ':' + asked->nonce + ':' + std::string(count) + ':'
            + m_login.cnonce + ":auth:" + *second);
    };
    const Result<std::string> mine = proof("AUTHENTICATE:" + uri);
    const Result<std::string> theirs = proof(':' + uri);
    if (!mine || !theirs)
        return tl::unexpected(mine ? theirs.error() : mine.error());
    m_expected = *theirs;
    std::string text = asked->utf8 ? "charset=utf-8," : "";
    text += "username=" + inQuotes(*user);
    if (!asked->realms.empty())
        text += ",realm=" + inQuotes(realm);
    text += ",nonce=" + inQuotes(asked->nonce) + ",nc=" + std::string(count)
        + ",cnonce=" + inQuotes(m_login.cnonce) + ",digest-uri=" + inQuotes(uri)
        + ",response=" + *mine + ",qop=auth";
    return Bytes(text.begin(), text.end());
}

Result<void> DigestMd5::verify(ByteView token) const
{
    ZS_EXPECT(!m_expected.empty());
    if (token.size() > maxChallengeBytes)
        return failure(
            Errc::protocol, "a last token of " + std::to_string(token.size()) + " bytes");
    DirectiveReader reader(textOf(token));
    while (true) {
        const Result<std::optional<Directive>> each = reader.next();
        if (!each)
            return tl::unexpected(each.error());
        if (!*each)
            return failure(Errc::protocol, "the server's last token has no rspauth");
        if ((*each)->name != "rspauth")
            continue;
        if (smallLetters((*each)->value) == m_expected)
            return {};
        return failure(Errc::authFailed, 
        "the server could not prove that it knows the password: it may not be what it claims");
    }
}

} // namespace zs
