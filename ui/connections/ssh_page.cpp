// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/ssh_page.h"

#include "ui/common/banner.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/connections/file_field.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {

SshPage::SshPage(QWidget* parent)
    : ConnectionPage(parent)
    , m_on(new SwitchButton("sshOn", this))
    , m_destination(new QLineEdit(this))
    , m_port(new QLineEdit(this))
    , m_identity(new FileField("sshIdentity", this))
    , m_note(new Note(Role::following, this))
{
    m_destination->setObjectName(QStringLiteral("sshDestination"));
    m_destination->setFont(fontFor(TextStyle::mono));
    m_destination->setPlaceholderText(QStringLiteral("user@gateway"));
    m_port->setObjectName(QStringLiteral("sshPort"));
    m_port->setFixedWidth(90);
    QHBoxLayout* row = makeRow(nullptr, 12);
    row->addLayout(field(m_destinationLabel, m_destination), 1);
    row->addLayout(field(m_portLabel, m_port));
    column()->addWidget(m_on, 0, Qt::AlignLeft);
    column()->addLayout(row);
    column()->addLayout(field(m_identityLabel, m_identity));
    column()->addWidget(m_note);
    column()->addStretch();
    connect(m_on, &QAbstractButton::toggled, this, &SshPage::check);
    connect(m_destination, &QLineEdit::textChanged, this, &ConnectionPage::edited);
    connect(m_port, &QLineEdit::textChanged, this, &ConnectionPage::edited);
}

void SshPage::load(const ConnectionProfile& profile)
{
    m_on->setChecked(profile.ssh.on);
    m_destination->setText(profile.ssh.destination);
    m_port->setText(profile.ssh.port > 0 ? QString::number(profile.ssh.port) : QString());
    m_identity->setPath(profile.ssh.identityFile);
    check();
}

void SshPage::store(ConnectionProfile& profile) const
{
    profile.ssh = {m_on->isChecked(), m_destination->text().trimmed(), m_port->text().toInt(),
        m_identity->path()};
}

QString SshPage::problem() const
{
    if (!m_on->isChecked())
        return {};
    const QString destination = m_destination->text().trimmed();
    if (destination.isEmpty() || destination.startsWith(u'-') || destination.contains(u' '))
        return tr("Write the SSH gateway as host or user@host.");
    bool isNumber = m_port->text().isEmpty();
    const int port = isNumber ? 22 : m_port->text().toInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535)
        return tr("The SSH port is a number from 1 to 65535, or empty.");
    return {};
}

void SshPage::check()
{
    const std::initializer_list<QWidget*> parts{m_destination, m_port, m_identity};
    for (QWidget* each : parts)
        each->setEnabled(m_on->isChecked());
    Q_EMIT edited();
}

void SshPage::retranslate()
{
    m_on->setText(tr("Connect through an SSH tunnel"));
    m_destinationLabel->setText(tr("Gateway"));
    m_destination->setAccessibleName(tr("Gateway"));
    m_portLabel->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setPlaceholderText(QStringLiteral("22"));
    m_identityLabel->setText(tr("Identity file"));
    m_identity->setWords(tr("Identity file"), tr("Choose a file"));
    m_note->setText(tr("The system's ssh is run with your configuration, keys and agent. It has "
                       "no terminal to ask for a password. Names of servers are looked up at the "
                       "gateway; four-letter words go through the tunnel too."));
}

} // namespace zs::ui
