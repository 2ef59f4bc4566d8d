// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/delete_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int widthPx = 520;
constexpr std::size_t mostListed = 3;
using State = SubtreeRemoval::State;

} // namespace

DeleteDialog::DeleteDialog(NodeController* controller, const Path& path, const DialogPlace& place,
    QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_removal(new SubtreeRemoval(controller->client(), path, this))
{
    setObjectName(QStringLiteral("deleteDialog"));
    body()->addWidget(makeCounts());
    m_largest = new QFrame(this);
    m_largest->setProperty("card", "panel");
    m_largest->hide();
    body()->addWidget(m_largest);
    m_warning = new Note(Role::danger, this);
    m_warning->setObjectName(QStringLiteral("deleteWarning"));
    body()->addWidget(m_warning);
    m_ask = new TextLabel(TextStyle::label, Token::text2, this);
    m_confirm = new QLineEdit(this);
    m_confirm->setObjectName(QStringLiteral("deleteConfirm"));
    m_confirm->setFont(fontFor(TextStyle::mono));
    m_ask->setVisible(place.production);
    m_confirm->setVisible(place.production);
    body()->addWidget(m_ask);
    body()->addWidget(m_confirm);
    m_progress = new TextLabel(TextStyle::label, Token::text3, this);
    m_progress->setObjectName(QStringLiteral("deleteProgress"));
    footerLeft()->addWidget(m_progress, 1);
    m_delete = makeButton("deleteNodes", ButtonKind::danger, this);
    m_delete->setAutoDefault(false);
    setIcon(m_delete, QStringLiteral("trash-2"), 16, {.normal = Token::onDanger});
    addButton(m_delete);
    connect(m_delete, &QPushButton::clicked, this, [this] {
        m_removal->startRemoving();
        refresh();
    });
    connect(m_confirm, &QLineEdit::textChanged, this, &DeleteDialog::refresh);
    connect(controller, &NodeController::stateChanged, this, &DeleteDialog::refresh);
    connect(m_removal, &SubtreeRemoval::changed, this, &DeleteDialog::refresh);
    connect(
        m_removal, &SubtreeRemoval::writeStarted, controller, &NodeController::writeStarted);
    connect(
        m_removal, &SubtreeRemoval::writeFinished, controller, &NodeController::writeFinished);
    m_removal->startCounting();
    retranslate();
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
    row->addStretch();
    return box;
}

QString DeleteDialog::name() const
{
    return visibleText(m_removal->root().name());
}

void DeleteDialog::retranslate()
{
    m_countWords[0]->setText(tr("nodes"));
    m_countWords[1]->setText(tr("of data"));
    m_countWords[2]->setText(tr("ephemeral"));
    m_ask->setText(tr("This is production. Type %1 to confirm").arg(name()));
    m_confirm->setAccessibleName(tr("Type the node's name to confirm"));
    refresh();
    if (m_more)
        m_more->setText(tr("and %n more", "children", m_unlisted));
}

void DeleteDialog::refresh()
{
    showCounts();
    showLargest();
    const State state = m_removal->state();
    const bool confirmed = !place().production || m_confirm->text() == name();
    m_delete->setEnabled(state == State::counted && confirmed && m_controller->isWritable());
    m_confirm->setEnabled(state == State::counted);
    const QString removed = formatCount(m_removal->removed());
    switch (state) {
    case State::counting:
        m_progress->setText(tr("Counting…"));
        break;
    case State::removing:
        m_progress->setText(tr("%1 of %2 deleted", "numbers of nodes")
                                .arg(removed, formatCount(m_removal->count().nodes)));
        break;
    case State::failed:
        m_progress->setText(tr("Stopped after %1 deleted", "number of nodes").arg(removed));
        m_warning->setText(sentenceFor(*m_removal->error()));
        m_warning->show();
        break;
    case State::cancelled:
        m_progress->setText(tr("Cancelled after %1 deleted", "number of nodes").arg(removed));
        break;
    case State::done:
        Q_EMIT deleted(m_removal->root(), m_removal->removed());
        accept();
        return;
    default:
        m_progress->setText(QString());
        break;
    }
    const bool over = state == State::failed || state == State::cancelled;
    cancelButton()->setText(over ? tr("Close") : tr("Cancel"));
    fitHeight();
}

void DeleteDialog::showCounts()
{
    const SubtreeCount& count = m_removal->count();
    const QString path = visibleText(m_removal->root().text());
    const bool several = count.nodes > 1;
    setHead(several ? tr("Delete %1 and everything below?").arg(path) : tr("Delete %1?").arg(path),
        place().connection);
    m_nodes->setText(formatCount(count.nodes));
    m_bytes->setText(formatBytes(count.dataBytes));
    m_ephemerals->setText(formatCount(count.ephemerals));
    m_delete->setText(m_removal->state() == State::counting
            ? tr("Delete nodes")
            : tr("Delete %n node(s)", nullptr, count.nodes));
    if (m_removal->state() == State::failed)
        return;
    m_warning->setText(several
            ? tr(
                "Nodes are deleted from the bottom up. Clients see the tree shrink meanwhile; nodes"
                " that change during the run stop it. There is no undo.")
            : tr("The node is deleted only at the version that was read. There is no undo."));
}

void DeleteDialog::showLargest()
{
    if (m_largestFilled || m_removal->state() != State::counted)
        return;
    m_largestFilled = true;
    const auto children = m_removal->largestChildren();
    if (children.empty())
        return;
    QVBoxLayout* column = makeColumn(m_largest, 4);
    column->setContentsMargins(12, 8, 12, 8);
    for (std::size_t i = 0; i < std::min(children.size(), mostListed); ++i) {
        auto* line = new QWidget(m_largest);
        QHBoxLayout* row = makeRow(line, 8);
        auto* path = new TextLabel(TextStyle::mono, Token::text, line);
        path->setOverflow(TextLabel::Overflow::elideMiddle);
        path->setText(visibleText(children[i].first.text()));
        auto* number = new TextLabel(TextStyle::mono, Token::text3, line);
        number->setText(formatCount(children[i].second));
        row->addWidget(path, 1);
        row->addWidget(number);
        column->addWidget(line);
    }
    if (children.size() > mostListed) {
        m_unlisted = static_cast<int>(children.size() - mostListed);
        m_more = new TextLabel(TextStyle::label, Token::text3, m_largest);
        m_more->setText(tr("and %n more", "children", m_unlisted));
        column->addWidget(m_more);
    }
    m_largest->show();
}

void DeleteDialog::reject()
{
    if (m_removal->state() == State::removing || m_removal->state() == State::counting) {
        const bool removing = m_removal->state() == State::removing;
        m_removal->cancel();
        if (removing)
            return; // Stays open to say how much went.
    }
    QDialog::reject();
}

} // namespace zs::ui
