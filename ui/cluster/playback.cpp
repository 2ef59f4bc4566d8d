// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/playback.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace zs::ui {
namespace {

constexpr auto frameTime = std::chrono::milliseconds(16);
/// Nearer to the present than this, Live does not need to catch up.
constexpr auto near = std::chrono::milliseconds(30);
/// Of an election, what is slowed down; most take a third of it.
constexpr auto longestElection = std::chrono::milliseconds(1000);

} // namespace

Playback::Playback(QObject* parent) : QObject(parent)
{
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(frameTime);
    connect(&m_frames, &QTimer::timeout, this, [this] { advance(machineNow()); });
}

Instant Playback::machineNow()
{
    return Instant(std::chrono::steady_clock::now().time_since_epoch());
}

void Playback::setTimeline(const timeline::Timeline* timeline, bool live)
{
    m_timeline = timeline;
    m_live = live && timeline;
    m_slowed = false;
    m_lastElection.reset();
    m_time = timeline && !timeline->empty() ? timeline->begin() : Instant{};
    setPlaying(m_live, m_live);
    if (m_live)
        m_time = machineNow();
    Q_EMIT timeChanged();
    Q_EMIT stateChanged();
}

double Playback::presentSpeed() const
{
    if (!isLive())
        return m_speed;
    return m_slowed ? electionSpeed : 1;
}

void Playback::setPlaying(bool playing, bool following)
{
    m_playing = playing && m_timeline;
    m_following = following;
    m_hasTick = false;
    m_liveSince.reset();
    if (!m_playing)
        m_slowed = false;
    if (m_playing)
        m_frames.start();
    else
        m_frames.stop();
    Q_EMIT stateChanged();
}

void Playback::play()
{
    if (!m_timeline || m_playing)
        return;
    const bool atEnd = m_time >= m_timeline->end();
    if (atEnd && !m_live && !m_timeline->empty())
        m_time = m_timeline->begin(); // As players do: once more from the start.
    setPlaying(true, m_live && atEnd);
}

void Playback::pause()
{
    if (m_playing)
        setPlaying(false, false);
}

void Playback::seek(Instant time)
{
    if (!m_timeline || m_timeline->empty())
        return;
    setPlaying(false, false);
    moveTo(std::clamp(time, m_timeline->begin(), m_timeline->end()));
}

void Playback::stepOn()
{
    if (!m_timeline)
        return;
    const auto next = m_timeline->nextStep(m_time);
    setPlaying(false, false);
    if (next)
        moveTo(*next);
}

void Playback::stepBack()
{
    if (!m_timeline)
        return;
    const auto previous = m_timeline->previousStep(m_time);
    setPlaying(false, false);
    if (previous)
        moveTo(*previous);
}

void Playback::toStart()
{
    if (m_timeline && !m_timeline->empty())
        seek(m_timeline->begin());
}

void Playback::toEnd()
{
    if (!m_timeline)
        return;
    if (!m_live)
        return seek(m_timeline->end());
    setPlaying(true, true);
    moveTo(std::max(m_timeline->end(), machineNow()));
}

void Playback::setSpeed(double speed)
{
    m_speed = speed;
    // In Live a speed of one's own means to look at what was, from here.
    if (isLive() && speed < 1)
        m_following = false;
    Q_EMIT stateChanged();
}

void Playback::setSlowsElections(bool slows)
{
    m_slowsElections = slows;
    if (!slows && std::exchange(m_slowed, false))
        Q_EMIT stateChanged();
}

bool Playback::inElection() const
{
    const std::vector<timeline::ElectionSpan>& spans = m_timeline->elections();
    const auto after = std::upper_bound(spans.begin(), spans.end(), m_time,
        [](Instant t, const timeline::ElectionSpan& span) { return t < span.from; });
    if (after == spans.begin())
        return false;
    const timeline::ElectionSpan& span = *std::prev(after);
    // A server that waits for others for minutes is nothing to be watched slowly.
    return m_time < span.to.value_or(span.from + longestElection)
        && m_time < span.from + longestElection;
}

std::optional<Instant> Playback::newElection(Instant next)
{
    const std::vector<timeline::ElectionSpan>& spans = m_timeline->elections();
    if (spans.empty() || spans.back().from > next || spans.back().from == m_lastElection)
        return std::nullopt;
    m_lastElection = spans.back().from;
    // What was over before one looked is not shown again.
    if (*m_lastElection < *m_liveSince || next - *m_lastElection > longestElection)
        return std::nullopt;
    return m_lastElection;
}

void Playback::moveLive(Instant next)
{
    const auto began = m_slowsElections ? newElection(next) : std::nullopt;
    if (began && !std::exchange(m_slowed, true))
        Q_EMIT stateChanged();
    moveTo(began.value_or(next));
}

void Playback::advance(Instant machineNow)
{
    if (!m_playing || !m_timeline)
        return;
    const auto passed = m_hasTick ? machineNow - m_lastTick : std::chrono::nanoseconds(0);
    m_lastTick = machineNow;
    m_hasTick = true;
    const auto scaled = [passed](double speed) {
        return std::chrono::nanoseconds(std::int64_t(double(passed.count()) * speed));
    };
    if (!isLive()) {
        Instant next = m_time + scaled(m_speed);
        const Instant end = m_live ? machineNow : m_timeline->end();
        if (next >= end) {
            next = end;
            if (m_live)
                setPlaying(true, true); // Caught up with the present.
            else
                setPlaying(false, false);
        }
        return moveTo(next);
    }
    if (!m_liveSince)
        m_liveSince = machineNow;
    const bool slow = m_slowsElections && inElection();
    if (slow != m_slowed) {
        m_slowed = slow;
        Q_EMIT stateChanged();
    }
    if (slow)
        return moveTo(m_time + scaled(electionSpeed));
    if (machineNow - m_time > near && passed.count() > 0) {
        const Instant next = m_time + scaled(catchUpSpeed);
        return moveLive(std::min(next, machineNow));
    }
    moveLive(machineNow);
}

void Playback::moveTo(Instant time)
{
    if (time == m_time)
        return;
    m_time = time;
    Q_EMIT timeChanged();
}

} // namespace zs::ui
