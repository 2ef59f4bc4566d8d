// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_page.h"

#include "ui/acl/acl_controller.h"
#include "ui/acl/acl_counts.h"
#include "ui/acl/acl_row.h"
#include "ui/acl/acl_run.h"
#include "ui/acl/acl_run_panel.h"
#include "ui/acl/add_principal_dialog.h"
#include "ui/acl/lock_out_dialog.h"
#include "ui/acl/rights_card.h"
#include "ui/acl/scheme_words.h"
#include "ui/common/banner.h"
#include "ui/common/error_report.h"
#include "ui/common/error_words.h"
#include "ui/common/known_tree_note.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int marginPx = 20;

/// A note with a button or two in it, at its right.
QWidget* noteRow(Note* note, std::initializer_list<QPushButton*> buttons, QWidget* parent)
{
    auto* box = new QWidget(parent);
    makeRow(box, 0)->addWidget(note);
    for (QPushButton* button : buttons) {
        button->setProperty("inRow", true);
        note->layout()->addWidget(button);
    }
    return box;
}

} // namespace

AclPage::AclPage(AclController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_run(new AclRun(this))
    , m_stack(new QStackedWidget(this))
    , m_blank(new QWidget(this))
    , m_error(new MessageView(this))
    , m_panel(new AclRunPanel(m_run, this))
{
    setObjectName(QStringLiteral("aclPage"));
    m_error->setObjectName(QStringLiteral("aclError"));
    m_panel->hide();
    auto* main = new QWidget(this);
    QVBoxLayout* column = makeColumn(main, 0);
    column->addWidget(makeContent(), 1);
    column->addWidget(makeFooter());
    for (QWidget* page : {m_blank, main, static_cast<QWidget*>(m_error)})
        m_stack->addWidget(page);
    QHBoxLayout* row = makeRow(this, 0);
    row->addWidget(m_stack, 1);
    row->addWidget(m_panel);
    setFocusProxy(m_add);
    wire();
    retranslate();
}

QWidget* AclPage::makeContent()
{
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // Its rows have the keys.
    auto* content = new QWidget(area);
    content->setProperty("surface", "canvas");
    content->setAttribute(Qt::WA_StyledBackground);
    QVBoxLayout* column = makeColumn(content, 12);
    column->setContentsMargins(marginPx, 16, marginPx, 16);
    m_newer = new Note(Role::looking, content);
    m_newer->setObjectName(QStringLiteral("aclNewer"));
    m_takeServer = makeButton("takeServerAcl", ButtonKind::normal, content);
    m_keepMine = makeButton("keepMyAcl", ButtonKind::normal, content);
    m_open = new Note(Role::looking, content);
    m_open->setObjectName(QStringLiteral("aclOpen"));
    m_closeOpen = makeButton("closeOpen", ButtonKind::link, content);
    m_problem = new Note(Role::danger, content);
    m_problem->setObjectName(QStringLiteral("aclProblem"));
    m_problem->hide();
    column->addWidget(noteRow(m_newer, {m_takeServer, m_keepMine}, content));
    column->addWidget(noteRow(m_open, {m_closeOpen}, content));
    m_known = new KnownTreeNote(content);
    column->addWidget(m_problem);
    column->addWidget(m_known);
    column->addWidget(makeTable());
    m_rights = new RightsCard(content);
    QHBoxLayout* cards = makeRow(nullptr, 16);
    cards->addWidget(m_rights, 4);
    cards->addWidget(makeApplyCard(), 3);
    column->addLayout(cards);
    column->addStretch(1);
    area->setWidget(content);
    return area;
}

QWidget* AclPage::makeTable()
{
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("aclTable"));
    card->setProperty("card", "true");
    QVBoxLayout* column = makeColumn(card, 0);
    column->setContentsMargins(1, 1, 1, 1);
    QFrame* head = makePanel("panel", "bottom", card);
    head->setFixedHeight(28);
    QHBoxLayout* words = makeRow(head, 0);
    words->setContentsMargins(10, 0, 0, 0);
    m_schemeHead = new TextLabel(TextStyle::label, Token::text2, head);
    m_idHead = new TextLabel(TextStyle::label, Token::text2, head);
    m_permsHead = new TextLabel(TextStyle::label, Token::text2, head);
    m_schemeHead->setFixedWidth(AclRow::schemePx - 4);
    m_permsHead->setFixedWidth(AclRow::permsPx + 10);
    words->addWidget(m_schemeHead);
    words->addWidget(m_idHead, 1);
    words->addWidget(m_permsHead);
    column->addWidget(head);
    m_rowsColumn = makeColumn(nullptr, 0);
    column->addLayout(m_rowsColumn);
    QFrame* foot = makePanel("panel", "", card);
    foot->setFixedHeight(44);
    QHBoxLayout* row = makeRow(foot, 8);
    row->setContentsMargins(10, 0, 12, 0);
    m_add = makeButton("openAddPrincipal", ButtonKind::normal, foot);
    setIcon(m_add, QStringLiteral("plus"), 14);
    m_paste = makeButton("pasteAcl", ButtonKind::ghost, foot);
    setIcon(m_paste, QStringLiteral("clipboard"), 14);
    for (QPushButton* button : {m_add, m_paste})
        button->setProperty("compact", true);
    m_legend = new TextLabel(TextStyle::label, Token::text3, foot);
    m_legend->setAlignment(Qt::AlignRight);
    row->addWidget(m_add);
    row->addWidget(m_paste);
    row->addWidget(m_legend, 1);
    column->addWidget(foot);
    return card;
}

