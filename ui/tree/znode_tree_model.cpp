// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/znode_tree_model.h"

#include "clientlib/base/expect.h"
#include "ui/common/visible_text.h"
#include "ui/tree/natural_order.h"

#include <algorithm>
#include <iterator>

namespace zs::ui {

ZnodeTreeModel::ZnodeTreeModel(Client* client, QObject* parent)
    : QAbstractItemModel(parent)
{
    m_skeletonTimer.setSingleShot(true);
    m_slowTimer.setSingleShot(true);
    m_changedTimer.setSingleShot(true);
    m_followTimer.setSingleShot(true);
    m_lookTimer.setSingleShot(true);
    setLookEvery(std::chrono::seconds(10));
    connect(&m_followTimer, &QTimer::timeout, this, &ZnodeTreeModel::followChildren);
    connect(&m_lookTimer, &QTimer::timeout, this, &ZnodeTreeModel::lookAgain);
    connect(&m_skeletonTimer, &QTimer::timeout, this, &ZnodeTreeModel::showSkeletons);
    connect(&m_slowTimer, &QTimer::timeout, this, [this] {
        Q_EMIT summaryChanged();
        if (!m_loading.empty()) // The seconds of a slow one are shown; others may become slow.
            m_slowTimer.start(std::chrono::seconds(1));
    });
    m_arrangeTimer.setSingleShot(true);
    connect(&m_arrangeTimer, &QTimer::timeout, this, &ZnodeTreeModel::arrangeWaiting);
    connect(&m_changedTimer, &QTimer::timeout, this, &ZnodeTreeModel::clearOldMarks);
    setClient(client);
}

ZnodeTreeModel::~ZnodeTreeModel() = default;

QModelIndex ZnodeTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(0, 0, &m_root);
    const TreeLevel& level = *nodeAt(parent)->level;
    const TreeChildren& rows = level.children.empty() ? level.notes : level.children;
    const auto at = static_cast<std::size_t>(row);
    TreeNode* node = level.shown.empty() ? rows[at].get() : level.shown[at];
    node->rowHint = row;
    return createIndex(row, 0, node);
}

QModelIndex ZnodeTreeModel::parent(const QModelIndex& child) const
{
    const TreeNode* node = nodeAt(child);
    if (!node || !node->parent)
        return {};
    return indexFor(*node->parent);
}

int ZnodeTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return 1;
    const TreeNode* node = nodeAt(parent);
    if (parent.column() != 0 || !node->level)
        return 0;
    const TreeChildren& children = node->level->children;
    return static_cast<int>(children.empty() ? node->level->notes.size() : children.size());
}

int ZnodeTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

bool ZnodeTreeModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return true;
    // A view remembers the answer for long, so a node that is empty now stays expandable; whether
    // an arrow is drawn is decided from CountRole.
    const TreeNode* node = nodeAt(parent);
    return node->kind == RowKind::node && !node->ephemeral;
}

bool ZnodeTreeModel::canFetchMore(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return false;
    const TreeNode* node = nodeAt(parent);
    if (node->kind != RowKind::node || node->ephemeral || !m_client)
        return false;
    const TreeLevel* level = node->level.get();
    // What has rows already is brought up to date by setExpanded: a view that asks at each new row
    // would never let go of a level that may not be listed and has one that is known.
    return !level
        || (level->stale && !level->loading && !level->merging && level->notes.empty()
            && level->children.empty());
}

void ZnodeTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    TreeNode& node = *nodeAt(parent);
    levelOf(node).expanded = true;
    m_expanded.insert(pathOf(node));
    requestList(node);
}

QVariant ZnodeTreeModel::data(const QModelIndex& index, int role) const
{
    const TreeNode* node = nodeAt(index);
    if (!node)
        return {};
    const bool isZnode = node->kind == RowKind::node;
    switch (role) {
    case Qt::DisplayRole:
        return node == &m_root ? QStringLiteral("/") : visibleText(node->name);
    case Qt::ToolTipRole: // Views guess whether a tip is markup: a name must not decide that.
        return QStringLiteral("<qt>%1</qt>").arg(
            toolTipOf(*node).toHtmlEscaped().replace(u'\n', QLatin1String("<br>")));
    case Qt::AccessibleDescriptionRole:
        return toolTipOf(*node);
    case RowKindRole:
        return static_cast<int>(node->kind);
    case PathRole:
        return QString::fromStdString(pathAt(index).text());
    case NodeKindRole:
        return isZnode ? static_cast<int>(kindOf(*node)) : QVariant();
    case CountRole:
        return isZnode ? node->numChildren : -1;
    case SuffixRole:
        return isZnode && sequenceSuffix(node->name) != std::string::npos ? 10 : 0;
    case ChangedRole:
        return node->changed;
    case UnreadableRole:
        return node->unreadable;
    case WatchedRole:
        return isZnode && !m_watched.empty() && m_watched.contains(pathOf(*node));
    case SizeRole:
        return isZnode ? node->dataLength : -1;
    case QuotaRole:
        return isZnode && !m_quotas.empty() && m_quotas.contains(pathOf(*node));
    case StatKnownRole:
        return node->statKnown;
    default:
        return {};
    }
}

