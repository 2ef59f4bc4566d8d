// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

class QWidget;

namespace zs::ui {

/// Gives the application a new style sheet without holding its event loop: what is visible is
/// styled at once, what is hidden in slices of a few ms, or when it is shown before its turn.
/// `QApplication::setStyleSheet` alone styles every widget there is in one go and in any order, so
/// that palettes are handed down again and again: 260 ms for a thousand widgets.
/// Threads: GUI thread only.
class Restyler : public QObject {
    Q_OBJECT
public:
    explicit Restyler(QObject* parent);

    /// Widgets made from here on take `styleSheet` by themselves.
    void restyle(const QString& styleSheet);
    /// Hidden widgets that still carry the look of before.
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void styleSlice();
    QPointer<QWidget> takeTurn(const QObject* widget);

    std::vector<const QObject*> m_order; ///< Who waits, the next one last.
    /// Those of `m_order` that were not shown meanwhile; null for one that is gone, since something
    /// else may stand in its place of memory.
    QHash<const QObject*, QPointer<QWidget>> m_waiting;
    QTimer m_turn;
};

} // namespace zs::ui
