// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/explanation_pane.h"

#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int headerPx = 32;
constexpr int rowPx = 22;
constexpr int mostRowsInSight = 6;
constexpr int nameWidthPx = 180;

QWidget* makeTable(const Explanation& explanation)
{
    auto* table = new QWidget;
    table->setProperty("surface", "panel");
    auto* grid = new QGridLayout(table);
    grid->setContentsMargins(12, 0, 12, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Explanation::Row& one : explanation.rows) {
        auto* name = new TextLabel(TextStyle::label, Token::text3, table);
        name->setText(one.name);
        name->setMaximumWidth(nameWidthPx);
        auto* value = new TextLabel(TextStyle::mono, Token::text, table);
        value->setOverflow(TextLabel::Overflow::wrap);
        value->setText(visibleText(one.value));
        value->setObjectName(QStringLiteral("explained%1").arg(row));
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    return table;
}

} // namespace

ExplanationPane::ExplanationPane(QWidget* parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::label, Token::text, this))
    , m_fold(makeIconButton("foldExplanation", QStringLiteral("chevron-down"), this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("explanation"));
    setProperty("surface", "panel");
    setProperty("line", "top");
    m_title->setObjectName(QStringLiteral("explanationTitle"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setProperty("surface", "panel");
    QVBoxLayout* column = makeColumn(this, 0);
    auto* header = new QWidget(this);
    header->setFixedHeight(headerPx);
    QHBoxLayout* row = makeRow(header, 8);
    row->setContentsMargins(12, 0, 8, 0);
    row->addWidget(m_title, 1);
    row->addWidget(m_fold);
    column->addWidget(header);
    column->addWidget(m_area);
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_folded); });
    retranslate();
    hide();
}

void ExplanationPane::setExplanation(const std::optional<Explanation>& explanation)
{
    m_shown = explanation;
    setVisible(explanation.has_value());
    delete m_area->takeWidget();
    if (!explanation)
        return;
    m_title->setText(tr("Looks like", "followed by what a value looks like: Kafka broker 1001"),
        visibleText(explanation->title));
    m_area->setWidget(makeTable(*explanation));
    const int rows = std::min(static_cast<int>(explanation->rows.size()), mostRowsInSight);
    m_area->setFixedHeight(rows * rowPx + 8);
    setFolded(m_folded);
}

void ExplanationPane::setFolded(bool folded)
{
    m_folded = folded;
    m_area->setVisible(!folded);
    setIcon(m_fold, folded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"));
    setVerb(m_fold, folded ? tr("Show what it says") : tr("Hide what it says"));
}

void ExplanationPane::retranslate()
{
    setAccessibleName(tr("What is this?"));
    setFolded(m_folded);
}

void ExplanationPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace zs::ui