Qt::ItemFlags ZnodeTreeModel::flags(const QModelIndex& index) const
{
    const TreeNode* node = nodeAt(index);
    if (!node)
        return Qt::NoItemFlags;
    if (node->kind != RowKind::node)
        return node->kind == RowKind::problem ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                                              : Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QModelIndex ZnodeTreeModel::indexOf(const Path& path) const
{
    const TreeNode* node = find(path);
    return node ? indexFor(*node) : QModelIndex();
}

Path ZnodeTreeModel::pathAt(const QModelIndex& index) const
{
    const TreeNode* node = nodeAt(index);
    if (!node)
        return Path();
    return pathOf(node->kind == RowKind::node ? *node : *node->parent);
}

bool ZnodeTreeModel::isNode(const QModelIndex& index) const
{
    const TreeNode* node = nodeAt(index);
    return node && node->kind == RowKind::node;
}

TreeNode* ZnodeTreeModel::nodeAt(const QModelIndex& index) const
{
    return static_cast<TreeNode*>(index.internalPointer());
}

TreeNode* ZnodeTreeModel::find(const Path& path) const
{
    auto* node = const_cast<TreeNode*>(&m_root);
    std::string_view rest = path.text();
    rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
    while (!rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        if (!node->level)
            return nullptr;
        const TreeChildren& children = node->level->children;
        const std::size_t place = placeOf(children, name);
        if (place == children.size() || children[place]->name != name)
            return nullptr;
        node = children[place].get();
    }
    return node;
}

Path ZnodeTreeModel::pathOf(const TreeNode& node) const
{
    if (!node.parent)
        return Path();
    std::vector<const TreeNode*> chain;
    std::size_t size = 0;
    for (const TreeNode* at = &node; at->parent; at = at->parent) {
        chain.push_back(at);
        size += at->name.size() + 1;
    }
    std::string text;
    text.reserve(size);
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
        text += '/';
        text += (*at)->name;
    }
    return Path(std::move(text));
}

int ZnodeTreeModel::rowOf(const TreeNode& node) const
{
    if (!node.parent || node.kind == RowKind::skeleton)
        return node.rowHint;
    if (node.kind == RowKind::problem)
        return 0;
    return node.parent->level->shown.empty() ? naturalRowOf(node) : node.rowHint;
}

int ZnodeTreeModel::naturalRowOf(const TreeNode& node) const
{
    // Insertions above do not renumber the rows below, which would make a long level quadratic.
    const TreeChildren& siblings = node.parent->level->children;
    const auto hint = static_cast<std::size_t>(node.rowHint);
    if (hint < siblings.size() && siblings[hint].get() == &node)
        return node.rowHint;
    const std::size_t place = placeOf(siblings, node.name);
    ZS_EXPECT(place < siblings.size() && siblings[place].get() == &node);
    const int row = static_cast<int>(place);
    if (node.parent->level->shown.empty()) // Else the hint is the row of another order.
        node.rowHint = row;
    return row;
}

QModelIndex ZnodeTreeModel::indexFor(const TreeNode& node) const
{
    return createIndex(rowOf(node), 0, &node);
}

TreeLevel& ZnodeTreeModel::levelOf(TreeNode& node)
{
    if (!node.level)
        node.level = std::make_unique<TreeLevel>();
    return *node.level;
}

NodeKind ZnodeTreeModel::kindOf(const TreeNode& node) const
{
    if (node.parent == &m_root && node.name == "zookeeper")
        return NodeKind::system;
    if (node.ephemeral)
        return NodeKind::ephemeral;
    if (node.numChildren > 0 || &node == &m_root)
        return NodeKind::folder;
    if (sequenceSuffix(node.name) != std::string::npos)
        return NodeKind::sequential;
    if (node.name.ends_with(".json"))
        return NodeKind::json;
    return NodeKind::leaf;
}

QString ZnodeTreeModel::toolTipOf(const TreeNode& node) const
{
    if (node.kind == RowKind::problem)
        return visibleText(node.name);
    if (node.kind != RowKind::node)
        return tr("Reading children");
    QStringList lines{visibleText(pathOf(node).text())};
    if (node.unreadable)
        lines << tr("NoAuth: this session may not read it.");
    if (node.ephemeral)
        lines << tr("Ephemeral: it goes when the session that created it ends.");
    if (sequenceSuffix(node.name) != std::string::npos)
        lines << tr("Sequential? A guess from the 10-digit name; the server does not record it.");
    if (kindOf(node) == NodeKind::system)
        lines << tr("ZooKeeper's own node.");
    if (!m_quotas.empty() && m_quotas.contains(pathOf(node)))
        lines << tr("It has a quota: see the Stat panel.");
    if (node.changed)
        lines << tr("Changed on the server a moment ago.");
    return lines.join(QLatin1Char('\n'));
}

void ZnodeTreeModel::setQuotas(const std::set<Path>& paths)
{
    std::vector<Path> others;
    std::set_symmetric_difference(
        m_quotas.begin(), m_quotas.end(), paths.begin(), paths.end(), std::back_inserter(others));
    m_quotas = paths;
    for (const Path& path : others) {
        if (const TreeNode* node = find(path))
            touch(*node);
    }
}

void ZnodeTreeModel::touch(const TreeNode& node)
{
    const QModelIndex index = indexFor(node);
    Q_EMIT dataChanged(index, index);
}

std::optional<Path> ZnodeTreeModel::scan(const std::optional<Path>& cursor, int limit,
    const std::function<void(const Visited&)>& visit) const
{
    const TreeNode* node = cursor ? find(*cursor) : &m_root;
    for (int done = 0; node; ++done) {
        if (done == limit)
            return pathOf(*node);
        visit(Visited(*this, *node));
        if (node->level && !node->level->children.empty()) {
            node = node->level->children.front().get();
            continue;
        }
        const TreeNode* next = nullptr;
        while (node->parent && !next) {
            const TreeChildren& siblings = node->parent->level->children;
            const auto after = static_cast<std::size_t>(naturalRowOf(*node)) + 1;
            if (after < siblings.size())
                next = siblings[after].get();
            else
                node = node->parent;
        }
        node = next;
    }
    return std::nullopt;
}

} // namespace zs::ui
