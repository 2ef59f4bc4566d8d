// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <QPersistentModelIndex>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace zs::ui {

/// The rows of a tree as they stand one below the other, numbered from 0: which index is row n, and
/// which number an index has. It keeps nothing for a row but for those that are expanded, so a
/// million rows cost what one costs; QTreeView keeps, and makes anew after each change, an item for
/// each. Of the first column alone.
/// Invariants: what it tells is true until the model or the expanded rows change; it is to be made
///             anew then. Asked after a change it may tell wrong numbers, and never crashes.
class RowLayout {
public:
    /// `expanded` may name rows that are gone, or below a collapsed one. Takes time by their
    /// number alone.
    RowLayout(const QAbstractItemModel& model, const QSet<QPersistentModelIndex>& expanded);
    RowLayout(const RowLayout&) = delete;
    RowLayout& operator=(const RowLayout&) = delete;

    [[nodiscard]] int rowCount() const { return m_top.total; }
    /// Invalid for numbers that no row has.
    [[nodiscard]] QModelIndex at(int number) const;
    /// nullopt where the row is hidden by a collapsed one.
    [[nodiscard]] std::optional<int> numberOf(const QModelIndex& index) const;

    /// Siblings without anything between them.
    struct Run {
        QModelIndex first;
        QModelIndex last;
    };
    /// The rows from `first` to `last`, from top to bottom; as many as there are expanded rows
    /// among them, or one more, whatever their number.
    [[nodiscard]] std::vector<Run> runs(int first, int last) const;

private:
    struct Level;
    /// A row with rows below it.
    struct Branch {
        int row = 0;
        int before = 0; ///< Rows below earlier branches of the level.
        std::unique_ptr<Level> below;
    };
    struct Level {
        QPersistentModelIndex parent;
        int start = 0; ///< The number of its first row.
        int rows = 0;  ///< Its own.
        int total = 0; ///< With those below.
        std::vector<Branch> branches; ///< By their rows.
    };
    struct Place {
        const Level* level = nullptr;
        int row = 0;
        int untilBranch = 0; ///< How many siblings follow before something comes between.
    };
    using ByParent = QHash<QModelIndex, std::vector<QModelIndex>>;

    void fill(Level& level, const ByParent& expanded);
    [[nodiscard]] std::optional<Place> placeOf(int number) const;
    [[nodiscard]] QModelIndex indexIn(const Level& level, int row) const;

    const QAbstractItemModel* m_model = nullptr;
    Level m_top;
    QHash<QModelIndex, const Level*> m_levels; ///< By their parents.
};

} // namespace zs::ui
