// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/tls_page.h"

#include "ui/common/switch_button.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/connections/file_field.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

TlsPage::TlsPage(QWidget* parent)
    : ConnectionPage(parent)
    , m_on(new SwitchButton("tlsOn", this))
    , m_ca(new FileField("caFile", this))
    , m_caHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_certificate(new FileField("certificateFile", this))
    , m_key(new FileField("keyFile", this))
    , m_phrase(new QLineEdit(this))
    , m_checkName(new QCheckBox(this))
    , m_card(new QFrame(this))
{
    m_phrase->setObjectName(QStringLiteral("keyPassPhrase"));
    m_phrase->setEchoMode(QLineEdit::Password);
    m_checkName->setObjectName(QStringLiteral("checkHostName"));
    buildCard();
    column()->addWidget(m_on, 0, Qt::AlignLeft);
    column()->addLayout(field(m_caLabel, m_ca));
    column()->addWidget(m_caHint);
    QHBoxLayout* own = makeRow(nullptr, 12);
    own->addLayout(field(m_certificateLabel, m_certificate), 1);
    own->addLayout(field(m_keyLabel, m_key), 1);
    column()->addLayout(own);
    QHBoxLayout* phrase = makeRow(nullptr, 12);
    phrase->addLayout(field(m_phraseLabel, m_phrase), 1);
    phrase->addStretch(1);
    column()->addLayout(phrase);
    column()->addWidget(m_checkName);
    column()->addWidget(m_card);
    column()->addStretch();
    m_card->hide();
    connect(m_on, &QAbstractButton::toggled, this, &TlsPage::check);
    for (FileField* each : {m_ca, m_certificate, m_key})
        connect(each, &FileField::edited, this, &TlsPage::check);
    connect(m_checkName, &QAbstractButton::toggled, this, &ConnectionPage::edited);
}

void TlsPage::buildCard()
{
    m_card->setObjectName(QStringLiteral("certificateCard"));
    m_card->setProperty("card", "panel");
    auto* grid = new QGridLayout(m_card);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, 86);
    grid->setColumnStretch(1, 1);
    for (int fact = 0; fact < facts; ++fact) {
        auto* name = new TextLabel(TextStyle::label, Token::text3, m_card);
        auto* value = new TextLabel(fact == until ? TextStyle::label : TextStyle::mono,
            Token::text, m_card);
        value->setOverflow(TextLabel::Overflow::wrap); // Distinguished names may be long.
        grid->addWidget(name, fact, 0, Qt::AlignTop);
        grid->addWidget(value, fact, 1);
        m_cardNames[std::size_t(fact)] = name;
        m_cardValues[std::size_t(fact)] = value;
    }
}

void TlsPage::load(const ConnectionProfile& profile)
{
    m_on->setChecked(profile.tls.on);
    m_ca->setPath(profile.tls.caFile);
    m_certificate->setPath(profile.tls.certificateFile);
    m_key->setPath(profile.tls.keyFile);
    m_checkName->setChecked(profile.tls.checkHostName);
    m_phrase->clear();
    check();
}

void TlsPage::store(ConnectionProfile& profile) const
{
    profile.tls = {m_on->isChecked(), m_ca->path(), m_certificate->path(), m_key->path(),
        m_checkName->isChecked()};
}

QString TlsPage::passPhrase() const { return m_phrase->text(); }

QString TlsPage::problem() const
{
    if (m_on->isChecked() && m_certificate->path().isEmpty() && !m_key->path().isEmpty())
        return tr("A private key needs its client certificate.");
    return {};
}

void TlsPage::check()
{
    const bool on = m_on->isChecked();
    const std::initializer_list<QWidget*> parts{m_ca, m_certificate, m_key, m_checkName};
    for (QWidget* each : parts)
        each->setEnabled(on);
    m_phrase->setEnabled(on && !m_key->path().isEmpty());
    Q_EMIT edited();
}

void TlsPage::showCertificate(const std::optional<Certificate>& certificate)
{
    m_seen = certificate;
    m_card->setVisible(certificate.has_value());
    if (!certificate)
        return;
    const auto text = [](const std::string& part) { return visibleText(std::string_view(part)); };
    const QDateTime end = QDateTime::fromSecsSinceEpoch(
        certificate->validUntil.time_since_epoch().count());
    const auto days = int(QDateTime::currentDateTime().daysTo(end));
    const QString left = days >= 0 ? tr("%n day(s) left", "of a certificate", days)
                                   : tr("expired", "a certificate");
    m_cardNames[server]->setText(tr("Server"));
    m_cardNames[issuer]->setText(tr("Issuer"));
    m_cardNames[until]->setText(tr("Valid until"));
    m_cardValues[server]->setText(text(certificate->subject));
    m_cardValues[issuer]->setText(text(certificate->issuer));
    m_cardValues[until]->setText(tr("%1, %2", "a date, how long that is from now")
                                     .arg(end.toString(QStringLiteral("yyyy-MM-dd")), left));
}

void TlsPage::retranslate()
{
    m_on->setText(tr("Encrypt with TLS"));
    m_caLabel->setText(tr("Trusted certificates"));
    m_ca->setWords(tr("Trusted certificates"), tr("Choose a file"));
    m_caHint->setText(tr("PEM. Empty: those of the operating system."));
    m_certificateLabel->setText(tr("Client certificate"));
    m_certificate->setWords(tr("Client certificate"), tr("Choose a file"));
    m_keyLabel->setText(tr("Private key"));
    m_key->setWords(tr("Private key"), tr("Choose a file"));
    m_phraseLabel->setText(tr("Pass phrase of the key"));
    m_phrase->setAccessibleName(tr("Pass phrase of the key"));
    m_checkName->setText(tr("Check the host name"));
    showCertificate(m_seen);
}

} // namespace zs::ui
