// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/recent_nodes.h"

#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/start/card_row.h"

#include <QEvent>
#include <QFrame>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int rowPx = 36;
constexpr int abovePx = 16; ///< Beyond the list's own spacing.

} // namespace

RecentNodes::RecentNodes(QWidget* parent) :
    QWidget(parent), m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this)),
    m_card(new QFrame(this)), m_list(makeColumn(m_card, 0))
{
    setObjectName(QStringLiteral("recentNodes"));
    m_card->setProperty("card", true);
    QVBoxLayout* column = makeColumn(this, 8);
    column->setContentsMargins(0, abovePx, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_card);
    retranslate();
    hide();
}

void RecentNodes::setEntries(std::vector<Entry> entries)
{
    for (CardRow* row : m_rows) { // Later: the change may come from a click on one of them.
        row->hide();
        m_list->removeWidget(row);
        row->deleteLater();
    }
    m_rows.clear();
    if (entries.size() > mostShown)
        entries.erase(entries.begin() + mostShown, entries.end());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        auto* row = new CardRow(QStringLiteral("file"), TextStyle::mono, rowPx, m_card);
        row->setObjectName(QStringLiteral("recentNode"));
        row->setText(visibleText(entry.path.text()));
        row->setOwner(visibleText(entry.name), entry.dot);
        row->setAccessibleName(QStringLiteral("%1, %2").arg(row->text(), row->owner()));
        row->setEnds(i == 0, i + 1 == entries.size());
        m_list->addWidget(row);
        m_rows.push_back(row);
        connect(row, &CardRow::clicked, this, [this, id = entry.connection, path = entry.path] {
            Q_EMIT chosen(id, path);
        });
    }
    setVisible(!entries.empty());
}

void RecentNodes::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RecentNodes::retranslate()
{
    m_title->setText(tr("Recent nodes"));
}

} // namespace zs::ui
