// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "clientlib/protocol/server_facts.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

namespace zs::admin {
class AdminClient;
}

namespace zs::ui {

/// What the servers tell of one session: the connection that it came by (`cons`, which each server
/// tells of its own clients alone) and its ephemeral nodes (`dump`, which one server tells of all
/// sessions). Each question goes by the four-letter word, or the AdminServer where the word is
/// refused.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
/// Source:  ConsCommand and DumpCommand of Apache ZooKeeper 3.8.
class SessionLookup : public QObject {
    Q_OBJECT
public:
    /// One server and its answer to `cons`.
    struct Asked {
        enum class State { asking, holds, holdsNot, failed };
        Endpoint server;
        State state = State::asking;
        std::optional<Error> error = {}; ///< Of `failed`; noAuth: both channels are closed.
    };
    /// A node of the session.
    struct Ephemeral {
        /// As this connection names it; the server's own path where it lies outside the chroot.
        Path path;
        bool inside = true; ///< Of the connection's chroot, and a valid path: can be opened.
        bool operator==(const Ephemeral&) const = default;
    };
    enum class Nodes { asking, known, failed };

    /// Asks the servers of `connection`, the one of `client` first.
    SessionLookup(SessionId session, ClientOptions connection, Client* client,
        QObject* parent = nullptr);
    ~SessionLookup() override;

    /// Asks everything, or everything again. changed() tells of each answer.
    void start();
    /// Further members of the ensemble; those that are known already are not asked twice.
    void addServers(const std::vector<Endpoint>& servers);

    [[nodiscard]] SessionId session() const { return m_session; }
    /// Whether it is the session of the client itself.
    [[nodiscard]] bool isOwn() const;
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] const std::vector<Asked>& servers() const { return m_servers; }
    /// The server that holds its connection, nullptr where none is known.
    [[nodiscard]] const Asked* holder() const;
    /// What holder() told; its `session` has a value.
    [[nodiscard]] const std::optional<flw::ConnectionInfo>& connection() const
    {
        return m_info;
    }
    /// As granted; nullopt where no server told it.
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeout() const;

    [[nodiscard]] Nodes nodesState() const { return m_nodesState; }
    /// In the order of their paths, those outside of the chroot last.
    [[nodiscard]] const std::vector<Ephemeral>& nodes() const { return m_nodes; }
    /// Of Nodes::failed.
    [[nodiscard]] const std::optional<Error>& nodesError() const { return m_nodesError; }
    [[nodiscard]] const Path& chroot() const { return m_options.servers.chroot; }

Q_SIGNALS:
    void changed();

private:
    void askServer(std::size_t index);
    void onConnections(
        std::size_t index, const Result<std::vector<flw::ConnectionInfo>>& answer);
    void askDump(std::size_t index);
    void onDump(std::size_t index, const Result<flw::SessionDump>& answer);
    void askOwn();
    void takeNodes(std::vector<Ephemeral> nodes);
    void failNodes(const Error& error);

    SessionId m_session;
    ClientOptions m_options;
    QPointer<Client> m_client;
    std::vector<Asked> m_servers;
    /// One for each server; those of an older start() go with it, and their answers.
    std::vector<std::unique_ptr<admin::AdminClient>> m_admins;
    std::uint64_t m_turn = 0; ///< Tells the answers of an older start().
    std::optional<flw::ConnectionInfo> m_info;
    std::optional<std::chrono::milliseconds> m_dumpedTimeout;
    Nodes m_nodesState = Nodes::asking;
    std::vector<Ephemeral> m_nodes;
    std::optional<Error> m_nodesError;
};

/// A server's path as a connection with this chroot names it.
[[nodiscard]] SessionLookup::Ephemeral ephemeralAt(const std::string& path, const Path& chroot);

} // namespace zs::ui
