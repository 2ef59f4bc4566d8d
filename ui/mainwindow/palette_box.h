// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace zs::ui {

/// Looks like a field, and opens the command palette: "Go to node or command", with its key.
class PaletteBox : public QAbstractButton {
    Q_OBJECT
public:
    explicit PaletteBox(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
};

} // namespace zs::ui
