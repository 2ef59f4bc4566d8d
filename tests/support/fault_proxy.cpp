// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fault_proxy.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <cstring>
#include <deque>
#include <sys/socket.h>

namespace zs::test {

using Clock = std::chrono::steady_clock;

/// One direction of a connection.
class FaultProxy::Line : public QObject {
public:
    Line(FaultProxy& proxy, QTcpSocket& from, QTcpSocket& to, const FaultPlan& plan, bool faulty)
        : m_proxy(proxy)
        , m_from(from)
        , m_to(to)
        , m_plan(plan)
        , m_armed(faulty && plan.fault != Fault::none)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Line::passDue);
    }
    void start(bool harmless)
    {
        m_armed = m_armed && !harmless;
        connect(&m_from, &QTcpSocket::readyRead, this, &Line::read);
        connect(&m_from, &QTcpSocket::disconnected, this, [this] {
            read();
            m_ended = true;
            passDue();
        });
        read();
    }
    std::function<void()> resetBoth;

private:
    void read();
    struct Piece {
        Clock::time_point due;
        QByteArray bytes;
    };
    [[nodiscard]] bool needsFrame() const
    {
        return m_plan.fault == Fault::wrongXid || m_plan.fault == Fault::oversize
            || m_plan.fault == Fault::truncated;
    }
    void spoil(const QByteArray& bytes);
    void spoilFrame(const QByteArray& bytes);
    void pass(const QByteArray& bytes);
    void passDue();

    FaultProxy& m_proxy;
    QTcpSocket& m_from;
    QTcpSocket& m_to;
    const FaultPlan m_plan;
    bool m_armed;
    bool m_stalled = false;
    bool m_closes = false; ///< Once what waits has passed.
    bool m_ended = false;
    std::size_t m_passed = 0;
    QByteArray m_frame; ///< What there is of a frame that may be the one to spoil.
    std::deque<Piece> m_waiting;
    QTimer m_timer;
};

void FaultProxy::Line::read()
{
    const QByteArray bytes = m_from.isOpen() ? m_from.readAll() : QByteArray();
    if (bytes.isEmpty() || m_stalled || m_closes)
        return;
    if (m_armed && needsFrame())
        return spoilFrame(bytes);
    if (m_armed && m_passed + std::size_t(bytes.size()) > m_plan.afterBytes) {
        const qsizetype whole = qsizetype(m_plan.afterBytes - m_passed);
        pass(bytes.first(whole));
        return spoil(bytes.sliced(whole));
    }
    pass(bytes);
}

/// The fault happens here and now, before `bytes`.
void FaultProxy::Line::spoil(const QByteArray& bytes)
{
    m_armed = false;
    ++m_proxy.m_faults;
    switch (m_plan.fault) {
    case Fault::reset: return resetBoth();
    case Fault::stall: m_stalled = true; return;
    case Fault::close:
        m_closes = true;
        return passDue();
    case Fault::garbage: {
        QByteArray garbage(37, 0);
        for (char& byte : garbage)
            byte = char(m_proxy.m_random());
        pass(garbage);
        break;
    }
    default: break;
    }
    pass(bytes);
}

/// Passes whole frames until the one that is to be spoilt.
void FaultProxy::Line::spoilFrame(const QByteArray& bytes)
{
    m_frame += bytes;
    constexpr qsizetype lengthBytes = 4;
    while (m_frame.size() >= lengthBytes + 4) {
        std::uint32_t wire = 0;
        std::memcpy(&wire, m_frame.constData(), sizeof wire);
        const qsizetype whole = lengthBytes + qsizetype(__builtin_bswap32(wire));
        if (m_frame.size() < whole)
            return;
        QByteArray frame = m_frame.first(whole);
        m_frame = m_frame.sliced(whole);
        // The first frame is the handshake, which has no number.
        if (m_passed == 0 || m_passed < m_plan.afterBytes) {
            pass(frame);
            continue;
        }
        if (m_plan.fault == Fault::wrongXid)
            frame[lengthBytes + 1] = char(frame[lengthBytes + 1] ^ 0x55);
        else if (m_plan.fault == Fault::truncated)
            frame.chop(1);
        else
            frame.prepend(QByteArray::fromHex("7fffffff"));
        m_armed = false;
        ++m_proxy.m_faults;
        pass(frame + std::exchange(m_frame, {}));
        return;
    }
}

