// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/session_records.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace zs::test {

/// A server in the test's own thread that does what the test says: it grants sessions and hands
/// each request to a function. Good for what no real server does on demand.
class ScriptedServer : public QObject {
public:
    /// One accepted connection.
    class Peer : public QObject {
    public:
        Peer(ScriptedServer& server, QTcpSocket* socket);

        void sendBytes(ByteView bytes);
        template <class... Records>
        void send(const Records&... records)
        {
            Bytes frame;
            jute::appendFrame(frame, records...);
            sendBytes(frame);
        }
        /// Closes in good order: what was sent before still arrives.
        void close() { m_socket->disconnectFromHost(); }
        /// Resets the connection.
        void abort() { m_socket->abort(); }

    private:
        void read();

        ScriptedServer& m_server;
        QTcpSocket* m_socket;
        FrameSplitter m_splitter{std::size_t(1) << 26};
        bool m_greeted = false;
    };
    using OnRequest = std::function<void(Peer&, const RequestHeader&, ByteView body)>;
    using OnWord = std::function<void(Peer&, const std::string& word)>;
    using OnConnect = std::function<void(Peer&, const ConnectRequest&)>;

    /// Listens on a free loopback port; grants sessions and answers each request with err 0 and
    /// no record, and closes at four-letter words, until told otherwise.
    ScriptedServer();

    [[nodiscard]] std::uint16_t port() const { return m_listener.serverPort(); }
    [[nodiscard]] std::string address() const;
    void onConnect(OnConnect handler) { m_onConnect = std::move(handler); }
    void onRequest(OnRequest handler) { m_onRequest = std::move(handler); }
    void onWord(OnWord handler) { m_onWord = std::move(handler); }
    /// Connections with a handshake: those of four-letter words do not count.
    [[nodiscard]] int connectionCount() const { return m_connections; }
    /// The peers that still live, oldest first.
    [[nodiscard]] std::vector<Peer*> peers() const;
    /// Refuses connections from now on.
    void stopListening() { m_listener.close(); }

    static void grant(Peer& peer, const ConnectRequest& request);

private:
    QTcpServer m_listener;
    OnConnect m_onConnect;
    OnRequest m_onRequest;
    OnWord m_onWord;
    int m_connections = 0;
};

} // namespace zs::test
