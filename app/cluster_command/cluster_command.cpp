// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cluster_command/cluster_command.h"

#include "app/cluster_command/cluster_arguments.h"
#include "app/cluster_command/cluster_status.h"
#include "localcluster/launcher/cluster.h"
#include "localcluster/launcher/cluster_store.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace zs::app {
namespace {

using launcher::Cluster;
using launcher::ClusterProfile;
using launcher::ProcessState;

enum ExitCode { ok = 0, failed = 1, badArguments = 2, notRunning = 3 };

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::seconds answerTime{3};

void print(std::FILE* stream, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    if (!text.endsWith(u'\n'))
        std::fputc('\n', stream);
}

int complain(ExitCode code, const QString& text)
{
    print(stderr, QStringLiteral("zooscope: ") + text);
    return code;
}

int complain(const Error& error)
{
    return complain(error.code == Errc::noNode ? notRunning : failed,
        QString::fromStdString(error.detail));
}

/// The one cluster that runs, or the only one that there is.
Result<ClusterProfile> findProfile(const ClusterArguments& arguments)
{
    if (!arguments.folder.isEmpty())
        return launcher::loadProfile(arguments.folder);
    std::vector<ClusterProfile> all = launcher::listClusters(launcher::defaultClusterHome());
    std::vector<ClusterProfile> running;
    for (const ClusterProfile& profile : all) {
        if (launcher::isClusterRunning(profile.folder))
            running.push_back(profile);
    }
    if (running.size() == 1 || all.size() == 1)
        return running.size() == 1 ? running.front() : all.front();
    if (running.empty())
        return failure(Errc::noNode,
            "No cluster runs. Start one, or name its folder with --folder.");
    return failure(Errc::invalidInput,
        "More than one cluster runs. Name the folder of the one that you mean with --folder.");
}

Result<ClusterProfile> profileToStart(const ClusterArguments& arguments)
{
    const QString usual = QStringLiteral("%1/local-%2%3")
                              .arg(launcher::defaultClusterHome())
                              .arg(arguments.servers)
                              .arg(arguments.observers > 0
                                      ? QStringLiteral("-observers-%1").arg(arguments.observers)
                                      : QString());
    const QString folder = arguments.folder.isEmpty() ? usual : arguments.folder;
    auto stored = launcher::loadProfile(folder);
    if (stored) {
        if (arguments.serversGiven && stored->participants() != std::size_t(arguments.servers))
            return failure(Errc::invalidInput,
                QStringLiteral("%1 holds a cluster of %2 participants. Leave --servers out, or "
                               "choose another folder.")
                    .arg(folder)
                    .arg(stored->participants())
                    .toStdString());
        return stored;
    }
    if (stored.error().code != Errc::noNode)
        return stored;
    ClusterProfile profile = launcher::makeProfile(
        folder, std::size_t(arguments.servers), std::size_t(arguments.observers));
    if (arguments.tickTimeMs > 0)
        profile.tickTimeMs = arguments.tickTimeMs;
    for (const ServerId id : arguments.apache) {
        launcher::ServerProfile* server = profile.find(id);
        if (!server)
            return failure(Errc::invalidInput,
                "--apache " + std::to_string(id.value) + ": there is no such server");
        server->engine = launcher::Engine::apache;
    }
    return profile;
}

/// One command on one cluster, from its opening to what it waits for.
class Session {
public:
    Session(ClusterProfile profile, const ClusterArguments& arguments) :
        m_arguments(arguments), m_cluster(std::move(profile), optionsFor(arguments))
    {
        const auto quit = [this] { m_loop.quit(); };
        QObject::connect(&m_cluster, &Cluster::stateChanged, &m_loop, quit);
        QObject::connect(&m_cluster, &Cluster::serverChanged, &m_loop, quit);
        QObject::connect(&m_cluster, &Cluster::serving, &m_loop, quit);
        QObject::connect(&m_cluster, &Cluster::stopped, &m_loop, quit);
        QObject::connect(&m_cluster, &Cluster::faultsChanged, &m_loop, [this] {
            m_faultsChanged = true;
            m_loop.quit();
        });
        QObject::connect(
            &m_cluster, &Cluster::failed, &m_loop, [this](ServerId, const QString& reason) {
                m_problem += (m_problem.isEmpty() ? QString() : QStringLiteral("\n")) + reason;
                m_loop.quit();
            });
    }

