// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/overflow_bar.h"

#include "clientlib/base/expect.h"
#include "ui/common/widgets.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int leastTextPx = 72; ///< Words that can be elided are not squeezed below it.

/// The width in px that a widget is left with at least when tools could fold instead.
int neededWidth(const QWidget* widget)
{
    const int hint = widget->sizeHint().width();
    const int least = std::max(widget->minimumSizeHint().width(), leastTextPx);
    return std::max(std::min(hint, least), widget->minimumWidth());
}

int widthOf(const QAbstractButton* tool)
{
    return std::clamp(tool->sizeHint().width(), tool->minimumWidth(), tool->maximumWidth());
}

} // namespace

OverflowBar::OverflowBar(
    const char* surface, const char* line, const char* moreName, QWidget* parent)
    : QFrame(parent)
    , m_row(makeRow(this, 0))
    , m_more(makeIconButton(moreName, QStringLiteral("ellipsis"), this))
    , m_menu(new QMenu(this))
{
    setProperty("surface", surface);
    setProperty("line", line);
    m_menu->setObjectName(QLatin1String(moreName) + QStringLiteral("Menu"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->hide();
    m_row->addWidget(m_more);
    connect(m_menu, &QMenu::aboutToShow, this, &OverflowBar::fillMenu);
    retranslate();
}

void OverflowBar::addTool(QAbstractButton* tool)
{
    m_row->insertWidget(m_row->count() - 1, tool);
    m_tools.push_back({tool});
}

void OverflowBar::setToolWanted(const QAbstractButton* tool, bool wanted)
{
    const auto found = std::find_if(m_tools.begin(), m_tools.end(),
        [&](const Tool& each) { return each.button == tool; });
    ZS_EXPECT(found != m_tools.end());
    found->wanted = wanted;
    fit();
}

bool OverflowBar::isFolded(const QAbstractButton* tool) const
{
    return std::any_of(m_tools.begin(), m_tools.end(),
        [&](const Tool& each) { return each.button == tool && each.folded; });
}

int OverflowBar::fixedWidth() const
{
    const QMargins margins = m_row->contentsMargins();
    int width = margins.left() + margins.right();
    for (int index = 0; index < m_row->count(); ++index) {
        const QWidget* widget = m_row->itemAt(index)->widget();
        const bool isTool = std::any_of(m_tools.begin(), m_tools.end(),
            [&](const Tool& each) { return each.button == widget; });
        if (widget && widget != m_more && !isTool && !widget->isHidden())
            width += neededWidth(widget) + m_row->spacing();
    }
    return width;
}

QSize OverflowBar::minimumSizeHint() const
{
    return {fixedWidth() + m_more->sizeHint().width(), m_row->minimumSize().height()};
}

/// Depends on widths and wishes alone, not on what is folded now: so it comes to rest at once.
void OverflowBar::fit()
{
    ensurePolished();
    int room = width() - fixedWidth() + m_row->spacing();
    for (const Tool& tool : m_tools) {
        tool.button->ensurePolished();
        if (tool.wanted)
            room -= widthOf(tool.button) + m_row->spacing();
    }
    const bool overflows = room < 0;
    m_more->ensurePolished();
    if (overflows)
        room -= m_more->sizeHint().width() + m_row->spacing();
    for (auto tool = m_tools.rbegin(); tool != m_tools.rend(); ++tool) {
        tool->folded = tool->wanted && room < 0;
        if (tool->folded)
            room += widthOf(tool->button) + m_row->spacing();
    }
    m_more->setVisible(overflows);
    for (const Tool& tool : m_tools) {
        const bool hadFocus = tool.folded && tool.button->hasFocus();
        tool.button->setVisible(tool.wanted && !tool.folded);
        if (hadFocus)
            m_more->setFocus(Qt::OtherFocusReason);
    }
}

void OverflowBar::fillMenu()
{
    m_menu->clear();
    for (const Tool& tool : m_tools) {
        if (!tool.folded)
            continue;
        QAbstractButton* button = tool.button;
        const QString words = button->text().isEmpty() ? button->accessibleName() : button->text();
        QAction* action = m_menu->addAction(button->icon(), words);
        action->setObjectName(button->objectName());
        if (const auto* withMenu = qobject_cast<QToolButton*>(button); withMenu && withMenu->menu())
            action->setMenu(withMenu->menu());
        action->setToolTip(button->toolTip());
        action->setEnabled(button->isEnabled());
        action->setCheckable(button->isCheckable());
        action->setChecked(button->isChecked());
        connect(action, &QAction::triggered, button, &QAbstractButton::click);
    }
}

void OverflowBar::retranslate()
{
    setVerb(m_more, tr("More tools"));
}

bool OverflowBar::event(QEvent* event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        // The tools' own words follow; those of a folded one would not tell the layout.
        QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest));
    }
    return handled;
}

void OverflowBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
    m_row->activate(); // Else what is shown until the next event has the old places.
}

} // namespace zs::ui
