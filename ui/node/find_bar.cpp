// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/find_bar.h"

#include "ui/common/action_keys.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace zs::ui {

namespace {

constexpr int rowPx = 40;
constexpr int problemPx = 24;
constexpr int statusPx = 104;
constexpr int bytesIndex = 1;

QToolButton* makeToggle(const char* objectName, const QString& sign, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setText(sign);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QLineEdit* makeField(const char* objectName, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setObjectName(QLatin1String(objectName));
    field->setMinimumWidth(100);
    return field;
}

} // namespace

FindBar::FindBar(QWidget* parent)
    : QFrame(parent)
    , m_field(makeField("findField", this))
    , m_case(makeToggle("findCase", QStringLiteral("Aa"), this))
    , m_word(makeToggle("findWord", QStringLiteral("|W|"), this))
    , m_regex(makeToggle("findRegex", QStringLiteral(".*"), this))
    , m_kind(new SegmentedControl(this))
    , m_status(new TextLabel(TextStyle::label, Token::text2, this))
    , m_previous(makeIconButton("findPrevious", QStringLiteral("arrow-up"), this))
    , m_next(makeIconButton("findNext", QStringLiteral("arrow-down"), this))
    , m_showReplace(makeIconButton("findShowReplace", QStringLiteral("replace"), this))
    , m_close(makeIconButton("findClose", QStringLiteral("x"), this))
    , m_replacement(makeField("replaceField", this))
    , m_replace(makeButton("replaceHit", ButtonKind::normal, this))
    , m_replaceAll(makeButton("replaceAllHits", ButtonKind::normal, this))
    , m_problem(new TextLabel(TextStyle::label, Token::dangerText, this))
{
    setObjectName(QStringLiteral("findBar"));
    setProperty("surface", "panel");
    setProperty("line", "bottom");
    m_kind->setObjectName(QStringLiteral("findKind"));
    m_status->setObjectName(QStringLiteral("findStatus"));
    m_problem->setObjectName(QStringLiteral("findProblem"));
    m_kind->setSegments({QString(), QString()});
    QVBoxLayout* column = makeColumn(this, 0);
    column->setContentsMargins(0, 0, 0, 1);
    column->addWidget(makeFindRow());
    column->addWidget(makeReplaceRow());
    m_problemRow = new QWidget(this);
    m_problemRow->setFixedHeight(problemPx);
    QHBoxLayout* row = makeRow(m_problemRow, 0);
    row->setContentsMargins(12, 0, 12, 4);
    row->addWidget(m_problem, 1);
    column->addWidget(m_problemRow);
    m_problemRow->hide();
    wire();
    retranslate();
    updateRows();
    hide();
}

QWidget* FindBar::makeFindRow()
{
    auto* line = new QWidget(this);
    line->setFixedHeight(rowPx);
    QHBoxLayout* row = makeRow(line, 4);
    row->setContentsMargins(12, 0, 8, 0);
    setLeadingIcon(m_field, QStringLiteral("search"));
    m_status->setFixedWidth(statusPx);
    m_showReplace->setCheckable(true);
    row->addWidget(m_field, 1);
    for (QWidget* item : {static_cast<QWidget*>(m_case), static_cast<QWidget*>(m_word),
             static_cast<QWidget*>(m_regex), static_cast<QWidget*>(m_kind)})
        row->addWidget(item);
    row->addSpacing(4);
    row->addWidget(m_status);
    for (QToolButton* button : {m_previous, m_next, m_showReplace, m_close}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    return line;
}

QWidget* FindBar::makeReplaceRow()
{
    m_replaceRow = new QWidget(this);
    m_replaceRow->setFixedHeight(rowPx - 4);
    QHBoxLayout* row = makeRow(m_replaceRow, 8);
    row->setContentsMargins(12, 0, 12, 4);
    setLeadingIcon(m_replacement, QStringLiteral("replace"));
    row->addWidget(m_replacement, 1);
    for (QPushButton* button : {m_replace, m_replaceAll}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    return m_replaceRow;
}

void FindBar::wire()
{
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    for (QToolButton* toggle : {m_case, m_word, m_regex})
        connect(toggle, &QToolButton::toggled, this, &FindBar::queryChanged);
    connect(m_kind, &SegmentedControl::currentChanged, this, [this] {
        updateRows();
        Q_EMIT queryChanged();
    });
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousWanted);
    connect(m_showReplace, &QToolButton::toggled, this, [this](bool shown) {
        updateRows();
        if (shown)
            m_replacement->setFocus(Qt::OtherFocusReason);
    });
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replaceWanted);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAllWanted);
    connect(m_close, &QToolButton::clicked, this, &FindBar::closed);
    m_field->installEventFilter(this);
    m_replacement->installEventFilter(this);
}

