// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/fault_menus.h"

#include "ui/cluster/cluster_words.h"
#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QMenu>

namespace zs::ui {
namespace {

struct FaultMenus {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::FaultMenus)
};

constexpr int delaysMs[] = {20, 150, 500, 2000};

} // namespace

std::vector<CardAction> actionsFor(const ClusterControl& control, ServerId id)
{
    using Process = ClusterControl::Process;
    const Process process = control.process(id);
    if (process == Process::stopped)
        return {CardAction::start, CardAction::wipe, CardAction::log};
    std::vector<CardAction> actions{CardAction::stop, CardAction::kill,
        process == Process::paused ? CardAction::resume : CardAction::pause};
    if (control.hasLinkFaults(id))
        actions.push_back(CardAction::heal);
    else if (control.linkFaultsOff().isEmpty())
        actions.push_back(CardAction::isolate);
    actions.push_back(CardAction::log);
    return actions;
}

void fillLinkMenu(QMenu* menu, ClusterControl* control, ServerId a, ServerId b)
{
    const QString off = control->linkFaultsOff();
    if (!off.isEmpty()) {
        menu->addAction(off)->setEnabled(false);
        return;
    }
    const auto add = [&](const char* name, const QString& text, auto action) {
        QAction* entry = menu->addAction(text);
        entry->setObjectName(QLatin1String(name));
        QObject::connect(entry, &QAction::triggered, control, action);
    };
    const auto hold = [](ServerId from, ServerId to) {
        return FaultMenus::tr("Hold packets from %1 to %2").arg(from.value).arg(to.value);
    };
    add("cutForth", hold(a, b), [=] { control->cut(a, b); });
    add("cutBack", hold(b, a), [=] { control->cut(b, a); });
    add("cutBoth", FaultMenus::tr("Hold packets both ways"), [=] {
        control->cut(a, b);
        control->cut(b, a);
    });
    add("dropLink", FaultMenus::tr("Reset the connections"), [=] { control->drop(a, b); });
    QMenu* delays = menu->addMenu(FaultMenus::tr("Delay packets"));
    for (const int ms : delaysMs) {
        QAction* entry = delays->addAction(FaultMenus::tr("by %1 ms", "delay packets").arg(ms));
        entry->setObjectName(QStringLiteral("delay:%1").arg(ms));
        QObject::connect(entry, &QAction::triggered, control,
            [=] { control->delay(a, b, std::chrono::milliseconds(ms)); });
    }
    menu->addSeparator();
    add("healLink", FaultMenus::tr("Heal this link"), [=] { control->healLink(a, b); });
}

void fillServerMenu(QMenu* menu, ClusterControl* control, ServerId id,
    const std::function<void(CardAction)>& act)
{
    std::vector<CardAction> actions = actionsFor(*control, id);
    if (control->process(id) != ClusterControl::Process::stopped)
        actions.insert(actions.begin() + 1, CardAction::restart);
    for (const CardAction action : actions) {
        QAction* entry = menu->addAction(icon(iconOf(action)), wordOf(action));
        entry->setObjectName(QStringLiteral("menu:") + iconOf(action));
        entry->setToolTip(meaningOf(action));
        if (keyOf(action) != 0)
            entry->setShortcut(QKeySequence(keyOf(action)));
        // A sign for the reader: the view has the keys while its card has the focus.
        entry->setShortcutContext(Qt::WidgetShortcut);
        QObject::connect(entry, &QAction::triggered, control, [act, action] { act(action); });
    }
    menu->addSeparator();
    for (const ServerId other : control->servers()) {
        if (other == id)
            continue;
        QMenu* link = menu->addMenu(
            FaultMenus::tr("Link to %1", "a server's name").arg(serverName(other)));
        fillLinkMenu(link, control, id, other);
    }
}

} // namespace zs::ui
