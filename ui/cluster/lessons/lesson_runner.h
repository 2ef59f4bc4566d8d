// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/lesson.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace zs::ui {

class LessonCluster;

/// Leads through one lesson: performs a step's acts when it is asked to, watches what is recorded,
/// and says that the step is proven only when all that it tells was seen. Contrary evidence, a
/// time-out or a gap in the trace ends the lesson, with what was and what was not seen.
/// Threads: GUI thread. Lifetime: the cluster must outlive it.
class LessonRunner : public QObject {
    Q_OBJECT
public:
    enum class Phase {
        ready,    ///< The step waits for the reader.
        acting,   ///< Its acts are performed, and what comes of them is watched.
        proven,   ///< All was seen; the reader reads the conclusion.
        finished, ///< The last step is proven.
        failed,   ///< It did not go as told: see `problem`.
        left,     ///< The reader plays on by hand.
    };
    using Clock = std::function<Instant()>; ///< The machine's monotonic clock.

    LessonRunner(Lesson lesson, LessonCluster* cluster, Clock clock, QObject* parent = nullptr);

    [[nodiscard]] const Lesson& lesson() const { return m_lesson; }
    [[nodiscard]] const LessonStep& step() const { return m_lesson.steps[m_step]; }
    [[nodiscard]] std::size_t stepIndex() const { return m_step; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    /// When each expectation of the present step was observed; none: not yet.
    [[nodiscard]] const std::vector<std::optional<Instant>>& seen() const { return m_seen; }
    /// Why it failed, in sentences; empty otherwise.
    [[nodiscard]] QString problem() const;
    /// When contrary evidence was observed.
    [[nodiscard]] std::optional<Instant> contraryAt() const { return m_contraryAt; }
    [[nodiscard]] const Evidence& evidence() const { return m_evidence; }

    /// Performs the present step. Does nothing unless `ready`.
    void doStep();
    /// Goes on to the next step. Does nothing unless `proven`.
    void nextStep();
    /// From here on nothing is done or concluded any more. The servers go on.
    void leave();
    /// The same lesson in another language.
    void setLesson(Lesson lesson);

Q_SIGNALS:
    void changed();

private:
    enum class Problem { none, contrary, timeOut, gap, cluster };

    void add(const std::vector<timeline::Moment>& moments);
    void check();
    void performActs();
    void fail(Problem problem);
    void setPhase(Phase phase);

    Lesson m_lesson;
    LessonCluster* m_cluster;
    Clock m_clock;
    Evidence m_evidence;
    QTimer m_limit;
    std::size_t m_step = 0;
    std::size_t m_act = 0;    ///< The one that is waited for, or comes next.
    bool m_performed = false; ///< It is waited for.
    Phase m_phase = Phase::ready;
    std::vector<std::optional<Instant>> m_seen;
    Problem m_problem = Problem::none;
    std::size_t m_contrary = 0; ///< Which of `refuted`.
    std::optional<Instant> m_contraryAt;
    QString m_clusterProblem;
};

} // namespace zs::ui
