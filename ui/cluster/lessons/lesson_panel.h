// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/instant.h"

#include <QFrame>
#include <QPointer>

#include <optional>
#include <vector>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace zs::ui {

class LessonRow;
class LessonRunner;
class Note;
class TextLabel;

/// A lesson beside the scene: its steps with what is done, present and to come; of the present
/// one its explanation, what is to be observed and what was, its conclusion, and what the reader
/// can do. A conclusion is shown when the runner has it proven, and not before the picture has
/// come to where that was observed.
class LessonPanel : public QFrame {
    Q_OBJECT
public:
    explicit LessonPanel(QWidget* parent = nullptr);

    /// Does not own it; nullptr: no lesson.
    void setRunner(LessonRunner* runner);
    /// Times are shown from here.
    void setBegin(Instant begin);
    /// How far the picture is while it follows what happens; none: it does not follow.
    void setPlayhead(std::optional<Instant> playhead);
    /// What the conclusion tells now; empty while it is not shown.
    [[nodiscard]] QString conclusion() const;
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void doRequested();
    void nextRequested();
    void restartRequested();
    void leaveRequested();
    void endRequested(); ///< The lesson's servers shall stop.
    void chooseRequested();
    void timeChosen(zs::Instant time);
    /// The lesson's own texts are the host's.
    void languageChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeDetail();
    void rebuild();
    void refresh();
    void refreshSteps();
    void refreshObserved();
    void refreshButtons();
    void fitMain();
    void onMain();
    /// Everything that was seen is in the picture too.
    [[nodiscard]] bool pictureIsThere() const;
    [[nodiscard]] std::size_t seenInPicture() const;
    [[nodiscard]] QString timeText(Instant time) const;

    QPointer<LessonRunner> m_runner;
    Instant m_begin{};
    std::optional<Instant> m_playhead;
    QVBoxLayout* m_steps;
    TextLabel* m_title;
    TextLabel* m_progress;
    TextLabel* m_servers; ///< Which of them is Apache's; hidden when none is.
    QToolButton* m_restart;
    QToolButton* m_end;
    std::vector<LessonRow*> m_rows;
    QWidget* m_detail;
    TextLabel* m_text;
    QVBoxLayout* m_observedColumn;
    std::vector<LessonRow*> m_observed;
    Note* m_conclusion;
    Note* m_problem;
    QPushButton* m_main;
    QString m_mainText; ///< What it says where there is room.
    QPushButton* m_leave;
    std::size_t m_seenShown = 0; ///< Of what was seen.
    std::size_t m_detailAt = 0; ///< The step below which the details stand.
};

} // namespace zs::ui
