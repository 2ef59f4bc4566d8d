// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/session_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/error_words.h"
#include "ui/common/sentences.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/stat/ephemeral_rows.h"

#include <QHBoxLayout>
#include <QListView>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int widthPx = 560;
constexpr int mostRows = 7;
constexpr qsizetype mostFailures = 3;
using State = SessionLookup::Asked::State;
using Nodes = SessionLookup::Nodes;

QString nameOf(const Endpoint& server)
{
    return visibleText(std::string_view(toText(server)));
}

QString milliseconds(std::int64_t ms)
{
    return formatLatency(std::chrono::milliseconds(ms));
}

} // namespace

SessionDialog::SessionDialog(SessionLookup* lookup, const DialogPlace& place, QWidget* parent) :
    DialogFrame(place, widthPx, parent), m_lookup(lookup)
{
    setObjectName(QStringLiteral("sessionDialog"));
    m_lookup->setParent(this);
    body()->addWidget(makeChips());
    body()->addWidget(makeFacts());
    m_note = new Note(Role::looking, this);
    m_note->setObjectName(QStringLiteral("sessionNote"));
    body()->addWidget(m_note);
    makeNodes();
    makeFooter();
    connect(m_lookup, &SessionLookup::changed, this, &SessionDialog::refresh);
    m_lookup->start();
    SessionDialog::retranslate();
}

QWidget* SessionDialog::makeChips()
{
    auto* box = new QWidget(this);
    QHBoxLayout* row = makeRow(box, 8);
    m_state = new Chip(box);
    m_state->setObjectName(QStringLiteral("sessionState"));
    m_own = new Chip(box);
    m_own->setObjectName(QStringLiteral("ownSession"));
    m_own->setAccent();
    row->addWidget(m_state);
    row->addWidget(m_own);
    row->addStretch();
    return box;
}

QWidget* SessionDialog::makeFacts()
{
    static constexpr const char* names[facts] = {"sessionClient", "sessionServer", "sessionRole",
        "sessionSince", "sessionTimeout", "sessionOperation", "sessionRoundTrip",
        "sessionLatency", "sessionPackets"};
    auto* card = new QFrame(this);
    card->setProperty("card", "panel");
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (int fact = 0; fact < facts; ++fact) {
        const bool hex = fact == client || fact == server || fact == operation;
        auto* word = new TextLabel(TextStyle::label, Token::text3, card);
        auto* value = new TextLabel(hex ? TextStyle::mono : TextStyle::label, Token::text, card);
        value->setObjectName(QLatin1String(names[fact]));
        value->setOverflow(TextLabel::Overflow::elideMiddle);
        grid->addWidget(word, fact, 0);
        grid->addWidget(value, fact, 1);
        m_words[std::size_t(fact)] = word;
        m_values[std::size_t(fact)] = value;
    }
    m_facts = card;
    return card;
}

void SessionDialog::makeNodes()
{
    m_nodesTitle = new TextLabel(TextStyle::labelStrong, Token::text2, this);
    m_nodesTitle->setObjectName(QStringLiteral("sessionNodesTitle"));
    m_nodesTitle->setOverflow(TextLabel::Overflow::elideMiddle);
    m_rows = new EphemeralRows(this);
    m_nodes = new QListView(this);
    m_nodes->setObjectName(QStringLiteral("sessionNodes"));
    m_nodes->setModel(m_rows);
    m_nodes->setFont(fontFor(TextStyle::mono));
    m_nodes->setUniformItemSizes(true);
    m_nodes->setTextElideMode(Qt::ElideMiddle);
    m_nodes->setProperty("lines", true);
    m_nodesCard = makeCard(m_nodes, this);
    auto* both = makeColumn(nullptr, 6);
    both->addWidget(m_nodesTitle);
    both->addWidget(m_nodesCard);
    body()->addLayout(both);
    connect(m_nodes, &QListView::activated, this, &SessionDialog::openNode);
    connect(m_nodes->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &SessionDialog::refresh);
}