    int run()
    {
        const bool wasRunning = launcher::isClusterRunning(m_cluster.profile().folder);
        const int code = dispatch();
        if (m_problem.isEmpty())
            return code;
        const QString problem = std::exchange(m_problem, {});
        if (!wasRunning) { // What has begun in vain shall not stay.
            m_cluster.stop();
            static_cast<void>(
                wait([this] { return m_cluster.state() == Cluster::State::stopped; }));
        }
        return complain(failed, problem);
    }

private:
    static launcher::ClusterOptions optionsFor(const ClusterArguments& arguments)
    {
        launcher::ClusterOptions options;
        options.keepRunning = true;
        options.trace = false; // Nobody would be there to receive it.
        options.wishes.client = arguments.port;
        return options;
    }

    bool wait(const std::function<bool()>& done)
    {
        QTimer limit;
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        limit.start(patience);
        while (!done() && m_problem.isEmpty() && limit.isActive())
            m_loop.exec();
        if (!done() && m_problem.isEmpty())
            m_problem = QStringLiteral("It did not happen within %1 s.").arg(patience.count());
        return m_problem.isEmpty();
    }

    bool open()
    {
        m_cluster.open();
        return wait([this] { return m_cluster.state() == Cluster::State::open; });
    }

    [[nodiscard]] std::vector<ServerId> named() const
    {
        std::vector<ServerId> ids;
        for (const std::int64_t number : m_arguments.numbers)
            ids.emplace_back(number);
        return ids;
    }

    [[nodiscard]] bool allAre(const std::vector<ServerId>& ids, ProcessState state) const
    {
        return std::all_of(ids.begin(), ids.end(),
            [&](ServerId id) { return m_cluster.serverState(id) == state; });
    }

    int dispatch()
    {
        const std::vector<ServerId> ids = named();
        const std::size_t checked = m_arguments.verb == QStringLiteral("delay") ? 2 : ids.size();
        for (std::size_t i = 0; i < checked; ++i) {
            if (!m_cluster.profile().find(ids[i]))
                return complain(
                    badArguments, QStringLiteral("There is no server %1.").arg(ids[i].value));
        }
        if (!open())
            return failed;
        if (m_arguments.verb == QStringLiteral("start"))
            return start(ids);
        if (m_arguments.verb == QStringLiteral("stop"))
            return stop(ids);
        return isForLinks() ? onLinks(ids) : onServers(ids);
    }

    int start(const std::vector<ServerId>& ids)
    {
        if (ids.empty())
            m_cluster.start();
        for (const ServerId id : ids)
            m_cluster.start(id);
        const auto up = [&] {
            if (!ids.empty())
                return allAre(ids, ProcessState::running);
            std::size_t serving = 0;
            for (const launcher::ServerProfile& server : m_cluster.profile().servers)
                serving += m_cluster.isServing(server.id) ? 1 : 0;
            return serving == m_cluster.profile().servers.size();
        };
        if (!wait(up))
            return failed;
        ClusterStatus status = askCluster(m_cluster.profile(), answerTime);
        // Servers that were found running tell nobody when they serve again: they are asked.
        const QDeadlineTimer deadline(patience);
        while (ids.empty() && !status.allServe() && !deadline.hasExpired()) {
            QTimer::singleShot(std::chrono::milliseconds(50), &m_loop, &QEventLoop::quit);
            m_loop.exec();
            status = askCluster(m_cluster.profile(), answerTime);
        }
        print(stdout, m_arguments.json ? QString::fromUtf8(status.json()) : status.text());
        return ids.empty() && !status.quorumServes() ? failed : ok;
    }

    int stop(const std::vector<ServerId>& ids)
    {
        if (ids.empty()) {
            m_cluster.stop();
            return wait([&] { return m_cluster.state() == Cluster::State::stopped; }) ? ok : failed;
        }
        for (const ServerId id : ids)
            m_cluster.stop(id);
        return wait([&] { return allAre(ids, ProcessState::stopped); }) ? ok : failed;
    }

    int onServers(const std::vector<ServerId>& ids)
    {
        const QString& verb = m_arguments.verb;
        for (const ServerId id : ids) {
            if (verb == QStringLiteral("kill"))
                m_cluster.kill(id);
            else if (verb == QStringLiteral("pause"))
                m_cluster.pause(id);
            else if (verb == QStringLiteral("resume"))
                m_cluster.resume(id);
            else if (verb == QStringLiteral("restart"))
                m_cluster.restart(id);
            else if (verb == QStringLiteral("wipe"))
                m_cluster.wipe(id);
        }
        const ProcessState wanted = verb == QStringLiteral("pause") ? ProcessState::paused
            : verb == QStringLiteral("resume") || verb == QStringLiteral("restart")
            ? ProcessState::running
            : ProcessState::stopped;
        return wait([&] { return allAre(ids, wanted); }) ? ok : failed;
    }

