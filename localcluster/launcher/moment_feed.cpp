// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/moment_feed.h"

#include <QLocalSocket>

namespace zs::launcher {

Instant monotonicNow()
{
    return Instant(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::steady_clock::now().time_since_epoch()));
}

MomentFeed::MomentFeed(QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &MomentFeed::accept);
    connect(&m_timer, &QTimer::timeout, this, &MomentFeed::handOut);
}

MomentFeed::~MomentFeed()
{
    shut();
}

Result<void> MomentFeed::listen(const QString& path)
{
    QLocalServer::removeServer(path); // Of a program that was killed.
    if (!m_server.listen(path))
        return failure(Errc::io,
            (path + QStringLiteral(": ") + m_server.errorString()).toStdString());
    return {};
}

void MomentFeed::shut()
{
    m_server.close();
    for (auto* socket : findChildren<QLocalSocket*>()) {
        socket->disconnect(this);
        delete socket;
    }
    m_timer.stop();
}

void MomentFeed::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        const auto stream = m_merger.openTrace();
        connect(socket, &QLocalSocket::readyRead, this,
            [this, socket, stream] { read(socket, stream); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket, stream] {
            read(socket, stream);
            m_merger.close(stream);
            socket->deleteLater();
            handOut();
        });
        read(socket, stream);
    }
}

void MomentFeed::read(QLocalSocket* socket, timeline::StreamMerger::StreamId stream)
{
    const QByteArray bytes = socket->readAll();
    if (bytes.isEmpty())
        return;
    const auto fed = m_merger.feed(
        stream, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!fed) {
        Q_EMIT damaged(QString::fromStdString(fed.error().detail));
        socket->disconnect(this);
        m_merger.close(stream);
        socket->abort();
        socket->deleteLater();
    }
    handOut();
}

void MomentFeed::tell(trace::Event event)
{
    m_merger.add({monotonicNow(), ServerId(0), ++m_told, std::move(event), false});
    schedule(); // Not at once: who calls expects no signal before its call has returned.
}

void MomentFeed::add(std::vector<timeline::Moment> inferred)
{
    for (timeline::Moment& moment : inferred)
        m_merger.add(std::move(moment));
    schedule();
}

void MomentFeed::flush()
{
    m_timer.stop();
    if (const auto rest = m_merger.finish(); !rest.empty())
        Q_EMIT moments(rest);
}

void MomentFeed::handOut()
{
    if (const auto ready = m_merger.take(monotonicNow()); !ready.empty())
        Q_EMIT moments(ready);
    schedule();
}

void MomentFeed::schedule()
{
    if (const auto next = m_merger.nextTake())
        m_timer.start(std::max(std::chrono::milliseconds(1),
            std::chrono::ceil<std::chrono::milliseconds>(*next - monotonicNow())));
}

} // namespace zs::launcher
