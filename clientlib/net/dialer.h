// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/connection_fault.h"
#include "clientlib/session/endpoint.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace zs::net {

/// Connects over TCP to one host: finds its addresses, tries them one after another, the next when
/// one fails or hesitates, and keeps the first connection that stands (as RFC 8305). So a name
/// with a dead address, or "localhost" as ::1 and 127.0.0.1, costs no time-out.
/// For a single use; signals come from the event loop only, never inside a call, and one of them
/// once. Destroying it gives up what is under way.
class Dialer : public QObject {
    Q_OBJECT
public:
    using MakeSocket = std::function<std::unique_ptr<QTcpSocket>()>;
    /// Asked for the addresses of a name; calls back from the event loop. For tests.
    using Resolve = std::function<void(
        const QString& host, QObject* context, std::function<void(const QHostInfo&)> found)>;

    /// Each address gets its turn within `within`.
    Dialer(Endpoint server, std::chrono::milliseconds within, MakeSocket makeSocket);
    Dialer(Endpoint server, std::chrono::milliseconds within, MakeSocket makeSocket,
        Resolve resolve);
    ~Dialer() override;

    void start();
    /// After `connected`; once.
    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket() { return std::move(m_winner); }

Q_SIGNALS:
    void connected();
    void failed(const zs::ConnectionFailure& why);

private:
    struct Attempt {
        QHostAddress address;
        std::unique_ptr<QTcpSocket> socket;
    };

    void resolved(const QHostInfo& info);
    void tryNext();
    void attemptEnded(QTcpSocket* socket, bool stands);
    void fail();

    const Endpoint m_server;
    const std::chrono::milliseconds m_within;
    const MakeSocket m_makeSocket;
    const Resolve m_resolve;
    QList<QHostAddress> m_left; ///< Not tried yet.
    std::vector<Attempt> m_attempts;
    std::vector<std::pair<QHostAddress, ConnectionFailure>> m_failures;
    std::unique_ptr<QTcpSocket> m_winner;
    QTimer m_hesitation;
    std::chrono::milliseconds m_patience{0}; ///< With one address before the next has its turn.
};

/// What Qt says of a socket's end.
[[nodiscard]] ConnectionFailure failureOf(const QAbstractSocket& socket);

} // namespace zs::net
