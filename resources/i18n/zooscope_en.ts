<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>zs::app::LocalLaunch</name>
    <message numerus="yes">
        <source>%1 holds a cluster of %n server(s). Choose as many servers, or another folder.</source>
        <translation>
            <numerusform>%1 holds a cluster of %n server. Choose as many servers, or another folder.</numerusform>
            <numerusform>%1 holds a cluster of %n servers. Choose as many servers, or another folder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::AclPage</name>
    <message numerus="yes">
        <source>Others changed this ACL: the server has aclVersion %1 with %n entries, your draft is based on %2.</source>
        <translation>
            <numerusform>Others changed this ACL: the server has aclVersion %1 with %n entry, your draft is based on %2.</numerusform>
            <numerusform>Others changed this ACL: the server has aclVersion %1 with %n entries, your draft is based on %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <comment>entries</comment>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <comment>entries</comment>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <comment>entries</comment>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::AclPresets</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::AclSteps</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::BellButton</name>
    <message numerus="yes">
        <source>Show events, %n unread</source>
        <translation>
            <numerusform>Show events, %n unread</numerusform>
            <numerusform>Show events, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ChildrenPage</name>
    <message numerus="yes">
        <source>%n children</source>
        <translation>
            <numerusform>%n child</numerusform>
            <numerusform>%n children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n nodes</source>
        <translation>
            <numerusform>Delete %n node</numerusform>
            <numerusform>Delete %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ConflictDialog</name>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) merged</source>
        <translation>
            <numerusform>%n change merged</numerusform>
            <numerusform>%n changes merged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionDialog</name>
    <message numerus="yes">
        <source>%n member(s) found</source>
        <translation>
            <numerusform>%n member found</numerusform>
            <numerusform>%n members found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionList</name>
    <message numerus="yes">
        <source>%n connection(s) imported</source>
        <translation>
            <numerusform>%n connection imported</numerusform>
            <numerusform>%n connections imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) exported, without secrets</source>
        <translation>
            <numerusform>%n connection exported, without secrets</numerusform>
            <numerusform>%n connections exported, without secrets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::DataFind</name>
    <message numerus="yes">
        <source>%n hit(s) replaced</source>
        <translation>
            <numerusform>%n hit replaced</numerusform>
            <numerusform>%n hits replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::DataPage</name>
    <message numerus="yes">
        <source>%n line(s) changed, based on version %1</source>
        <translation>
            <numerusform>%n line changed, based on version %1</numerusform>
            <numerusform>%n lines changed, based on version %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::DeleteDialog</name>
    <message numerus="yes">
        <source>Delete %n node(s)</source>
        <translation>
            <numerusform>Delete %n node</numerusform>
            <numerusform>Delete %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>children</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete the other %n node(s)</source>
        <translation>
            <numerusform>Delete the other node</numerusform>
            <numerusform>Delete the other %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::EventsModel</name>
    <message numerus="yes">
        <source>now %n children</source>
        <translation>
            <numerusform>now %n child</numerusform>
            <numerusform>now %n children</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::Format</name>
    <message numerus="yes">
        <source>%n seconds ago</source>
        <translation>
            <numerusform>%n second ago</numerusform>
            <numerusform>%n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n month ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n year ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::HappeningWords</name>
    <message numerus="yes">
        <source>%n session(s) moved</source>
        <translation>
            <numerusform>%n session moved</numerusform>
            <numerusform>%n sessions moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n expired</numerusform>
            <numerusform>%n expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged write(s) lost</source>
        <translation>
            <numerusform>%n acknowledged write lost</numerusform>
            <numerusform>%n acknowledged writes lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The trace of server %1 has a gap of %n line(s)</source>
        <translation>
            <numerusform>The trace of server %1 has a gap of %n line</numerusform>
            <numerusform>The trace of server %1 has a gap of %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::KnownTreeNote</name>
    <message numerus="yes">
        <source>%n more of the nodes do.</source>
        <comment>look like trees of programs</comment>
        <translation>
            <numerusform>%n more of the nodes does.</numerusform>
            <numerusform>%n more of the nodes do.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonPicker</name>
    <message numerus="yes">
        <source>%n server(s)</source>
        <translation>
            <numerusform>%n server</numerusform>
            <numerusform>%n servers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonRunner</name>
    <message numerus="yes">
        <source>It was not done within %n second(s), so nothing can be concluded.</source>
        <translation>
            <numerusform>It was not done within %n second, so nothing can be concluded.</numerusform>
            <numerusform>It was not done within %n seconds, so nothing can be concluded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not observed within %n second(s): %1.</source>
        <comment>what should have been observed</comment>
        <translation>
            <numerusform>Not observed within %n second: %1.</numerusform>
            <numerusform>Not observed within %n seconds: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonTitles</name>
    <message numerus="yes">
        <source>Start %n server(s)</source>
        <translation>
            <numerusform>Start %n server</numerusform>
            <numerusform>Start %n servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %n server(s) and write</source>
        <translation>
            <numerusform>Start %n server and write</numerusform>
            <numerusform>Start %n servers and write</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::MergeResultView</name>
    <message numerus="yes">
        <source>%1, %n line(s)</source>
        <comment>side of a conflict</comment>
        <translation>
            <numerusform>%1, %n line</numerusform>
            <numerusform>%1, %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PacketCrowd</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>a pill in the place of many messages on one link</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PaletteModel</name>
    <message numerus="yes">
        <source>%n child(ren)</source>
        <translation>
            <numerusform>%n child</numerusform>
            <numerusform>%n children</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PanelPage</name>
    <message numerus="yes">
        <source>%n row(s) written to %1</source>
        <translation>
            <numerusform>%n row written to %1</numerusform>
            <numerusform>%n rows written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PathBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PictureWords</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ReadingView</name>
    <message numerus="yes">
        <source>For %n second(s) by now.</source>
        <translation>
            <numerusform>For %n second by now.</numerusform>
            <numerusform>For %n seconds by now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionDialog</name>
    <message numerus="yes">
        <source>%1 of %n server(s) answered</source>
        <comment>number of servers</comment>
        <translation>
            <numerusform>%1 of %n server answered</numerusform>
            <numerusform>%1 of %n servers answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ephemeral node(s)</source>
        <translation>
            <numerusform>%n ephemeral node</numerusform>
            <numerusform>%n ephemeral nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them outside of the chroot %2</source>
        <comment>&quot;4 ephemeral nodes&quot;, a path</comment>
        <translation>
            <numerusform>%1, %n of them outside of the chroot %2</numerusform>
            <numerusform>%1, %n of them outside of the chroot %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionStatusBar</name>
    <message numerus="yes">
        <source>expires in %n s</source>
        <translation>
            <numerusform>expires in %n s</numerusform>
            <numerusform>expires in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the session</comment>
        <translation>
            <numerusform>%n watch</numerusform>
            <numerusform>%n watches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionWords</name>
    <message numerus="yes">
        <source>Trying %1 (attempt %2). Your session is kept for %n s more; edits stay in the editor.</source>
        <translation>
            <numerusform>Trying %1 (attempt %2). Your session is kept for %n s more; edits stay in the editor.</numerusform>
            <numerusform>Trying %1 (attempt %2). Your session is kept for %n s more; edits stay in the editor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ephemeral node(s)</source>
        <translation>
            <numerusform>%n ephemeral node</numerusform>
            <numerusform>%n ephemeral nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>of a session</comment>
        <translation>
            <numerusform>%n watch</numerusform>
            <numerusform>%n watches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::SubtreeDialog</name>
    <message numerus="yes">
        <source>The server counts %n node(s) below it, readable or not.</source>
        <translation>
            <numerusform>The server counts %n node below it, readable or not.</numerusform>
            <numerusform>The server counts %n nodes below it, readable or not.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may not be listed (no READ): what lies below them is not counted.</source>
        <translation>
            <numerusform>%n node may not be listed (no READ): what lies below it is not counted.</numerusform>
            <numerusform>%n nodes may not be listed (no READ): what lies below them is not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) could not be read and are not counted.</source>
        <translation>
            <numerusform>%n node could not be read and is not counted.</numerusform>
            <numerusform>%n nodes could not be read and are not counted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::SubtreeTransfers</name>
    <message numerus="yes">
        <source>%n node(s), %1</source>
        <translation>
            <numerusform>%n node, %1</numerusform>
            <numerusform>%n nodes, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::TlsPage</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <comment>of a certificate</comment>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::TransferDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)</source>
        <translation>
            <numerusform>Move %n node</numerusform>
            <numerusform>Move %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)</source>
        <translation>
            <numerusform>Duplicate %n node</numerusform>
            <numerusform>Duplicate %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::TransfersDialog</name>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>Move %n node</numerusform>
            <numerusform>Move %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n nodes</source>
        <translation>
            <numerusform>Duplicate %n node</numerusform>
            <numerusform>Duplicate %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the nodes were moved</source>
        <translation>
            <numerusform>%n of the nodes was moved</numerusform>
            <numerusform>%n of the nodes were moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the nodes were duplicated</source>
        <translation>
            <numerusform>%n of the nodes was duplicated</numerusform>
            <numerusform>%n of the nodes were duplicated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <comment>nodes</comment>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)</source>
        <translation>
            <numerusform>Move %n node</numerusform>
            <numerusform>Move %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)</source>
        <translation>
            <numerusform>Duplicate %n node</numerusform>
            <numerusform>Duplicate %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::UnsavedEditsDialog</name>
    <message numerus="yes">
        <source>%n node(s) hold edits that the server does not have.</source>
        <translation>
            <numerusform>%n node holds edits that the server does not have.</numerusform>
            <numerusform>%n nodes hold edits that the server does not have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>of listed nodes</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::WatchesPage</name>
    <message numerus="yes">
        <source>%n session(s) watch the data of this node on this server. wchp tells data watches alone, and each server only its own sessions.</source>
        <translation>
            <numerusform>%n session watches the data of this node on this server. wchp tells data watches alone, and each server only its own sessions.</numerusform>
            <numerusform>%n sessions watch the data of this node on this server. wchp tells data watches alone, and each server only its own sessions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::WorkspacePage</name>
    <message numerus="yes">
        <source>Deleted %n node(s)</source>
        <translation>
            <numerusform>Deleted %n node</numerusform>
            <numerusform>Deleted %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %n node(s)</source>
        <translation>
            <numerusform>Moved %n node</numerusform>
            <numerusform>Moved %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicated %n node(s)</source>
        <translation>
            <numerusform>Duplicated %n node</numerusform>
            <numerusform>Duplicated %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n line(s)</source>
        <translation>
            <numerusform>Copied %n line</numerusform>
            <numerusform>Copied %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::WriteJournal</name>
    <message numerus="yes">
        <source>%n node(s) from %1</source>
        <translation>
            <numerusform>%n node from %1</numerusform>
            <numerusform>%n nodes from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ZnodeTreeView</name>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the tree</comment>
        <translation>
            <numerusform>%n watch</numerusform>
            <numerusform>%n watches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n match(es)</source>
        <translation>
            <numerusform>The first match</numerusform>
            <numerusform>The first %n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) loaded</source>
        <translation>
            <numerusform>%n node loaded</numerusform>
            <numerusform>%n nodes loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n node(s)…</source>
        <translation>
            <numerusform>Delete %n node…</numerusform>
            <numerusform>Delete %n nodes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n path(s)</source>
        <translation>
            <numerusform>Copy %n path</numerusform>
            <numerusform>Copy %n paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n zkCli line(s)</source>
        <translation>
            <numerusform>Copy %n zkCli line</numerusform>
            <numerusform>Copy %n zkCli lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) too long to sort</source>
        <translation>
            <numerusform>%n level is too long to sort</numerusform>
            <numerusform>%n levels are too long to sort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)…</source>
        <translation>
            <numerusform>Duplicate %n node…</numerusform>
            <numerusform>Duplicate %n nodes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)…</source>
        <translation>
            <numerusform>Move %n node…</numerusform>
            <numerusform>Move %n nodes…</numerusform>
        </translation>
    </message>
</context>
</TS>
