// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/banner.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int iconPx = 16;
constexpr int paddingPx = 16;
constexpr int textLeftPx = 44;
constexpr int noteLeftPx = 36;
constexpr int noteRadiusPx = 6;

QString noteIcon(Role role)
{
    switch (role) {
    case Role::looking: return QStringLiteral("triangle-alert");
    case Role::danger: return QStringLiteral("circle-x");
    case Role::leading: return QStringLiteral("circle-check");
    default: return QStringLiteral("info");
    }
}

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      m_text(new TextLabel(TextStyle::body, Token::text, this)),
      m_row(makeRow(this, 8))
{
    setMinimumHeight(40);
    m_text->setOverflow(TextLabel::Overflow::wrap);
    m_row->setContentsMargins(textLeftPx, 4, paddingPx, 5);
    m_row->addWidget(m_text, 1);
}

void Banner::setRole(Role role, const QString& iconName)
{
    m_role = role;
    m_icon = iconName;
    update();
}

void Banner::setText(const QString& strong, const QString& text)
{
    m_text->setText(strong, text);
    setAccessibleName(m_text->text());
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::addButton(QPushButton* button)
{
    button->setProperty("compact", true);
    m_row->addWidget(button);
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool outlined = isHighContrast();
    painter.fillRect(rect(), color(outlined ? Token::canvas : softOf(m_role)));
    painter.fillRect(
        0, height() - 1, width(), 1, color(outlined ? textOf(m_role) : Token::border));
    if (!m_icon.isEmpty())
        painter.drawPixmap(QPoint(paddingPx, (height() - 1 - iconPx) / 2),
            iconPixmap(m_icon, textOf(m_role), iconPx, devicePixelRatioF()));
}

Note::Note(Role role, QWidget* parent) :
    QFrame(parent), m_role(role), m_text(new TextLabel(TextStyle::note, Token::text, this))
{
    m_text->setOverflow(TextLabel::Overflow::wrap);
    auto* row = makeRow(this, 0);
    row->setContentsMargins(noteLeftPx, 8, 12, 8);
    row->addWidget(m_text);
}

void Note::setRole(Role role)
{
    m_role = role;
    update();
}

void Note::setIcon(const QString& name)
{
    m_icon = name;
    update();
}

void Note::setText(const QString& strong, const QString& text)
{
    m_text->setText(strong, text);
    setAccessibleName(m_text->text());
}

void Note::setStrongWords(const QStringList& words)
{
    m_text->setStrongWords(words);
}

QString Note::text() const
{
    return m_text->text();
}

void Note::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool accent = m_role == Role::following;
    paintSoftGround(painter, rect(), noteRadiusPx, accent ? Token::accentSoft : softOf(m_role),
        accent ? Token::accentText : textOf(m_role));
    painter.drawPixmap(QPoint(12, 9),
        iconPixmap(m_icon.isEmpty() ? noteIcon(m_role) : m_icon,
            accent ? Token::accentText : textOf(m_role), iconPx, devicePixelRatioF()));
}

} // namespace zs::ui
