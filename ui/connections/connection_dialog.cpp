// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/connection_words.h"
#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/connections/connection_store.h"
#include "ui/connections/identities_page.h"
#include "ui/connections/member_search.h"
#include "ui/connections/safety_page.h"
#include "ui/connections/servers_page.h"
#include "ui/connections/ssh_words.h"
#include "ui/connections/ssh_page.h"
#include "ui/connections/tls_page.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStyledItemDelegate>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int widthPx = 640;
constexpr int heightPx = 520;
constexpr int listPx = 164;
constexpr int itemPx = 34;
constexpr int outcomeIconPx = 16;
constexpr int countEdgePx = 12;
constexpr int countRole = Qt::UserRole;

/// The page's name, and at its right how many entries the page has.
class PageNameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const int count = index.data(countRole).toInt();
        if (count == 0)
            return;
        painter->save();
        painter->setFont(fontFor(TextStyle::caption));
        painter->setPen(color(Token::text3));
        painter->drawText(option.rect.adjusted(0, 0, -countEdgePx, -2),
            Qt::AlignRight | Qt::AlignVCenter, formatCount(count));
        painter->restore();
    }
};

} // namespace

ConnectionDialog::ConnectionDialog(Parts parts, ConnectionProfile profile, QWidget* parent)
    : DialogFrame(placeOf(profile), widthPx, parent)
    , m_parts(std::move(parts))
    , m_profile(std::move(profile))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_servers(new ServersPage(this))
    , m_identities(new IdentitiesPage(this))
    , m_tls(new TlsPage(this))
    , m_ssh(new SshPage(this))
    , m_safety(new SafetyPage(this))
    , m_test(makeButton("testConnection", ButtonKind::normal, this))
    , m_outcomeIcon(new QLabel(this))
    , m_outcome(new TextLabel(TextStyle::label, Token::text2, this))
    , m_problem(new Note(Role::danger, this))
    , m_save(makeButton("saveConnection", ButtonKind::normal, this))
    , m_connect(makeButton("connect", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("connectDialog"));
    buildContent();
    addPage("server", m_servers);
    addPage("key-round", m_identities);
    addPage("lock", m_tls);
    addPage("route", m_ssh);
    addPage("shield", m_safety);
    m_test->setAutoDefault(false);
    setIcon(m_test, QStringLiteral("plug-zap"), 16);
    m_outcome->setObjectName(QStringLiteral("testOutcome"));
    m_outcome->setOverflow(TextLabel::Overflow::elideRight);
    footerLeft()->addWidget(m_test);
    footerLeft()->addWidget(m_outcomeIcon);
    footerLeft()->addWidget(m_outcome, 1);
    addButton(m_save);
    addButton(m_connect);
    const bool isNew = m_profile.id.isEmpty();
    m_connect->setVisible(isNew);
    if (!isNew)
        m_save->setProperty("kind", "primary");
    (isNew ? m_connect : m_save)->setDefault(true);
    m_servers->setGroups(m_parts.store->groups());
    for (ConnectionPage* each : m_all) {
        each->load(m_profile);
        connect(each, &ConnectionPage::edited, this, &ConnectionDialog::check);
    }
    wire();
    retranslate();
    m_list->setCurrentRow(0);
    fit();
    findChild<QLineEdit*>(isNew ? QStringLiteral("servers") : QStringLiteral("connectionName"))
        ->setFocus();
}

/// The list of pages, the page that is chosen, and below it what a test has against it all.
void ConnectionDialog::buildContent()
{
    m_list->setObjectName(QStringLiteral("connectionPages"));
    m_list->setProperty("surface", "panel");
    m_list->setProperty("nav", true);
    m_list->setFixedWidth(listPx - 24);
    m_list->setItemDelegate(new PageNameDelegate(m_list));
    auto* content = new QWidget(this);
    QHBoxLayout* row = makeRow(content, 0);
    QFrame* side = makePanel("panel", "right", content);
    makeColumn(side, 0)->addWidget(m_list);
    side->layout()->setContentsMargins(12, 12, 12, 12);
    row->addWidget(side);
    QVBoxLayout* right = makeColumn(nullptr, 0);
    right->addWidget(m_pages, 1);
    m_problemBox = new QWidget(content);
    makeColumn(m_problemBox, 0)->addWidget(m_problem);
    m_problemBox->layout()->setContentsMargins(20, 0, 20, 16);
    m_problemBox->hide();
    m_problem->setObjectName(QStringLiteral("testProblem"));
    right->addWidget(m_problemBox);
    row->addLayout(right, 1);
    QFrame* line = makePanel("canvas", "top", this);
    line->setFixedHeight(1);
    body()->setContentsMargins(0, 12, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(line);
    body()->addWidget(content, 1);
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::wire()
{
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setFont(
                fontFor(row == index ? TextStyle::panelTitle : TextStyle::body));
    });
    connect(m_servers, &ServersPage::environmentChosen, this, [this](Environment environment) {
        m_safety->setEnvironment(environment);
        setPlace(placeOf(edited()));
    });
    connect(&Theme::instance(), &Theme::changed, this, &ConnectionDialog::showOutcomeIcon);
    connect(m_servers, &ServersPage::findMembersRequested, this, &ConnectionDialog::findMembers);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_connect, &QPushButton::clicked, this, [this] { save(true); });
    auto onKeychain = [this](const Result<void>& answer) {
        m_identities->setKeychainProblem(answer
                ? std::nullopt
                : std::optional(visibleText(std::string_view(answer.error().detail))));
        fit();
    };
    QCoro::connect(m_parts.secrets->keychain()->check(), this, onKeychain);
}

