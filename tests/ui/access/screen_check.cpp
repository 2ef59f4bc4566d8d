// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/screen_check.h"

#include "tests/ui/mainwindow/shown_texts.h"
#include "ui/common/action_keys.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <map>

namespace zs::ui {
namespace {

using Found = std::vector<std::string>;

constexpr int leastTargetPx = 24;

/// Buttons that do what an action of the catalogue does: their tips name its keys.
const std::map<QString, const char*> actionOfButton{{"goBack", "go.back"},
    {"goForward", "go.forward"}, {"goUp", "go.up"}, {"newNode", "node.new"},
    {"newChild", "node.new"}, {"refreshNodes", "node.refresh"},
    {"duplicateNode", "node.duplicate"}, {"deleteNode", "node.delete"},
    {"watchNode", "node.watch"}, {"bookmarkNode", "node.bookmark"},
    {"copyPath", "node.copyPath"}, {"toggleInspector", "view.inspector"},
    {"closeStat", "view.inspector"}, {"hideBottom", "view.bottom"},
    {"railBrowse", "view.browse"}, {"railCluster", "view.cluster"},
    {"paletteBox", "window.palette"}, {"newConnectionTab", "connection.start"},
    {"sideBySide", "connection.beside"}, {"findNext", "node.findNext"},
    {"findPrevious", "node.findPrevious"}, {"play", "cluster.play"},
    {"stepBack", "cluster.back"}, {"stepOn", "cluster.on"}};

/// Texts that are cut where the room is short; their tips have all of them.
const std::set<QString> elidedOnPurpose{
    "formatHint", "dataChanges", // Beside tools, which go before.
};

QString nameOf(const QWidget* widget)
{
    auto* told = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
    return told ? told->text(QAccessible::Name) : QString();
}

/// Parts of Qt's own controls, which stand for no control of their own.
bool isPartOfControl(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    return qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget)
        || widget->objectName().startsWith(QStringLiteral("qt_"))
        || (qobject_cast<const QLineEdit*>(parent) && qobject_cast<const QAbstractButton*>(widget))
        || qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || (qobject_cast<const QTabBar*>(parent) && widget->objectName().contains("Scroll"));
}

bool takesTab(const QWidget* widget)
{
    return widget->focusPolicy() & Qt::TabFocus;
}

bool isClickable(const QWidget* widget)
{
    const bool hasHand = widget->testAttribute(Qt::WA_SetCursor)
        && widget->cursor().shape() == Qt::PointingHandCursor;
    return qobject_cast<const QAbstractButton*>(widget) || hasHand;
}

QString wordsOf(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button ? button->text() : QString();
}

std::string px(const QSize& size)
{
    return std::to_string(size.width()) + " x " + std::to_string(size.height());
}

/// The viewport of `area` and, on the sides to which it can still be scrolled, all that is beyond.
QRect reachOf(const QAbstractScrollArea& area)
{
    constexpr int farPx = 1 << 20;
    const auto beyond = [](bool more) { return more ? farPx : 0; };
    const QScrollBar* down = area.verticalScrollBar();
    const QScrollBar* right = area.horizontalScrollBar();
    return area.viewport()->rect().adjusted(-beyond(right->value() > right->minimum()),
        -beyond(down->value() > down->minimum()), beyond(right->value() < right->maximum()),
        beyond(down->value() < down->maximum()));
}

/// The part of `widget` that its parents leave to be seen; what can be scrolled to counts as seen.
QRect shownPartOf(const QWidget* widget)
{
    QRect part(QPoint(0, 0), widget->size());
    QPoint origin;
    for (const QWidget* each = widget; each && !each->isWindow(); each = each->parentWidget()) {
        const QWidget* parent = each->parentWidget();
        const auto* area = parent
            ? qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()) : nullptr;
        origin += each->pos();
        if (area && area->viewport() == parent) {
            part &= reachOf(*area).translated(-origin);
            break;
        }
        if (parent)
            part &= parent->rect().translated(-origin);
    }
    return part;
}

/// Less room than its text needs: how much it needs, else nothing.
std::string lackOf(const QWidget* widget)
{
    const QSize size = widget->size();
    const auto least = [&](const QSize& wanted) {
        const bool fits = wanted.width() <= size.width() && wanted.height() <= size.height();
        return fits ? std::string() : "has " + px(size) + ", needs " + px(wanted);
    };
    if (const auto* label = qobject_cast<const TextLabel*>(widget)) {
        if (label->text().isEmpty())
            return {};
        if (label->hasHeightForWidth())
            return least({0, label->heightForWidth(size.width())});
        return least(label->sizeHint());
    }
    if (const auto* label = qobject_cast<const QLabel*>(widget)) {
        if (label->text().isEmpty())
            return {};
        return label->wordWrap() ? least({0, label->heightForWidth(size.width())})
                                 : least(label->sizeHint());
    }
    if (qobject_cast<const Chip*>(widget))
        return least(widget->sizeHint());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
        const int wanted = std::min(button->sizeHint().width(), button->maximumWidth());
        return button->text().isEmpty() ? std::string() : least({wanted, 0});
    }
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        return box->isEditable()
            ? std::string()
            : least({std::min(box->sizeHint().width(), box->maximumWidth()), 0});
    if (const auto* field = qobject_cast<const QLineEdit*>(widget)) {
        const int text = field->fontMetrics().horizontalAdvance(field->placeholderText());
        const int icons = int(field->actions().size()) * 24;
        // What is typed can be scrolled by the keys; what is only shown must be seen.
        const int shown = field->fontMetrics().horizontalAdvance(field->displayText());
        return field->text().isEmpty() ? least({text + icons + 16, 0})
            : field->isReadOnly()      ? least({shown + icons + 16, 0})
                                       : std::string();
    }
    return {};
}

