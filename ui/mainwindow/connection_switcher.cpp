// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/connection_switcher.h"

#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QFontMetrics>
#include <QEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int heightPx = 28;
constexpr int dotPx = 8;
constexpr int sidePx = 4;
constexpr int gapPx = 6;
constexpr int chipSidePx = 7;
constexpr int arrowPx = 14;

} // namespace

ConnectionSwitcher::ConnectionSwitcher(QWidget* parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("connectionSwitcher"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ConnectionSwitcher::setConnection(const ConnectionProfile& profile)
{
    m_profile = profile;
    describe();
}

void ConnectionSwitcher::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractButton::changeEvent(event);
}

void ConnectionSwitcher::setStateRole(Role role, const QString& word)
{
    m_role = role;
    m_stateWord = word;
    describe();
}

void ConnectionSwitcher::describe()
{
    m_name = visibleText(shownName(m_profile));
    setAccessibleName(tr("Connection %1, %2", "its name and its state").arg(m_name, m_stateWord));
    setPlainToolTip(this, accessibleName());
    updateGeometry();
    update();
}

int ConnectionSwitcher::chipWidth() const
{
    const QString word = environmentName(m_profile.environment);
    return word.isEmpty()
        ? 0
        : QFontMetrics(fontFor(TextStyle::chip)).horizontalAdvance(word) + 2 * chipSidePx + 8;
}

void ConnectionSwitcher::setNameRoom(int px)
{
    if (px == m_nameRoom)
        return;
    m_nameRoom = px;
    updateGeometry();
    update();
}

int ConnectionSwitcher::nameWidth() const
{
    const int name = QFontMetrics(fontFor(TextStyle::panelTitle)).horizontalAdvance(m_name);
    return std::min(name, widestNamePx);
}

int ConnectionSwitcher::widthWith(int nameRoomPx) const
{
    return sidePx + dotPx + gapPx + std::min(nameWidth(), nameRoomPx) + 1 + chipWidth() + 8
        + arrowPx + sidePx;
}

QSize ConnectionSwitcher::sizeHint() const
{
    return {widthWith(m_nameRoom), heightPx};
}

void ConnectionSwitcher::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (underMouse() || isDown()) {
        painter.setBrush(color(Token::hover));
        painter.drawRoundedRect(rect(), 6, 6);
    }
    painter.setBrush(color(fillOf(m_role)));
    painter.drawEllipse(sidePx, (height() - dotPx) / 2, dotPx, dotPx);
    int x = sidePx + dotPx + gapPx;
    painter.setPen(color(Token::text));
    painter.setFont(fontFor(TextStyle::panelTitle));
    const QString name = painter.fontMetrics().elidedText(m_name, Qt::ElideMiddle, m_nameRoom);
    const int nameWidth = painter.fontMetrics().horizontalAdvance(name);
    painter.drawText(QRect(x, 0, nameWidth + 1, height()), Qt::AlignVCenter, name);
    x += nameWidth + 1;
    if (const auto role = roleOf(m_profile.environment)) {
        const QRect chip(x + 8, (height() - 20) / 2, chipWidth() - 8, 20);
        paintSoftGround(painter, chip, 4, softOf(*role), textOf(*role));
        painter.setPen(color(textOf(*role)));
        painter.setFont(fontFor(TextStyle::chip));
        painter.drawText(chip, Qt::AlignCenter, environmentName(m_profile.environment));
        x += chipWidth();
    }
    painter.drawPixmap(QPoint(x + 8, (height() - arrowPx) / 2),
        iconPixmap(QStringLiteral("chevron-down"), Token::text2, arrowPx, devicePixelRatioF()));
}

} // namespace zs::ui
