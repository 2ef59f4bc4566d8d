// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/delete_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/known_tree_note.h"
#include "ui/common/name_guard.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_backup.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace zs::ui {

namespace {

constexpr int widthPx = 520;
constexpr std::size_t mostListed = 3;
constexpr std::size_t mostNamed = 4;
using State = SubtreeRemoval::State;

void clearRows(QWidget* list)
{
    for (QWidget* old : list->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        delete old;
}

void addRow(QWidget* list, const Path& path, const QString& number)
{
    auto* line = new QWidget(list);
    QHBoxLayout* row = makeRow(line, 8);
    auto* pathLabel = new TextLabel(TextStyle::mono, Token::text, line);
    pathLabel->setOverflow(TextLabel::Overflow::elideMiddle);
    pathLabel->setText(visibleText(path.text()));
    auto* numberLabel = new TextLabel(TextStyle::mono, Token::text3, line);
    numberLabel->setText(number);
    row->addWidget(pathLabel, 1);
    row->addWidget(numberLabel);
    list->layout()->addWidget(line);
}

void addMore(QWidget* list, const QString& text)
{
    auto* label = new TextLabel(TextStyle::label, Token::text3, list);
    label->setText(text);
    list->layout()->addWidget(label);
}

} // namespace

DeleteDialog::DeleteDialog(NodeController* controller, const Path& path, int watches,
    const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_removal(new SubtreeRemoval(controller->client(), path, this))
    , m_backupName(backupFileName(path, QDateTime::currentDateTime()))
    , m_watches(watches)
{
    setObjectName(QStringLiteral("deleteDialog"));
    body()->addWidget(makeCounts());
    const auto makeCard = [this] {
        auto* card = new QFrame(this);
        card->setProperty("card", "panel");
        makeColumn(card, 4)->setContentsMargins(12, 8, 12, 8);
        card->hide();
        body()->addWidget(card);
        return card;
    };
    m_largest = makeCard();
    m_ephemeralCard = makeCard();
    m_ephemeralWord = new TextLabel(TextStyle::label, Token::text2, m_ephemeralCard);
    m_ephemeralWord->setOverflow(TextLabel::Overflow::wrap);
    m_ephemeralNames = new QWidget(m_ephemeralCard);
    m_ephemeralNames->setObjectName(QStringLiteral("ephemeralNames"));
    makeColumn(m_ephemeralNames, 2)->setContentsMargins(0, 0, 0, 0);
    m_ephemeralCard->layout()->addWidget(m_ephemeralWord);
    m_ephemeralCard->layout()->addWidget(m_ephemeralNames);
    m_warning = new Note(Role::danger, this);
    m_warning->setIcon(QStringLiteral("triangle-alert"));
    m_warning->setObjectName(QStringLiteral("deleteWarning"));
    body()->addWidget(m_warning);
    auto* known = new KnownTreeNote(this);
    connect(known, &KnownTreeNote::changed, this, &DeleteDialog::refresh);
    body()->addWidget(known);
    body()->addWidget(makeBackup());
    m_guard = new NameGuard(NameGuard::Of::node, "deleteConfirm", place.production, this);
    body()->addWidget(m_guard);
    makeFooter();
    wire();
    m_removal->startCounting();
    known->look(controller->client(), {path});
    retranslate();
    if (!m_confirmable)
        cancelButton()->setFocus(); // What does no harm.
}

QWidget* DeleteDialog::makeCounts()
{
    auto* box = new QWidget(this);
    QHBoxLayout* row = makeRow(box, 24);
    const auto add = [&](const char* objectName, TextLabel*& word) {
        QVBoxLayout* column = makeColumn(nullptr, 0);
        auto* number = new TextLabel(TextStyle::pageTitle, Token::text, box);
        number->setObjectName(QLatin1String(objectName));
        word = new TextLabel(TextStyle::label, Token::text3, box);
        column->addWidget(number);
        column->addWidget(word);
        row->addLayout(column);
        return number;
    };
    m_nodes = add("countNodes", m_countWords[0]);
    m_bytes = add("countBytes", m_countWords[1]);
    m_ephemerals = add("countEphemerals", m_countWords[2]);
    m_watchCount = add("countWatches", m_countWords[3]);
    row->addStretch();
    return box;
}

QWidget* DeleteDialog::makeBackup()
{
    m_backupRow = new QWidget(this);
    QHBoxLayout* row = makeRow(m_backupRow, 8);
    m_withBackup = new QCheckBox(m_backupRow);
    m_withBackup->setObjectName(QStringLiteral("withBackup"));
    m_withBackup->setChecked(true);
    m_backupFile = new TextLabel(TextStyle::mono, Token::text3, m_backupRow);
    m_backupFile->setOverflow(TextLabel::Overflow::elideMiddle);
    m_backupFile->setText(QFileInfo(m_backupName).fileName());
    setPlainToolTip(m_backupFile, visibleText(m_backupName));
    row->addWidget(m_withBackup);
    row->addWidget(m_backupFile, 1);
    return m_backupRow;
}

void DeleteDialog::makeFooter()
{
    m_progress = new TextLabel(TextStyle::label, Token::text3, this);
    m_progress->setObjectName(QStringLiteral("deleteProgress"));
    footerLeft()->addWidget(m_progress, 1);
    m_countAgain = makeButton("countAgain", ButtonKind::normal, this);
    m_countAgain->setAutoDefault(false);
    m_delete = makeButton("deleteNodes", ButtonKind::danger, this);
    m_delete->setAutoDefault(false);
    setIcon(m_delete, QStringLiteral("trash-2"), 16, {.normal = Token::onDanger});
    addButton(m_countAgain);
    addButton(m_delete);
}

void DeleteDialog::wire()
{
    connect(m_delete, &QPushButton::clicked, this, &DeleteDialog::start);
    connect(m_countAgain, &QPushButton::clicked, this, [this] {
        m_removedBefore += m_removal->removed();
        m_listsFilled = false;
        m_removal->setClient(m_controller->client());
        m_removal->startCounting();
        refresh();
    });
    connect(m_guard, &NameGuard::changed, this, &DeleteDialog::refreshButtons);
    connect(m_controller, &NodeController::stateChanged, this, &DeleteDialog::refreshButtons);
    connect(m_removal, &SubtreeRemoval::changed, this, &DeleteDialog::refresh);
    connect(m_removal, &SubtreeRemoval::writeStarted, m_controller,
        &NodeController::writeStarted);
    connect(m_removal, &SubtreeRemoval::writeFinished, m_controller,
        &NodeController::writeFinished);
}

QString DeleteDialog::name() const
{
    return visibleText(m_removal->root().name());
}

bool DeleteDialog::isBackingUp() const
{
    return m_backup && m_backup->state() == SubtreeBackup::State::running;
}

/// Nodes that are still to be deleted.
int DeleteDialog::left() const
{
    return m_removal->count().nodes - m_removal->removed() - m_removal->goneBefore();
}

void DeleteDialog::start()
{
    m_removal->setClient(m_controller->client());
    const bool saved = m_backup && m_backup->state() == SubtreeBackup::State::done;
    if (m_removal->state() == State::counted && m_withBackup->isChecked() && !saved)
        startBackup();
    else
        m_removal->startRemoving();
    refresh();
}

void DeleteDialog::startBackup()
{
    delete m_backup;
    m_backupName = backupFileName(m_removal->root(), QDateTime::currentDateTime());
    m_backupFile->setText(QFileInfo(m_backupName).fileName());
    const BackupHeader header{
        m_removal->root(), place().connection, QDateTime::currentDateTimeUtc()};
    m_backup = new SubtreeBackup(
        m_controller->client(), header, m_removal->entries(), m_backupName, this);
    connect(m_backup, &SubtreeBackup::changed, this, &DeleteDialog::onBackupChanged);
    m_backup->start();
}

void DeleteDialog::onBackupChanged()
{
    if (m_backup->state() == SubtreeBackup::State::done
        && m_removal->state() == State::counted)
        m_removal->startRemoving();
    refresh();
}

void DeleteDialog::retranslate()
{
    m_countWords[0]->setText(tr("nodes"));
    m_countWords[1]->setText(tr("of data"));
    m_countWords[2]->setText(tr("ephemeral"));
    m_countWords[3]->setText(tr("watches of yours"));
    m_withBackup->setText(tr("Save a backup first"));
    m_guard->retranslate(name());
    m_ephemeralWord->setText(
        tr("Ephemeral nodes belong to sessions of clients, which may rely on them:"));
    m_countAgain->setText(tr("Count again"));
    m_countAgain->setToolTip(tr("Look at what is there now, then decide again"));
    m_listsFilled = false;
    refresh();
}

void DeleteDialog::refresh()
{
    if (m_removal->state() == State::done) {
        const bool saved = m_backup && m_backup->state() == SubtreeBackup::State::done;
        Q_EMIT deleted(m_removal->root(), m_removedBefore + m_removal->removed(),
            saved ? m_backup->fileName() : QString());
        accept();
        return;
    }
    showCounts();
    showLargest();
    showEphemerals();
    showWarning();
    showProgress();
    refreshButtons();
    fitHeight();
}

void DeleteDialog::refreshButtons()
{
    const State state = m_removal->state();
    const bool resume = m_removal->mayResume();
    const bool ready = (state == State::counted && !isBackingUp()) || resume;
    const bool stopped = state == State::failed || state == State::cancelled;
    m_delete->setVisible(!stopped || resume);
    m_delete->setEnabled(ready && m_guard->isSatisfied() && m_controller->isWritable());
    m_delete->setToolTip(m_controller->isWritable()
            ? QString()
            : tr("Writes are held until the connection is back"));
    const bool failedBackup = m_backup && m_backup->state() == SubtreeBackup::State::failed;
    m_countAgain->setVisible(
        ((stopped && !resume) || failedBackup) && !isReserved(m_removal->root()));
    m_guard->setFieldEnabled(ready);
    if (ready && place().production && !std::exchange(m_confirmable, true))
        m_guard->setFocus(Qt::OtherFocusReason); // It must be typed anyhow.
    m_withBackup->setEnabled(state == State::counted && !isBackingUp());
    const bool running = state == State::removing || isBackingUp();
    cancelButton()->setText(running ? tr("Stop") : stopped ? tr("Close") : tr("Cancel"));
    if (resume)
        m_delete->setText(tr("Delete the other %n node(s)", nullptr, left()));
    else if (state == State::counting)
        m_delete->setText(tr("Delete nodes"));
    else
        m_delete->setText(tr("Delete %n node(s)", nullptr, left()));
}

void DeleteDialog::showCounts()
{
    const SubtreeCount& count = m_removal->count();
    const QString path = visibleText(m_removal->root().text());
    setHead(count.nodes > 1 ? tr("Delete %1 and everything below?").arg(path)
                            : tr("Delete %1?").arg(path),
        place().connection);
    m_nodes->setText(formatCount(count.nodes));
    m_bytes->setText(formatBytes(count.dataBytes));
    m_ephemerals->setText(formatCount(count.ephemerals));
    m_watchCount->setText(formatCount(m_watches));
    m_watchCount->setVisible(m_watches > 0);
    m_countWords[3]->setVisible(m_watches > 0);
}

void DeleteDialog::showWarning()
{
    const bool failedBackup = m_backup && m_backup->state() == SubtreeBackup::State::failed;
    if (failedBackup && m_removal->state() == State::counted) {
        m_warning->setText(tr("The backup failed, and nothing was deleted. %1")
                               .arg(sentenceFor(*m_backup->error())));
        return;
    }
    if (m_removal->state() == State::failed) {
        m_warning->setText(sentenceFor(*m_removal->error()));
        return;
    }
    const QString text = m_removal->count().nodes > 1
        ? tr("Nodes are deleted from the bottom up. Clients see the tree shrink meanwhile; nodes "
             "that change during the run stop it. There is no undo, but the backup can be "
             "imported.")
        : tr("The node is deleted only at the version that was read. There is no undo, but the "
             "backup can be imported.");
    m_warning->setText(text);
}

void DeleteDialog::showProgress()
{
    const QString removed = formatCount(m_removal->removed());
    const QString all = formatCount(m_removal->count().nodes);
    if (isBackingUp()) {
        m_progress->setText(tr("%1 of %2 saved", "numbers of nodes")
                                .arg(formatCount(m_backup->written()), all));
        return;
    }
    switch (m_removal->state()) {
    case State::counting:
        m_progress->setText(tr("Counting…"));
        break;
    case State::removing:
        m_progress->setText(tr("%1 of %2 deleted", "numbers of nodes").arg(removed, all));
        break;
    case State::failed:
        m_progress->setText(tr("Stopped after %1 deleted", "number of nodes").arg(removed));
        break;
    case State::cancelled:
        m_progress->setText(tr("Cancelled after %1 deleted", "number of nodes").arg(removed));
        break;
    default:
        m_progress->setText(QString());
        break;
    }
}

void DeleteDialog::showLargest()
{
    if (m_listsFilled || m_removal->state() != State::counted)
        return;
    clearRows(m_largest);
    const auto children = m_removal->largestChildren();
    for (std::size_t i = 0; i < std::min(children.size(), mostListed); ++i)
        addRow(m_largest, children[i].first, formatCount(children[i].second));
    const int unlisted = static_cast<int>(children.size()) - static_cast<int>(mostListed);
    if (unlisted > 0) {
        addMore(m_largest, tr("and %n more", "children", unlisted));
    }
    m_largest->setVisible(!children.empty());
}

void DeleteDialog::showEphemerals()
{
    if (m_listsFilled || m_removal->state() != State::counted)
        return;
    m_listsFilled = true; // The last list of those that are filled once.
    const std::vector<Path>& named = m_removal->ephemerals();
    clearRows(m_ephemeralNames);
    const std::size_t shown = std::min(named.size(), mostNamed);
    for (std::size_t i = 0; i < shown; ++i)
        addRow(m_ephemeralNames, named[i], QString());
    const int others = m_removal->count().ephemerals - static_cast<int>(shown);
    if (others > 0)
        addMore(m_ephemeralNames, tr("and %n more", "ephemeral nodes", others));
    m_ephemeralCard->setVisible(!named.empty());
}

void DeleteDialog::reject()
{
    if (isBackingUp()) {
        m_backup->cancel();
        refresh();
        return; // Nothing was deleted; the dialog asks again.
    }
    if (m_removal->state() == State::counting) {
        m_removal->cancel();
    } else if (m_removal->state() == State::removing) {
        m_removal->cancel();
        return; // Stays open to say how much went, and to go on.
    }
    QDialog::reject();
}

} // namespace zs::ui
