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
    , m_scheme(new SegmentedControl(this))
    , m_schemeHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_add(makeButton("addIdentity", ButtonKind::normal, this))
    , m_placeLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_place(new SegmentedControl(this))
    , m_placeHint(new TextLabel(TextStyle::label, Token::text3, this))
{
    m_explanation->setOverflow(TextLabel::Overflow::wrap);
    m_placeHint->setOverflow(TextLabel::Overflow::wrap);
    m_schemeHint->setOverflow(TextLabel::Overflow::wrap);
    m_schemeHint->setObjectName(QStringLiteral("identitySchemeHint"));
    m_scheme->setObjectName(QStringLiteral("identityScheme"));
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
    column()->addWidget(m_scheme, 0, Qt::AlignLeft);
    column()->addWidget(m_schemeHint);
    column()->addLayout(row);
    column()->addSpacing(6);
    column()->addWidget(m_placeLabel);
    column()->addWidget(m_place, 0, Qt::AlignLeft);
    column()->addWidget(m_placeHint);
    column()->addStretch();
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, &IdentitiesPage::add);
    connect(m_scheme, &SegmentedControl::currentChanged, this, &IdentitiesPage::explainScheme);
    connect(m_user, &QLineEdit::textChanged, this, &ConnectionPage::edited);
    connect(m_password, &QLineEdit::textChanged, this, &ConnectionPage::edited);
}

void IdentitiesPage::load(const ConnectionProfile& profile)
{
    m_users = profile.digestUsers;
    m_saslUser = profile.saslUser;
    m_typed.clear();
    showUsers();
}

void IdentitiesPage::store(ConnectionProfile& profile) const
{
    profile.digestUsers = m_users;
    profile.saslUser = m_saslUser;
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
    retranslate(); // Makes the segments, when it is the first time.
    if (why)
        m_place->setCurrentIndex(1);
    m_place->setEnabled(!why);
}

bool IdentitiesPage::wantsSasl() const
{
    return m_scheme->currentIndex() == 1;
}

void IdentitiesPage::add()
{
    const QString user = m_user->text().trimmed();
    // The password begins behind the first colon: it cannot be part of a name.
    if (user.isEmpty() || user.contains(u':') || m_password->text().isEmpty())
        return;
    if (wantsSasl()) {
        // A connection has room for one: the new one takes the place of another.
        m_typed.remove({QStringLiteral("sasl"), m_saslUser});
        m_saslUser = user;
        m_typed.insert({QStringLiteral("sasl"), user}, m_password->text());
    } else {
        if (!m_users.contains(user))
            m_users << user;
        m_typed.insert({QStringLiteral("digest"), user}, m_password->text());
    }
    m_user->clear();
    m_password->clear();
    m_user->setFocus();
    showUsers();
    Q_EMIT edited();
}

void IdentitiesPage::remove(const Login& login)
{
    if (login.scheme == QLatin1String("sasl"))
        m_saslUser.clear();
    else
        m_users.removeAll(login.user);
    m_typed.remove(login);
    showUsers();
    Q_EMIT edited();
}

void IdentitiesPage::showUsers()
{
    for (QWidget* row : m_list->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        row->hide(); // It may be its own button that is on the stack.
        row->deleteLater();
    }
    ConnectionProfile shown;
    store(shown);
    for (const Login& login : loginsOf(shown))
        addRow(login);
}

void IdentitiesPage::addRow(const Login& login)
{
    auto* row = new QWidget(m_list);
    QHBoxLayout* line = makeRow(row, 8);
    auto* scheme = new TextLabel(TextStyle::label, Token::text3, row);
    scheme->setText(login.scheme);
    auto* name = new TextLabel(TextStyle::mono, Token::text, row);
    name->setText(visibleText(login.user));
    QToolButton* gone = makeIconButton("removeIdentity", QStringLiteral("x"), row);
    setVerb(gone, tr("Remove %1").arg(visibleText(login.user)));
    line->addWidget(scheme);
    line->addWidget(name, 1);
    line->addWidget(gone);
    m_rows->addWidget(row);
    connect(gone, &QToolButton::clicked, this, [this, login] { remove(login); });
}

void IdentitiesPage::explainScheme()
{
    m_schemeHint->setText(wantsSasl()
            ? tr("One user of the servers' JAAS file, who proves the password to the service "
                 "zookeeper each time a connection opens. ACLs name it sasl. Kerberos (GSSAPI) is "
                 "not there yet.")
            : tr("Any user and password; ACLs of the scheme digest hold the hash of both."));
}

void IdentitiesPage::retranslate()
{
    m_explanation->setText(tr("The session presents each of these users; ACLs then know it as any "
                              "of them."));
    m_scheme->setSegments({QStringLiteral("digest"), QStringLiteral("sasl (DIGEST-MD5)")});
    m_scheme->setAccessibleName(tr("Scheme"));
    explainScheme();
    m_userLabel->setText(tr("User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password"));
    m_add->setText(tr("Add"));
    m_placeLabel->setText(tr("Keep passwords"));
    m_place->setSegments({tr("In the system's keychain"), tr("Until Zooscope closes")});
    m_place->setAccessibleName(tr("Keep passwords"));
    m_placeHint->setText(m_keychainProblem
            ? m_keychainProblem->isEmpty()
                ? tr("No keychain answers, so passwords cannot outlive this run.")
                : tr("No keychain answers, so passwords cannot outlive this run (%1).",
                    "what the system said")
                      .arg(*m_keychainProblem)
            : tr("Passwords are never written to the settings or to an exported file."));
    showUsers();
}

} // namespace zs::ui
