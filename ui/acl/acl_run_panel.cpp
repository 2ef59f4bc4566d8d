// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_run_panel.h"

#include "ui/acl/acl_rules.h"
#include "ui/acl/acl_run.h"
#include "ui/acl/scheme_words.h"
#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int rowPx = 53;
constexpr int rowTopPx = 8;
constexpr int chipPx = 20; ///< High.
constexpr int sidePx = 12;

struct AclSteps {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::AclSteps)
};

struct Verdict {
    QString word;
    Token ink;
    Token ground;
};

Verdict verdictOf(AclOutcome outcome, bool preview)
{
    switch (outcome) {
    case AclOutcome::changes:
        return {preview ? AclSteps::tr("Changes") : AclSteps::tr("Changed"), Token::accentText,
            Token::accentSoft};
    case AclOutcome::equal:
        return {AclSteps::tr("Already equal"), Token::downText, Token::downSoft};
    case AclOutcome::refused: break;
    }
    return {AclSteps::tr("No A right, skipped"), Token::dangerText, Token::dangerSoft};
}

/// "digest:deploy CDRWA" for one entry, "5 entries" for more.
QString briefOf(const std::vector<Acl>& entries)
{
    if (entries.size() != 1)
        return AclSteps::tr("%n entries", nullptr, static_cast<int>(entries.size()));
    QString letters;
    for (const std::int32_t bit : shownPerms) {
        if ((entries.front().perms & bit) != 0)
            letters += permLetter(bit);
    }
    return QStringLiteral("%1 %2").arg(principalName(entries.front().who), letters);
}

QString factsOf(const AclStep& step, const std::vector<Acl>& wanted)
{
    if (step.outcome == AclOutcome::refused && step.before.empty())
        return AclSteps::tr("its ACL may not be read");
    const QString before = briefOf(step.before);
    switch (step.outcome) {
    case AclOutcome::changes:
        return AclSteps::tr("%1 → %2", "an ACL before and after").arg(before, briefOf(wanted));
    case AclOutcome::equal: return AclSteps::tr("%1 → same", "an ACL").arg(before);
    case AclOutcome::refused: break;
    }
    return AclSteps::tr("%1 → unchanged", "an ACL").arg(before);
}

/// Path and verdict, below them what the node had.
class StepDelegate : public QStyledItemDelegate {
public:
    StepDelegate(AclRun* run, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_run(run)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, rowPx};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const AclStep& step = m_run->step(index.row());
        const Verdict verdict = verdictOf(step.outcome, m_run->isPreview());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, color(Token::selected));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
        const QRect inner = option.rect.adjusted(sidePx, rowTopPx, -sidePx, -rowTopPx);
        painter->setFont(fontFor(TextStyle::chip));
        const int wide = painter->fontMetrics().horizontalAdvance(verdict.word) + 14;
        const QRect chip(inner.right() + 1 - wide, inner.y(), wide, chipPx);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(verdict.ground));
        painter->drawRoundedRect(chip, 4, 4);
        painter->setPen(color(verdict.ink));
        painter->drawText(chip, Qt::AlignCenter, verdict.word);
        const int textFlags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
        painter->setFont(fontFor(TextStyle::mono));
        painter->setPen(color(Token::text));
        const QRect path(inner.x(), inner.y(), inner.width() - wide - 8, 18);
        painter->drawText(path, textFlags,
            painter->fontMetrics().elidedText(visibleText(std::string_view(step.path.text())),
                Qt::ElideMiddle, path.width()));
        painter->setFont(fontFor(TextStyle::label));
        painter->setPen(color(Token::text3));
        const QRect below(inner.x(), inner.y() + 18, inner.width(), 18);
        painter->drawText(below, textFlags,
            painter->fontMetrics().elidedText(
                factsOf(step, m_run->wanted()), Qt::ElideRight, below.width()));
        painter->restore();
    }

private:
    AclRun* m_run;
};

} // namespace

AclRunPanel::AclRunPanel(AclRun* run, QWidget* parent)
    : QFrame(parent)
    , m_run(run)
    , m_title(new TextLabel(TextStyle::panelTitle, Token::text, this))
    , m_close(makeIconButton("closeRun", QStringLiteral("x"), this))
    , m_list(new QListView(this))
    , m_progress(new TextLabel(TextStyle::label, Token::text2, this))
    , m_stop(makeButton("stopRun", ButtonKind::normal, this))
    , m_note(new Note(Role::down, this))
{
    setObjectName(QStringLiteral("aclRunPanel"));
    setProperty("surface", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_progress->setObjectName(QStringLiteral("aclRunProgress"));
    m_list->setObjectName(QStringLiteral("aclSteps"));
    m_list->setModel(run);
    m_list->setItemDelegate(new StepDelegate(run, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setProperty("surface", "panel");
    m_list->setFrameShape(QFrame::NoFrame);
    QVBoxLayout* column = makeColumn(this, 0);
    QFrame* head = makePanel("panel", "bottom", this);
    head->setFixedHeight(36);
    QHBoxLayout* row = makeRow(head, 8);
    row->setContentsMargins(sidePx, 0, 8, 0);
    row->addWidget(m_title, 1);
    row->addWidget(m_close);
    column->addWidget(head);
    column->addWidget(m_list, 1);
    auto* foot = new QWidget(this);
    QVBoxLayout* lines = makeColumn(foot, 8);
    lines->setContentsMargins(sidePx, 8, sidePx, 12);
    QHBoxLayout* state = makeRow(nullptr, 8);
    state->addWidget(m_progress, 1);
    state->addWidget(m_stop);
    lines->addLayout(state);
    lines->addWidget(m_note);
    column->addWidget(foot);
    connect(run, &AclRun::changed, this, &AclRunPanel::refresh);
    connect(m_stop, &QPushButton::clicked, run, &AclRun::stop);
    connect(m_close, &QToolButton::clicked, this, &AclRunPanel::closeRequested);
    refresh();
}

void AclRunPanel::refresh()
{
    using State = AclRun::State;
    const bool preview = m_run->isPreview();
    const QString title = preview ? tr("Recursive preview") : tr("Recursive change");
    m_title->setText(title);
    m_list->setAccessibleName(title);
    setVerb(m_close, tr("Close the list"));
    m_stop->setText(tr("Stop"));
    m_stop->setVisible(m_run->state() == State::running);
    const QString done = formatCount(static_cast<qint64>(m_run->progress().done));
    const QString found = formatCount(static_cast<qint64>(m_run->progress().found));
    switch (m_run->state()) {
    case State::running: m_progress->setText(tr("Nodes: %1 of %2").arg(done, found)); break;
    case State::stopped: m_progress->setText(tr("Stopped. Nodes done: %1").arg(done)); break;
    case State::failed: m_progress->setText(sentenceFor(*m_run->error())); break;
    case State::done:
        m_progress->setText(m_run->failures() == 0
                ? tr("Nodes: %1, all dealt with").arg(done)
                : tr("Nodes: %1, failed: %2")
                      .arg(done, formatCount(static_cast<qint64>(m_run->failures()))));
        break;
    case State::idle: m_progress->setText(QString()); break;
    }
    if (m_run->failures() > 0 && !m_run->errors().empty()) {
        m_note->setRole(Role::danger);
        m_note->setText(sentenceFor(m_run->errors().front().error));
    } else {
        m_note->setRole(Role::down);
        m_note->setText(tr("ACLs are not inherited. Each node is set on its own; a failure leaves "
                           "the others changed and is listed here."));
    }
    m_list->viewport()->update();
}

void AclRunPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
