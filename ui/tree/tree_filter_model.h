// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tree/name_pattern.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractListModel>

namespace zs::ui {

/// The loaded nodes whose name (with a slash in the text: whose path) fits what was typed, see
/// NamePattern. Found bit by bit, so that a million nodes do not stall the program.
class TreeFilterModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int mostMatches = 1'000;

    explicit TreeFilterModel(const ZnodeTreeModel* tree, QObject* parent = nullptr);

    /// Empty: no matches.
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool isSearching() const { return m_timer.isActive(); }
    [[nodiscard]] Path pathAt(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Display: the path. ZnodeTreeModel's PathRole: the same, unescaped.
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void finished();

private:
    void step();

    const ZnodeTreeModel* m_tree;
    QString m_text;
    NamePattern m_wanted;
    std::vector<Path> m_matches;
    std::optional<Path> m_cursor;
    QTimer m_timer;
};

} // namespace zs::ui
