// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cluster_command/cluster_status.h"

#include "localcluster/launcher/relay_client.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <vector>

namespace zs::app {
namespace {

constexpr qint64 maxAnswerBytes = 16 * 1024;

QString roleOf(const launcher::ServerProfile& server)
{
    return server.role == config::PeerType::observer ? QStringLiteral("observer")
                                                     : QStringLiteral("participant");
}

QString stateOf(const ClusterStatus::Server& server)
{
    if (server.pid == 0)
        return QStringLiteral("stopped");
    if (server.paused)
        return QStringLiteral("paused");
    return server.mode.isEmpty() ? QStringLiteral("not serving") : server.mode;
}

/// The value of "Mode: leader".
QString valueOf(const QByteArray& answer, const char* key)
{
    for (const QByteArray& line : answer.split('\n')) {
        if (line.startsWith(key))
            return QString::fromLatin1(line.mid(qsizetype(qstrlen(key)))).trimmed();
    }
    return {};
}

/// Questions that are under way; quits the loop when the last is answered.
class Round {
public:
    void ask(std::uint16_t port, ClusterStatus::Server& server)
    {
        ++m_open;
        auto socket = std::make_unique<QTcpSocket>();
        QTcpSocket* const raw = socket.get();
        raw->setProxy(QNetworkProxy::NoProxy);
        QObject::connect(raw, &QTcpSocket::connected, raw, [raw] { raw->write("srvr"); });
        QObject::connect(raw, &QTcpSocket::errorOccurred, raw, [this, raw, &server] {
            const QByteArray answer = raw->read(maxAnswerBytes);
            server.mode = valueOf(answer, "Mode: ");
            server.zxid = valueOf(answer, "Zxid: ");
            done();
        });
        raw->connectToHost(QStringLiteral("127.0.0.1"), port);
        m_sockets.push_back(std::move(socket));
    }

    void askRelay(const QString& control, QString& faults)
    {
        ++m_open;
        m_relay.connectTo(control);
        m_relay.say("state", [this, &faults](const QString&, const QString& words) {
            faults = words;
            done();
        });
    }

    void wait(std::chrono::milliseconds limit)
    {
        if (m_open == 0)
            return;
        QTimer::singleShot(limit, &m_loop, &QEventLoop::quit);
        m_loop.exec();
        for (const auto& socket : m_sockets)
            socket->disconnect();
    }

private:
    void done()
    {
        if (--m_open == 0)
            m_loop.quit();
    }

    int m_open = 0;
    QEventLoop m_loop;
    launcher::RelayClient m_relay;
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

} // namespace

bool ClusterStatus::anyRuns() const
{
    return std::any_of(
        servers.begin(), servers.end(), [](const auto& entry) { return entry.second.pid != 0; });
}

bool ClusterStatus::quorumServes() const
{
    std::size_t serving = 0;
    for (const launcher::ServerProfile& entry : profile.servers) {
        const QString& mode = servers.at(entry.id).mode;
        const bool serves = !mode.isEmpty() && mode != QStringLiteral("read-only");
        if (entry.role == config::PeerType::participant && serves)
            ++serving;
    }
    return serving > profile.participants() / 2;
}

bool ClusterStatus::allServe() const
{
    return std::all_of(servers.begin(), servers.end(), [](const auto& entry) {
        return entry.second.paused || !entry.second.mode.isEmpty();
    });
}

QString ClusterStatus::text() const
{
    QString out = QStringLiteral("%1  %2\n").arg(profile.name, profile.folder);
    out += QStringLiteral("clients: %1\n").arg(profile.connectString());
    for (const launcher::ServerProfile& entry : profile.servers) {
        const Server& server = servers.at(entry.id);
        out += QStringLiteral("server %1  %2  %3  127.0.0.1:%4")
                   .arg(entry.id.value)
                   .arg(roleOf(entry), -11)
                   .arg(stateOf(server), -11)
                   .arg(entry.clientPort);
        if (server.pid != 0)
            out += QStringLiteral("  pid %1").arg(server.pid);
        if (!server.zxid.isEmpty())
            out += QStringLiteral("  zxid %1").arg(server.zxid);
        out += u'\n';
    }
    if (!faults.isEmpty() && faults != QStringLiteral("cut delay"))
        out += QStringLiteral("links: %1\n").arg(faults);
    return out;
}

QByteArray ClusterStatus::json() const
{
    QJsonArray list;
    for (const launcher::ServerProfile& entry : profile.servers) {
        const Server& server = servers.at(entry.id);
        list.append(QJsonObject{
            {QStringLiteral("id"), int(entry.id.value)},
            {QStringLiteral("role"), roleOf(entry)},
            {QStringLiteral("engine"), entry.engine == launcher::Engine::apache
                    ? QStringLiteral("apache")
                    : QStringLiteral("ours")},
            {QStringLiteral("clientPort"), entry.clientPort},
            {QStringLiteral("state"), stateOf(server)},
            {QStringLiteral("pid"), server.pid},
            {QStringLiteral("zxid"), server.zxid},
        });
    }
    const QJsonObject all{
        {QStringLiteral("name"), profile.name},
        {QStringLiteral("folder"), profile.folder},
        {QStringLiteral("connect"), profile.connectString()},
        {QStringLiteral("running"), anyRuns()},
        {QStringLiteral("serving"), quorumServes()},
        {QStringLiteral("links"), faults},
        {QStringLiteral("servers"), list},
    };
    return QJsonDocument(all).toJson();
}

ClusterStatus askCluster(
    const launcher::ClusterProfile& profile, std::chrono::milliseconds limit)
{
    ClusterStatus status;
    status.profile = profile;
    const launcher::RunState run = launcher::RunState::load(profile.folder);
    Round round;
    for (const launcher::ServerProfile& entry : profile.servers) {
        ClusterStatus::Server& server = status.servers[entry.id];
        const auto found = run.servers.find(entry.id);
        if (found == run.servers.end())
            continue;
        server.pid = found->second.pid;
        launcher::ManagedProcess process;
        server.paused = process.attach(found->second) && process.isPaused();
        if (!server.paused)
            round.ask(entry.clientPort, server);
    }
    if (run.relay.pid != 0)
        round.askRelay(run.control, status.faults);
    round.wait(limit);
    return status;
}

} // namespace zs::app
