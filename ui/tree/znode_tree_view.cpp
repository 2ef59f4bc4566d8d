// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_tree_view.h"

#include "ui/common/action_keys.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/overflow_bar.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/tree/tree_filter_model.h"
#include "ui/tree/znode_delegate.h"
#include "ui/tree/znode_tree_widget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>

namespace zs::ui {

namespace {

/// Keys that repeat run over many rows; only where they rest a node is read.
constexpr std::chrono::milliseconds restTime{60};

class MatchDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, color(Token::selected));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, color(Token::hover));
        painter->setFont(fontFor(TextStyle::mono));
        painter->setPen(color(Token::text));
        const QRect place = option.rect.adjusted(12, 0, -8, 0);
        const QString text = painter->fontMetrics().elidedText(
            index.data().toString(), Qt::ElideLeft, place.width());
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {option.rect.width(), ZnodeDelegate::rowHeight};
    }
};

/// An icon beside a text; a line edit's own leading icon sits too far from its text.
class QuietIcon : public QWidget {
public:
    QuietIcon(const QString& name, int sizePx, QWidget* parent)
        : QWidget(parent), m_name(name)
    {
        setFixedSize(sizePx, sizePx);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).drawPixmap(
            0, 0, iconPixmap(m_name, Token::text3, width(), devicePixelRatioF()));
    }

private:
    QString m_name;
};

} // namespace

ZnodeTreeView::ZnodeTreeView(ZnodeTreeModel* model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_matches(new TreeFilterModel(model, this))
    , m_tree(new ZnodeTreeWidget(model, this))
    , m_matchList(new QListView(this))
    , m_stack(new QStackedWidget(this))
    , m_activateTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("treeView"));
    setProperty("surface", "panel");
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(220);
    m_matchList->setObjectName(QStringLiteral("filterMatches"));
    m_matchList->setProperty("surface", "panel");
    m_matchList->setModel(m_matches);
    m_matchList->setItemDelegate(new MatchDelegate(m_matchList));
    m_matchList->setUniformItemSizes(true);
    m_matchList->setMouseTracking(true);
    m_matchList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_matchList);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(makeHeader());
    column->addWidget(makeFilter());
    column->addWidget(m_stack, 1);
    column->addWidget(makeFooter());
    m_activateTimer->setSingleShot(true);
    m_activateTimer->setInterval(restTime);
    setFocusProxy(m_tree);
    wire();
    retranslate();
    showSummary();
}

QWidget* ZnodeTreeView::makeHeader()
{
    auto* header = new OverflowBar("", "", "moreTreeTools", this);
    header->setObjectName(QStringLiteral("treeHeader"));
    header->setFixedHeight(36);
    header->row()->setSpacing(2);
    header->row()->setContentsMargins(12, 0, 8, 0);
    m_title = new TextLabel(TextStyle::panelTitle, Token::text, header);
    m_new = makeIconButton("newNode", QStringLiteral("plus"), header);
    m_refresh = makeIconButton("refreshNodes", QStringLiteral("refresh-cw"), header);
    m_collapse = makeIconButton("collapseNodes", QStringLiteral("list-collapse"), header);
    m_sort = makeIconButton("sortNodes", QStringLiteral("arrow-down"), header);
    m_bookmarks = makeIconButton("showBookmarks", QStringLiteral("bookmark"), header);
    makeSortMenu();
    m_marksMenu = new QMenu(this);
    m_marksMenu->setObjectName(QStringLiteral("marksMenu"));
    m_bookmarks->setMenu(m_marksMenu);
    m_bookmarks->setPopupMode(QToolButton::InstantPopup);
    header->row()->insertWidget(0, m_title, 1);
    for (QToolButton* button : {m_new, m_refresh, m_collapse, m_sort, m_bookmarks})
        header->addTool(button);
    return header;
}

QWidget* ZnodeTreeView::makeFilter()
{
    auto* box = new QWidget(this);
    QVBoxLayout* column = makeColumn(box, 8);
    column->setContentsMargins(8, 0, 8, 8);
    m_filter = new QLineEdit(box);
    m_filter->setObjectName(QStringLiteral("treeFilter"));
    auto* inside = new QHBoxLayout(m_filter);
    inside->setContentsMargins(9, 0, 9, 0);
    inside->addWidget(new QuietIcon(QStringLiteral("list-filter"), 16, m_filter));
    m_filterKey = new KeyLabel(QString(), m_filter);
    m_filterKey->setObjectName(QStringLiteral("treeFilterKey"));
    m_filterKey->setAttribute(Qt::WA_TransparentForMouseEvents);
    inside->addStretch();
    inside->addWidget(m_filterKey);
    connect(m_filter, &QLineEdit::textChanged, this, &ZnodeTreeView::showFilterKey);
    m_filterNote = new Note(Role::danger, box);
    m_filterNote->setObjectName(QStringLiteral("filterNote"));
    m_filterNote->hide();
    column->addWidget(m_filter);
    column->addWidget(m_filterNote);
    m_filter->installEventFilter(this);
    return box;
}

