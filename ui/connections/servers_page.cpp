// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/servers_page.h"

#include "ui/common/chip.h"
#include "ui/common/connection_words.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/connections/connect_string_words.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int rowPx = 32;
constexpr int footPx = 34;
constexpr int latencyPx = 52;
constexpr int mostRowsShown = 4;
constexpr int maxTimeoutSeconds = 24 * 3600;
constexpr int environmentPx = 144;
constexpr int groupPx = 110;
constexpr int timeoutPx = 118;
constexpr auto allEnvironments = {Environment::none, Environment::production,
    Environment::staging, Environment::test, Environment::local};

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

QIcon dotIcon(Role role)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(fillOf(role)));
    painter.drawEllipse(4, 4, 8, 8);
    return pixmap;
}

Role roleOfMode(const QString& mode)
{
    if (mode == QStringLiteral("leader") || mode == QStringLiteral("standalone"))
        return Role::leading;
    if (mode == QStringLiteral("observer"))
        return Role::observing;
    return mode == QStringLiteral("read-only") ? Role::down : Role::following;
}

} // namespace

ServersPage::ServersPage(QWidget* parent)
    : ConnectionPage(parent)
    , m_name(new QLineEdit(this))
    , m_group(new QComboBox(this))
    , m_environment(new QComboBox(this))
    , m_serversLabel(new TextLabel(TextStyle::label, Token::text2, this))
    , m_scroll(new QScrollArea(this))
    , m_rows(new QWidget)
    , m_entry(new QLineEdit(this))
    , m_find(makeButton("findMembers", ButtonKind::ghost, this))
    , m_entryHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_chroot(new QLineEdit(this))
    , m_chrootHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_timeout(new QLineEdit(this))
    , m_timeoutHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_connect(new QLineEdit(this))
    , m_connectHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_readOnly(new SwitchButton("openReadOnly", this))
    , m_acceptReadOnly(new SwitchButton("acceptReadOnlyServer", this))
{
    m_name->setObjectName(QStringLiteral("connectionName"));
    m_group->setObjectName(QStringLiteral("connectionGroup"));
    m_group->setEditable(true);
    m_group->setFixedWidth(groupPx);
    m_environment->setObjectName(QStringLiteral("environment"));
    m_environment->setFixedWidth(environmentPx);
    for (const Environment each : allEnvironments)
        m_environment->addItem(QString(), int(each));
    m_chroot->setObjectName(QStringLiteral("chroot"));
    m_chroot->setFont(fontFor(TextStyle::mono));
    m_timeout->setObjectName(QStringLiteral("sessionTimeout"));
    m_connect->setObjectName(QStringLiteral("connectTimeout"));
    for (QLineEdit* each : {m_timeout, m_connect})
        each->setFixedWidth(timeoutPx);
    for (TextLabel* each : {m_chrootHint, m_timeoutHint, m_connectHint})
        each->setOverflow(TextLabel::Overflow::wrap);
    QHBoxLayout* head = makeRow(nullptr, 12);
    head->addLayout(field(m_nameLabel, m_name), 1);
    head->addLayout(field(m_groupLabel, m_group));
    head->addLayout(field(m_environmentLabel, m_environment));
    column()->addLayout(head);
    buildServers();
    QHBoxLayout* below = makeRow(nullptr, 12);
    QVBoxLayout* chroot = field(m_chrootLabel, m_chroot);
    chroot->addWidget(m_chrootHint);
    QVBoxLayout* timeout = field(m_timeoutLabel, m_timeout);
    timeout->addWidget(m_timeoutHint);
    QVBoxLayout* connecting = field(m_connectLabel, m_connect);
    connecting->addWidget(m_connectHint);
    below->addLayout(chroot, 1);
    below->addLayout(timeout);
    below->addLayout(connecting);
    column()->addLayout(below);
    QVBoxLayout* switches = makeColumn(nullptr, 4);
    switches->addWidget(m_readOnly, 0, Qt::AlignLeft);
    switches->addWidget(m_acceptReadOnly, 0, Qt::AlignLeft);
    column()->addLayout(switches);
    column()->addStretch();
    for (QLineEdit* each : {m_name, m_entry, m_chroot, m_timeout, m_connect})
        connect(each, &QLineEdit::textChanged, this, &ServersPage::check);
    for (SwitchButton* each : {m_readOnly, m_acceptReadOnly})
        connect(each, &QAbstractButton::toggled, this, &ConnectionPage::edited);
    connect(m_group, &QComboBox::editTextChanged, this, &ConnectionPage::edited);
    connect(m_readOnly, &QAbstractButton::clicked, this,
        [this] { m_readOnlyByEnvironment = false; });
    connect(m_environment, &QComboBox::activated, this, &ServersPage::takeEnvironment);
}

