// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/election_greeting.h"

#include "clientlib/base/expect.h"
#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"

#include <charconv>

namespace zs::engine {

namespace {

constexpr std::int64_t versionOneAddress = -65536;
constexpr std::int64_t versionManyAddresses = -65535;

} // namespace

std::string HostPort::text() const
{
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool HostPort::isWildcard() const
{
    return host.empty() || host == "0.0.0.0" || host.find_first_not_of("0:") == std::string::npos;
}

Result<HostPort> HostPort::parse(std::string_view text)
{
    const auto bad = [&] {
        return failure(Errc::invalidInput, "'" + std::string(text) + "' is no host:port");
    };
    std::string_view host;
    std::string_view port;
    if (text.starts_with('[')) {
        const std::size_t close = text.find("]:");
        if (close == std::string_view::npos)
            return bad();
        host = text.substr(1, close - 1);
        port = text.substr(close + 2);
    } else {
        const std::size_t colon = text.rfind(':');
        if (colon == std::string_view::npos)
            return bad();
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
        if (host.find(':') != std::string_view::npos)
            return bad();
    }
    HostPort parsed{std::string(host), 0};
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), parsed.port);
    if (host.empty() || port.empty() || error != std::errc() || end != port.data() + port.size())
        return bad();
    return parsed;
}

Bytes ElectionGreeting::encode() const
{
    Bytes bytes;
    jute::Writer out(bytes);
    if (form == Form::bareId) {
        out.number(sid.value);
        return bytes;
    }
    std::string joined;
    for (const HostPort& address : addresses)
        joined += (joined.empty() ? "" : "|") + address.text();
    ZS_EXPECT(!joined.empty() && joined.size() <= maxAddressBytes);
    out.number(form == Form::oneAddress ? versionOneAddress : versionManyAddresses);
    out.number(sid.value);
    out.buffer(viewOf(joined));
    return bytes;
}

Result<std::optional<ReceivedGreeting>> readGreeting(ByteView received)
{
    const auto bad = [](std::string what) {
        return failure(Errc::protocol, "election greeting: " + std::move(what));
    };
    jute::Reader in(received);
    if (in.remaining() < 8)
        return std::nullopt;
    ElectionGreeting greeting;
    const auto version = in.number<std::int64_t>();
    if (version >= 0) {
        greeting.form = ElectionGreeting::Form::bareId;
        greeting.sid = ServerId(version);
        return ReceivedGreeting{std::move(greeting), in.position()};
    }
    if (version != versionOneAddress && version != versionManyAddresses)
        return bad("unknown protocol version " + std::to_string(version));
    greeting.form = version == versionOneAddress ? ElectionGreeting::Form::oneAddress
                                                 : ElectionGreeting::Form::manyAddresses;
    if (in.remaining() < 12)
        return std::nullopt;
    greeting.sid = ServerId(in.number<std::int64_t>());
    const auto length = in.number<std::int32_t>();
    if (length <= 0 || std::size_t(length) > ElectionGreeting::maxAddressBytes)
        return bad("unreasonable address length " + std::to_string(length));
    if (in.remaining() < std::size_t(length))
        return std::nullopt;
    std::string_view joined = textOf(in.rest().first(std::size_t(length)));
    for (;;) {
        const std::size_t bar = joined.find('|');
        Result<HostPort> address = HostPort::parse(joined.substr(0, bar));
        if (!address)
            return bad("from server " + std::to_string(greeting.sid.value) + ": "
                + address.error().detail);
        greeting.addresses.push_back(std::move(*address));
        if (bar == std::string_view::npos)
            break;
        joined.remove_prefix(bar + 1);
    }
    return ReceivedGreeting{std::move(greeting), in.position() + std::size_t(length)};
}

} // namespace zs::engine