/// Columns whose heading has no room.
void addNarrowHeadings(const QHeaderView& header, Found& found)
{
    if (header.orientation() != Qt::Horizontal || !header.model())
        return;
    for (int column = 0; column < header.count(); ++column) {
        const QString text
            = header.model()->headerData(column, Qt::Horizontal).toString();
        const int needed = header.fontMetrics().horizontalAdvance(text) + 8;
        if (!header.isSectionHidden(column) && needed > header.sectionSize(column))
            found.push_back(placeOf(header) + " column \"" + text.toStdString() + "\" has "
                + std::to_string(header.sectionSize(column)) + ", needs "
                + std::to_string(needed));
    }
}

} // namespace

std::string placeOf(const QWidget& widget)
{
    std::string place = std::string(" (") + widget.metaObject()->className() + ")";
    int names = 0;
    for (const QWidget* each = &widget; each && names < 3; each = each->parentWidget()) {
        if (each->objectName().isEmpty() || each->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        place = (names == 0 ? "" : "/") + place;
        place = each->objectName().toStdString() + place;
        ++names;
    }
    return place;
}

ScreenCheck::ScreenCheck(QWidget& window, std::set<QString> data) :
    m_window(window), m_data(std::move(data))
{
}

std::vector<QWidget*> ScreenCheck::seen() const
{
    std::vector<QWidget*> all;
    for (QWidget* widget : m_window.findChildren<QWidget*>()) {
        if (widget->window() == &m_window && widget->isVisible())
            all.push_back(widget);
    }
    return all;
}

Found ScreenCheck::names() const
{
    Found found;
    for (const QWidget* widget : seen()) {
        const bool asked = takesTab(widget) || isClickable(widget);
        if (!asked || isPartOfControl(widget) || widget->focusProxy())
            continue;
        if (nameOf(widget).trimmed().isEmpty())
            found.push_back(placeOf(*widget) + " has no name");
        // Switches, boxes and radio buttons stand beside their words.
        const bool isBare = qobject_cast<const QToolButton*>(widget)
            || qobject_cast<const QPushButton*>(widget);
        const bool isIcon = isBare && wordsOf(widget).isEmpty() && widget->toolTip().isEmpty();
        if (isIcon)
            found.push_back(placeOf(*widget) + " has neither words nor a tip");
        const auto action = actionOfButton.find(widget->objectName());
        if (action == actionOfButton.end() || keyOf(action->second).isEmpty())
            continue;
        const QString keys = keyOf(action->second).toString(QKeySequence::NativeText);
        if (!widget->toolTip().contains(keys))
            found.push_back(placeOf(*widget) + " has a tip without " + keys.toStdString() + ": "
                + widget->toolTip().toStdString());
    }
    return found;
}

Found ScreenCheck::targets() const
{
    Found found;
    for (const QWidget* widget : seen()) {
        // The card around a kind of node takes the click for its radio button.
        const bool hasCard = widget->objectName().startsWith(QStringLiteral("kind"))
            && qobject_cast<const QRadioButton*>(widget);
        if (!isClickable(widget) || isPartOfControl(widget) || hasCard)
            continue;
        const QSize size = widget->size();
        if (size.width() < leastTargetPx || size.height() < leastTargetPx)
            found.push_back(placeOf(*widget) + " is " + px(size));
    }
    return found;
}

Found ScreenCheck::clipped() const
{
    Found found;
    for (const QWidget* widget : seen()) {
        if (const auto* header = qobject_cast<const QHeaderView*>(widget))
            addNarrowHeadings(*header, found);
        std::string lack = isPartOfControl(widget) ? std::string() : lackOf(widget);
        if (elidedOnPurpose.contains(widget->objectName()))
            continue;
        const bool isText = qobject_cast<const TextLabel*>(widget) || isClickable(widget)
            || qobject_cast<const QLabel*>(widget) || qobject_cast<const Chip*>(widget)
            || takesTab(widget);
        const QRect part = shownPartOf(widget);
        if (lack.empty() && isText && part.size() != widget->size() && !widget->size().isEmpty())
            lack = "is cut to " + px(part.size()) + " of " + px(widget->size());
        if (lack.empty())
            continue;
        QString text = nameOf(widget);
        if (const auto* label = qobject_cast<const TextLabel*>(widget))
            text = label->text();
        if (!m_data.contains(text))
            found.push_back(placeOf(*widget) + " \"" + text.toStdString() + "\" " + lack);
    }
    return found;
}

Found ScreenCheck::words(const QString& language) const
{
    // Three words in a row are a sentence of English; names and commands of ZooKeeper are not.
    static const QRegularExpression english(
        QStringLiteral("\\b[A-Za-z]{2,}( [a-z]{2,}){2,}"));
    static const QRegularExpression words(
        QStringLiteral("^[A-Z][a-z]{2,}( [a-z]{2,})+[.…]?$"));
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    const bool isChinese = language == QStringLiteral("zh_CN");
    Found found;
    for (const ShownText& shown : ShownTexts().all()) {
        if (m_data.contains(shown.text) || shown.text == QStringLiteral("简体中文"))
            continue;
        if (!shown.visible)
            continue; // What hides is told anew when it is shown; that is its own screen.
        QString own = shown.text;
        for (const QString& said : m_data) {
            if (said.contains(u' ')) // A sentence of somebody else's, quoted in one of ours.
                own.remove(said);
        }
        const bool wrong = isChinese ? own.contains(english) || own.contains(words)
                                     : own.contains(han);
        if (wrong)
            found.push_back(shown.where + ": " + shown.text.toStdString());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace zs::ui
