// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_counts.h"

#include "ui/acl/acl_run.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>

namespace zs::ui {
namespace {

constexpr int gapPx = 16;
constexpr std::array outcomes{AclOutcome::changes, AclOutcome::equal, AclOutcome::refused};

} // namespace

AclCounts::AclCounts(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("aclCounts"));
    QHBoxLayout* row = makeRow(this, gapPx);
    row->setContentsMargins(0, 4, 0, 3);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        m_figures[i] = new TextLabel(TextStyle::figure, Token::text, this);
        m_words[i] = new TextLabel(TextStyle::label, Token::text3, this);
        QVBoxLayout* column = makeColumn(nullptr, 0);
        column->addWidget(m_figures[i]);
        column->addWidget(m_words[i]);
        row->addLayout(column);
    }
    row->addStretch(1);
}

void AclCounts::setRun(const AclRun& run)
{
    std::array<QString, 3> counts;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        counts[i] = formatCount(static_cast<qint64>(run.count(outcomes[i])));
        m_figures[i]->setText(counts[i]);
    }
    m_figures[2]->setTone(run.count(AclOutcome::refused) > 0 ? Token::dangerText : Token::text);
    m_words[0]->setText(
        run.isPreview() ? tr("will change", "nodes") : tr("changed", "nodes"));
    m_words[1]->setText(tr("already equal", "nodes"));
    m_words[2]->setText(tr("no A right", "nodes"));
    m_text = (run.isPreview()
            ? tr("%1 will change, %2 already equal, %3 without A right", "counts of nodes")
            : tr("%1 changed, %2 already equal, %3 without A right", "counts of nodes"))
                 .arg(counts[0], counts[1], counts[2]);
    setAccessibleName(m_text);
}

} // namespace zs::ui
