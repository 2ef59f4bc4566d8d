// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_panel.h"

#include "ui/cluster/details_panel.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/sync_panel.h"
#include "ui/cluster/transactions_panel.h"
#include "ui/cluster/vote_table.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int headPx = 36;
constexpr int eventsLeastPx = 104;
constexpr int sidePx = 12;

} // namespace

ClusterPanel::ClusterPanel(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("clusterPanel"));
    setProperty("surface", "panel");
    setProperty("line", "left");
    // Long contents scroll: they must never make the window grow.
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // Its lists have the keys.
    auto* content = makePanel("panel", "", area);
    m_column = makeColumn(content, 0);
    area->setWidget(content);
    auto* whole = makeColumn(this, 0);
    whole->setContentsMargins(1, 0, 0, 0);
    whole->addWidget(area);
    m_column->addWidget(makeHead());
    m_votes = new VoteTable(this);
    m_sync = new SyncPanel(this);
    m_transactions = new TransactionsPanel(this);
    m_noVotesBox = makePanel("canvas", "bottom", this);
    m_noVotes = new TextLabel(TextStyle::label, Token::text2, m_noVotesBox);
    m_noVotes->setObjectName(QStringLiteral("noVotes"));
    m_noVotes->setOverflow(TextLabel::Overflow::wrap);
    auto* noVotes = makeColumn(m_noVotesBox, 0);
    noVotes->setContentsMargins(sidePx, 12, sidePx, 12);
    noVotes->addWidget(m_noVotes);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_votes, m_sync, m_transactions, m_noVotesBox})
        m_column->addWidget(widget);
    m_notes = new QWidget(this);
    auto* notes = makeColumn(m_notes, 10);
    notes->setContentsMargins(sidePx, 10, sidePx, 10);
    m_note = new Note(Role::following, m_notes);
    m_note->setObjectName(QStringLiteral("clusterNote"));
    m_warning = new Note(Role::looking, m_notes);
    m_warning->setObjectName(QStringLiteral("clusterWarning"));
    notes->addWidget(m_note);
    notes->addWidget(m_warning);
    m_column->addWidget(m_notes);
    m_column->addWidget(makeEventsHead());
    m_events = new EventList(this);
    m_events->setMinimumHeight(eventsLeastPx);
    m_column->addWidget(m_events, 1);
    m_loadBox = new QWidget(this);
    m_load = makeColumn(m_loadBox, 0);
    m_column->addWidget(m_loadBox);
    m_details = new DetailsPanel(this);
    m_column->addWidget(m_details);
    setNote({});
    setWarning({});
    showSubject(Subject::votes, {}, {});
    retranslate();
}

QWidget* ClusterPanel::makeHead()
{
    QFrame* head = makePanel("panel", "bottom", this);
    head->setFixedHeight(headPx);
    auto* row = makeRow(head, 4);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    m_title = new TextLabel(TextStyle::panelTitle, Token::text, head);
    m_title->setObjectName(QStringLiteral("clusterSubject"));
    m_aside = new TextLabel(TextStyle::mono, Token::text2, head);
    m_aside->setAlignment(Qt::AlignRight);
    m_aside->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_previous = makeIconButton("previousElection", QStringLiteral("chevron-left"), head);
    m_next = makeIconButton("nextElection", QStringLiteral("chevron-right"), head);
    row->addWidget(m_title, 1);
    row->addWidget(m_aside);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_previous, &QToolButton::clicked, this, &ClusterPanel::previousElection);
    connect(m_next, &QToolButton::clicked, this, &ClusterPanel::nextElection);
    return head;
}

QWidget* ClusterPanel::makeEventsHead()
{
    QFrame* head = makePanel("panel", "top", this);
    head->setFixedHeight(headPx);
    auto* row = makeRow(head, 4);
    row->setContentsMargins(sidePx, 0, 8, 0);
    m_eventsTitle = new TextLabel(TextStyle::panelTitle, Token::text, head);
    m_filter = makeIconButton("eventFilter", QStringLiteral("list-filter"), head);
    m_filter->setCheckable(true);
    row->addWidget(m_eventsTitle, 1);
    row->addWidget(m_filter);
    connect(m_filter, &QToolButton::toggled, this, &ClusterPanel::detailToggled);
    return head;
}

bool ClusterPanel::showsAllEvents() const
{
    return m_filter->isChecked();
}

void ClusterPanel::showSubject(Subject subject, const QString& title, const QString& aside)
{
    m_subject = subject;
    m_title->setText(title);
    m_aside->setText(aside);
    m_aside->setVisible(!aside.isEmpty());
    m_votes->setVisible(subject == Subject::votes);
    m_sync->setVisible(subject == Subject::sync);
    m_transactions->setVisible(subject == Subject::transactions);
    m_noVotesBox->setVisible(subject == Subject::noVotes);
    const bool elections = subject == Subject::votes || subject == Subject::noVotes;
    m_previous->setVisible(elections);
    m_next->setVisible(elections);
}

void ClusterPanel::setNote(const QString& text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_notes->setVisible(!m_note->isHidden() || !m_warning->isHidden());
}

void ClusterPanel::setWarning(const QString& text)
{
    m_warning->setText(text);
    m_warning->setVisible(!text.isEmpty());
    m_notes->setVisible(!m_note->isHidden() || !m_warning->isHidden());
}

void ClusterPanel::setLessonWidget(QWidget* lesson)
{
    delete m_lesson;
    m_lesson = lesson;
    if (lesson)
        m_column->insertWidget(0, lesson);
}

void ClusterPanel::setLoadWidget(QWidget* load)
{
    m_load->addWidget(load);
}

void ClusterPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void ClusterPanel::retranslate()
{
    m_eventsTitle->setText(tr("Events"));
    m_events->setAccessibleName(tr("Events"));
    m_votes->setAccessibleName(tr("Votes"));
    setVerb(m_filter, tr("Show every step, also votes kept, proposals and acks"));
    setVerb(m_previous, tr("Previous election"));
    setVerb(m_next, tr("Next election"));
    m_noVotes->setText(tr("Votes are not visible: these servers are only asked for their role and "
                          "zxid now and then. Launch a local cluster to see every vote."));
}

} // namespace zs::ui
