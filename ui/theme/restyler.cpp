// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/restyler.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr qint64 sliceMs = 8;

/// As QApplication does it for each widget when it gets another style sheet.
void style(QWidget* widget)
{
    widget->style()->polish(widget);
    QEvent changed(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &changed);
}

/// Every widget, after those whose palette and font it inherits.
std::vector<QPointer<QWidget>> parentsFirst()
{
    std::vector<QPointer<QWidget>> all;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->parentWidget())
            continue;
        all.emplace_back(window);
        for (QWidget* child : window->findChildren<QWidget*>())
            all.emplace_back(child);
    }
    return all;
}

} // namespace

Restyler::Restyler(QObject* parent) : QObject(parent)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &Restyler::styleSlice);
}

void Restyler::restyle(const QString& styleSheet)
{
    // A style that forgot what it knew of each widget (documented: unpolish undoes polish) has
    // nothing to style anew when the sheet is replaced; each widget asks the new sheet when its
    // turn comes.
    QApplication::style()->unpolish(qApp);
    qApp->setStyleSheet(styleSheet);
    QApplication::style()->polish(qApp);
    m_order.clear();
    m_waiting.clear();
    for (const QPointer<QWidget>& widget : parentsFirst()) {
        if (!widget || !widget->testAttribute(Qt::WA_WState_Polished))
            continue; // It has not been styled yet and will be by itself.
        if (widget->isVisible()) {
            style(widget);
        } else {
            m_order.push_back(widget);
            m_waiting.insert(widget, widget);
        }
    }
    std::ranges::reverse(m_order);
    if (!m_order.empty()) {
        m_turn.start();
        qApp->installEventFilter(this);
    }
}

bool Restyler::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show) {
        if (QWidget* widget = takeTurn(watched))
            style(widget);
    }
    return QObject::eventFilter(watched, event);
}

void Restyler::styleSlice()
{
    QElapsedTimer since;
    since.start();
    while (!m_order.empty() && since.elapsed() < sliceMs) {
        QWidget* widget = takeTurn(m_order.back());
        m_order.pop_back();
        if (widget)
            style(widget);
    }
    if (m_order.empty()) {
        m_waiting.clear();
        m_turn.stop();
        qApp->removeEventFilter(this);
    }
}

/// The widget, if it is one that waits for its turn; it does not any more.
QPointer<QWidget> Restyler::takeTurn(const QObject* widget)
{
    return m_waiting.take(widget);
}

} // namespace zs::ui
