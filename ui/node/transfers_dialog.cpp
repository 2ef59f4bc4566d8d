// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/transfers_dialog.h"

#include "ui/common/error_words.h"
#include "ui/common/known_tree_note.h"
#include "ui/common/name_guard.h"
#include "ui/common/path_words.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QStyledItemDelegate>
#include <QTableView>

namespace zs::ui {

namespace {

constexpr int widthPx = 760;
constexpr int rowPx = 28;
constexpr int mostRowsShown = 9;
constexpr std::size_t mostNamed = 4;
constexpr std::chrono::milliseconds typingPause{150};
constexpr std::chrono::milliseconds refreshEvery{50};
using State = SubtreeTransfers::State;

class TransferDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool words = index.column() == SubtreeTransfers::FactsColumn;
        option->font = fontFor(words ? TextStyle::body : TextStyle::mono);
        option->textElideMode = words ? Qt::ElideRight : Qt::ElideMiddle;
        const bool problem = index.data(SubtreeTransfers::ProblemRole).toBool();
        const QColor ink = color(words && problem ? Token::dangerText
                : index.column() == SubtreeTransfers::NodeColumn ? Token::text
                                                                 : Token::text2);
        option->palette.setColor(QPalette::Text, ink);
        option->palette.setColor(QPalette::HighlightedText, ink);
    }
};

} // namespace

TransfersDialog::TransfersDialog(SubtreeTransfer::Kind kind, NodeController* controller,
    const std::vector<Path>& from, const DialogPlace& place, QWidget* parent) :
    DialogFrame(place, widthPx, parent), m_controller(controller),
    m_transfers(new SubtreeTransfers(kind, controller->client(), from, this)),
    m_count(static_cast<int>(from.size()))
{
    setObjectName(QStringLiteral("transfersDialog"));
    body()->addWidget(makeTarget());
    makeTable();
    m_known = new KnownTreeNote(this);
    m_explanation = new Note(Role::following, this);
    m_stays = new Note(Role::looking, this);
    m_stays->setObjectName(QStringLiteral("transfersStays"));
    m_failure = new Note(Role::danger, this);
    m_failure->setObjectName(QStringLiteral("transfersFailure"));
    for (Note* note : {m_stays, static_cast<Note*>(m_known), m_explanation, m_failure})
        body()->addWidget(note);
    m_guard = new NameGuard(
        NameGuard::Of::connection, "transfersConfirm", place.production, this);
    m_guard->setNeeded(isMove()); // It deletes.
    body()->addWidget(m_guard);
    makeFooter();
    m_target->setText(QString::fromStdString(from.front().parent().text()));
    m_target->selectAll();
    wire(controller);
    m_transfers->scan();
    lookAtTarget();
    if (isMove()) // Copies take nothing away.
        m_known->look(controller->client(), from);
    retranslate();
    m_target->setFocus();
}

QWidget* TransfersDialog::makeTarget()
{
    auto* box = new QWidget(this);
    QVBoxLayout* column = makeColumn(box, 4);
    m_targetLabel = new TextLabel(TextStyle::label, Token::text2, box);
    m_target = new QLineEdit(box);
    m_target->setObjectName(QStringLiteral("transfersTarget"));
    m_target->setFont(fontFor(TextStyle::mono));
    m_hint = new TextLabel(TextStyle::label, Token::text3, box);
    m_hint->setObjectName(QStringLiteral("transfersHint"));
    m_hint->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_targetLabel);
    column->addWidget(m_target);
    column->addWidget(m_hint);
    return box;
}

void TransfersDialog::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("transfersList"));
    m_table->setModel(m_transfers);
    m_table->setItemDelegate(new TransferDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setFixedHeight(rowPx * (std::min(m_count, mostRowsShown) + 1));
    m_table->setProperty("lines", true);
    body()->addWidget(makeCard(m_table, this));
}

