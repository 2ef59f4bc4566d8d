// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace zs::ui {

/// Looks like a field, and opens the command palette: "Go to node or command", with its key. Folded
/// it is a button with an icon alone; name, key and tool tip stay.
class PaletteBox : public QAbstractButton {
    Q_OBJECT
public:
    explicit PaletteBox(QWidget* parent = nullptr);

    void setFolded(bool folded);
    /// px of the box with words.
    [[nodiscard]] static int unfoldedWidth();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();

    bool m_folded = false;
};

} // namespace zs::ui
