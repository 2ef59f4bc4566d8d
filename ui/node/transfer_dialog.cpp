// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/transfer_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/known_tree_note.h"
#include "ui/common/name_guard.h"
#include "ui/common/path_words.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int widthPx = 520;
constexpr std::size_t mostNamed = 4;
using State = SubtreeTransfer::State;

} // namespace

TransferDialog::TransferDialog(SubtreeTransfer::Kind kind, NodeController* controller,
    const Path& from, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_transfer(new SubtreeTransfer(kind, controller->client(), from, this))
{
    setObjectName(QStringLiteral("transferDialog"));
    body()->addWidget(makeTarget());
    m_explanation = new Note(Role::following, this);
    auto* known = new KnownTreeNote(this);
    m_stays = new Note(Role::looking, this);
    m_stays->setObjectName(QStringLiteral("transferStays"));
    m_failure = new Note(Role::danger, this);
    m_failure->setObjectName(QStringLiteral("transferFailure"));
    for (Note* note : {m_explanation, static_cast<Note*>(known), m_stays, m_failure})
        body()->addWidget(note);
    m_guard = new NameGuard(NameGuard::Of::node, "transferConfirm", place.production, this);
    m_guard->setNeeded(isMove()); // It deletes.
    body()->addWidget(m_guard);
    makeFooter();
    connect(m_target, &QLineEdit::textChanged, this, &TransferDialog::refresh);
    connect(m_guard, &NameGuard::changed, this, &TransferDialog::refresh);
    connect(m_controller, &NodeController::stateChanged, this, &TransferDialog::refresh);
    connect(m_transfer, &SubtreeTransfer::changed, this, &TransferDialog::refresh);
    connect(m_transfer, &SubtreeTransfer::writeStarted, controller,
        &NodeController::writeStarted);
    connect(m_transfer, &SubtreeTransfer::writeFinished, controller,
        &NodeController::writeFinished);
    connect(known, &KnownTreeNote::changed, this, &TransferDialog::fitHeight);
    m_transfer->scan();
    if (isMove()) // A copy takes nothing away.
        known->look(controller->client(), {from});
    retranslate();
    m_target->setFocus();
}

QWidget* TransferDialog::makeTarget()
{
    auto* box = new QWidget(this);
    QVBoxLayout* column = makeColumn(box, 4);
    m_targetLabel = new TextLabel(TextStyle::label, Token::text2, box);
    m_target = new QLineEdit(box);
    m_target->setObjectName(QStringLiteral("transferTarget"));
    m_target->setFont(fontFor(TextStyle::mono));
    const std::string& from = m_transfer->from().text();
    m_target->setText(QString::fromStdString(isMove() ? from : from + "-copy"));
    const auto name = static_cast<int>(m_target->text().lastIndexOf(u'/')) + 1;
    m_target->setSelection(name, static_cast<int>(m_target->text().size()) - name);
    m_hint = new TextLabel(TextStyle::label, Token::text3, box);
    m_hint->setObjectName(QStringLiteral("transferHint"));
    m_hint->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_targetLabel);
    column->addWidget(m_target);
    column->addWidget(m_hint);
    return box;
}

void TransferDialog::makeFooter()
{
    m_progress = new TextLabel(TextStyle::label, Token::text3, this);
    m_progress->setObjectName(QStringLiteral("transferProgress"));
    footerLeft()->addWidget(m_progress, 1);
    m_start = makeButton("transferStart", ButtonKind::primary, this);
    setIcon(m_start, isMove() ? QStringLiteral("pencil") : QStringLiteral("copy-plus"), 16,
        {.normal = Token::onAccent});
    // A move deletes its source; Enter in the field shall not do that.
    m_start->setAutoDefault(false);
    m_start->setDefault(!isMove());
    addButton(m_start);
    connect(m_start, &QPushButton::clicked, this, &TransferDialog::start);
}

bool TransferDialog::isMove() const
{
    return m_transfer->kind() == SubtreeTransfer::Kind::move;
}

Path TransferDialog::target() const
{
    return Path(m_target->text().toStdString());
}

/// Without its ephemerals a tree can be duplicated, but not moved.
bool TransferDialog::isBlocked() const
{
    const TreeCount& count = m_transfer->count();
    return count.ephemerals > 0 && (isMove() || count.ephemerals == count.nodes);
}

void TransferDialog::start()
{
    m_transfer->start(target());
}

void TransferDialog::retranslate()
{
    const QString from = visibleText(m_transfer->from().text());
    setHead(isMove() ? tr("Move or rename %1").arg(from) : tr("Duplicate %1").arg(from),
        place().connection);
    m_targetLabel->setText(tr("New path"));
    m_target->setAccessibleName(tr("New path"));
    m_explanation->setText(isMove()
            ? tr("ZooKeeper has no move: the nodes are copied, compared, and only then deleted at "
                 "their old place. Others see both for a while. Versions start at 0, and watches "
                 "stay behind.")
            : tr("Data and ACLs are copied as they are. Versions start at 0. Nothing that exists "
                 "is overwritten."));
    m_guard->retranslate(visibleText(m_transfer->from().name()));
    refresh();
}

QString TransferDialog::problemWithTarget() const
{
    const QString text = m_target->text();
    const PathProblem problem = findPathProblem(text.toStdString());
    if (problem.fault != PathFault::none)
        return pathProblemWords(text, problem);
    const Path to(text.toStdString());
    if (to == m_transfer->from())
        return tr("This is where it is. Type another path.");
    if (to.isWithin(m_transfer->from()))
        return tr("A node cannot be put below itself.");
    if (!checkMayCopy(m_transfer->from(), to))
        return tr("ZooKeeper keeps this place for itself. Choose another one.");
    return {};
}