/// Production is read-only unless somebody decides otherwise.
void ServersPage::takeEnvironment()
{
    const bool production = environment() == Environment::production;
    if (production && !m_readOnly->isChecked()) {
        m_readOnly->setChecked(true);
        m_readOnlyByEnvironment = true;
    } else if (!production && m_readOnlyByEnvironment) {
        m_readOnly->setChecked(false);
        m_readOnlyByEnvironment = false;
    }
    Q_EMIT environmentChosen(environment());
    Q_EMIT edited();
}

void ServersPage::buildServers()
{
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    m_scroll->setFocusPolicy(Qt::NoFocus); // Its rows have the keys.
    m_scroll->setWidget(m_rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_rows->setAutoFillBackground(false);
    m_lines = makeColumn(m_rows, 0);
    m_lines->setAlignment(Qt::AlignTop);
    m_entry->setObjectName(QStringLiteral("servers"));
    m_entry->setFont(fontFor(TextStyle::mono));
    m_entry->setProperty("flat", true);
    m_entry->installEventFilter(this);
    m_find->setAutoDefault(false);
    setIcon(m_find, QStringLiteral("radar"), 14);
    QFrame* foot = makePanel("panel", "top", card);
    foot->setFixedHeight(footPx);
    QHBoxLayout* entry = makeRow(foot, 6);
    entry->setContentsMargins(4, 3, 4, 3);
    entry->addWidget(m_entry, 1);
    entry->addWidget(m_find);
    QVBoxLayout* inside = makeColumn(card, 0);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_scroll);
    inside->addWidget(foot);
    m_entryHint->setObjectName(QStringLiteral("serversHint"));
    m_entryHint->setOverflow(TextLabel::Overflow::wrap);
    QVBoxLayout* all = makeColumn(nullptr, 4);
    all->addWidget(m_serversLabel);
    all->addWidget(card);
    all->addWidget(m_entryHint);
    column()->addLayout(all);
    connect(m_find, &QPushButton::clicked, this, [this] {
        takeEntry();
        Q_EMIT findMembersRequested();
    });
}

void ServersPage::load(const ConnectionProfile& profile)
{
    m_name->setText(profile.name);
    m_group->setEditText(profile.group);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    const auto parsed = ConnectString::parse(profile.servers.toStdString());
    m_servers = parsed ? parsed->servers : std::vector<Endpoint>();
    m_chroot->setText(
        parsed ? QString::fromStdString(parsed->chroot.text()) : QStringLiteral("/"));
    m_entry->clear();
    const auto shown = [](std::chrono::milliseconds time) {
        return QStringLiteral("%1 s").arg(std::chrono::ceil<std::chrono::seconds>(time).count());
    };
    m_timeout->setText(shown(profile.sessionTimeout));
    m_connect->setText(shown(profile.connectTimeout));
    m_readOnly->setChecked(profile.openReadOnly);
    m_readOnlyByEnvironment = false;
    m_acceptReadOnly->setChecked(profile.acceptReadOnlyServer);
    m_results.clear();
    showServers();
    check();
}

