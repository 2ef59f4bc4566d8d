// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/lesson_panel.h"

#include "ui/cluster/lessons/lesson_row.h"
#include "ui/cluster/lessons/lesson_runner.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int headPx = 36;
constexpr int sidePx = 12;
constexpr int detailLeftPx = 30;
constexpr int buttonGapPx = 8;
constexpr int mainLeastPx = 80;
constexpr int mainPaddingPx = 28; ///< Of the button, around its text.

using Phase = LessonRunner::Phase;

bool isOver(Phase phase)
{
    return phase == Phase::finished || phase == Phase::failed || phase == Phase::left;
}

} // namespace

LessonPanel::LessonPanel(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("lessonPanel"));
    setProperty("surface", "canvas");
    setProperty("line", "bottom");
    setFocusPolicy(Qt::ClickFocus);
    auto* column = makeColumn(this, 0);
    column->addWidget(makeHead());
    auto* servers = new QWidget(this);
    m_servers = new TextLabel(TextStyle::label, Token::text2, servers);
    m_servers->setObjectName(QStringLiteral("lessonServers"));
    m_servers->setOverflow(TextLabel::Overflow::wrap);
    auto* body = new QWidget(this);
    m_steps = makeColumn(body, 0);
    m_steps->setContentsMargins(sidePx, 8, sidePx, 12);
    auto* line = makeRow(servers, 0);
    line->setContentsMargins(sidePx, 8, sidePx, 0);
    line->addWidget(m_servers);
    column->addWidget(servers);
    column->addWidget(body);
    m_detail = makeDetail();
    m_steps->addWidget(m_detail);
    rebuild();
}

QWidget* LessonPanel::makeHead()
{
    QFrame* head = makePanel("panel", "bottom", this);
    head->setFixedHeight(headPx);
    auto* row = makeRow(head, 4);
    row->setContentsMargins(sidePx, 0, 8, 0);
    m_title = new TextLabel(TextStyle::panelTitle, Token::text, head);
    m_title->setObjectName(QStringLiteral("lessonTitle"));
    m_progress = new TextLabel(TextStyle::label, Token::text2, head);
    m_progress->setAlignment(Qt::AlignRight);
    m_restart = makeIconButton("lessonRestart", QStringLiteral("refresh-cw"), head);
    m_end = makeIconButton("lessonEnd", QStringLiteral("x"), head);
    row->addWidget(m_title, 1);
    row->addWidget(m_progress);
    row->addWidget(m_restart);
    row->addWidget(m_end);
    connect(m_restart, &QToolButton::clicked, this, &LessonPanel::restartRequested);
    connect(m_end, &QToolButton::clicked, this, &LessonPanel::endRequested);
    return head;
}

QWidget* LessonPanel::makeDetail()
{
    auto* detail = new QWidget(this);
    auto* column = makeColumn(detail, 8);
    column->setContentsMargins(detailLeftPx, 0, 0, 8);
    m_text = new TextLabel(TextStyle::label, Token::text2, detail);
    m_text->setObjectName(QStringLiteral("lessonText"));
    m_text->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_text);
    auto* observed = new QWidget(detail);
    m_observedColumn = makeColumn(observed, 0);
    column->addWidget(observed);
    m_conclusion = new Note(Role::leading, detail);
    m_conclusion->setObjectName(QStringLiteral("lessonConclusion"));
    m_problem = new Note(Role::danger, detail);
    m_problem->setObjectName(QStringLiteral("lessonProblem"));
    column->addWidget(m_conclusion);
    column->addWidget(m_problem);
    auto* buttons = new QWidget(detail);
    auto* row = makeRow(buttons, buttonGapPx);
    m_main = makeButton("lessonMain", ButtonKind::primary, buttons);
    m_leave = makeButton("lessonLeave", ButtonKind::ghost, buttons);
    for (QPushButton* button : {m_main, m_leave})
        button->setProperty("compact", true);
    // Its text may be longer than the panel is wide, and must not make that wider: see fitMain.
    m_main->setMinimumWidth(mainLeastPx);
    row->addWidget(m_main);
    row->addWidget(m_leave);
    row->addStretch(1);
    column->addWidget(buttons);
    connect(m_main, &QPushButton::clicked, this, &LessonPanel::onMain);
    connect(m_leave, &QPushButton::clicked, this, &LessonPanel::leaveRequested);
    return detail;
}