void TransfersDialog::makeFooter()
{
    m_progress = new TextLabel(TextStyle::label, Token::text3, this);
    m_progress->setObjectName(QStringLiteral("transfersProgress"));
    footerLeft()->addWidget(m_progress, 1);
    m_leaveOut = makeButton("transfersLeaveOut", ButtonKind::normal, this);
    m_leaveOut->setAutoDefault(false);
    m_start = makeButton("transfersStart", ButtonKind::primary, this);
    setIcon(m_start, isMove() ? QStringLiteral("pencil") : QStringLiteral("copy-plus"), 16,
        {.normal = Token::onAccent});
    // A move deletes its source; Enter in the field shall not do that.
    m_start->setAutoDefault(false);
    m_start->setDefault(!isMove());
    addButton(m_leaveOut);
    addButton(m_start);
}

void TransfersDialog::wire(NodeController* controller)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshEvery);
    const auto refreshSoon = [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    };
    connect(&m_typing, &QTimer::timeout, this, &TransfersDialog::lookAtTarget);
    connect(&m_refresh, &QTimer::timeout, this, &TransfersDialog::refresh);
    connect(m_target, &QLineEdit::textChanged, this, [this] {
        m_typing.start();
        refresh();
    });
    connect(m_guard, &NameGuard::changed, this, &TransfersDialog::refresh);
    connect(m_known, &KnownTreeNote::changed, this, refreshSoon);
    connect(controller, &NodeController::stateChanged, this, refreshSoon);
    connect(m_transfers, &SubtreeTransfers::changed, this, refreshSoon);
    connect(m_transfers, &SubtreeTransfers::transferred, this, &TransfersDialog::transferred);
    connect(m_transfers, &SubtreeTransfers::writeStarted, controller,
        &NodeController::writeStarted);
    connect(m_transfers, &SubtreeTransfers::writeFinished, controller,
        &NodeController::writeFinished);
    connect(m_leaveOut, &QPushButton::clicked, m_transfers, &SubtreeTransfers::leaveOutProblems);
    connect(m_start, &QPushButton::clicked, m_transfers, &SubtreeTransfers::start);
}

bool TransfersDialog::isMove() const
{
    return m_transfers->kind() == SubtreeTransfer::Kind::move;
}

void TransfersDialog::lookAtTarget()
{
    m_typing.stop();
    if (problemWithTarget().isEmpty())
        m_transfers->setTarget(Path(m_target->text().toStdString()));
    refresh();
}

void TransfersDialog::retranslate()
{
    setHead(isMove() ? tr("Move %n nodes", nullptr, m_count)
                     : tr("Duplicate %n nodes", nullptr, m_count),
        place().connection);
    m_targetLabel->setText(tr("New parent"));
    m_target->setAccessibleName(tr("New parent"));
    m_table->setAccessibleName(tr("Nodes and where they go"));
    m_explanation->setText(isMove()
            ? tr("ZooKeeper has no move: one node after the other is copied with all below it, "
                 "compared, and only then deleted at its old place. Versions start at 0, and "
                 "watches stay behind.")
            : tr("Data and ACLs are copied as they are. Versions start at 0. Nothing that exists "
                 "is overwritten."));
    m_guard->retranslate(place().connection);
    m_leaveOut->setText(tr("Leave these out"));
    m_leaveOut->setToolTip(tr("Go on without the nodes that cannot be taken"));
    m_transfers->retranslate();
    refresh();
}

QString TransfersDialog::problemWithTarget() const
{
    const QString text = m_target->text();
    const PathProblem problem = findPathProblem(text.toStdString());
    return problem.fault == PathFault::none ? QString() : pathProblemWords(text, problem);
}

void TransfersDialog::refresh()
{
    m_refresh.stop();
    const State state = m_transfers->state();
    if (state == State::done) {
        Q_EMIT finished(
            m_transfers->target(), static_cast<int>(m_transfers->nodesDone()));
        accept();
        return;
    }
    showTarget();
    showNotes();
    showProgress();
    const bool running = state == State::running;
    m_target->setEnabled(!running);
    m_start->setEnabled(m_transfers->mayStart() && m_guard->isSatisfied() && !m_typing.isActive()
        && problemWithTarget().isEmpty() && m_controller->isWritable());
    m_start->setToolTip(m_controller->isWritable()
            ? QString()
            : tr("Writes are held until the connection is back"));
    m_leaveOut->setVisible(!running && state != State::scanning && m_transfers->problems() > 0);
    cancelButton()->setText(running ? tr("Stop") : m_transfers->rowsDone() > 0 ? tr("Close")
                                                                               : tr("Cancel"));
    fitHeight();
}

