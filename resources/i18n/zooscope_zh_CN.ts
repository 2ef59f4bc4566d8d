<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AclPage</name>
    <message>
        <source>Access control list</source>
        <translation>访问控制列表</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Scheme</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>C create · D delete · R read · W write · A admin</source>
        <translation>C 创建 · D 删除 · R 读取 · W 写入 · A 管理</translation>
    </message>
    <message>
        <source>You may not read this ACL</source>
        <translation>您无权读取此 ACL</translation>
    </message>
    <message>
        <source>NoAuth: reading it needs R or A. The server does not tell who may.</source>
        <translation>NoAuth：读取它需要 R 或 A 权限。服务器不会说明谁有权限。</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的内容</translation>
    </message>
    <message>
        <source>The server&apos;s data</source>
        <translation>服务器上的数据</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>您的数据</translation>
    </message>
    <message>
        <source>Take server version</source>
        <translation>采用服务器版本</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>This node changed</source>
        <translation>此节点已被更改</translation>
    </message>
    <message>
        <source>%1. Your edit is based on version %2; the server now has version %3.</source>
        <translation>%1。您的编辑基于版本 %2；服务器现为版本 %3。</translation>
    </message>
    <message>
        <source>%1 on %2. Your edit is based on version %3; the server now has version %4.</source>
        <translation>%2 上的 %1。您的编辑基于版本 %3；服务器现为版本 %4。</translation>
    </message>
    <message>
        <source>version %1, %2, zxid %3</source>
        <comment>version, age, zxid</comment>
        <translation>版本 %1，%2，zxid %3</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Overwrite version %1</source>
        <translation>覆盖版本 %1</translation>
    </message>
</context>
<context>
    <name>DataEditor</name>
    <message>
        <source>Data of the node</source>
        <translation>节点数据</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Saved as version %1</source>
        <translation>已保存为版本 %1</translation>
    </message>
    <message>
        <source>The save was not applied. Your edit is kept; save again.</source>
        <translation>保存未生效。您的编辑已保留，请再次保存。</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>没有数据</translation>
    </message>
    <message>
        <source>This node&apos;s data is null, which is valid. Type here to add data.</source>
        <translation>此节点的数据为 null，这是有效的。在此输入即可添加数据。</translation>
    </message>
    <message>
        <source>This node holds 0 bytes, which is valid. Type here to add data.</source>
        <translation>此节点包含 0 字节，这是有效的。在此输入即可添加数据。</translation>
    </message>
    <message>
        <source>You may not read this node</source>
        <translation>您无权读取此节点</translation>
    </message>
    <message>
        <source>NoAuth: your session has no R on %1. Ask for R, or add another identity.</source>
        <translation>NoAuth：您的会话对 %1 没有 R 权限。请申请 R 权限，或添加其他身份。</translation>
    </message>
    <message>
        <source>Save (%1)</source>
        <translation>保存 (%1)</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back</source>
        <translation>连接恢复之前暂停写入</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>binary, looks like %1</source>
        <translation>二进制，可能是 %1</translation>
    </message>
    <message>
        <source>long lines are broken in this view only</source>
        <translation>长行仅在此视图中折断</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 已被删除。</translation>
    </message>
    <message>
        <source>You see your last copy.</source>
        <translation>您看到的是最后一份副本。</translation>
    </message>
    <message>
        <source>ConnectionLoss: the outcome of the save is unknown.</source>
        <translation>ConnectionLoss：保存结果未知。</translation>
    </message>
    <message>
        <source>The server may or may not have stored it.</source>
        <translation>服务器可能已保存，也可能没有。</translation>
    </message>
    <message>
        <source>Changed on the server to version %1.</source>
        <translation>服务器上已更改为版本 %1。</translation>
    </message>
    <message>
        <source>Your edit is based on version %1 and is kept.</source>
        <translation>您的编辑基于版本 %1，已保留。</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <comment>line and column</comment>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>byte 0x%1</source>
        <translation>字节 0x%1</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Changed, based on version %1</source>
        <translation>已更改，基于版本 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) changed, based on version %1</source>
        <translation><numerusform>更改了 %n 行，基于版本 %1</numerusform></translation>
    </message>
    <message>
        <source>These bytes are not UTF-8 text; as text they could not be kept as they are.</source>
        <translation>这些字节不是 UTF-8 文本；以文本方式编辑会损坏它们。</translation>
    </message>
    <message>
        <source>Data from a file</source>
        <translation>从文件读取数据</translation>
    </message>
    <message>
        <source>it is larger than 64 MiB</source>
        <translation>文件大于 64 MiB</translation>
    </message>
    <message>
        <source>The file was not read: %1.</source>
        <translation>未能读取文件：%1。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Take the server&apos;s</source>
        <translation>采用服务器的</translation>
    </message>
    <message>
        <source>Create again</source>
        <translation>重新创建</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>从文件…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Show the data as</source>
        <translation>数据显示方式</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Type the node&apos;s name to confirm</source>
        <translation>输入节点名称以确认</translation>
    </message>
    <message>
        <source>This is production. Type %1 to confirm</source>
        <translation>这是生产环境。输入 %1 以确认</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>个节点</translation>
    </message>
    <message>
        <source>of data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>ephemeral</source>
        <translation>临时节点</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>%1 of %2 deleted</source>
        <comment>numbers of nodes</comment>
        <translation>已删除 %1 / %2</translation>
    </message>
    <message>
        <source>Stopped after %1 deleted</source>
        <comment>number of nodes</comment>
        <translation>已停止，删除了 %1 个</translation>
    </message>
    <message>
        <source>Cancelled after %1 deleted</source>
        <comment>number of nodes</comment>
        <translation>已取消，删除了 %1 个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete %1 and everything below?</source>
        <translation>删除 %1 及其下所有内容？</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Delete nodes</source>
        <translation>删除节点</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n node(s)</source>
        <translation><numerusform>删除 %n 个节点</numerusform></translation>
    </message>
    <message>
        <source>Nodes are deleted from the bottom up. Clients see the tree shrink meanwhile; nodes that change during the run stop it. There is no undo.</source>
        <translation>节点自底向上删除。期间客户端会看到树逐渐变小；若有节点在删除过程中发生变化，删除会停止。此操作无法撤销。</translation>
    </message>
    <message>
        <source>The node is deleted only at the version that was read. There is no undo.</source>
        <translation>仅当节点仍为读取时的版本才会删除。此操作无法撤销。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>children</comment>
        <translation><numerusform>以及另外 %n 个</numerusform></translation>
    </message>