void ServersPage::store(ConnectionProfile& profile) const
{
    profile.name = m_name->text().trimmed();
    profile.group = m_group->currentText().trimmed();
    profile.environment = environment();
    profile.openReadOnly = m_readOnly->isChecked();
    profile.acceptReadOnlyServer = m_acceptReadOnly->isChecked();
    if (const int seconds = parseSeconds(m_timeout->text()); seconds > 0)
        profile.sessionTimeout = std::chrono::seconds(seconds);
    if (const int seconds = parseSeconds(m_connect->text()); seconds > 0)
        profile.connectTimeout = std::chrono::seconds(seconds);
    if (const auto parsed = connectString()) {
        QStringList servers;
        for (const Endpoint& server : parsed->servers)
            servers << QString::fromStdString(toText(server));
        profile.servers = servers.join(u',');
        if (!parsed->chroot.isRoot())
            profile.servers += QString::fromStdString(parsed->chroot.text());
    }
}

tl::expected<ConnectString, ConnectStringProblem> ServersPage::connectString() const
{
    ConnectString all;
    all.servers = m_servers;
    const std::string entry = m_entry->text().trimmed().toStdString();
    std::string chroot = m_chroot->text().trimmed().toStdString();
    if (!entry.empty() || m_servers.empty()) {
        const auto typed = ConnectString::check(entry);
        if (!typed)
            return tl::unexpected(typed.error());
        for (const Endpoint& server : typed->servers) {
            if (std::find(all.servers.begin(), all.servers.end(), server) == all.servers.end())
                all.servers.push_back(server);
        }
        if (!typed->chroot.isRoot())
            chroot = typed->chroot.text();
    }
    if (!chroot.empty() && chroot.front() != '/') // It would be read as part of the port.
        return tl::unexpected(
            ConnectStringProblem{ConnectStringFault::badChroot, chroot, findPathProblem(chroot)});
    if (!chroot.empty() && chroot != "/") {
        const auto parsed = ConnectString::check(toText(all.servers.front()) + chroot);
        if (!parsed)
            return tl::unexpected(parsed.error());
        all.chroot = parsed->chroot;
    }
    return all;
}

Environment ServersPage::environment() const
{
    return static_cast<Environment>(m_environment->currentData().toInt());
}

QString ServersPage::problem() const
{
    const auto parsed = connectString();
    if (!parsed)
        return connectStringWords(parsed.error());
    if (parseSeconds(m_timeout->text()) == 0)
        return tr("The session time-out is a number of whole seconds from 1 to %1.")
            .arg(maxTimeoutSeconds);
    if (parseSeconds(m_connect->text()) == 0)
        return tr("The connect time-out is a number of whole seconds from 1 to %1.")
            .arg(maxTimeoutSeconds);
    return {};
}

void ServersPage::setGroups(const QStringList& groups)
{
    const QString shown = m_group->currentText();
    m_group->clear();
    m_group->addItems(groups);
    m_group->setEditText(shown);
}

void ServersPage::showResults(const std::vector<HostResult>& results)
{
    m_results = results;
    m_told = ConnectionFault::none;
    showServers();
    showProblem();
}

void ServersPage::setTold(ConnectionFault fault)
{
    m_told = fault;
    showHint();
}

QString ServersPage::problemWords(const HostResult& result)
{
    const QString words = wordsFor(result.problem.fault);
    return tr("%1: %2", "a server, why it did not answer")
        .arg(visibleText(std::string_view(toText(result.server))),
            words.isEmpty() ? visibleText(std::string_view(result.problem.text)) : words);
}

