// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connect_dialog.h"

#include "clientlib/session/connect_string.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/connections/connect_string_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 520;
constexpr int footerPx = 52;
constexpr int maxTimeoutSeconds = 24 * 3600;

/// The whole seconds that `text` names, "30" or "30 s"; 0 for anything else.
int parseSeconds(QString text)
{
    text = text.trimmed();
    if (text.endsWith(u's'))
        text = text.chopped(1).trimmed();
    bool isNumber = false;
    const int seconds = text.toInt(&isNumber);
    return isNumber && seconds > 0 && seconds <= maxTimeoutSeconds ? seconds : 0;
}

QVBoxLayout* makeField(TextLabel* label, QLineEdit* field, TextLabel* hint)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(field);
    column->addWidget(hint);
    return column;
}

} // namespace

ConnectDialog::ConnectDialog(QWidget* parent) :
    QDialog(parent), m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this)),
    m_subtitle(new TextLabel(TextStyle::label, Token::text3, this)),
    m_serversLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_servers(new QLineEdit(this)),
    m_serversHint(new TextLabel(TextStyle::label, Token::text3, this)),
    m_timeoutLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_timeout(new QLineEdit(this)),
    m_timeoutHint(new TextLabel(TextStyle::label, Token::text3, this)),
    m_cancel(makeButton("cancel", ButtonKind::normal, this)),
    m_connect(makeButton("connect", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("connectDialog"));
    m_servers->setObjectName(QStringLiteral("servers"));
    m_servers->setFont(fontFor(TextStyle::mono));
    m_serversHint->setObjectName(QStringLiteral("serversHint"));
    m_serversHint->setOverflow(TextLabel::Overflow::wrap);
    m_timeout->setObjectName(QStringLiteral("sessionTimeout"));
    m_timeout->setFixedWidth(148);
    m_timeoutHint->setObjectName(QStringLiteral("timeoutHint"));

    auto* header = new QVBoxLayout;
    header->setContentsMargins(20, 16, 20, 12);
    header->setSpacing(0);
    header->addWidget(m_title);
    header->addWidget(m_subtitle);
    auto* fields = new QVBoxLayout;
    fields->setContentsMargins(20, 16, 20, 20);
    fields->setSpacing(12);
    fields->addLayout(makeField(m_serversLabel, m_servers, m_serversHint));
    fields->addLayout(makeField(m_timeoutLabel, m_timeout, m_timeoutHint));
    auto* footer = makePanel("panel", "top", this);
    footer->setFixedHeight(footerPx);
    auto* buttons = makeRow(footer, 8);
    buttons->setContentsMargins(20, 0, 20, 0);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_connect);
    auto* line = makePanel("canvas", "top", this);
    line->setFixedHeight(1);
    auto* column = makeColumn(this, 0);
    column->addLayout(header);
    column->addWidget(line);
    column->addLayout(fields);
    column->addWidget(footer);
    setFixedWidth(widthPx);

    m_connect->setDefault(true);
    connect(m_servers, &QLineEdit::textChanged, this, &ConnectDialog::validate);
    connect(m_timeout, &QLineEdit::textChanged, this, &ConnectDialog::validate);
    connect(m_connect, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    setProfile({.servers = QStringLiteral("127.0.0.1:2181")});
    retranslate();
    m_servers->setFocus();
    m_servers->selectAll();
}

void ConnectDialog::setProfile(const ConnectionProfile& profile)
{
    m_servers->setText(profile.servers);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(profile.sessionTimeout);
    m_timeout->setText(QStringLiteral("%1 s").arg(seconds.count()));
}

ConnectionProfile ConnectDialog::profile() const
{
    ConnectionProfile result;
    result.servers = m_servers->text().trimmed();
    result.name = result.servers;
    result.sessionTimeout = std::chrono::seconds(parseSeconds(m_timeout->text()));
    return result;
}

void ConnectDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void ConnectDialog::retranslate()
{
    setWindowTitle(tr("Connect"));
    m_title->setText(tr("Connect to ZooKeeper"));
    m_subtitle->setText(tr("Servers of one ensemble; any of them will do."));
    m_serversLabel->setText(tr("Connect string"));
    m_servers->setAccessibleName(tr("Connect string"));
    m_servers->setPlaceholderText(QStringLiteral("zk-1:2181,zk-2:2181,zk-3:2181/chroot"));
    m_timeoutLabel->setText(tr("Session time-out"));
    m_timeout->setAccessibleName(tr("Session time-out"));
    m_cancel->setText(tr("Cancel"));
    m_connect->setText(tr("Connect"));
    validate();
}

void ConnectDialog::validate()
{
    const QString text = m_servers->text().trimmed();
    const auto parsed = ConnectString::check(text.toStdString());
    // An empty field needs no reproach: the button is off, the hint says what belongs there.
    const bool wrong = !parsed && !text.isEmpty();
    m_serversHint->setTone(wrong ? Token::dangerText : Token::text3);
    m_serversHint->setText(wrong
            ? connectStringWords(parsed.error())
            : tr("host:port, separated by commas; a path at the end is the chroot."));
    setStyleProperty(m_servers, "invalid", wrong);

    const bool timeoutWrong = parseSeconds(m_timeout->text()) == 0;
    m_timeoutHint->setTone(timeoutWrong ? Token::dangerText : Token::text3);
    m_timeoutHint->setText(timeoutWrong
            ? tr("Whole seconds from 1 to %1.").arg(maxTimeoutSeconds)
            : tr("Seconds. The server may choose a nearer value that it allows."));
    setStyleProperty(m_timeout, "invalid", timeoutWrong);
    m_connect->setEnabled(parsed.has_value() && !timeoutWrong);
    layout()->invalidate();
    setFixedHeight(layout()->totalHeightForWidth(widthPx));
}

} // namespace zs::ui
