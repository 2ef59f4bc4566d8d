// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/connect_string.h"

#include <charconv>

namespace zs {

namespace {

    constexpr std::uint16_t defaultPort = 2181;

    std::string_view trimmed(std::string_view text)
    {
        constexpr std::string_view blanks = " \t\r\n";
        const std::size_t first = text.find_first_not_of(blanks);
        if (first == std::string_view::npos)
            return {};
        return text.substr(first, text.find_last_not_of(blanks) - first + 1);
    }

    using Fault = ConnectStringFault;
    template <class T>
    using Checked = tl::expected<T, ConnectStringProblem>;

    tl::unexpected<ConnectStringProblem> bad(Fault fault, std::string_view part = {})
    {
        return tl::unexpected(ConnectStringProblem{fault, std::string(part), {}});
    }

    std::string_view whyOf(Fault fault)
    {
        switch (fault) {
        case Fault::url: return "is a URL";
        case Fault::noHost: return "has no host";
        case Fault::badCharacter: return "has a character that no host name has";
        case Fault::severalColons: return "has more than one colon; an IPv6 address needs brackets";
        case Fault::openBracket: return "lacks the closing bracket of its IPv6 address";
        case Fault::noIpv6: return "has no IPv6 address between its brackets";
        case Fault::textBehindBracket: return "has text between its address and its port";
        case Fault::badPort: return "has no valid port (a number from 1 to 65535)";
        case Fault::empty:
        case Fault::emptyServer:
        case Fault::badChroot: break;
        }
        return {};
    }

    Error errorOf(const ConnectStringProblem& problem)
    {
        std::string text;
        if (problem.fault == Fault::empty)
            text = "the connect string is empty; write host:port, e.g. 127.0.0.1:2181";
        else if (problem.fault == Fault::emptyServer)
            text = "a server is empty; write host:port, several separated by one comma each";
        else if (problem.fault == Fault::badChroot)
            text = "the path behind the servers (the chroot) is wrong: "
                + validatePath(problem.part).error().detail;
        else
            text = "the server \"" + problem.part + "\" " + std::string(whyOf(problem.fault))
                + "; write host:port, e.g. zk1.example.org:2181 or [::1]:2181";
        return Error(Errc::invalidInput, std::move(text));
    }

    Checked<std::uint16_t> parsePort(std::string_view server, std::string_view digits)
    {
        unsigned port = 0;
        const char* last = digits.data() + digits.size();
        const auto [end, error] = std::from_chars(digits.data(), last, port);
        if (error != std::errc() || end != last || port < 1 || port > 65535)
            return bad(Fault::badPort, server);
        return static_cast<std::uint16_t>(port);
    }

    bool isHostCharacter(char c)
    {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x7f || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z')
            || (byte >= 'a' && byte <= 'z') || c == '.' || c == '-' || c == '_';
    }

    /// An address in brackets: hexadecimal digits, colons, dots and a zone behind '%'.
    bool isIpv6(std::string_view host)
    {
        const std::string_view digits = host.substr(0, host.find('%'));
        return digits.find(':') != std::string_view::npos
            && digits.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    }

    Checked<Endpoint> parseBracketed(std::string_view server)
    {
        const std::size_t close = server.find(']');
        if (close == std::string_view::npos)
            return bad(Fault::openBracket, server);
        const std::string_view host = server.substr(1, close - 1);
        if (!isIpv6(host))
            return bad(Fault::noIpv6, server);
        const std::string_view rest = server.substr(close + 1);
        if (rest.empty())
            return Endpoint{std::string(host), defaultPort};
        if (rest.front() != ':')
            return bad(Fault::textBehindBracket, server);
        const Checked<std::uint16_t> port = parsePort(server, rest.substr(1));
        if (!port)
            return tl::unexpected(port.error());
        return Endpoint{std::string(host), *port};
    }

    Checked<Endpoint> parseServer(std::string_view server)
    {
        if (server.empty())
            return bad(Fault::emptyServer);
        if (server.find("://") != std::string_view::npos)
            return bad(Fault::url, server);
        if (server.front() == '[')
            return parseBracketed(server);
        const std::size_t colon = server.find(':');
        if (colon != server.rfind(':'))
            return bad(Fault::severalColons, server);
        const std::string_view host = server.substr(0, colon);
        if (host.empty())
            return bad(Fault::noHost, server);
        for (const char c : host) {
            if (!isHostCharacter(c))
                return bad(Fault::badCharacter, server);
        }
        if (colon == std::string_view::npos)
            return Endpoint{std::string(host), defaultPort};
        const Checked<std::uint16_t> port = parsePort(server, server.substr(colon + 1));
        if (!port)
            return tl::unexpected(port.error());
        return Endpoint{std::string(host), *port};
    }

} // namespace

std::string toText(const Endpoint& endpoint)
{
    const bool bracketed = endpoint.host.find(':') != std::string::npos;
    const std::string host = bracketed ? '[' + endpoint.host + ']' : endpoint.host;
    return host + ':' + std::to_string(endpoint.port);
}

tl::expected<ConnectString, ConnectStringProblem> ConnectString::check(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return bad(Fault::empty);
    // A URL's slashes would else be taken for the chroot, with an error that misleads.
    const std::size_t slash
        = text.find("://") == std::string_view::npos ? text.find('/') : std::string_view::npos;
    ConnectString result;
    std::string_view servers = text.substr(0, slash);
    while (true) {
        const std::size_t comma = servers.find(',');
        const Checked<Endpoint> server = parseServer(trimmed(servers.substr(0, comma)));
        if (!server)
            return tl::unexpected(server.error());
        result.servers.push_back(*server);
        if (comma == std::string_view::npos)
            break;
        servers.remove_prefix(comma + 1);
    }
    if (slash != std::string_view::npos) {
        const std::string_view chroot = text.substr(slash);
        const PathProblem problem = findPathProblem(chroot);
        if (problem.fault != PathFault::none)
            return tl::unexpected(
                ConnectStringProblem{Fault::badChroot, std::string(chroot), problem});
        result.chroot = Path(std::string(chroot));
    }
    return result;
}

Result<ConnectString> ConnectString::parse(std::string_view text)
{
    return check(text).map_error(errorOf);
}

} // namespace zs
