// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "tests/support/scripted_server.h"

#include <map>
#include <string>

namespace zs::test {

/// A server that answers four-letter words as it is told, and refuses the others. It is reached by
/// a route, as through a tunnel, so that nothing asks for its AdminServer.
class WordServer {
public:
    explicit WordServer(std::string name) : m_endpoint{std::move(name), 2181}
    {
        m_server.onWord([this](ScriptedServer::Peer& peer, const std::string& word) {
            ++m_asked[word];
            const auto found = m_answers.find(word);
            const std::string text = found != m_answers.end()
                ? found->second
                : word + " is not executed because it is not in the whitelist.\n";
            peer.sendBytes(toBytes(text));
            peer.close();
        });
    }
    void answer(const std::string& word, std::string text) { m_answers[word] = std::move(text); }
    [[nodiscard]] int asked(const std::string& word) { return m_asked[word]; }
    [[nodiscard]] const Endpoint& endpoint() const { return m_endpoint; }
    /// Makes it a server of `options`.
    void addTo(ClientOptions& options) const
    {
        options.servers.servers.push_back(m_endpoint);
        options.routes.push_back({m_endpoint, {"127.0.0.1", m_server.port()}});
    }

    /// A line of `cons` as Apache's servers print it.
    static std::string consLine(const std::string& address, const std::string& sid,
        const std::string& establishedMs = "1700000000000")
    {
        return " /" + address + "[1](queued=0,recved=31,sent=32,sid=" + sid
            + ",lop=GETC,est=" + establishedMs
            + ",to=30000,lcxid=0x7,lzxid=0x40,lresp=99,llat=2,minlat=0,avglat=1,maxlat=12)\n\n";
    }

private:
    Endpoint m_endpoint;
    ScriptedServer m_server;
    std::map<std::string, std::string> m_answers;
    std::map<std::string, int> m_asked;
};

/// `dump` of a standalone server where session 0x2a owns `paths`.
inline std::string dumpOf(const std::vector<std::string>& paths)
{
    std::string text = "SessionTracker dump:\nSession Sets (1)/(1):\n"
                       "1 expire at Sun Nov 22 19:00:00 UTC 2026:\n\t0x2a\n"
                       "ephemeral nodes dump:\nSessions with Ephemerals (1):\n0x2a:\n";
    for (const std::string& path : paths)
        text += "\t" + path + "\n";
    return text + "Connections dump:\nConnections Sets (1)/(0):\n";
}

} // namespace zs::test
