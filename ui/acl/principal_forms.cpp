// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/principal_forms.h"

#include "clientlib/protocol/digest.h"
#include "ui/acl/acl_rules.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int settingPx = 46; ///< Two lines.

} // namespace

// ---- all ----

PrincipalForm::PrincipalForm(std::string scheme, QWidget* parent)
    : QWidget(parent)
    , m_explanation(new TextLabel(TextStyle::label, Token::text2, this))
    , m_scheme(std::move(scheme))
{
    setObjectName(QStringLiteral("form_") + QString::fromStdString(m_scheme));
    m_explanation->setOverflow(TextLabel::Overflow::wrap);
    makeColumn(this, 4)->addWidget(m_explanation);
}

QLineEdit* PrincipalForm::addField(const char* objectName, TextLabel*& label)
{
    label = new TextLabel(TextStyle::label, Token::text2, this);
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1String(objectName));
    field->setFont(fontFor(TextStyle::mono));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addSpacing(6);
    column->addWidget(label);
    column->addWidget(field);
    return field;
}

// ---- world, auth ----

FixedPrincipalForm::FixedPrincipalForm(std::string scheme, std::string id, QWidget* parent)
    : PrincipalForm(std::move(scheme), parent)
    , m_id(std::move(id))
{
    static_cast<QVBoxLayout*>(layout())->addStretch();
    retranslate();
}

std::optional<AuthId> FixedPrincipalForm::principal() const
{
    return AuthId{scheme(), m_id};
}

void FixedPrincipalForm::retranslate()
{
    m_explanation->setText(scheme() == "world"
            ? tr("Everybody who reaches the servers, with or without authentication.")
            : tr("Every identity that this session has when the ACL is set. The server stores "
                 "them one by one; identities that you add later are not in it."));
}

// ---- digest, super ----

DigestPrincipalForm::DigestPrincipalForm(std::string scheme, QWidget* parent)
    : PrincipalForm(std::move(scheme), parent)
    , m_user(addField("digestUser", m_userLabel))
    , m_password(addField("digestPassword", m_passwordLabel))
    , m_id(addField("digestId", m_idLabel))
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* names = new QGridLayout;
    names->setHorizontalSpacing(12);
    names->setVerticalSpacing(4);
    int at = 0;
    for (QWidget* each : {static_cast<QWidget*>(m_userLabel), static_cast<QWidget*>(m_user),
             static_cast<QWidget*>(m_passwordLabel), static_cast<QWidget*>(m_password)}) {
        names->addWidget(each, at % 2, at / 2); // A layout takes what stood in another one.
        ++at;
    }
    column->insertLayout(2, names);
    makeReveal();
    m_id->setReadOnly(true);
    m_copy = m_id->addAction(icon(QStringLiteral("copy")), QLineEdit::TrailingPosition);
    connect(m_copy, &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
    m_hint = new TextLabel(TextStyle::label, Token::text3, this);
    m_hint->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_hint);
    if (this->scheme() == "super") {
        m_user->setText(QStringLiteral("super"));
        m_user->setReadOnly(true);
        makeSetting();
        m_warning = new Note(Role::looking, this);
        column->addWidget(m_warning);
    } else {
        m_use = new QCheckBox(this);
        m_use->setObjectName(QStringLiteral("useIdentity"));
        m_use->setChecked(true);
        column->addWidget(m_use);
    }
    column->addStretch();
    for (QLineEdit* field : {m_user, m_password}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            showId();
            Q_EMIT edited();
        });
    }
    retranslate();
}

void DigestPrincipalForm::makeReveal()
{
    m_password->setEchoMode(QLineEdit::Password);
    m_reveal = m_password->addAction(icon(QStringLiteral("eye")), QLineEdit::TrailingPosition);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QAction::toggled, this, [this](bool shown) {
        m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_reveal->setText(shown ? tr("Hide password") : tr("Show password"));
    });
}

void DigestPrincipalForm::makeSetting()
{
    m_id->hide();
    m_setting = new QPlainTextEdit(this);
    m_setting->setObjectName(QStringLiteral("superSetting"));
    m_setting->setProperty("field", true);
    m_setting->setReadOnly(true);
    m_setting->setTabChangesFocus(true);
    m_setting->setFont(fontFor(TextStyle::mono));
    m_setting->setWordWrapMode(QTextOption::WrapAnywhere);
    m_setting->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_setting->setFixedHeight(settingPx);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->indexOf(m_id), m_setting);
}

void DigestPrincipalForm::showId()
{
    const std::optional<AuthId> who = principal();
    QString text = who ? QString::fromStdString(who->id) : QString();
    if (who && scheme() == "super")
        text.prepend(QStringLiteral("DigestAuthenticationProvider.superDigest="));
    m_id->setText(text);
    m_id->setCursorPosition(0);
    if (m_setting)
        m_setting->setPlainText(text);
}

