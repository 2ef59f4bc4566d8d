// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>
#include <QTextDocument>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

const char* nameOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::primary: return "primary";
    case ButtonKind::danger: return "danger";
    case ButtonKind::ghost: return "ghost";
    case ButtonKind::link: return "link";
    case ButtonKind::normal: break;
    }
    return "";
}

} // namespace

QPushButton* makeButton(const char* objectName, ButtonKind kind, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setProperty("kind", nameOf(kind));
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

QToolButton* makeIconButton(
    const char* objectName, const QString& iconName, QWidget* parent, int iconPx)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setFocusPolicy(Qt::TabFocus);
    setIcon(button, iconName, iconPx);
    return button;
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text)
        ? QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped())
        : text;
}

void setPlainToolTip(QWidget* widget, const QString& text)
{
    widget->setToolTip(plainToolTip(text));
}

void setVerb(QWidget* control, const QString& verb, const QKeySequence& keys)
{
    control->setAccessibleName(verb);
    setPlainToolTip(control, keys.isEmpty()
            ? verb
            : QStringLiteral("%1 (%2)").arg(verb, keys.toString(QKeySequence::NativeText)));
}

void setStyleProperty(QWidget* widget, const char* name, const QVariant& value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QFrame* makePanel(const char* surface, const char* line, QWidget* parent)
{
    auto* panel = new QFrame(parent);
    panel->setProperty("surface", surface);
    panel->setProperty("line", line);
    return panel;
}

QFrame* makeCard(QWidget* content, QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setProperty("card", true);
    QVBoxLayout* inside = makeColumn(card, 0);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(content);
    return card;
}

QHBoxLayout* makeRow(QWidget* owner, int spacingPx)
{
    auto* row = new QHBoxLayout(owner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacingPx);
    return row;
}

QVBoxLayout* makeColumn(QWidget* owner, int spacingPx)
{
    auto* column = new QVBoxLayout(owner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacingPx);
    return column;
}

void setLeadingIcon(QLineEdit* field, const QString& iconName)
{
    field->addAction(icon(iconName, {.normal = Token::text3}), QLineEdit::LeadingPosition);
    // Qt reckons the padding twice, before the icon and behind it.
    field->setTextMargins(-9, 0, 0, 0);
}

} // namespace zs::ui
