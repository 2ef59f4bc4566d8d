// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/ephemeral_rows.h"

#include "ui/common/visible_text.h"
#include "ui/theme/theme.h"

#include <QColor>
#include <QSize>

namespace zs::ui {

void EphemeralRows::setNodes(std::vector<SessionLookup::Ephemeral> nodes)
{
    if (nodes == m_nodes)
        return; // A reset would take the selection away.
    beginResetModel();
    m_nodes = std::move(nodes);
    endResetModel();
}

const Path& EphemeralRows::pathAt(int row) const
{
    return m_nodes.at(static_cast<std::size_t>(row)).path;
}

int EphemeralRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_nodes.size());
}

QVariant EphemeralRows::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const SessionLookup::Ephemeral& node = m_nodes[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        const QString path = visibleText(std::string_view(node.path.text()));
        return node.inside ? path : tr("%1   outside of the chroot", "a path").arg(path);
    }
    if (role == Qt::ToolTipRole && !node.inside)
        return tr("This connection sees only what lies below its chroot.");
    if (role == Qt::ForegroundRole && !node.inside)
        return color(Token::text3);
    if (role == Qt::SizeHintRole)
        return QSize(0, rowPx);
    return {};
}

Qt::ItemFlags EphemeralRows::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags all = QAbstractListModel::flags(index) | Qt::ItemNeverHasChildren;
    const bool inside
        = index.isValid() && m_nodes[static_cast<std::size_t>(index.row())].inside;
    return inside ? all : all & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
}

} // namespace zs::ui