QWidget* AclPage::makeApplyCard()
{
    auto* card = new QFrame(this);
    card->setProperty("card", "true");
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    QVBoxLayout* column = makeColumn(card, 6);
    column->setContentsMargins(16, 12, 16, 12);
    m_applyTo = new TextLabel(TextStyle::panelTitle, Token::text, card);
    m_only = new QRadioButton(card);
    m_only->setObjectName(QStringLiteral("applyToNode"));
    m_below = new QRadioButton(card);
    m_below->setObjectName(QStringLiteral("applyToSubtree"));
    m_only->setChecked(true);
    m_counts = new AclCounts(card);
    m_preview = makeButton("previewAcl", ButtonKind::normal, card);
    setIcon(m_preview, QStringLiteral("list-tree"), 14);
    m_preview->setProperty("compact", true);
    m_confirm = new QLineEdit(card);
    m_confirm->setObjectName(QStringLiteral("confirmAcl"));
    m_confirm->setFont(fontFor(TextStyle::mono));
    column->addWidget(m_applyTo);
    column->addWidget(m_only);
    column->addWidget(m_below);
    column->addWidget(m_counts);
    column->addWidget(m_preview);
    column->addWidget(m_confirm);
    column->addStretch(1);
    return card;
}

QWidget* AclPage::makeFooter()
{
    QFrame* footer = makePanel("panel", "top", this);
    footer->setFixedHeight(44);
    QHBoxLayout* row = makeRow(footer, 8);
    row->setContentsMargins(12, 0, 12, 0);
    m_basedOn = new TextLabel(TextStyle::label, Token::text2, footer);
    m_basedOn->setObjectName(QStringLiteral("aclBasedOn"));
    m_changes = new TextLabel(TextStyle::label, Token::text3, footer);
    m_changes->setObjectName(QStringLiteral("aclChanges"));
    m_changes->setAlignment(Qt::AlignRight);
    m_revert = makeButton("revertAcl", ButtonKind::normal, footer);
    m_apply = makeButton("applyAcl", ButtonKind::primary, footer);
    setIcon(m_apply, QStringLiteral("shield-check"), 16, {.normal = Token::onAccent});
    row->addWidget(m_basedOn, 1);
    row->addWidget(m_changes);
    row->addWidget(m_revert);
    row->addWidget(m_apply);
    return footer;
}