void FaultProxy::Line::pass(const QByteArray& bytes)
{
    m_passed += std::size_t(bytes.size());
    const qsizetype piece = m_plan.pieceBytes == 0 ? bytes.size() : qsizetype(m_plan.pieceBytes);
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        m_waiting.push_back(
            {Clock::now() + m_plan.delay, bytes.mid(at, std::min(piece, bytes.size() - at))});
    passDue();
}

void FaultProxy::Line::passDue()
{
    if (!m_waiting.empty() && m_waiting.front().due <= Clock::now()) {
        if (m_to.isOpen()) {
            m_to.write(m_waiting.front().bytes);
            m_to.flush(); // A packet of its own.
        }
        m_waiting.pop_front();
    }
    if (m_waiting.empty() && (m_closes || m_ended))
        return m_to.disconnectFromHost();
    if (m_waiting.empty())
        return;
    const auto wait = m_waiting.front().due - Clock::now();
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(wait),
        std::chrono::milliseconds(0)));
}

/// One connection: two sockets and two directions.
class FaultProxy::Link : public QObject {
public:
    Link(FaultProxy& proxy, QTcpSocket* client, const FaultPlan& plan)
        : QObject(&proxy)
        , m_client(client)
        , m_up(proxy, *client, m_server, plan, plan.direction == Direction::toServer)
        , m_down(proxy, m_server, *client, plan, plan.direction == Direction::toClient)
    {
        client->setParent(this);
        m_server.setProxy(QNetworkProxy::NoProxy);
        for (QTcpSocket* socket : {client, &m_server}) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(socket, &QTcpSocket::disconnected, this, [this] {
                if (m_client->state() == QAbstractSocket::UnconnectedState
                    && m_server.state() == QAbstractSocket::UnconnectedState)
                    deleteLater();
            });
        }
        m_up.resetBoth = m_down.resetBoth = [this] { reset(); };
        connect(client, &QTcpSocket::readyRead, this, &Link::begin);
        connect(client, &QTcpSocket::disconnected, this, [this] {
            if (!m_begun)
                m_server.disconnectFromHost();
        });
        connect(&m_server, &QTcpSocket::errorOccurred, this, [this] {
            if (m_server.state() == QAbstractSocket::UnconnectedState)
                m_client->disconnectFromHost(); // The server refused it.
        });
        m_server.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.m_serverPort);
    }

private:
    /// The first bytes tell what this connection is for: a word, or a session.
    void begin()
    {
        if (std::exchange(m_begun, true))
            return;
        const QByteArray first = m_client->peek(4);
        const bool isWord = std::all_of(
            first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        m_up.start(isWord);
        m_down.start(isWord);
    }
    void reset()
    {
        for (QTcpSocket* socket : {m_client, &m_server}) {
            const linger atOnce{1, 0}; // Makes close() send RST.
            ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                sizeof atOnce);
            socket->abort();
        }
    }

    QTcpSocket* m_client;
    QTcpSocket m_server;
    bool m_begun = false;
    Line m_up;
    Line m_down;
};

FaultProxy::FaultProxy(std::uint16_t serverPort, std::function<FaultPlan(int)> planOf)
    : m_serverPort(serverPort)
    , m_planOf(std::move(planOf))
{
    m_listener.setProxy(QNetworkProxy::NoProxy);
    if (!m_listener.listen(QHostAddress::LocalHost, 0))
        qFatal("the fault proxy cannot listen");
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* client = m_listener.nextPendingConnection())
            new Link(*this, client, m_planOf(m_connections++)); // Its parent is this.
    });
}

std::string FaultProxy::address() const
{
    return "127.0.0.1:" + std::to_string(m_listener.serverPort());
}

} // namespace zs::test
