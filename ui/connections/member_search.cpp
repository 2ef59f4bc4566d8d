// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/member_search.h"

#include <QByteArray>
#include <QList>

namespace zs::ui {
namespace {

const Path configPath("/zookeeper/config");

std::uint16_t portOf(const QByteArray& text, std::uint16_t fallback)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    return isNumber && port > 0 && port <= 65535 ? std::uint16_t(port) : fallback;
}

/// "host" and what follows it behind a colon; IPv6 stands in brackets.
std::pair<QByteArray, QByteArray> splitHost(const QByteArray& address)
{
    const qsizetype bracket = address.startsWith('[') ? address.indexOf(']') : -1;
    const qsizetype colon = address.indexOf(':', std::max<qsizetype>(bracket, 0));
    QByteArray host = colon < 0 ? address : address.left(colon);
    if (bracket > 0)
        host = address.mid(1, bracket - 1);
    return {host, colon < 0 ? QByteArray() : address.mid(colon + 1)};
}

/// "server.1=host:2888:3888:participant;0.0.0.0:2181", the client part may lack the host or be
/// missing. Several quorum addresses are separated by "|": the first stands for all.
Endpoint clientAddress(const QByteArray& member, std::uint16_t fallbackPort)
{
    const QList<QByteArray> parts = member.split(';');
    const QByteArray quorumHost = splitHost(parts.first().split('|').first()).first;
    Endpoint found{quorumHost.toStdString(), fallbackPort};
    if (parts.size() < 2)
        return found;
    const auto [host, port] = splitHost(parts[1].trimmed());
    if (port.isEmpty()) {
        found.port = portOf(host, fallbackPort);
        return found;
    }
    found.port = portOf(port, fallbackPort);
    if (host != "0.0.0.0" && host != "::") // Any of its own addresses: the quorum's will do.
        found.host = host.toStdString();
    return found;
}

} // namespace

std::vector<Endpoint> clientAddresses(std::string_view config, std::uint16_t fallbackPort)
{
    std::vector<Endpoint> all;
    const QByteArray text(config.data(), qsizetype(config.size()));
    for (const QByteArray& line : text.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (!line.startsWith("server.") || equals < 0)
            continue;
        const Endpoint member = clientAddress(line.mid(equals + 1).trimmed(), fallbackPort);
        if (!member.host.empty())
            all.push_back(member);
    }
    return all;
}

QCoro::Task<Result<std::vector<Endpoint>>> findMembers(
    ClientOptions options, ClientFactory makeClient)
{
    const std::uint16_t port = options.servers.servers.front().port;
    options.servers.chroot = Path(); // The configuration lies outside of any.
    const std::unique_ptr<Client> client = makeClient(std::move(options));
    Result<DataResponse> config = co_await client->getData(configPath);
    if (!config)
        co_return tl::unexpected(config.error());
    const Bytes bytes = config->data.value_or(Bytes());
    co_return clientAddresses(
        std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()), port);
}

} // namespace zs::ui