void LessonPanel::setRunner(LessonRunner* runner)
{
    if (m_runner)
        m_runner->disconnect(this);
    m_runner = runner;
    m_playhead.reset();
    if (runner)
        connect(runner, &LessonRunner::changed, this, &LessonPanel::refresh);
    rebuild();
}

void LessonPanel::setBegin(Instant begin)
{
    m_begin = begin;
}

void LessonPanel::setPlayhead(std::optional<Instant> playhead)
{
    m_playhead = playhead;
    if (m_runner && seenInPicture() != m_seenShown)
        refresh();
}

std::size_t LessonPanel::seenInPicture() const
{
    return std::size_t(std::count_if(m_runner->seen().begin(), m_runner->seen().end(),
        [this](const auto& seen) { return seen && (!m_playhead || *seen <= *m_playhead); }));
}

QString LessonPanel::conclusion() const
{
    return m_conclusion->isHidden() ? QString() : m_conclusion->text();
}

QString LessonPanel::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void LessonPanel::rebuild()
{
    for (LessonRow* row : m_rows)
        delete row;
    m_rows.clear();
    if (m_runner) {
        for (std::size_t i = 0; i < m_runner->lesson().steps.size(); ++i) {
            auto* row = new LessonRow(this);
            row->setObjectName(QStringLiteral("lessonStep:%1").arg(i + 1));
            m_rows.push_back(row);
            m_steps->insertWidget(int(i), row);
        }
    }
    m_detailAt = m_rows.size();
    refresh();
}

void LessonPanel::refresh()
{
    m_detail->setVisible(m_runner);
    m_progress->setVisible(m_runner);
    m_servers->parentWidget()->setVisible(m_runner && m_runner->lesson().mixed);
    setVerb(m_restart, tr("Start this lesson again with fresh servers"));
    setVerb(m_end, tr("End the lesson: stop its servers and remove their folder"));
    m_restart->setEnabled(m_runner);
    m_end->setEnabled(m_runner);
    if (!m_runner) {
        m_title->setText(tr("No lesson"));
        return;
    }
    m_title->setText(m_runner->lesson().title);
    m_title->setToolTip(m_runner->lesson().title);
    m_progress->setText(
        tr("%1 of %2", "the present step of a lesson, and how many there are")
            .arg(m_runner->stepIndex() + 1)
            .arg(m_rows.size()));
    m_servers->setText(tr("Server %1 is Apache ZooKeeper's: what it does is concluded from its "
                          "log, its answers and its clients.")
                           .arg(m_runner->lesson().apache));
    m_seenShown = seenInPicture();
    refreshSteps();
    refreshObserved();
    refreshButtons();
}

void LessonPanel::refreshSteps()
{
    const std::size_t at = m_runner->stepIndex();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        LessonRow::Mark mark = i < at ? LessonRow::Mark::done : LessonRow::Mark::next;
        if (i == at)
            mark = m_runner->phase() == Phase::failed ? LessonRow::Mark::failed
                : m_runner->phase() == Phase::finished && pictureIsThere()
                ? LessonRow::Mark::done
                : LessonRow::Mark::current;
        m_rows[i]->setContent(mark, m_runner->lesson().steps[i].title, int(i) + 1);
    }
    if (m_detailAt == at)
        return;
    m_detailAt = at;
    m_steps->removeWidget(m_detail);
    m_steps->insertWidget(int(at) + 1, m_detail);
}

