// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/session_lookup.h"

#include "clientlib/admin/admin_client.h"
#include "ui/stat/admin_options_for.h"

#include <algorithm>

namespace zs::ui {

SessionLookup::Ephemeral ephemeralAt(const std::string& path, const Path& chroot)
{
    const Path full(path);
    if (!full.validate() || !full.isWithin(chroot))
        return {full, false};
    if (chroot.isRoot())
        return {full, true};
    return {full == chroot ? Path() : Path(path.substr(chroot.text().size())), true};
}

SessionLookup::SessionLookup(
    SessionId session, ClientOptions connection, Client* client, QObject* parent) :
    QObject(parent), m_session(session), m_options(std::move(connection)), m_client(client)
{
    // The session that is looked for is most often held where this one is.
    if (client && !client->status().server.host.empty())
        m_servers.push_back({client->status().server});
    for (const Endpoint& server : m_options.servers.servers) {
        if (m_servers.empty() || m_servers.front().server != server)
            m_servers.push_back({server});
    }
}

SessionLookup::~SessionLookup() = default;

void SessionLookup::start()
{
    ++m_turn;
    m_info.reset();
    m_dumpedTimeout.reset();
    m_nodesError.reset();
    m_nodesState = Nodes::asking;
    m_admins.clear();
    for (std::size_t index = 0; index < m_servers.size(); ++index)
        askServer(index);
    askDump(0);
    Q_EMIT changed();
}

void SessionLookup::addServers(const std::vector<Endpoint>& servers)
{
    for (const Endpoint& server : servers) {
        const bool known = std::any_of(m_servers.begin(), m_servers.end(),
            [&server](const Asked& asked) { return asked.server == server; });
        if (known)
            continue;
        m_servers.push_back({server});
        if (m_turn > 0)
            askServer(m_servers.size() - 1);
    }
    Q_EMIT changed();
}

void SessionLookup::askServer(std::size_t index)
{
    Asked& asked = m_servers[index];
    asked.state = Asked::State::asking;
    asked.error.reset();
    m_admins.push_back(
        std::make_unique<admin::AdminClient>(adminOptionsFor(m_options, asked.server)));
    auto onAnswer = [this, index, turn = m_turn](
                        const Result<std::vector<flw::ConnectionInfo>>& answer) {
        if (turn == m_turn)
            onConnections(index, answer);
    };
    QCoro::connect(m_admins.back()->cons(), this, onAnswer);
}

void SessionLookup::onConnections(
    std::size_t index, const Result<std::vector<flw::ConnectionInfo>>& answer)
{
    Asked& asked = m_servers[index];
    if (!answer) {
        asked.state = Asked::State::failed;
        asked.error = answer.error();
        Q_EMIT changed();
        return;
    }
    const auto found = std::find_if(answer->begin(), answer->end(),
        [this](const flw::ConnectionInfo& info) {
            return info.session && info.session->id == m_session;
        });
    asked.state = found != answer->end() ? Asked::State::holds : Asked::State::holdsNot;
    if (found != answer->end()) {
        // A client that moved may stand in the list of its old server for a while.
        if (!m_info || m_info->session->establishedMs < found->session->establishedMs) {
            for (Asked& other : m_servers) {
                if (&other != &asked && other.state == Asked::State::holds)
                    other.state = Asked::State::holdsNot;
            }
            m_info = *found;
        } else {
            asked.state = Asked::State::holdsNot;
        }
    }
    Q_EMIT changed();
}

/// One server after the other, until one tells: each knows the ephemerals of all sessions.
void SessionLookup::askDump(std::size_t index)
{
    if (index >= m_admins.size()) {
        failNodes(Error(Errc::unreachable, "there is no server to ask"));
        return;
    }
    auto onAnswer = [this, index, turn = m_turn](const Result<flw::SessionDump>& answer) {
        if (turn == m_turn)
            onDump(index, answer);
    };
    QCoro::connect(m_admins[index]->dump(), this, onAnswer);
}

void SessionLookup::onDump(std::size_t index, const Result<flw::SessionDump>& answer)
{
    if (!answer) {
        // What the user can do about is told rather than what the last server said.
        if (!m_nodesError || answer.error().code == Errc::noAuth)
            m_nodesError = answer.error();
        if (index + 1 < m_admins.size())
            askDump(index + 1);
        else
            askOwn();
        return;
    }
    for (const flw::SessionDump::GlobalSession& global : answer->globalSessions) {
        if (global.id == m_session)
            m_dumpedTimeout = std::chrono::milliseconds(global.timeoutMs);
    }
    std::vector<Ephemeral> nodes;
    if (const auto found = answer->ephemerals.find(m_session); found != answer->ephemerals.end()) {
        for (const std::string& path : found->second)
            nodes.push_back(ephemeralAt(path, chroot()));
    }
    takeNodes(std::move(nodes));
}

/// A session may ask for its own ephemerals without any admin channel (since 3.6).
void SessionLookup::askOwn()
{
    if (!isOwn()) {
        failNodes(*m_nodesError);
        return;
    }
    auto onAnswer = [this, turn = m_turn](const Result<std::vector<Path>>& answer) {
        if (turn != m_turn)
            return;
        if (!answer) {
            failNodes(*m_nodesError);
            return;
        }
        std::vector<Ephemeral> nodes;
        for (const Path& path : *answer)
            nodes.push_back({path, path.validate().has_value()});
        takeNodes(std::move(nodes));
    };
    QCoro::connect(m_client->ephemerals(), this, onAnswer);
}

void SessionLookup::takeNodes(std::vector<Ephemeral> nodes)
{
    std::sort(nodes.begin(), nodes.end(), [](const Ephemeral& a, const Ephemeral& b) {
        return a.inside != b.inside ? a.inside : a.path < b.path;
    });
    m_nodes = std::move(nodes);
    m_nodesError.reset();
    m_nodesState = Nodes::known;
    Q_EMIT changed();
}

void SessionLookup::failNodes(const Error& error)
{
    const Error why = error; // It may be m_nodesError itself.
    m_nodes.clear();
    m_nodesError = why;
    m_nodesState = Nodes::failed;
    Q_EMIT changed();
}

bool SessionLookup::isOwn() const
{
    return m_client && m_client->status().sessionId == m_session;
}

bool SessionLookup::isBusy() const
{
    return m_nodesState == Nodes::asking
        || std::any_of(m_servers.begin(), m_servers.end(),
            [](const Asked& asked) { return asked.state == Asked::State::asking; });
}

const SessionLookup::Asked* SessionLookup::holder() const
{
    const auto found = std::find_if(m_servers.begin(), m_servers.end(),
        [](const Asked& asked) { return asked.state == Asked::State::holds; });
    return found != m_servers.end() ? &*found : nullptr;
}

std::optional<std::chrono::milliseconds> SessionLookup::timeout() const
{
    if (m_info)
        return std::chrono::milliseconds(m_info->session->timeoutMs);
    if (m_dumpedTimeout)
        return m_dumpedTimeout;
    if (isOwn() && m_client->status().sessionTimeout.count() > 0)
        return m_client->status().sessionTimeout;
    return std::nullopt;
}

} // namespace zs::ui
