// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/tree_filter_model.h"

#include "ui/common/visible_text.h"

#include <algorithm>

namespace zs::ui {

namespace {

constexpr qint64 turnBudgetMs = 6;
constexpr int nodesBetweenLooksAtTheClock = 1'000;
/// A name may take a regular expression 0.1 ms.
constexpr int regexBetweenLooksAtTheClock = 64;
constexpr qint64 tellEveryMs = 100;

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
    m_wanted = NodeFilter(text);
    m_costlyName.clear();
    m_searched = 0;
    beginResetModel();
    m_matches.clear();
    endResetModel();
    m_cursor.reset();
    m_timer.stop();
    m_sinceTold.start();
    if (m_wanted.isEmpty() || !m_wanted.problem().isEmpty())
        Q_EMIT finished();
    else
        m_timer.start();
}

QString TreeFilterModel::problem() const
{
    if (m_costlyName.isEmpty())
        return m_wanted.problem();
    return tr("This expression takes too long: it was given up at %1. Repeat nothing that "
              "repeats itself, as in (a+)+.").arg(visibleText(m_costlyName.toStdString()));
}

void TreeFilterModel::step()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<Path> found;
    const auto visit = [&](const ZnodeTreeModel::Visited& node) {
        ++m_searched;
        if (!m_costlyName.isEmpty())
            return;
        const bool whole = m_wanted.isForPaths();
        const NodeFilter::Fit fit = m_wanted.fits(whole ? node.path().text() : node.name());
        if (fit == NodeFilter::Fit::yes)
            found.push_back(node.path());
        else if (fit == NodeFilter::Fit::tooCostly)
            m_costlyName = QString::fromStdString(node.path().text());
    };
    const int atOnce
        = m_wanted.isRegex() ? regexBetweenLooksAtTheClock : nodesBetweenLooksAtTheClock;
    bool ended = false;
    while (!ended && clock.elapsed() < turnBudgetMs) {
        m_cursor = m_tree->scan(m_cursor, atOnce, visit);
        ended = !m_cursor || m_matches.size() + found.size() >= mostMatches
            || !m_costlyName.isEmpty();
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
    } else if (m_sinceTold.elapsed() >= tellEveryMs) {
        m_sinceTold.start();
        Q_EMIT progressed();
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