</context>
<context>
    <name>DialogFrame</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>HexView</name>
    <message>
        <source>Bytes of the node</source>
        <translation>节点的字节</translation>
    </message>
</context>
<context>
    <name>NewNodeDialog</name>
    <message>
        <source>New node</source>
        <translation>新建节点</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>in %1 on %2</source>
        <comment>path, connection</comment>
        <translation>位于 %2 的 %1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Create missing parents</source>
        <translation>创建缺失的父节点</translation>
    </message>
    <message>
        <source>Create node</source>
        <translation>创建节点</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Persistent</source>
        <translation>持久节点</translation>
    </message>
    <message>
        <source>Stays until someone deletes it</source>
        <translation>一直存在，直到被删除</translation>
    </message>
    <message>
        <source>Ephemeral</source>
        <translation>临时节点</translation>
    </message>
    <message>
        <source>Deleted when this session ends; cannot have children</source>
        <translation>本会话结束时删除；不能有子节点</translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation>顺序节点</translation>
    </message>
    <message>
        <source>adds a 10-digit counter; with Persistent or Ephemeral</source>
        <translation>附加 10 位计数器；可与持久或临时节点一起使用</translation>
    </message>
    <message>
        <source>Will be stored as %1 and a number of ten digits; the server picks it.</source>
        <translation>将保存为 %1 加十位数字；数字由服务器决定。</translation>
    </message>
    <message>
        <source>Will be stored as %1</source>
        <translation>将保存为 %1</translation>
    </message>
    <message>
        <source>This node goes away when you close the connection, or %1 s after Zooscope loses it.</source>
        <translation>关闭连接时，或 Zooscope 断开连接 %1 秒后，此节点将消失。</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back</source>
        <translation>连接恢复之前暂停写入</translation>
    </message>
