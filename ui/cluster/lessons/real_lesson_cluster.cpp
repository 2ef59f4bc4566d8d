// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/real_lesson_cluster.h"

#include "clientlib/base/expect.h"
#include "ui/cluster/launcher_control.h"
#include "ui/cluster/lessons/client_line.h"
#include "ui/cluster/playback.h"

#include <QCoroTask>

namespace zs::ui {
namespace {

/// Sessions of lessons may last as long as a reader reads.
constexpr auto sharedSettings = "maxSessionTimeout=600000\n";

launcher::ClusterProfile profileOf(const Lesson& lesson, const QString& folder)
{
    launcher::ClusterProfile profile = launcher::makeProfile(folder + QStringLiteral("/cluster"),
        std::size_t(lesson.voters), std::size_t(lesson.observers));
    profile.name = QStringLiteral("lesson-%1").arg(lesson.number);
    profile.tickTimeMs = lessonTick.count();
    profile.initLimitTicks = lessonInitLimit;
    profile.syncLimitTicks = lessonSyncLimit;
    for (launcher::ServerProfile& server : profile.servers)
        server.extra = sharedSettings + lesson.settings;
    if (lesson.mixed)
        profile.find(ServerId(lesson.apache))->engine = launcher::Engine::apache;
    return profile;
}

std::string textOf(const std::optional<Bytes>& data)
{
    return data ? std::string(data->begin(), data->end()) : std::string();
}

void take(ClientAnswer& answer, const CreatedResponse& made)
{
    answer.stat = made.stat;
    answer.text = made.path.text();
}

void take(ClientAnswer& answer, const DataResponse& read)
{
    answer.stat = read.stat;
    answer.text = textOf(read.data);
}

void take(ClientAnswer& answer, const Stat& stat)
{
    answer.stat = stat;
}

void take(ClientAnswer& answer, const AclResponse& read)
{
    answer.stat = read.stat;
    for (const Acl& entry : read.acl)
        answer.text += entry.who.scheme + ':' + entry.who.id + ':' + permsText(entry.perms) + '\n';
}

} // namespace

RealLessonCluster::RealLessonCluster(
    const Lesson& lesson, launcher::ClusterOptions options, QObject* parent) :
    LessonCluster(parent)
{
    options.trace = true;
    options.traceDetail = true;
    options.keepRunning = false;
    options.wishes = {0, 0, 0, 0}; // The well-known ports are the user's.
    m_cluster = std::make_unique<launcher::Cluster>(
        profileOf(lesson, m_folder.path()), std::move(options));
    m_control = new LauncherControl(m_cluster.get());
    using launcher::Cluster;
    // The same that the page is shown.
    connect(m_control, &ClusterControl::moments, this, &LessonCluster::moments);
    connect(m_cluster.get(), &Cluster::failed, this,
        [this](ServerId, const QString& reason) { Q_EMIT failed(reason); });
    connect(m_cluster.get(), &Cluster::faultsChanged, this, [this] {
        if (m_linkChangesDue > 0 && --m_linkChangesDue == 0)
            Q_EMIT linksChanged();
    });
}

RealLessonCluster::~RealLessonCluster()
{
    m_cluster->disconnect(this);
    m_control->disconnect(this);
    disconnect(); // What clients tell at their end is no evidence.
    for (auto& [name, guest] : m_guests)
        guest.line->breakOff(); // Else each would wait to close its session.
    m_guests.clear();
}

void RealLessonCluster::open()
{
    m_cluster->open();
}

void RealLessonCluster::start(ServerId id)
{
    m_cluster->start(id);
}

void RealLessonCluster::stop(ServerId id)
{
    m_cluster->stop(id);
}

void RealLessonCluster::kill(ServerId id)
{
    m_cluster->kill(id);
}

void RealLessonCluster::cut(const std::set<ServerId>& some, const std::set<ServerId>& others)
{
    if (some.size() + others.size() == m_cluster->profile().servers.size()) {
        ++m_linkChangesDue;
        return m_cluster->partition(some);
    }
    m_linkChangesDue += 2 * some.size() * others.size();
    for (const ServerId one : some) {
        for (const ServerId other : others) {
            m_cluster->cut(one, other);
            m_cluster->cut(other, one);
        }
    }
}

void RealLessonCluster::heal()
{
    ++m_linkChangesDue;
    m_cluster->healAll();
}

void RealLessonCluster::delay(ServerId a, ServerId b, std::chrono::milliseconds time)
{
    ++m_linkChangesDue;
    m_cluster->delay(a, b, time);
}

quint16 RealLessonCluster::clientPort(ServerId id) const
{
    const launcher::ServerProfile* server = m_cluster->profile().find(id);
    ZS_EXPECT(server);
    return server->clientPort;
}

void RealLessonCluster::openSession(const std::string& client, ServerId at,
    std::chrono::milliseconds timeout, bool readOnlyToo)
{
    Guest& guest = m_guests[client];
    guest = Guest();
    guest.line = new ClientLine(this);
    if (!guest.line->listen()) {
        Q_EMIT failed(tr("No port is free for a client of the lesson. End other programs that use "
                         "the network, then try again."));
        return;
    }
    guest.line->leadTo(clientPort(at));
    guest.server = at;
    ClientOptions options;
    options.servers.servers = {{"127.0.0.1", guest.line->port()}};
    options.sessionTimeout = timeout;
    options.acceptReadOnlyServer = readOnlyToo;
    guest.client = Client::connectTo(std::move(options));
    connect(guest.client.get(), &Client::statusChanged, this,
        [this, client](const SessionStatus& status) { onStatus(client, status); });
    connect(guest.client.get(), &Client::watchFired, this, [this, client](const WatchEvent& event) {
        ClientAnswer answer;
        answer.what = ClientAnswer::What::event;
        answer.client = client;
        answer.path = event.path.text();
        tell(std::move(answer));
    });
}

void RealLessonCluster::onStatus(const std::string& name, const SessionStatus& status)
{
    Guest& guest = m_guests[name];
    const bool was = guest.state == SessionState::connected
        || guest.state == SessionState::connectedReadOnly;
    const bool is = status.state == SessionState::connected
        || status.state == SessionState::connectedReadOnly;
    const bool same = std::exchange(guest.state, status.state) == status.state;
    if (same)
        return;
    ClientAnswer answer;
    answer.client = name;
    answer.server = guest.server;
    answer.session = status.sessionId;
    if (is)
        answer.what = ClientAnswer::What::connected;
    else if (status.state == SessionState::expired)
        answer.what = ClientAnswer::What::expired;
    else if (was)
        answer.what = ClientAnswer::What::disconnected;
    else
        return;
    answer.text = status.state == SessionState::connectedReadOnly ? "read-only" : "";
    tell(std::move(answer));
}

void RealLessonCluster::moveSession(const std::string& client, ServerId to)
{
    const auto found = m_guests.find(client);
    ZS_EXPECT(found != m_guests.end());
    found->second.line->leadTo(clientPort(to));
    found->second.server = to;
    found->second.client->retryNow();
}

void RealLessonCluster::killClient(const std::string& client)
{
    const auto found = m_guests.find(client);
    if (found == m_guests.end())
        return;
    found->second.line->breakOff();
    found->second.client->disconnect(this);
    found->second.client.release()->deleteLater(); // Perhaps within one of its own answers.
    m_guests.erase(found);
}

void RealLessonCluster::tell(ClientAnswer answer)
{
    answer.at = Playback::machineNow();
    Q_EMIT answered(answer);
}

template <class T>
void RealLessonCluster::answerLater(QCoro::Task<Result<T>> task, const ClientRequest& request)
{
    const auto onAnswer = [this, request](const Result<T>& result) {
        ClientAnswer answer;
        answer.client = request.client;
        answer.operation = nameOf(request.operation);
        answer.path = request.path;
        if (!result) {
            answer.code = result.error().code;
            answer.text = result.error().detail;
        } else if constexpr (!std::is_void_v<T>) {
            take(answer, *result);
        }
        tell(std::move(answer));
    };
    QCoro::connect(std::move(task), this, onAnswer);
}

void RealLessonCluster::ask(const ClientRequest& request)
{
    const auto found = m_guests.find(request.client);
    ZS_EXPECT(found != m_guests.end());
    Client& client = *found->second.client;
    const Path path = request.operation == ClientRequest::Operation::addAuth ? Path()
                                                                            : Path(request.path);
    const std::optional<Bytes> data = toBytes(request.data);
    using Operation = ClientRequest::Operation;
    switch (request.operation) {
    case Operation::create:
        return answerLater(client.create(path, data, request.mode, request.acl), request);
    case Operation::setData: return answerLater(client.setData(path, data, anyVersion), request);
    case Operation::getData:
        return answerLater(
            client.getData(path, request.watch ? Watch::yes : Watch::no), request);
    case Operation::remove: return answerLater(client.remove(path), request);
    case Operation::setAcl:
        return answerLater(client.setAcl(path, request.acl, anyVersion), request);
    case Operation::getAcl: return answerLater(client.getAcl(path), request);
    case Operation::addAuth:
        return answerLater(client.addAuth(Identity{request.path, toBytes(request.data)}), request);
    }
}

} // namespace zs::ui
