// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/lesson_runner.h"

#include "clientlib/base/expect.h"
#include "ui/cluster/lessons/lesson_cluster.h"

namespace zs::ui {

LessonRunner::LessonRunner(Lesson lesson, LessonCluster* cluster, Clock clock, QObject* parent)
    : QObject(parent),
      m_lesson(std::move(lesson)),
      m_cluster(cluster),
      m_clock(std::move(clock))
{
    ZS_EXPECT(!m_lesson.steps.empty());
    if (m_lesson.mixed)
        m_evidence.setForeign(ServerId(m_lesson.apache));
    m_seen.resize(step().expected.size());
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { fail(Problem::timeOut); });
    connect(cluster, &LessonCluster::moments, this, &LessonRunner::add);
    connect(cluster, &LessonCluster::answered, this, [this](const ClientAnswer& answer) {
        m_evidence.add(answer);
        check();
    });
    connect(cluster, &LessonCluster::linksChanged, this, [this] {
        m_evidence.addLinkChange();
        check();
    });
    connect(cluster, &LessonCluster::failed, this, [this](const QString& reason) {
        if (m_phase == Phase::failed || m_phase == Phase::left)
            return;
        m_clusterProblem = reason;
        fail(Problem::cluster);
    });
}

void LessonRunner::doStep()
{
    if (m_phase != Phase::ready)
        return;
    m_evidence.beginStep(m_clock());
    m_act = 0;
    m_performed = false;
    m_limit.start(step().limit);
    setPhase(Phase::acting);
    check();
}

void LessonRunner::nextStep()
{
    if (m_phase != Phase::proven)
        return;
    ++m_step;
    m_seen.assign(step().expected.size(), std::nullopt);
    setPhase(Phase::ready);
}

void LessonRunner::leave()
{
    m_limit.stop();
    setPhase(Phase::left);
}

void LessonRunner::setLesson(Lesson lesson)
{
    ZS_EXPECT(lesson.steps.size() == m_lesson.steps.size() && lesson.mixed == m_lesson.mixed);
    m_lesson = std::move(lesson);
    Q_EMIT changed();
}

void LessonRunner::add(const std::vector<timeline::Moment>& moments)
{
    if (m_phase == Phase::left || m_phase == Phase::failed)
        return;
    for (const timeline::Moment& moment : moments)
        m_evidence.add(moment);
    check();
}

void LessonRunner::check()
{
    if (m_phase != Phase::acting)
        return;
    if (m_evidence.hasGap())
        return fail(Problem::gap);
    performActs();
    bool all = m_act == step().acts.size();
    bool news = false;
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        if (!m_seen[i]) {
            m_seen[i] = step().expected[i].find(m_evidence);
            news = news || m_seen[i];
        }
        all = all && (m_seen[i] || !step().expected[i].required);
    }
    for (std::size_t i = 0; i < step().refuted.size(); ++i) {
        m_contraryAt = step().refuted[i].find(m_evidence);
        if (m_contraryAt) {
            m_contrary = i;
            return fail(Problem::contrary);
        }
    }
    if (all) {
        m_limit.stop();
        setPhase(m_step + 1 == m_lesson.steps.size() ? Phase::finished : Phase::proven);
    } else if (news) {
        Q_EMIT changed();
    }
}

/// An act may bring evidence before it returns (a fake cluster does): then `check` has gone on
/// already, and what is left here is nothing.
void LessonRunner::performActs()
{
    while (m_phase == Phase::acting && m_act < step().acts.size()) {
        const std::size_t index = m_act;
        const Act& act = step().acts[index];
        if (!std::exchange(m_performed, true))
            act.perform(*m_cluster, m_evidence);
        if (m_act != index || (act.until && !act.until(m_evidence)))
            return;
        ++m_act;
        m_performed = false;
    }
}

void LessonRunner::fail(Problem problem)
{
    m_limit.stop();
    m_problem = problem;
    setPhase(Phase::failed);
}

QString LessonRunner::problem() const
{
    switch (m_problem) {
    case Problem::none: break;
    case Problem::contrary:
        return tr("It did not go as the lesson tells: %1.", "what was observed instead")
            .arg(step().refuted[m_contrary].text);
    case Problem::timeOut: {
        QStringList missing;
        for (std::size_t i = 0; i < m_seen.size(); ++i) {
            if (!m_seen[i] && step().expected[i].required)
                missing << step().expected[i].text;
        }
        if (missing.isEmpty())
            return tr("It was not done within %n second(s), so nothing can be concluded.", "",
                int(step().limit.count()));
        return tr("Not observed within %n second(s): %1.", "what should have been observed",
            int(step().limit.count()))
            .arg(missing.join(tr("; ", "between things that were not observed")));
    }
    case Problem::gap:
        return tr("A server's trace has a gap: the machine was too busy to record everything, so "
                  "nothing can be concluded.");
    case Problem::cluster: return m_clusterProblem;
    }
    return {};
}

void LessonRunner::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

} // namespace zs::ui
