// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_store.h"

#include <QAbstractListModel>

namespace zs::ui {

/// The stored connections that match a filter, as rows: those without group first, then group by
/// group.
class ConnectionListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ServersRole = Qt::UserRole + 1, TimeRole, HeadingRole, AccessRole };

    explicit ConnectionListModel(ConnectionStore* store, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the name; ServersRole: the hosts; TimeRole: when it was used last, in words;
    /// HeadingRole: the group, on its first row alone; AccessRole: "TLS + digest", or nothing.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] const ConnectionProfile& profileAt(int row) const { return m_rows[row]; }

    /// Keeps the rows whose name, hosts or environment contain `text`, in any case.
    void setFilter(const QString& text);
    /// After a change of language, or as time passes.
    void refreshTexts();

private:
    void rebuild();

    ConnectionStore* m_store;
    QString m_filter;
    QList<ConnectionProfile> m_rows;
};

} // namespace zs::ui
