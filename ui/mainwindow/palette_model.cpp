// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_model.h"

#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/tree/znode_delegate.h"

#include <QCoroTask>
#include <QElapsedTimer>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr qint64 turnBudgetMs = 6;
constexpr int nodesBetweenLooksAtTheClock = 200;
/// What was used lately comes before what fits about as well.
constexpr int recentPoints = 12;
/// A match in a node's own name says more than one in the names above it.
constexpr int ownNamePoints = 10;
constexpr std::size_t mostRecentRows = 8;

QList<int> toList(const std::vector<std::size_t>& positions)
{
    QList<int> list;
    for (const std::size_t at : positions)
        list << int(at);
    return list;
}

/// Longer texts come later, where all else is equal.
int lengthCost(std::size_t length)
{
    return int(std::min<std::size_t>(length, 400) / 8);
}

template <class Item>
int recencyOf(const Item& item, const auto& recent)
{
    const auto found = std::find(recent.begin(), recent.end(), item);
    return found == recent.end() ? 0 : recentPoints;
}

} // namespace

PaletteModel::PaletteModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_scan.setInterval(0);
    connect(&m_scan, &QTimer::timeout, this, &PaletteModel::scanStep);
}

void PaletteModel::setSources(PaletteSources sources)
{
    m_sources = std::move(sources);
    m_asked.reset();
    m_served.clear();
    m_asking = false;
    setQuery(QString());
}

void PaletteModel::setQuery(const QString& query)
{
    m_query = query;
    const QString trimmed = query.trimmed();
    const QChar first = trimmed.isEmpty() ? QChar() : trimmed.front();
    const bool prefixed = first == u'/' || first == u'>' || first == u'@';
    m_prefix = prefixed ? first : QChar();
    const QString wanted = prefixed && first != u'/' ? trimmed.mid(1) : trimmed;
    m_wanted = wanted.toStdU16String();
    m_wantedUtf8 = wanted.toStdString();
    m_found.clear();
    m_considered.clear();
    m_scan.stop();
    startNodes();
    rebuild();
    if (!isSearching())
        Q_EMIT settled();
}

bool PaletteModel::isSearching() const
{
    return m_scan.isActive() || m_asking;
}

void PaletteModel::startNodes()
{
    const bool nodesWanted = m_prefix == u'/' || (m_prefix.isNull() && !m_wanted.empty());
    if (!nodesWanted || !m_sources.tree)
        return;
    for (const Path& path : m_sources.recentNodes)
        consider(path);
    askServer();
    m_cursor.reset();
    m_scan.start();
}

void PaletteModel::scanStep()
{
    if (!m_sources.tree) { // The workspace went while the palette was open.
        m_scan.stop();
        return rebuild();
    }
    QElapsedTimer clock;
    clock.start();
    const auto visit = [this](const ZnodeTreeModel::Visited& node) {
        const Path path = node.path();
        if (fuzzyHolds(path.text(), m_wantedUtf8))
            consider(path);
    };
    bool ended = false;
    while (!ended && clock.elapsed() < turnBudgetMs) {
        m_cursor = m_sources.tree->scan(m_cursor, nodesBetweenLooksAtTheClock, visit);
        ended = !m_cursor;
    }
    if (!ended)
        return;
    m_scan.stop();
    rebuild();
    if (!isSearching())
        Q_EMIT settled();
}

void PaletteModel::askServer()
{
    if (m_prefix != u'/' || !m_sources.client)
        return;
    const std::size_t slash = m_wantedUtf8.rfind('/');
    const auto level = Path::parse(slash == 0 ? "/" : m_wantedUtf8.substr(0, slash));
    if (!level)
        return;
    if (m_asked && *level == *m_asked) {
        for (const std::string& name : m_served)
            consider(level->child(name));
        return;
    }
    m_asked = *level;
    m_served.clear();
    m_asking = true;
    auto onReply = [this, asked = *level](const Result<ChildrenResponse>& answer) {
        if (asked != m_asked || !m_asking)
            return; // Somebody typed on.
        m_asking = false;
        if (answer) { // No such node while typing is no error.
            for (const std::string& name : answer->names) {
                if (m_served.size() < mostServed && Path::parse(asked.child(name).text()))
                    m_served.push_back(name);
            }
        }
        if (m_prefix == u'/') {
            for (const std::string& name : m_served)
                consider(asked.child(name));
        }
        rebuild();
        if (!isSearching())
            Q_EMIT settled();
    };
    QCoro::connect(m_sources.client->children(*level), this, std::move(onReply));
}

void PaletteModel::consider(const Path& path)
{
    const QString text = visibleText(std::string_view(path.text()));
    const auto match = fuzzyMatch(text.toStdU16String(), m_wanted);
    if (!match || m_considered.contains(path))
        return;
    int score = match->score - lengthCost(std::size_t(text.size()))
        + recencyOf(path, m_sources.recentNodes);
    const auto nameAt = std::size_t(text.lastIndexOf(u'/')) + 1;
    if (!match->positions.empty() && match->positions.back() >= nameAt)
        score += ownNamePoints;
    const std::size_t most = m_prefix == u'/' ? mostPaths : mostNodes;
    const auto before = [](const Candidate& a, const Candidate& b) {
        return a.score != b.score ? a.score > b.score : a.path < b.path;
    };
    const Candidate candidate{score, path};
    const auto place = std::upper_bound(m_found.begin(), m_found.end(), candidate, before);
    if (m_found.size() >= most && place == m_found.end())
        return;
    m_considered.insert(path);
    m_found.insert(place, candidate);
    if (m_found.size() > most) {
        m_considered.erase(m_found.back().path);
        m_found.pop_back();
    }
}

