// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/server_spec.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace zs::config {

namespace {

    std::vector<std::string_view> split(std::string_view text, char separator)
    {
        std::vector<std::string_view> parts;
        std::size_t start = 0;
        for (std::size_t at = 0; at <= text.size(); ++at) {
            if (at == text.size() || text[at] == separator) {
                parts.push_back(text.substr(start, at - start));
                start = at + 1;
            }
        }
        return parts;
    }

    /// Splits at colons, but keeps an IPv6 literal in brackets (which it strips) in one piece.
    std::vector<std::string_view> splitHost(std::string_view text)
    {
        if (text.empty() || text.front() != '[')
            return split(text, ':');
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos)
            return {text};
        std::vector<std::string_view> parts {text.substr(1, close - 1)};
        std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && rest.front() == ':') {
            const auto more = split(rest.substr(1), ':');
            parts.insert(parts.end(), more.begin(), more.end());
        } else if (!rest.empty()) {
            parts.push_back(rest); // Not a port; the caller reports it.
        }
        return parts;
    }

    Result<std::uint16_t> parsePort(std::string_view text, std::string_view what)
    {
        std::uint16_t port = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
        if (error != std::errc() || end != text.data() + text.size() || port == 0)
            return failure(Errc::invalidInput,
                "the " + std::string(what) + " \"" + std::string(text)
                    + "\" is no port; it must be a number from 1 to 65535");
        return port;
    }

    Result<PeerType> parseType(std::string_view text)
    {
        std::string lower(text);
        std::transform(lower.begin(), lower.end(), lower.begin(),
            [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (lower == "participant")
            return PeerType::participant;
        if (lower == "observer")
            return PeerType::observer;
        return failure(Errc::invalidInput,
            "Unrecognised peertype: " + std::string(text)
                + "; it must be participant or observer");
    }

    Result<void> parsePeer(std::string_view text, ServerSpec& server)
    {
        const auto parts = splitHost(text);
        if (parts.size() < 3 || parts.size() > 4 || parts[0].empty())
            return failure(Errc::invalidInput,
                std::string(text)
                    + " does not have the form host:quorumPort:electionPort or "
                      "host:quorumPort:electionPort:type, e.g. 127.0.0.1:2888:3888");
        const auto quorum = parsePort(parts[1], "quorum port");
        if (!quorum)
            return tl::unexpected(quorum.error());
        const auto election = parsePort(parts[2], "election port");
        if (!election)
            return tl::unexpected(election.error());
        if (*quorum == *election)
            return failure(Errc::invalidInput,
                "Client and election port must be different! Please update the configuration "
                "file on server."
                    + std::to_string(server.id.value));
        if (parts.size() == 4) {
            const auto type = parseType(parts[3]);
            if (!type)
                return tl::unexpected(type.error());
            server.type = *type;
        }
        server.addresses.push_back({std::string(parts[0]), *quorum, *election});
        return {};
    }

    Result<std::optional<ClientAddress>> parseClient(std::string_view text, std::string_view what)
    {
        if (text.empty())
            return std::nullopt;
        const auto parts = splitHost(text);
        if (parts.size() > 2)
            return failure(Errc::invalidInput,
                std::string(text) + " does not have the form [host:]port");
        const auto port = parsePort(parts.back(), what);
        if (!port)
            return tl::unexpected(port.error());
        return ClientAddress {parts.size() == 2 ? std::string(parts[0]) : std::string(), *port};
    }

    std::string hostText(const std::string& host)
    {
        return host.find(':') == std::string::npos ? host : "[" + host + "]";
    }

    std::string toText(const ClientAddress& address)
    {
        return (address.host.empty() ? "" : hostText(address.host) + ":")
            + std::to_string(address.port);
    }

} // namespace

Result<ServerSpec> parseServerSpec(ServerId id, std::string_view text)
{
    ServerSpec server;
    server.id = id;
    const auto sections = split(text, ';');
    if (sections.size() > 3)
        return failure(Errc::invalidInput,
            std::string(text)
                + " does not have the form server_config or server_config;client_config or "
                  "server_config;client_config;secure_client_config");
    for (const std::string_view peer : split(sections[0], '|')) {
        if (auto parsed = parsePeer(peer, server); !parsed)
            return tl::unexpected(parsed.error());
    }
    if (sections.size() > 1) {
        auto client = parseClient(sections[1], "client port");
        if (!client)
            return tl::unexpected(client.error());
        server.client = *client;
    }
    if (sections.size() > 2) {
        auto secure = parseClient(sections[2], "secure client port");
        if (!secure)
            return tl::unexpected(secure.error());
        server.secureClient = *secure;
    }
    return server;
}

std::string toText(const ServerSpec& server)
{
    std::string text;
    for (const PeerAddress& address : server.addresses) {
        text += text.empty() ? "" : "|";
        text += hostText(address.host) + ":" + std::to_string(address.quorumPort) + ":"
            + std::to_string(address.electionPort);
        if (server.type == PeerType::observer)
            text += ":observer";
    }
    if (server.client || server.secureClient)
        text += ";" + (server.client ? toText(*server.client) : "");
    if (server.secureClient)
        text += ";" + toText(*server.secureClient);
    return text;
}

} // namespace zs::config
