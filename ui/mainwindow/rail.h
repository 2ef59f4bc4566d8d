// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QFrame>

class QVBoxLayout;

namespace zs::ui {

/// The pages of the workspace, as icons with a word at the left edge: 64 px, items of 54 px.
class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);

    /// Yields the page's index. The first page is the current one.
    int addPage(const char* objectName, const QString& iconName);
    void setPageText(int page, const QString& text, const QKeySequence& keys);
    [[nodiscard]] int currentPage() const { return m_group.checkedId(); }
    void setCurrentPage(int page);
    void setLabelsShown(bool shown);

Q_SIGNALS:
    void pageChosen(int page);

private:
    QButtonGroup m_group;
    QVBoxLayout* m_column;
};

} // namespace zs::ui
