// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tree/node_filter.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractListModel>
#include <QElapsedTimer>

namespace zs::ui {

/// The loaded nodes whose name (with a slash in the text: whose path) fits what was typed, see
/// NodeFilter. Found bit by bit, so that a million nodes do not stall the program.
class TreeFilterModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int mostMatches = 1'000;

    explicit TreeFilterModel(const ZnodeTreeModel* tree, QObject* parent = nullptr);

    /// Empty, or a text with a problem: no matches.
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool isSearching() const { return m_timer.isActive(); }
    /// How many nodes were looked at.
    [[nodiscard]] int searched() const { return m_searched; }
    /// Why nothing fits, or not all that could, in words: the text is no regular expression, or one
    /// that takes too long. Empty: all is well.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] Path pathAt(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Display: the path. ZnodeTreeModel's PathRole: the same, unescaped.
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// searched() went on; a few times a second.
    void progressed();
    void finished();

private:
    void step();

    const ZnodeTreeModel* m_tree;
    QString m_text;
    NodeFilter m_wanted;
    QString m_costlyName; ///< At which an expression was given up.
    int m_searched = 0;
    QElapsedTimer m_sinceTold;
    std::vector<Path> m_matches;
    std::optional<Path> m_cursor;
    QTimer m_timer;
};

} // namespace zs::ui
