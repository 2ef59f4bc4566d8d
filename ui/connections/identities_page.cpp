// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/identities_page.h"

#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

IdentitiesPage::IdentitiesPage(QWidget* parent)
    : ConnectionPage(parent)
    , m_explanation(new TextLabel(TextStyle::label, Token::text2, this))
    , m_list(new QWidget(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_add(makeButton("addIdentity", ButtonKind::normal, this))
    , m_placeLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_place(new SegmentedControl(this))
    , m_placeHint(new TextLabel(TextStyle::label, Token::text3, this))
{
    m_explanation->setOverflow(TextLabel::Overflow::wrap);
    m_placeHint->setOverflow(TextLabel::Overflow::wrap);
    m_user->setObjectName(QStringLiteral("identityUser"));
    m_password->setObjectName(QStringLiteral("identityPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_place->setObjectName(QStringLiteral("secretPlace"));
    m_rows = makeColumn(m_list, 0);
    QHBoxLayout* row = makeRow(nullptr, 12);
    row->addLayout(field(m_userLabel, m_user), 1);
    row->addLayout(field(m_passwordLabel, m_password), 1);
    row->addWidget(m_add, 0, Qt::AlignBottom);
    column()->addWidget(m_explanation);
    column()->addWidget(m_list);
    column()->addLayout(row);
    column()->addSpacing(6);
    column()->addWidget(m_placeLabel);
    column()->addWidget(m_place, 0, Qt::AlignLeft);
    column()->addWidget(m_placeHint);
    column()->addStretch();
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, &IdentitiesPage::add);
    connect(m_user, &QLineEdit::textChanged, this, &ConnectionPage::edited);
    connect(m_password, &QLineEdit::textChanged, this, &ConnectionPage::edited);
}

void IdentitiesPage::load(const ConnectionProfile& profile)
{
    m_users = profile.digestUsers;
    m_typed.clear();
    showUsers();
}

void IdentitiesPage::store(ConnectionProfile& profile) const
{
    profile.digestUsers = m_users;
}

QString IdentitiesPage::problem() const
{
    // Half an identity in the fields would be lost without a word.
    const QString user = m_user->text().trimmed();
    if (user.isEmpty() && m_password->text().isEmpty())
        return {};
    if (user.contains(u':')) // As zkCli's addauth wants it, in one word.
        return tr("A user name has no colon. Write the password into its own field.");
    if (user.isEmpty())
        return tr("Write the user of this password.");
    if (m_password->text().isEmpty())
        return tr("Write the password of this user.");
    return tr("Press Add to take over the identity, or empty its fields.");
}

SecretPlace IdentitiesPage::place() const
{
    return m_place->currentIndex() == 0 && !m_keychainProblem ? SecretPlace::keychain
                                                              : SecretPlace::thisRun;
}

void IdentitiesPage::setKeychainProblem(const std::optional<QString>& why)
{
    m_keychainProblem = why;
    if (why)
        m_place->setCurrentIndex(1);
    m_place->setEnabled(!why);
    retranslate();
}

void IdentitiesPage::add()
{
    const QString user = m_user->text().trimmed();
    // The scheme cuts at the first colon: it cannot be part of a name.
    if (user.isEmpty() || user.contains(u':') || m_password->text().isEmpty())
        return;
    if (!m_users.contains(user))
        m_users << user;
    m_typed.insert(user, m_password->text());
    m_user->clear();
    m_password->clear();
    m_user->setFocus();
    showUsers();
    Q_EMIT edited();
}

void IdentitiesPage::remove(const QString& user)
{
    m_users.removeAll(user);
    m_typed.remove(user);
    showUsers();
    Q_EMIT edited();
}

void IdentitiesPage::showUsers()
{
    for (QWidget* row : m_list->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        row->deleteLater();
    for (const QString& user : m_users) {
        auto* row = new QWidget(m_list);
        QHBoxLayout* line = makeRow(row, 8);
        auto* scheme = new TextLabel(TextStyle::label, Token::text3, row);
        scheme->setText(QStringLiteral("digest"));
        auto* name = new TextLabel(TextStyle::mono, Token::text, row);
        name->setText(visibleText(user));
        QToolButton* gone = makeIconButton("removeIdentity", QStringLiteral("x"), row);
        setVerb(gone, tr("Remove %1").arg(visibleText(user)));
        line->addWidget(scheme);
        line->addWidget(name, 1);
        line->addWidget(gone);
        m_rows->addWidget(row);
        connect(gone, &QToolButton::clicked, this, [this, user] { remove(user); });
    }
}

void IdentitiesPage::retranslate()
{
    m_explanation->setText(tr("The session presents each of these users; ACLs of the scheme "
                              "digest then know it as any of them."));
    m_userLabel->setText(tr("User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password"));
    m_add->setText(tr("Add"));
    m_placeLabel->setText(tr("Keep passwords"));
    m_place->setSegments({tr("In the system's keychain"), tr("Until Zooscope closes")});
    m_place->setAccessibleName(tr("Keep passwords"));
    m_placeHint->setText(m_keychainProblem
            ? tr("No keychain answers, so passwords cannot outlive this run. %1")
                  .arg(*m_keychainProblem)
            : tr("Passwords are never written to the settings or to an exported file."));
    showUsers();
}

} // namespace zs::ui
