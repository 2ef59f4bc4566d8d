// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/acl_foresight.h"

#include "clientlib/recipes/full_node.h"

#include <algorithm>
#include <charconv>

namespace zs {

namespace {

    /// A decimal number in [0, most] that is all of `text`.
    std::optional<std::uint32_t> number(std::string_view text, std::uint32_t most)
    {
        std::uint32_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, value);
        if (text.empty() || problem != std::errc() || stop != end || value > most)
            return std::nullopt;
        return value;
    }

    std::optional<std::uint32_t> ipv4(std::string_view text)
    {
        std::uint32_t address = 0;
        for (int part = 0; part < 4; ++part) {
            const std::size_t dot = part < 3 ? text.find('.') : text.size();
            if (dot == std::string_view::npos)
                return std::nullopt;
            const std::optional<std::uint32_t> byte = number(text.substr(0, dot), 255);
            if (!byte)
                return std::nullopt;
            address = address << 8 | *byte;
            text.remove_prefix(std::min(dot + 1, text.size()));
        }
        return address;
    }

    bool matches(const AuthId& granted, const AuthId& own)
    {
        if (own.scheme == "super")
            return true;
        if (granted.scheme != own.scheme)
            return false;
        return granted.scheme == "ip" ? ipMatches(granted.id, own.id) : granted.id == own.id;
    }

} // namespace

bool ipMatches(std::string_view range, std::string_view address)
{
    const std::size_t slash = range.find('/');
    const std::optional<std::uint32_t> from = ipv4(range.substr(0, slash));
    const std::optional<std::uint32_t> own = ipv4(address);
    std::optional<std::uint32_t> bits = 32;
    if (slash != std::string_view::npos)
        bits = number(range.substr(slash + 1), 32);
    if (!from || !own || !bits)
        return false;
    const std::uint32_t mask = *bits == 0 ? 0 : ~std::uint32_t(0) << (32 - *bits);
    return (*from & mask) == (*own & mask);
}

AclRight mayAdminister(
    const std::vector<Acl>& shown, const std::optional<std::vector<AuthId>>& identities)
{
    if (isMasked(shown))
        return AclRight::no;
    bool somebody = false;
    for (const Acl& entry : shown) {
        if (entry.who.scheme == "digest")
            return AclRight::yes; // Shown in full, which takes ADMIN.
        if ((entry.perms & perm::admin) == 0)
            continue;
        somebody = true;
        if (entry.who == AuthId{"world", "anyone"})
            return AclRight::yes;
    }
    if (!identities)
        return somebody ? AclRight::unknown : AclRight::no;
    for (const AuthId& own : *identities) {
        const bool granted = own.scheme == "super"
            || std::any_of(shown.begin(), shown.end(), [&own](const Acl& entry) {
                   return (entry.perms & perm::admin) != 0 && matches(entry.who, own);
               });
        if (granted)
            return AclRight::yes;
    }
    return AclRight::no;
}

AclOutcome foresee(const std::vector<Acl>& shown, const std::vector<Acl>& wanted,
    const std::optional<std::vector<AuthId>>& identities)
{
    if (sameAcl(shown, wanted))
        return AclOutcome::equal;
    return mayAdminister(shown, identities) == AclRight::no ? AclOutcome::refused
                                                            : AclOutcome::changes;
}

} // namespace zs
