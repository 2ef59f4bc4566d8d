// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/watches_page.h"

#include "clientlib/admin/admin_client.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>

namespace zs::ui {

namespace {

constexpr int cardPx = 52;

WatcherType typeOf(int kind)
{
    return kind == 0 ? WatcherType::data : WatcherType::children;
}

} // namespace

WatchesPage::WatchesPage(NodeController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_title(new TextLabel(TextStyle::chip, Token::text3, this))
    , m_othersTitle(new TextLabel(TextStyle::chip, Token::text3, this))
    , m_ask(makeButton("askWatchers", ButtonKind::normal, this))
    , m_others(new QListWidget(this))
    , m_note(new Note(Role::down, this))
{
    setObjectName(QStringLiteral("watchesPage"));
    QVBoxLayout* column = makeColumn(this, 8);
    column->setContentsMargins(16, 12, 16, 12);
    column->addWidget(m_title);
    for (const Kind kind : {dataKind, childrenKind, belowKind})
        column->addWidget(makeCard(kind));
    auto* head = new QWidget(this);
    QHBoxLayout* row = makeRow(head, 8);
    row->addWidget(m_othersTitle, 1);
    m_ask->setProperty("compact", true);
    setIcon(m_ask, QStringLiteral("server"), 14);
    row->addWidget(m_ask);
    column->addWidget(head);
    m_others->setObjectName(QStringLiteral("otherWatchers"));
    m_others->setFont(fontFor(TextStyle::mono));
    m_others->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_others, 1);
    m_note->setObjectName(QStringLiteral("watchersNote"));
    column->addWidget(m_note);
    connect(m_ask, &QPushButton::clicked, this, &WatchesPage::askOthers);
    connect(controller, &NodeController::contentReplaced, this, &WatchesPage::follow);
    connect(controller, &NodeController::stateChanged, this, [this] {
        if (m_client != m_controller->client())
            follow();
        refresh();
    });
    retranslate();
}

WatchesPage::~WatchesPage() = default;

QWidget* WatchesPage::makeCard(Kind kind)
{
    Card& card = m_cards[static_cast<std::size_t>(kind)];
    auto* frame = new QFrame(this);
    frame->setProperty("card", true);
    frame->setFixedHeight(cardPx);
    QHBoxLayout* row = makeRow(frame, 12);
    row->setContentsMargins(12, 0, 12, 0);
    if (kind == belowKind) {
        m_below = new SwitchButton("watchBelow", frame);
        m_below->setFixedWidth(m_below->minimumSizeHint().width()); // It has no words of its own.
        row->addWidget(m_below);
        connect(m_below, &SwitchButton::clicked, this, &WatchesPage::watchBelow);
    }
    QVBoxLayout* words = makeColumn(nullptr, 0);
    card.word = new TextLabel(TextStyle::control, Token::text, frame);
    card.meaning = new TextLabel(TextStyle::label, Token::text3, frame);
    words->addStretch();
    words->addWidget(card.word);
    words->addWidget(card.meaning);
    words->addStretch();
    row->addLayout(words, 1);
    card.chip = new Chip(frame);
    card.chip->setObjectName(QStringLiteral("watch%1").arg(int(kind)));
    card.chip->setIconName(QStringLiteral("eye"));
    card.events = new TextLabel(TextStyle::label, Token::text3, frame);
    card.events->setObjectName(QStringLiteral("watchEvents%1").arg(int(kind)));
    row->addWidget(card.chip);
    row->addWidget(card.events);
    return frame;
}

void WatchesPage::setConnection(const ClientOptions& options)
{
    m_chroot = options.servers.chroot;
    m_access = {options.tls, options.routes};
}

void WatchesPage::setActive(bool active)
{
    m_active = active;
    if (active) {
        follow();
        for (const Kind kind : {dataKind, childrenKind})
            ask(kind);
    }
}

void WatchesPage::follow()
{
    if (m_client != m_controller->client()) {
        if (m_client)
            disconnect(m_client, nullptr, this, nullptr);
        m_client = m_controller->client();
        m_path = Path(std::string()); // Watches of another session: all is asked anew.
        if (m_client) {
            connect(m_client, &Client::watchFired, this, &WatchesPage::onWatch);
            connect(m_client, &Client::watchEnded, this, &WatchesPage::onEnded);
        }
    }
    if (m_path == m_controller->path())
        return;
    m_path = m_controller->path();
    ++m_opened;
    m_others->clear();
    m_answer.clear();
    for (Card& card : m_cards) {
        card.held = Held::unknown;
        card.fired = 0;
    }
    if (m_client)
        m_cards[belowKind].held = m_client->watchKeeper(m_path) == WatchKeeper::nobody ? Held::no
                                                                                  : Held::yes;
    for (const Kind kind : {dataKind, childrenKind})
        ask(kind);
    refresh();
}

/// The server knows best; before 3.5 it cannot be asked.
void WatchesPage::ask(Kind kind)
{
    if (!m_active || !m_client || m_controller->phase() == NodePhase::none)
        return;
    auto onAnswer = [this, kind, opened = m_opened](const Result<void>& answer) {
        if (opened != m_opened)
            return;
        Card& card = m_cards[static_cast<std::size_t>(kind)];
        if (answer)
            card.held = Held::yes;
        else
            card.held = answer.error().code == Errc::noWatcher ? Held::no : Held::unknown;
        refresh();
    };
    QCoro::connect(m_client->checkWatches(m_path, typeOf(kind)), this, onAnswer);
}

void WatchesPage::watchBelow(bool wanted)
{
    if (!m_client)
        return;
    auto onAnswer = [this, wanted, opened = m_opened, path = m_path](
                        const Result<void>& answer) {
        if (!answer)
            Q_EMIT failed(sentenceFor(answer.error()));
        else if (!wanted)
            Q_EMIT watchesRemoved(path);
        if (opened != m_opened)
            return;
        const bool held = answer ? wanted : !wanted;
        m_cards[belowKind].held = held ? Held::yes : Held::no;
        if (answer && !wanted)
            m_controller->reload(); // Sets its own watch again, before the server is asked.
        for (const Kind kind : {dataKind, childrenKind})
            ask(kind);
        refresh();
    };
    if (wanted)
        QCoro::connect(m_client->addWatch(m_path, AddWatchMode::persistentRecursive), this,
            onAnswer);
    else
        QCoro::connect(m_client->removeWatches(m_path), this, onAnswer);
}

void WatchesPage::onWatch(const WatchEvent& event)
{
    const bool here = event.path == m_path;
    if (here && event.type == EventType::nodeChildrenChanged)
        ++m_cards[childrenKind].fired;
    else if (here)
        ++m_cards[dataKind].fired;
    if (m_cards[belowKind].held == Held::yes && event.path.isWithin(m_path))
        ++m_cards[belowKind].fired;
    refresh();
}

/// Servers before 3.6 cannot keep such a watch, and the client could not either.
void WatchesPage::onEnded(const Path& path, AddWatchMode mode, const Error& why)
{
    if (mode != AddWatchMode::persistentRecursive || path != m_path)
        return;
    m_cards[belowKind].held = Held::no;
    Q_EMIT failed(sentenceFor(why));
    refresh();
}

void WatchesPage::askOthers()
{
    if (!m_client)
        return;
    admin::AdminOptions options;
    options.server = m_client->status().server;
    options.access = m_access;
    m_admin = std::make_unique<admin::AdminClient>(options);
    m_ask->setEnabled(false);
    m_answer.clear();
    auto onAnswer = [this, opened = m_opened](const Result<flw::WatchesByPath>& answer) {
        m_ask->setEnabled(true);
        if (opened != m_opened)
            return;
        m_others->clear();
        if (!answer) {
            m_answer = sentenceFor(answer.error());
        } else {
            const std::string full = m_chroot.isRoot() ? m_path.text()
                : m_path.isRoot()                      ? m_chroot.text()
                                                       : m_chroot.text() + m_path.text();
            const auto found = answer->find(full);
            showOthers(found != answer->end() ? found->second : std::vector<SessionId>());
        }
        refresh();
    };
    QCoro::connect(m_admin->wchp(), this, onAnswer);
    refresh();
}

void WatchesPage::showOthers(const std::vector<SessionId>& sessions)
{
    for (const SessionId session : sessions) {
        const bool own = m_client && session == m_client->status().sessionId;
        QString text = formatSessionId(session);
        if (own)
            text += QStringLiteral("   ") + tr("this session");
        m_others->addItem(text);
    }
    m_answer = tr("%n session(s) watch the data of this node on this server. wchp tells data "
                  "watches alone, and each server only its own sessions.",
        nullptr, static_cast<int>(sessions.size()));
}

void WatchesPage::refresh()
{
    for (int kind = 0; kind < kinds; ++kind) {
        Card& card = m_cards[static_cast<std::size_t>(kind)];
        const bool persistent = kind == belowKind;
        card.chip->setText(card.held == Held::unknown ? tr("not known")
                : card.held == Held::no               ? tr("none")
                : persistent                          ? tr("persistent")
                                                      : tr("set"));
        if (card.held == Held::yes)
            card.chip->setAccent();
        else
            card.chip->setRole(Role::down);
        card.events->setText(tr("%n event(s)", nullptr, card.fired));
    }
    const QSignalBlocker quiet(m_below);
    m_below->setChecked(m_cards[belowKind].held == Held::yes);
    m_below->setEnabled(m_client && m_controller->phase() != NodePhase::none);
    m_title->setText(tr("Watches of this session on %1").arg(visibleText(m_path.text())));
    const QString server = m_client
        ? QString::fromStdString(m_client->status().server.host) : QString();
    m_othersTitle->setText(tr("Other watchers, from wchp on %1", "server's host").arg(server));
    m_note->setText(m_answer.isEmpty()
            ? tr("wchp lists every watch and is costly on a busy server. It runs only when you "
                 "ask.")
            : m_answer);
}

void WatchesPage::retranslate()
{
    m_cards[dataKind].word->setText(tr("Data changes"));
    m_cards[dataKind].meaning->setText(tr("Fires when this node is written or deleted"));
    m_cards[childrenKind].word->setText(tr("Children changes"));
    m_cards[childrenKind].meaning->setText(tr("Fires when a child comes or goes"));
    m_cards[belowKind].word->setText(tr("Everything below"));
    m_cards[belowKind].meaning->setText(tr("Persistent recursive watch (ZooKeeper 3.6 and later)"));
    m_below->setAccessibleName(tr("Watch everything below"));
    m_ask->setText(tr("Ask the server"));
    m_ask->setToolTip(tr("Ask for the watchers of this node (wchp)"));
    m_others->setAccessibleName(tr("Sessions that watch this node"));
    m_answer.clear();
    refresh();
}

void WatchesPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
