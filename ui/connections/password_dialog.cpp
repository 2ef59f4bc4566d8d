// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/password_dialog.h"

#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 420;

} // namespace

PasswordDialog::PasswordDialog(Login login, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_login(std::move(login))
    , m_label(new TextLabel(TextStyle::label, Token::text2, this))
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(this))
    , m_open(makeButton("open", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("passwordDialog"));
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(QStringLiteral("keepPassword"));
    m_keep->hide();
    body()->addWidget(m_label);
    body()->addWidget(m_password);
    body()->addWidget(m_keep);
    m_open->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_open);
    connect(m_open, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_password, &QLineEdit::textChanged, this,
        [this](const QString& text) { m_open->setEnabled(!text.isEmpty()); });
    m_open->setEnabled(false);
    retranslate();
    m_password->setFocus();
}

QString PasswordDialog::password() const { return m_password->text(); }
bool PasswordDialog::keeps() const { return m_keep->isChecked(); }

void PasswordDialog::setKeychainAvailable(bool available)
{
    m_keep->setVisible(available);
    fitHeight();
}

void PasswordDialog::retranslate()
{
    setHead(tr("Password needed"), visibleText(place().connection));
    const QString user = visibleText(m_login.user);
    m_label->setText(m_login.scheme == QLatin1String("sasl")
            ? tr("Password of the SASL user %1", "a user's name").arg(user)
            : tr("Password of the digest user %1", "a user's name").arg(user));
    m_password->setAccessibleName(m_label->text());
    m_keep->setText(tr("Keep it in the system's keychain"));
    m_open->setText(tr("Open"));
    fitHeight();
}

} // namespace zs::ui
