// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/server_settings.h"

namespace zs::engine::io {

/// What ClientPorts hands the clients' bytes to: a server's core, whatever its role. The functions
/// and their laws are StandaloneServer's.
class ClientHandler {
public:
    virtual ~ClientHandler() = default;
    [[nodiscard]] virtual ConnectionId connectionOpened(Peer peer, Now now) = 0;
    virtual void received(ConnectionId id, ByteView bytes, Now now) = 0;
    virtual void connectionClosed(ConnectionId id) = 0;
    [[nodiscard]] virtual ByteView pendingOutput(ConnectionId id) const = 0;
    virtual void outputSent(ConnectionId id, std::size_t sizeBytes, Now now) = 0;
    [[nodiscard]] virtual bool wantsInput(ConnectionId id) const = 0;
    [[nodiscard]] virtual bool saidGoodbye(ConnectionId id) const = 0;
};

/// Any class with those functions as a ClientHandler; `server` must outlive it.
template <class Server>
class HandlerOf final : public ClientHandler {
public:
    explicit HandlerOf(Server& server) : m_server(server) {}
    ConnectionId connectionOpened(Peer peer, Now now) override
    {
        return m_server.connectionOpened(std::move(peer), now);
    }
    void received(ConnectionId id, ByteView bytes, Now now) override
    {
        m_server.received(id, bytes, now);
    }
    void connectionClosed(ConnectionId id) override { m_server.connectionClosed(id); }
    [[nodiscard]] ByteView pendingOutput(ConnectionId id) const override
    {
        return m_server.pendingOutput(id);
    }
    void outputSent(ConnectionId id, std::size_t sizeBytes, Now now) override
    {
        m_server.outputSent(id, sizeBytes, now);
    }
    [[nodiscard]] bool wantsInput(ConnectionId id) const override
    {
        return m_server.wantsInput(id);
    }
    [[nodiscard]] bool saidGoodbye(ConnectionId id) const override
    {
        return m_server.saidGoodbye(id);
    }

private:
    Server& m_server;
};

} // namespace zs::engine::io