/// The first server that did not answer, with its reason; the others have theirs as tool tips.
void ServersPage::showProblem()
{
    const auto failing = std::find_if(m_results.begin(), m_results.end(),
        [this](const HostResult& result) {
            const bool isTold = m_told != ConnectionFault::none && result.problem.fault == m_told;
            return result.state == HostResult::State::fails && !isTold;
        });
    if (failing == m_results.end())
        return;
    m_entryHint->setTone(Token::dangerText);
    m_entryHint->setText(problemWords(*failing));
    m_entryHint->setVisible(true);
}

void ServersPage::setSearching(bool searching)
{
    m_find->setEnabled(!searching && !m_servers.empty());
}

void ServersPage::setServers(const std::vector<Endpoint>& servers)
{
    m_servers = servers;
    m_results.clear();
    showServers();
    check();
    Q_EMIT edited();
}

bool ServersPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_entry && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        // An empty line lets Enter pass on to the dialog's button.
        if (enter && !m_entry->text().trimmed().isEmpty()) {
            takeEntry();
            return true;
        }
        if (key->matches(QKeySequence::Paste)) {
            m_entry->paste();
            takePasted();
            return true;
        }
    }
    return ConnectionPage::eventFilter(watched, event);
}

/// A whole connect string becomes rows at once; what makes no sense stays to be mended.
void ServersPage::takePasted()
{
    if (m_entry->text().contains(u',') || m_entry->text().contains(u'/'))
        takeEntry();
}

void ServersPage::takeEntry()
{
    const QString text = m_entry->text().trimmed();
    if (text.isEmpty() || !ConnectString::check(text.toStdString()))
        return;
    const auto all = connectString();
    if (!all)
        return;
    m_entry->clear();
    m_chroot->setText(QString::fromStdString(all->chroot.text()));
    setServers(all->servers);
}

void ServersPage::remove(const Endpoint& server)
{
    std::vector<Endpoint> rest = m_servers;
    rest.erase(std::remove(rest.begin(), rest.end(), server), rest.end());
    setServers(rest);
}

QString ServersPage::modeWord(const QString& mode)
{
    if (mode == QStringLiteral("leader"))
        return tr("Leader", "a server");
    if (mode == QStringLiteral("follower"))
        return tr("Follower", "a server");
    if (mode == QStringLiteral("observer"))
        return tr("Observer", "a server");
    if (mode == QStringLiteral("standalone"))
        return tr("Standalone", "a server");
    return mode.isEmpty() ? tr("Answers", "a server") : mode;
}

void ServersPage::showServers()
{
    for (QWidget* row : m_rows->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        row->hide();
        row->deleteLater();
    }
    for (const Endpoint& server : m_servers) {
        QFrame* row = makePanel("canvas", "bottom", m_rows);
        row->setObjectName(QStringLiteral("serverRow"));
        row->setFixedHeight(rowPx);
        QHBoxLayout* line = makeRow(row, 8);
        line->setContentsMargins(10, 0, 6, 0);
        auto* name = new TextLabel(TextStyle::mono, Token::text, row);
        name->setOverflow(TextLabel::Overflow::elideMiddle);
        name->setText(visibleText(std::string_view(toText(server))));
        line->addWidget(name, 1);
        const auto found = std::find_if(m_results.begin(), m_results.end(),
            [&](const HostResult& result) { return result.server == server; });
        if (found != m_results.end() && found->state != HostResult::State::asking) {
            auto* chip = new Chip(row);
            auto* time = new TextLabel(TextStyle::label, Token::text3, row);
            const bool answers = found->state == HostResult::State::answers;
            chip->setRole(answers ? roleOfMode(found->mode) : Role::danger);
            chip->setText(answers ? modeWord(found->mode) : tr("No answer", "a server"));
            time->setText(answers
                    ? formatLatency(std::chrono::microseconds(qint64(found->ms * 1000)))
                    : QString());
            time->setFixedWidth(latencyPx);
            time->setAlignment(Qt::AlignRight);
            setPlainToolTip(row, answers ? QString() : problemWords(*found));
            line->addWidget(chip);
            line->addWidget(time);
        }
        QToolButton* gone = makeIconButton("removeServer", QStringLiteral("x"), row);
        gone->setProperty("compact", true);
        setVerb(gone, tr("Remove %1").arg(visibleText(std::string_view(toText(server)))));
        connect(gone, &QToolButton::clicked, this, [this, server] { remove(server); });
        line->addWidget(gone);
        m_lines->addWidget(row);
    }
    const int rows = std::min(int(m_servers.size()), mostRowsShown);
    m_scroll->setFixedHeight(rows * rowPx);
    m_scroll->setVisible(rows > 0);
}

