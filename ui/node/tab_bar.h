// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTabBar>

namespace zs::ui {

/// Tabs with a quiet count behind the word, or an amber dot for unsaved edits. Where their words
/// have no room otherwise, the tabs stand closer.
class NodeTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit NodeTabBar(QWidget* parent = nullptr);

    /// -1: none.
    void setCount(int tab, int count);
    void setMark(int tab, bool marked);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void tabLayoutChange() override;

private:
    struct Extra {
        int count = -1;
        bool marked = false;
    };
    void updateName(int tab);
    void fit();
    /// Of all tabs in px, with `sidePx` from each word to the edges of its tab.
    [[nodiscard]] int widthWith(int sidePx) const;
    [[nodiscard]] int widthOf(int tab, int sidePx) const;

    bool m_isClose = false;
    QHash<int, Extra> m_extras; ///< By tab. Qt asks for sizes before it tells of a new tab.
};

} // namespace zs::ui