    [[nodiscard]] bool isForLinks() const
    {
        static const QStringList verbs{QStringLiteral("isolate"), QStringLiteral("partition"),
            QStringLiteral("cut"), QStringLiteral("drop"), QStringLiteral("delay"),
            QStringLiteral("heal")};
        return verbs.contains(m_arguments.verb);
    }

    int onLinks(const std::vector<ServerId>& ids)
    {
        if (const QString off = m_cluster.linkFaultsOff(); !off.isEmpty())
            return complain(failed, off);
        const QString& verb = m_arguments.verb;
        m_faultsChanged = false;
        if (verb == QStringLiteral("partition"))
            m_cluster.partition({ids.begin(), ids.end()});
        else if (verb == QStringLiteral("isolate"))
            std::for_each(ids.begin(), ids.end(), [&](ServerId id) { m_cluster.isolate(id); });
        else if (verb == QStringLiteral("heal") && ids.empty())
            m_cluster.healAll();
        else if (verb == QStringLiteral("heal") && ids.size() == 1)
            m_cluster.heal(ids[0]);
        else if (ids[0] == ids[1])
            return complain(badArguments, QStringLiteral("A link has two different ends."));
        else if (verb == QStringLiteral("heal"))
            m_cluster.heal(ids[0], ids[1]);
        else if (verb == QStringLiteral("cut"))
            m_cluster.cut(ids[0], ids[1]);
        else if (verb == QStringLiteral("drop"))
            m_cluster.drop(ids[0], ids[1]);
        else
            m_cluster.delay(ids[0], ids[1], std::chrono::milliseconds(ids[2].value));
        return wait([this] { return m_faultsChanged; }) ? ok : failed;
    }

    const ClusterArguments& m_arguments;
    QEventLoop m_loop;
    Cluster m_cluster;
    QString m_problem;
    bool m_faultsChanged = false;
};

int listAll(bool json)
{
    QJsonArray all;
    QString text;
    for (const ClusterProfile& profile :
        launcher::listClusters(launcher::defaultClusterHome())) {
        const bool runs = launcher::isClusterRunning(profile.folder);
        all.append(QJsonObject{{QStringLiteral("name"), profile.name},
            {QStringLiteral("folder"), profile.folder},
            {QStringLiteral("servers"), int(profile.servers.size())},
            {QStringLiteral("running"), runs}});
        text += QStringLiteral("%1  %2 servers  %3  %4\n")
                    .arg(profile.name, -16)
                    .arg(profile.servers.size())
                    .arg(runs ? QStringLiteral("runs   ") : QStringLiteral("stopped"),
                        profile.folder);
    }
    print(stdout, json ? QString::fromUtf8(QJsonDocument(all).toJson())
            : text.isEmpty() ? QStringLiteral("There are no clusters.")
                             : text);
    return ok;
}

int showStatus(const ClusterProfile& profile, bool json)
{
    const ClusterStatus status = askCluster(profile, answerTime);
    print(stdout, json ? QString::fromUtf8(status.json()) : status.text());
    if (!status.anyRuns())
        return notRunning;
    return status.quorumServes() ? ok : failed;
}

} // namespace

int runClusterCommand(const QStringList& words)
{
    const auto arguments = parseClusterArguments(words);
    if (!arguments)
        return complain(badArguments, QString::fromStdString(arguments.error().detail));
    if (arguments->help) {
        print(stdout, clusterHelpText());
        return ok;
    }
    if (arguments->verb == QStringLiteral("list"))
        return listAll(arguments->json);
    const bool starts = arguments->verb == QStringLiteral("start");
    const auto profile = starts ? profileToStart(*arguments) : findProfile(*arguments);
    if (!profile)
        return complain(profile.error());
    if (arguments->verb == QStringLiteral("status"))
        return showStatus(*profile, arguments->json);
    if (arguments->verb == QStringLiteral("export")) {
        const auto exported = launcher::exportCluster(*profile, arguments->target);
        return exported ? int(ok) : complain(exported.error());
    }
    if (!starts && !launcher::isClusterRunning(profile->folder))
        return complain(notRunning,
            QStringLiteral("The cluster in %1 does not run.").arg(profile->folder));
    return Session(*profile, *arguments).run();
}

} // namespace zs::app