/// Yields whether the line makes no sense.
bool ServersPage::showHint()
{
    const QString entry = m_entry->text().trimmed();
    const auto typed = ConnectString::check(entry.toStdString());
    // An empty line needs no reproach.
    const bool wrong = !entry.isEmpty() && !typed;
    m_entryHint->setTone(wrong ? Token::dangerText : Token::text3);
    m_entryHint->setText(wrong ? connectStringWords(typed.error())
                               : tr("Enter adds a server; a connect string adds all of its."));
    m_entryHint->setVisible(wrong || m_servers.empty());
    if (!wrong)
        showProblem();
    setStyleProperty(m_entry, "invalid", wrong);
    return wrong;
}

void ServersPage::check()
{
    const bool wrong = showHint();
    const auto all = connectString();
    const bool badChroot = !wrong && !all && all.error().fault == ConnectStringFault::badChroot;
    m_chrootHint->setTone(badChroot ? Token::dangerText : Token::text3);
    m_chrootHint->setText(badChroot ? tr("A chroot is a path such as /app.")
                                    : tr("Must exist."));
    setStyleProperty(m_chroot, "invalid", badChroot);
    checkSeconds(m_timeout, m_timeoutHint, tr("May be clamped."));
    checkSeconds(m_connect, m_connectHint, tr("For each server."));
    setSearching(false);
    Q_EMIT edited();
}

void ServersPage::checkSeconds(QLineEdit* entry, TextLabel* hint, const QString& words)
{
    const bool bad = parseSeconds(entry->text()) == 0;
    hint->setTone(bad ? Token::dangerText : Token::text3);
    hint->setText(bad ? tr("Whole seconds from 1 to %1.").arg(maxTimeoutSeconds) : words);
    setStyleProperty(entry, "invalid", bad);
}

void ServersPage::retranslate()
{
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_groupLabel->setText(tr("Group"));
    m_group->setAccessibleName(tr("Group"));
    m_environmentLabel->setText(tr("Environment"));
    m_environment->setAccessibleName(tr("Environment"));
    for (int index = 0; index < m_environment->count(); ++index) {
        const auto each = static_cast<Environment>(m_environment->itemData(index).toInt());
        const QString word = environmentName(each);
        m_environment->setItemText(index, word.isEmpty() ? tr("none", "no environment") : word);
        m_environment->setItemIcon(index, dotIcon(roleOf(each).value_or(Role::down)));
    }
    m_serversLabel->setText(tr("Servers"));
    m_entry->setAccessibleName(tr("Servers"));
    m_entry->setPlaceholderText(tr("host:port or a connection string"));
    m_find->setText(tr("Find members"));
    m_find->setToolTip(tr("Asks the ensemble for the addresses of all its servers"));
    m_chrootLabel->setText(tr("Chroot"));
    m_chroot->setAccessibleName(tr("Chroot"));
    m_timeoutLabel->setText(tr("Session time-out"));
    m_timeout->setAccessibleName(tr("Session time-out"));
    m_connectLabel->setText(tr("Connect time-out"));
    m_connect->setAccessibleName(tr("Connect time-out"));
    m_readOnly->setText(tr("Open read-only, unlock when needed"));
    m_acceptReadOnly->setText(tr("Accept a server without quorum (read-only mode)"));
    showServers();
    check();
}

} // namespace zs::ui