void LessonPanel::refreshObserved()
{
    const LessonStep& step = m_runner->step();
    m_text->setText(step.text);
    // What is to be observed is not given away before the step is done.
    const bool begun = m_runner->phase() != Phase::ready && m_runner->phase() != Phase::left;
    const std::size_t shown = begun ? step.expected.size() : 0;
    while (m_observed.size() > shown) {
        delete m_observed.back();
        m_observed.pop_back();
    }
    while (m_observed.size() < shown) {
        const std::size_t index = m_observed.size();
        auto* row = new LessonRow(m_detail);
        row->setObjectName(QStringLiteral("lessonSeen:%1").arg(index + 1));
        connect(row, &LessonRow::clicked, this, [this, index] {
            if (m_runner && index < m_runner->seen().size() && m_runner->seen()[index])
                Q_EMIT timeChosen(*m_runner->seen()[index]);
        });
        m_observed.push_back(row);
        m_observedColumn->addWidget(row);
    }
    for (std::size_t i = 0; i < shown; ++i) {
        const std::optional<Instant> seen = m_runner->seen()[i];
        const bool there = seen && (!m_playhead || *seen <= *m_playhead);
        m_observed[i]->setContent(there ? LessonRow::Mark::seen : LessonRow::Mark::awaited,
            step.expected[i].text);
        m_observed[i]->setVisible(there || step.expected[i].required);
        m_observed[i]->setTime(there ? timeText(*seen) : QString());
    }
    const bool proven = m_runner->phase() == Phase::proven || m_runner->phase() == Phase::finished;
    m_conclusion->setText(step.conclusion);
    m_conclusion->setVisible(proven && pictureIsThere());
    m_problem->setText(m_runner->problem());
    m_problem->setVisible(m_runner->phase() == Phase::failed);
}

void LessonPanel::refreshButtons()
{
    const Phase phase = m_runner->phase();
    const bool waits = phase == Phase::acting || (!isOver(phase) && !pictureIsThere());
    // Else the focus would go to the next button, which leaves the script.
    if (waits && m_main->hasFocus())
        setFocus(Qt::OtherFocusReason);
    m_main->setEnabled(!waits);
    if (!waits && hasFocus())
        m_main->setFocus(Qt::OtherFocusReason);
    switch (phase) {
    case Phase::ready: m_mainText = m_runner->step().title; break;
    case Phase::acting: m_mainText = tr("Watching…"); break;
    case Phase::proven: m_mainText = waits ? tr("Watching…") : tr("Next step"); break;
    case Phase::finished: m_mainText = tr("Choose another lesson"); break;
    case Phase::failed: m_mainText = tr("Try again"); break;
    case Phase::left: m_mainText = tr("Start again"); break;
    }
    m_leave->setText(tr("Leave the script"));
    m_leave->setToolTip(tr("The servers go on, and you play on by hand"));
    m_leave->setVisible(phase != Phase::left);
    fitMain();
    if (phase == Phase::left)
        m_text->setText(tr("You have left the script. The servers go on: click a card to stop, "
                           "kill or isolate a server, and watch what comes of it."));
}

/// The title of a step, which stands above the button as well, is on it where there is room.
void LessonPanel::fitMain()
{
    const int leave = m_leave->isHidden() ? 0 : m_leave->sizeHint().width() + buttonGapPx;
    const int room = width() - 2 * sidePx - detailLeftPx - leave - mainPaddingPx;
    const bool fits = m_main->fontMetrics().horizontalAdvance(m_mainText) <= room;
    const bool ready = m_runner && m_runner->phase() == Phase::ready;
    m_main->setText(ready && !fits ? tr("Do this step") : m_mainText);
    m_main->setAccessibleName(m_mainText);
}

void LessonPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitMain();
}

void LessonPanel::onMain()
{
    if (!m_runner)
        return;
    switch (m_runner->phase()) {
    case Phase::ready: Q_EMIT doRequested(); return;
    case Phase::acting: return;
    case Phase::proven: Q_EMIT nextRequested(); return;
    case Phase::finished: Q_EMIT chooseRequested(); return;
    case Phase::failed:
    case Phase::left: Q_EMIT restartRequested(); return;
    }
}

bool LessonPanel::pictureIsThere() const
{
    if (!m_runner || !m_playhead || m_runner->phase() == Phase::ready)
        return true;
    return std::all_of(m_runner->seen().begin(), m_runner->seen().end(),
        [this](const auto& seen) { return !seen || *seen <= *m_playhead; });
}

QString LessonPanel::timeText(Instant time) const
{
    constexpr double second = 1e9;
    return QString::number(double((time - m_begin).count()) / second, 'f', 3);
}

void LessonPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
        Q_EMIT languageChanged();
    }
    QFrame::changeEvent(event);
}

} // namespace zs::ui
