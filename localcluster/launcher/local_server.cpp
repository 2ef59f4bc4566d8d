// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/local_server.h"

#include "localcluster/launcher/free_port.h"
#include "localcluster/launcher/private_config.h"
#include "localcluster/launcher/ready_line.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <cstring>

namespace zs::launcher {
namespace {

    constexpr int keptLines = 8;
    constexpr int maxAttempts = 3;
    constexpr qsizetype maxLineBytes = 16 * 1024;
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

    int milliseconds(std::chrono::milliseconds time)
    {
        return static_cast<int>(time.count());
    }

} // namespace

LocalServer::LocalServer(LocalServerOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options))
{
    if (m_options.program.isEmpty())
        m_options.program = QCoreApplication::applicationDirPath() + "/zooscope-server";
    if (m_options.folder.isEmpty())
        m_options.folder = defaultFolder();
    m_timer.setSingleShot(true);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_timer, &QTimer::timeout, this, &LocalServer::onTimeout);
    connect(&m_process, &QProcess::readyRead, this, &LocalServer::readOutput);
    connect(&m_process, &QProcess::finished, this, &LocalServer::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("%1 could not be started: %2.")
                     .arg(m_options.program, m_process.errorString()));
    });
}

LocalServer::~LocalServer()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(milliseconds(m_options.stopTimeout))) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

QString LocalServer::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
        + "/local-server";
}

QString LocalServer::configFile(const QString& folder)
{
    return folder + "/zoo.cfg";
}

QString LocalServer::configText(
    const QString& sampleConfig, const QString& folder, std::uint16_t port)
{
    QFile sample(sampleConfig);
    if (!sample.open(QIODevice::ReadOnly))
        return QString();
    const QString data = QFileInfo(folder + "/data").absoluteFilePath();
    const PrivateSettings settings{.dataDir = data.toStdString(), .clientPort = port};
    return QString::fromStdString(privateConfig(sample.readAll().toStdString(), settings));
}

void LocalServer::start()
{
    if (m_state != State::stopped)
        return;
    m_attempts = 0;
    m_wasReady = false;
    m_timedOut = false;
    setState(State::starting);
    // Deferred, so that no signal comes before start() has returned.
    auto begin = [this] {
        if (m_state != State::starting)
            return fail(tr("The local server was stopped before it had started."));
        if (const std::optional<QString> problem = prepare())
            return fail(*problem);
        launch();
    };
    QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
}

void LocalServer::stop()
{
    if (m_state != State::starting && m_state != State::ready)
        return;
    setState(State::stopping);
    if (m_process.state() == QProcess::NotRunning)
        return; // start() has not begun yet; it will see the new state.
    m_timer.start(milliseconds(m_options.stopTimeout));
    m_process.terminate();
}

/// Folders, lock and program; yields what is wrong.
std::optional<QString> LocalServer::prepare()
{
    const QFileInfo program(m_options.program);
    if (!program.exists())
        return tr("There is no program %1. Build or install the whole of Zooscope.")
            .arg(m_options.program);
    if (std::optional<QString> problem = makeFolders())
        return problem;
    auto lock = std::make_unique<QLockFile>(m_options.folder + "/lock");
    lock->setStaleLockTime(0); // A lock ends with its process, never by its age.
    if (!lock->tryLock(0)) {
        qint64 owner = 0;
        QString host;
        QString application;
        if (!lock->getLockInfo(&owner, &host, &application))
            return tr("The folder %1 could not be locked. Check that you may write to it.")
                .arg(m_options.folder);
        return tr("Another Zooscope (process %1) runs the local server of the folder %2. Connect "
                  "to that server, or quit the other program first.")
            .arg(owner)
            .arg(m_options.folder);
    }
    m_lock = std::move(lock);
    return std::nullopt;
}

std::optional<QString> LocalServer::makeFolders()
{
    const auto folderMode = ownerOnly | QFileDevice::ExeOwner;
    for (const QString& folder : {m_options.folder, m_options.folder + "/data"}) {
        const bool there = QFileInfo(folder).isDir();
        if (!there && !QDir().mkpath(QFileInfo(folder).absolutePath()))
            return tr("The folder %1 could not be made.").arg(QFileInfo(folder).absolutePath());
        if (!there && !QDir().mkdir(folder, folderMode))
            return tr("The folder %1 could not be made.").arg(folder);
        if (there && !QFile::setPermissions(folder, folderMode))
            return tr("The folder %1 could not be made private: it belongs to someone else.")
                .arg(folder);
    }
    return std::nullopt;
}

