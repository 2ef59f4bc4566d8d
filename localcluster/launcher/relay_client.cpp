// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/relay_client.h"

namespace zs::launcher {
namespace {

constexpr qint64 maxAnswerBytes = 64 * 1024;

} // namespace

RelayClient::RelayClient(QObject* parent)
    : QObject(parent)
{
    connect(&m_socket, &QLocalSocket::connected, this,
        [this] { m_socket.write(std::exchange(m_waiting, {})); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &RelayClient::readAnswers);
    connect(&m_socket, &QLocalSocket::errorOccurred, this,
        [this] { fail(m_socket.errorString()); });
}

void RelayClient::connectTo(const QString& path)
{
    m_socket.connectToServer(path);
}

void RelayClient::disconnectNow()
{
    const QSignalBlocker quiet(m_socket);
    m_socket.abort();
    m_due.clear();
    m_waiting.clear();
}

void RelayClient::say(const QByteArray& command, Answer answer)
{
    m_due.push_back(std::move(answer));
    const QByteArray line = command + "\n";
    if (m_socket.state() != QLocalSocket::ConnectedState) {
        m_waiting += line;
        return;
    }
    m_socket.write(line);
    m_socket.flush(); // The object may end before the event loop turns.
}

void RelayClient::readAnswers()
{
    while (m_socket.canReadLine()) {
        const QString text = QString::fromUtf8(m_socket.readLine()).trimmed();
        if (m_due.empty())
            return fail(tr("It said something that nobody had asked for."));
        const Answer answer = std::move(m_due.front());
        m_due.pop_front();
        const bool good = text == u"ok" || text.startsWith(u"ok ");
        answer(good ? QString() : text.section(u' ', 1), good ? text.section(u' ', 1) : QString());
    }
    if (m_socket.bytesAvailable() > maxAnswerBytes)
        fail(tr("It said a line without end."));
}

void RelayClient::fail(const QString& why)
{
    const auto due = std::exchange(m_due, {});
    disconnectNow();
    for (const Answer& answer : due)
        answer(why, {});
    Q_EMIT lost(why);
}

} // namespace zs::launcher
