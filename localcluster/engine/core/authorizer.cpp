// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/authorizer.h"

#include "clientlib/protocol/digest.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace zs::engine {

namespace {

    bool equalInConstantTime(std::string_view a, std::string_view b)
    {
        if (a.size() != b.size())
            return false;
        unsigned difference = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
        return difference == 0;
    }

    std::optional<std::uint32_t> parseIpv4(std::string_view text)
    {
        std::uint32_t address = 0;
        for (int part = 0; part < 4; ++part) {
            if (part > 0) {
                if (text.empty() || text.front() != '.')
                    return std::nullopt;
                text.remove_prefix(1);
            }
            std::uint32_t value = 256;
            const auto [stop, error]
                = std::from_chars(text.data(), text.data() + text.size(), value);
            if (error != std::errc() || value > 255)
                return std::nullopt;
            address = address << 8 | value;
            text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
        }
        return text.empty() ? std::optional(address) : std::nullopt;
    }

    struct IpRange {
        std::uint32_t address = 0;
        int bits = 32;
    };

    /// "a.b.c.d" or "a.b.c.d/bits".
    std::optional<IpRange> parseIpRange(std::string_view text)
    {
        IpRange range;
        const std::size_t slash = text.find('/');
        if (slash != std::string_view::npos) {
            const std::string_view bits = text.substr(slash + 1);
            const auto [stop, error]
                = std::from_chars(bits.data(), bits.data() + bits.size(), range.bits);
            if (error != std::errc() || stop != bits.data() + bits.size() || range.bits < 0
                || range.bits > 32)
                return std::nullopt;
        }
        const auto address = parseIpv4(text.substr(0, slash));
        if (!address)
            return std::nullopt;
        range.address = *address;
        return range;
    }

    bool ipMatches(std::string_view entry, std::string_view peer)
    {
        const auto range = parseIpRange(entry);
        const auto address = parseIpv4(peer);
        if (!range || !address)
            return false;
        if (range->bits == 0)
            return true;
        const int unused = 32 - range->bits;
        return *address >> unused == range->address >> unused;
    }

    bool isAnyone(const AuthId& id) { return id.scheme == "world" && id.id == "anyone"; }

} // namespace

void Identities::add(AuthId id)
{
    m_super = m_super || id.scheme == "super";
    if (std::find(m_ids.begin(), m_ids.end(), id) == m_ids.end())
        m_ids.push_back(std::move(id));
}

Identities Authorizer::arrived(std::string address, std::string x509Subject) const
{
    Identities identities;
    identities.add({"ip", std::move(address)});
    if (x509Subject.empty())
        return identities;
    if (!m_options.x509SuperUser.empty() && x509Subject == m_options.x509SuperUser)
        identities.add({"super", x509Subject});
    identities.add({"x509", std::move(x509Subject)});
    return identities;
}

bool Authorizer::mayAsk(const Identities& identities) const
{
    const auto& schemes = m_options.enforcedSchemes;
    return schemes.empty()
        || std::any_of(identities.all().begin(), identities.all().end(), [&](const AuthId& id) {
               return std::find(schemes.begin(), schemes.end(), id.scheme) != schemes.end();
           });
}

bool Authorizer::allows(const AclCache& acls, AclRef acl, std::int32_t needed,
    const Identities& identities) const
{
    if ((acls.everybody(acl) & needed) != 0 || m_options.skipAcl || identities.isSuper())
        return true;
    const std::vector<Acl>& list = acls.list(acl);
    if (list.empty())
        return true; // As in Apache: a node that was stored without a list is open.
    for (const Acl& entry : list) {
        if ((entry.perms & needed) == 0)
            continue;
        for (const AuthId& identity : identities.all()) {
            if (matches(entry.who, identity))
                return true;
        }
    }
    return false;
}

bool Authorizer::matches(const AuthId& entry, const AuthId& identity) const
{
    if (entry.scheme != identity.scheme)
        return false;
    if (entry.scheme == "ip")
        return ipMatches(entry.id, identity.id);
    if ((entry.scheme == "digest" && m_options.digestEnabled)
        || (entry.scheme == "x509" && m_options.x509Enabled))
        return equalInConstantTime(entry.id, identity.id);
    return false;
}

bool Authorizer::isValid(const AuthId& entry) const
{
    if (entry.scheme == "ip")
        return parseIpRange(entry.id).has_value();
    if (entry.scheme == "digest" && m_options.digestEnabled) {
        // Two parts as Java's String.split counts them: colons at the end do not count.
        const std::string_view id(entry.id);
        const std::size_t last = id.find_last_not_of(':');
        const std::string_view parts = id.substr(0, last == std::string_view::npos ? 0 : last + 1);
        return std::count(parts.begin(), parts.end(), ':') == 1;
    }
    if (entry.scheme == "x509" && m_options.x509Enabled)
        return entry.id.find('=') != std::string::npos;
    return false;
}

bool Authorizer::fixUp(std::vector<Acl>& list, const Identities& identities) const
{
    if (list.size() == 1 && isAnyone(list.front().who))
        return true;
    std::vector<Acl> result;
    result.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Acl& entry = list[i];
        const auto before = list.begin() + std::ptrdiff_t(i);
        if (std::find(list.begin(), before, entry) != before)
            continue;
        if (entry.who.scheme == "auth") {
            const std::size_t had = result.size();
            for (const AuthId& identity : identities.all()) {
                // Address and super are no identities that one can own a node by.
                if (identity.scheme == "digest" || identity.scheme == "x509"
                    || identity.scheme == "sasl")
                    result.push_back({entry.perms, identity});
            }
            if (result.size() == had)
                return false;
        } else if (isAnyone(entry.who) || isValid(entry.who)) {
            result.push_back(entry);
        } else {
            return false;
        }
    }
    list = std::move(result);
    return !list.empty();
}

bool Authorizer::authenticate(Identities& identities, std::string_view scheme,
    std::string_view credentials, std::string_view peerAddress) const
{
    if (scheme == "ip") {
        identities.add({"ip", std::string(peerAddress)});
        return true;
    }
    if (scheme == "x509") // It was proved in the handshake, or never will be.
        return m_options.x509Enabled
            && std::any_of(identities.all().begin(), identities.all().end(),
                [](const AuthId& id) { return id.scheme == "x509"; });
    if (scheme != "digest" || !m_options.digestEnabled)
        return false;
    Result<std::string> id = digestId(credentials, m_options.digestAlgorithm);
    if (!id)
        return false;
    if (!m_options.superDigest.empty() && equalInConstantTime(*id, m_options.superDigest))
        identities.add({"super", ""});
    identities.add({"digest", std::move(*id)});
    return true;
}

Authorizer::Options authorizerOptions(const ServerSettings& settings)
{
    return {settings.skipAcl, settings.x509Enabled, settings.superDigest, settings.x509SuperUser,
        settings.digestAuthEnabled, settings.digestAuthAlgorithm, settings.enforcedAuthSchemes};
}

} // namespace zs::engine
