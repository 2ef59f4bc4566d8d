// SPDX-License-Identifier: GPL-3.0-or-later
// The tour through the dialogs that nothing has to be changed for.
#include "app/tour/hands.h"
#include "app/tour/tour_steps.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDialog>
#include <QLineEdit>

#include <utility>

namespace zs::app {

/// A picture of the dialog of that name, which then goes by Esc. Yields what went wrong.
QString TourSteps::seeDialog(const char* name)
{
    QDialog* dialog = openDialog(name);
    if (!dialog)
        return QStringLiteral("%1 did not open").arg(QLatin1String(name));
    saveGlance(name);
    return dismiss(dialog) ? QString()
                           : QStringLiteral("Esc did not close %1").arg(QLatin1String(name));
}

/// What the buttons around a node lead to.
QString TourSteps::seeNodeDialogs()
{
    m_window->workspace()->goTo(tourNode());
    if (!waitFor([this] { return shownPath() == tourNode().text(); }))
        return QStringLiteral("the node was not shown");
    constexpr std::pair<const char*, const char*> doors[] = {
        {"measureSubtree", "subtreeDialog"},
        {"showQuota", "quotaDialog"},
        {"duplicateNode", "transferDialog"},
        {"statusSession", "sessionDialog"},
    };
    for (const auto& [button, dialog] : doors) {
        auto* door = find<QWidget>(button);
        if (!waitFor([door] { return door && door->isVisible() && door->isEnabled(); }))
            return QStringLiteral("%1 cannot be clicked").arg(QLatin1String(button));
        hands::click(door);
        if (const QString problem = seeDialog(dialog); !problem.isEmpty())
            return problem;
    }
    return {};
}

/// What belongs to the program: preferences, keys, and the palette's commands alone.
QString TourSteps::seeProgramDialogs()
{
    m_window->showPreferences();
    QDialog* preferences = openDialog("preferencesDialog");
    if (!preferences)
        return QStringLiteral("the preferences did not open");
    auto* pages = find<QWidget>("preferPage", preferences);
    saveGlance("preferences");
    hands::click(pages->findChildren<QAbstractButton*>().last());
    saveGlance("preferences-keys");
    if (!dismiss(preferences))
        return QStringLiteral("Esc did not close the preferences");
    m_window->showKeys();
    if (const QString problem = seeDialog("keyboardSheet"); !problem.isEmpty())
        return problem;
    hands::click(find<QAbstractButton>("paletteBox"));
    auto* field = find<QLineEdit>("paletteField");
    if (!waitFor([field] { return field && field->isVisible(); }))
        return QStringLiteral("the palette did not open");
    hands::type(field, QStringLiteral(">"));
    const auto* rows = find<QAbstractItemView>("paletteRows");
    if (!waitFor([rows] { return rows && rows->model() && rows->model()->rowCount() > 1; }))
        return QStringLiteral("the palette lists no commands");
    saveGlance("palette-commands");
    hands::press(field, Qt::Key_Escape);
    return waitFor([field] { return !field->isVisible(); })
        ? QString()
        : QStringLiteral("Esc did not close the palette");
}

} // namespace zs::app
