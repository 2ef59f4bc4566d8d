// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "localcluster/timeline/timeline.h"

class QPushButton;
class QSpinBox;

namespace zs::ui {

class TextLabel;

/// Answered writes a second over the last half minute; while none is answered the line falls to the
/// bottom on a red ground: the gap of a failover.
class LoadChart : public QWidget {
    Q_OBJECT
public:
    explicit LoadChart(QWidget* parent = nullptr);
    /// `points` up to `now`.
    void setPoints(const std::vector<timeline::LoadPoint>& points, Instant now);
    [[nodiscard]] QSize sizeHint() const override { return {356, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        double from = 0; ///< Parts of the width.
        double to = 0;
        double rate = 0;
        bool bad = false; ///< Failed, or nothing answered.
        bool operator==(const Bar&) const = default;
    };
    std::vector<Bar> m_bars;
    double m_highest = 1;
};

/// The load: how many writes a second in how many sessions, start and stop, and what they met.
class LoadPanel : public QFrame {
    Q_OBJECT
public:
    explicit LoadPanel(QWidget* parent = nullptr);

    void setRunning(bool running);
    void setFigures(const std::optional<timeline::LoadPicture>& load);
    [[nodiscard]] LoadChart* chart() const { return m_chart; }

Q_SIGNALS:
    void startRequested(int sessions, int writesPerSecond);
    void stopRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    TextLabel* m_title;
    TextLabel* m_writesLabel;
    TextLabel* m_sessionsLabel;
    QSpinBox* m_writes;
    QSpinBox* m_sessions;
    QPushButton* m_toggle;
    TextLabel* m_figures;
    LoadChart* m_chart;
    bool m_running = false;
    std::optional<timeline::LoadPicture> m_load;
};

} // namespace zs::ui