void SessionDialog::makeFooter()
{
    m_asked = new TextLabel(TextStyle::label, Token::text3, this);
    m_asked->setObjectName(QStringLiteral("sessionAsked"));
    footerLeft()->addWidget(m_asked, 1);
    m_again = makeButton("askAgain", ButtonKind::normal, this);
    m_again->setAutoDefault(false);
    m_open = makeButton("openEphemeral", ButtonKind::primary, this);
    m_open->setAutoDefault(false);
    addButton(m_again);
    addButton(m_open);
    connect(m_again, &QPushButton::clicked, m_lookup, &SessionLookup::start);
    connect(m_open, &QPushButton::clicked, this, &SessionDialog::openNode);
}

void SessionDialog::retranslate()
{
    const QString words[facts] = {tr("Client"), tr("Held by server"), tr("Role of the server"),
        tr("Connected since"), tr("Session time-out"), tr("Last operation"),
        tr("Mean round trip"), tr("Latency"), tr("Packets")};
    for (std::size_t fact = 0; fact < facts; ++fact)
        m_words[fact]->setText(words[fact]);
    m_own->setText(tr("this session"));
    m_nodes->setAccessibleName(tr("Ephemeral nodes of the session"));
    m_again->setText(tr("Ask again"));
    m_open->setText(tr("Open node"));
    cancelButton()->setText(tr("Close"));
    setHead(tr("Session %1", "a session id").arg(formatSessionId(m_lookup->session())),
        place().connection);
    refresh();
}

void SessionDialog::refresh()
{
    showChips();
    showFacts();
    showNodes();
    showNote();
    const auto& servers = m_lookup->servers();
    const auto answered = std::count_if(servers.begin(), servers.end(),
        [](const SessionLookup::Asked& asked) {
            return asked.state == State::holds || asked.state == State::holdsNot;
        });
    m_asked->setText(tr("%1 of %n server(s) answered", "number of servers",
        static_cast<int>(servers.size())).arg(answered));
    m_again->setEnabled(!m_lookup->isBusy());
    m_open->setEnabled(m_nodes->currentIndex().isValid());
    fitHeight();
}

void SessionDialog::showChips()
{
    if (m_lookup->holder()) {
        m_state->setText(tr("connected"));
        m_state->setRole(Role::leading);
    } else if (m_lookup->isBusy()) {
        m_state->setText(tr("asking…"));
        m_state->setRole(Role::down);
    } else {
        m_state->setText(tr("connection not found"));
        m_state->setRole(Role::looking);
    }
    m_own->setVisible(m_lookup->isOwn());
}

void SessionDialog::setOwnFacts(const QString& serverRole, std::chrono::microseconds mean)
{
    m_role = serverRole;
    m_roundTrip = mean;
    refresh();
}

void SessionDialog::showFacts()
{
    const QString nothing = QStringLiteral("–");
    for (TextLabel* value : m_values)
        value->setText(nothing);
    m_values[role]->setText(m_role);
    m_values[roundTrip]->setText(m_roundTrip.count() > 0 ? formatLatency(m_roundTrip) : QString());
    for (const Fact fact : {role, roundTrip}) { // Nothing is known of other sessions' ones.
        const bool known = !m_values[fact]->text().isEmpty();
        m_words[fact]->setVisible(known);
        m_values[fact]->setVisible(known);
    }
    if (const auto timeoutMs = m_lookup->timeout())
        m_values[timeout]->setText(formatLatency(*timeoutMs));
    const SessionLookup::Asked* holder = m_lookup->holder();
    m_facts->setVisible(holder || m_lookup->isBusy() || m_lookup->timeout());
    if (!holder)
        return;
    const flw::ConnectionInfo& info = *m_lookup->connection();
    const flw::SessionInfo& told = *info.session;
    m_values[client]->setText(visibleText(info.address));
    m_values[server]->setText(nameOf(holder->server));
    m_values[since]->setText(tr("%1, %2", "a time, how long ago that is")
                                 .arg(formatTime(told.establishedMs),
                                     formatAge(told.establishedMs, QDateTime::currentDateTime())));
    m_values[operation]->setText(visibleText(told.lastOperation));
    m_values[latency]->setText(tr("last %1, least %2, mean %3, most %4", "durations")
                                   .arg(milliseconds(told.lastLatencyMs),
                                       milliseconds(told.minLatencyMs),
                                       milliseconds(told.avgLatencyMs),
                                       milliseconds(told.maxLatencyMs)));
    m_values[packets]->setText(tr("%1 received, %2 sent, %3 waiting", "counts of packets")
                                   .arg(formatCount(info.received), formatCount(info.sent),
                                       formatCount(info.queued)));
}

