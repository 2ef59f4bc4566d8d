// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/diff_rows.h"

#include <Qsci/qsciscintilla.h>

namespace zs::ui {

/// Shows compared text row by row: grounds, signs at the left, marks on changed words. For looking
/// and copying; the keyboard scrolls it, and Tab leaves it.
class DiffView : public QsciScintilla {
    Q_OBJECT
public:
    explicit DiffView(QWidget* parent = nullptr);

    /// Keeps the place that is scrolled to.
    void setRows(DiffRows rows);
    [[nodiscard]] const DiffRows& rows() const { return m_rows; }
    /// Scrolls so that `row` stands in the upper third.
    void showRow(int row);

protected:
    /// How much higher than in an editor a row is, for what stands in it beside its text.
    void setExtraRowPx(int px);

Q_SIGNALS:
    /// Rows stand elsewhere: scrolled, resized or replaced.
    void moved();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    void paintRow(int row);

    DiffRows m_rows;
    int m_extraRowPx = 0;
    std::size_t m_signBytes = 0; ///< Before the text of each row.
};

/// Scrolls both the same.
void scrollTogether(DiffView* one, DiffView* other);

} // namespace zs::ui
