// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/dialer.h"

#include <QNetworkProxy>
#include <QPointer>

#include <algorithm>
#include <memory>

namespace zs::net {

namespace {

    /// As RFC 8305 proposes: long enough for a near server, short enough not to be felt.
    constexpr std::chrono::milliseconds longestPatience{250};

    /// Qt 6.4 leaks the functor of a look-up whose context goes first: this one owns its context.
    void askSystem(
        const QString& host, QObject* context, std::function<void(const QHostInfo&)> found)
    {
        auto stays = std::make_shared<QObject>();
        auto onAnswer = [stays, asker = QPointer(context), found = std::move(found)](
                            const QHostInfo& answer) {
            if (asker)
                found(answer);
        };
        QHostInfo::lookupHost(host, stays.get(), std::move(onAnswer));
    }

} // namespace

ConnectionFailure failureOf(const QAbstractSocket& socket)
{
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return {ConnectionFault::refused, "connection refused", {}};
    case QAbstractSocket::RemoteHostClosedError:
        return {ConnectionFault::closed, "the server closed the connection", {}};
    case QAbstractSocket::HostNotFoundError:
        return {ConnectionFault::hostNotFound, "unknown host", {}};
    case QAbstractSocket::SocketTimeoutError:
        return {ConnectionFault::noAnswer, "no answer", {}};
    case QAbstractSocket::NetworkError:
        return {ConnectionFault::unroutable, socket.errorString().toStdString(), {}};
    default: return {ConnectionFault::other, socket.errorString().toStdString(), {}};
    }
}

Dialer::Dialer(Endpoint server, std::chrono::milliseconds within, MakeSocket makeSocket)
    : Dialer(std::move(server), within, std::move(makeSocket), askSystem)
{
}

Dialer::Dialer(
    Endpoint server, std::chrono::milliseconds within, MakeSocket makeSocket, Resolve resolve)
    : m_server(std::move(server))
    , m_within(within)
    , m_makeSocket(std::move(makeSocket))
    , m_resolve(std::move(resolve))
{
    m_hesitation.setSingleShot(true);
    connect(&m_hesitation, &QTimer::timeout, this, &Dialer::tryNext);
}

Dialer::~Dialer()
{
    for (const Attempt& attempt : m_attempts)
        attempt.socket->disconnect(this);
}

void Dialer::start()
{
    const QString host = QString::fromStdString(m_server.host);
    QHostAddress literal;
    if (literal.setAddress(host)) {
        m_left.append(literal);
        tryNext();
        return;
    }
    m_resolve(host, this, [this](const QHostInfo& info) { resolved(info); });
}

void Dialer::resolved(const QHostInfo& info)
{
    for (const QHostAddress& address : info.addresses()) {
        if (!m_left.contains(address))
            m_left.append(address);
    }
    if (m_left.isEmpty()) {
        const ConnectionFailure unknown{ConnectionFault::hostNotFound, "unknown host", {}};
        Q_EMIT failed(unknown);
        return;
    }
    m_patience = std::min(longestPatience, m_within / int(m_left.size() + 1));
    tryNext();
}

void Dialer::tryNext()
{
    if (m_left.isEmpty())
        return;
    Attempt attempt{m_left.takeFirst(), m_makeSocket()};
    QTcpSocket* socket = attempt.socket.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    // Queued: Qt reports some failures from inside connectToHost.
    connect(
        socket, &QTcpSocket::connected, this, [this, socket] { attemptEnded(socket, true); },
        Qt::QueuedConnection);
    connect(
        socket, &QTcpSocket::errorOccurred, this, [this, socket] { attemptEnded(socket, false); },
        Qt::QueuedConnection);
    const QHostAddress address = attempt.address;
    m_attempts.push_back(std::move(attempt));
    if (!m_left.isEmpty())
        m_hesitation.start(m_patience);
    socket->connectToHost(address, m_server.port);
}

void Dialer::attemptEnded(QTcpSocket* socket, bool stands)
{
    const auto ended = std::find_if(m_attempts.begin(), m_attempts.end(),
        [socket](const Attempt& attempt) { return attempt.socket.get() == socket; });
    if (ended == m_attempts.end())
        return; // Connected and failed at once: told already.
    socket->disconnect(this);
    if (stands) {
        m_hesitation.stop();
        m_left.clear();
        m_winner = std::move(ended->socket);
        m_attempts.clear();
        // Small requests must not wait for Nagle's algorithm; the option needs the connection.
        m_winner->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        Q_EMIT connected();
        return;
    }
    m_failures.emplace_back(ended->address, failureOf(*socket));
    ended->socket.release()->deleteLater(); // It is the sender of what we are doing.
    m_attempts.erase(ended);
    if (!m_left.isEmpty())
        tryNext();
    else if (m_attempts.empty())
        fail();
}

void Dialer::fail()
{
    // Enums stand in the order of what helps most: a refused port before a dead route.
    const auto best = std::min_element(m_failures.begin(), m_failures.end(),
        [](const auto& a, const auto& b) { return a.second.fault < b.second.fault; });
    ConnectionFailure why = best->second;
    if (m_failures.size() > 1) {
        why.text.clear();
        for (const auto& [address, failure] : m_failures)
            why.text += (why.text.empty() ? "" : ", ") + address.toString().toStdString() + ": "
                + failure.text;
    }
    Q_EMIT failed(why);
}

} // namespace zs::net
