// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/unlock_dialog.h"

#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 460;

} // namespace

UnlockDialog::UnlockDialog(const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_text(new TextLabel(TextStyle::body, Token::text, this))
    , m_nameLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_name(new QLineEdit(this))
    , m_unlock(makeButton("unlock", place.production ? ButtonKind::danger : ButtonKind::primary,
          this))
{
    setObjectName(QStringLiteral("unlockDialog"));
    m_text->setOverflow(TextLabel::Overflow::wrap);
    m_name->setObjectName(QStringLiteral("connectionNameTyped"));
    body()->addWidget(m_text);
    body()->addWidget(m_nameLabel);
    body()->addWidget(m_name);
    m_nameLabel->setVisible(place.production);
    m_name->setVisible(place.production);
    footerLeft()->addStretch();
    addButton(m_unlock);
    if (place.production) {
        m_unlock->setAutoDefault(false); // Enter never triggers a red button.
        m_unlock->setEnabled(false);
    } else {
        m_unlock->setDefault(true);
    }
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_unlock->setEnabled(text.trimmed() == this->place().connection);
    });
    connect(m_unlock, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void UnlockDialog::retranslate()
{
    setHead(tr("Allow writing"), visibleText(place().connection));
    m_text->setText(tr("The connection was opened for reading only. Until it is locked again, "
                       "this window may change nodes on it."));
    m_nameLabel->setText(
        tr("Type %1 to go on").arg(visibleText(place().connection)));
    m_nameLabel->setMonoParts({place().connection});
    m_name->setAccessibleName(m_nameLabel->text());
    m_unlock->setText(tr("Allow writing"));
    fitHeight();
}

} // namespace zs::ui
