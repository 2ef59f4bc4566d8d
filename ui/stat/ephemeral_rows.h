// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stat/session_lookup.h"

#include <QAbstractListModel>

namespace zs::ui {

/// The ephemeral nodes of a session as rows; those that this connection cannot open are disabled
/// and say why.
class EphemeralRows : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int rowPx = 24;

    using QAbstractListModel::QAbstractListModel;

    void setNodes(std::vector<SessionLookup::Ephemeral> nodes);
    [[nodiscard]] const Path& pathAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<SessionLookup::Ephemeral> m_nodes;
};

} // namespace zs::ui
