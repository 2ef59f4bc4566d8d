// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of ZnodeTreeView: of rows, of the order, of bookmarks.
#include "clientlib/recipes/zkcli_line.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_view.h"
#include "ui/tree/znode_tree_widget.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include <algorithm>

namespace zs::ui {

namespace {

/// An ampersand in a name is no mnemonic.
QString menuText(const Path& path)
{
    return visibleText(std::string_view(path.text())).replace(u'&', QStringLiteral("&&"));
}

QAction* addEntry(QMenu& menu, const char* name, const char* iconName, const QString& text)
{
    QAction* action = menu.addAction(icon(QLatin1String(iconName)), text);
    action->setObjectName(QLatin1String(name));
    return action;
}

} // namespace

void ZnodeTreeView::makeSortMenu()
{
    m_sortMenu = new QMenu(this);
    m_sortMenu->setObjectName(QStringLiteral("sortMenu"));
    m_sort->setMenu(m_sortMenu);
    m_sort->setPopupMode(QToolButton::InstantPopup);
    auto* group = new QActionGroup(this);
    for (const char* name : {"sort:natural", "sort:name", "sort:changed", "sort:size",
             "sort:children"}) {
        QAction* action = m_sortMenu->addAction(QString());
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        group->addAction(action);
        m_sorts << action;
    }
    m_sortMenu->addSeparator();
    m_reversed = m_sortMenu->addAction(QString());
    m_reversed->setObjectName(QStringLiteral("sort:reversed"));
    m_reversed->setCheckable(true);
    setSort(m_model->sortOrder(), m_model->isReversed());
    connect(group, &QActionGroup::triggered, this, &ZnodeTreeView::chooseSort);
    connect(m_reversed, &QAction::triggered, this, &ZnodeTreeView::chooseSort);
}

void ZnodeTreeView::retranslateSort()
{
    const QString words[] = {tr("Names, numbers by value"), tr("Names, byte by byte"),
        tr("Last change, newest first"), tr("Size of data, largest first"),
        tr("Number of children, most first")};
    for (qsizetype index = 0; index < m_sorts.size(); ++index)
        m_sorts[index]->setText(words[index]);
    m_reversed->setText(tr("The other way round"));
    setVerb(m_sort, tr("Sort nodes"));
}

void ZnodeTreeView::setSort(TreeSort sort, bool reversed)
{
    m_sorts[static_cast<int>(sort)]->setChecked(true);
    m_reversed->setChecked(reversed);
    m_model->setSort(sort, reversed);
}

void ZnodeTreeView::chooseSort()
{
    const auto chosen = std::find_if(
        m_sorts.begin(), m_sorts.end(), [](const QAction* sort) { return sort->isChecked(); });
    const auto sort = static_cast<TreeSort>(chosen - m_sorts.begin());
    m_model->setSort(sort, m_reversed->isChecked());
    Q_EMIT sortChosen(sort, m_reversed->isChecked());
}

void ZnodeTreeView::setMarks(NodeMarks* marks)
{
    m_marks = marks;
}

void ZnodeTreeView::fillMarksMenu()
{
    m_marksMenu->clear();
    if (!m_marks)
        return;
    const auto add = [this](const QString& heading, const char* iconName,
                         const std::vector<Path>& paths, const QString& none) {
        m_marksMenu->addSection(heading);
        if (paths.empty())
            m_marksMenu->addAction(none)->setEnabled(false);
        for (const Path& path : paths) {
            QAction* action
                = m_marksMenu->addAction(icon(QLatin1String(iconName)), menuText(path));
            action->setData(QString::fromStdString(path.text()));
            connect(action, &QAction::triggered, this, [this, path] { Q_EMIT pathChosen(path); });
        }
    };
    add(tr("Bookmarks"), "star", m_marks->bookmarks(), tr("No bookmarks yet"));
    std::vector<Path> recent = m_marks->recent();
    constexpr std::size_t mostShown = 10;
    recent.resize(std::min(recent.size(), mostShown), Path());
    add(tr("Recent nodes"), "history", recent, tr("No recent nodes"));
}

void ZnodeTreeView::copy(const QStringList& lines)
{
    const QString text = lines.join(u'\n');
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void ZnodeTreeView::addNodeEntries(QMenu& menu, const QModelIndex& index, const Path& path)
{
    QAction* create = addEntry(menu, "menuNewChild", "plus", tr("New child…"));
    create->setEnabled(m_writable && m_model->hasChildren(index));
    connect(create, &QAction::triggered, this, [this, path] { Q_EMIT newNodeRequested(path); });
}

void ZnodeTreeView::addTransferEntries(QMenu& menu, const std::vector<Path>& paths)
{
    const int count = static_cast<int>(paths.size());
    const bool one = count == 1;
    QAction* duplicate = addEntry(menu, "menuDuplicate", "copy-plus",
        one ? tr("Duplicate…") : tr("Duplicate %n node(s)…", nullptr, count));
    QAction* move = addEntry(menu, "menuMove", "pencil",
        one ? tr("Move or rename…") : tr("Move %n node(s)…", nullptr, count));
    const bool hasRoot = std::any_of(
        paths.begin(), paths.end(), [](const Path& path) { return path.isRoot(); });
    for (QAction* action : {duplicate, move})
        action->setEnabled(m_writable && !hasRoot);
    connect(duplicate, &QAction::triggered, this,
        [this, paths] { Q_EMIT duplicateRequested(paths); });
    connect(move, &QAction::triggered, this, [this, paths] { Q_EMIT moveRequested(paths); });
}

/// What can be done to one node and to several.
void ZnodeTreeView::addSharedEntries(QMenu& menu, const std::vector<Path>& paths)
{
    const int count = static_cast<int>(paths.size());
    const bool one = count == 1;
    QAction* remove = addEntry(menu, "menuDelete", "trash-2",
        one ? tr("Delete…") : tr("Delete %n node(s)…", nullptr, count));
    remove->setEnabled(
        m_writable && std::none_of(paths.begin(), paths.end(), [](const Path& path) {
            return path.isRoot();
        }));
    connect(remove, &QAction::triggered, this, [this, paths] { Q_EMIT deleteRequested(paths); });
    menu.addSeparator();
    QAction* copyPaths = addEntry(menu, "menuCopyPath", "copy",
        one ? tr("Copy path") : tr("Copy %n path(s)", nullptr, count));
    QStringList texts;
    QStringList lines;
    for (const Path& path : paths) {
        texts << QString::fromStdString(path.text());
        lines << QString::fromStdString(zkcli::line("get -s", path));
    }
    connect(copyPaths, &QAction::triggered, this, [this, texts] { copy(texts); });
    QAction* copyData = addEntry(menu, "menuCopyData", "copy", tr("Copy data"));
    copyData->setEnabled(one);
    connect(copyData, &QAction::triggered, this,
        [this, path = paths.front()] { Q_EMIT copyDataRequested(path); });
    QAction* copyLine = addEntry(menu, "menuCopyZkCli", "square-terminal",
        one ? tr("Copy zkCli line") : tr("Copy %n zkCli line(s)", nullptr, count));
    connect(copyLine, &QAction::triggered, this, [this, lines] { copy(lines); });
    menu.addSeparator();
    const auto all = [&paths](auto holds) {
        return std::all_of(paths.begin(), paths.end(), holds);
    };
    const bool marked
        = m_marks && all([this](const Path& path) { return m_marks->isBookmarked(path); });
    QAction* bookmark = addEntry(menu, "menuBookmark", "star", tr("Bookmark"));
    bookmark->setCheckable(true);
    bookmark->setChecked(marked);
    connect(bookmark, &QAction::triggered, this, [this, paths, marked] {
        for (const Path& path : paths)
            Q_EMIT bookmarkToggled(path, !marked);
    });
    const bool watched = all([this](const Path& path) {
        return m_model->indexOf(path).data(ZnodeTreeModel::WatchedRole).toBool();
    });
    QAction* watch = addEntry(menu, "menuWatch", "eye", tr("Watch"));
    watch->setCheckable(true);
    watch->setChecked(watched);
    connect(watch, &QAction::triggered, this, [this, paths, watched] {
        for (const Path& path : paths)
            Q_EMIT watchToggled(path, !watched);
    });
    QAction* refresh = addEntry(menu, "menuRefresh", "refresh-cw", tr("Refresh"));
    connect(refresh, &QAction::triggered, this, [this, paths] {
        for (const Path& path : paths)
            m_model->refresh(path);
    });
}

void ZnodeTreeView::showMenu(const QPoint& position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!m_model->isNode(index))
        return;
    const Path path = m_model->pathAt(index);
    std::vector<Path> paths = selectedPaths();
    // A click beside the selection means the node below the mouse alone.
    if (std::find(paths.begin(), paths.end(), path) == paths.end())
        paths = {path};
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("treeMenu"));
    if (paths.size() == 1)
        addNodeEntries(menu, index, path);
    addTransferEntries(menu, paths);
    addSharedEntries(menu, paths);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace zs::ui
