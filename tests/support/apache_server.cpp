// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apache_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTextStream>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <thread>

namespace zs::test {

namespace {

    constexpr auto zookeeperJar = "/usr/share/java/zookeeper.jar";

    /// Whether each thread is in the state T. "3 (name) T 1 …": the name may hold anything.
    bool allStopped(const QString& threads)
    {
        const QStringList ids = QDir(threads).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return std::all_of(ids.begin(), ids.end(), [&](const QString& id) {
            QFile file(threads + u'/' + id + QStringLiteral("/stat"));
            if (!file.open(QIODevice::ReadOnly))
                return true; // It has ended.
            const QByteArray stat = file.readAll();
            return stat.mid(stat.lastIndexOf(')') + 2, 1) == "T";
        });
    }

} // namespace

std::string askServer(std::uint16_t port, const char* word, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    if (!socket.waitForConnected(int(limit.count())))
        return {};
    socket.write(word);
    socket.flush();
    std::string answer;
    while (socket.state() == QAbstractSocket::ConnectedState && !deadline.hasExpired())
        socket.waitForReadyRead(int(deadline.remainingTime()));
    answer = socket.readAll().toStdString();
    return answer;
}

ApacheServer::ApacheServer()
    : ApacheServer(Options()) {}

ApacheServer::ApacheServer(Options options)
    : m_options(std::move(options))
{
    if (m_options.clientPort == 0)
        m_options.clientPort = freePort();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // Also when the test program is killed by a time-out, no server may stay behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    writeConfig();
}

ApacheServer::~ApacheServer() { kill(); }

bool ApacheServer::isInstalled() { return QFileInfo::exists(zookeeperJar); }

std::string ApacheServer::address() const { return "127.0.0.1:" + std::to_string(port()); }

void ApacheServer::writeConfig()
{
    QFile config(m_directory.filePath("zoo.cfg"));
    if (!config.open(QIODevice::WriteOnly | QIODevice::Text))
        qFatal("cannot write zoo.cfg");
    QTextStream out(&config);
    out << "tickTime=" << m_options.tickTimeMs << "\n"
        // Longer than a machine with other work lets a process wait.
        << "initLimit=40\nsyncLimit=40\n"
        << "dataDir=" << m_directory.path() << "\n"
        << "clientPort=" << m_options.clientPort << "\n"
        << "clientPortAddress=127.0.0.1\n"
        << "admin.enableServer=false\n4lw.commands.whitelist=*\nmaxClientCnxns=0\n"
        << "extendedTypesEnabled=true\n";
    for (const QString& line : m_options.configLines)
        out << line << "\n";
    if (m_options.myId == 0)
        return;
    QFile id(m_directory.filePath("myid"));
    if (!id.open(QIODevice::WriteOnly))
        qFatal("cannot write myid");
    id.write(QByteArray::number(m_options.myId));
}

void ApacheServer::launch()
{
    if (!m_options.program.isEmpty()) {
        m_process.start(m_options.program, {m_directory.filePath("zoo.cfg")});
        return;
    }
    QStringList arguments{"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Dzookeeper.extendedTypesEnabled=true"};
    arguments += m_options.javaOptions;
    QStringList classPath{
        m_options.jarFolder.isEmpty() ? QString(zookeeperJar) : m_options.jarFolder + "/*"};
    classPath += m_options.extraJars;
    arguments << "-cp" << classPath.join(':') << "org.apache.zookeeper.server.quorum.QuorumPeerMain"
              << m_directory.filePath("zoo.cfg");
    m_process.start("java", arguments);
}

bool ApacheServer::waitUntilReady()
{
    return waitUntilSays({m_options.waitForMode ? "Mode:" : ""});
}

bool ApacheServer::waitUntilSays(const std::vector<std::string>& words)
{
    const QDeadlineTimer deadline(std::chrono::seconds(60));
    while (!deadline.hasExpired()) {
        const std::string answer = askServer(port(), "srvr");
        const auto said = [&answer](const std::string& word) {
            return answer.find(word) != std::string::npos;
        };
        if (!answer.empty() && std::any_of(words.begin(), words.end(), said))
            return true;
        // Nothing announces that the port opens; the process' end would show here at once.
        if (m_process.waitForFinished(100) || m_process.state() == QProcess::NotRunning)
            break;
    }
    const QByteArray said = m_process.readAll();
    std::fprintf(stderr, "%s did not start (is ZS_BIN set?): %s\n%s\n",
        qPrintable(m_process.program()), qPrintable(m_process.errorString()), said.constData());
    return false;
}

bool ApacheServer::start()
{
    launch();
    return waitUntilReady();
}

void ApacheServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10'000);
}

void ApacheServer::freeze()
{
    ::kill(pid_t(m_process.processId()), SIGSTOP);
    // The signal takes its time, and a thread that still runs may answer: Linux's proc(5).
    const QString threads = QStringLiteral("/proc/%1/task").arg(m_process.processId());
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (!allStopped(threads) && !deadline.hasExpired())
        std::this_thread::yield();
}

void ApacheServer::thaw() { ::kill(pid_t(m_process.processId()), SIGCONT); }

} // namespace zs::test