std::optional<QString> LocalServer::writeConfig()
{
    const QByteArray text
        = configText(m_options.sampleConfig, m_options.folder, m_port).toUtf8();
    if (text.isEmpty())
        return tr("The sample configuration %1 could not be read.").arg(m_options.sampleConfig);
    QSaveFile file(configFile(m_options.folder));
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(text) == text.size() && file.commit();
    if (!written)
        return tr("%1 could not be written: %2.").arg(file.fileName(), file.errorString());
    return std::nullopt;
}

void LocalServer::launch()
{
    ++m_attempts;
    const std::optional<std::uint16_t> port = freePort(m_options.preferredPort);
    if (!port)
        return fail(tr("No port of 127.0.0.1 is free. Close programs that you do not need."));
    m_port = *port;
    if (const std::optional<QString> problem = writeConfig())
        return fail(*problem);
    m_partialLine.clear();
    m_lastLines.clear();
    m_timer.start(milliseconds(m_options.startTimeout));
    // With our process id, the server notices also that we died before it could ask.
    const auto parent = QString::number(QCoreApplication::applicationPid());
    m_process.start(
        m_options.program, {"--exit-with-parent=" + parent, configFile(m_options.folder)});
}

void LocalServer::fail(const QString& reason)
{
    m_timer.stop();
    m_lock.reset();
    setState(State::stopped);
    Q_EMIT failed(reason);
}

void LocalServer::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void LocalServer::readOutput()
{
    m_partialLine += m_process.readAll();
    for (;;) {
        qsizetype end = m_partialLine.indexOf('\n');
        if (end < 0 && m_partialLine.size() < maxLineBytes)
            return;
        // A line without an end is cut, so that it cannot fill the memory.
        end = end < 0 ? m_partialLine.size() : end;
        const QString line = QString::fromUtf8(m_partialLine.first(end)).trimmed();
        m_partialLine.remove(0, end + 1);
        if (!line.isEmpty())
            takeLine(line);
    }
}

void LocalServer::takeLine(const QString& line)
{
    m_lastLines.append(line);
    if (m_lastLines.size() > keptLines)
        m_lastLines.removeFirst();
    Q_EMIT logLine(line);
    if (m_state != State::starting || readyPort(line.toStdString()) != m_port)
        return;
    m_timer.stop();
    m_wasReady = true;
    setState(State::ready);
    Q_EMIT ready(m_port);
}

void LocalServer::onFinished()
{
    m_partialLine += '\n'; // What it said last may lack its line end.
    readOutput();
    m_timer.stop();
    const bool asked = m_state == State::stopping;
    if (m_wasReady) {
        m_lock.reset();
        setState(State::stopped);
        Q_EMIT exited(asked, asked ? howItEnded() : howItEnded() + lastWords());
        return;
    }
    if (asked)
        return fail(tr("The local server was stopped before it was ready."));
    if (m_timedOut)
        return fail(tr("The local server was not ready after %1 s, so it was ended.")
                        .arg(milliseconds(m_options.startTimeout) / 1000.0)
            + lastWords());
    if (m_attempts < maxAttempts && !isPortFree(m_port))
        return launch(); // Another program took the port between our look and the server's.
    fail(tr("The local server ended before it was ready.") + " " + howItEnded() + lastWords());
}

void LocalServer::onTimeout()
{
    m_timedOut = true;
    m_process.kill();
}

QString LocalServer::lastWords() const
{
    if (m_lastLines.isEmpty())
        return QString();
    return "\n" + tr("It said last:") + "\n" + m_lastLines.join('\n');
}

QString LocalServer::howItEnded() const
{
    if (m_process.exitStatus() == QProcess::NormalExit)
        return tr("It ended with exit code %1.").arg(m_process.exitCode());
    const int signal = m_process.exitCode(); // What QProcess puts there after a crash.
    return tr("It was ended by signal %1 (%2).").arg(signal).arg(strsignal(signal));
}

} // namespace zs::launcher