QWidget* ZnodeTreeView::makeFooter()
{
    QFrame* footer = makePanel("panel", "top", this);
    footer->setFixedHeight(28);
    QHBoxLayout* row = makeRow(footer, 6);
    row->setContentsMargins(12, 0, 12, 0);
    m_summary = new TextLabel(TextStyle::label, Token::text3, footer);
    m_summary->setObjectName(QStringLiteral("treeSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_stop = makeButton("stopReading", ButtonKind::link, footer);
    m_stop->setProperty("compact", true);
    m_stop->hide();
    m_watchIcon = new QuietIcon(QStringLiteral("eye"), 14, footer);
    m_watches = new TextLabel(TextStyle::label, Token::text3, footer);
    m_watches->setObjectName(QStringLiteral("watchCount"));
    row->addWidget(m_summary, 1);
    row->addWidget(m_stop);
    row->addWidget(m_watchIcon);
    row->addWidget(m_watches);
    return footer;
}

void ZnodeTreeView::wire()
{
    connect(m_new, &QToolButton::clicked, this, [this] { Q_EMIT newNodeRequested(currentPath()); });
    connect(m_refresh, &QToolButton::clicked, m_model, &ZnodeTreeModel::refreshAll);
    connect(m_collapse, &QToolButton::clicked, this, &ZnodeTreeView::collapseAll);
    connect(m_filter, &QLineEdit::textChanged, this, &ZnodeTreeView::applyFilter);
    connect(m_matchList, &QListView::clicked, this, &ZnodeTreeView::openMatch);
    connect(m_matchList, &QListView::activated, this, &ZnodeTreeView::openMatch);
    connect(m_matches, &TreeFilterModel::progressed, this, &ZnodeTreeView::showSummary);
    connect(m_matches, &TreeFilterModel::finished, this, [this] {
        showFilterNote();
        showSummary();
    });
    connect(m_tree, &ZnodeTreeWidget::currentNodeChanged, this, &ZnodeTreeView::activateSoon);
    connect(m_tree, &ZnodeTreeWidget::nodeOpened, this, &ZnodeTreeView::nodeOpened);
    connect(m_tree, &ZnodeTreeWidget::newChildRequested, this, [this](const Path& path) {
        if (m_writable)
            Q_EMIT newNodeRequested(path);
    });
    connect(m_tree, &ZnodeTreeWidget::deleteRequested, this, [this] {
        if (m_writable)
            Q_EMIT deleteRequested(selectedPaths());
    });
    connect(m_marksMenu, &QMenu::aboutToShow, this, &ZnodeTreeView::fillMarksMenu);
    connect(m_tree, &ZnodeTreeWidget::filterRequested, this, &ZnodeTreeView::focusFilter);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ZnodeTreeView::showMenu);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (const auto slow = m_model->slowRead())
            m_model->stopReading(slow->path);
    });
    connect(m_model, &ZnodeTreeModel::summaryChanged, this, &ZnodeTreeView::showSummary);
    connect(m_model, &ZnodeTreeModel::revealed, this,
        [this](const Path& path, const QModelIndex& index) {
            if (m_selecting != path)
                return; // Somebody selected another node meanwhile.
            m_selecting.reset();
            if (m_tree->currentIndex() == index)
                activateSoon(path); // Somebody goes there; that the focus made it current is less.
            else
                m_tree->setCurrentIndex(index);
            m_tree->scrollTo(index);
        });
    connect(m_model, &ZnodeTreeModel::revealFailed, this,
        [this](const Path& path, const QModelIndex& closest) {
            if (m_selecting != path)
                return;
            m_selecting.reset();
            m_tree->scrollTo(closest);
            Q_EMIT selectFailed(path, m_model->pathAt(closest));
        });
    connect(m_activateTimer, &QTimer::timeout, this, [this] {
        if (m_activating)
            Q_EMIT nodeActivated(*std::exchange(m_activating, std::nullopt));
    });
}

void ZnodeTreeView::retranslate()
{
    m_title->setText(tr("Nodes"));
    setVerb(m_new, tr("New node"), keyOf("node.new"));
    setVerb(m_refresh, tr("Refresh nodes"), keyOf("node.refresh"));
    setVerb(m_collapse, tr("Collapse all nodes"));
    setVerb(m_bookmarks, tr("Bookmarks and recent nodes"));
    retranslateSort();
    m_filter->setPlaceholderText(tr("Filter: name, *.json, /regex/"));
    m_filter->setAccessibleName(tr("Filter loaded nodes"));
    m_filter->setToolTip(tr("Finds nodes that are loaded, in capital or small letters:\n"
                            "lock  –  a part of the name\n"
                            "lock-*, n?  –  the whole name; * stands for anything, ? for one "
                            "character\n"
                            "ids/1, /brokers/*  –  with a slash: of the path\n"
                            "/^lock-\\d+$/  –  between slashes: a regular expression"));
    m_matchList->setAccessibleName(tr("Nodes that match the filter"));
    m_stop->setText(tr("Stop"));
    showFilterKey();
    showFilterNote();
    showSummary();
}