void AclPage::wire()
{
    connect(m_controller, &AclController::changed, this, &AclPage::refresh);
    connect(m_controller, &AclController::applied, this, [this](const Path&, int aversion) {
        Q_EMIT message(Role::leading, tr("ACL set, now at aclVersion %1").arg(aversion));
    });
    connect(m_controller, &AclController::conflicted, this, [this](const Path&) {
        Q_EMIT message(Role::looking,
            tr("BadVersion: others changed this ACL meanwhile. Compare, then apply again."));
    });
    connect(m_controller, &AclController::failed, this, [this](const Path&, const Error& error) {
        Q_EMIT message(Role::danger, sentenceFor(error));
    });
    connect(m_controller, &AclController::identityAdded, this, [this](const QString& user) {
        Q_EMIT message(
            Role::leading, tr("This session is now %1 too").arg(visibleText(user)));
    });
    connect(m_controller, &AclController::identityRefused, this, [this](const Error& error) {
        Q_EMIT message(Role::danger, sentenceFor(error));
    });
    connect(m_run, &AclRun::changed, this, &AclPage::refresh);
    connect(m_run, &AclRun::finished, this, [this] {
        if (!m_run->isPreview())
            m_controller->reload();
    });
    connect(m_panel, &AclRunPanel::closeRequested, this, [this] { wantPanel(false); });
    connect(m_takeServer, &QPushButton::clicked, m_controller, &AclController::revert);
    connect(m_keepMine, &QPushButton::clicked, m_controller, &AclController::keepMine);
    connect(m_add, &QPushButton::clicked, this, &AclPage::addPrincipal);
    connect(m_paste, &QPushButton::clicked, this, &AclPage::pasteAcl);
    connect(m_revert, &QPushButton::clicked, m_controller, &AclController::revert);
    connect(m_apply, &QPushButton::clicked, this, &AclPage::apply);
    connect(m_preview, &QPushButton::clicked, this, &AclPage::preview);
    connect(m_below, &QRadioButton::toggled, this, &AclPage::refresh);
    connect(m_confirm, &QLineEdit::textChanged, this, &AclPage::refreshFooter);
    connect(m_closeOpen, &QPushButton::clicked, this, [this] {
        std::vector<Acl> entries = m_controller->entries();
        for (Acl& entry : entries) {
            if (entry.who.scheme == "world")
                entry.perms &= ~(perm::all & ~perm::read);
        }
        std::erase_if(entries, [](const Acl& entry) { return entry.perms == 0; });
        m_controller->replaceAll(std::move(entries));
    });
}

QWidget* AclPage::runPanel() const
{
    return m_panel;
}

void AclPage::wantPanel(bool wanted)
{
    m_panelWanted = wanted;
    if (m_panel->parentWidget() == this)
        m_panel->setVisible(wanted);
    tellPanel();
}

/// Hidden by itself: another tab is shown; with its window, it is still the one.
void AclPage::tellPanel()
{
    const bool shown = m_panelWanted && !isHidden();
    if (std::exchange(m_panelTold, shown) != shown)
        Q_EMIT runPanelWanted(shown);
}

void AclPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    tellPanel();
}

void AclPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    tellPanel();
}

void AclPage::setPlace(const DialogPlace& place)
{
    m_place = place;
    refresh();
}

QString AclPage::nodeName() const
{
    const Path& path = m_controller->path();
    return visibleText(path.isRoot() ? std::string_view("/") : std::string_view(path.name()));
}

bool AclPage::isRecursive() const
{
    return m_below->isChecked();
}

bool AclPage::isConfirmed() const
{
    return !isRecursive() || !m_place.production || m_confirm->text() == nodeName();
}

