// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/add_identity_dialog.h"

#include "ui/acl/acl_controller.h"
#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace zs::ui {
namespace {

constexpr int widthPx = 440;

} // namespace

AddIdentityDialog::AddIdentityDialog(
    AclController* controller, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_userLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_user(new QLineEdit(this))
    , m_passwordLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_password(new QLineEdit(this))
    , m_hint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_problem(new Note(Role::danger, this))
    , m_add(makeButton("addIdentity", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("addIdentityDialog"));
    m_user->setObjectName(QStringLiteral("identityUser"));
    m_password->setObjectName(QStringLiteral("identityPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_hint->setOverflow(TextLabel::Overflow::wrap);
    m_problem->setObjectName(QStringLiteral("identityProblem"));
    m_problem->hide();
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_userLabel, m_user, m_passwordLabel, m_password, m_hint, m_problem})
        body()->addWidget(widget);
    m_add->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_add);
    for (QLineEdit* field : {m_user, m_password})
        connect(field, &QLineEdit::textChanged, this, &AddIdentityDialog::check);
    connect(m_add, &QPushButton::clicked, this, &AddIdentityDialog::send);
    connect(controller, &AclController::identityAdded, this, [this] {
        if (m_sent)
            accept();
    });
    connect(controller, &AclController::identityRefused, this, [this](const Error& error) {
        if (!m_sent)
            return;
        m_sent = false;
        m_problem->setText(sentenceFor(error));
        m_problem->show();
        check();
        fitHeight();
    });
    retranslate();
    m_user->setFocus();
}

void AddIdentityDialog::retranslate()
{
    setHead(tr("Add identity"), visibleText(place().connection));
    m_userLabel->setText(tr("Digest user"));
    m_user->setAccessibleName(m_userLabel->text());
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(m_passwordLabel->text());
    m_hint->setText(tr("It is presented in this session, also after a reconnect, and is not "
                       "stored. To keep it, or to log in by SASL, which is possible only while "
                       "a connection opens, edit the connection and connect again."));
    m_add->setText(tr("Add identity"));
    check();
    fitHeight();
}

void AddIdentityDialog::check()
{
    // The server cuts at the first colon, so a user's name has none.
    const QString user = m_user->text();
    m_add->setEnabled(!m_sent && !user.isEmpty() && !user.contains(u':')
        && !m_password->text().isEmpty() && m_controller->client());
}

void AddIdentityDialog::send()
{
    m_sent = true;
    check();
    m_problem->hide();
    m_controller->addIdentity(m_user->text(), m_password->text());
}

} // namespace zs::ui
