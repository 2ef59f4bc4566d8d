<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConnectDialog</name>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to ZooKeeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers of one ensemble; any of them will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session time-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host:port, separated by commas; a path at the end is the chroot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole seconds from 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds. The server may choose a nearer value that it allows.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionDelegate</name>
    <message>
        <source>Open</source>
        <comment>button: open a connection</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionList</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to an ensemble, or launch a local server. What you used stays here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter looks at names, hosts and environments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionSwitcher</name>
    <message>
        <source>Connection %1, %2</source>
        <comment>its name and its state</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path or server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>now %n children</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>now at version %1, %2</source>
        <comment>a node&apos;s version and size</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsView</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show new events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold new events back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaunchCard</name>
    <message>
        <source>Launch a local server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this machine, as a process of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither this port nor one above it is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use; %2 will be taken.</source>
        <comment>two port numbers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free.</source>
        <comment>a port that no program uses</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <comment>a server</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <comment>a server</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocalLaunch</name>
    <message>
        <source>The local server ended by itself. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocalServer</name>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server was stopped before it had started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no program %1. Build or install the whole of Zooscope.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be locked. Check that you may write to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Zooscope (process %1) runs the local server of the folder %2. Connect to that server, or quit the other program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be made private: it belongs to someone else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample configuration %1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port of 127.0.0.1 is free. Close programs that you do not need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server was stopped before it was ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server was not ready after %1 s, so it was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server ended before it was ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It said last:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended with exit code %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was ended by signal %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local server</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NodeCreation</name>
    <message>
        <source>Type a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the first slash: the path above stands in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name cannot end with a slash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between two slashes there must be a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slash starts a deeper level. Turn on &quot;Create missing parents&quot; for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;.&quot; and &quot;..&quot; are not names in ZooKeeper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ZooKeeper refuses the character at position %1 (U+%2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathBar</name>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Children of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The children cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionBanner</name>
    <message>
        <source>New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionStatusBar</name>
    <message>
        <source>session %1</source>
        <comment>a session id</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session time-out %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean round trip of requests and pings</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>expires in %n s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Administration console for Apache ZooKeeper</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parent node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkspaceFrame</name>
    <message>
        <source>Browse</source>
        <comment>page of the navigation rail: tree and nodes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkspacePage</name>
    <message>
        <source>There is no node %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not saved: the server does not have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2 – Zooscope</source>
        <comment>window title: a node&apos;s path and a connection</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZnodeTreeModel</name>
    <message>
        <source>Reading children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NoAuth: this session may not read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ephemeral: it goes when the session that created it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequential? A guess from the 10-digit name; the server does not record it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ZooKeeper&apos;s own node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed on the server a moment ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NoAuth: this session may not list the children of %1. Ask for R, or add an identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ConnectionLoss: the children of %1 were not read. They are read again when the connection is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SessionExpired: the children of %1 were not read. Open a new session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the children of %2 were not read: %3. Refresh to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: the children of %1 were not read. Refresh to try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZnodeTreeView</name>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse all nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter loaded nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes that match the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New child…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the tree</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reading %1 children of %2, %3 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the children of %1, %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The first %n match(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) loaded</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ZnodeTreeWidget</name>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zs::app::Arguments</name>
    <message>
        <source>--lang: %1 is not one of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--theme: %1 is not one of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--launch and --connect cannot be used together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown argument %1. --help lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: zooscope [options]
A console for Apache ZooKeeper.

  --connect HOSTS  connect, e.g. to zk-1:2181,zk-2:2181/chroot
  --launch         start a local server and open it
  --lang LANGUAGE  en or zh_CN
  --theme THEME    system, light or dark
  --tour DIR       walk through the program, one picture a step in DIR
  --help           show this text
  --version        show the version
</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zs::ui::Environment</name>
    <message>
        <source>production</source>
        <comment>what a connection is used for</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>staging</source>
        <comment>what a connection is used for</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <comment>what a connection is used for</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>local</source>
        <comment>what a connection is used for</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zs::ui::ErrorWords</name>
    <message>
        <source>The connection broke before the answer came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the server did it is unknown. Read the node again before you retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its ephemeral nodes and watches are gone. Open a new session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session moved to another server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check scheme, user and password, then connect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that ZooKeeper runs and that this machine may reach it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The TLS check failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the certificates and the host name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was not ZooKeeper&apos;s protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that host and port belong to a ZooKeeper client port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is in read-only mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lost the quorum. Writes are possible again once it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is overloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody deleted it, or its parent is missing. Refresh the tree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The node exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or edit the node that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to do this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the permission, or add another identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The node was changed meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The node has children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete its children first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An ephemeral node cannot have children</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it below a persistent node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A local session cannot own ephemeral nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a server that upgrades local sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ACL is not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs at least one entry, each with a scheme and id the server knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input is not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quota is exhausted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete nodes or data, or raise the quota.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not know this operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs a newer version, or a setting such as extendedTypesEnabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operation failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details say why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>an error report that ends with a full stop, then advice</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zs::ui::Format</name>
    <message>
        <source>in the future</source>
        <comment>a server&apos;s clock is ahead of ours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n seconds ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Today %1</source>
        <comment>%1 is a time like 14:02</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format of Qt: day and month</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionWords</name>
    <message>
        <source>No server answers yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying %1 (attempt %2). %3</source>
        <comment>a server&apos;s address, a number, and why the last attempt failed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection to %1 lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying %1 (attempt %2). Edits stay in the editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Trying %1 (attempt %2). Your session is kept for %n s more; edits stay in the editor.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Trying %1 (attempt %2). The server may have dropped your session by now; edits stay in the editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes are held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read/write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected, read-only server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting, attempt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes are off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in read-only mode:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lost the quorum. Data may be old; writes are off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its ephemeral nodes and watches are gone. Your edits are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is closed. Your edits are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
