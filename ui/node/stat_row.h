// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace zs::ui {

/// One field of a Stat: its name, its value in mono, a remark at the right or below. The tool tip,
/// shown on hover and on keyboard focus, explains it. Ctrl+C and the menu copy both forms. A value
/// that leads somewhere is a link: a click, Enter or Space follows it.
class StatRow : public QWidget {
    Q_OBJECT
public:
    /// What a row shows. All of it is plain text.
    struct Text {
        QString value;       ///< As shown, e.g. "0x7|0x2c41".
        QString full;        ///< The other form, e.g. "0x0000000700002c41"; empty for none.
        QString remark;      ///< At the right edge, e.g. "persistent".
        QString below;       ///< Under the value, e.g. "4 minutes ago".
        QString explanation; ///< What the field means.
        bool link = false;   ///< The value leads somewhere: see followed().
    };

    /// `field` is ZooKeeper's name, which no language translates.
    StatRow(const QString& field, QWidget* parent = nullptr);

    void setText(const Text& text);
    [[nodiscard]] const Text& text() const { return m_text; }
    [[nodiscard]] const QString& field() const { return m_field; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user follows the link.
    void followed();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QString tip() const;
    void showTip();

    QString m_field;
    Text m_text;
};

} // namespace zs::ui
