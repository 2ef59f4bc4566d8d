// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/connection_tabs.h"

#include "ui/common/action_keys.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int heightPx = 32;
constexpr int sidePx = 12; ///< From a tab's edge to its dot.
constexpr int dotPx = 8;
constexpr int gapPx = 6;
constexpr int linePx = 2;
constexpr int markPx = 7;
constexpr int closePx = 24;
constexpr int mostNamePx = 200;
constexpr int leastNamePx = 56;

} // namespace

ConnectionTabBar::ConnectionTabBar(QWidget* parent)
    : QTabBar(parent)
{
    setObjectName(QStringLiteral("connectionTabBar"));
    setDrawBase(false);
    setExpanding(false);
    setFocusPolicy(Qt::TabFocus);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    // Clicks on the tab that is current already count too: it may be hidden by the start page.
    connect(this, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index < m_tabs.size())
            Q_EMIT chosen(m_tabs[index].id);
    });
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (hasFocus() && index >= 0 && index < m_tabs.size())
            Q_EMIT chosen(m_tabs[index].id);
    });
}

void ConnectionTabBar::setConnections(const QList<ConnectionTab>& tabs)
{
    if (tabs == m_tabs)
        return;
    const QSignalBlocker quiet(this); // Nobody chose anything.
    m_tabs = tabs;
    while (count() > m_tabs.size())
        removeTab(count() - 1);
    while (count() < m_tabs.size())
        addCloseButton(addTab(QString()));
    for (int index = 0; index < count(); ++index)
        describe(index);
    update();
}

void ConnectionTabBar::setChosen(const QString& id)
{
    m_chosen = id;
    const QSignalBlocker quiet(this);
    for (int index = 0; index < m_tabs.size(); ++index) {
        if (m_tabs[index].id == id)
            setCurrentIndex(index);
    }
    update();
}

void ConnectionTabBar::addCloseButton(int index)
{
    QToolButton* close = makeIconButton("closeConnection", QStringLiteral("x"), this, 14);
    close->setProperty("compact", true);
    close->setFixedSize(closePx, closePx);
    close->setFocusPolicy(Qt::NoFocus); // Its key is that of the action.
    setTabButton(index, QTabBar::RightSide, close);
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int tab = 0; tab < count(); ++tab) {
            if (tabButton(tab, QTabBar::RightSide) == close)
                return Q_EMIT closeRequested(m_tabs[tab].id);
        }
    });
}

void ConnectionTabBar::describe(int index)
{
    const ConnectionTab& tab = m_tabs[index];
    setTabText(index, QString(tab.name).replace(u'&', QStringLiteral("&&")));
    QString words = tr("%1, %2", "a connection's name and its state").arg(tab.name, tab.stateWord);
    if (tab.unsaved)
        words = tr("%1, with unsaved edits", "a connection's name and state").arg(words);
    setTabToolTip(index, words);
    setAccessibleTabName(index, words);
    if (QWidget* close = tabButton(index, QTabBar::RightSide))
        setVerb(close, tr("Close connection %1").arg(tab.name));
}

QSize ConnectionTabBar::tabSizeHint(int index) const
{
    const ConnectionTab tab = m_tabs.value(index);
    const int name = QFontMetrics(fontFor(TextStyle::control)).horizontalAdvance(tab.name);
    return {sidePx + dotPx + gapPx + std::min(name, mostNamePx) + 4 + gapPx + markPx + closePx
            + gapPx,
        heightPx};
}

QSize ConnectionTabBar::minimumTabSizeHint(int index) const
{
    const QSize whole = tabSizeHint(index);
    const int least = sidePx + dotPx + gapPx + leastNamePx + gapPx + markPx + closePx + gapPx;
    return {std::min(whole.width(), least), whole.height()};
}

void ConnectionTabBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton) {
        const int index = tabAt(event->position().toPoint());
        if (index >= 0)
            Q_EMIT closeRequested(m_tabs[index].id);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
}

void ConnectionTabBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (int index = 0; index < count(); ++index)
            describe(index);
    }
    QTabBar::changeEvent(event);
}

void ConnectionTabBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int index = 0; index < m_tabs.size(); ++index)
        paintTab(painter, index);
}

void ConnectionTabBar::paintTab(QPainter& painter, int index) const
{
    const ConnectionTab& tab = m_tabs[index];
    const QRect place = tabRect(index);
    const bool chosen = tab.id == m_chosen;
    if (chosen || tab.shown)
        painter.fillRect(place, color(chosen ? Token::canvas : Token::panel));
    if (tab.environment)
        painter.fillRect(QRect(place.left(), place.top(), place.width(), linePx),
            color(fillOf(*tab.environment)));
    if (chosen) {
        painter.fillRect(
            QRect(place.left(), place.bottom() - linePx + 1, place.width(), linePx),
            color(Token::accent));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(fillOf(tab.state)));
    int x = place.left() + sidePx;
    painter.drawEllipse(QRectF(x, place.center().y() - dotPx / 2.0 + 0.5, dotPx, dotPx));
    x += dotPx + gapPx;
    painter.setFont(fontFor(TextStyle::control));
    painter.setPen(color(chosen ? Token::text : Token::text2));
    const int room = place.right() - x - gapPx - markPx - closePx - gapPx;
    const QString name = painter.fontMetrics().elidedText(tab.name, Qt::ElideMiddle, room);
    painter.drawText(QRect(x, place.top(), room + 1, place.height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    if (tab.unsaved) {
        x += painter.fontMetrics().horizontalAdvance(name) + gapPx;
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::looking));
        painter.drawEllipse(QRectF(x, place.center().y() - markPx / 2.0 + 0.5, markPx, markPx));
    }
    painter.fillRect(QRect(place.right(), place.top() + 8, 1, place.height() - 16),
        color(Token::border));
    if (hasFocus() && index == currentIndex()) {
        painter.setPen(QPen(color(Token::accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(place).adjusted(3, 4, -3, -4), 4, 4);
    }
}

ConnectionTabs::ConnectionTabs(QWidget* parent)
    : QFrame(parent)
    , m_bar(new ConnectionTabBar(this))
    , m_new(makeIconButton("newConnectionTab", QStringLiteral("plus"), this))
    , m_sideBySide(makeIconButton("sideBySide", QStringLiteral("columns-2"), this))
{
    setObjectName(QStringLiteral("connectionTabs"));
    setProperty("surface", "chrome");
    setProperty("line", "bottom");
    setFixedHeight(heightPx + 1);
    auto* row = makeRow(this, 0);
    row->setContentsMargins(0, 0, 12, 0);
    row->addWidget(m_bar, 0, Qt::AlignTop);
    row->addSpacing(4);
    for (QToolButton* button : {m_new, m_sideBySide})
        button->setProperty("compact", true);
    row->addWidget(m_new);
    row->addStretch(1);
    row->addWidget(m_sideBySide);
    m_sideBySide->setCheckable(true);
    connect(m_new, &QToolButton::clicked, this, &ConnectionTabs::newRequested);
    connect(m_sideBySide, &QToolButton::clicked, this, &ConnectionTabs::sideBySideRequested);
    retranslate();
}

void ConnectionTabs::setSideBySide(bool on, bool possible)
{
    m_sideBySide->setChecked(on);
    m_sideBySide->setEnabled(possible);
}

void ConnectionTabs::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void ConnectionTabs::retranslate()
{
    m_bar->setAccessibleName(tr("Open connections"));
    setVerb(m_new, tr("Open another connection"), keyOf("connection.start"));
    setVerb(m_sideBySide, tr("Two connections side by side"), keyOf("connection.beside"));
}

} // namespace zs::ui