void TransferDialog::refresh()
{
    if (m_transfer->state() == State::done) {
        Q_EMIT finished(target(), static_cast<int>(m_transfer->copied()));
        accept();
        return;
    }
    showTarget();
    showWhatStays();
    showProgress();
    const State state = m_transfer->state();
    const bool running = state == State::running;
    m_target->setEnabled(!running);
    const bool ready
        = state == State::ready || state == State::stopped || state == State::failed;
    m_start->setEnabled(ready && !isBlocked() && m_guard->isSatisfied()
        && problemWithTarget().isEmpty() && m_controller->isWritable());
    cancelButton()->setText(running ? tr("Stop") : tr("Cancel"));
    fitHeight();
}

void TransferDialog::showTarget()
{
    const QString problem = problemWithTarget();
    const bool untouched = m_target->text() == QString::fromStdString(m_transfer->from().text());
    setStyleProperty(m_target, "invalid", !problem.isEmpty() && !untouched);
    m_hint->setTone(problem.isEmpty() || untouched ? Token::text3 : Token::dangerText);
    m_hint->setText(!problem.isEmpty()
            ? problem
            : m_transfer->mayGoOn(target())
            ? tr("Goes on where it stopped: what is there already and equal stays as it is.")
            : tr("The parent must exist, and the node must not."));
}

/// Ephemerals belong to their sessions: nobody can take them along.
void TransferDialog::showWhatStays()
{
    const TreeCount& count = m_transfer->count();
    QStringList names;
    for (const Path& path : count.ephemeralSamples) {
        if (static_cast<std::size_t>(names.size()) < mostNamed)
            names << visibleText(path.text());
    }
    const auto others = static_cast<int>(count.ephemerals) - static_cast<int>(names.size());
    if (others > 0)
        names << tr("and %n more", "ephemeral nodes", others);
    const QString list = names.join(QStringLiteral(", "));
    m_stays->setVisible(count.ephemerals > 0);
    if (!isMove() && isBlocked()) {
        m_stays->setText(tr("This node is ephemeral: it belongs to its session, and only that "
                            "session can make another one like it."));
    } else if (count.ephemerals > 0) {
        m_stays->setText(isMove()
                ? tr("These are ephemeral and belong to their sessions, so this cannot be moved: "
                     "%1").arg(list)
                : tr("These are ephemeral, belong to their sessions, and are left out: %1")
                      .arg(list));
    }
    m_failure->setText(outcome());
    m_failure->setVisible(!m_failure->text().isEmpty());
}

QString TransferDialog::outcome() const
{
    const QString copied = formatCount(static_cast<qint64>(m_transfer->copied()));
    const QString deleted = formatCount(static_cast<qint64>(m_transfer->deleted()));
    if (m_transfer->state() == State::stopped) {
        return m_transfer->deleted() > 0
            ? tr("Stopped: %1 nodes were copied and %2 of them deleted at the old place. The copy "
                 "is complete.").arg(copied, deleted)
            : tr("Stopped: %1 nodes were copied and stay at the new place.").arg(copied);
    }
    if (m_transfer->state() != State::failed || !m_transfer->error())
        return {};
    const QString reason = sentenceFor(*m_transfer->error());
    if (m_transfer->deleted() > 0)
        return tr("%1 %2 nodes are left at the old place; the copy is complete.")
            .arg(reason, formatCount(static_cast<qint64>(m_transfer->failures())));
    if (m_transfer->copied() > 0)
        return tr("%1 The %2 nodes that were copied stay at the new place.").arg(reason, copied);
    return reason;
}

void TransferDialog::showProgress()
{
    const auto nodes = static_cast<int>(m_transfer->count().nodes);
    if (m_transfer->mayGoOn(target()))
        m_start->setText(tr("Go on"));
    else if (m_transfer->state() == State::scanning)
        m_start->setText(isMove() ? tr("Move") : tr("Duplicate"));
    else
        m_start->setText(isMove() ? tr("Move %n node(s)", nullptr, nodes)
                              : tr("Duplicate %n node(s)", nullptr, nodes));
    const Progress& progress = m_transfer->progress();
    const QString done = formatCount(static_cast<qint64>(progress.done));
    const QString all = formatCount(static_cast<qint64>(progress.found));
    if (m_transfer->state() == State::scanning) {
        m_progress->setText(tr("Counting…"));
    } else if (m_transfer->state() != State::running) {
        m_progress->setText(
            formatBytes(static_cast<qint64>(m_transfer->count().dataBytes)));
    } else if (isMove() && m_transfer->phase() == MovePhase::verifying) {
        m_progress->setText(tr("%1 of %2 compared", "numbers of nodes").arg(done, all));
    } else if (isMove() && m_transfer->phase() == MovePhase::deleting) {
        m_progress->setText(tr("%1 of %2 deleted", "numbers of nodes").arg(done, all));
    } else if (isMove() && m_transfer->phase() == MovePhase::scanning) {
        m_progress->setText(tr("%1 looked at", "number of nodes").arg(done));
    } else {
        m_progress->setText(tr("%1 of %2 copied", "numbers of nodes").arg(done, all));
    }
}

bool TransferDialog::event(QEvent* event)
{
    const bool handled = DialogFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitHeight(); // Notes that came or grew tell their height only now.
    return handled;
}

void TransferDialog::reject()
{
    if (m_transfer->state() == State::running) {
        m_transfer->stop();
        return; // Stays open to say what was done.
    }
    QDialog::reject();
}

} // namespace zs::ui