void TransfersDialog::showTarget()
{
    const QString problem = problemWithTarget();
    const auto& error = m_transfers->targetError();
    const bool bad = !problem.isEmpty() || error;
    setStyleProperty(m_target, "invalid", bad);
    m_hint->setTone(bad ? Token::dangerText : Token::text3);
    if (!problem.isEmpty())
        m_hint->setText(problem);
    else if (error && error->code == Errc::noNode)
        m_hint->setText(tr("There is no such node. The parent must exist."));
    else if (error)
        m_hint->setText(sentenceFor(*error));
    else
        m_hint->setText(tr("The node that all of them shall stand below."));
}

/// Ephemerals belong to their sessions: nobody can take them along.
void TransfersDialog::showNotes()
{
    QStringList names;
    for (const Path& path : m_transfers->ephemeralSamples()) {
        if (static_cast<std::size_t>(names.size()) < mostNamed)
            names << visibleText(path.text());
    }
    const auto all = static_cast<int>(m_transfers->ephemerals());
    if (const int others = all - static_cast<int>(names.size()); others > 0)
        names << tr("and %n more", "ephemeral nodes", others);
    const QString list = names.join(QStringLiteral(", "));
    m_stays->setVisible(all > 0);
    if (all > 0) {
        m_stays->setText(isMove()
                ? tr("These are ephemeral and belong to their sessions; what holds them cannot "
                     "be moved: %1").arg(list)
                : tr("These are ephemeral, belong to their sessions, and are left out: %1")
                      .arg(list));
    }
    m_failure->setText(outcome());
    m_failure->setVisible(!m_failure->text().isEmpty());
}

QString TransfersDialog::outcome() const
{
    const int done = m_transfers->rowsDone();
    const QString kept = isMove() ? tr("%n of the nodes were moved", nullptr, done)
                                  : tr("%n of the nodes were duplicated", nullptr, done);
    if (m_transfers->state() == State::stopped)
        return tr("Stopped: %1, and what was copied of the next one stays at the new place.",
            "\"3 of the nodes were moved\"").arg(kept);
    if (m_transfers->state() != State::failed)
        return {};
    const QString failed = tr("%n failed", "nodes", m_transfers->failures());
    return tr("%1; %2. %3", "\"3 of the nodes were moved\", \"2 failed\", the first reason")
        .arg(kept, failed, m_transfers->error() ? sentenceFor(*m_transfers->error()) : QString());
}

void TransfersDialog::showProgress()
{
    const auto nodes = static_cast<int>(m_transfers->nodes());
    const State state = m_transfers->state();
    if (state == State::stopped || state == State::failed)
        m_start->setText(tr("Go on"));
    else if (state == State::scanning)
        m_start->setText(isMove() ? tr("Move") : tr("Duplicate"));
    else
        m_start->setText(isMove() ? tr("Move %n node(s)", nullptr, nodes)
                                  : tr("Duplicate %n node(s)", nullptr, nodes));
    const QString done = formatCount(m_transfers->rowsDone());
    if (state == State::scanning) {
        m_progress->setText(
            tr("Counted: %1 of %2", "numbers of trees")
                .arg(formatCount(m_transfers->rowsCounted()), formatCount(m_count)));
    } else if (state == State::running) {
        m_progress->setText((isMove() ? tr("Moved: %1 of %2", "numbers of trees")
                                      : tr("Duplicated: %1 of %2", "numbers of trees"))
                                .arg(done, formatCount(m_transfers->chosen()
                                        + m_transfers->rowsDone())));
    } else {
        m_progress->setText(formatBytes(static_cast<qint64>(m_transfers->dataBytes())));
    }
}

bool TransfersDialog::event(QEvent* event)
{
    const bool handled = DialogFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitHeight(); // Notes that came or grew tell their height only now.
    return handled;
}

void TransfersDialog::reject()
{
    if (m_transfers->state() == State::running) {
        m_transfers->stop();
        return; // Stays open to say what was done.
    }
    m_transfers->stop();
    QDialog::reject();
}

} // namespace zs::ui
