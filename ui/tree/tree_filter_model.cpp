// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/tree_filter_model.h"

#include "ui/common/visible_text.h"

#include <QElapsedTimer>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr qint64 turnBudgetMs = 6;
constexpr int nodesBetweenLooksAtTheClock = 1'000;

} // namespace

TreeFilterModel::TreeFilterModel(const ZnodeTreeModel* tree, QObject* parent)
    : QAbstractListModel(parent)
    , m_tree(tree)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TreeFilterModel::step);
}

void TreeFilterModel::setText(const QString& text)
{
    m_text = text;
    m_wanted = NamePattern(text.toStdString());
    beginResetModel();
    m_matches.clear();
    endResetModel();
    m_cursor.reset();
    m_timer.stop();
    if (m_wanted.isEmpty())
        Q_EMIT finished();
    else
        m_timer.start();
}

void TreeFilterModel::step()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<Path> found;
    const auto visit = [&](const ZnodeTreeModel::Visited& node) {
        const bool fits = m_wanted.isForPaths() ? m_wanted.fits(node.path().text())
                                                : m_wanted.fits(node.name());
        if (fits)
            found.push_back(node.path());
    };
    bool ended = false;
    while (!ended && clock.elapsed() < turnBudgetMs) {
        m_cursor = m_tree->scan(m_cursor, nodesBetweenLooksAtTheClock, visit);
        ended = !m_cursor || m_matches.size() + found.size() >= mostMatches;
    }
    found.resize(std::min(found.size(), mostMatches - m_matches.size()));
    if (!found.empty()) {
        const auto first = static_cast<int>(m_matches.size());
        beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
        m_matches.insert(m_matches.end(), found.begin(), found.end());
        endInsertRows();
    }
    if (ended) {
        m_timer.stop();
        Q_EMIT finished();
    }
}

Path TreeFilterModel::pathAt(const QModelIndex& index) const
{
    return index.isValid() ? m_matches[static_cast<std::size_t>(index.row())] : Path();
}

int TreeFilterModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matches.size());
}

QVariant TreeFilterModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const std::string path = pathAt(index).text();
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(path);
    case Qt::ToolTipRole:
        return QStringLiteral("<qt>%1</qt>").arg(visibleText(path).toHtmlEscaped());
    case ZnodeTreeModel::PathRole:
        return QString::fromStdString(path);
    default:
        return {};
    }
}

} // namespace zs::ui
