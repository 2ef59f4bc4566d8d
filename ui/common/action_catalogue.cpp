// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/action_catalogue.h"

#include <map>

namespace zs::ui {
namespace {

using Infos = std::vector<ActionInfo>;

Infos goActions()
{
    return {
        {"go.path", ActionGroup::go, "arrow-right",
            [] { return Actions::tr("Go to path…"); }, "Ctrl+L"},
        {"go.back", ActionGroup::go, "arrow-left", [] { return Actions::tr("Back"); }, "Alt+Left"},
        {"go.forward", ActionGroup::go, "arrow-right",
            [] { return Actions::tr("Forward"); }, "Alt+Right"},
        {"go.up", ActionGroup::go, "arrow-up", [] { return Actions::tr("Parent node"); }, "Alt+Up"},
    };
}

Infos nodeActions()
{
    return {
        {"node.save", ActionGroup::node, "save", [] { return Actions::tr("Save node"); }, "Ctrl+S"},
        {"node.revert", ActionGroup::node, "undo-2",
            [] { return Actions::tr("Drop unsaved changes of this node"); },
            "", KeyHome::registry, true},
        {"node.refresh", ActionGroup::node, "refresh-cw",
            [] { return Actions::tr("Refresh node"); }, "F5"},
        {"node.find", ActionGroup::node, "search",
            [] { return Actions::tr("Find in the node's data"); }, "Ctrl+F"},
        {"node.findNext", ActionGroup::node, "arrow-down",
            [] { return Actions::tr("Next hit in the data"); }, "F3"},
        {"node.findPrevious", ActionGroup::node, "arrow-up",
            [] { return Actions::tr("Previous hit in the data"); }, "Shift+F3"},
        {"node.new", ActionGroup::node, "plus",
            [] { return Actions::tr("New child node…"); }, "Ctrl+N"},
        {"node.duplicate", ActionGroup::node, "copy-plus",
            [] { return Actions::tr("Duplicate node…"); }},
        {"node.move", ActionGroup::node, "pencil",
            [] { return Actions::tr("Move or rename node…"); }, "F2", KeyHome::registry, true},
        {"node.delete", ActionGroup::node, "trash-2",
            [] { return Actions::tr("Delete node…"); }, "Del", KeyHome::widget, true},
        {"node.watch", ActionGroup::node, "eye",
            [] { return Actions::tr("Watch node, or stop watching"); }, "Ctrl+W"},
        {"node.bookmark", ActionGroup::node, "star",
            [] { return Actions::tr("Bookmark node, or remove the bookmark"); }, "Ctrl+D"},
        {"node.copyPath", ActionGroup::node, "copy",
            [] { return Actions::tr("Copy path"); }, "Ctrl+Shift+C"},
    };
}

Infos treeActions()
{
    return {
        {"tree.filter", ActionGroup::tree, "list-filter",
            [] { return Actions::tr("Filter the tree"); }, "/", KeyHome::widget},
        {"tree.refresh", ActionGroup::tree, "refresh-cw",
            [] { return Actions::tr("Refresh subtree"); }, "Shift+F5"},
        {"tree.collapse", ActionGroup::tree, "list-collapse",
            [] { return Actions::tr("Collapse all nodes"); }},
        {"tree.sortNatural", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort by name, numbers by value"); }},
        {"tree.sortName", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort by name, byte by byte"); }},
        {"tree.sortChanged", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort by last change"); }},
        {"tree.sortSize", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort by size of data"); }},
        {"tree.sortChildren", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort by number of children"); }},
        {"tree.sortReversed", ActionGroup::tree, "arrow-down",
            [] { return Actions::tr("Sort the other way round"); }},
    };
}

Infos viewActions()
{
    return {
        {"view.data", ActionGroup::view, "file",
            [] { return Actions::tr("Show data of this node"); }, "Alt+1"},
        {"view.acl", ActionGroup::view, "shield",
            [] { return Actions::tr("Edit ACL of this node"); }, "Alt+2"},
        {"view.children", ActionGroup::view, "list-tree",
            [] { return Actions::tr("Show children of this node"); }, "Alt+3"},
        {"view.watches", ActionGroup::view, "eye",
            [] { return Actions::tr("Show watches on this node"); }, "Alt+4"},
        {"view.history", ActionGroup::view, "history",
            [] { return Actions::tr("Show history of this node"); }, "Alt+5"},
        {"view.tree", ActionGroup::view, "folder-tree",
            [] { return Actions::tr("Show or hide the tree"); }, "Ctrl+B"},
        {"view.inspector", ActionGroup::view, "panel-right",
            [] { return Actions::tr("Show or hide the Stat panel"); }, "Ctrl+I"},
        {"view.bottom", ActionGroup::view, "square-terminal",
            [] { return Actions::tr("Show or hide the bottom panel"); }, "Ctrl+J"},
        {"view.events", ActionGroup::view, "bell",
            [] { return Actions::tr("Show events"); }},
        {"view.browse", ActionGroup::view, "folder-tree",
            [] { return Actions::tr("Page Browse"); }, "Ctrl+1"},
        {"view.cluster", ActionGroup::view, "orbit",
            [] { return Actions::tr("Page Cluster"); }, "Ctrl+2"},
        {"view.nextPane", ActionGroup::view, "chevron-right",
            [] { return Actions::tr("Next pane"); }, "F6"},
        {"view.previousPane", ActionGroup::view, "chevron-left",
            [] { return Actions::tr("Previous pane"); }, "Shift+F6"},
    };
}

Infos clusterActions()
{
    return {
        {"cluster.play", ActionGroup::cluster, "play",
            [] { return Actions::tr("Play or pause"); }, "Space", KeyHome::widget},
        {"cluster.back", ActionGroup::cluster, "step-back",
            [] { return Actions::tr("Step back"); }, ",", KeyHome::widget},
        {"cluster.on", ActionGroup::cluster, "step-forward",
            [] { return Actions::tr("Step on"); }, ".", KeyHome::widget},
    };
}

Infos connectionActions()
{
    return {
        {"connection.lock", ActionGroup::connection, "lock",
            [] { return Actions::tr("Allow writing, or lock again"); },
            "", KeyHome::registry, true},
        {"connection.retry", ActionGroup::connection, "plug-zap",
            [] { return Actions::tr("Look for a server now"); }},
        {"connection.session", ActionGroup::connection, "info",
            [] { return Actions::tr("Show this session…"); }},
        {"connection.newSession", ActionGroup::connection, "plug",
            [] { return Actions::tr("New session"); }},
        {"connection.connect", ActionGroup::connection, "plug",
            [] { return Actions::tr("Connect…"); }},
        {"connection.start", ActionGroup::connection, "plus",
            [] { return Actions::tr("Start page: open a connection"); }, "Ctrl+T"},
        {"connection.next", ActionGroup::connection, "chevron-right",
            [] { return Actions::tr("Next connection"); }, "Ctrl+Tab"},
        {"connection.previous", ActionGroup::connection, "chevron-left",
            [] { return Actions::tr("Previous connection"); }, "Ctrl+Shift+Tab"},
        {"connection.beside", ActionGroup::connection, "columns-2",
            [] { return Actions::tr("Two connections side by side, or one"); }, "Ctrl+\\"},
        {"connection.disconnect", ActionGroup::connection, "unplug",
            [] { return Actions::tr("Disconnect"); }, "Ctrl+F4", KeyHome::registry, true},
    };
}

Infos windowActions()
{
    return {
        {"window.palette", ActionGroup::window, "search",
            [] { return Actions::tr("Command palette"); }, "Ctrl+K"},
        {"window.keys", ActionGroup::window, "info",
            [] { return Actions::tr("Keyboard"); }, "F1 ?"},
        {"window.lessons", ActionGroup::window, "vote",
            [] { return Actions::tr("Election lessons"); }},
        {"window.recording", ActionGroup::window, "history",
            [] { return Actions::tr("Replay a recording…"); }},
        {"window.preferences", ActionGroup::window, "settings",
            [] { return Actions::tr("Preferences…"); }, "Ctrl+,"},
        {"window.journal", ActionGroup::window, "scroll-text",
            [] { return Actions::tr("Open the folder of the journal of writes"); }},
        {"window.themeSystem", ActionGroup::window, "sun",
            [] { return Actions::tr("System theme"); }},
        {"window.themeLight", ActionGroup::window, "sun",
            [] { return Actions::tr("Light theme"); }},
        {"window.themeDark", ActionGroup::window, "moon", [] { return Actions::tr("Dark theme"); }},
        {"window.english", ActionGroup::window, "languages",
            [] { return Actions::tr("Language: English"); }},
        {"window.chinese", ActionGroup::window, "languages",
            [] { return Actions::tr("Language: Simplified Chinese"); }},
        {"window.quit", ActionGroup::window, "log-out",
            [] { return Actions::tr("Quit"); }, "Ctrl+Q", KeyHome::registry, true},
    };
}

} // namespace

QString actionGroupName(ActionGroup group)
{
    switch (group) {
    case ActionGroup::go: return Actions::tr("Go", "heading of actions that go to a node");
    case ActionGroup::node: return Actions::tr("Node", "heading of actions");
    case ActionGroup::tree: return Actions::tr("Tree", "heading of actions");
    case ActionGroup::view: return Actions::tr("View", "heading of actions");
    case ActionGroup::cluster: return Actions::tr("Cluster player", "heading of actions");
    case ActionGroup::connection: return Actions::tr("Connection", "heading of actions");
    case ActionGroup::window: break;
    }
    return Actions::tr("Window", "heading of actions");
}

QList<QKeySequence> ActionInfo::ownKeys() const
{
    QList<QKeySequence> all;
    for (const QString& each : QString::fromLatin1(keys).split(u' ', Qt::SkipEmptyParts))
        all << QKeySequence::fromString(each, QKeySequence::PortableText);
    return all;
}

const std::vector<ActionInfo>& actionCatalogue()
{
    static const Infos all = [] {
        Infos joined;
        for (const Infos& part : {goActions(), nodeActions(), treeActions(), viewActions(),
                 clusterActions(), connectionActions(), windowActions()})
            joined.insert(joined.end(), part.begin(), part.end());
        return joined;
    }();
    return all;
}

const ActionInfo* findActionInfo(const QString& id)
{
    static const std::map<QString, const ActionInfo*> byId = [] {
        std::map<QString, const ActionInfo*> index;
        for (const ActionInfo& info : actionCatalogue())
            index.emplace(QLatin1String(info.id), &info);
        return index;
    }();
    const auto found = byId.find(id);
    return found == byId.end() ? nullptr : found->second;
}

} // namespace zs::ui
