// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/load_driver.h"

#include "ui/cluster/playback.h"

#include <QCoroTask>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto beatTime = std::chrono::milliseconds(10);
constexpr auto tellTime = std::chrono::milliseconds(100);
/// More writes than that wait for no answer: they would only fill the session's memory.
constexpr int mostWaiting = 200;
constexpr auto folder = "/zooscope-load";

Path nodeOf(std::size_t index)
{
    std::string path = folder; // Appended step by step: gcc 12 at -O2 misreads a chain of sums.
    path += "/session-";
    path += std::to_string(index + 1);
    return Path(std::move(path));
}

} // namespace

LoadDriver::LoadDriver(MakeClient makeClient, QObject* parent) :
    QObject(parent), m_makeClient(std::move(makeClient))
{
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.setInterval(beatTime);
    m_tell.setInterval(tellTime);
    connect(&m_beat, &QTimer::timeout, this, &LoadDriver::beat);
    connect(&m_tell, &QTimer::timeout, this, &LoadDriver::tell);
}

LoadDriver::~LoadDriver()
{
    m_beat.stop();
    m_tell.stop();
}

void LoadDriver::start(int sessions, int writesPerSecond)
{
    stop();
    ++m_run;
    m_perSecond = std::clamp(writesPerSecond, 1, mostWrites);
    m_sessions.resize(std::size_t(std::clamp(sessions, 1, mostSessions)));
    for (Session& session : m_sessions)
        session.client = m_makeClient();
    m_due = 0;
    m_next = 0;
    m_figures = {};
    m_lastBeat = m_lastTold = Playback::machineNow();
    m_beat.start();
    m_tell.start();
    Q_EMIT runningChanged(true);
}

void LoadDriver::stop()
{
    if (!isRunning())
        return;
    m_beat.stop();
    m_tell.stop();
    tell();
    ++m_run;
    m_sessions.clear();
    Q_EMIT runningChanged(false);
}

void LoadDriver::beat()
{
    const Instant now = Playback::machineNow();
    const double passed = std::chrono::duration<double>(now - m_lastBeat).count();
    m_lastBeat = now;
    // What could not be sent in a second is not sent at all: the figures tell it as missing.
    m_due = std::min(m_due + passed * m_perSecond, double(m_perSecond));
    for (std::size_t index = 0; index < m_sessions.size(); ++index) {
        if (!m_sessions[index].ready && !m_sessions[index].making)
            makeNode(index);
    }
    for (std::size_t tried = 0; m_due >= 1 && tried < m_sessions.size();) {
        const std::size_t index = m_next++ % m_sessions.size();
        const Session& session = m_sessions[index];
        if (!session.ready || session.waiting >= mostWaiting) {
            ++tried;
            continue;
        }
        tried = 0;
        m_due -= 1;
        write(index);
    }
}

void LoadDriver::makeNode(std::size_t index)
{
    m_sessions[index].making = true;
    auto onAnswer = [this, index, run = m_run](const Result<CreatedResponse>&) {
        if (run == m_run)
            createOwn(index); // There already, or not: that tells.
    };
    QCoro::connect(
        m_sessions[index].client->create(Path(folder), Bytes()), this, onAnswer);
}

void LoadDriver::createOwn(std::size_t index)
{
    auto onAnswer = [this, index, run = m_run](const Result<CreatedResponse>& made) {
        if (run != m_run)
            return;
        m_sessions[index].making = false;
        m_sessions[index].ready = made || made.error().code == Errc::nodeExists;
    };
    QCoro::connect(
        m_sessions[index].client->create(nodeOf(index), Bytes(), CreateMode::ephemeral), this,
        onAnswer);
}

void LoadDriver::write(std::size_t index)
{
    Session& session = m_sessions[index];
    ++session.waiting;
    auto onAnswer = [this, index, run = m_run, sent = Playback::machineNow()](
                        const Result<Stat>& answer) {
        if (run == m_run)
            settle(index, sent, answer);
    };
    QCoro::connect(session.client->setData(nodeOf(index), Bytes(), anyVersion), this, onAnswer);
}

void LoadDriver::settle(std::size_t index, Instant sent, const Result<Stat>& answer)
{
    Session& session = m_sessions[index];
    --session.waiting;
    const auto took = Playback::machineNow() - sent;
    m_figures.maxNs = std::max<std::int64_t>(m_figures.maxNs, took.count());
    if (answer) {
        ++m_figures.ok;
        m_figures.delayed += took > delayedAfter ? 1 : 0;
        return;
    }
    ++m_figures.failed;
    if (answer.error().code == Errc::noNode)
        session.ready = false; // The servers were wiped, or the node went with an old session.
    if (answer.error().code == Errc::sessionExpired) {
        session.ready = false;
        session.waiting = 0;
        // Not from within its own answer.
        QMetaObject::invokeMethod(
            this,
            [this, index, run = m_run] {
                if (run == m_run)
                    m_sessions[index].client = m_makeClient();
            },
            Qt::QueuedConnection);
    }
}

void LoadDriver::tell()
{
    const Instant now = Playback::machineNow();
    m_figures.spanNs = (now - m_lastTold).count();
    m_lastTold = now;
    timeline::Moment moment;
    moment.t = now;
    moment.n = ++m_number;
    moment.event = std::exchange(m_figures, {});
    Q_EMIT moments({moment});
}

} // namespace zs::ui