void PaletteModel::rebuild()
{
    std::vector<Row> rows;
    if (m_prefix.isNull() && m_wanted.empty())
        addRecent(rows);
    if (m_prefix.isNull() || m_prefix == u'/')
        addNodes(rows);
    if (m_prefix.isNull() || m_prefix == u'>')
        addActions(rows);
    if ((m_prefix.isNull() && !m_wanted.empty()) || m_prefix == u'@')
        addConnections(rows);
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PaletteModel::addNodes(std::vector<Row>& rows) const
{
    if (m_found.empty())
        return;
    rows.push_back({.text = tr("Nodes")});
    for (const Candidate& found : m_found)
        rows.push_back(rowOf(found.path));
}

void PaletteModel::addRecent(std::vector<Row>& rows) const
{
    std::vector<Row> recent;
    for (const Path& path : m_sources.recentNodes) {
        if (recent.size() < mostRecentRows / 2)
            recent.push_back(rowOf(path));
    }
    for (const QString& id : m_sources.recentActions) {
        const Action* action = findAction(id);
        if (action && recent.size() < mostRecentRows)
            recent.push_back(rowOf(*action));
    }
    if (recent.empty())
        return;
    rows.push_back({.text = tr("Recent")});
    rows.insert(rows.end(), recent.begin(), recent.end());
}

void PaletteModel::addActions(std::vector<Row>& rows) const
{
    struct Found {
        int score;
        Row row;
    };
    std::vector<Found> found;
    for (const auto& registry : m_sources.actions) {
        if (!registry)
            continue;
        for (const Action& action : registry->actions()) {
            const QString name = action.name();
            const auto match = fuzzyMatch(name.toStdU16String(), m_wanted);
            if (!match)
                continue;
            Row row = rowOf(action);
            row.positions = toList(match->positions);
            const int score = match->score - lengthCost(std::size_t(name.size()))
                + recencyOf(action.id, m_sources.recentActions);
            found.push_back({m_wanted.empty() ? 0 : score, std::move(row)});
        }
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Found& a, const Found& b) { return a.score > b.score; });
    if (found.empty())
        return;
    rows.push_back({.text = tr("Commands")});
    for (Found& one : found)
        rows.push_back(std::move(one.row));
}

void PaletteModel::addConnections(std::vector<Row>& rows) const
{
    bool first = true;
    for (const ConnectionProfile& profile : m_sources.connections) {
        const QString name = visibleText(shownName(profile));
        const auto match = fuzzyMatch(name.toStdU16String(), m_wanted);
        if (!match)
            continue;
        if (std::exchange(first, false))
            rows.push_back({.text = tr("Connections")});
        Row row{.kind = Kind::connection, .id = profile.id, .text = name};
        row.icon = QStringLiteral("plug");
        row.positions = toList(match->positions);
        row.hint = environmentName(profile.environment);
        rows.push_back(std::move(row));
    }
}

PaletteModel::Row PaletteModel::rowOf(const Path& path) const
{
    Row row{.kind = Kind::node, .id = QString::fromStdString(path.text())};
    row.text = visibleText(std::string_view(path.text()));
    if (const auto match = fuzzyMatch(row.text.toStdU16String(), m_wanted))
        row.positions = toList(match->positions);
    row.hint = hintOf(path);
    const QModelIndex index = m_sources.tree ? m_sources.tree->indexOf(path) : QModelIndex();
    const NodeLook look = lookOf(
        index.isValid() ? static_cast<NodeKind>(index.data(ZnodeTreeModel::NodeKindRole).toInt())
                        : NodeKind::leaf);
    row.icon = QLatin1String(look.icon);
    row.tone = look.token;
    return row;
}

PaletteModel::Row PaletteModel::rowOf(const Action& action) const
{
    Row row{.kind = Kind::action, .id = action.id, .text = action.name(), .icon = action.icon};
    row.hint = keyCaps(action.keyText());
    row.reason = action.reason();
    return row;
}

QString PaletteModel::hintOf(const Path& path) const
{
    const QModelIndex index = m_sources.tree ? m_sources.tree->indexOf(path) : QModelIndex();
    if (!index.isValid() || !index.data(ZnodeTreeModel::StatKnownRole).toBool())
        return {};
    const auto kind = static_cast<NodeKind>(index.data(ZnodeTreeModel::NodeKindRole).toInt());
    if (kind == NodeKind::ephemeral)
        return tr("ephemeral");
    const int count = index.data(ZnodeTreeModel::CountRole).toInt();
    return count > 0 ? tr("%n child(ren)", nullptr, count) : QString();
}

const Action* PaletteModel::findAction(const QString& id) const
{
    for (const auto& registry : m_sources.actions) {
        if (const Action* action = registry ? registry->find(id) : nullptr)
            return action;
    }
    return nullptr;
}

QString PaletteModel::completionOf(const QModelIndex& index) const
{
    if (index.data(KindRole).toInt() != int(Kind::node))
        return {};
    const QString path = index.data(IdRole).toString();
    return path.endsWith(u'/') ? path : path + u'/';
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case Qt::AccessibleTextRole:
        return row.reason.isEmpty() ? row.text : row.text + QStringLiteral(", ") + row.reason;
    case KindRole: return int(row.kind);
    case IdRole: return row.id;
    case IconRole: return row.icon;
    case ToneRole: return int(row.tone);
    case PositionsRole: return QVariant::fromValue(row.positions);
    case HintRole: return row.hint;
    case ReasonRole: return row.reason;
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || m_rows[std::size_t(index.row())].kind == Kind::heading)
        return Qt::ItemNeverHasChildren;
    // What cannot be run can be chosen too: then the reason is told.
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace zs::ui