void AclPage::retranslate()
{
    m_schemeHead->setText(tr("Scheme"));
    m_idHead->setText(tr("Id"));
    m_permsHead->setText(tr("Permissions"));
    m_add->setText(tr("Add principal"));
    m_paste->setText(tr("Paste ACL"));
    m_legend->setText(tr("C create · D delete · R read · W write · A admin"));
    m_takeServer->setText(tr("Take the server's"));
    m_keepMine->setText(tr("Keep mine"));
    m_applyTo->setText(tr("Apply to"));
    m_only->setText(tr("This node only"));
    m_below->setText(tr("This node and everything below"));
    m_preview->setText(tr("Preview"));
    m_revert->setText(tr("Revert"));
    m_confirm->setAccessibleName(tr("Type the node's name to confirm"));
    for (AclRow* row : m_rows)
        row->retranslate();
    m_rights->retranslate();
    refresh();
}

void AclPage::showError()
{
    const Error& error = *m_controller->error();
    if (error.code == Errc::noAuth)
        m_error->setMessage(Role::danger, QStringLiteral("lock"),
            tr("You may not read this ACL"),
            tr("NoAuth: reading it needs R or A. The server does not tell who may."));
    else
        m_error->setError(error);
    m_error->setReport(errorReport(error, m_controller->path(), m_controller->client()));
    m_stack->setCurrentWidget(m_error);
}

void AclPage::refresh()
{
    if (m_controller->error())
        return showError();
    if (!m_controller->isReady()) {
        m_stack->setCurrentWidget(m_blank);
        return;
    }
    m_stack->setCurrentIndex(1);
    if (m_run->state() != AclRun::State::running && m_run->root() != m_controller->path())
        wantPanel(false);
    refreshRows();
    refreshWarnings();
    const Path& path = m_controller->path();
    m_rights->setRights(m_controller->entries(), m_controller->me());
    m_rights->setParentDelete(path.isRoot()
            ? QString()
            : visibleText(std::string_view(path.parent().isRoot() ? "/" : path.parent().text())),
        m_controller->mayDelete());
    refreshApplyCard();
    refreshKnown();
    refreshFooter();
}

/// Of one node the user sees whose it is; what is below may belong to others.
void AclPage::refreshKnown()
{
    std::optional<Path> wanted;
    if (isRecursive())
        wanted = m_controller->path();
    if (wanted == m_knownOf)
        return;
    m_knownOf = wanted;
    m_known->look(m_controller->client(), wanted ? std::vector{*wanted} : std::vector<Path>());
}

