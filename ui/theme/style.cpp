// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int boxPx = 16;
constexpr int controlHeightPx = 28;
constexpr int leastTargetPx = 24; ///< For who does not point exactly.
constexpr int comboTextPx = 4; ///< What Fusion lacks to the 8 px of a field.
constexpr int headerPaddingPx = 10; ///< As in the style sheet.
constexpr int headerBoxPx = 36; ///< Before the first name of a table whose rows have boxes.
constexpr int headerArrowPx = 12;
constexpr qreal disabledOpacity = 0.45;

QRectF indicatorRect(const QRect& rect)
{
    const QPoint center = rect.center();
    return QRectF(center.x() - boxPx / 2 + 1, center.y() - boxPx / 2 + 1, boxPx, boxPx);
}

void prepare(QPainter* painter, const QStyleOption* option)
{
    painter->setRenderHint(QPainter::Antialiasing);
    if (!(option->state & QStyle::State_Enabled))
        painter->setOpacity(painter->opacity() * disabledOpacity);
}

void drawIcon(QPainter* painter, const QRect& rect, const QString& name, Token token, int sizePx)
{
    const QPoint corner(rect.x() + (rect.width() - sizePx) / 2,
        rect.y() + (rect.height() - sizePx) / 2);
    painter->drawPixmap(
        corner, iconPixmap(name, token, sizePx, painter->device()->devicePixelRatioF()));
}

void drawCheckBox(const QStyleOption* option, QPainter* painter)
{
    painter->save();
    prepare(painter, option);
    const QRectF box = indicatorRect(option->rect);
    const bool filled = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF outline = box.adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(color(filled ? Token::accent : Token::borderStrong));
    painter->setBrush(color(filled ? Token::accent : Token::canvas));
    painter->drawRoundedRect(outline, 4, 4);
    if (filled) {
        const bool partly = option->state & QStyle::State_NoChange;
        drawIcon(painter, box.toRect(), partly ? QStringLiteral("minus") : QStringLiteral("check"),
            Token::onAccent, 14);
    }
    painter->restore();
}

void drawRadioButton(const QStyleOption* option, QPainter* painter)
{
    painter->save();
    prepare(painter, option);
    const QRectF circle = indicatorRect(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool on = option->state & QStyle::State_On;
    painter->setPen(color(on ? Token::accent : Token::borderStrong));
    painter->setBrush(color(Token::canvas));
    painter->drawEllipse(circle);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(Token::accent));
        painter->drawEllipse(circle.center(), 4.5, 4.5);
    }
    painter->restore();
}

void drawBranch(const QStyleOption* option, QPainter* painter)
{
    if (!(option->state & QStyle::State_Children))
        return;
    const bool open = option->state & QStyle::State_Open;
    drawIcon(painter, option->rect,
        open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), Token::text3, 14);
}

void drawComboBox(const QStyleOptionComboBox* option, QPainter* painter)
{
    painter->save();
    prepare(painter, option);
    const bool focused = option->state & QStyle::State_HasFocus;
    painter->setPen(QPen(color(focused ? Token::accent : Token::borderStrong), focused ? 2 : 1));
    painter->setBrush(color(Token::canvas));
    const qreal half = focused ? 1.0 : 0.5;
    painter->drawRoundedRect(QRectF(option->rect).adjusted(half, half, -half, -half), 6, 6);
    const QRect arrow(option->rect.right() - 24, option->rect.y(), 20, option->rect.height());
    drawIcon(painter, arrow, QStringLiteral("chevron-down"), Token::text2, 14);
    painter->restore();
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int Style::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return boxPx;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize: return 16;
    case PM_TreeViewIndentation: return 16;
    case PM_SplitterWidth: return 7;
    case PM_DockWidgetSeparatorExtent: return 1;
    case PM_ToolBarItemSpacing:
    case PM_ToolBarItemMargin:
    case PM_ToolBarFrameWidth:
    case PM_DefaultFrameWidth: return metric == PM_DefaultFrameWidth ? 1 : 0;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
    QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_Widget_Animation_Duration:
    case SH_Widget_Animate:
        return isMotionUnwanted() ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    case SH_EtchDisabledText: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_LineEdit_PasswordCharacter: return 0x2022; // Bullet: mono fonts draw big circles.
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return drawCheckBox(option, painter);
    case PE_IndicatorRadioButton: return drawRadioButton(option, painter);
    case PE_IndicatorBranch: return drawBranch(option, painter);
    case PE_IndicatorArrowDown:
        return drawIcon(painter, option->rect, QStringLiteral("chevron-down"), Token::text2, 14);
    case PE_IndicatorArrowRight:
        return drawIcon(painter, option->rect, QStringLiteral("chevron-right"), Token::text2, 14);
    case PE_IndicatorHeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            // Qt's "down" is the ascending order, in which the design's arrow points up.
            const bool ascending = header->sortIndicator == QStyleOptionHeader::SortDown;
            drawIcon(painter, option->rect,
                ascending ? QStringLiteral("arrow-up") : QStringLiteral("arrow-down"),
                Token::text2, 12);
        }
        return;
    case PE_FrameFocusRect: return; // FocusRing draws it, outside the widget.
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control == CC_ComboBox && combo)
        return drawComboBox(combo, painter);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl part, const QWidget* widget) const
{
    QRect place = QProxyStyle::subControlRect(control, option, part, widget);
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField && combo
        && combo->currentIcon.isNull())
        place.setLeft(place.left() + comboTextPx);
    return place;
}

/// The arrow of a sorted column stands beside its name, on the side where there is room.
QRect Style::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (element != SE_HeaderArrow || !header || header->orientation != Qt::Horizontal)
        return QProxyStyle::subElementRect(element, option, widget);
    const QRect& cell = header->rect;
    const bool boxes = header->section == 0 && widget && widget->parentWidget()
        && widget->parentWidget()->property("boxes").toBool();
    const int before = headerPaddingPx + (boxes ? headerBoxPx : 0);
    const int text = header->fontMetrics.horizontalAdvance(header->text);
    const bool right = header->textAlignment & Qt::AlignRight;
    const int left = right
        ? std::max(cell.x(), cell.right() + 1 - headerPaddingPx - text - 4 - headerArrowPx)
        : std::min(cell.x() + before + text + 4, cell.right() + 1 - headerArrowPx);
    return {left, cell.center().y() + 1 - headerArrowPx / 2, headerArrowPx, headerArrowPx};
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
    const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) // Its text keeps off its arrow as it does off its edge.
        result = QSize(result.width() + 2 * comboTextPx, controlHeightPx);
    if (type == CT_CheckBox || type == CT_RadioButton)
        result.setHeight(std::max(result.height(), leastTargetPx));
    return result;
}

} // namespace zs::ui
