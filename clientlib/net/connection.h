// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/net/dialer.h"
#include "clientlib/net/plain_stream.h"
#include "clientlib/net/tls_greeting.h"
#include "clientlib/route.h"
#include "clientlib/tls_options.h"

#include <QObject>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace zs::net {

/// One connection to one server, over TCP or TLS, told by signals. Made for a single use: it
/// connects in `open`, and after `ended` nothing more comes. Destroying it closes the connection
/// at once. Signals come from the event loop only, never inside a call, and nested event loops in
/// their receivers do not stop them. Nothing blocks: files and keys are read on another thread.
class Connection : public QObject {
    Q_OBJECT
public:
    /// Without `tls`: plain TCP.
    explicit Connection(std::optional<TlsOptions> tls = {}, Routes routes = {});
    ~Connection() override;

    /// `within` is how long the caller will wait, so that each address of the host gets its turn.
    void open(const Endpoint& server, std::chrono::milliseconds within);
    /// Hands the bytes to the operating system as far as it takes them, and keeps the rest.
    void write(ByteView bytes);
    /// Looks for received bytes now, for a caller that was kept from the event loop.
    void poll();
    /// Lets received bytes gather for so long before they are told. Does nothing over TLS, where
    /// decryption costs more than a turn of the event loop.
    void rest(std::chrono::milliseconds time);
    /// Closes the connection at once; no signal comes any more.
    void abandon();
    /// The server's; nothing over plain TCP.
    [[nodiscard]] const std::optional<Certificate>& certificate() const { return m_certificate; }

Q_SIGNALS:
    /// Over TLS: every check that was asked for has passed.
    void connected();
    /// Valid during the signal only. `arrivedAt`: when the system had them, by the steady clock;
    /// over TLS, and where the system does not tell, when they were read.
    void received(zs::ByteView bytes, zs::Instant arrivedAt);
    /// Could not connect, or the connection is gone.
    void ended(const zs::ConnectionFailure& why);

private:
    void dial();
    void useSocket();
    void useStream();
    void readAll();
    void end(const ConnectionFailure& why);

    std::optional<TlsOptions> m_tls;
    Routes m_routes;
    Endpoint m_server;
    std::chrono::milliseconds m_within{0};
    std::unique_ptr<Dialer> m_dialer;
    std::unique_ptr<PlainStream> m_stream; ///< Over plain TCP, once that stands.
    std::unique_ptr<QTcpSocket> m_socket;  ///< Over TLS, once TCP stands.
    std::unique_ptr<TlsGreeting> m_greeting; ///< Of a connection over TLS, to its end.
    std::optional<Certificate> m_certificate;
    std::unique_ptr<Bytes> m_chunk; ///< Where the socket of TLS is read into.
    bool m_open = false;
    bool m_ended = false;
};

} // namespace zs::net