</context>
<context>
    <name>NodeCreation</name>
    <message>
        <source>Type a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>Leave out the first slash: the path above stands in front.</source>
        <translation>请去掉开头的斜杠：前面已有上级路径。</translation>
    </message>
    <message>
        <source>A name cannot end with a slash.</source>
        <translation>名称不能以斜杠结尾。</translation>
    </message>
    <message>
        <source>Between two slashes there must be a name.</source>
        <translation>两个斜杠之间必须有名称。</translation>
    </message>
    <message>
        <source>A slash starts a deeper level. Turn on &quot;Create missing parents&quot; for that.</source>
        <translation>斜杠表示下一级。如需如此，请勾选“创建缺失的父节点”。</translation>
    </message>
    <message>
        <source>&quot;.&quot; and &quot;..&quot; are not names in ZooKeeper.</source>
        <translation>“.”和“..”不能作为 ZooKeeper 的名称。</translation>
    </message>
    <message>
        <source>ZooKeeper refuses the character at position %1 (U+%2).</source>
        <translation>ZooKeeper 不接受第 %1 位的字符 (U+%2)。</translation>
    </message>
</context>
<context>
    <name>NodeTabBar</name>
    <message>
        <source>Edits are not saved yet</source>
        <translation>编辑尚未保存</translation>
    </message>
</context>
<context>
    <name>NodeView</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>ACL</source>
        <translation>ACL</translation>
    </message>
    <message>
        <source>Views of the node</source>
        <translation>节点视图</translation>
    </message>
    <message>
        <source>Watch this node</source>
        <translation>监听此节点</translation>
    </message>
    <message>
        <source>Delete this node</source>
        <translation>删除此节点</translation>
    </message>
    <message>
        <source>Show the Stat panel</source>
        <translation>显示 Stat 面板</translation>
    </message>
</context>
<context>
    <name>StatRow</name>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>StatView</name>
    <message>
        <source>Stat</source>
        <translation>Stat</translation>
    </message>
    <message>
        <source>Copy all fields</source>
        <translation>复制所有字段</translation>
    </message>
    <message>
        <source>Close the Stat panel</source>
        <translation>关闭 Stat 面板</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Data last changed</source>
        <translation>数据最后更改</translation>
    </message>
    <message>
        <source>Children last changed</source>
        <translation>子节点最后更改</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Ownership and size</source>
        <translation>归属与大小</translation>
    </message>
    <message>
        <source>Path length</source>
        <translation>路径长度</translation>
    </message>
    <message>
        <source>Share of 1 MiB limit</source>
        <translation>占 1 MiB 上限的比例</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percentage</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 Epoch %2, counter %3.</source>
        <comment>the meaning of a zxid field, as a sentence</comment>
        <translation>%1epoch %2，计数器 %3。</translation>
    </message>
    <message>
        <source>The transaction that created this node.</source>
        <translation>创建此节点的事务。</translation>
    </message>
    <message>
        <source>The transaction that last changed this node&apos;s data.</source>
        <translation>最后更改此节点数据的事务。</translation>
    </message>
    <message>
        <source>The transaction that last created or deleted a child.</source>
        <translation>最后创建或删除子节点的事务。</translation>
    </message>
    <message>
        <source>When it was created, by the leader&apos;s clock, shown in local time. Copied in full it is milliseconds since 1970.</source>
        <translation>创建时间，以领导者的时钟为准，按本地时间显示。完整复制时为 1970 年以来的毫秒数。</translation>
    </message>
    <message>
        <source>When its data was last set, by the leader&apos;s clock, shown in local time. Copied in full it is milliseconds since 1970.</source>
        <translation>最后写入数据的时间，以领导者的时钟为准，按本地时间显示。完整复制时为 1970 年以来的毫秒数。</translation>
    </message>
    <message>
        <source>How many children it has, those of its children not counted.</source>
        <translation>子节点数量，不含子节点的子节点。</translation>
    </message>
    <message>
        <source>How often its data was set. A save is accepted only at the version that was read.</source>
        <translation>数据被写入的次数。只有版本与读取时一致，保存才会被接受。</translation>
    </message>
    <message>
        <source>How often children were created or deleted.</source>
        <translation>创建或删除子节点的次数。</translation>
    </message>
    <message>
        <source>How often its ACL was set.</source>
        <translation>设置 ACL 的次数。</translation>
    </message>
    <message>
        <source>ephemeral</source>
        <translation>临时节点</translation>
    </message>
    <message>
        <source>persistent</source>
        <translation>持久节点</translation>
    </message>
    <message>
        <source>The session that owns this ephemeral node. The node goes when the session ends.</source>
        <translation>拥有此临时节点的会话。会话结束时节点消失。</translation>
    </message>
    <message>
        <source>No session owns it. Servers show 0 for containers and TTL nodes too, so what looks persistent may be one of them.</source>
        <translation>不属于任何会话。服务器对容器节点和 TTL 节点也显示 0，因此看似持久的节点可能是其中之一。</translation>
    </message>
    <message>
        <source>The size of its data in bytes.</source>
        <translation>数据大小，以字节为单位。</translation>
    </message>
