// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QToolButton>

class QAbstractItemModel;

namespace zs::ui {

/// The bell of the top bar: a dot while events came that nobody saw, their number in its tool tip.
/// What is seen is what came while the view of the events was on the screen.
class BellButton : public QToolButton {
    Q_OBJECT
public:
    explicit BellButton(QWidget* parent = nullptr);

    /// `events` has one row an event; both must outlive it or die with it.
    void follow(const QAbstractItemModel* events, QWidget* view);
    [[nodiscard]] int unread() const { return m_unread; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setUnread(int events);
    void retranslate();

    QPointer<QWidget> m_view;
    int m_unread = 0;
};

} // namespace zs::ui
