// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace zs::ui {

/// A tab of a panel's strip: icon, title and a small count, underlined in accent when checked.
class PanelTab : public QAbstractButton {
    Q_OBJECT
public:
    explicit PanelTab(const QString& iconName, QWidget* parent = nullptr);

    /// A number behind the title; -1 for none.
    void setCount(int count);
    [[nodiscard]] int count() const { return m_count; }
    /// Without its title it is an icon with the count; the tool tip has the title then.
    void setTitleShown(bool shown);
    /// In px, with or without the title.
    [[nodiscard]] int widthWith(bool title) const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    int m_count = -1;
    bool m_titleShown = true;
};

} // namespace zs::ui
