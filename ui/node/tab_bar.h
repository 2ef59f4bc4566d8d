// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTabBar>

namespace zs::ui {

/// Tabs with a quiet count behind the word, or an amber dot for unsaved edits.
class NodeTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit NodeTabBar(QWidget* parent = nullptr);

    /// -1: none.
    void setCount(int tab, int count);
    void setMark(int tab, bool marked);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    struct Extra {
        int count = -1;
        bool marked = false;
    };
    void updateName(int tab);

    QHash<int, Extra> m_extras; ///< By tab. Qt asks for sizes before it tells of a new tab.
};

} // namespace zs::ui