void ConnectionDialog::addPage(const char* iconName, ConnectionPage* page)
{
    m_all.push_back(page);
    m_pages->addWidget(page);
    auto* item = new QListWidgetItem(icon(QLatin1String(iconName)), QString(), m_list);
    item->setSizeHint(QSize(listPx - 24, itemPx));
}

ConnectionProfile ConnectionDialog::edited() const
{
    ConnectionProfile profile = m_profile;
    for (const ConnectionPage* each : m_all)
        each->store(profile);
    return profile;
}

void ConnectionDialog::retranslate()
{
    const QString name = visibleText(shownName(edited()));
    setHead(m_profile.id.isEmpty() ? tr("New connection") : tr("Edit connection"),
        name.isEmpty() ? tr("Servers of one ensemble; any of them will do.") : name);
    const QStringList words{
        tr("Servers"), tr("Identities"), tr("TLS"), tr("SSH tunnel"), tr("Safety")};
    for (int index = 0; index < words.size(); ++index)
        m_list->item(index)->setText(words[index]);
    m_list->setAccessibleName(tr("Parts of the connection"));
    m_test->setText(tr("Test"));
    m_save->setText(tr("Save"));
    m_connect->setText(tr("Connect"));
    // The pages take their words for an edit.
    const QScopedValueRollback keepTest(m_retranslating, true);
    for (ConnectionPage* each : m_all)
        each->retranslate();
    check();
}

/// As high as the design has it, but for a page that needs more: nothing in it is squeezed.
void ConnectionDialog::fit()
{
    fitHeight();
    setFixedHeight(std::max(height(), heightPx));
}

void ConnectionDialog::check()
{
    if (!m_retranslating) { // What was tested is not what the pages say now.
        m_trial.reset();
        m_tunnel.reset();
        m_words = {};
        m_testing = false;
    }
    QString problem;
    for (int index = 0; index < int(m_all.size()); ++index) {
        const QString own = m_all[std::size_t(index)]->problem();
        if (!own.isEmpty() && problem.isEmpty())
            problem = own;
    }
    const bool sound = problem.isEmpty();
    m_save->setEnabled(sound);
    m_connect->setEnabled(sound);
    m_test->setEnabled(sound && !m_testing);
    const bool untouched = m_profile.id.isEmpty() && edited().servers.isEmpty();
    say(Role::down, untouched ? QString() : problem);
    if (m_words)
        m_words();
    const int users = m_identities->count();
    m_list->item(1)->setData(countRole, users);
    m_list->item(1)->setData(Qt::AccessibleTextRole,
        users == 0 ? tr("Identities") : tr("Identities (%1)").arg(users));
    fit();
}

void ConnectionDialog::showOutcomeIcon()
{
    QString name = QStringLiteral("circle-x");
    if (m_outcomeRole == Role::leading)
        name = QStringLiteral("circle-check");
    else if (m_outcomeRole == Role::looking)
        name = QStringLiteral("triangle-alert");
    m_outcomeIcon->setPixmap(
        iconPixmap(name, textOf(m_outcomeRole), outcomeIconPx, devicePixelRatioF()));
}

void ConnectionDialog::tell(std::function<void()> words)
{
    m_words = std::move(words);
    m_words();
    fit();
}

void ConnectionDialog::say(
    Role role, const QString& text, const QString& problem, const QString& remedy)
{
    const bool isOutcome = role != Role::down;
    m_outcomeIcon->setVisible(isOutcome && !text.isEmpty());
    m_outcomeRole = role;
    showOutcomeIcon();
    m_outcome->setTone(isOutcome ? textOf(role) : Token::text2);
    m_outcome->setText(text);
    setPlainToolTip(m_outcome, text);
    if (remedy.isEmpty())
        m_problem->setText(problem);
    else
        m_problem->setText(problem, remedy);
    m_problemBox->setVisible(!problem.isEmpty());
}

void ConnectionDialog::throughTunnel(
    const ConnectionProfile& profile, std::function<void(Routes)> then)
{
    const auto parsed = m_servers->connectString();
    if (!profile.ssh.on || !parsed)
        return then({});
    m_tunnel = std::make_unique<SshTunnel>(profile.ssh, parsed->servers);
    connect(m_tunnel.get(), &SshTunnel::ready, this,
        [this, then = std::move(then)] { then(m_tunnel->routes()); });
    connect(m_tunnel.get(), &SshTunnel::failed, this, [this](const QString& reason) {
        endTest();
        m_servers->setSearching(false);
        m_tunnel.release()->deleteLater(); // Its signal is on the stack.
        tell([this, reason] {
            say(Role::danger, tr("No way to the gateway"), tr("The SSH tunnel failed."),
                sshWords(reason));
        });
    });
    tell([this] { say(Role::down, tr("Opening the SSH tunnel…")); });
    m_tunnel->start();
}