Path ZnodeTreeView::currentPath() const
{
    return m_tree->currentPath().value_or(Path());
}

std::vector<Path> ZnodeTreeView::selectedPaths() const
{
    std::vector<Path> paths = m_tree->selectedPaths();
    if (paths.empty())
        paths.push_back(currentPath());
    return paths;
}

void ZnodeTreeView::setWritable(bool writable)
{
    m_writable = writable;
    m_new->setEnabled(writable);
}

void ZnodeTreeView::select(const Path& path)
{
    m_selecting = path;
    m_model->reveal(path);
}

void ZnodeTreeView::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ZnodeTreeView::collapseAll()
{
    m_tree->collapseAll();
    m_tree->expand(m_model->index(0, 0));
}

void ZnodeTreeView::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

void ZnodeTreeView::activateSoon(const Path& path)
{
    m_selecting.reset();
    const bool resting = !m_activateTimer->isActive();
    m_activating = path;
    m_activateTimer->start();
    if (resting)
        Q_EMIT nodeActivated(*std::exchange(m_activating, std::nullopt));
}

void ZnodeTreeView::applyFilter(const QString& text)
{
    m_matches->setText(text);
    m_stack->setCurrentWidget(text.isEmpty() ? static_cast<QWidget*>(m_tree) : m_matchList);
    showSummary();
}

void ZnodeTreeView::showFilterKey()
{
    const QString keys = keyOf("tree.filter").toString(QKeySequence::NativeText);
    m_filterKey->setKeys(keys);
    m_filterKey->setVisible(!keys.isEmpty() && m_filter->text().isEmpty());
    const int room = m_filterKey->isHidden() ? 0 : m_filterKey->sizeHint().width();
    m_filter->setTextMargins(20, 0, std::max(24, room + 6), 0);
}

/// While it searches the former note stays, so that nothing jumps with each key.
void ZnodeTreeView::showFilterNote()
{
    const QString problem = m_matches->problem();
    const bool nothing = m_matches->rowCount() == 0 && !m_matches->isSearching()
        && !m_filter->text().isEmpty();
    m_filterNote->setRole(problem.isEmpty() ? Role::following : Role::danger);
    m_filterNote->setText(!problem.isEmpty() ? problem
            : nothing ? tr("No loaded node fits. Nodes that were never opened here are not loaded.")
                      : QString());
    m_filterNote->setVisible(!problem.isEmpty() || nothing);
    setStyleProperty(m_filter, "invalid", !problem.isEmpty());
    m_filter->setAccessibleDescription(problem);
}

void ZnodeTreeView::openMatch(const QModelIndex& index)
{
    if (index.isValid())
        select(m_matches->pathAt(index));
}

void ZnodeTreeView::showSummary()
{
    const auto slow = m_model->slowRead();
    m_stop->setVisible(slow.has_value());
    m_watches->setVisible(!slow);
    m_watchIcon->setVisible(!slow);
    m_watches->setText(tr("%n watch(es)", "held by the tree", m_model->watchesHeld()));
    if (slow) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(slow->since).count();
        const QString path = visibleText(slow->path.text());
        m_summary->setText(slow->expected > 0
                ? tr("Reading %1 children of %2, %3 s")
                      .arg(formatCount(slow->expected), path)
                      .arg(seconds)
                : tr("Reading the children of %1, %2 s").arg(path).arg(seconds));
    } else if (m_matches->isSearching()) {
        m_summary->setText(tr("Looked at %1 of %2 nodes")
                               .arg(formatCount(m_matches->searched()),
                                   formatCount(m_model->loadedNodes())));
    } else if (!m_filter->text().isEmpty()) {
        const int matches = m_matches->rowCount();
        m_summary->setText(matches == TreeFilterModel::mostMatches
                ? tr("The first %n match(es)", nullptr, matches)
                : tr("%n match(es)", nullptr, matches));
    } else if (m_model->isSorting()) {
        m_summary->setText(tr("Reading what to sort by…"));
    } else if (const int unsorted = m_model->unsortedLevels()) {
        m_summary->setText(tr("%n level(s) too long to sort", nullptr, unsorted));
    } else {
        m_summary->setText(tr("%n node(s) loaded", nullptr, m_model->loadedNodes()));
    }
}

bool ZnodeTreeView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        m_filter->clear();
        focusTree();
        return true;
    }
    const bool showsMatches = m_stack->currentWidget() == m_matchList;
    if (showsMatches && (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)) {
        const QModelIndex first = m_matches->index(0, 0);
        m_matchList->setCurrentIndex(first);
        m_matchList->setFocus(Qt::TabFocusReason);
        if (key != Qt::Key_Down)
            openMatch(first);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ZnodeTreeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