void FindBar::enter(const QString& text)
{
    show();
    if (!text.isEmpty())
        m_field->setText(text);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

FindQuery FindBar::query() const
{
    return {m_field->text(), m_case->isChecked(), !m_bytes && m_word->isChecked(),
        !m_bytes && m_regex->isChecked()};
}

QString FindBar::replacement() const { return m_replacement->text(); }

bool FindBar::isHex() const { return m_bytes && m_kind->currentIndex() == bytesIndex; }

void FindBar::setBytesMode(bool bytes)
{
    if (m_bytes == bytes)
        return;
    m_bytes = bytes;
    updateRows();
}

void FindBar::setReplaceable(bool replaceable)
{
    m_replaceable = replaceable;
    updateRows();
}

void FindBar::updateRows()
{
    m_word->setVisible(!m_bytes);
    m_regex->setVisible(!m_bytes);
    m_kind->setVisible(m_bytes);
    m_case->setVisible(!isHex());
    m_showReplace->setEnabled(m_replaceable);
    m_replaceRow->setVisible(m_replaceable && m_showReplace->isChecked());
    m_field->setPlaceholderText(isHex() ? QStringLiteral("ac ed 00 05") : tr("Find"));
}

void FindBar::setStatus(const QString& text, bool isBad)
{
    m_status->setTone(isBad ? Token::dangerText : Token::text2);
    m_status->setText(text);
    setPlainToolTip(m_status, text);
    m_field->setAccessibleDescription(text);
}

void FindBar::setProblem(const std::optional<PatternProblem>& problem, bool inReplacement)
{
    setStyleProperty(m_field, "invalid", problem && !inReplacement);
    setStyleProperty(m_replacement, "invalid", problem && inReplacement);
    m_problemRow->setVisible(problem.has_value());
    m_problem->setText(problem
            ? tr("Position %1: %2", "of a mistake in a pattern, and what it is")
                  .arg(problem->at + 1)
                  .arg(problem->what)
            : QString());
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QFrame::eventFilter(watched, event);
    if (watched == m_replacement)
        Q_EMIT replaceWanted();
    else if (key->modifiers() & Qt::ShiftModifier)
        Q_EMIT previousWanted();
    else
        Q_EMIT nextWanted();
    return true;
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void FindBar::retranslate()
{
    m_field->setAccessibleName(tr("Find in the data"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_kind->setSegments({tr("Text"), tr("Bytes")});
    m_kind->setAccessibleName(tr("Look for"));
    setVerb(m_case, tr("Match case"));
    setVerb(m_word, tr("Whole words"));
    setVerb(m_regex, tr("Regular expression"));
    setVerb(m_previous, tr("Previous hit"), keyOf("node.findPrevious"));
    setVerb(m_next, tr("Next hit"), keyOf("node.findNext"));
    setVerb(m_showReplace, tr("Replace"));
    setVerb(m_close, tr("Close the search"), Qt::Key_Escape);
    m_replace->setText(tr("Replace"));
    m_replaceAll->setText(tr("Replace all"));
    updateRows();
}

void FindBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        Q_EMIT queryChanged(); // Its status and problem are words too.
    }
    QFrame::changeEvent(event);
}

} // namespace zs::ui
