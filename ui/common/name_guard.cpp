// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/name_guard.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

NameGuard::NameGuard(Of of, const char* fieldName, bool production, QWidget* parent) :
    QWidget(parent), m_of(of), m_production(production),
    m_ask(new TextLabel(TextStyle::label, Token::text2, this)), m_field(new QLineEdit(this))
{
    m_field->setObjectName(QLatin1String(fieldName));
    m_field->setFont(fontFor(TextStyle::mono));
    setFocusProxy(m_field);
    QVBoxLayout* column = makeColumn(this, 4);
    column->addWidget(m_ask);
    column->addWidget(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &NameGuard::changed);
    setVisible(m_production);
}

void NameGuard::retranslate(const QString& name)
{
    m_name = name;
    m_ask->setText(tr("This is production. Type %1 to confirm").arg(name));
    m_ask->setMonoParts({name});
    m_field->setAccessibleName(m_of == Of::node ? tr("Type the node's name to confirm")
                                                : tr("Type the connection's name to confirm"));
}

void NameGuard::setNeeded(bool needed)
{
    m_needed = needed;
    setVisible(m_production && needed);
}

void NameGuard::setFieldEnabled(bool enabled)
{
    m_field->setEnabled(enabled);
}

bool NameGuard::isSatisfied() const
{
    return !m_production || !m_needed || m_field->text() == m_name;
}

} // namespace zs::ui
