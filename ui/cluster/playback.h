// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "localcluster/timeline/timeline.h"

#include <optional>

namespace zs::ui {

/// Which time of a timeline is shown, and how it goes on. Live follows the machine's clock, as the
/// traces do; else the time goes at `speed` until the timeline's end.
/// In Live an election is slowed down by itself, and caught up with afterwards. Its first votes are
/// cast before the trace of them is here: so Live goes back to where the election began.
/// Threads: GUI thread. The clock is an argument of `advance`, so tests need none.
class Playback : public QObject {
    Q_OBJECT
public:
    /// How much slower an election goes in Live, and how fast what was missed then comes.
    static constexpr double electionSpeed = 0.1;
    static constexpr double catchUpSpeed = 8;

    explicit Playback(QObject* parent = nullptr);

    /// Does not own it; nullptr for none. `live`: moments will come, and are followed.
    void setTimeline(const timeline::Timeline* timeline, bool live);
    [[nodiscard]] const timeline::Timeline* timeline() const { return m_timeline; }

    [[nodiscard]] Instant time() const { return m_time; }
    [[nodiscard]] bool isPlaying() const { return m_playing; }
    /// Follows what comes (also while it is slowed down).
    [[nodiscard]] bool isLive() const { return m_live && m_playing && m_following; }
    [[nodiscard]] bool canBeLive() const { return m_live; }
    [[nodiscard]] bool isSlowed() const { return m_slowed; }
    [[nodiscard]] double speed() const { return m_speed; }
    /// As the time goes now: that of an election in Live may be lower than `speed`.
    [[nodiscard]] double presentSpeed() const;

    void play();
    void pause();
    void toggle() { m_playing ? pause() : play(); }
    /// Shows this time, and stays there.
    void seek(Instant time);
    void stepOn();
    void stepBack();
    void toStart();
    /// The end; in Live this follows what comes.
    void toEnd();
    void setSpeed(double speed);
    void setSlowsElections(bool slows);
    [[nodiscard]] bool slowsElections() const { return m_slowsElections; }

    /// Lets the time go on to what the machine's clock says. Called 60 times a second while it
    /// plays.
    void advance(Instant machineNow);
    /// The machine's monotonic clock, which is that of the traces.
    [[nodiscard]] static Instant machineNow();

Q_SIGNALS:
    void timeChanged();
    /// Playing, live, slowed or speed changed.
    void stateChanged();

private:
    void moveTo(Instant time);
    void setPlaying(bool playing, bool following);
    [[nodiscard]] bool inElection() const;
    /// Where an election began that is news to Live, which would go on to `next`; none when there
    /// is none, or it is long over.
    [[nodiscard]] std::optional<Instant> newElection(Instant next);
    /// To `next`, or to where a new election began.
    void moveLive(Instant next);

    const timeline::Timeline* m_timeline = nullptr;
    QTimer m_frames;
    Instant m_time{};
    Instant m_lastTick{};
    std::optional<Instant> m_liveSince;  ///< From its first tick on.
    std::optional<Instant> m_lastElection; ///< The start of the last that Live has met.
    bool m_hasTick = false;
    bool m_live = false;
    bool m_following = false;
    bool m_playing = false;
    bool m_slowed = false;
    bool m_slowsElections = true;
    double m_speed = 1;
};

} // namespace zs::ui
