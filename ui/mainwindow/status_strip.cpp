// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/status_strip.h"

#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int heightPx = 26;
constexpr int sidePx = 10;
constexpr int iconPx = 14;

} // namespace

StatusEntry::StatusEntry(const char* objectName, TextStyle style, Edge edge, QWidget* parent) :
    QWidget(parent), m_edge(edge), m_dot(new StateDot(this)), m_iconRoom(new QWidget(this)),
    m_text(new TextLabel(style, m_tone, this))
{
    setObjectName(QLatin1String(objectName));
    m_iconRoom->setFixedSize(iconPx, iconPx);
    m_iconRoom->hide();
    m_dot->hide();
    auto* row = makeRow(this, 6);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    row->addWidget(m_dot);
    row->addWidget(m_iconRoom);
    row->addWidget(m_text);
}

void StatusEntry::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString StatusEntry::text() const
{
    return m_text->text();
}

void StatusEntry::setTone(Token tone)
{
    m_tone = tone;
    m_text->setTone(tone);
    update();
}

void StatusEntry::setIconName(const QString& name)
{
    m_icon = name;
    m_iconRoom->setVisible(!name.isEmpty());
    update();
}

void StatusEntry::setDot(Role role)
{
    m_dot->setRole(role);
    m_dot->show();
}

void StatusEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int x = m_edge == Edge::right ? width() - 1 : 0;
    painter.fillRect(x, 0, 1, height(), color(Token::border));
    if (!m_icon.isEmpty())
        painter.drawPixmap(m_iconRoom->pos(),
            iconPixmap(m_icon, m_tone, iconPx, devicePixelRatioF()));
}

void StatusEntry::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT clicked();
}

StatusStrip::StatusStrip(QWidget* parent) : QFrame(parent), m_row(makeRow(this, 0))
{
    setProperty("surface", "chrome");
    setProperty("line", "top");
    setFixedHeight(heightPx);
    m_row->setContentsMargins(4, 0, 4, 0);
    m_row->addStretch();
}

StatusEntry* StatusStrip::addLeft(const char* objectName, TextStyle style)
{
    auto* entry = new StatusEntry(objectName, style, StatusEntry::Edge::right, this);
    m_row->insertWidget(m_lefts++, entry);
    return entry;
}

StatusEntry* StatusStrip::addRight(const char* objectName, TextStyle style)
{
    auto* entry = new StatusEntry(objectName, style, StatusEntry::Edge::left, this);
    m_row->addWidget(entry);
    return entry;
}

} // namespace zs::ui
