// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_page.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QVBoxLayout>

namespace zs::ui {

ConnectionPage::ConnectionPage(QWidget* parent)
    : QWidget(parent)
    , m_column(makeColumn(this, 10))
{
    m_column->setContentsMargins(20, 14, 20, 14);
}

QVBoxLayout* ConnectionPage::field(TextLabel*& label, QWidget* widget)
{
    label = new TextLabel(TextStyle::label, Token::text2, this);
    QVBoxLayout* both = makeColumn(nullptr, 4);
    both->addWidget(label);
    both->addWidget(widget);
    return both;
}

} // namespace zs::ui
