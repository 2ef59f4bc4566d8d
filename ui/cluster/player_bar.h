// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;

namespace zs::ui {

class SegmentedControl;
class TextLabel;

/// The player, 40 px high: to the start, step back, play or pause, step on, to the end (live), the
/// time, the speed, a bookmark, and saving.
class PlayerBar : public QFrame {
    Q_OBJECT
public:
    /// Times real time; the menu has all of them.
    static constexpr double speeds[] = {0.01, 0.05, 0.1, 0.25, 1, 5, 20};

    explicit PlayerBar(QWidget* parent = nullptr);

    void setPlaying(bool playing);
    /// Both in nanoseconds since the start.
    void setTime(std::int64_t atNs, std::int64_t ofNs);
    void setSpeed(double speed);
    /// It runs slower than asked for, since there is an election to be seen.
    void setSlowed(bool slowed);
    /// Live: the end moves, and the playhead with it.
    void setLive(bool live);
    /// The choices of the menu.
    void setOptions(bool slowsElections, bool reducedMotion);
    /// A menu opens below it.
    [[nodiscard]] const QToolButton* bookmarkButton() const { return m_bookmark; }

Q_SIGNALS:
    void toStart();
    void stepBack();
    void playToggled();
    void stepOn();
    void toEnd();
    void speedChosen(double speed);
    void slowsElectionsChosen(bool slows);
    void reducedMotionChosen(bool reduced);
    void bookmarkRequested();
    void saveRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeMenu();
    void retranslate();

    QToolButton* m_start;
    QToolButton* m_back;
    QToolButton* m_play;
    QToolButton* m_on;
    QToolButton* m_end;
    TextLabel* m_time;
    TextLabel* m_slowed;
    TextLabel* m_speedLabel;
    SegmentedControl* m_speed;
    QToolButton* m_more;
    QAction* m_slows = nullptr;
    QAction* m_still = nullptr;
    QToolButton* m_bookmark;
    QToolButton* m_save;
    bool m_playing = false;
};

/// "0.057 s", "1:02.5", as the player shows it.
[[nodiscard]] QString playerTime(std::int64_t ns);

} // namespace zs::ui