void ConnectionDialog::test()
{
    const ConnectionProfile profile = edited();
    m_testing = true;
    m_test->setEnabled(false);
    throughTunnel(profile, [this, profile](const Routes& routes) {
        tell([this] { say(Role::down, tr("Testing…")); });
        startTrial(profile, routes);
    });
}

void ConnectionDialog::startTrial(const ConnectionProfile& profile, const Routes& routes)
{
    auto begin = [this, profile, routes](const Credentials& credentials) {
        m_trial = std::make_unique<ConnectionTrial>(
            clientOptions(profile, credentials, routes), m_parts.makeClient);
        const auto show = [this] {
            m_servers->showResults(m_trial->hosts());
            fit();
        };
        connect(m_trial.get(), &ConnectionTrial::hostChanged, this, show);
        connect(m_trial.get(), &ConnectionTrial::finished, this, [this] {
            endTest();
            m_tls->showCertificate(m_trial->session().certificate);
            if (!m_trial->sessionMs())
                m_servers->setTold(m_trial->session().fault);
            tell([this] { showOutcome(); });
        });
        m_trial->start();
    };
    QCoro::connect(knownCredentials(profile, m_identities->typed(),
                           m_tls->passPhrase(), m_parts.secrets), this, begin);
}

void ConnectionDialog::endTest()
{
    m_testing = false;
    m_test->setEnabled(true);
}

void ConnectionDialog::showOutcome()
{
    const auto& hosts = m_trial->hosts();
    const auto answering = std::count_if(hosts.begin(), hosts.end(),
        [](const HostResult& host) { return host.state == HostResult::State::answers; });
    const SessionStatus& session = m_trial->session();
    const QString count = tr("%1 of %2 answer", "servers").arg(answering).arg(hosts.size());
    if (!m_trial->sessionMs()) {
        const QString words = wordsFor(session.fault);
        return say(Role::danger, count, words.isEmpty() ? tr("No session came up.") : words,
            remedyFor({session.fault, session.problem, session.certificate}));
    }
    if (m_trial->chrootMissing())
        return say(Role::danger, tr("The chroot does not exist on the servers."));
    const auto took = std::chrono::microseconds(qint64(*m_trial->sessionMs() * 1000));
    say(answering == qsizetype(hosts.size()) ? Role::leading : Role::looking,
        tr("%1, session in %2", "N of M answer; a duration").arg(count, formatLatency(took)));
}

void ConnectionDialog::findMembers()
{
    const auto parsed = m_servers->connectString();
    if (!parsed)
        return;
    m_servers->setSearching(true);
    const ConnectionProfile profile = edited();
    throughTunnel(profile, [this, profile](const Routes& routes) {
        auto show = [this](const Result<std::vector<Endpoint>>& found) {
            m_servers->setSearching(false);
            if (found && !found->empty())
                m_servers->setServers(*found);
            tell([this, found] { showFound(found); });
        };
        auto search = [this, profile, routes, show](const Credentials& credentials) {
            QCoro::connect(ui::findMembers(clientOptions(profile, credentials, routes),
                               m_parts.makeClient),
                this, show);
        };
        QCoro::connect(knownCredentials(profile, m_identities->typed(),
                           m_tls->passPhrase(), m_parts.secrets), this, search);
    });
}

void ConnectionDialog::showFound(const Result<std::vector<Endpoint>>& found)
{
    const QString none = tr("No members found");
    if (!found)
        say(Role::danger, none, wordsFor(found.error()).title, wordsFor(found.error()).advice);
    else if (found->empty())
        say(Role::looking, none,
            tr("The server names no members: it stands alone, or is older than 3.5."));
    else
        say(Role::leading, tr("%n member(s) found", nullptr, int(found->size())));
}

void ConnectionDialog::save(bool open)
{
    const ConnectionProfile stored = m_parts.store->save(edited());
    auto done = [this, stored, open] {
        Q_EMIT saved(stored, open);
        accept();
    };
    const bool noSecrets = m_identities->typed().isEmpty() && m_tls->passPhrase().isEmpty()
        && loginsOf(m_profile).isEmpty();
    if (noSecrets)
        return done();
    m_save->setEnabled(false);
    m_connect->setEnabled(false);
    QList<Login> gone = loginsOf(m_profile);
    gone.removeIf([now = loginsOf(stored)](const Login& login) { return now.contains(login); });
    QCoro::connect(keepTyped(stored, gone, m_identities->typed(), m_tls->passPhrase(),
                       m_identities->place(), m_parts.secrets),
        this, done);
}

} // namespace zs::ui