std::optional<AuthId> DigestPrincipalForm::principal() const
{
    if (user().isEmpty() || password().isEmpty() || user().contains(u':'))
        return std::nullopt;
    return AuthId{"digest", digestId((user() + u':' + password()).toStdString())};
}

void DigestPrincipalForm::retranslate()
{
    const bool super = scheme() == "super";
    m_explanation->setText(super
            ? tr("The super user passes every ACL. It is not an entry of one: the servers get its "
                 "hash when they start, and a session becomes super by authenticating.")
            : tr("A user name and password. ZooKeeper stores only the hash; Zooscope computes it "
                 "here and sends no password with the ACL."));
    m_userLabel->setText(tr("User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password"));
    m_idLabel->setText(super ? tr("Setting of the servers") : tr("Id that will be stored"));
    m_id->setAccessibleName(m_idLabel->text());
    if (m_setting)
        m_setting->setAccessibleName(m_idLabel->text());
    m_copy->setText(tr("Copy id"));
    m_reveal->setText(m_reveal->isChecked() ? tr("Hide password") : tr("Show password"));
    m_hint->setText(tr("base64(SHA-1(\"user:password\")), updated as you type"));
    if (m_use)
        m_use->setText(tr("Also use it in this session (addauth)"));
    if (m_warning)
        m_warning->setText(tr("Every node becomes writable in this session, locked ones too."));
    showId();
}

QString DigestPrincipalForm::user() const { return m_user->text(); }
QString DigestPrincipalForm::password() const { return m_password->text(); }
bool DigestPrincipalForm::wantsIdentity() const { return m_use && m_use->isChecked(); }

// ---- ip ----

NetworkPrincipalForm::NetworkPrincipalForm(QString ownAddress, QWidget* parent)
    : PrincipalForm("ip", parent)
    , m_ownAddress(std::move(ownAddress))
    , m_network(addField("network", m_label))
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    m_problem = new TextLabel(TextStyle::label, Token::dangerText, this);
    m_problem->setObjectName(QStringLiteral("networkProblem"));
    m_problem->setOverflow(TextLabel::Overflow::wrap);
    column->addWidget(m_problem);
    m_matches = addField("networkMatches", m_matchesLabel);
    m_matches->setReadOnly(true);
    m_own = new TextLabel(TextStyle::label, Token::text3, this);
    column->addWidget(m_own);
    column->addStretch();
    connect(m_network, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
    retranslate();
}

void NetworkPrincipalForm::check()
{
    const QString text = m_network->text().trimmed();
    const QString problem = text.isEmpty() ? QString() : networkProblem(text);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    setStyleProperty(m_network, "invalid", !problem.isEmpty());
    const QString range = networkRange(text);
    m_matches->setText(range.isEmpty() ? QStringLiteral("–") : range);
}

std::optional<AuthId> NetworkPrincipalForm::principal() const
{
    const QString text = m_network->text().trimmed();
    if (text.isEmpty() || !networkProblem(text).isEmpty())
        return std::nullopt;
    return AuthId{"ip", text.toStdString()};
}

void NetworkPrincipalForm::retranslate()
{
    m_explanation->setText(
        tr("Clients by source address, as the server sees it. Proxies and NAT change it."));
    m_label->setText(tr("Address or network"));
    m_network->setAccessibleName(m_label->text());
    m_matchesLabel->setText(tr("Matches"));
    m_matches->setAccessibleName(m_matchesLabel->text());
    m_own->setText(m_ownAddress.isEmpty()
            ? tr("The server does not tell your own address (before ZooKeeper 3.7).")
            : tr("Your own address as the server sees it: %1").arg(m_ownAddress));
    m_own->setMonoParts({m_ownAddress});
    check();
}

// ---- x509, sasl ----

NamedPrincipalForm::NamedPrincipalForm(std::string scheme, QWidget* parent)
    : PrincipalForm(std::move(scheme), parent)
    , m_name(addField("principalName", m_label))
{
    static_cast<QVBoxLayout*>(layout())->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &PrincipalForm::edited);
    retranslate();
}

std::optional<AuthId> NamedPrincipalForm::principal() const
{
    const QString text = m_name->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    return AuthId{scheme(), text.toStdString()};
}

void NamedPrincipalForm::retranslate()
{
    const bool x509 = scheme() == "x509";
    m_explanation->setText(x509
            ? tr("The subject of a client certificate, as the server prints it. Clients must "
                 "connect over TLS with a certificate that the server trusts.")
            : tr("A name that the servers verified by SASL, such as a Kerberos principal."));
    m_label->setText(x509 ? tr("Subject") : tr("Principal"));
    m_name->setAccessibleName(m_label->text());
    m_name->setPlaceholderText(x509 ? QStringLiteral("CN=gateway,OU=pay")
                                    : QStringLiteral("kafka@EXAMPLE.COM"));
}

} // namespace zs::ui
