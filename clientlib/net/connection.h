// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/session/endpoint.h"

#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace zs::net {

/// One TCP connection to one server, told by signals. Made for a single use: it connects in
/// `open`, and after `ended` nothing more comes. Destroying it closes the connection at once.
/// Signals come from the event loop only, never inside a call, and nested event loops in their
/// receivers do not stop them.
class Connection : public QObject {
    Q_OBJECT
public:
    Connection();
    ~Connection() override;

    void open(const Endpoint& server);
    /// Hands the bytes to the operating system as far as it takes them, and keeps the rest.
    void write(ByteView bytes);
    /// Looks for received bytes now, for a caller that was kept from the event loop.
    void poll();
    /// Closes the connection at once; no signal comes any more.
    void abandon();

Q_SIGNALS:
    void connected();
    /// Valid during the signal only.
    void received(zs::ByteView bytes);
    /// Could not connect, or the connection is gone. `why` is for people.
    void ended(const std::string& why);

private:
    void readAll();
    void end();
    std::string describeError() const;

    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<Bytes> m_chunk; ///< Where the socket is read into.
    bool m_ended = false;
};

} // namespace zs::net