void SessionDialog::showNodes()
{
    m_rows->setNodes(m_lookup->nodes());
    const auto& nodes = m_lookup->nodes();
    m_nodesCard->setVisible(!nodes.empty());
    const int allPx = std::min(m_rows->rowCount(), mostRows) * EphemeralRows::rowPx;
    m_nodes->setFixedHeight(allPx + 2 * m_nodes->frameWidth());
    if (m_lookup->nodesState() == Nodes::asking) {
        m_nodesTitle->setText(tr("Ephemeral nodes: asking…"));
        return;
    }
    if (m_lookup->nodesState() == Nodes::failed) {
        m_nodesTitle->setText(tr("Ephemeral nodes: not known"));
        return;
    }
    const auto outside = std::count_if(nodes.begin(), nodes.end(),
        [](const SessionLookup::Ephemeral& node) { return !node.inside; });
    QString text = tr("%n ephemeral node(s)", nullptr, static_cast<int>(nodes.size()));
    if (outside > 0)
        text = tr("%1, %n of them outside of the chroot %2",
            "\"4 ephemeral nodes\", a path", static_cast<int>(outside))
                   .arg(text, visibleText(std::string_view(m_lookup->chroot().text())));
    m_nodesTitle->setText(text);
}

/// What keeps the servers that did not tell from telling, and what to do about it.
QString SessionDialog::whyNotFound() const
{
    QStringList closed;
    QStringList sentences;
    for (const SessionLookup::Asked& asked : m_lookup->servers()) {
        const QString name = nameOf(asked.server);
        if (asked.state == State::failed && asked.error->code == Errc::noAuth)
            closed << name;
        else if (asked.state == State::failed && sentences.size() < mostFailures)
            sentences << tr("%1 did not answer. %2", "a server, an error")
                             .arg(name, sentenceFor(*asked.error));
    }
    if (!closed.isEmpty())
        sentences.prepend(
            tr("Connections are not told by %1: add cons to 4lw.commands.whitelist in zoo.cfg, or "
               "turn the AdminServer on (admin.enableServer=true), and restart the server.",
                "one or several servers").arg(closed.join(QStringLiteral(", "))));
    if (sentences.isEmpty())
        sentences << tr("No server of this connection holds the session. Its client has lost its "
                        "connection, and the session ends when its time-out is over; or the client "
                        "is connected to a server that is not named here.");
    return joinSentences(sentences);
}

QString SessionDialog::whyNoNodes() const
{
    const Error& error = *m_lookup->nodesError();
    if (error.code == Errc::noAuth)
        return tr("No server tells the ephemeral nodes of sessions: add dump to "
                  "4lw.commands.whitelist in zoo.cfg, or turn the AdminServer on "
                  "(admin.enableServer=true).");
    return tr("The ephemeral nodes could not be read. %1", "an error").arg(sentenceFor(error));
}

void SessionDialog::showNote()
{
    QStringList parts;
    if (!m_lookup->isBusy() && !m_lookup->holder())
        parts << whyNotFound();
    if (m_lookup->nodesState() == Nodes::failed)
        parts << whyNoNodes();
    m_note->setText(joinSentences(parts));
    m_note->setVisible(!parts.isEmpty());
}

void SessionDialog::openNode()
{
    const QModelIndex chosen = m_nodes->currentIndex();
    if (!chosen.isValid() || !chosen.flags().testFlag(Qt::ItemIsEnabled))
        return;
    const Path path = m_rows->pathAt(chosen.row());
    accept();
    Q_EMIT pathChosen(path);
}

} // namespace zs::ui