</context>
<context>
    <name>ZnodeTreeModel</name>
    <message>
        <source>Reading children</source>
        <translation>正在读取子节点</translation>
    </message>
    <message>
        <source>NoAuth: this session may not read it.</source>
        <translation>NoAuth：本会话无权读取。</translation>
    </message>
    <message>
        <source>Ephemeral: it goes when the session that created it ends.</source>
        <translation>临时节点：创建它的会话结束时消失。</translation>
    </message>
    <message>
        <source>Sequential? A guess from the 10-digit name; the server does not record it.</source>
        <translation>顺序节点？根据名称末尾的 10 位数字猜测；服务器不记录这一点。</translation>
    </message>
    <message>
        <source>ZooKeeper&apos;s own node.</source>
        <translation>ZooKeeper 自身的节点。</translation>
    </message>
    <message>
        <source>Changed on the server a moment ago.</source>
        <translation>刚刚在服务器上发生了更改。</translation>
    </message>
    <message>
        <source>Stopped: the children of %1 were not read. Refresh to try again.</source>
        <translation>已停止：未读取 %1 的子节点。请刷新重试。</translation>
    </message>
</context>
<context>
    <name>ZnodeTreeView</name>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>New node</source>
        <translation>新建节点</translation>
    </message>
    <message>
        <source>Refresh nodes</source>
        <translation>刷新节点</translation>
    </message>
    <message>
        <source>Collapse all nodes</source>
        <translation>折叠所有节点</translation>
    </message>
    <message>
        <source>Filter loaded nodes</source>
        <translation>筛选已加载的节点</translation>
    </message>
    <message>
        <source>Nodes that match the filter</source>
        <translation>符合筛选条件的节点</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>New child…</source>
        <translation>新建子节点…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the tree</comment>
        <translation><numerusform>%n 个监听</numerusform></translation>
    </message>
    <message>
        <source>Reading %1 children of %2, %3 s</source>
        <translation>正在读取 %2 的 %1 个子节点，%3 秒</translation>
    </message>
    <message>
        <source>Reading the children of %1, %2 s</source>
        <translation>正在读取 %1 的子节点，%2 秒</translation>
    </message>
    <message numerus="yes">
        <source>The first %n match(es)</source>
        <translation><numerusform>前 %n 个匹配项</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation><numerusform>%n 个匹配项</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) loaded</source>
        <translation><numerusform>已加载 %n 个节点</numerusform></translation>
    </message>
</context>
<context>
    <name>ZnodeTreeWidget</name>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
</context>
<context>
    <name>zs::ui::ZnodeTreeModel</name>
    <message>
        <source>NoAuth: this session may not list the children of %1. Ask for R, or add an identity.</source>
        <translation>NoAuth：本会话无权列出 %1 的子节点。请申请 R 权限，或添加身份。</translation>
    </message>
    <message>
        <source>ConnectionLoss: the children of %1 were not read. They are read again when the connection is back.</source>
        <translation>ConnectionLoss：未能读取 %1 的子节点。连接恢复后会重新读取。</translation>
    </message>
    <message>
        <source>SessionExpired: the children of %1 were not read. Open a new session.</source>
        <translation>SessionExpired：未能读取 %1 的子节点。请打开新会话。</translation>
    </message>
    <message>
        <source>%1: the children of %2 were not read: %3. Refresh to try again.</source>
        <translation>%1：未能读取 %2 的子节点：%3。请刷新重试。</translation>
    </message>
</context>
</TS>