void AclPage::refreshRows()
{
    const std::vector<Acl>& entries = m_controller->entries();
    const bool editable = m_controller->isWritable() && !m_controller->isApplying();
    while (m_rows.size() < entries.size()) {
        auto* row = new AclRow(this);
        const int index = static_cast<int>(m_rows.size());
        connect(row, &AclRow::permsEdited, this,
            [this, index](int perms) { m_controller->setPerms(index, perms); });
        // The row goes away inside its own click.
        connect(row, &AclRow::removeRequested, this,
            [this, index] { m_controller->remove(index); }, Qt::QueuedConnection);
        m_rows.push_back(row);
        m_rowsColumn->addWidget(row);
        row->show();
    }
    while (m_rows.size() > entries.size()) {
        m_rows.back()->deleteLater();
        m_rows.back()->hide();
        m_rows.pop_back();
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_rows[i]->setEntry(
            entries[i], isMine(entries[i].who, m_controller->me()), editable);
    m_add->setEnabled(editable);
    m_paste->setEnabled(editable);
}

void AclPage::refreshWarnings()
{
    const auto& newer = m_controller->newer();
    m_newer->parentWidget()->setVisible(newer.has_value());
    if (newer)
        m_newer->setText(tr("Others changed this ACL: the server has aclVersion %1 with %n "
                            "entries, your draft is based on %2.",
            nullptr, static_cast<int>(newer->acl.size()))
                             .arg(newer->stat.aversion)
                             .arg(m_controller->base().stat.aversion));
    const std::int32_t open = openToWorld(m_controller->entries());
    m_open->parentWidget()->setVisible(open != 0);
    QString letters;
    for (const std::int32_t bit : shownPerms) {
        if ((open & bit) != 0)
            letters += permLetter(bit);
    }
    if ((open & perm::admin) != 0)
        m_open->setText(tr("Anyone can take this node over."),
            tr("world:anyone has %1, so every client that reaches the servers can change this ACL.",
                "permission letters").arg(letters));
    else if ((open & perm::write) != 0)
        m_open->setText(tr("Anyone can write this node."),
            tr("world:anyone has %1, so every client that reaches the servers can change its data.",
                "permission letters").arg(letters));
    else
        m_open->setText(tr("Anyone can add or remove children here."),
            tr("world:anyone has %1.", "permission letters").arg(letters));
    m_closeOpen->setText(tr("Remove %1", "permission letters").arg(letters));
    m_closeOpen->setEnabled(m_controller->isWritable());
}

void AclPage::refreshApplyCard()
{
    const bool recursive = isRecursive();
    const bool running = m_run->state() == AclRun::State::running;
    m_preview->setVisible(recursive);
    m_preview->setEnabled(!running && m_controller->client() != nullptr
        && !m_controller->entries().empty());
    const bool known = recursive && m_run->root() == m_controller->path()
        && m_run->state() != AclRun::State::idle;
    m_counts->setVisible(known);
    m_counts->setRun(*m_run);
    const bool guard = recursive && m_place.production;
    m_confirm->setVisible(guard);
    m_confirm->setPlaceholderText(tr("production: type %1", "a node's name").arg(nodeName()));
}

void AclPage::refreshFooter()
{
    if (!m_controller->isReady())
        return;
    m_basedOn->setText(tr("Based on aclVersion %1").arg(m_controller->base().stat.aversion));
    const AclController::Changes changes = m_controller->changes();
    QStringList words;
    if (changes.added > 0)
        words << tr("%n added", "entries", changes.added);
    if (changes.altered > 0)
        words << tr("%n changed", "entries", changes.altered);
    if (changes.removed > 0)
        words << tr("%n removed", "entries", changes.removed);
    m_changes->setText(words.join(tr(", ", "between the parts of a list")));
    const bool running = m_run->state() == AclRun::State::running;
    const bool empty = m_controller->entries().empty();
    m_revert->setEnabled(m_controller->isDirty() && !m_controller->isApplying());
    m_apply->setText(isRecursive() ? tr("Apply to all") : tr("Apply ACL"));
    m_apply->setEnabled((m_controller->isDirty() || isRecursive()) && !empty && !running
        && m_controller->isWritable() && !m_controller->isApplying() && !m_controller->newer()
        && isConfirmed());
    m_problem->setVisible(empty);
    if (empty)
        m_problem->setText(tr("InvalidACL: a node needs at least one entry. Add a principal."));
}

void AclPage::pasteAcl()
{
    const auto entries = parseAclText(QApplication::clipboard()->text());
    if (!entries) {
        Q_EMIT message(Role::danger,
            tr("Not an ACL: %1.", "what is wrong")
                .arg(visibleText(std::string_view(entries.error().detail))));
        return;
    }
    m_controller->replaceAll(*entries);
}

void AclPage::addPrincipal()
{
    auto* dialog = new AddPrincipalDialog(m_controller, m_place, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AclPage::preview()
{
    m_run->start(m_controller->client(), m_controller->path(), m_controller->entries(),
        /*preview=*/true);
    wantPanel(true);
}

void AclPage::apply()
{
    const std::vector<Acl>& before = m_controller->base().acl;
    if (!locksOut(before, m_controller->entries(), m_controller->me()))
        return applyNow();
    auto* dialog = new LockOutDialog(m_controller->path(), before, m_controller->entries(),
        m_controller->me(), m_place, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, path = m_controller->path()] {
            if (path != m_controller->path() || !m_controller->isReady())
                return;
            m_controller->replaceAll(dialog->chosen());
            applyNow();
        });
    dialog->open();
}

void AclPage::applyNow()
{
    if (!isRecursive())
        return m_controller->apply();
    m_confirm->clear();
    m_run->start(m_controller->client(), m_controller->path(), m_controller->entries(),
        /*preview=*/false);
    wantPanel(true);
}

void AclPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
