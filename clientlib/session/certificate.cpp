// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/certificate.h"

#include <algorithm>

namespace zs {

namespace {

    std::string lowered(std::string_view text)
    {
        std::string lower(text);
        for (char& c : lower)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (!lower.empty() && lower.back() == '.')
            lower.pop_back(); // "zk1.example." and "zk1.example" are one name.
        return lower;
    }

    /// Whether what the certificate says covers the name; both in lower case.
    bool covers(std::string_view pattern, std::string_view name)
    {
        if (!pattern.starts_with("*."))
            return pattern == name;
        const std::string_view domain = pattern.substr(1); // With its first dot.
        const std::size_t dot = name.find('.');
        const bool ofThreeLabels = domain.find('.', 1) != std::string_view::npos;
        return ofThreeLabels && dot != std::string_view::npos && dot > 0
            && name.substr(dot) == domain;
    }

    /// No wildcard covers one, and no such name can end in digits alone.
    bool isAddress(std::string_view host)
    {
        return host.find(':') != std::string_view::npos
            || host.find_first_not_of("0123456789.") == std::string_view::npos;
    }

    std::string padded(long number, std::size_t width)
    {
        std::string digits = std::to_string(number);
        if (digits.size() < width)
            digits.insert(0, width - digits.size(), '0');
        return digits;
    }

} // namespace

bool isFor(const Certificate& certificate, std::string_view host)
{
    const std::string name = lowered(host);
    if (name.empty())
        return false;
    const auto covered = [&name](const std::string& given) { return covers(lowered(given), name); };
    const auto same = [&name](const std::string& given) { return lowered(given) == name; };
    if (isAddress(name))
        return std::any_of(certificate.addresses.begin(), certificate.addresses.end(), same);
    if (certificate.dnsNames.empty() && certificate.addresses.empty())
        return covered(certificate.commonName);
    return std::any_of(certificate.dnsNames.begin(), certificate.dnsNames.end(), covered);
}

std::string namesOf(const Certificate& certificate)
{
    std::string names;
    const auto add = [&names](const std::string& name) {
        names += (names.empty() ? "" : ", ") + name;
    };
    std::for_each(certificate.dnsNames.begin(), certificate.dnsNames.end(), add);
    std::for_each(certificate.addresses.begin(), certificate.addresses.end(), add);
    if (names.empty())
        names = certificate.commonName;
    return names.empty() ? "no name" : names;
}

std::string toText(std::chrono::sys_seconds time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return padded(int(date.year()), 4) + '-' + padded(unsigned(date.month()), 2) + '-'
        + padded(unsigned(date.day()), 2) + ' ' + padded(clock.hours().count(), 2) + ':'
        + padded(clock.minutes().count(), 2) + ':' + padded(clock.seconds().count(), 2) + " UTC";
}

std::string describe(const Certificate& certificate)
{
    return "certificate of " + certificate.subject + ", issued by " + certificate.issuer
        + ", valid from " + toText(certificate.validFrom) + " to "
        + toText(certificate.validUntil) + ", for " + namesOf(certificate) + ", SHA-256 "
        + certificate.sha256;
}

} // namespace zs
