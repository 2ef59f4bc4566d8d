// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <map>
#include <vector>

class QToolButton;

namespace zs::ui {

/// What can be done to a server. `kill` is SIGKILL, `pause` SIGSTOP.
enum class CardAction { start, stop, kill, pause, resume, isolate, heal, restart, wipe, log };

[[nodiscard]] QString wordOf(CardAction action);
/// What it does, in a sentence, for tool tips.
[[nodiscard]] QString meaningOf(CardAction action);
[[nodiscard]] QString iconOf(CardAction action);
/// The key that does it while a server has the focus.
[[nodiscard]] int keyOf(CardAction action);

/// The bar of actions beside a selected card. Arrow keys move, Esc closes.
class CardActions : public QFrame {
    Q_OBJECT
public:
    explicit CardActions(QWidget* parent = nullptr);

    void setActions(const std::vector<CardAction>& actions);
    [[nodiscard]] const std::vector<CardAction>& actions() const { return m_actions; }
    void focusFirst();

Q_SIGNALS:
    void chosen(zs::ui::CardAction action);
    void escaped();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();

    std::vector<CardAction> m_actions;
    std::vector<QToolButton*> m_buttons;
};

} // namespace zs::ui
