<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>zs::app::Arguments</name>
    <message>
        <source>--lang: %1 is not one of %2.</source>
        <translation>--lang：%1 不在可选值 %2 之中。</translation>
    </message>
    <message>
        <source>--theme: %1 is not one of %2.</source>
        <translation>--theme：%1 不在可选值 %2 之中。</translation>
    </message>
    <message>
        <source>--launch and --connect cannot be used together.</source>
        <translation>--launch 与 --connect 不能同时使用。</translation>
    </message>
    <message>
        <source>Unknown argument %1. --help lists them.</source>
        <translation>未知参数 %1。使用 --help 查看全部参数。</translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 需要一个值。</translation>
    </message>
    <message>
        <source>Usage: zooscope [options]
       zooscope cluster COMMAND …  (zooscope cluster --help tells more)
A console for Apache ZooKeeper.

  --connect HOSTS  connect, e.g. to zk-1:2181,zk-2:2181/chroot
  --launch         start a local cluster and open it
  --lang LANGUAGE  en or zh_CN
  --theme THEME    system, light or dark
  --tour DIR       walk through the program, one picture a step in DIR;
                   on its own local cluster, or on those of --connect
  --help           show this text
  --version        show the version
</source>
        <translation>用法：zooscope [选项]
      zooscope cluster 命令 …（详见 zooscope cluster --help）
Apache ZooKeeper 控制台。

  --connect HOSTS  连接，例如 zk-1:2181,zk-2:2181/chroot
  --launch         启动本地集群并打开
  --lang LANGUAGE  en 或 zh_CN
  --theme THEME    system、light 或 dark
  --tour DIR       自动演示程序，每一步在 DIR 中保存一张图片；
                   使用自己的本地集群，或 --connect 指定的服务器
  --help           显示此帮助
  --version        显示版本
</translation>
    </message>
</context>
<context>
    <name>zs::app::LocalLaunch</name>
    <message numerus="yes">
        <source>%1 holds a cluster of %n server(s). Choose as many servers, or another folder.</source>
        <translation>
            <numerusform>%1 中已有一个 %n 台服务器的集群。请选择相同的服务器数量，或另选目录。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::launcher::ApacheInstall</name>
    <message>
        <source>There is no Apache ZooKeeper in %1: neither it nor its folder lib holds a zookeeper-VERSION.jar. Point at the folder of an unpacked release.</source>
        <translation>%1 中没有 Apache ZooKeeper：该目录及其 lib 目录都没有 zookeeper-VERSION.jar。请指定解压后的发行版目录。</translation>
    </message>
    <message>
        <source>There is no Apache ZooKeeper on this machine. Install the package zookeeper, or unpack a release and point at its folder.</source>
        <translation>本机没有 Apache ZooKeeper。请安装 zookeeper 软件包，或解压发行版并指定其目录。</translation>
    </message>
    <message>
        <source>Apache ZooKeeper needs Java, and there is no java on PATH or in JAVA_HOME. Install a Java runtime (package default-jre-headless), or use the built-in engine.</source>
        <translation>Apache ZooKeeper 需要 Java，但 PATH 和 JAVA_HOME 中都没有 java。请安装 Java 运行时（软件包 default-jre-headless），或使用内置引擎。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::Cluster</name>
    <message>
        <source>A server&apos;s trace could not be read: %1.</source>
        <translation>无法读取某台服务器的跟踪：%1。</translation>
    </message>
    <message>
        <source>The folder %1 could not be locked. Check that you may write to it and that the disk is not full.</source>
        <translation>无法锁定目录 %1。请确认您有写入权限且磁盘未满。</translation>
    </message>
    <message>
        <source>Another Zooscope (process %1) runs the cluster of the folder %2. Use that one, or quit it first.</source>
        <translation>另一个 Zooscope（进程 %1）正在运行目录 %2 的集群。请使用它，或先将其退出。</translation>
    </message>
    <message>
        <source>%1 holds &quot;%2&quot;, so the data beside it is of another server than %3. Move it away, or choose another folder.</source>
        <translation>%1 的内容是“%2”，因此旁边的数据不属于服务器 %3。请将其移走，或另选目录。</translation>
    </message>
    <message>
        <source>The relay has ended. Stop the cluster and start it again.</source>
        <translation>中继已退出。请停止集群后重新启动。</translation>
    </message>
    <message>
        <source>The relay between the servers could not be started.</source>
        <translation>无法启动服务器之间的中继。</translation>
    </message>
    <message>
        <source>The relay between the servers ended, so they cannot reach each other.</source>
        <translation>服务器之间的中继已退出，服务器无法互相连接。</translation>
    </message>
    <message>
        <source>Stop the cluster and start it again.</source>
        <translation>请停止集群后重新启动。</translation>
    </message>
    <message>
        <source>A link could not be changed: %1.</source>
        <translation>无法更改链路：%1。</translation>
    </message>
    <message>
        <source>The data of server %1 could not be deleted. Look at %2.</source>
        <translation>无法删除服务器 %1 的数据。请查看 %2。</translation>
    </message>
    <message>
        <source>Server %1 ended before it was ready.</source>
        <translation>服务器 %1 在就绪之前退出。</translation>
    </message>
    <message>
        <source>Server %1 ended by itself.</source>
        <translation>服务器 %1 自行退出。</translation>
    </message>
    <message>
        <source>Server %1 was not ready after %2 s, so it was ended.</source>
        <translation>服务器 %1 在 %2 秒后仍未就绪，已被终止。</translation>
    </message>
    <message>
        <source>Another program uses one of its ports; quit that one.</source>
        <translation>另一个程序占用了它的某个端口，请退出该程序。</translation>
    </message>
    <message>
        <source>It said last:</source>
        <translation>最后的输出：</translation>
    </message>
    <message>
        <source>There is no program %1. Build or install the whole of Zooscope.</source>
        <translation>程序 %1 不存在。请构建或安装完整的 Zooscope。</translation>
    </message>
    <message>
        <source>The cluster is not running. Start it first.</source>
        <translation>集群没有运行。请先启动它。</translation>
    </message>
    <message>
        <source>A server alone cannot be observed. Launch a cluster of three or more.</source>
        <translation>单独的服务器不能有观察者。请启动三个或更多服务器的集群。</translation>
    </message>
    <message>
        <source>A local cluster has at most %1 servers.</source>
        <translation>本地集群最多有 %1 个服务器。</translation>
    </message>
    <message>
        <source>Server %1 is being added.</source>
        <translation>正在添加服务器 %1。</translation>
    </message>
    <message>
        <source>The links of the new observer could not be made: %1. Stop the cluster and start it again.</source>
        <translation>无法建立新观察者的链路：%1。请停止集群，然后重新启动。</translation>
    </message>
    <message>
        <source>Server %1 was restarted to learn of observer %2, and does not serve again. Look at its log and at broken links; then restart the servers that are left, and start %2.</source>
        <translation>服务器 %1 为了得知观察者 %2 而重启，但没有恢复服务。请查看它的日志和断开的链路；然后重启其余的服务器，并启动 %2。</translation>
    </message>
    <message>
        <source>The relay between the servers had ended, and was started again. Their connections were reset; faults of links are in force as before.</source>
        <translation>服务器之间的中继进程曾经退出，现已重新启动。服务器之间的连接已被重置；链路故障照旧生效。</translation>
    </message>
    <message>
        <source>The relay between the servers is being started again.</source>
        <translation>正在重新启动服务器之间的中继进程。</translation>
    </message>
    <message>
        <source>Joined the running cluster at %1: what happened before was not observed.</source>
        <translation>于 %1 接入正在运行的集群：此前发生的事情没有观察到。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::ClusterConfig</name>
    <message>
        <source>the line of %1 is missing; every member names all members</source>
        <translation>缺少 %1 一行；每个成员都要列出所有成员</translation>
    </message>
    <message>
        <source>clientPort is missing; the console connects to it</source>
        <translation>缺少 clientPort；控制台要连接它</translation>
    </message>
    <message>
        <source>%1 cannot be used here: the launcher keeps all files of a server in its own folder. Remove the line</source>
        <translation>此处不能使用 %1：启动器将服务器的所有文件保存在其自己的目录中。请删除此行</translation>
    </message>
    <message>
        <source>%1 belongs to the launcher and must stay %2</source>
        <translation>%1 由启动器决定，必须保持为 %2</translation>
    </message>
    <message>
        <source>%1 is not a server of this cluster; add servers to the cluster, not to one file</source>
        <translation>%1 不是此集群的服务器；请向集群添加服务器，而不是向单个文件添加</translation>
    </message>
    <message>
        <source>only the two ports of a server&apos;s own line may change: it is %1</source>
        <translation>服务器自己的一行只能更改两个端口：应为 %1</translation>
    </message>
    <message>
        <source>the address of another member belongs to the launcher: it is %1. Change the ports of that server in its own file</source>
        <translation>其他成员的地址由启动器决定：应为 %1。请在该服务器自己的文件中更改端口</translation>
    </message>
    <message>
        <source>There is but one server, so there are no links.</source>
        <translation>只有一台服务器，因此没有链路。</translation>
    </message>
    <message>
        <source>The links of this cluster do not go through the relay (its profile says so).</source>
        <translation>此集群的链路不经过中继（由其配置决定）。</translation>
    </message>
    <message>
        <source>%1 sets sslQuorum: the relay cannot read what servers say to each other under TLS, so links cannot be broken.</source>
        <translation>%1 设置了 sslQuorum：中继无法读取服务器之间的 TLS 通信，因此不能中断链路。</translation>
    </message>
    <message>
        <source>%1 sets reconfigEnabled: the members then share one list of addresses, so links cannot go through the relay.</source>
        <translation>%1 设置了 reconfigEnabled：成员将共用一个地址列表，因此链路不能经过中继。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::ClusterProfile</name>
    <message>
        <source>A local cluster has 1 to %1 servers, not %2.</source>
        <translation>本地集群可有 1 到 %1 台服务器，而不是 %2 台。</translation>
    </message>
    <message>
        <source>The ids of servers must be 1 to 9 and ascend; %1 does not.</source>
        <translation>服务器编号必须为 1 到 9 且递增；%1 不符合。</translation>
    </message>
    <message>
        <source>Observers need at least two participants to observe.</source>
        <translation>观察者至少需要两个参与者。</translation>
    </message>
    <message>
        <source>tickTime, initLimit and syncLimit must be at least 1.</source>
        <translation>tickTime、initLimit 和 syncLimit 至少为 1。</translation>
    </message>
    <message>
        <source>The cluster&apos;s folder must be an absolute path.</source>
        <translation>集群目录必须是绝对路径。</translation>
    </message>
    <message>
        <source>Port %1 is used twice. Give each server ports of its own.</source>
        <translation>端口 %1 被使用了两次。请为每台服务器指定各自的端口。</translation>
    </message>
    <message>
        <source>There is no cluster in %1: it has no profile.json.</source>
        <translation>%1 中没有集群：缺少 profile.json。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is no profile of a cluster: %2.</source>
        <translation>%1 不是集群配置：%2。</translation>
    </message>
    <message>
        <source>%1 is no profile that this version reads.</source>
        <translation>此版本无法读取 %1。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::ClusterStore</name>
    <message>
        <source>%1 could not be made executable.</source>
        <translation>无法将 %1 设为可执行。</translation>
    </message>
    <message>
        <source>%1 holds a cluster already.</source>
        <translation>%1 中已有集群。</translation>
    </message>
    <message>
        <source>The cluster in %1 runs. Stop it first.</source>
        <translation>%1 中的集群正在运行。请先停止。</translation>
    </message>
    <message>
        <source>%1 could not be deleted as a whole. Look at what is left.</source>
        <translation>%1 未能完全删除。请查看剩余内容。</translation>
    </message>
    <message>
        <source>%1 is not empty. Choose a new folder.</source>
        <translation>%1 不为空。请选择新目录。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::ManagedProcess</name>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>It ended with exit code %1.</source>
        <translation>退出码为 %1。</translation>
    </message>
    <message>
        <source>It was ended by signal %1 (%2).</source>
        <translation>被信号 %1（%2）终止。</translation>
    </message>
</context>
<context>
    <name>zs::launcher::PrivateFile</name>
    <message>
        <source>The folder %1 could not be used: %2. Choose one that you may write to.</source>
        <translation>无法使用目录 %1：%2。请选择有写入权限的目录。</translation>
    </message>
    <message>
        <source>a folder above it could not be made</source>
        <translation>无法创建其上级目录</translation>
    </message>
    <message>
        <source>there is a file of that name</source>
        <translation>存在同名文件</translation>
    </message>
    <message>
        <source>%1 could not be written: the disk is full. Make room and try again.</source>
        <translation>无法写入 %1：磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>it belongs to somebody else</source>
        <translation>它属于其他用户</translation>
    </message>
</context>
<context>
    <name>zs::launcher::RelayClient</name>
    <message>
        <source>It said something that nobody had asked for.</source>
        <translation>它发来了未请求的内容。</translation>
    </message>
    <message>
        <source>It said a line without end.</source>
        <translation>它发来了没有结尾的一行。</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclCounts</name>
    <message>
        <source>will change</source>
        <comment>nodes</comment>
        <translation>将更改</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>nodes</comment>
        <translation>已更改</translation>
    </message>
    <message>
        <source>already equal</source>
        <comment>nodes</comment>
        <translation>已相同</translation>
    </message>
    <message>
        <source>no A right</source>
        <comment>nodes</comment>
        <translation>无 A 权限</translation>
    </message>
    <message>
        <source>%1 will change, %2 already equal, %3 without A right</source>
        <comment>counts of nodes</comment>
        <translation>%1 个将更改，%2 个已相同，%3 个无 A 权限</translation>
    </message>
    <message>
        <source>%1 changed, %2 already equal, %3 without A right</source>
        <comment>counts of nodes</comment>
        <translation>%1 个已更改，%2 个已相同，%3 个无 A 权限</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclPage</name>
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
        <translation>C 创建 · D 删除 · R 读 · W 写 · A 管理</translation>
    </message>
    <message>
        <source>You may not read this ACL</source>
        <translation>您无权读取此 ACL</translation>
    </message>
    <message>
        <source>NoAuth: reading it needs R or A. The server does not tell who may.</source>
        <translation>NoAuth：读取需要 R 或 A 权限。服务器不会告知谁有权限。</translation>
    </message>
    <message>
        <source>ACL set, now at aclVersion %1</source>
        <translation>ACL 已设置，现为 aclVersion %1</translation>
    </message>
    <message>
        <source>BadVersion: others changed this ACL meanwhile. Compare, then apply again.</source>
        <translation>BadVersion：其间有人改了此 ACL。请比较后再应用。</translation>
    </message>
    <message>
        <source>This session is now %1 too</source>
        <translation>本会话现在也拥有身份 %1</translation>
    </message>
    <message>
        <source>Add principal</source>
        <translation>添加主体</translation>
    </message>
    <message>
        <source>Paste ACL</source>
        <translation>粘贴 ACL</translation>
    </message>
    <message>
        <source>Take the server&apos;s</source>
        <translation>采用服务器的</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation>应用到</translation>
    </message>
    <message>
        <source>This node only</source>
        <translation>仅此节点</translation>
    </message>
    <message>
        <source>This node and everything below</source>
        <translation>此节点及其下所有节点</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Type the node&apos;s name to confirm</source>
        <translation>输入节点名以确认</translation>
    </message>
    <message numerus="yes">
        <source>Others changed this ACL: the server has aclVersion %1 with %n entries, your draft is based on %2.</source>
        <translation>
            <numerusform>有人改了此 ACL：服务器上是 aclVersion %1，有 %n 个条目；您的草稿基于 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <comment>permission letters</comment>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>production: type %1</source>
        <comment>a node&apos;s name</comment>
        <translation>生产环境：请输入 %1</translation>
    </message>
    <message>
        <source>Based on aclVersion %1</source>
        <translation>基于 aclVersion %1</translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <comment>entries</comment>
        <translation>
            <numerusform>新增 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <comment>entries</comment>
        <translation>
            <numerusform>更改 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <comment>entries</comment>
        <translation>
            <numerusform>移除 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Apply to all</source>
        <translation>应用到全部</translation>
    </message>
    <message>
        <source>Apply ACL</source>
        <translation>应用 ACL</translation>
    </message>
    <message>
        <source>InvalidACL: a node needs at least one entry. Add a principal.</source>
        <translation>InvalidACL：节点至少需要一个条目。请添加主体。</translation>
    </message>
    <message>
        <source>Not an ACL: %1.</source>
        <comment>what is wrong</comment>
        <translation>不是 ACL：%1。</translation>
    </message>
    <message>
        <source>Anyone can take this node over.</source>
        <translation>任何人都可以接管此节点。</translation>
    </message>
    <message>
        <source>world:anyone has %1, so every client that reaches the servers can change this ACL.</source>
        <comment>permission letters</comment>
        <translation>world:anyone 拥有 %1，因此能连到服务器的任何客户端都可以更改此 ACL。</translation>
    </message>
    <message>
        <source>Anyone can write this node.</source>
        <translation>任何人都可以写此节点。</translation>
    </message>
    <message>
        <source>world:anyone has %1, so every client that reaches the servers can change its data.</source>
        <comment>permission letters</comment>
        <translation>world:anyone 拥有 %1，因此能连到服务器的任何客户端都可以更改其数据。</translation>
    </message>
    <message>
        <source>Anyone can add or remove children here.</source>
        <translation>任何人都可以在此添加或删除子节点。</translation>
    </message>
    <message>
        <source>world:anyone has %1.</source>
        <comment>permission letters</comment>
        <translation>world:anyone 拥有 %1。</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclPresets</name>
    <message>
        <source>Same as parent</source>
        <translation>与父节点相同</translation>
    </message>
    <message>
        <source>World reads, I change</source>
        <translation>所有人可读，我可修改</translation>
    </message>
    <message>
        <source>Only me</source>
        <translation>仅限我</translation>
    </message>
    <message>
        <source>Open to the world</source>
        <translation>对所有人开放</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, no world access</source>
        <comment>&quot;2 entries&quot;</comment>
        <translation>%1，所有人无权限</translation>
    </message>
    <message>
        <source>%1, world has %2</source>
        <comment>&quot;2 entries&quot;, letters of permissions</comment>
        <translation>%1，所有人有 %2</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclRow</name>
    <message>
        <source>Remove %1</source>
        <comment>a principal</comment>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>you?</source>
        <translation>您？</translation>
    </message>
    <message>
        <source>An identity of this session</source>
        <translation>本会话的身份之一</translation>
    </message>
    <message>
        <source>The server does not tell whether this is an identity of this session</source>
        <translation>服务器不告知这是否为本会话的身份</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclRules</name>
    <message>
        <source>ZooKeeper 3.8 compares IPv4 addresses alone. Write 10.20.0.0/16.</source>
        <translation>ZooKeeper 3.8 只比较 IPv4 地址。请写成 10.20.0.0/16。</translation>
    </message>
    <message>
        <source>Write four numbers with dots, and for a network its prefix: 10.20.0.0/16.</source>
        <translation>请写四个以点分隔的数字，网段再加前缀：10.20.0.0/16。</translation>
    </message>
    <message>
        <source>%1 is too large: each number is between 0 and 255.</source>
        <translation>%1 太大：每个数字在 0 到 255 之间。</translation>
    </message>
    <message>
        <source>The prefix must be between 0 and 32. Perhaps you mean %1/%2.</source>
        <translation>前缀必须在 0 到 32 之间。您可能想写 %1/%2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not scheme:id:permissions with letters of cdrwa</source>
        <translation>“%1”不是 scheme:id:权限 的形式，权限由字母 cdrwa 组成</translation>
    </message>
    <message>
        <source>There is no entry in the text</source>
        <translation>文本中没有条目</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclRunPanel</name>
    <message>
        <source>Recursive preview</source>
        <translation>递归预览</translation>
    </message>
    <message>
        <source>Recursive change</source>
        <translation>递归更改</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>ACLs are not inherited. Each node is set on its own; a failure leaves the others changed and is listed here.</source>
        <translation>ACL 不会继承。每个节点单独设置；某个失败时其他节点仍已更改，失败会列在这里。</translation>
    </message>
    <message>
        <source>Nodes: %1 of %2</source>
        <translation>节点：%1 / %2</translation>
    </message>
    <message>
        <source>Stopped. Nodes done: %1</source>
        <translation>已停止。已处理节点：%1</translation>
    </message>
    <message>
        <source>Nodes: %1, all dealt with</source>
        <translation>节点：%1，全部已处理</translation>
    </message>
    <message>
        <source>Nodes: %1, failed: %2</source>
        <translation>节点：%1，失败：%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclSteps</name>
    <message>
        <source>Changes</source>
        <translation>将更改</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Already equal</source>
        <translation>已相同</translation>
    </message>
    <message>
        <source>No A right, skipped</source>
        <translation>没有 A 权限，已跳过</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>its ACL may not be read</source>
        <translation>无权读取其 ACL</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>an ACL before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 → same</source>
        <comment>an ACL</comment>
        <translation>%1 → 不变</translation>
    </message>
    <message>
        <source>%1 → unchanged</source>
        <comment>an ACL</comment>
        <translation>%1 → 未更改</translation>
    </message>
</context>
<context>
    <name>zs::ui::AclWords</name>
    <message>
        <source>create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Create children of this node</source>
        <translation>在此节点下创建子节点</translation>
    </message>
    <message>
        <source>Delete children of this node</source>
        <translation>删除此节点的子节点</translation>
    </message>
    <message>
        <source>Read data and children</source>
        <translation>读取数据和子节点</translation>
    </message>
    <message>
        <source>Change data</source>
        <translation>修改数据</translation>
    </message>
    <message>
        <source>Change this ACL</source>
        <translation>修改此 ACL</translation>
    </message>
</context>
<context>
    <name>zs::ui::Actions</name>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Language: English</source>
        <translation>语言：英语</translation>
    </message>
    <message>
        <source>Language: Simplified Chinese</source>
        <translation>语言：简体中文</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go to path…</source>
        <translation>转到路径…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Parent node</source>
        <translation>父节点</translation>
    </message>
    <message>
        <source>Save node</source>
        <translation>保存节点</translation>
    </message>
    <message>
        <source>Drop unsaved changes of this node</source>
        <translation>丢弃此节点未保存的更改</translation>
    </message>
    <message>
        <source>Refresh node</source>
        <translation>刷新节点</translation>
    </message>
    <message>
        <source>New child node…</source>
        <translation>新建子节点…</translation>
    </message>
    <message>
        <source>Duplicate node…</source>
        <translation>复制节点…</translation>
    </message>
    <message>
        <source>Move or rename node…</source>
        <translation>移动或重命名节点…</translation>
    </message>
    <message>
        <source>Delete node…</source>
        <translation>删除节点…</translation>
    </message>
    <message>
        <source>Watch node, or stop watching</source>
        <translation>监听节点或停止监听</translation>
    </message>
    <message>
        <source>Bookmark node, or remove the bookmark</source>
        <translation>为节点添加或移除书签</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Filter the tree</source>
        <translation>筛选树</translation>
    </message>
    <message>
        <source>Refresh subtree</source>
        <translation>刷新子树</translation>
    </message>
    <message>
        <source>Collapse all nodes</source>
        <translation>折叠所有节点</translation>
    </message>
    <message>
        <source>Sort by name, numbers by value</source>
        <translation>按名称排序，数字按大小</translation>
    </message>
    <message>
        <source>Sort by name, byte by byte</source>
        <translation>按名称排序，逐字节</translation>
    </message>
    <message>
        <source>Sort by last change</source>
        <translation>按最后修改排序</translation>
    </message>
    <message>
        <source>Sort by size of data</source>
        <translation>按数据大小排序</translation>
    </message>
    <message>
        <source>Sort by number of children</source>
        <translation>按子节点数排序</translation>
    </message>
    <message>
        <source>Sort the other way round</source>
        <translation>反向排序</translation>
    </message>
    <message>
        <source>Show data of this node</source>
        <translation>显示此节点的数据</translation>
    </message>
    <message>
        <source>Edit ACL of this node</source>
        <translation>编辑此节点的 ACL</translation>
    </message>
    <message>
        <source>Show children of this node</source>
        <translation>显示此节点的子节点</translation>
    </message>
    <message>
        <source>Show watches on this node</source>
        <translation>显示此节点上的监听</translation>
    </message>
    <message>
        <source>Show history of this node</source>
        <translation>显示此节点的历史</translation>
    </message>
    <message>
        <source>Show or hide the tree</source>
        <translation>显示或隐藏树</translation>
    </message>
    <message>
        <source>Show or hide the Stat panel</source>
        <translation>显示或隐藏 Stat 面板</translation>
    </message>
    <message>
        <source>Show or hide the bottom panel</source>
        <translation>显示或隐藏底部面板</translation>
    </message>
    <message>
        <source>Page Browse</source>
        <translation>“浏览”页面</translation>
    </message>
    <message>
        <source>Page Cluster</source>
        <translation>“集群”页面</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Step on</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>Allow writing, or lock again</source>
        <translation>允许写入或重新锁定</translation>
    </message>
    <message>
        <source>Look for a server now</source>
        <translation>立即寻找服务器</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>Start page: open a connection</source>
        <translation>起始页：打开连接</translation>
    </message>
    <message>
        <source>Next connection</source>
        <translation>下一个连接</translation>
    </message>
    <message>
        <source>Previous connection</source>
        <translation>上一个连接</translation>
    </message>
    <message>
        <source>Two connections side by side, or one</source>
        <translation>并排显示两个连接，或只显示一个</translation>
    </message>
    <message>
        <source>Find in the node&apos;s data</source>
        <translation>在节点数据中查找</translation>
    </message>
    <message>
        <source>Next hit in the data</source>
        <translation>数据中的下一处匹配</translation>
    </message>
    <message>
        <source>Previous hit in the data</source>
        <translation>数据中的上一处匹配</translation>
    </message>
    <message>
        <source>Go</source>
        <comment>heading of actions that go to a node</comment>
        <translation>前往</translation>
    </message>
    <message>
        <source>Node</source>
        <comment>heading of actions</comment>
        <translation>节点</translation>
    </message>
    <message>
        <source>Tree</source>
        <comment>heading of actions</comment>
        <translation>树</translation>
    </message>
    <message>
        <source>View</source>
        <comment>heading of actions</comment>
        <translation>视图</translation>
    </message>
    <message>
        <source>Cluster player</source>
        <comment>heading of actions</comment>
        <translation>集群播放器</translation>
    </message>
    <message>
        <source>Connection</source>
        <comment>heading of actions</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Window</source>
        <comment>heading of actions</comment>
        <translation>窗口</translation>
    </message>
    <message>
        <source>One key is needed, with or without Ctrl, Alt and Shift.</source>
        <translation>需要一个按键，可以同时按 Ctrl、Alt 和 Shift。</translation>
    </message>
    <message>
        <source>Fields and lists need %1. Choose another key.</source>
        <translation>输入框和列表需要 %1。请选择其他按键。</translation>
    </message>
    <message>
        <source>%1 alone is hit by a slip, and this action takes something away. Add Ctrl or Alt.</source>
        <translation>单独的 %1 容易误按，而此操作会使内容丢失。请加上 Ctrl 或 Alt。</translation>
    </message>
    <message>
        <source>The page Cluster needs %1. Add Ctrl or Alt, or choose another key.</source>
        <translation>“集群”页面需要 %1。请加上 Ctrl 或 Alt，或选择其他按键。</translation>
    </message>
    <message>
        <source>Open the folder of the journal of writes</source>
        <translation>打开写入日志所在文件夹</translation>
    </message>
    <message>
        <source>Election lessons</source>
        <translation>选举课程</translation>
    </message>
    <message>
        <source>Replay a recording…</source>
        <translation>回放录制…</translation>
    </message>
    <message>
        <source>Show this session…</source>
        <translation>显示此会话…</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>显示事件</translation>
    </message>
</context>
<context>
    <name>zs::ui::AddIdentityDialog</name>
    <message>
        <source>Add identity</source>
        <translation>添加身份</translation>
    </message>
    <message>
        <source>Digest user</source>
        <translation>Digest 用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>It is presented in this session, also after a reconnect, and is not stored. To keep it, or to log in by SASL, which is possible only while a connection opens, edit the connection and connect again.</source>
        <translation>在本次会话中出示，重新连接后也会出示，但不会保存。若要保存它，或要通过 SASL 登录（只能在建立连接时进行），请编辑连接并重新连接。</translation>
    </message>
</context>
<context>
    <name>zs::ui::AddPrincipalDialog</name>
    <message>
        <source>Add principal</source>
        <translation>添加主体</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Authenticate as super</source>
        <translation>以 super 身份认证</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>zs::ui::BellButton</name>
    <message numerus="yes">
        <source>Show events, %n unread</source>
        <translation>
            <numerusform>显示事件，%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>显示事件</translation>
    </message>
</context>
<context>
    <name>zs::ui::BookmarkDialog</name>
    <message>
        <source>Set a bookmark</source>
        <translation>设置书签</translation>
    </message>
    <message>
        <source>What is to be seen here? (may stay empty)</source>
        <translation>此处可以看到什么？（可以留空）</translation>
    </message>
    <message>
        <source>Set bookmark</source>
        <translation>设置书签</translation>
    </message>
</context>
<context>
    <name>zs::ui::BookmarkMenu</name>
    <message>
        <source>%1: %2</source>
        <comment>a bookmark: time, words</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Set a bookmark here…</source>
        <translation>在此处设置书签…</translation>
    </message>
    <message>
        <source>Remove the bookmark of this time</source>
        <translation>删除此刻的书签</translation>
    </message>
</context>
<context>
    <name>zs::ui::BottomPanel</name>
    <message>
        <source>Hide panel</source>
        <translation>隐藏面板</translation>
    </message>
</context>
<context>
    <name>zs::ui::CardActions</name>
    <message>
        <source>Start</source>
        <comment>a stopped server</comment>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>a running server</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Kill -9</source>
        <translation>Kill -9</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>a server&apos;s process</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <comment>a paused server</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Isolate</source>
        <comment>a server from the others</comment>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Heal</source>
        <comment>the links of a server</comment>
        <translation>修复</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Wipe data</source>
        <translation>清空数据</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>a server&apos;s log</comment>
        <translation>日志</translation>
    </message>
    <message>
        <source>Start the server with its data</source>
        <translation>用原有数据启动服务器</translation>
    </message>
    <message>
        <source>Stop the server by SIGTERM: it says goodbye</source>
        <translation>用 SIGTERM 停止服务器：它会先道别</translation>
    </message>
    <message>
        <source>Kill the server by SIGKILL, as a power cut would</source>
        <translation>用 SIGKILL 杀死服务器，如同断电</translation>
    </message>
    <message>
        <source>Pause the process by SIGSTOP: it hangs, its connections stand</source>
        <translation>用 SIGSTOP 暂停进程：它挂起，连接仍在</translation>
    </message>
    <message>
        <source>Let the process run on by SIGCONT</source>
        <translation>用 SIGCONT 让进程继续运行</translation>
    </message>
    <message>
        <source>Cut all links to the other servers; clients still reach it</source>
        <translation>切断到其他服务器的所有链路；客户端仍可访问它</translation>
    </message>
    <message>
        <source>Mend all links of this server</source>
        <translation>修复此服务器的所有链路</translation>
    </message>
    <message>
        <source>Stop the server, then start it again</source>
        <translation>停止服务器，然后重新启动</translation>
    </message>
    <message>
        <source>Delete the transaction logs and snapshots of this server</source>
        <translation>删除此服务器的事务日志和快照</translation>
    </message>
    <message>
        <source>Show the server&apos;s log</source>
        <translation>显示服务器的日志</translation>
    </message>
</context>
<context>
    <name>zs::ui::Check</name>
    <message>
        <source>an object is not closed</source>
        <translation>对象没有结束</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>缺少冒号</translation>
    </message>
    <message>
        <source>an array is not closed</source>
        <translation>数组没有结束</translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation>缺少逗号</translation>
    </message>
    <message>
        <source>this is no number</source>
        <translation>这不是数字</translation>
    </message>
    <message>
        <source>an unknown escape sequence</source>
        <translation>未知的转义序列</translation>
    </message>
    <message>
        <source>a string is not closed</source>
        <translation>字符串没有结束</translation>
    </message>
    <message>
        <source>an object should follow the comma</source>
        <translation>逗号之后应有对象</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <source>more follows after the value</source>
        <translation>值之后还有多余内容</translation>
    </message>
    <message>
        <source>no value of JSON begins here</source>
        <translation>此处不是 JSON 值的开头</translation>
    </message>
    <message>
        <source>\u takes four hexadecimal digits</source>
        <translation>\u 之后须有四个十六进制数字</translation>
    </message>
</context>
<context>
    <name>zs::ui::ChildrenModel</name>
    <message>
        <source>ephemeral</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>sequential?</source>
        <translation>顺序？</translation>
    </message>
    <message>
        <source>persistent</source>
        <translation>持久</translation>
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
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>子节点</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
</context>
<context>
    <name>zs::ui::ChildrenPage</name>
    <message>
        <source>Reading what to sort by…</source>
        <translation>正在读取排序所需的内容…</translation>
    </message>
    <message numerus="yes">
        <source>%n children</source>
        <translation>
            <numerusform>%n 个子节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 shown</source>
        <comment>&quot;42 children&quot;, number</comment>
        <translation>%1，显示 %2 个</translation>
    </message>
    <message>
        <source>No children</source>
        <translation>没有子节点</translation>
    </message>
    <message>
        <source>Nothing is below this node. &quot;New&quot; creates the first one.</source>
        <translation>此节点下没有内容。点击“新建”创建第一个子节点。</translation>
    </message>
    <message>
        <source>Filter children</source>
        <translation>筛选子节点</translation>
    </message>
    <message>
        <source>Children of the node</source>
        <translation>节点的子节点</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>&quot;sequential?&quot; is a guess from the 10-digit name; the server does not record it</source>
        <translation>“顺序？”是根据 10 位数字的名称猜测的；服务器不记录这一点</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n nodes</source>
        <translation>
            <numerusform>删除 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the selected children</source>
        <translation>删除所选子节点</translation>
    </message>
    <message>
        <source>New child of this node (%1)</source>
        <translation>为此节点新建子节点（%1）</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClickHouse</name>
    <message>
        <source>fetch a part from another replica</source>
        <translation>从其他副本获取数据片段</translation>
    </message>
    <message>
        <source>attach a part</source>
        <translation>附加数据片段</translation>
    </message>
    <message>
        <source>merge parts</source>
        <translation>合并数据片段</translation>
    </message>
    <message>
        <source>drop a range of parts</source>
        <translation>删除一个范围的数据片段</translation>
    </message>
    <message>
        <source>detach a range of parts</source>
        <translation>分离一个范围的数据片段</translation>
    </message>
    <message>
        <source>mutate a part</source>
        <translation>变更数据片段</translation>
    </message>
    <message>
        <source>alter the table</source>
        <translation>更改表结构</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>数据片段</translation>
    </message>
    <message>
        <source>Source parts</source>
        <translation>源数据片段</translation>
    </message>
    <message>
        <source>ClickHouse replication queue entry</source>
        <translation>ClickHouse 复制队列条目</translation>
    </message>
    <message>
        <source>ClickHouse replication log entry</source>
        <translation>ClickHouse 复制日志条目</translation>
    </message>
    <message>
        <source>Format version</source>
        <translation>格式版本</translation>
    </message>
    <message>
        <source>Created, in the server&apos;s time zone</source>
        <translation>创建时间（服务器时区）</translation>
    </message>
    <message>
        <source>Source replica</source>
        <translation>源副本</translation>
    </message>
    <message>
        <source>Block id</source>
        <translation>块 id</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>numbers of the first and the last block</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Merge level</source>
        <translation>合并层级</translation>
    </message>
    <message>
        <source>Mutation</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>ClickHouse part %1</source>
        <translation>ClickHouse 数据片段 %1</translation>
    </message>
    <message>
        <source>Hash of its columns</source>
        <translation>列的哈希</translation>
    </message>
    <message>
        <source>ClickHouse replica %1</source>
        <translation>ClickHouse 副本 %1</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Replication port</source>
        <translation>复制端口</translation>
    </message>
    <message>
        <source>Port for queries</source>
        <translation>查询端口</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Protocol of replication</source>
        <translation>复制协议</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClusterHeader</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示的内容</translation>
    </message>
    <message>
        <source>Choose…</source>
        <comment>a cluster, recording or lesson</comment>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>网络分区</translation>
    </message>
    <message>
        <source>Cut the picked servers off from the others</source>
        <translation>把选中的服务器与其他服务器隔开</translation>
    </message>
    <message>
        <source>Pick servers first: drag a frame around their cards, or Shift and click</source>
        <translation>请先选择服务器：拖动框选卡片，或按住 Shift 单击</translation>
    </message>
    <message>
        <source>Add observer</source>
        <translation>添加观察者</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <source>Where these facts come from; nothing is drawn that was not observed</source>
        <translation>这些事实的来源；没有观察到的一律不画</translation>
    </message>
    <message>
        <source>Add a server that follows without a vote. Every server must know it: they are restarted one after another, the leader last</source>
        <translation>添加一个没有投票权的服务器。每个服务器都必须知道它：它们会依次重启，领导者最后</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClusterPage</name>
    <message>
        <source>Open a recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>The recording ends inside a part that was not written to its end; what is before it is shown.</source>
        <translation>录制的最后一段没有写完；显示在它之前的内容。</translation>
    </message>
    <message>
        <source>Save the recording: it holds the paths of nodes, but neither their data nor secrets</source>
        <translation>保存录制：其中有节点的路径，但没有数据和密码</translation>
    </message>
    <message>
        <source>Recordings (*.ztrace)</source>
        <translation>录制 (*.ztrace)</translation>
    </message>
    <message>
        <source>Saved %1. It holds the paths of nodes: think of that before you share it.</source>
        <translation>已保存 %1。其中有节点的路径：分享之前请想到这一点。</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Synchronization with %1</source>
        <comment>a server&apos;s name</comment>
        <translation>与 %1 同步</translation>
    </message>
    <message>
        <source>Synchronization</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoch %1</translation>
    </message>
    <message>
        <source>Transactions in flight</source>
        <translation>进行中的事务</translation>
    </message>
    <message>
        <source>quorum %1</source>
        <translation>法定人数 %1</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Votes, round %1</source>
        <translation>投票，第 %1 轮</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>没有录制</translation>
    </message>
    <message>
        <source>Open a recording (.ztrace) to replay it without any server.</source>
        <translation>打开录制（.ztrace），无需服务器即可回放。</translation>
    </message>
    <message>
        <source>Nothing observed yet</source>
        <translation>尚未观察到任何内容</translation>
    </message>
    <message>
        <source>The servers are not up, or have told nothing.</source>
        <translation>服务器没有运行，或还没有报告任何内容。</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>没有集群</translation>
    </message>
    <message>
        <source>Launch a local cluster on the start page, connect to an ensemble, or open a recording.</source>
        <translation>请在起始页启动本地集群、连接到集群，或打开录制。</translation>
    </message>
    <message>
        <source>No lesson</source>
        <translation>没有课程</translation>
    </message>
    <message>
        <source>Choose a lesson above. It runs real servers in a scratch folder, and leaves every other cluster alone.</source>
        <translation>请在上方选择课程。课程在临时文件夹中运行真实的服务器，不会动其他任何集群。</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClusterPanel</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Show every step, also votes kept, proposals and acks</source>
        <translation>显示每一步，包括保留的投票、提案和确认</translation>
    </message>
    <message>
        <source>Previous election</source>
        <translation>上一次选举</translation>
    </message>
    <message>
        <source>Next election</source>
        <translation>下一次选举</translation>
    </message>
    <message>
        <source>Votes are not visible: these servers are only asked for their role and zxid now and then. Launch a local cluster to see every vote.</source>
        <translation>看不到投票：这些服务器只是不时被询问角色和 zxid。启动本地集群即可看到每一张票。</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>选票</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClusterView</name>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
</context>
<context>
    <name>zs::ui::ClusterWords</name>
    <message>
        <source>%1 and %2</source>
        <comment>the end of a list of server ids</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>in a list of server ids</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>starting</source>
        <comment>a server</comment>
        <translation>启动中</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>state of a server</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>a server&apos;s process</comment>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>zs::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Go to node or command</source>
        <translation>转到节点或命令</translation>
    </message>
    <message>
        <source>Nodes and commands that match</source>
        <translation>匹配的节点和命令</translation>
    </message>
    <message>
        <source>paths</source>
        <comment>what the prefix / asks for</comment>
        <translation>路径</translation>
    </message>
    <message>
        <source>commands</source>
        <comment>what the prefix &gt; asks for</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>connections</source>
        <comment>what the prefix @ asks for</comment>
        <translation>连接</translation>
    </message>
    <message>
        <source>completes a path</source>
        <comment>what the Tab key does</comment>
        <translation>补全路径</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConflictDialog</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的版本</translation>
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
        <translation>此节点已变化</translation>
    </message>
    <message>
        <source>%1. Your edit is based on version %2; the server now has version %3.</source>
        <translation>%1。您的编辑基于版本 %2，服务器现为版本 %3。</translation>
    </message>
    <message>
        <source>%1 on %2. Your edit is based on version %3; the server now has version %4.</source>
        <translation>%2 上的 %1。您的编辑基于版本 %3，服务器现为版本 %4。</translation>
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
    <message>
        <source>Base</source>
        <translation>基础版本</translation>
    </message>
    <message>
        <source>The data that your edit is based on</source>
        <translation>您的修改所基于的数据</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The merged data</source>
        <translation>合并后的数据</translation>
    </message>
    <message>
        <source>Show base</source>
        <translation>显示基础版本</translation>
    </message>
    <message>
        <source>Show what both sides started from</source>
        <translation>显示双方修改之前的数据</translation>
    </message>
    <message>
        <source>Previous conflict</source>
        <translation>上一处冲突</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>下一处冲突</translation>
    </message>
    <message>
        <source>Save merged</source>
        <translation>保存合并结果</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n 处冲突</numerusform>
        </translation>
    </message>
    <message>
        <source>These bytes are not text, so they cannot be merged by lines. Take one side.</source>
        <translation>这些字节不是文本，无法按行合并。请选择其中一方。</translation>
    </message>
    <message>
        <source>There is too much to decide here. Take one side, or keep editing and save in smaller steps.</source>
        <translation>待定之处过多。请选择其中一方，或继续编辑并分几步保存。</translation>
    </message>
    <message>
        <source>%1, %2 to decide</source>
        <comment>&quot;2 changes merged&quot;, number of conflicts</comment>
        <translation>%1，%2 处待定</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) merged</source>
        <translation>
            <numerusform>已合并 %n 处修改</numerusform>
        </translation>
    </message>
    <message>
        <source>The merged lines are not valid JSON any more. Check them.</source>
        <translation>合并后的内容不再是有效的 JSON，请检查。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectStringWords</name>
    <message>
        <source>Write host:port, for example 127.0.0.1:2181.</source>
        <translation>请填写 host:port，例如 127.0.0.1:2181。</translation>
    </message>
    <message>
        <source>A server is missing: one comma stands between two servers.</source>
        <translation>缺少服务器：两个服务器之间用一个逗号分隔。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a URL. Write host:port, without a scheme.</source>
        <translation>“%1”是 URL。请填写 host:port，不带协议前缀。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no host before the colon.</source>
        <translation>“%1”的冒号前没有主机。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a character that no host name has.</source>
        <translation>“%1”含有主机名中不允许的字符。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has several colons. Put an IPv6 address in brackets: [::1]:2181.</source>
        <translation>“%1”有多个冒号。IPv6 地址请加方括号：[::1]:2181。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lacks the closing bracket of its IPv6 address.</source>
        <translation>“%1”的 IPv6 地址缺少右方括号。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no IPv6 address between its brackets.</source>
        <translation>“%1”的方括号内没有 IPv6 地址。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has text between its address and its port.</source>
        <translation>“%1”的地址与端口之间有多余的文字。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no valid port: a number from 1 to 65535.</source>
        <translation>“%1”没有有效的端口：端口为 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>The chroot &quot;%1&quot; is not valid. %2</source>
        <comment>a path, and what is wrong with it</comment>
        <translation>chroot“%1”无效。%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionDelegate</name>
    <message>
        <source>Open</source>
        <comment>button: open a connection</comment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Read-only</source>
        <comment>a connection</comment>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionDialog</name>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Servers of one ensemble; any of them will do.</source>
        <translation>同一集群的服务器，任一即可。</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>SSH tunnel</source>
        <translation>SSH 隧道</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Parts of the connection</source>
        <translation>连接的各部分</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Identities (%1)</source>
        <translation>身份（%1）</translation>
    </message>
    <message>
        <source>Opening the SSH tunnel…</source>
        <translation>正在打开 SSH 隧道…</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>%1 of %2 answer</source>
        <comment>servers</comment>
        <translation>%1 / %2 台有应答</translation>
    </message>
    <message>
        <source>The chroot does not exist on the servers.</source>
        <translation>服务器上没有此 chroot。</translation>
    </message>
    <message>
        <source>%1, session in %2</source>
        <comment>N of M answer; a duration</comment>
        <translation>%1，%2 内建立会话</translation>
    </message>
    <message>
        <source>The server names no members: it stands alone, or is older than 3.5.</source>
        <translation>服务器没有列出成员：它是单机，或早于 3.5 版。</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) found</source>
        <translation>
            <numerusform>找到 %n 个成员</numerusform>
        </translation>
    </message>
    <message>
        <source>No way to the gateway</source>
        <translation>无法连通网关</translation>
    </message>
    <message>
        <source>The SSH tunnel failed.</source>
        <translation>SSH 隧道建立失败。</translation>
    </message>
    <message>
        <source>No session came up.</source>
        <translation>未能建立会话。</translation>
    </message>
    <message>
        <source>No members found</source>
        <translation>未找到成员</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionList</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Filter connections</source>
        <translation>筛选连接</translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation>还没有连接</translation>
    </message>
    <message>
        <source>Connect to an ensemble, or launch a local server. What you used stays here.</source>
        <translation>连接到一个集群，或启动本地服务器。用过的连接会留在这里。</translation>
    </message>
    <message>
        <source>No connection matches</source>
        <translation>没有匹配的连接</translation>
    </message>
    <message>
        <source>The filter looks at names, hosts and environments.</source>
        <translation>筛选范围是名称、主机和环境。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Import connections…</source>
        <translation>导入连接…</translation>
    </message>
    <message>
        <source>Export connections…</source>
        <translation>导出连接…</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <comment>a connection&apos;s name</comment>
        <translation>%1 的副本</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>Nothing was imported from %1: %2</source>
        <translation>没有从 %1 导入任何内容：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported</source>
        <translation>
            <numerusform>已导入 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) exported, without secrets</source>
        <translation>
            <numerusform>已导出 %n 个连接，不含密码</numerusform>
        </translation>
    </message>
    <message>
        <source>Connections (*.json)</source>
        <translation>连接 (*.json)</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionOpener</name>
    <message>
        <source>The SSH tunnel failed: %1</source>
        <translation>SSH 隧道失败：%1</translation>
    </message>
    <message>
        <source>A password is asked for, since it is nowhere kept.</source>
        <translation>打开时需要输入密码，因为没有保存密码。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionSwitcher</name>
    <message>
        <source>Connection %1, %2</source>
        <comment>its name and its state</comment>
        <translation>连接 %1，%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionTabBar</name>
    <message>
        <source>%1, %2</source>
        <comment>a connection&apos;s name and its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, with unsaved edits</source>
        <comment>a connection&apos;s name and state</comment>
        <translation>%1，有未保存的修改</translation>
    </message>
    <message>
        <source>Close connection %1</source>
        <translation>关闭连接 %1</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionTabs</name>
    <message>
        <source>Open connections</source>
        <translation>已打开的连接</translation>
    </message>
    <message>
        <source>Open another connection</source>
        <translation>打开另一个连接</translation>
    </message>
    <message>
        <source>Two connections side by side</source>
        <translation>并排显示两个连接</translation>
    </message>
</context>
<context>
    <name>zs::ui::ConnectionWords</name>
    <message>
        <source>The host name is unknown.</source>
        <translation>主机名未知。</translation>
    </message>
    <message>
        <source>The port refuses connections: nothing listens there.</source>
        <translation>端口拒绝连接：没有程序在监听。</translation>
    </message>
    <message>
        <source>There is no way to this host.</source>
        <translation>无法到达该主机。</translation>
    </message>
    <message>
        <source>Nothing answered within the connect time-out.</source>
        <translation>在连接超时时间内没有应答。</translation>
    </message>
    <message>
        <source>The server fell silent.</source>
        <translation>服务器不再应答。</translation>
    </message>
    <message>
        <source>The server does not serve: it is starting, or there is no quorum.</source>
        <translation>服务器暂不提供服务：正在启动，或没有法定人数。</translation>
    </message>
    <message>
        <source>The server has not caught up with what was seen here.</source>
        <translation>服务器的数据落后于此处已见的更改。</translation>
    </message>
    <message>
        <source>The server&apos;s data were deleted or restored. Open a new session.</source>
        <translation>服务器的数据被删除或恢复过。请打开新会话。</translation>
    </message>
    <message>
        <source>The server refused to open a session.</source>
        <translation>服务器拒绝打开会话。</translation>
    </message>
    <message>
        <source>What answered is not a ZooKeeper server.</source>
        <translation>应答的不是 ZooKeeper 服务器。</translation>
    </message>
    <message>
        <source>The session expired.</source>
        <translation>会话已过期。</translation>
    </message>
    <message>
        <source>The server refused an identity.</source>
        <translation>服务器拒绝了一个身份。</translation>
    </message>
    <message>
        <source>The session moved to another server.</source>
        <translation>会话已移到另一台服务器。</translation>
    </message>
    <message>
        <source>The server is too old for an operation and closed the connection.</source>
        <translation>服务器版本过旧，不支持某项操作，并关闭了连接。</translation>
    </message>
    <message>
        <source>TLS: a certificate or key file cannot be used.</source>
        <translation>TLS：证书或密钥文件无法使用。</translation>
    </message>
    <message>
        <source>TLS: the certificate is not valid yet.</source>
        <translation>TLS：证书尚未生效。</translation>
    </message>
    <message>
        <source>TLS: the certificate has expired.</source>
        <translation>TLS：证书已过期。</translation>
    </message>
    <message>
        <source>TLS: the certificate was revoked.</source>
        <translation>TLS：证书已被吊销。</translation>
    </message>
    <message>
        <source>TLS: the certificate is self-signed and not trusted.</source>
        <translation>TLS：证书是自签名的，不受信任。</translation>
    </message>
    <message>
        <source>TLS: the issuer of the certificate is not trusted.</source>
        <translation>TLS：证书的颁发者不受信任。</translation>
    </message>
    <message>
        <source>TLS: the certificate is for other host names.</source>
        <translation>TLS：证书属于其他主机名。</translation>
    </message>
    <message>
        <source>TLS: the certificate cannot be verified.</source>
        <translation>TLS：无法验证证书。</translation>
    </message>
    <message>
        <source>TLS: the server asks for a client certificate.</source>
        <translation>TLS：服务器要求客户端证书。</translation>
    </message>
    <message>
        <source>TLS: the server refused the client certificate.</source>
        <translation>TLS：服务器拒绝了客户端证书。</translation>
    </message>
    <message>
        <source>TLS: the server knows only versions before 1.2.</source>
        <translation>TLS：服务器只支持 1.2 之前的版本。</translation>
    </message>
    <message>
        <source>TLS: the port does not speak TLS.</source>
        <translation>TLS：该端口不使用 TLS。</translation>
    </message>
    <message>
        <source>The port wants TLS.</source>
        <translation>该端口要求使用 TLS。</translation>
    </message>
    <message>
        <source>TLS: the handshake failed.</source>
        <translation>TLS：握手失败。</translation>
    </message>
    <message>
        <source>The server closed the connection before it granted a session: it may be starting, have no quorum, be full (maxClientCnxns), or want TLS.</source>
        <translation>服务器在授予会话之前关闭了连接：它可能正在启动、没有法定人数、连接数已满 (maxClientCnxns)，或者要求使用 TLS。</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>服务器关闭了连接。</translation>
    </message>
    <message>
        <source>The server lost its quorum. It reads for new sessions alone, and Apache&apos;s opens them only where localSessionsEnabled is configured.</source>
        <translation>服务器失去了法定人数。它只为新会话提供读取；Apache 的服务器还须配置 localSessionsEnabled 才会建立这样的会话。</translation>
    </message>
    <message>
        <source>It is for %1.</source>
        <comment>a certificate; names of hosts</comment>
        <translation>它属于 %1。</translation>
    </message>
    <message>
        <source>Check the clocks of both machines.</source>
        <translation>请检查两台机器的时钟。</translation>
    </message>
    <message>
        <source>The server needs a new one.</source>
        <translation>服务器需要一份新证书。</translation>
    </message>
    <message>
        <source>To trust it, name its file under Trusted certificates.</source>
        <translation>如需信任它，请在“信任的证书”中指定其文件。</translation>
    </message>
    <message>
        <source>To trust it, name the file of its CA under Trusted certificates.</source>
        <translation>如需信任它，请在“信任的证书”中指定其 CA 的文件。</translation>
    </message>
    <message>
        <source>Connect by a name that it has, or turn off Check the host name.</source>
        <translation>请使用证书中的名称连接，或关闭“检查主机名”。</translation>
    </message>
    <message>
        <source>Name the files of your certificate and of its private key.</source>
        <translation>请指定您的证书及其私钥的文件。</translation>
    </message>
    <message>
        <source>Use one whose CA is in the server&apos;s trustStore.</source>
        <translation>请使用其 CA 在服务器 trustStore 中的证书。</translation>
    </message>
    <message>
        <source>Turn a newer one on there (ssl.enabledProtocols).</source>
        <translation>请在服务器上启用更新的版本（ssl.enabledProtocols）。</translation>
    </message>
    <message>
        <source>Most likely it is the plain clientPort: use the server&apos;s secureClientPort, or turn TLS off.</source>
        <translation>它多半是明文的 clientPort：请使用服务器的 secureClientPort，或关闭 TLS。</translation>
    </message>
    <message>
        <source>Turn TLS on, or use the plain clientPort.</source>
        <translation>请启用 TLS，或使用明文的 clientPort。</translation>
    </message>
    <message>
        <source>Check that ZooKeeper runs and that this machine may reach it.</source>
        <translation>请检查 ZooKeeper 是否在运行，以及本机能否访问它。</translation>
    </message>
    <message>
        <source>Check that host and port are those of a clientPort.</source>
        <translation>请检查主机和端口是否为 clientPort。</translation>
    </message>
    <message>
        <source>Check the users and passwords under Identities.</source>
        <translation>请检查“身份”中的用户和密码。</translation>
    </message>
    <message>
        <source>Its subject is %1, its issuer %2.</source>
        <comment>of a certificate</comment>
        <translation>其主体为 %1，颁发者为 %2。</translation>
    </message>
    <message>
        <source>Its subject is %1; it was valid until %2.</source>
        <comment>of a certificate</comment>
        <translation>其主体为 %1；有效期至 %2。</translation>
    </message>
    <message>
        <source>Its subject is %1; it is valid from %2 on.</source>
        <comment>of a certificate</comment>
        <translation>其主体为 %1；自 %2 起有效。</translation>
    </message>
    <message>
        <source>Its subject is %1.</source>
        <comment>of a certificate</comment>
        <translation>其主体为 %1。</translation>
    </message>
    <message>
        <source>Try it again in a moment, or with TLS; the server&apos;s log says more.</source>
        <translation>请稍后重试，或启用 TLS 再试；服务器日志中有更多信息。</translation>
    </message>
</context>
<context>
    <name>zs::ui::DataEditor</name>
    <message>
        <source>Data of the node</source>
        <translation>节点数据</translation>
    </message>
    <message>
        <source>Tab indents. Press Esc, then Tab, to go on to the next control.</source>
        <translation>Tab 键用于缩进。先按 Esc，再按 Tab，可转到下一个控件。</translation>
    </message>
</context>
<context>
    <name>zs::ui::DataFind</name>
    <message>
        <source>Given up: too many steps</source>
        <translation>已放弃：步骤过多</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 found</source>
        <comment>hits</comment>
        <translation>找到 %1 处</translation>
    </message>
    <message>
        <source>%1 of %2, wrapped</source>
        <comment>number of the hit, hits: the search began again at the end</comment>
        <translation>%1 / %2，已绕回</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>number of the hit, hits</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Nothing was replaced: there are more than %1 hits.</source>
        <translation>未替换任何内容：匹配超过 %1 处。</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) replaced</source>
        <translation>
            <numerusform>已替换 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was replaced: the text changed meanwhile.</source>
        <translation>未替换任何内容：文本在此期间已更改。</translation>
    </message>
    <message>
        <source>Nothing was replaced: the expression takes too many steps.</source>
        <translation>未替换任何内容：该表达式需要的步骤过多。</translation>
    </message>
</context>
<context>
    <name>zs::ui::DataPage</name>
    <message>
        <source>Saved as version %1</source>
        <translation>已保存为版本 %1</translation>
    </message>
    <message>
        <source>The save was not applied. Your edit is kept; save again.</source>
        <translation>保存未生效。编辑内容已保留，请再次保存。</translation>
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
        <translation>此节点的数据为 0 字节，这是有效的。在此输入即可添加数据。</translation>
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
        <translation>保存（%1）</translation>
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
        <translation>二进制，看起来是 %1</translation>
    </message>
    <message>
        <source>long lines are broken in this view only</source>
        <translation>长行仅在此视图中折断</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>You see your last copy.</source>
        <translation>现在显示的是最后一次读取的副本。</translation>
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
        <translation>服务器上已变为版本 %1。</translation>
    </message>
    <message>
        <source>Your edit is based on version %1 and is kept.</source>
        <translation>您的编辑基于版本 %1，已保留。</translation>
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
        <translation>已修改，基于版本 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) changed, based on version %1</source>
        <translation>
            <numerusform>已修改 %n 行，基于版本 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Data from a file</source>
        <translation>从文件读取数据</translation>
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
        <translation>采用服务器版本</translation>
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
    <message>
        <source>Create as persistent</source>
        <translation>创建为持久节点</translation>
    </message>
    <message>
        <source>You see your last copy. Created again it is an ephemeral node of your session.</source>
        <translation>当前显示的是最后的副本。重新创建后，它是您会话的临时节点。</translation>
    </message>
    <message>
        <source>It was an ephemeral node of session %1, which is not yours. Created again it is persistent: it stays until someone deletes it.</source>
        <translation>它曾是会话 %1 的临时节点，该会话不是您的。重新创建后它是持久节点：在有人删除之前一直保留。</translation>
    </message>
    <message>
        <source>your edit against version %1 on the server</source>
        <translation>您的修改与服务器上版本 %1 的对比</translation>
    </message>
    <message>
        <source>Insert file…</source>
        <translation>插入文件…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Show what a save would change</source>
        <translation>显示保存会改变什么</translation>
    </message>
    <message>
        <source>What a save would change</source>
        <translation>保存会改变的内容</translation>
    </message>
    <message>
        <source>Take the data from a file</source>
        <translation>从文件读取数据</translation>
    </message>
    <message>
        <source>Save the data to a file</source>
        <translation>将数据保存到文件</translation>
    </message>
    <message>
        <source>The file was not read. %1</source>
        <translation>文件未能读取。%1</translation>
    </message>
    <message>
        <source>Save the data as</source>
        <translation>数据另存为</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <comment>size, file name</comment>
        <translation>已将 %1 写入 %2</translation>
    </message>
    <message>
        <source>The file was not written. %1</source>
        <translation>文件未能写入。%1</translation>
    </message>
    <message>
        <source>These bytes are not text; as text they could not be kept as they are.</source>
        <translation>这些字节不是文本；作为文本无法原样保留。</translation>
    </message>
    <message>
        <source>As %1 these bytes hold control characters, which a text editor cannot keep.</source>
        <translation>按 %1 读取时，这些字节含有文本编辑器无法保留的控制字符。</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <comment>where text is not well-formed, and why</comment>
        <translation>第 %1 行，第 %2 列：%3</translation>
    </message>
    <message>
        <source>Format</source>
        <comment>verb: lay the text out anew</comment>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Break and indent the lines; nothing is saved by it</source>
        <translation>重新换行和缩进；不会因此保存</translation>
    </message>
    <message>
        <source>Properties</source>
        <comment>the file format</comment>
        <translation>Properties</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Not formatted. %1</source>
        <translation>未格式化。%1</translation>
    </message>
    <message>
        <source>Not formatted: a new layout could change what this text says.</source>
        <translation>未格式化：重新排版可能改变这段文本的含义。</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Add identity…</source>
        <translation>添加身份…</translation>
    </message>
    <message>
        <source>There is no text and there are no bytes to search here.</source>
        <translation>此处没有可查找的文本或字节。</translation>
    </message>
    <message>
        <source>Not formatted: texts beyond %1 are not checked.</source>
        <translation>未格式化：超过 %1 的文本不做检查。</translation>
    </message>
    <message>
        <source>SVG, not drawn: drawing it could open files of this computer</source>
        <translation>SVG，不绘制：绘制可能会打开本机的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 was deleted, as was seen at %2.</source>
        <comment>a path, a time of day</comment>
        <translation>%1 已被删除，于 %2 发现。</translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation>已停止读取</translation>
    </message>
    <message>
        <source>This node was not read. What the server had sent of it already still comes, and is dropped.</source>
        <translation>未读取此节点。服务器已经发出的部分仍会到达，但会被丢弃。</translation>
    </message>
</context>
<context>
    <name>zs::ui::Decode</name>
    <message>
        <source>Not opened as %1: it is damaged or cut short.</source>
        <translation>未按 %1 打开：数据已损坏或不完整。</translation>
    </message>
    <message>
        <source>Not opened as %1: more than %2 would come out.</source>
        <translation>未按 %1 打开：解开后会超过 %2。</translation>
    </message>
    <message>
        <source>Not opened as %1: it needs a dictionary that is not stored with it.</source>
        <translation>未按 %1 打开：它需要字典，而字典没有与它存放在一起。</translation>
    </message>
    <message>
        <source>Not opened as %1: other bytes follow it.</source>
        <translation>未按 %1 打开：它之后还有其他字节。</translation>
    </message>
    <message>
        <source>Read-only: a save would join the several parts of its %1.</source>
        <translation>只读：保存会把其中的多段 %1 合并为一段。</translation>
    </message>
    <message>
        <source>Read-only: its %1 follows no rule that a save could repeat.</source>
        <translation>只读：其 %1 的写法没有规律，保存时无法照原样重写。</translation>
    </message>
    <message>
        <source>%1 has no “%2” (U+%3, line %4, column %5). Remove it, or convert the text.</source>
        <translation>%1 中没有“%2”（U+%3，第 %4 行，第 %5 列）。请删除该字符，或转换文本编码。</translation>
    </message>
    <message>
        <source>Read-only: from byte %1 on this is no %2 text.</source>
        <translation>只读：从第 %1 字节起不是 %2 文本。</translation>
    </message>
    <message>
        <source>Read-only: written again as %1 it would be other bytes.</source>
        <translation>只读：再写成 %1 时字节会不同。</translation>
    </message>
</context>
<context>
    <name>zs::ui::DecodeBar</name>
    <message>
        <source>%1 before it is opened</source>
        <translation>打开前 %1</translation>
    </message>
    <message>
        <source>%1 inside</source>
        <translation>内部 %1</translation>
    </message>
    <message>
        <source>Stored bytes</source>
        <translation>存储的字节</translation>
    </message>
    <message>
        <source>Show the bytes as the server stores them</source>
        <translation>按服务器存储的样子显示字节</translation>
    </message>
</context>
<context>
    <name>zs::ui::DeleteDialog</name>
    <message>
        <source>nodes</source>
        <translation>个节点</translation>
    </message>
    <message>
        <source>of data</source>
        <translation>数据量</translation>
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
        <translation>已停止，共删除 %1 个</translation>
    </message>
    <message>
        <source>Cancelled after %1 deleted</source>
        <comment>number of nodes</comment>
        <translation>已取消，共删除 %1 个</translation>
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
        <translation>删除 %1 及其下的所有节点？</translation>
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
        <translation>
            <numerusform>删除 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>children</comment>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>watches of yours</source>
        <translation>个您的监听</translation>
    </message>
    <message>
        <source>Save a backup first</source>
        <translation>先保存备份</translation>
    </message>
    <message>
        <source>Ephemeral nodes belong to sessions of clients, which may rely on them:</source>
        <translation>临时节点属于客户端的会话，客户端可能依赖它们：</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>Look at what is there now, then decide again</source>
        <translation>查看现在的内容，然后重新决定</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back</source>
        <translation>连接恢复之前暂停写入</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>Delete the other %n node(s)</source>
        <translation>
            <numerusform>删除其余 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>The backup failed, and nothing was deleted. %1</source>
        <translation>备份失败，没有删除任何内容。%1</translation>
    </message>
    <message>
        <source>Nodes are deleted from the bottom up. Clients see the tree shrink meanwhile; nodes that change during the run stop it. There is no undo, but the backup can be imported.</source>
        <translation>节点自下而上删除。期间客户端会看到树逐渐变小；节点在此期间发生变化会使删除停止。此操作无法撤销，但可以导入备份。</translation>
    </message>
    <message>
        <source>The node is deleted only at the version that was read. There is no undo, but the backup can be imported.</source>
        <translation>仅当节点仍为已读取的版本时才会删除。此操作无法撤销，但可以导入备份。</translation>
    </message>
    <message>
        <source>%1 of %2 saved</source>
        <comment>numbers of nodes</comment>
        <translation>已保存 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::DialogFrame</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>zs::ui::DigestPrincipalForm</name>
    <message>
        <source>The super user passes every ACL. It is not an entry of one: the servers get its hash when they start, and a session becomes super by authenticating.</source>
        <translation>超级用户可通过任何 ACL。它不是 ACL 的条目：服务器启动时得到其哈希，会话通过认证成为超级用户。</translation>
    </message>
    <message>
        <source>A user name and password. ZooKeeper stores only the hash; Zooscope computes it here and sends no password with the ACL.</source>
        <translation>用户名和密码。ZooKeeper 只存储哈希；Zooscope 在本地计算，设置 ACL 时不发送密码。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Setting of the servers</source>
        <translation>服务器的设置</translation>
    </message>
    <message>
        <source>Id that will be stored</source>
        <translation>将存储的 id</translation>
    </message>
    <message>
        <source>base64(SHA-1(&quot;user:password&quot;)), updated as you type</source>
        <translation>base64(SHA-1(&quot;user:password&quot;))，随输入更新</translation>
    </message>
    <message>
        <source>Also use it in this session (addauth)</source>
        <translation>同时用于本会话（addauth）</translation>
    </message>
    <message>
        <source>Every node becomes writable in this session, locked ones too.</source>
        <translation>本会话将可以写所有节点，包括受限的节点。</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制 id</translation>
    </message>
</context>
<context>
    <name>zs::ui::EncodingButton</name>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>Encoding of the text</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>读取为</translation>
    </message>
    <message>
        <source>What it looks like</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Convert the text to</source>
        <translation>将文本转换为</translation>
    </message>
    <message>
        <source>Open the bytes as</source>
        <translation>将字节打开为</translation>
    </message>
    <message>
        <source>What they look like</source>
        <translation>自动识别</translation>
    </message>
</context>
<context>
    <name>zs::ui::Environment</name>
    <message>
        <source>production</source>
        <comment>what a connection is used for</comment>
        <translation>生产</translation>
    </message>
    <message>
        <source>staging</source>
        <comment>what a connection is used for</comment>
        <translation>预发</translation>
    </message>
    <message>
        <source>test</source>
        <comment>what a connection is used for</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>local</source>
        <comment>what a connection is used for</comment>
        <translation>本地</translation>
    </message>
    <message>
        <source>Local server</source>
        <translation>本地服务器</translation>
    </message>
</context>
<context>
    <name>zs::ui::EphemeralRows</name>
    <message>
        <source>%1   outside of the chroot</source>
        <comment>a path</comment>
        <translation>%1   在 chroot 之外</translation>
    </message>
    <message>
        <source>This connection sees only what lies below its chroot.</source>
        <translation>此连接只能看到其 chroot 之下的内容。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ErrorReport</name>
    <message>
        <source>Zooscope %1, %2</source>
        <comment>the program&apos;s version, a time</comment>
        <translation>Zooscope %1，%2</translation>
    </message>
    <message>
        <source>What happened: %1</source>
        <translation>发生了什么：%1</translation>
    </message>
    <message>
        <source>Node: %1</source>
        <translation>节点：%1</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <comment>code and detail</comment>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>代码：%1</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>如何处理：%1</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>服务器：%1</translation>
    </message>
    <message>
        <source>Session: %1, %2</source>
        <comment>a session id, a state</comment>
        <translation>会话：%1，%2</translation>
    </message>
    <message>
        <source>Last connection problem: %1</source>
        <translation>上次连接问题：%1</translation>
    </message>
</context>
<context>
    <name>zs::ui::ErrorWords</name>
    <message>
        <source>The connection broke before the answer came</source>
        <translation>连接在收到应答之前中断</translation>
    </message>
    <message>
        <source>Whether the server did it is unknown. Read the node again before you retry.</source>
        <translation>服务器是否已执行未知。重试前请重新读取该节点。</translation>
    </message>
    <message>
        <source>The session expired</source>
        <translation>会话已过期</translation>
    </message>
    <message>
        <source>Its ephemeral nodes and watches are gone. Open a new session.</source>
        <translation>它的临时节点和监听已失效。请新建会话。</translation>
    </message>
    <message>
        <source>The session moved to another server</source>
        <translation>会话已转移到另一台服务器</translation>
    </message>
    <message>
        <source>Try it again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>The server refused the identity</source>
        <translation>服务器拒绝了该身份</translation>
    </message>
    <message>
        <source>Check scheme, user and password, then connect again.</source>
        <translation>请检查 scheme、用户名和密码，然后重新连接。</translation>
    </message>
    <message>
        <source>No server answers</source>
        <translation>没有服务器应答</translation>
    </message>
    <message>
        <source>Check that ZooKeeper runs and that this machine may reach it.</source>
        <translation>请确认 ZooKeeper 正在运行，且本机可以访问。</translation>
    </message>
    <message>
        <source>The TLS check failed</source>
        <translation>TLS 校验失败</translation>
    </message>
    <message>
        <source>Check the certificates and the host name.</source>
        <translation>请检查证书和主机名。</translation>
    </message>
    <message>
        <source>The answer was not ZooKeeper&apos;s protocol</source>
        <translation>应答不符合 ZooKeeper 协议</translation>
    </message>
    <message>
        <source>Check that host and port belong to a ZooKeeper client port.</source>
        <translation>请确认主机和端口是 ZooKeeper 的客户端端口。</translation>
    </message>
    <message>
        <source>The server is in read-only mode</source>
        <translation>服务器处于只读模式</translation>
    </message>
    <message>
        <source>It lost the quorum. Writes are possible again once it is back.</source>
        <translation>它失去了法定人数。恢复后即可写入。</translation>
    </message>
    <message>
        <source>The server is overloaded</source>
        <translation>服务器过载</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>请稍候再试。</translation>
    </message>
    <message>
        <source>There is no such node</source>
        <translation>节点不存在</translation>
    </message>
    <message>
        <source>Somebody deleted it, or its parent is missing. Refresh the tree.</source>
        <translation>它已被删除，或父节点不存在。请刷新节点树。</translation>
    </message>
    <message>
        <source>The node exists already</source>
        <translation>节点已存在</translation>
    </message>
    <message>
        <source>Choose another name, or edit the node that is there.</source>
        <translation>请换一个名称，或编辑已有的节点。</translation>
    </message>
    <message>
        <source>You have no right to do this</source>
        <translation>您没有此操作的权限</translation>
    </message>
    <message>
        <source>Ask for the permission, or add another identity.</source>
        <translation>请申请权限，或添加其他身份。</translation>
    </message>
    <message>
        <source>The node was changed meanwhile</source>
        <translation>节点已在此期间被修改</translation>
    </message>
    <message>
        <source>Read it again, then retry.</source>
        <translation>请重新读取后再试。</translation>
    </message>
    <message>
        <source>The node has children</source>
        <translation>节点有子节点</translation>
    </message>
    <message>
        <source>Delete its children first.</source>
        <translation>请先删除其子节点。</translation>
    </message>
    <message>
        <source>An ephemeral node cannot have children</source>
        <translation>临时节点不能有子节点</translation>
    </message>
    <message>
        <source>Create it below a persistent node.</source>
        <translation>请在持久节点下创建。</translation>
    </message>
    <message>
        <source>A local session cannot own ephemeral nodes</source>
        <translation>本地会话不能拥有临时节点</translation>
    </message>
    <message>
        <source>Connect to a server that upgrades local sessions.</source>
        <translation>请连接到可升级本地会话的服务器。</translation>
    </message>
    <message>
        <source>The ACL is not valid</source>
        <translation>ACL 无效</translation>
    </message>
    <message>
        <source>It needs at least one entry, each with a scheme and id the server knows.</source>
        <translation>至少需要一个条目，且服务器认识其 scheme 和 id。</translation>
    </message>
    <message>
        <source>The input is not valid</source>
        <translation>输入无效</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>请更正后再试。</translation>
    </message>
    <message>
        <source>The quota is exhausted</source>
        <translation>配额已用尽</translation>
    </message>
    <message>
        <source>Delete nodes or data, or raise the quota.</source>
        <translation>请删除节点或数据，或提高配额。</translation>
    </message>
    <message>
        <source>The server does not know this operation</source>
        <translation>服务器不支持此操作</translation>
    </message>
    <message>
        <source>It needs a newer version, or a setting such as extendedTypesEnabled.</source>
        <translation>需要更新的版本，或启用 extendedTypesEnabled 等设置。</translation>
    </message>
    <message>
        <source>The operation failed</source>
        <translation>操作失败</translation>
    </message>
    <message>
        <source>The details say why.</source>
        <translation>原因见详情。</translation>
    </message>
    <message>
        <source>It needs ZooKeeper %1 or later, with extendedTypesEnabled=true on every server.</source>
        <translation>需要 ZooKeeper %1 或更高版本，并在每台服务器上设置 extendedTypesEnabled=true。</translation>
    </message>
    <message>
        <source>It needs ZooKeeper %1 or later.</source>
        <translation>需要 ZooKeeper %1 或更高版本。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>an error report without its full stop, then advice</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::EventModel</name>
    <message>
        <source>%1 s: %2</source>
        <comment>an event in the list: time, what happened</comment>
        <translation>%1 s：%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Path or server</source>
        <translation>路径或服务器</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message numerus="yes">
        <source>now %n children</source>
        <translation>
            <numerusform>现有 %n 个子节点</numerusform>
        </translation>
    </message>
    <message>
        <source>now at version %1, %2</source>
        <comment>a node&apos;s version and size</comment>
        <translation>现为版本 %1，%2</translation>
    </message>
    <message>
        <source>version %1 → %2: %3 → %4</source>
        <comment>old and new version, old and new value</comment>
        <translation>版本 %1 → %2：%3 → %4</translation>
    </message>
</context>
<context>
    <name>zs::ui::EventsView</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>zs::ui::ExplanationPane</name>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>Show what it says</source>
        <translation>展开说明</translation>
    </message>
    <message>
        <source>Hide what it says</source>
        <translation>收起说明</translation>
    </message>
    <message>
        <source>Looks like</source>
        <comment>followed by what a value looks like: Kafka broker 1001</comment>
        <translation>看起来像</translation>
    </message>
</context>
<context>
    <name>zs::ui::FaultMenus</name>
    <message>
        <source>Hold packets from %1 to %2</source>
        <translation>扣住从 %1 到 %2 的包</translation>
    </message>
    <message>
        <source>Hold packets both ways</source>
        <translation>扣住双向的包</translation>
    </message>
    <message>
        <source>Reset the connections</source>
        <translation>重置连接</translation>
    </message>
    <message>
        <source>Delay packets</source>
        <translation>延迟包</translation>
    </message>
    <message>
        <source>by %1 ms</source>
        <comment>delay packets</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Heal this link</source>
        <translation>修复此链路</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <comment>a server&apos;s name</comment>
        <translation>到 %1 的链路</translation>
    </message>
</context>
<context>
    <name>zs::ui::FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Position %1: %2</source>
        <comment>of a mistake in a pattern, and what it is</comment>
        <translation>位置 %1：%2</translation>
    </message>
    <message>
        <source>Find in the data</source>
        <translation>在数据中查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Look for</source>
        <translation>查找内容</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处匹配</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
</context>
<context>
    <name>zs::ui::FixedPrincipalForm</name>
    <message>
        <source>Everybody who reaches the servers, with or without authentication.</source>
        <translation>能连到服务器的所有人，无论是否认证。</translation>
    </message>
    <message>
        <source>Every identity that this session has when the ACL is set. The server stores them one by one; identities that you add later are not in it.</source>
        <translation>设置 ACL 时本会话拥有的全部身份。服务器逐一存储；之后添加的身份不包括在内。</translation>
    </message>
</context>
<context>
    <name>zs::ui::Format</name>
    <message>
        <source>in the future</source>
        <comment>a server&apos;s clock is ahead of ours</comment>
        <translation>在未来</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds ago</source>
        <translation>
            <numerusform>%n 秒前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n 个月前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n 年前</numerusform>
        </translation>
    </message>
    <message>
        <source>Today %1</source>
        <comment>%1 is a time like 14:02</comment>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format of Qt: day and month</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>not recorded</source>
        <comment>a time that the server never set</comment>
        <translation>未记录</translation>
    </message>
</context>
<context>
    <name>zs::ui::HBase</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>启动时间</translation>
    </message>
    <message>
        <source>HBase version</source>
        <translation>HBase 版本</translation>
    </message>
    <message>
        <source>HBase active master</source>
        <translation>HBase 主用 Master</translation>
    </message>
    <message>
        <source>HBase backup master</source>
        <translation>HBase 备用 Master</translation>
    </message>
    <message>
        <source>Port of its web page</source>
        <translation>网页端口</translation>
    </message>
    <message>
        <source>HBase server of the table hbase:meta</source>
        <translation>HBase 的 hbase:meta 表所在服务器</translation>
    </message>
    <message>
        <source>State of the region</source>
        <translation>区域状态</translation>
    </message>
    <message>
        <source>HBase cluster id</source>
        <translation>HBase 集群 id</translation>
    </message>
    <message>
        <source>Cluster id</source>
        <translation>集群 id</translation>
    </message>
    <message>
        <source>HBase cluster that is up</source>
        <translation>运行中的 HBase 集群</translation>
    </message>
    <message>
        <source>HBase region server %1</source>
        <translation>HBase 区域服务器 %1</translation>
    </message>
    <message>
        <source>HBase table %1</source>
        <translation>HBase 表 %1</translation>
    </message>
    <message>
        <source>State of the table</source>
        <translation>表的状态</translation>
    </message>
    <message>
        <source>value of HBase</source>
        <translation>HBase 的值</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>写入者</translation>
    </message>
    <message>
        <source>Behind the header</source>
        <translation>头部之后</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>protobuf, %1</source>
        <translation>protobuf，%1</translation>
    </message>
    <message>
        <source>%1 that are no whole protobuf message</source>
        <translation>%1，不是完整的 protobuf 消息</translation>
    </message>
</context>
<context>
    <name>zs::ui::HappeningWords</name>
    <message>
        <source>%1: %2 of %3</source>
        <comment>an event, then how many of how many were needed</comment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>Server %1 is started</source>
        <translation>服务器 %1 启动</translation>
    </message>
    <message>
        <source>Server %1 is up</source>
        <translation>服务器 %1 已就绪</translation>
    </message>
    <message>
        <source>Server %1 (leader) is stopped</source>
        <translation>服务器 %1（领导者）停止</translation>
    </message>
    <message>
        <source>Server %1 is stopped</source>
        <translation>服务器 %1 停止</translation>
    </message>
    <message>
        <source>Server %1 (leader) is killed</source>
        <translation>服务器 %1（领导者）被杀死</translation>
    </message>
    <message>
        <source>Server %1 is killed</source>
        <translation>服务器 %1 被杀死</translation>
    </message>
    <message>
        <source>Server %1 (leader) is paused</source>
        <translation>服务器 %1（领导者）被暂停</translation>
    </message>
    <message>
        <source>Server %1 is paused</source>
        <translation>服务器 %1 被暂停</translation>
    </message>
    <message>
        <source>Server %1 runs on</source>
        <translation>服务器 %1 继续运行</translation>
    </message>
    <message>
        <source>Server %1 ended by itself: %2</source>
        <translation>服务器 %1 自行结束：%2</translation>
    </message>
    <message>
        <source>The data of server %1 is wiped</source>
        <translation>服务器 %1 的数据被清空</translation>
    </message>
    <message>
        <source>Partition: %1 cut off</source>
        <translation>网络分区：%1 被隔开</translation>
    </message>
    <message>
        <source>The partition of %1 is healed</source>
        <translation>%1 的分区已修复</translation>
    </message>
    <message>
        <source>Server %1 is isolated</source>
        <translation>服务器 %1 被隔离</translation>
    </message>
    <message>
        <source>Server %1 is connected again</source>
        <translation>服务器 %1 恢复连接</translation>
    </message>
    <message>
        <source>Packets from %1 to %2 are held</source>
        <translation>从 %1 到 %2 的包被扣住</translation>
    </message>
    <message>
        <source>Packets from %1 to %2 pass again</source>
        <translation>从 %1 到 %2 的包恢复通过</translation>
    </message>
    <message>
        <source>Connections between %1 and %2 are reset</source>
        <translation>%1 与 %2 之间的连接被重置</translation>
    </message>
    <message>
        <source>Packets between %1 and %2 take %3 ms longer</source>
        <translation>%1 与 %2 之间的包慢 %3 ms</translation>
    </message>
    <message>
        <source>Packets between %1 and %2 are as fast as before</source>
        <translation>%1 与 %2 之间的包恢复原速</translation>
    </message>
    <message>
        <source>Kill -9: %1</source>
        <translation>Kill -9：%1</translation>
    </message>
    <message>
        <source>Pause: %1</source>
        <translation>暂停：%1</translation>
    </message>
    <message>
        <source>Resume: %1</source>
        <translation>继续：%1</translation>
    </message>
    <message>
        <source>Fault: %1 at %2</source>
        <translation>故障：%1，位于 %2</translation>
    </message>
    <message>
        <source>Fault ended: %1 at %2</source>
        <translation>故障结束：%1，位于 %2</translation>
    </message>
    <message>
        <source>it is of a later round</source>
        <translation>它属于更晚的一轮</translation>
    </message>
    <message>
        <source>it is of an earlier round</source>
        <translation>它属于更早的一轮</translation>
    </message>
    <message>
        <source>epoch %1 is later than %2</source>
        <translation>epoch %1 晚于 %2</translation>
    </message>
    <message>
        <source>epoch %1 is earlier than %2</source>
        <translation>epoch %1 早于 %2</translation>
    </message>
    <message>
        <source>zxid %1 is newer than %2</source>
        <translation>zxid %1 比 %2 新</translation>
    </message>
    <message>
        <source>zxid %1 is older than %2</source>
        <translation>zxid %1 比 %2 旧</translation>
    </message>
    <message>
        <source>same zxid, higher id</source>
        <translation>zxid 相同，编号更大</translation>
    </message>
    <message>
        <source>same zxid, lower id</source>
        <translation>zxid 相同，编号更小</translation>
    </message>
    <message>
        <source>Server %1 looks for a leader</source>
        <translation>服务器 %1 寻找领导者</translation>
    </message>
    <message>
        <source>Server %1 lost its leader %2</source>
        <translation>服务器 %1 失去领导者 %2</translation>
    </message>
    <message>
        <source>Server %1 lost its leader</source>
        <translation>服务器 %1 失去领导者</translation>
    </message>
    <message>
        <source>Server %1 gives up leading</source>
        <translation>服务器 %1 放弃领导</translation>
    </message>
    <message>
        <source>Leader %1 has no quorum any more</source>
        <translation>领导者 %1 不再有法定人数</translation>
    </message>
    <message>
        <source>Server %1 says that it stops</source>
        <translation>服务器 %1 宣布停止</translation>
    </message>
    <message>
        <source>Server %1 takes %2</source>
        <translation>服务器 %1 改投 %2</translation>
    </message>
    <message>
        <source>Server %1 takes %2: %3</source>
        <comment>a vote, and why</comment>
        <translation>服务器 %1 改投 %2：%3</translation>
    </message>
    <message>
        <source>Server %1 keeps %2 against %3</source>
        <translation>服务器 %1 坚持 %2，不取 %3</translation>
    </message>
    <message>
        <source>Server %1 keeps %2 against %3: %4</source>
        <comment>a vote, and why</comment>
        <translation>服务器 %1 坚持 %2，不取 %3：%4</translation>
    </message>
    <message>
        <source>Server %1 counts the vote of server %2</source>
        <translation>服务器 %1 计入服务器 %2 的票</translation>
    </message>
    <message>
        <source>Server %1 ignores the vote of server %2</source>
        <translation>服务器 %1 忽略服务器 %2 的票</translation>
    </message>
    <message>
        <source>Server %1 starts round %2, votes %3</source>
        <translation>服务器 %1 开始第 %2 轮，投 %3</translation>
    </message>
    <message>
        <source>Server %1 joins round %2, votes %3</source>
        <translation>服务器 %1 加入第 %2 轮，投 %3</translation>
    </message>
    <message>
        <source>Server %1 has a quorum of votes for %2</source>
        <translation>服务器 %1 得到投给 %2 的法定票数</translation>
    </message>
    <message>
        <source>Server %1 is elected after %2</source>
        <translation>服务器 %1 在 %2 后当选</translation>
    </message>
    <message>
        <source>Server %1 elects %2 after %3</source>
        <translation>服务器 %1 在 %3 后选出 %2</translation>
    </message>
    <message>
        <source>Server %1 is told of leader %2</source>
        <translation>服务器 %1 得知领导者是 %2</translation>
    </message>
    <message>
        <source>Server %1 is equal to the leader at %2: DIFF</source>
        <translation>服务器 %1 与领导者在 %2 处相同：DIFF</translation>
    </message>
    <message>
        <source>Server %1 is at %2: DIFF up to %3</source>
        <translation>服务器 %1 在 %2：DIFF 到 %3</translation>
    </message>
    <message>
        <source>Server %1 truncates its log from %2 to %3</source>
        <translation>服务器 %1 把日志从 %2 截断到 %3</translation>
    </message>
    <message>
        <source>Server %1 truncates its log from %2 to %3, then DIFF up to %4</source>
        <translation>服务器 %1 把日志从 %2 截断到 %3，然后 DIFF 到 %4</translation>
    </message>
    <message>
        <source>Server %1 proposes epoch %2 (LEADERINFO)</source>
        <translation>服务器 %1 提议 epoch %2（LEADERINFO）</translation>
    </message>
    <message>
        <source>Server %1 accepts epoch %2</source>
        <translation>服务器 %1 接受 epoch %2</translation>
    </message>
    <message>
        <source>Server %1 has the whole snapshot</source>
        <translation>服务器 %1 已收到整个快照</translation>
    </message>
    <message>
        <source>Server %1 acknowledges NEWLEADER</source>
        <translation>服务器 %1 确认 NEWLEADER</translation>
    </message>
    <message>
        <source>Server %1 leads epoch %2 and serves clients</source>
        <translation>服务器 %1 领导 epoch %2，开始服务客户端</translation>
    </message>
    <message>
        <source>Server %1 observes %2 and serves clients</source>
        <translation>服务器 %1 观察 %2，开始服务客户端</translation>
    </message>
    <message>
        <source>Server %1 follows %2 and serves clients</source>
        <translation>服务器 %1 跟随 %2，开始服务客户端</translation>
    </message>
    <message>
        <source>Leader %1 proposes %2</source>
        <translation>领导者 %1 提出提案 %2</translation>
    </message>
    <message>
        <source>Ack of %1 from %2</source>
        <translation>%2 对 %1 的确认</translation>
    </message>
    <message>
        <source>Quorum: leader %1 commits %2</source>
        <translation>达到法定人数：领导者 %1 提交 %2</translation>
    </message>
    <message>
        <source>Session %1 opens at server %2</source>
        <translation>会话 %1 在服务器 %2 打开</translation>
    </message>
    <message>
        <source>Session %1 moves from server %2 to %3</source>
        <translation>会话 %1 从服务器 %2 转到 %3</translation>
    </message>
    <message>
        <source>Session %1 expires</source>
        <translation>会话 %1 过期</translation>
    </message>
    <message>
        <source>Session %1 closes</source>
        <translation>会话 %1 关闭</translation>
    </message>
    <message>
        <source>No leader for %1; %2</source>
        <translation>%1 没有领导者；%2</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) moved</source>
        <translation>
            <numerusform>%n 个会话转移</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n 个过期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged write(s) lost</source>
        <translation>
            <numerusform>丢失 %n 个已确认的写入</numerusform>
        </translation>
    </message>
    <message>
        <source>No leader: writes wait</source>
        <translation>没有领导者：写入等待</translation>
    </message>
    <message>
        <source>Leader %1 serves, after %2 without a leader</source>
        <translation>领导者 %1 开始服务，此前 %2 没有领导者</translation>
    </message>
    <message>
        <source>The trees of %1 are equal at %2</source>
        <translation>%1 的树在 %2 处相同</translation>
    </message>
    <message>
        <source>The trees of %1 differ at %2</source>
        <translation>%1 的树在 %2 处不同</translation>
    </message>
    <message numerus="yes">
        <source>The trace of server %1 has a gap of %n line(s)</source>
        <translation>
            <numerusform>服务器 %1 的跟踪缺少 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (inferred)</source>
        <comment>an event that was concluded, not observed</comment>
        <translation>%1（推断）</translation>
    </message>
    <message>
        <source>The relay between the servers ended: all links are reset</source>
        <translation>服务器之间的中继进程已退出：所有链路被重置</translation>
    </message>
    <message>
        <source>The relay between the servers runs again</source>
        <translation>服务器之间的中继进程重新运行</translation>
    </message>
    <message>
        <source>Server %1 starts round %2</source>
        <comment>an observer: without a vote</comment>
        <translation>服务器 %1 开始第 %2 轮</translation>
    </message>
    <message>
        <source>Server %1 joins round %2</source>
        <comment>an observer: without a vote</comment>
        <translation>服务器 %1 加入第 %2 轮</translation>
    </message>
    <message>
        <source>Server %1, at %2, gets a snapshot of %3</source>
        <translation>服务器 %1 位于 %2，接收 %3 的快照</translation>
    </message>
    <message>
        <source>Server %1, at %2, gets a snapshot</source>
        <translation>服务器 %1 位于 %2，接收快照</translation>
    </message>
    <message>
        <source>Server %1 comes as observer</source>
        <translation>服务器 %1 作为观察者到来</translation>
    </message>
    <message>
        <source>Server %1 comes to the leader</source>
        <translation>服务器 %1 来到领导者处</translation>
    </message>
    <message>
        <source>Server %1 comes as observer, from epoch %2</source>
        <translation>服务器 %1 作为观察者到来，来自 epoch %2</translation>
    </message>
    <message>
        <source>Server %1 comes to the leader, from epoch %2</source>
        <translation>服务器 %1 来到领导者处，来自 epoch %2</translation>
    </message>
</context>
<context>
    <name>zs::ui::HexView</name>
    <message>
        <source>Bytes of the node</source>
        <translation>节点字节</translation>
    </message>
</context>
<context>
    <name>zs::ui::HistoryPage</name>
    <message>
        <source>Versions of the data</source>
        <translation>数据的各个版本</translation>
    </message>
    <message>
        <source>What changed between two versions</source>
        <translation>两个版本之间的变化</translation>
    </message>
    <message>
        <source>Versions seen by Zooscope since %1, plus your draft</source>
        <comment>time of day</comment>
        <translation>Zooscope 自 %1 起看到的版本，以及您的草稿</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>your unsaved edit</source>
        <translation>您未保存的修改</translation>
    </message>
    <message>
        <source>saved here</source>
        <translation>在此保存</translation>
    </message>
    <message>
        <source>first read</source>
        <translation>首次读取</translation>
    </message>
    <message>
        <source>changed elsewhere</source>
        <translation>在别处修改</translation>
    </message>
    <message>
        <source>v%1 compared with your draft</source>
        <translation>v%1 与您的草稿对比</translation>
    </message>
    <message>
        <source>v%1 is the only version seen so far</source>
        <translation>目前只看到 v%1 一个版本</translation>
    </message>
    <message>
        <source>v%1 compared with v%2</source>
        <translation>v%1 与 v%2 对比</translation>
    </message>
    <message>
        <source>Restore v%1 as new version</source>
        <translation>将 v%1 恢复为新版本</translation>
    </message>
    <message>
        <source>Save or revert your edit first</source>
        <translation>请先保存或还原您的修改</translation>
    </message>
    <message>
        <source>The node holds the same data now</source>
        <translation>节点当前的数据与之相同</translation>
    </message>
</context>
<context>
    <name>zs::ui::IdentitiesPage</name>
    <message>
        <source>Press Add to take over the identity, or empty its fields.</source>
        <translation>请点击“添加”以加入此身份，或清空输入框。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Keep passwords</source>
        <translation>密码保存在</translation>
    </message>
    <message>
        <source>In the system&apos;s keychain</source>
        <translation>系统钥匙串</translation>
    </message>
    <message>
        <source>Until Zooscope closes</source>
        <translation>仅到 Zooscope 关闭</translation>
    </message>
    <message>
        <source>Passwords are never written to the settings or to an exported file.</source>
        <translation>密码从不写入设置或导出的文件。</translation>
    </message>
    <message>
        <source>A user name has no colon. Write the password into its own field.</source>
        <translation>用户名不含冒号。请将密码写入密码字段。</translation>
    </message>
    <message>
        <source>Write the user of this password.</source>
        <translation>请填写此密码所属的用户。</translation>
    </message>
    <message>
        <source>Write the password of this user.</source>
        <translation>请填写此用户的密码。</translation>
    </message>
    <message>
        <source>One user of the servers&apos; JAAS file, who proves the password to the service zookeeper each time a connection opens. ACLs name it sasl. Kerberos (GSSAPI) is not there yet.</source>
        <translation>服务器 JAAS 文件中的一个用户，每次建立连接时向服务 zookeeper 证明其密码。ACL 中的 scheme 为 sasl。暂不支持 Kerberos（GSSAPI）。</translation>
    </message>
    <message>
        <source>Any user and password; ACLs of the scheme digest hold the hash of both.</source>
        <translation>任意用户和密码；scheme 为 digest 的 ACL 中保存二者的散列值。</translation>
    </message>
    <message>
        <source>The session presents each of these users; ACLs then know it as any of them.</source>
        <translation>会话会出示其中每个用户；此后 ACL 将其视为其中任一用户。</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Scheme</translation>
    </message>
    <message>
        <source>No keychain answers, so passwords cannot outlive this run.</source>
        <translation>没有可用的钥匙串，密码无法保存到下次运行。</translation>
    </message>
    <message>
        <source>No keychain answers, so passwords cannot outlive this run (%1).</source>
        <comment>what the system said</comment>
        <translation>没有可用的钥匙串，密码无法保存到下次运行（%1）。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ImageView</name>
    <message>
        <source>This is neither PNG, JPEG nor GIF.</source>
        <translation>这不是 PNG、JPEG 或 GIF。</translation>
    </message>
    <message>
        <source>%1 × %2 pixels are more than the 4 megapixels that are drawn here.</source>
        <translation>%1 × %2 像素，超过此处可显示的 4 百万像素。</translation>
    </message>
    <message>
        <source>The picture is damaged or cut short.</source>
        <translation>图片已损坏或不完整。</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图片…</translation>
    </message>
</context>
<context>
    <name>zs::ui::JournalView</name>
    <message>
        <source>Writes</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Writes of this session</source>
        <translation>本会话的写入</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Put back what was there before the selected write</source>
        <translation>恢复选中的写入之前的内容</translation>
    </message>
</context>
<context>
    <name>zs::ui::KeyboardPage</name>
    <message>
        <source>Filter: a command or a key</source>
        <translation>筛选：命令或按键</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>筛选命令</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key of the command</source>
        <translation>命令的新按键</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>请按新的按键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>改用于此命令</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>重置所有按键</translation>
    </message>
    <message>
        <source>Entries of the settings that are not used: %1</source>
        <translation>设置中未使用的条目：%1</translation>
    </message>
    <message>
        <source>%1 is the key of: %2</source>
        <translation>%1 已用于：%2</translation>
    </message>
    <message>
        <source>Add another key</source>
        <translation>再添加一个按键</translation>
    </message>
    <message>
        <source>Keys of the command</source>
        <translation>此命令的按键</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>移除按键</translation>
    </message>
    <message>
        <source>The command&apos;s own keys again</source>
        <translation>恢复此命令原来的按键</translation>
    </message>
    <message>
        <source>Choose a command to change its keys.</source>
        <translation>选择一个命令以更改其按键。</translation>
    </message>
    <message>
        <source>Change the key %1</source>
        <translation>更改按键 %1</translation>
    </message>
</context>
<context>
    <name>zs::ui::KeyboardSheet</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Every command is in the command palette too.</source>
        <translation>所有命令也都在命令面板中。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改按键…</translation>
    </message>
</context>
<context>
    <name>zs::ui::KindPicker</name>
    <message>
        <source>A time to live is at most 12,725 days.</source>
        <translation>存活时间最长为 12,725 天。</translation>
    </message>
    <message>
        <source>Persistent</source>
        <translation>持久</translation>
    </message>
    <message>
        <source>Stays until someone deletes it</source>
        <translation>一直保留，直到有人删除</translation>
    </message>
    <message>
        <source>Ephemeral</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>Deleted when this session ends; cannot have children</source>
        <translation>此会话结束时删除；不能有子节点</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Deleted by the server some time after its last child goes</source>
        <translation>最后一个子节点消失后，由服务器在一段时间后删除</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Deleted when unchanged and childless for this long</source>
        <translation>在此时长内未修改且无子节点时删除</translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>adds a 10-digit counter; with Persistent, Ephemeral or TTL</source>
        <translation>追加 10 位序号；可与持久、临时或 TTL 组合</translation>
    </message>
    <message>
        <source>Time to live</source>
        <translation>存活时间</translation>
    </message>
    <message>
        <source>Unit of the time to live</source>
        <translation>存活时间的单位</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>秒</translation>
    </message>
    <message>
        <source>min</source>
        <comment>minutes</comment>
        <translation>分钟</translation>
    </message>
    <message>
        <source>h</source>
        <comment>hours</comment>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>zs::ui::Known</name>
    <message>
        <source>Listeners</source>
        <translation>监听地址</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Security of the listeners</source>
        <translation>监听地址的安全协议</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机架</translation>
    </message>
    <message>
        <source>JMX port</source>
        <translation>JMX 端口</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>注册时间</translation>
    </message>
    <message>
        <source>Kafka broker %1</source>
        <translation>Kafka broker %1</translation>
    </message>
    <message>
        <source>Kafka topic %1</source>
        <translation>Kafka topic %1</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区数</translation>
    </message>
    <message>
        <source>Topic id</source>
        <translation>topic id</translation>
    </message>
    <message>
        <source>Replicas of partition %1</source>
        <translation>分区 %1 的副本</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>领导者</translation>
    </message>
    <message>
        <source>none: the partition is offline</source>
        <translation>无：该分区离线</translation>
    </message>
    <message>
        <source>In-sync replicas</source>
        <translation>同步副本（ISR）</translation>
    </message>
    <message>
        <source>Leader epoch</source>
        <translation>Leader epoch</translation>
    </message>
    <message>
        <source>Controller epoch</source>
        <translation>Controller epoch</translation>
    </message>
    <message>
        <source>Kafka partition %1 of topic %2</source>
        <translation>Kafka topic %2 的分区 %1</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Elected</source>
        <translation>当选时间</translation>
    </message>
    <message>
        <source>Kafka controller</source>
        <translation>Kafka controller</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>TLS port</source>
        <translation>TLS 端口</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>附加数据</translation>
    </message>
    <message>
        <source>Curator service instance</source>
        <translation>Curator 服务实例</translation>
    </message>
    <message>
        <source>Java serialization</source>
        <translation>Java 序列化</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Extends</source>
        <translation>父类</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Dubbo URL</source>
        <translation>Dubbo URL</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
</context>
<context>
    <name>zs::ui::KnownTreeNote</name>
    <message numerus="yes">
        <source>%n more of the nodes do.</source>
        <comment>look like trees of programs</comment>
        <translation>
            <numerusform>另有 %n 个节点也是如此。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::KnownTrees</name>
    <message>
        <source>Its brokers register and keep topics, leaders and settings there; without it they stop serving or lose topics.</source>
        <translation>其 broker 在此注册，并保存主题、leader 和设置；没有它，broker 会停止服务或丢失主题。</translation>
    </message>
    <message>
        <source>The servers keep their quotas and their configuration there.</source>
        <translation>服务器在此保存配额和自身的配置。</translation>
    </message>
    <message>
        <source>Its masters and region servers find each other there; without it they stop.</source>
        <translation>其 master 和 region server 靠它找到彼此；没有它，它们会停止。</translation>
    </message>
    <message>
        <source>Its nodes keep the state and the settings of all collections there; without it none is served.</source>
        <translation>其节点在此保存所有集合的状态和设置；没有它，任何集合都无法提供服务。</translation>
    </message>
    <message>
        <source>Replicated tables keep the lists of their parts there; without it they become read-only.</source>
        <translation>复制表在此保存数据片段的列表；没有它，这些表会变为只读。</translation>
    </message>
    <message>
        <source>Providers register there, and consumers find them by it.</source>
        <translation>服务提供者在此注册，消费者靠它找到提供者。</translation>
    </message>
    <message>
        <source>Its NameNodes decide there which of them is active; without it there is no failover.</source>
        <translation>其 NameNode 在此决定谁处于活动状态；没有它就无法故障转移。</translation>
    </message>
    <message>
        <source>Where its data lie is known only there; without it they are lost.</source>
        <translation>数据存放的位置只记录在此；没有它，数据就会丢失。</translation>
    </message>
    <message>
        <source>Its servers agree on their work there, and may stop without it.</source>
        <translation>其服务器在此协调工作，没有它可能会停止。</translation>
    </message>
    <message>
        <source>%1 looks like a tree of %2. %3</source>
        <comment>a path, a program, what depends on it</comment>
        <translation>%1 看起来是 %2 的节点树。%3</translation>
    </message>
</context>
<context>
    <name>zs::ui::LaunchCard</name>
    <message>
        <source>Data folder</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择目录</translation>
    </message>
    <message>
        <source>%1 is in use; %2 will be taken.</source>
        <comment>two port numbers</comment>
        <translation>%1 已被占用，将使用 %2。</translation>
    </message>
    <message>
        <source>Launch a local cluster</source>
        <translation>启动本地集群</translation>
    </message>
    <message>
        <source>Runs on this machine, one process per server.</source>
        <translation>在本机运行，每台服务器一个进程。</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器数</translation>
    </message>
    <message>
        <source>First client port</source>
        <translation>首个客户端端口</translation>
    </message>
    <message>
        <source>Add observer</source>
        <translation>添加观察者</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Built-in engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>将写入的文件</translation>
    </message>
    <message>
        <source>Record election trace</source>
        <translation>记录选举跟踪</translation>
    </message>
    <message>
        <source>Stop cluster</source>
        <translation>停止集群</translation>
    </message>
    <message>
        <source>Launch cluster</source>
        <translation>启动集群</translation>
    </message>
    <message>
        <source>Starting…</source>
        <comment>a cluster</comment>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Open cluster</source>
        <translation>打开集群</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <comment>a cluster</comment>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>A client port is a number from 1 to 65535.</source>
        <translation>客户端端口是 1 到 65535 之间的数字。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonExpectations</name>
    <message>
        <source>Server %1 votes for %2 (%3)</source>
        <comment>3: the newest zxid of the candidate</comment>
        <translation>服务器 %1 投票给 %2（%3）</translation>
    </message>
    <message>
        <source>Server %1 counts the votes of %2: a quorum</source>
        <translation>服务器 %1 统计到 %2 的选票：达到法定人数</translation>
    </message>
    <message>
        <source>Server %1 counts the votes of %2: no quorum yet</source>
        <translation>服务器 %1 统计到 %2 的选票：尚未达到法定人数</translation>
    </message>
    <message>
        <source>Server %1 takes the vote for %2: same zxid, higher id</source>
        <translation>服务器 %1 改投 %2：zxid 相同，id 更大</translation>
    </message>
    <message>
        <source>Server %1 gives up its vote: zxid %2 is newer than its own %3</source>
        <translation>服务器 %1 放弃原来的选票：zxid %2 比自己的 %3 更新</translation>
    </message>
    <message>
        <source>Server %1 takes the vote for %2: zxid %3 is newer than its own %4</source>
        <translation>服务器 %1 改投 %2：zxid %3 比自己的 %4 更新</translation>
    </message>
    <message>
        <source>Server %1 keeps its vote against that for %2: zxid %3 is newer than %4</source>
        <translation>服务器 %1 不改投 %2：自己的 zxid %3 比 %4 更新</translation>
    </message>
    <message>
        <source>Server %1 is told by %2 that %3 leads</source>
        <translation>服务器 %1 从 %2 得知 %3 是领导者</translation>
    </message>
    <message>
        <source>Server %1 is LEADING and serves</source>
        <translation>服务器 %1 进入 LEADING 并提供服务</translation>
    </message>
    <message>
        <source>Server %1 is FOLLOWING server %2</source>
        <translation>服务器 %1 进入 FOLLOWING，跟随服务器 %2</translation>
    </message>
    <message>
        <source>Server %1 is OBSERVING under server %2</source>
        <translation>服务器 %1 进入 OBSERVING，领导者是服务器 %2</translation>
    </message>
    <message>
        <source>Server %1 is LOOKING</source>
        <translation>服务器 %1 进入 LOOKING</translation>
    </message>
    <message>
        <source>Server %1 is down</source>
        <translation>服务器 %1 已停止运行</translation>
    </message>
    <message>
        <source>server %1 starts an election</source>
        <translation>服务器 %1 发起了选举</translation>
    </message>
    <message>
        <source>server %1 does not stay LOOKING</source>
        <translation>服务器 %1 没有停留在 LOOKING</translation>
    </message>
    <message>
        <source>server %1 is elected</source>
        <translation>服务器 %1 当选</translation>
    </message>
    <message>
        <source>Server %1 has lost its quorum: %2 of %3</source>
        <translation>服务器 %1 失去法定人数：%2 / %3</translation>
    </message>
    <message>
        <source>Server %1 writes epoch %2 to its disk</source>
        <translation>服务器 %1 将 epoch %2 写入磁盘</translation>
    </message>
    <message>
        <source>Transaction %1 is applied on %2</source>
        <comment>2: servers</comment>
        <translation>事务 %1 已在 %2 上生效</translation>
    </message>
    <message>
        <source>Server %1 has logged %2</source>
        <translation>服务器 %1 已将 %2 写入日志</translation>
    </message>
    <message>
        <source>server %1 commits %2</source>
        <translation>服务器 %1 提交了 %2</translation>
    </message>
    <message>
        <source>Server %1 brings %2, which has %3, up to date by %4</source>
        <comment>4: DIFF, TRUNC …</comment>
        <translation>服务器 %1 让停在 %3 的服务器 %2 跟上进度：%4</translation>
    </message>
    <message>
        <source>Server %1 has received the whole tree</source>
        <translation>服务器 %1 已收到整棵树</translation>
    </message>
    <message>
        <source>Between %1 and %2: %3</source>
        <comment>1, 2: servers; 3: packets in their order</comment>
        <translation>%1 与 %2 之间：%3</translation>
    </message>
    <message>
        <source>Server %1 takes server %2 as an observer</source>
        <translation>服务器 %1 接纳服务器 %2 为观察者</translation>
    </message>
    <message>
        <source>Server %1 receives %2 from %3</source>
        <comment>2: COMMIT 1|4</comment>
        <translation>服务器 %1 从 %3 收到 %2</translation>
    </message>
    <message>
        <source>Server %1 sends %2 to %3</source>
        <comment>2: ACK 1|4</comment>
        <translation>服务器 %1 向 %3 发送 %2</translation>
    </message>
    <message>
        <source>server %1 is sent a proposal or a commit</source>
        <translation>服务器 %1 收到了提案或提交</translation>
    </message>
    <message>
        <source>server %1 votes for itself</source>
        <translation>服务器 %1 投票给自己</translation>
    </message>
    <message>
        <source>server %1 counts the vote of %2</source>
        <translation>服务器 %1 计入了 %2 的选票</translation>
    </message>
    <message>
        <source>server %1 counts an acknowledgement of %2</source>
        <translation>服务器 %1 计入了 %2 的确认</translation>
    </message>
    <message>
        <source>A quorum has %1 on disk, as server %2 counts</source>
        <translation>据服务器 %2 统计，达到法定人数的服务器已将 %1 写入磁盘</translation>
    </message>
    <message>
        <source>Server %1 answers the client&apos;s %2</source>
        <translation>服务器 %1 答复客户端的 %2</translation>
    </message>
    <message>
        <source>Server %1 tells the client who watches %2</source>
        <comment>2: a path</comment>
        <translation>服务器 %1 通知监听 %2 的客户端</translation>
    </message>
    <message>
        <source>The links between %1 and %2 are cut</source>
        <translation>%1 与 %2 之间的链路已切断</translation>
    </message>
    <message>
        <source>The client&apos;s %1 of %2 succeeds</source>
        <comment>1: create, getData …; 2: a path</comment>
        <translation>客户端对 %2 的 %1 成功</translation>
    </message>
    <message>
        <source>The client&apos;s %1 of %2 fails: %3</source>
        <comment>1: create, getData …; 3: NoNode …</comment>
        <translation>客户端对 %2 的 %1 失败：%3</translation>
    </message>
    <message>
        <source>The client loses its connection</source>
        <translation>客户端失去连接</translation>
    </message>
    <message>
        <source>The same session goes on through server %1</source>
        <translation>同一会话经服务器 %1 继续</translation>
    </message>
    <message>
        <source>server %1 gives up its vote</source>
        <translation>服务器 %1 放弃了自己的选票</translation>
    </message>
    <message>
        <source>One of %1 leads, and the others follow</source>
        <comment>1: servers</comment>
        <translation>%1 之中一台是领导者，其余跟随</translation>
    </message>
    <message>
        <source>Server %1 rolls back and brings up to date server %2 (%3)</source>
        <comment>3: TRUNC, SNAP …</comment>
        <translation>服务器 %1 让服务器 %2 回滚并跟上进度（%3）</translation>
    </message>
    <message>
        <source>server %1 commits a transaction</source>
        <translation>服务器 %1 提交了事务</translation>
    </message>
    <message>
        <source>server %1 tells a client that its write succeeded</source>
        <translation>服务器 %1 告知客户端写入成功</translation>
    </message>
    <message>
        <source>%1 is there, and belongs to that session</source>
        <comment>1: a path</comment>
        <translation>%1 存在，且属于该会话</translation>
    </message>
    <message>
        <source>Server %1, which leads, lets the session expire</source>
        <translation>领导者服务器 %1 让会话过期</translation>
    </message>
    <message>
        <source>One and the same transaction ends the session on %1</source>
        <comment>1: servers</comment>
        <translation>同一个事务在 %1 上结束了该会话</translation>
    </message>
    <message>
        <source>The new node is %1</source>
        <comment>1: a path</comment>
        <translation>新节点是 %1</translation>
    </message>
    <message>
        <source>The new node has a higher number than %1</source>
        <comment>1: a path</comment>
        <translation>新节点的编号大于 %1</translation>
    </message>
    <message>
        <source>Election port: of %1 and %2, the connection that %3 opened stands</source>
        <translation>选举端口：%1 与 %2 之间，保留由 %3 打开的连接</translation>
    </message>
    <message>
        <source>Quorum port: between %1 and %2, server %3 opened the connection</source>
        <translation>仲裁端口：%1 与 %2 之间，由服务器 %3 打开连接</translation>
    </message>
    <message>
        <source>%1: czxid %2, mzxid %3, pzxid %4</source>
        <comment>1: a path</comment>
        <translation>%1：czxid %2，mzxid %3，pzxid %4</translation>
    </message>
    <message>
        <source>Transaction %1 is of type %2</source>
        <translation>事务 %1 的类型是 %2</translation>
    </message>
    <message>
        <source>The ACL of %1 is %2</source>
        <comment>1: a path; 2: entries</comment>
        <translation>%1 的 ACL 是 %2</translation>
    </message>
    <message>
        <source>Server %1 heard none of %2 for syncLimit ticks (%3 ms), and gave up before one more was over</source>
        <translation>服务器 %1 在 syncLimit 个 tick（%3 毫秒）内没有听到 %2 中的任何一个，并在再过一个 tick 之前放弃</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonPanel</name>
    <message>
        <source>Start this lesson again with fresh servers</source>
        <translation>用全新的服务器重新开始本课</translation>
    </message>
    <message>
        <source>End the lesson: stop its servers and remove their folder</source>
        <translation>结束课程：停止其服务器并删除其文件夹</translation>
    </message>
    <message>
        <source>No lesson</source>
        <translation>没有课程</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>the present step of a lesson, and how many there are</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Watching…</source>
        <translation>正在观察…</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Choose another lesson</source>
        <translation>选择其他课程</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Leave the script</source>
        <translation>脱离脚本</translation>
    </message>
    <message>
        <source>The servers go on, and you play on by hand</source>
        <translation>服务器继续运行，由您自己操作</translation>
    </message>
    <message>
        <source>You have left the script. The servers go on: click a card to stop, kill or isolate a server, and watch what comes of it.</source>
        <translation>您已脱离脚本。服务器继续运行：点击卡片可停止、强制终止或隔离服务器，并观察会发生什么。</translation>
    </message>
    <message>
        <source>Server %1 is Apache ZooKeeper&apos;s: what it does is concluded from its log, its answers and its clients.</source>
        <translation>服务器 %1 是 Apache ZooKeeper 的：它做了什么，由其日志、应答和客户端推断。</translation>
    </message>
    <message>
        <source>Do this step</source>
        <translation>执行这一步</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonPicker</name>
    <message numerus="yes">
        <source>%n server(s)</source>
        <translation>
            <numerusform>%n 台服务器</numerusform>
        </translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Runs real servers in a scratch folder, then removes it</source>
        <translation>在临时文件夹中运行真实的服务器，结束后删除</translation>
    </message>
    <message>
        <source>Runs real servers in a scratch folder; ends the present lesson</source>
        <translation>在临时文件夹中运行真实的服务器；当前课程将结束</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>a lesson</comment>
        <translation>运行</translation>
    </message>
    <message>
        <source>One server is Apache ZooKeeper&apos;s</source>
        <translation>其中一个服务器使用 Apache ZooKeeper</translation>
    </message>
    <message>
        <source>What it does is concluded from its log, its answers and its clients.</source>
        <translation>它做了什么，由其日志、应答和客户端推断。</translation>
    </message>
    <message>
        <source>%1 + 1 Apache</source>
        <comment>servers</comment>
        <translation>%1 + 1 个 Apache</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonRow</name>
    <message>
        <source>Show this moment</source>
        <translation>显示这一时刻</translation>
    </message>
    <message>
        <source>to come: %1</source>
        <comment>a step of a lesson</comment>
        <translation>待进行：%1</translation>
    </message>
    <message>
        <source>present step: %1</source>
        <translation>当前步骤：%1</translation>
    </message>
    <message>
        <source>done: %1</source>
        <comment>a step of a lesson</comment>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <comment>a step of a lesson</comment>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>not observed yet: %1</source>
        <translation>尚未观察到：%1</translation>
    </message>
    <message>
        <source>observed: %1</source>
        <translation>已观察到：%1</translation>
    </message>
    <message>
        <source>observed against the lesson: %1</source>
        <translation>观察到与课程不符：%1</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonRunner</name>
    <message>
        <source>It did not go as the lesson tells: %1.</source>
        <comment>what was observed instead</comment>
        <translation>实际情况与课程不符：%1。</translation>
    </message>
    <message numerus="yes">
        <source>It was not done within %n second(s), so nothing can be concluded.</source>
        <translation>
            <numerusform>%n 秒内未能完成，因此无法得出结论。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not observed within %n second(s): %1.</source>
        <comment>what should have been observed</comment>
        <translation>
            <numerusform>%n 秒内未观察到：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <comment>between things that were not observed</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>A server&apos;s trace has a gap: the machine was too busy to record everything, so nothing can be concluded.</source>
        <translation>某台服务器的跟踪记录有缺口：机器太忙，未能全部记录，因此无法得出结论。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonTitles</name>
    <message>
        <source>Start server %1</source>
        <translation>启动服务器 %1</translation>
    </message>
    <message>
        <source>Start server %1 again</source>
        <translation>重新启动服务器 %1</translation>
    </message>
    <message>
        <source>Kill server %1</source>
        <translation>强制终止服务器 %1</translation>
    </message>
    <message numerus="yes">
        <source>Start %n server(s)</source>
        <translation>
            <numerusform>启动 %n 台服务器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %n server(s) and write</source>
        <translation>
            <numerusform>启动 %n 台服务器并写入</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsOnDetails</name>
    <message>
        <source>Who dials whom</source>
        <translation>谁连接谁</translation>
    </message>
    <message>
        <source>Election port: the higher id; quorum port: every learner</source>
        <translation>选举端口：id 较大者；仲裁端口：每个学习者</translation>
    </message>
    <message>
        <source>Four servers are configured; a quorum is 3 of 4. Servers 1, 2 and 3 start in turn. Each pair needs one connection between their election ports. If both dial each other, one of the two must go.</source>
        <translation>配置了四台服务器；法定人数是 4 台中的 3 台。服务器 1、2、3 依次启动。每一对的选举端口之间需要一个连接。如果双方互相连接，必须去掉一个。</translation>
    </message>
    <message>
        <source>Election port: of each pair the connection that the higher id opened stays. Quorum port: the learners dialled the leader, whatever their ids.</source>
        <translation>选举端口：每一对中保留 id 较大者打开的连接。仲裁端口：学习者连接领导者，与 id 无关。</translation>
    </message>
    <message>
        <source>Server 4 has the highest id of all. It dials the three others at their election ports, and then the leader at its quorum port.</source>
        <translation>服务器 4 的 id 最大。它连接另外三台的选举端口，然后连接领导者的仲裁端口。</translation>
    </message>
    <message>
        <source>As with the others: it dialled, since its id is higher, and it dialled the leader, since it is a learner.</source>
        <translation>与其他服务器一样：id 较大，所以由它连接；身为学习者，所以连接领导者。</translation>
    </message>
    <message>
        <source>Kill the leader</source>
        <translation>强制终止领导者</translation>
    </message>
    <message>
        <source>Three of four are left: just a quorum. All have the same data, so the highest id wins, and the others must dial it.</source>
        <translation>四台中剩下三台：刚好达到法定人数。数据相同，所以 id 最大者胜，其他服务器必须连接它。</translation>
    </message>
    <message>
        <source>The connections between the election ports stood already. Those of the quorum port are new: 1 and 2 dialled server 4. With four servers a quorum is 3, so four survive no more failures than three do.</source>
        <translation>选举端口之间的连接早已建立。仲裁端口的连接是新的：1 和 2 连接了服务器 4。四台服务器的法定人数是 3，所以四台能承受的故障并不比三台多。</translation>
    </message>
    <message>
        <source>Reading a zxid</source>
        <translation>读懂 zxid</translation>
    </message>
    <message>
        <source>Epoch and counter; czxid, mzxid and pzxid of a node</source>
        <translation>epoch 与计数器；节点的 czxid、mzxid 和 pzxid</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads epoch 1. A client opens a session, creates /p, tries to create /p again, and creates /p/child. Then it reads both nodes.</source>
        <translation>服务器依次启动，所以 2 是 epoch 1 的领导者。一个客户端打开会话，创建 /p，再次尝试创建 /p，然后创建 /p/child，并读取两个节点。</translation>
    </message>
    <message>
        <source>1|1 is the session, 1|2 created /p, 1|3 is the attempt that failed: it uses a number too. 1|4 created the child, so the parent&apos;s pzxid moved; its mzxid did not, for its data is the same.</source>
        <translation>1|1 是会话，1|2 创建了 /p，1|3 是失败的尝试：它也占用一个编号。1|4 创建了子节点，所以父节点的 pzxid 变了；它的数据没变，所以 mzxid 不变。</translation>
    </message>
    <message>
        <source>The upper 32 bits of a zxid are the epoch: which leader. The lower 32 bits count that leader&apos;s transactions.</source>
        <translation>zxid 的高 32 位是 epoch：第几任领导者。低 32 位是该领导者的事务计数。</translation>
    </message>
    <message>
        <source>Server 3 leads epoch 2. Its first transaction will be 2|1, which is more than any of epoch 1.</source>
        <translation>服务器 3 是 epoch 2 的领导者。它的第一个事务将是 2|1，大于 epoch 1 的任何事务。</translation>
    </message>
    <message>
        <source>Change the child&apos;s data</source>
        <translation>修改子节点的数据</translation>
    </message>
    <message>
        <source>The client&apos;s session goes on. It sets the data of /p/child, and reads both nodes again.</source>
        <translation>客户端的会话继续。它设置 /p/child 的数据，并再次读取两个节点。</translation>
    </message>
    <message>
        <source>The counter began anew: 2|1. The child&apos;s mzxid moved, and nothing of its parent did.</source>
        <translation>计数器重新开始：2|1。子节点的 mzxid 变了，父节点什么都没变。</translation>
    </message>
    <message>
        <source>Change the parent, delete the child</source>
        <translation>修改父节点，删除子节点</translation>
    </message>
    <message>
        <source>Now the client sets the data of /p, deletes /p/child, and reads /p.</source>
        <translation>现在客户端设置 /p 的数据，删除 /p/child，并读取 /p。</translation>
    </message>
    <message>
        <source>mzxid is 2|2, the change of its data; pzxid is 2|3, the end of its child; czxid never moves.</source>
        <translation>mzxid 是 2|2，即数据的修改；pzxid 是 2|3，即子节点的删除；czxid 永远不变。</translation>
    </message>
    <message>
        <source>Give the node to an identity</source>
        <translation>把节点交给一个身份</translation>
    </message>
    <message>
        <source>The owner presents digest acluser1:111111, and sets the ACL auth::cdrwa. &quot;auth&quot; means: whoever I am now. The other client tries to read.</source>
        <translation>所有者提交 digest acluser1:111111，并设置 ACL auth::cdrwa。“auth” 表示：我现在的身份。另一个客户端尝试读取。</translation>
    </message>
    <message>
        <source>The server stored no &quot;auth&quot; but the identity itself, with the digest of user and password: base64(SHA-1(acluser1:111111)). The other client gets NoAuth.</source>
        <translation>服务器保存的不是 “auth”，而是身份本身，带有用户和密码的摘要：base64(SHA-1(acluser1:111111))。另一个客户端得到 NoAuth。</translation>
    </message>
    <message>
        <source>Present another identity</source>
        <translation>提交另一个身份</translation>
    </message>
    <message>
        <source>The owner presents acluser2:222222 too, and looks at the ACL. Then it sets auth::cdrwa again, and looks once more.</source>
        <translation>所有者又提交 acluser2:222222，并查看 ACL。然后再次设置 auth::cdrwa，再看一次。</translation>
    </message>
    <message>
        <source>An ACL does not follow a session: the second identity came in only when it was set again. &quot;auth&quot; then took both.</source>
        <translation>ACL 不会跟着会话变化：第二个身份在再次设置时才加入。这时 “auth” 包括了两个身份。</translation>
    </message>
    <message>
        <source>Access control</source>
        <translation>访问控制</translation>
    </message>
    <message>
        <source>world, auth, digest, ip and super on one node</source>
        <translation>一个节点上的 world、auth、digest、ip 和 super</translation>
    </message>
    <message>
        <source>The servers start in turn. One client creates /acl for everybody: world:anyone:cdrwa. Another client, through server 3, reads it.</source>
        <translation>服务器依次启动。一个客户端为所有人创建 /acl：world:anyone:cdrwa。另一个客户端经服务器 3 读取它。</translation>
    </message>
    <message>
        <source>&quot;world&quot; has one id, anyone; c, d, r, w and a stand for create, delete, read, write and admin.</source>
        <translation>“world” 只有一个 id：anyone；c、d、r、w、a 分别代表 create、delete、read、write 和 admin。</translation>
    </message>
    <message>
        <source>Present the right password</source>
        <translation>提交正确的密码</translation>
    </message>
    <message>
        <source>The other client presents acluser2:222222 and reads again.</source>
        <translation>另一个客户端提交 acluser2:222222，再次读取。</translation>
    </message>
    <message>
        <source>Who knows the password is that identity, in any session and through any server.</source>
        <translation>知道密码者即是该身份，无论在哪个会话、经由哪台服务器。</translation>
    </message>
    <message>
        <source>Allow an address to read</source>
        <translation>允许一个地址读取</translation>
    </message>
    <message>
        <source>The owner sets ip:127.0.0.1:r, which is where both clients come from. Then it reads, and tries to write.</source>
        <translation>所有者设置 ip:127.0.0.1:r，两个客户端都来自这个地址。然后它读取，并尝试写入。</translation>
    </message>
    <message>
        <source>Everybody at this address may read, and nobody may write or set the ACL again: not even the owner, who left no way back.</source>
        <translation>来自该地址的人都可以读取，但没有人能写入或再次设置 ACL：所有者也不能，它没有给自己留退路。</translation>
    </message>
    <message>
        <source>Come as super</source>
        <translation>以 super 身份进入</translation>
    </message>
    <message>
        <source>These servers are configured with a superDigest. The other client presents super:lesson, and sets the ACL to everybody.</source>
        <translation>这些服务器配置了 superDigest。另一个客户端提交 super:lesson，并把 ACL 设为所有人。</translation>
    </message>
    <message>
        <source>No ACL binds super. It is the way back, and a password to be guarded well: it opens every node.</source>
        <translation>没有 ACL 能约束 super。它是退路，其密码必须妥善保管：它能打开每个节点。</translation>
    </message>
    <message>
        <source>It asks every server who opened its connections, which the log of Apache&apos;s server does not tell.</source>
        <translation>它要问每个服务器是谁打开了连接，而 Apache 服务器的日志并不说明这一点。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsOnElections</name>
    <message>
        <source>First start of three servers</source>
        <translation>三台服务器首次启动</translation>
    </message>
    <message>
        <source>Two votes are a quorum; who comes late, follows</source>
        <translation>两票即达法定人数；后来者跟随</translation>
    </message>
    <message>
        <source>Three servers are configured, and none has any data. A leader needs the votes of a quorum, which is more than half: 2 of 3. Server 1 starts alone. It votes for itself, as each server does at first.</source>
        <translation>配置了三台服务器，都没有任何数据。领导者需要法定人数的选票，即超过半数：3 台中的 2 台。服务器 1 独自启动。与每台服务器一样，它先投票给自己。</translation>
    </message>
    <message>
        <source>One vote of three is no quorum. Server 1 is LOOKING, and serves nobody.</source>
        <translation>三票中的一票达不到法定人数。服务器 1 处于 LOOKING，不为任何客户端服务。</translation>
    </message>
    <message>
        <source>Server 2 votes for itself too, and both tell each other. A vote names a leader and the newest zxid that this one has. The higher zxid wins; where both are equal, the higher id does. Neither has any data: both zxids are 0.</source>
        <translation>服务器 2 也投票给自己，双方互相告知。一张选票写明领导者及其最新的 zxid。zxid 大者胜；相同时 id 大者胜。两台都没有数据：zxid 都是 0。</translation>
    </message>
    <message>
        <source>The ids decided: server 1 took the vote for 2. Two votes of three are a quorum, so 2 leads and 1 follows.</source>
        <translation>由 id 决定：服务器 1 改投 2。三票中的两票达到法定人数，所以 2 成为领导者，1 跟随。</translation>
    </message>
    <message>
        <source>Server 3 has the highest id. Had it been there before, it would have won. It votes for itself and asks the others.</source>
        <translation>服务器 3 的 id 最大。如果它早一点在场，就会胜出。它投票给自己，并询问其他服务器。</translation>
    </message>
    <message>
        <source>There was no new election: both others told server 3 of their leader, and it follows. A higher id alone never takes the lead from a leader that serves.</source>
        <translation>没有新的选举：另外两台都把领导者告诉了服务器 3，于是它跟随。仅凭更大的 id，绝不会取代正在服务的领导者。</translation>
    </message>
    <message>
        <source>First start of five servers</source>
        <translation>五台服务器首次启动</translation>
    </message>
    <message>
        <source>Servers 1 to 5 start in turn; server 3 wins at the quorum</source>
        <translation>服务器 1 到 5 依次启动；达到法定人数时服务器 3 胜出</translation>
    </message>
    <message>
        <source>Five servers are configured, all empty. A quorum is 3 of 5. Server 1 starts alone and votes for itself.</source>
        <translation>配置了五台空的服务器。法定人数是 5 台中的 3 台。服务器 1 独自启动，投票给自己。</translation>
    </message>
    <message>
        <source>One vote of five. Server 1 is LOOKING.</source>
        <translation>五票中的一票。服务器 1 处于 LOOKING。</translation>
    </message>
    <message>
        <source>Server 2 has the same zxid and a higher id, so server 1 will take its vote. Are two votes enough?</source>
        <translation>服务器 2 的 zxid 相同而 id 更大，所以服务器 1 会改投它。两票够吗？</translation>
    </message>
    <message>
        <source>Both vote for 2, but two votes of five are no quorum. Both are LOOKING.</source>
        <translation>两台都投票给 2，但五票中的两票达不到法定人数。两台都处于 LOOKING。</translation>
    </message>
    <message>
        <source>With server 3 there are three servers, which is a quorum. It has the highest id of the three.</source>
        <translation>加上服务器 3 共三台，达到法定人数。三台之中它的 id 最大。</translation>
    </message>
    <message>
        <source>All three vote for 3: a quorum. Server 3 leads, and 1 and 2 follow.</source>
        <translation>三台都投票给 3：达到法定人数。服务器 3 成为领导者，1 和 2 跟随。</translation>
    </message>
    <message>
        <source>Server 4 comes when the election is over. Its id is higher than the leader&apos;s.</source>
        <translation>服务器 4 到来时选举已经结束。它的 id 比领导者大。</translation>
    </message>
    <message>
        <source>The leader itself told server 4 that it leads. Nobody voted again.</source>
        <translation>领导者亲自告知服务器 4 自己是领导者。没有人重新投票。</translation>
    </message>
    <message>
        <source>And server 5, the highest id of all.</source>
        <translation>还有服务器 5，所有服务器中 id 最大。</translation>
    </message>
    <message>
        <source>It follows too. In a first start the order of starting decides: the highest id among the first quorum leads.</source>
        <translation>它同样跟随。首次启动时由启动顺序决定：最先达到法定人数的服务器中，id 最大者成为领导者。</translation>
    </message>
    <message>
        <source>Leader and a follower crash (8 8 8 7 7)</source>
        <translation>领导者与一台跟随者崩溃（8 8 8 7 7）</translation>
    </message>
    <message>
        <source>Newest zxid first; among equals the higher id wins</source>
        <translation>先比最新的 zxid；相同时 id 大者胜</translation>
    </message>
    <message>
        <source>The five servers start in turn, so 3 leads. Then a client opens a session and creates six nodes: seven transactions.</source>
        <translation>五台服务器依次启动，所以 3 是领导者。随后一个客户端打开会话并创建六个节点：七个事务。</translation>
    </message>
    <message>
        <source>All five have the same data, up to transaction 7 of epoch 1.</source>
        <translation>五台的数据相同，都到 epoch 1 的事务 7。</translation>
    </message>
    <message>
        <source>Cut 4 and 5 off from the leader, and write</source>
        <translation>切断 4 和 5 与领导者的链路，然后写入</translation>
    </message>
    <message>
        <source>The links from 3 to 4 and 5 fall silent. The leader still reaches 1 and 2; with itself that is a quorum, so one more write succeeds.</source>
        <translation>3 到 4 和 5 的链路静默。领导者仍能联系 1 和 2；加上自己达到法定人数，所以还能再写成功一次。</translation>
    </message>
    <message>
        <source>Servers 1, 2 and 3 are at 8; 4 and 5 are still at 7. The client was told that its write succeeded.</source>
        <translation>服务器 1、2、3 到了 8；4 和 5 仍在 7。客户端得知写入成功。</translation>
    </message>
    <message>
        <source>Kill servers 3 and 5</source>
        <translation>强制终止服务器 3 和 5</translation>
    </message>
    <message>
        <source>Servers 1, 2 and 4 are left: three of five, a quorum. 4 has the highest id, but 1 and 2 have the write that it lacks.</source>
        <translation>剩下服务器 1、2、4：五台中的三台，达到法定人数。4 的 id 最大，但 1 和 2 有它缺少的那次写入。</translation>
    </message>
    <message>
        <source>Server 4 gave way to a newer zxid, though its id is higher; between 1 and 2, which are equal, the id decided. So no acknowledged write was lost: whoever leads has the newest data of a quorum.</source>
        <translation>服务器 4 虽然 id 更大，仍让位于更新的 zxid；1 和 2 相同，由 id 决定。因此已确认的写入没有丢失：领导者总拥有法定人数中最新的数据。</translation>
    </message>
    <message>
        <source>Leader crash: (1, 123) against (3, 122)</source>
        <translation>领导者崩溃：(1, 123) 对 (3, 122)</translation>
    </message>
    <message>
        <source>A newer zxid beats a higher server id</source>
        <translation>更新的 zxid 胜过更大的服务器 id</translation>
    </message>
    <message>
        <source>The three servers start in turn, so 2 leads. A client opens a session and creates 121 nodes: transactions 1 to 122.</source>
        <translation>三台服务器依次启动，所以 2 是领导者。一个客户端打开会话并创建 121 个节点：事务 1 到 122。</translation>
    </message>
    <message>
        <source>All three servers are at transaction 122 of epoch 1.</source>
        <translation>三台服务器都在 epoch 1 的事务 122。</translation>
    </message>
    <message>
        <source>Cut 3 off from the leader, write, kill the leader</source>
        <translation>切断 3 与领导者的链路，写入，强制终止领导者</translation>
    </message>
    <message>
        <source>The link between 2 and 3 falls silent. 1 and 2 are a quorum without 3, so one more write succeeds: transaction 123, which 3 never hears of. Then the leader dies. Each server that is left votes for itself, and compares what it hears with its own vote: first the zxid, then the id.</source>
        <translation>2 与 3 之间的链路静默。没有 3，1 和 2 仍达到法定人数，所以还能再写成功一次：事务 123，而 3 没有听到。随后领导者被强制终止。剩下的每台服务器都投票给自己，并把听到的选票与自己的比较：先比 zxid，再比 id。</translation>
    </message>
    <message>
        <source>123 &gt; 122: server 3 took the vote for 1, and 1 never gave up its own. Two equal votes of three: 1 leads, and sends 3 the transaction that it missed.</source>
        <translation>123 &gt; 122：服务器 3 改投 1，而 1 始终没有放弃自己的选票。三票中两票相同：1 成为领导者，并把缺少的事务发给 3。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsOnFaults</name>
    <message>
        <source>Quorum lost</source>
        <translation>失去法定人数</translation>
    </message>
    <message>
        <source>Reads go on in read-only mode, writes do not</source>
        <translation>只读模式下仍可读取，不能写入</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. A client has a session through it and creates /a. Read-only mode is on (readonlymode.enabled).</source>
        <translation>服务器依次启动，所以 2 是领导者。一个客户端经它建立会话并创建 /a。只读模式已开启（readonlymode.enabled）。</translation>
    </message>
    <message>
        <source>Three servers serve; a quorum is 2.</source>
        <translation>三台服务器提供服务；法定人数是 2。</translation>
    </message>
    <message>
        <source>Read and write without a quorum</source>
        <translation>没有法定人数时读取和写入</translation>
    </message>
    <message>
        <source>A client that is content with reads may connect to server 2 all the same. It reads /a and tries to create /b.</source>
        <translation>只需要读取的客户端仍可连接服务器 2。它读取 /a，并尝试创建 /b。</translation>
    </message>
    <message>
        <source>The read showed what server 2 has, though perhaps not the newest. The write was refused: NotReadOnly.</source>
        <translation>读取得到服务器 2 现有的数据，但未必最新。写入被拒绝：NotReadOnly。</translation>
    </message>
    <message>
        <source>Network partition</source>
        <translation>网络分区</translation>
    </message>
    <message>
        <source>The minority stops; the majority elects a new leader</source>
        <translation>少数派停止服务；多数派选出新的领导者</translation>
    </message>
    <message>
        <source>The servers start in turn, so 3 leads. Client A has a session through 3, client B through 1. A creates /before.</source>
        <translation>服务器依次启动，所以 3 是领导者。客户端 A 经 3 建立会话，客户端 B 经 1。A 创建 /before。</translation>
    </message>
    <message>
        <source>All five are at 1|3.</source>
        <translation>五台都在 1|3。</translation>
    </message>
    <message>
        <source>Cut 1 and 3 off from 2, 4 and 5</source>
        <translation>切断 1、3 与 2、4、5 之间的链路</translation>
    </message>
    <message>
        <source>The old leader heard too few for syncLimit ticks and gave up. Neither write was acknowledged: ConnectionLoss means that nobody knows. On the other side 5 leads epoch 2.</source>
        <translation>旧领导者在 syncLimit 个 tick 内听到的服务器太少，于是放弃。两次写入都未被确认：ConnectionLoss 表示结果未知。另一边 5 成为 epoch 2 的领导者。</translation>
    </message>
    <message>
        <source>Client B goes to the majority</source>
        <translation>客户端 B 转到多数派</translation>
    </message>
    <message>
        <source>Client B tries another server of its list: 4. Sessions are known to all servers, so it needs no new one.</source>
        <translation>客户端 B 尝试列表中的另一台服务器：4。所有服务器都知道会话，所以不需要新会话。</translation>
    </message>
    <message>
        <source>The majority serves: 2|1 is the first transaction of the new epoch. The minority commits nothing.</source>
        <translation>多数派提供服务：2|1 是新 epoch 的第一个事务。少数派什么也不提交。</translation>
    </message>
    <message>
        <source>Heal the links</source>
        <translation>恢复链路</translation>
    </message>
    <message>
        <source>Servers 1 and 3 hear of the new leader. Server 3 has proposals of epoch 1 on its disk that were never committed.</source>
        <translation>服务器 1 和 3 得知新的领导者。服务器 3 的磁盘上有 epoch 1 中从未提交的提案。</translation>
    </message>
    <message>
        <source>The old leader follows now. What it had proposed alone is gone, and what the majority committed is everywhere.</source>
        <translation>旧领导者现在是跟随者。它独自提出的提案已消失，多数派提交的内容处处都有。</translation>
    </message>
    <message>
        <source>Kill the client</source>
        <translation>强制终止客户端</translation>
    </message>
    <message>
        <source>The client&apos;s program is killed: its connection ends, and nobody closes the session. The leader waits for the session&apos;s time-out, eight seconds here.</source>
        <translation>客户端程序被强制终止：连接结束，没有人关闭会话。领导者等待会话超时，这里是八秒。</translation>
    </message>
    <message>
        <source>The session expired, and both its nodes went with it, in one transaction that is the same on all servers. So nobody can see one of them without the other.</source>
        <translation>会话过期，它的两个节点随之消失，在所有服务器上是同一个事务。所以没有人会只看到其中一个。</translation>
    </message>
    <message>
        <source>Session and ephemeral nodes</source>
        <translation>会话与临时节点</translation>
    </message>
    <message>
        <source>Its server dies: it goes on; its client dies: it expires</source>
        <translation>服务器崩溃，会话继续；客户端崩溃，会话过期</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. A client of server 1 creates an ephemeral node, /mine, and an ephemeral sequential one below /queue.</source>
        <translation>服务器依次启动，所以 2 是领导者。服务器 1 的一个客户端创建临时节点 /mine，并在 /queue 下创建一个临时顺序节点。</translation>
    </message>
    <message>
        <source>Both nodes belong to the client&apos;s session: their ephemeralOwner is its id.</source>
        <translation>两个节点都属于该客户端的会话：它们的 ephemeralOwner 就是会话 id。</translation>
    </message>
    <message>
        <source>Kill the client&apos;s server</source>
        <translation>强制终止客户端所连的服务器</translation>
    </message>
    <message>
        <source>Server 1 dies. The client tries the next server of its list, 3, with the id and the password of its session.</source>
        <translation>服务器 1 被强制终止。客户端带着会话的 id 和密码尝试列表中的下一台服务器：3。</translation>
    </message>
    <message>
        <source>The same session, with the same id, goes on through server 3, and its ephemeral node is still there: sessions belong to the ensemble and not to a server.</source>
        <translation>同一会话以相同的 id 经服务器 3 继续，临时节点仍在：会话属于整个集群，而不属于某台服务器。</translation>
    </message>
    <message>
        <source>Create a sequential node again</source>
        <translation>再创建一个顺序节点</translation>
    </message>
    <message>
        <source>/queue is empty now. Another client creates a sequential node in it. Will it be number 0 again?</source>
        <translation>/queue 现在是空的。另一个客户端在其中创建顺序节点。编号又会是 0 吗？</translation>
    </message>
    <message>
        <source>No: a number is never used again, so names in a queue keep their order for ever.</source>
        <translation>不会：编号绝不重复使用，所以队列中的名称始终保持顺序。</translation>
    </message>
    <message>
        <source>Stop servers 1 and 3 while a client writes</source>
        <translation>在客户端写入时停止服务器 1 和 3</translation>
    </message>
    <message>
        <source>Server 1 stops. The link between 2 and 3 falls silent, and the client asks the leader to create /unsure: it is logged there alone. Then 3 stops, too. The leader is left alone, 1 of 3. It cannot know whether the others have elected somebody else, so it must not go on.</source>
        <translation>服务器 1 停止。2 与 3 之间的链路陷入静默，客户端请领导者创建 /unsure：它只在那里写入了日志。然后 3 也停止。只剩领导者自己，3 个中的 1 个。它无法知道其他服务器是否已选出别人，所以不能继续。</translation>
    </message>
    <message>
        <source>Server 2 gave up leading and dropped its clients. The write ended in ConnectionLoss: its outcome is unknown, for it was neither committed nor refused. The session itself still lives: it expires only under a leader.</source>
        <translation>服务器 2 不再领导，并断开了客户端。写入以 ConnectionLoss 结束：结果未知，因为它既没有提交，也没有被拒绝。会话本身还在：只有在领导者之下才会过期。</translation>
    </message>
    <message>
        <source>Two of three are a quorum again. Server 2 has the newest data, 1|3, so it will lead. The first client still has its session, and has been trying to get back all the time.</source>
        <translation>三个中的两个又构成法定人数。服务器 2 的数据最新，为 1|3，所以它将成为领导者。第一个客户端仍持有会话，并一直在尝试重新连接。</translation>
    </message>
    <message>
        <source>Service returned with the same session, and what had been acknowledged is there. So is /unsure: the write had happened after all. In the lesson of the old leader it had not. After ConnectionLoss a client must look.</source>
        <translation>服务恢复，会话不变，已确认的内容都在。/unsure 也在：那次写入最终确实发生了。而在旧领导者那一课中则没有发生。遇到 ConnectionLoss 之后，客户端必须查看。</translation>
    </message>
    <message>
        <source>The links fall silent; nothing is closed. The leader and server 1 are alone, and both clients try to write. The others are three of five: a quorum. A tick is 200 ms here and syncLimit 5, so the leader must give up within 6 ticks.</source>
        <translation>链路陷入静默，没有任何连接关闭。领导者和服务器 1 落单，两个客户端都尝试写入。其余的是五个中的三个：构成法定人数。这里一个 tick 为 200 毫秒，syncLimit 为 5，所以领导者必须在 6 个 tick 内放弃。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsOnService</name>
    <message>
        <source>An observer joins</source>
        <translation>观察者加入</translation>
    </message>
    <message>
        <source>It serves reads, never votes, and follows each leader</source>
        <translation>它提供读取，从不投票，跟随每一任领导者</translation>
    </message>
    <message>
        <source>Servers 1 to 3 are voters. They start in turn, so 2 leads.</source>
        <translation>服务器 1 到 3 有投票权。它们依次启动，所以 2 是领导者。</translation>
    </message>
    <message>
        <source>Three voters: a quorum is 2 of 3.</source>
        <translation>三台有投票权：法定人数是 3 台中的 2 台。</translation>
    </message>
    <message>
        <source>Server 4 is configured as an observer: peerType=observer, and &quot;:observer&quot; in each server&apos;s list. It asks who leads.</source>
        <translation>服务器 4 配置为观察者：peerType=observer，且每台服务器的列表中写有 “:observer”。它询问谁是领导者。</translation>
    </message>
    <message>
        <source>It introduced itself with OBSERVERINFO. It is OBSERVING, and a quorum is still 2 of 3.</source>
        <translation>它以 OBSERVERINFO 介绍自己。它处于 OBSERVING，法定人数仍是 3 台中的 2 台。</translation>
    </message>
    <message>
        <source>Write through 1, read through 4</source>
        <translation>经 1 写入，经 4 读取</translation>
    </message>
    <message>
        <source>A client of server 1 creates /node. Voters get a PROPOSAL, answer with an ACK, and then get a COMMIT. And the observer?</source>
        <translation>服务器 1 的一个客户端创建 /node。有投票权的服务器收到 PROPOSAL，以 ACK 答复，然后收到 COMMIT。观察者呢？</translation>
    </message>
    <message>
        <source>The observer got one INFORM, when all was decided, and acknowledged nothing. It serves reads like any other.</source>
        <translation>一切决定之后，观察者收到一个 INFORM，不作任何确认。它像其他服务器一样提供读取。</translation>
    </message>
    <message>
        <source>Kill the leader</source>
        <translation>强制终止领导者</translation>
    </message>
    <message>
        <source>Servers 1 and 3 are a quorum and elect one of them. The observer listens. Then its client writes: the observer passes it on.</source>
        <translation>服务器 1 和 3 达到法定人数，从中选出一台。观察者旁听。随后它的客户端写入：观察者转交请求。</translation>
    </message>
    <message>
        <source>Votes and acknowledgements were those of 1 and 3 alone. The observer found the new leader, and its session went on.</source>
        <translation>选票和确认都只来自 1 和 3。观察者找到了新的领导者，它的会话继续。</translation>
    </message>
    <message>
        <source>Write through server 1</source>
        <translation>经服务器 1 写入</translation>
    </message>
    <message>
        <source>A follower decides nothing: it passes the request to the leader. The leader gives it the next zxid and proposes it to all. Each writes it to its disk and acknowledges. Once a quorum has, the leader commits.</source>
        <translation>跟随者不作决定：它把请求转交领导者。领导者给它下一个 zxid，并向所有服务器提案。每台写入磁盘后确认。达到法定人数后，领导者提交。</translation>
    </message>
    <message>
        <source>the answer came before a quorum had it on disk</source>
        <translation>在法定人数的服务器写入磁盘之前就已答复</translation>
    </message>
    <message>
        <source>REQUEST, PROPOSAL, disk, ACK, quorum, COMMIT, and only then the answer, from the server that the client knows. Two disks of three were enough; the third one&apos;s ACK changed nothing any more.</source>
        <translation>REQUEST、PROPOSAL、磁盘、ACK、法定人数、COMMIT，然后才由客户端所连的服务器答复。三块磁盘中的两块就够了；第三个 ACK 不再改变什么。</translation>
    </message>
    <message>
        <source>A write, packet by packet</source>
        <translation>一次写入，逐包来看</translation>
    </message>
    <message>
        <source>From the request to the answer and the watch event</source>
        <translation>从请求到答复和监听事件</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. One client has a session through 1 and creates /node; another one through 3 watches it.</source>
        <translation>服务器依次启动，所以 2 是领导者。一个客户端经 1 建立会话并创建 /node；另一个经 3 监听它。</translation>
    </message>
    <message>
        <source>Two sessions and a node: 1|3. The watch is held by server 3, where the watching client is.</source>
        <translation>两个会话和一个节点：1|3。监听由服务器 3 保存，监听的客户端就连在那里。</translation>
    </message>
    <message>
        <source>Read through server 3</source>
        <translation>经服务器 3 读取</translation>
    </message>
    <message>
        <source>The watching client was told that /node changed. Now it reads, through its own server. What it gets is what it was told of.</source>
        <translation>监听的客户端已得知 /node 变了。现在它经自己的服务器读取，得到的正是通知所说的变化。</translation>
    </message>
    <message>
        <source>Server 3 sent the watch event when it committed, and so before it could show the new data: a client never sees a change before the event that tells it.</source>
        <translation>服务器 3 在提交时发出监听事件，因此早于它能给出新数据的时刻：客户端绝不会在事件之前看到变化。</translation>
    </message>
    <message>
        <source>It shows each packet of all three servers, and the log of Apache&apos;s server tells no packets.</source>
        <translation>它展示全部三个服务器的每个数据包，而 Apache 服务器的日志不记录数据包。</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsOnSynchronization</name>
    <message>
        <source>A follower returns: DIFF</source>
        <translation>跟随者归来：DIFF</translation>
    </message>
    <message>
        <source>The leader still remembers what it missed</source>
        <translation>领导者还记得它缺少的内容</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. A session and two nodes are the transactions 1 to 3 of epoch 1.</source>
        <translation>服务器依次启动，所以 2 是领导者。一个会话和两个节点是 epoch 1 的事务 1 到 3。</translation>
    </message>
    <message>
        <source>All three have transaction 1|3.</source>
        <translation>三台都有事务 1|3。</translation>
    </message>
    <message>
        <source>Kill server 1, and write on</source>
        <translation>强制终止服务器 1，继续写入</translation>
    </message>
    <message>
        <source>Servers 2 and 3 are a quorum, so the writes succeed without 1.</source>
        <translation>服务器 2 和 3 达到法定人数，所以没有 1 也能写入成功。</translation>
    </message>
    <message>
        <source>Server 1 has 1|3 on its disk; the others are at 1|5.</source>
        <translation>服务器 1 的磁盘上是 1|3；其他的在 1|5。</translation>
    </message>
    <message>
        <source>Server 1 tells the leader its last zxid. The leader keeps the last transactions in memory: from minCommittedLog to maxCommittedLog. 1|3 lies between them.</source>
        <translation>服务器 1 把自己最后的 zxid 告诉领导者。领导者在内存中保留最近的事务：从 minCommittedLog 到 maxCommittedLog。1|3 位于其间。</translation>
    </message>
    <message>
        <source>DIFF: the leader sent just the two transactions that were missing, as proposals with their commits. Then server 1 serves again, with the same data.</source>
        <translation>DIFF：领导者只发送缺少的两个事务，即提案及其提交。然后服务器 1 以相同的数据重新提供服务。</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. A session and one node are the transactions 1|1 and 1|2.</source>
        <translation>服务器依次启动，所以 2 是领导者。一个会话和一个节点是事务 1|1 和 1|2。</translation>
    </message>
    <message>
        <source>All three have transaction 1|2.</source>
        <translation>三台都有事务 1|2。</translation>
    </message>
    <message>
        <source>Cut the leader off, write, kill it</source>
        <translation>切断领导者的链路，写入，再强制终止它</translation>
    </message>
    <message>
        <source>First the leader&apos;s links fall silent. Then a client asks it to create /ghost: it writes 1|3 to its own disk, and nobody else hears of it. Then it dies, and the links are healed.</source>
        <translation>先让领导者的链路静默。然后一个客户端请它创建 /ghost：它把 1|3 写入自己的磁盘，别人都没有听到。随后它被强制终止，链路恢复。</translation>
    </message>
    <message>
        <source>1|3 is on the disk of server 2 alone, and was never committed. The client was not told that it succeeded: its connection broke, so it cannot know. Server 3 leads epoch 2.</source>
        <translation>1|3 只在服务器 2 的磁盘上，从未提交。客户端没有得到成功的答复：连接断开，所以它无从得知。服务器 3 是 epoch 2 的领导者。</translation>
    </message>
    <message>
        <source>Old leader returns: TRUNC</source>
        <translation>旧领导者归来：TRUNC</translation>
    </message>
    <message>
        <source>A proposal that nobody committed is rolled back</source>
        <translation>无人提交的提案被回滚</translation>
    </message>
    <message>
        <source>Server 2 comes back with 1|3, which is more than the new leader has of epoch 1. The leader&apos;s log ends at 1|2.</source>
        <translation>服务器 2 带着 1|3 归来，比新领导者在 epoch 1 中的内容更多。领导者的 epoch 1 日志止于 1|2。</translation>
    </message>
    <message>
        <source>TRUNC: server 2 cut its log back to 1|2. /ghost is gone from its disk and from its tree. Nothing was lost that anybody had been promised.</source>
        <translation>TRUNC：服务器 2 把日志截断到 1|2。/ghost 从它的磁盘和树中消失。凡是承诺过的都没有丢失。</translation>
    </message>
    <message>
        <source>Old leader returns late: TRUNC, then DIFF</source>
        <translation>旧领导者迟归：先 TRUNC，后 DIFF</translation>
    </message>
    <message>
        <source>Rolled back first, then brought up to date</source>
        <translation>先回滚，再跟上进度</translation>
    </message>
    <message>
        <source>Write under the new leader</source>
        <translation>在新领导者之下写入</translation>
    </message>
    <message>
        <source>The client&apos;s session goes on through server 1. It creates two nodes: the first transactions of epoch 2.</source>
        <translation>客户端的会话经服务器 1 继续。它创建两个节点：epoch 2 的头两个事务。</translation>
    </message>
    <message>
        <source>The counter began anew with the epoch: 2|1 and 2|2. Server 2 knows neither, and has 1|3 instead.</source>
        <translation>计数器随 epoch 重新开始：2|1 和 2|2。服务器 2 两个都不知道，却有 1|3。</translation>
    </message>
    <message>
        <source>Server 2 has one transaction too many and two too few. Apache&apos;s leaders since 3.5 send the whole tree (SNAP) here, because it would be unsafe for their learners to cut a log across epochs. Ours does as 3.4 did, and as our learners can: first TRUNC, then what is missing.</source>
        <translation>服务器 2 多一个事务，少两个事务。Apache 3.5 以来的领导者在这里发送整棵树（SNAP），因为让它们的学习者跨 epoch 截断日志并不安全。我们的领导者与 3.4 相同，我们的学习者也能做到：先 TRUNC，再发送缺少的内容。</translation>
    </message>
    <message>
        <source>The log of server 2 was cut to 1|2, then it got 2|1 and 2|2. /ghost is gone, both new nodes are there.</source>
        <translation>服务器 2 的日志被截断到 1|2，然后得到 2|1 和 2|2。/ghost 消失，两个新节点都在。</translation>
    </message>
    <message>
        <source>Long absence: SNAP</source>
        <translation>长期缺席：SNAP</translation>
    </message>
    <message>
        <source>A follower is older than what the leader remembers</source>
        <translation>跟随者比领导者记得的还旧</translation>
    </message>
    <message>
        <source>The servers start in turn, so 2 leads. In this lesson a leader remembers but 5 transactions (commitLogCount); 500 is usual.</source>
        <translation>服务器依次启动，所以 2 是领导者。本课中领导者只记得 5 个事务（commitLogCount）；通常是 500。</translation>
    </message>
    <message>
        <source>Kill server 1, and write 30 nodes</source>
        <translation>强制终止服务器 1，写入 30 个节点</translation>
    </message>
    <message>
        <source>Each node holds 20,000 bytes. Server 1 misses all of them.</source>
        <translation>每个节点有 20,000 字节。服务器 1 全部错过。</translation>
    </message>
    <message>
        <source>Servers 2 and 3 are at 1|32. The leader remembers the last few transactions alone; 1|2 is long before them.</source>
        <translation>服务器 2 和 3 在 1|32。领导者只记得最后几个事务；1|2 远在它们之前。</translation>
    </message>
    <message>
        <source>Slow its link, start server 1 again, and write</source>
        <translation>放慢链路，重新启动服务器 1，再写入</translation>
    </message>
    <message>
        <source>Everything between 1 and the leader takes 300 ms now, so that you can watch. While the tree is on its way, a client writes three more nodes.</source>
        <translation>现在 1 与领导者之间的一切都需要 300 ms，便于观察。整棵树在途中时，一个客户端又写入三个节点。</translation>
    </message>
    <message>
        <source>SNAP: server 1 is older than the leader&apos;s memory, so it got the whole tree, and after it the three transactions that came meanwhile. Then it served.</source>
        <translation>SNAP：服务器 1 比领导者记得的还旧，所以它得到整棵树，随后得到其间的三个事务，然后提供服务。</translation>
    </message>
    <message>
        <source>Server 2 has one transaction too many and two too few. Our leaders send TRUNC here, and then what is missing. Server 3 is Apache&apos;s: its leaders since 3.5 send the whole tree (SNAP), because it would be unsafe for their learners to cut a log across epochs.</source>
        <translation>服务器 2 多了一个事务，又少了两个事务。我们的领导者在此先发送 TRUNC，再发送缺少的部分。服务器 3 是 Apache 的：自 3.5 起，它的领导者会发送整棵树（SNAP），因为让其学习者跨 epoch 截断日志并不安全。</translation>
    </message>
    <message>
        <source>Server 2 threw its tree away and took that of the leader. /ghost is gone, both new nodes are there.</source>
        <translation>服务器 2 丢弃了自己的树，改用领导者的树。/ghost 不见了，两个新节点都在。</translation>
    </message>
    <message>
        <source>Old leader returns late: SNAP</source>
        <translation>旧领导者迟归：SNAP</translation>
    </message>
    <message>
        <source>Apache&apos;s leader replaces the whole tree</source>
        <translation>Apache 的领导者替换整棵树</translation>
    </message>
</context>
<context>
    <name>zs::ui::LessonsPage</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Lessons and recordings</source>
        <translation>课程与录制</translation>
    </message>
</context>
<context>
    <name>zs::ui::Library</name>
    <message>
        <source>the parser&apos;s own words are “%1”</source>
        <extracomment>A clause behind &quot;Line 3, column 4:&quot;; what is quoted is in English.</extracomment>
        <translation>解析器的原话是“%1”</translation>
    </message>
</context>
<context>
    <name>zs::ui::LoadPanel</name>
    <message>
        <source>Load</source>
        <comment>writes for a try</comment>
        <translation>负载</translation>
    </message>
    <message>
        <source>Writes/s</source>
        <translation>写/秒</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Writes a second</source>
        <translation>每秒写入</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>the load</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>the load</comment>
        <translation>开始</translation>
    </message>
    <message>
        <source>%1 answered, %2 failed, %3 delayed; slowest now %4</source>
        <translation>%1 已应答，%2 失败，%3 延迟；此刻最慢 %4</translation>
    </message>
    <message>
        <source>%1 answered, %2 failed, %3 delayed; no answer now</source>
        <translation>%1 已应答，%2 失败，%3 延迟；此刻没有应答</translation>
    </message>
</context>
<context>
    <name>zs::ui::LockOutDialog</name>
    <message>
        <source>You are about to lock yourself out</source>
        <translation>您将把自己锁在外面</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>path, connection</comment>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>After this change no identity of your session holds A (admin). You could not change this ACL again without the super user.</source>
        <translation>更改之后，本会话没有任何身份拥有 A（管理）权限。没有超级用户，您将无法再修改此 ACL。</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Your rights now and after the change</source>
        <translation>您现在和更改之后的权限</translation>
    </message>
    <message>
        <source>none</source>
        <comment>nobody holds the right</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Apply anyway</source>
        <translation>仍然应用</translation>
    </message>
    <message>
        <source>Keep %1 with A</source>
        <comment>a principal</comment>
        <translation>为 %1 保留 A</translation>
    </message>
</context>
<context>
    <name>zs::ui::MainWindow</name>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>No connection is open.</source>
        <translation>没有打开的连接。</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Two connections side by side</source>
        <translation>并排显示两个连接</translation>
    </message>
    <message>
        <source>No other connection is open.</source>
        <translation>没有打开其他连接。</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>connections that are open</comment>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Open another connection</source>
        <translation>打开另一个连接</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>a node&apos;s path and its connection</comment>
        <translation>%1（位于 %2）</translation>
    </message>
    <message>
        <source>%1 was not opened again. %2</source>
        <translation>未重新打开 %1。%2</translation>
    </message>
    <message>
        <source>Writes cannot be put into the journal: %1. Make room on that disk.</source>
        <translation>无法把写操作记入写入日志：%1。请在该磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>Writes cannot be put into the journal: %1. Make its folder writable.</source>
        <translation>无法把写操作记入写入日志：%1。请使其文件夹可写。</translation>
    </message>
    <message>
        <source>There is no journal yet: nothing was written since it is kept.</source>
        <translation>还没有写入日志：自启用以来没有任何写操作。</translation>
    </message>
    <message>
        <source>No program opens folders here. The journal is in %1.</source>
        <translation>此处没有可打开文件夹的程序。写入日志位于 %1。</translation>
    </message>
    <message>
        <source>Here no journal is kept.</source>
        <translation>此处不保存写入日志。</translation>
    </message>
    <message>
        <source>Settings and connections cannot be saved to %1. Make it writable, and room on that disk.</source>
        <translation>设置和连接无法保存到 %1。请让它可写，并在该磁盘上腾出空间。</translation>
    </message>
</context>
<context>
    <name>zs::ui::MergeResultView</name>
    <message>
        <source>%1: nothing</source>
        <comment>side of a conflict</comment>
        <translation>%1：无内容</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>side of a conflict, its words</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n line(s)</source>
        <comment>side of a conflict</comment>
        <translation>
            <numerusform>%1，%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的版本</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>The server&apos;s lines, then yours</source>
        <translation>先服务器的行，后您的行</translation>
    </message>
</context>
<context>
    <name>zs::ui::MessageView</name>
    <message>
        <source>Details copied</source>
        <translation>已复制详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy the full report of the error</source>
        <translation>复制完整的错误报告</translation>
    </message>
</context>
<context>
    <name>zs::ui::NameGuard</name>
    <message>
        <source>This is production. Type %1 to confirm</source>
        <translation>这是生产环境。请输入 %1 以确认</translation>
    </message>
    <message>
        <source>Type the node&apos;s name to confirm</source>
        <translation>输入节点名以确认</translation>
    </message>
    <message>
        <source>Type the connection&apos;s name to confirm</source>
        <translation>输入连接名称以确认</translation>
    </message>
</context>
<context>
    <name>zs::ui::NamedPrincipalForm</name>
    <message>
        <source>The subject of a client certificate, as the server prints it. Clients must connect over TLS with a certificate that the server trusts.</source>
        <translation>客户端证书的主题，写法与服务器打印的一致。客户端须以服务器信任的证书通过 TLS 连接。</translation>
    </message>
    <message>
        <source>A name that the servers verified by SASL, such as a Kerberos principal.</source>
        <translation>服务器通过 SASL 验证过的名称，例如 Kerberos 主体。</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>主体</translation>
    </message>
</context>
<context>
    <name>zs::ui::NetworkPrincipalForm</name>
    <message>
        <source>Clients by source address, as the server sees it. Proxies and NAT change it.</source>
        <translation>按服务器看到的来源地址识别客户端。代理和 NAT 会改变它。</translation>
    </message>
    <message>
        <source>Address or network</source>
        <translation>地址或网段</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>The server does not tell your own address (before ZooKeeper 3.7).</source>
        <translation>服务器不告知您的地址（ZooKeeper 3.7 之前）。</translation>
    </message>
    <message>
        <source>Your own address as the server sees it: %1</source>
        <translation>服务器看到的您的地址：%1</translation>
    </message>
</context>
<context>
    <name>zs::ui::NewNodeDialog</name>
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
        <translation>创建缺少的父节点</translation>
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
        <source>Will be stored as %1 and a number of ten digits; the server picks it.</source>
        <translation>将保存为 %1 加十位数字，数字由服务器决定。</translation>
    </message>
    <message>
        <source>Will be stored as %1</source>
        <translation>将保存为 %1</translation>
    </message>
    <message>
        <source>This node goes away when you close the connection, or %1 s after Zooscope loses it.</source>
        <translation>关闭连接时，或 Zooscope 断开 %1 秒后，此节点将被删除。</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back</source>
        <translation>连接恢复之前暂停写入</translation>
    </message>
    <message>
        <source>ACL</source>
        <translation>ACL</translation>
    </message>
    <message>
        <source>Will be stored as %1 or higher; the server picks the number</source>
        <translation>将存储为 %1 或更大的序号；序号由服务器选定</translation>
    </message>
    <message>
        <source>TTL nodes need ZooKeeper 3.5.3 and extendedTypesEnabled=true on every server. Afterwards no client can tell that the node has a TTL.</source>
        <translation>TTL 节点需要 ZooKeeper 3.5.3，且每台服务器都要设置 extendedTypesEnabled=true。创建之后，没有客户端能看出该节点有 TTL。</translation>
    </message>
    <message>
        <source>Containers need ZooKeeper 3.5.1. The server deletes one only after it had a child. Afterwards no client can tell it from a persistent node.</source>
        <translation>容器节点需要 ZooKeeper 3.5.1。只有曾经有过子节点的容器才会被服务器删除。创建之后，没有客户端能将它与持久节点区分开。</translation>
    </message>
    <message>
        <source>InvalidACL: the chosen ACL stands for the identities of this session, and it has no identity. Add one on the ACL tab, or choose another ACL.</source>
        <translation>InvalidACL：所选 ACL 代表本会话的身份，而本会话没有身份。请在 ACL 选项卡中添加身份，或选择其他 ACL。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>what happened, as a sentence</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>zs::ui::NoServerView</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
</context>
<context>
    <name>zs::ui::NodeCreation</name>
    <message>
        <source>Type a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>Leave out the first slash: the path above stands in front.</source>
        <translation>请去掉开头的斜杠：前面已有上方的路径。</translation>
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
        <translation>斜杠表示更深的层级。请先勾选“创建缺少的父节点”。</translation>
    </message>
    <message>
        <source>&quot;.&quot; and &quot;..&quot; are not names in ZooKeeper.</source>
        <translation>“.”和“..”在 ZooKeeper 中不是有效名称。</translation>
    </message>
    <message>
        <source>ZooKeeper refuses the character at position %1 (U+%2).</source>
        <translation>ZooKeeper 不接受第 %1 个字符（U+%2）。</translation>
    </message>
</context>
<context>
    <name>zs::ui::NodeFilter</name>
    <message>
        <source>Not a regular expression: %1, at character %2.</source>
        <extracomment>What is wrong with a regular expression, and behind how many of its characters.</extracomment>
        <translation>不是正则表达式：%1，位于第 %2 个字符。</translation>
    </message>
</context>
<context>
    <name>zs::ui::NodeTabBar</name>
    <message>
        <source>Edits are not saved yet</source>
        <translation>编辑尚未保存</translation>
    </message>
</context>
<context>
    <name>zs::ui::NodeView</name>
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
    <message>
        <source>Children</source>
        <translation>子节点</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Duplicate this node</source>
        <translation>复制此节点</translation>
    </message>
</context>
<context>
    <name>zs::ui::OverflowBar</name>
    <message>
        <source>More tools</source>
        <translation>更多工具</translation>
    </message>
</context>
<context>
    <name>zs::ui::PacketCrowd</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>a pill in the place of many messages on one link</comment>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PaletteBox</name>
    <message>
        <source>Go to node or command</source>
        <translation>转到节点或命令</translation>
    </message>
</context>
<context>
    <name>zs::ui::PaletteDelegate</name>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>zs::ui::PaletteModel</name>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>ephemeral</source>
        <translation>临时节点</translation>
    </message>
    <message numerus="yes">
        <source>%n child(ren)</source>
        <translation>
            <numerusform>%n 个子节点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::PanelPage</name>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1</source>
        <translation>
            <numerusform>已将 %n 行写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The file was not written. %1</source>
        <translation>文件未能写入。%1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Show new rows</source>
        <translation>显示新的行</translation>
    </message>
    <message>
        <source>Hold new rows back</source>
        <translation>暂缓显示新的行</translation>
    </message>
    <message>
        <source>Clear rows</source>
        <translation>清除行</translation>
    </message>
</context>
<context>
    <name>zs::ui::PanelWords</name>
    <message>
        <source>not observed</source>
        <comment>the phase of a cluster</comment>
        <translation>未观察到</translation>
    </message>
    <message>
        <source>server %1, %2</source>
        <comment>the elected leader, how long it took</comment>
        <translation>服务器 %1，%2</translation>
    </message>
    <message>
        <source>server %1</source>
        <comment>the elected leader</comment>
        <translation>服务器 %1</translation>
    </message>
    <message>
        <source>round %1, %2 of %3 votes</source>
        <translation>第 %1 轮，%2 / %3 票</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoch %1</translation>
    </message>
    <message>
        <source>new epoch</source>
        <translation>新 epoch</translation>
    </message>
    <message>
        <source>%1 of %2 acks</source>
        <translation>%1 / %2 个确认</translation>
    </message>
    <message>
        <source>%1 of %2 followers</source>
        <translation>%1 / %2 个跟随者</translation>
    </message>
    <message>
        <source>DIFF, TRUNC or SNAP</source>
        <translation>DIFF、TRUNC 或 SNAP</translation>
    </message>
    <message>
        <source>takes %1</source>
        <comment>a server takes a vote</comment>
        <translation>改投 %1</translation>
    </message>
    <message>
        <source>keeps %1</source>
        <comment>a server keeps its vote</comment>
        <translation>坚持 %1</translation>
    </message>
    <message>
        <source>counted</source>
        <comment>a vote was</comment>
        <translation>计入</translation>
    </message>
    <message>
        <source>other round</source>
        <translation>别的轮次</translation>
    </message>
    <message>
        <source>ignored</source>
        <comment>a vote was</comment>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Observer: synchronized in the same way, never counted in a quorum.</source>
        <translation>观察者：以同样方式同步，从不计入法定人数。</translation>
    </message>
    <message>
        <source>It came to the leader, which has not chosen a way yet.</source>
        <translation>它已来到领导者处，领导者尚未选择同步方式。</translation>
    </message>
    <message>
        <source>Already equal to the leader, nothing to send.</source>
        <translation>已与领导者相同，无需发送。</translation>
    </message>
    <message>
        <source>Its last zxid lies inside the leader’s committed log, so the proposals behind it are sent.</source>
        <translation>它最后的 zxid 在领导者的已提交日志之内，因此发送其后的提案。</translation>
    </message>
    <message>
        <source>Its log goes beyond what the leader committed: what is behind %1 was never acknowledged by a quorum, and is dropped.</source>
        <translation>它的日志超出领导者已提交的内容：%1 之后的部分从未得到法定人数的确认，因此丢弃。</translation>
    </message>
    <message>
        <source>%1 was proposed but never reached a quorum. It is dropped; newer proposals follow as DIFF.</source>
        <translation>%1 提出过，但从未达到法定人数。它被丢弃；更新的提案以 DIFF 送来。</translation>
    </message>
    <message>
        <source>Older than minCommitted %1, so the leader sends a full snapshot, then the newer proposals.</source>
        <translation>比 minCommitted %1 更旧，因此领导者发送完整快照，然后是更新的提案。</translation>
    </message>
    <message>
        <source>The leader’s log does not reach it, so the leader sends a full snapshot.</source>
        <translation>领导者的日志够不到它，因此领导者发送完整快照。</translation>
    </message>
    <message>
        <source>does not run</source>
        <comment>a process</comment>
        <translation>没有运行</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>pid %1, up %2</source>
        <comment>a process: id, for how long</comment>
        <translation>pid %1，已运行 %2</translation>
    </message>
    <message>
        <source>%1 committed</source>
        <comment>a zxid</comment>
        <translation>%1 已提交</translation>
    </message>
    <message>
        <source>serving</source>
        <comment>clients, in the phase of broadcast</comment>
        <translation>提供服务</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>选举</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Synchronization</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>came</source>
        <comment>a learner, to the leader</comment>
        <translation>到达</translation>
    </message>
    <message>
        <source>queued</source>
        <comment>a transaction</comment>
        <translation>排队</translation>
    </message>
    <message>
        <source>proposed</source>
        <comment>a transaction</comment>
        <translation>已提案</translation>
    </message>
    <message>
        <source>committed</source>
        <comment>a transaction</comment>
        <translation>已提交</translation>
    </message>
    <message>
        <source>polled %1 ago</source>
        <translation>%1 前询问</translation>
    </message>
    <message>
        <source>heard %1 ago</source>
        <translation>%1 前听到</translation>
    </message>
    <message>
        <source>Fresh</source>
        <comment>how old the figures are</comment>
        <translation>新鲜度</translation>
    </message>
    <message>
        <source>not observed</source>
        <comment>a figure</comment>
        <translation>未观察到</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Current, accepted epoch</source>
        <translation>当前、已接受的 epoch</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>two epochs</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Last logged zxid</source>
        <translation>最后写入日志的 zxid</translation>
    </message>
    <message>
        <source>Last committed zxid</source>
        <translation>最后提交的 zxid</translation>
    </message>
    <message>
        <source>Tree digest</source>
        <translation>树摘要</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a digest, a zxid</comment>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>Votes held</source>
        <translation>持有的票</translation>
    </message>
    <message>
        <source>Election links</source>
        <translation>选举链路</translation>
    </message>
    <message>
        <source>Quorum links</source>
        <translation>法定人数链路</translation>
    </message>
    <message>
        <source>Client connections</source>
        <translation>客户端连接</translation>
    </message>
    <message>
        <source>Requests that wait</source>
        <translation>等待的请求</translation>
    </message>
    <message>
        <source>In this state for</source>
        <translation>处于此状态</translation>
    </message>
    <message>
        <source>election port</source>
        <translation>选举端口</translation>
    </message>
    <message>
        <source>quorum port</source>
        <translation>法定人数端口</translation>
    </message>
    <message>
        <source>not observed</source>
        <comment>when a message was sent or received</comment>
        <translation>未观察到</translation>
    </message>
    <message>
        <source>From, to</source>
        <translation>从，到</translation>
    </message>
    <message>
        <source>Sent</source>
        <comment>a message, when</comment>
        <translation>发送</translation>
    </message>
    <message>
        <source>Received</source>
        <comment>a message, when</comment>
        <translation>接收</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Epoch, round</source>
        <translation>epoch，轮次</translation>
    </message>
    <message>
        <source>Sender’s state</source>
        <translation>发送者的状态</translation>
    </message>
    <message>
        <source>Old</source>
        <translation>旧消息</translation>
    </message>
    <message>
        <source>repeated on a new connection</source>
        <translation>在新连接上重发</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Number on its link</source>
        <translation>链路上的编号</translation>
    </message>
    <message>
        <source>The higher epoch wins, then the higher zxid, then the higher server id. Server %1 ties with %2 on zxid %3 and wins on its id.</source>
        <translation>epoch 大者胜，其次 zxid 大者胜，再次服务器编号大者胜。服务器 %1 与 %2 的 zxid %3 相同，因编号而胜。</translation>
    </message>
    <message>
        <source>The higher epoch wins, then the higher zxid, then the higher server id. Each server votes for itself first.</source>
        <translation>epoch 大者胜，其次 zxid 大者胜，再次服务器编号大者胜。每个服务器先投自己。</translation>
    </message>
    <message>
        <source>A change is committed when %1 of %2 servers have logged it.</source>
        <translation>%2 个服务器中有 %1 个写入日志后，更改即提交。</translation>
    </message>
    <message>
        <source>Server %1 has 1 vote of %2 needed. It cannot commit, and drops its clients until the network heals.</source>
        <translation>服务器 %1 只有 1 票，需要 %2 票。网络修复之前，它不能提交，并断开客户端。</translation>
    </message>
    <message>
        <source>Servers %1 have %2 votes of %3 needed. They cannot commit, and drop their clients until the network heals.</source>
        <translation>服务器 %1 有 %2 票，需要 %3 票。网络修复之前，它们不能提交，并断开客户端。</translation>
    </message>
    <message>
        <source>Vote: leader (epoch|counter) round</source>
        <translation>投票：领导者 (epoch|计数) 轮次</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>Ack</source>
        <comment>an acknowledgement</comment>
        <translation>确认</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Observer stream</source>
        <translation>观察者流</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>不可达</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>网络分区</translation>
    </message>
    <message>
        <source>Engine trace, with gaps</source>
        <translation>引擎跟踪，有缺口</translation>
    </message>
    <message>
        <source>Engine trace, every packet</source>
        <translation>引擎跟踪，每个包</translation>
    </message>
    <message>
        <source>Engine trace, and server logs: votes and states</source>
        <translation>引擎跟踪与服务器日志：投票和状态</translation>
    </message>
    <message>
        <source>Server log, votes and states</source>
        <translation>服务器日志，投票和状态</translation>
    </message>
    <message>
        <source>Polling 4lw, roles and zxid only</source>
        <translation>轮询 4lw，只有角色和 zxid</translation>
    </message>
    <message>
        <source>Nothing observed yet</source>
        <translation>尚未观察到任何内容</translation>
    </message>
    <message>
        <source>pid %1, paused for %2</source>
        <comment>a process: id, for how long</comment>
        <translation>pid %1，已暂停 %2</translation>
    </message>
    <message>
        <source>servers %1</source>
        <comment>a list of ids</comment>
        <translation>服务器 %1</translation>
    </message>
    <message>
        <source>Known by</source>
        <comment>where figures of a server come from</comment>
        <translation>信息来源</translation>
    </message>
    <message>
        <source>its log and srvr, inferred</source>
        <translation>它的日志和 srvr，推断得出</translation>
    </message>
    <message>
        <source>under way</source>
        <comment>an election of which no more is known</comment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>round %1, %2 votes</source>
        <translation>第 %1 轮，%2 票</translation>
    </message>
    <message>
        <source>acks not visible</source>
        <comment>of a leader that tells no trace</comment>
        <translation>看不到确认</translation>
    </message>
</context>
<context>
    <name>zs::ui::PasswordDialog</name>
    <message>
        <source>Password needed</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>Password of the digest user %1</source>
        <comment>a user&apos;s name</comment>
        <translation>digest 用户 %1 的密码</translation>
    </message>
    <message>
        <source>Keep it in the system&apos;s keychain</source>
        <translation>保存到系统钥匙串</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Password of the SASL user %1</source>
        <comment>a user&apos;s name</comment>
        <translation>SASL 用户 %1 的密码</translation>
    </message>
</context>
<context>
    <name>zs::ui::PathBar</name>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Children of %1</source>
        <translation>%1 的子节点</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>No children</source>
        <translation>没有子节点</translation>
    </message>
    <message>
        <source>The children cannot be read</source>
        <translation>无法读取子节点</translation>
    </message>
    <message>
        <source>Bookmark this node</source>
        <translation>为此节点添加书签</translation>
    </message>
    <message>
        <source>Chroot %1</source>
        <translation>chroot %1</translation>
    </message>
    <message>
        <source>Chroot %1: this connection sees only what is below it. Its paths start here; a path that is typed with the chroot before it is understood, too.</source>
        <translation>chroot %1：此连接只能看到其下的节点，路径从这里开始；输入带有 chroot 前缀的路径也能识别。</translation>
    </message>
</context>
<context>
    <name>zs::ui::PathWords</name>
    <message>
        <source>The path is empty; the root is /.</source>
        <translation>路径为空；根节点是 /。</translation>
    </message>
    <message>
        <source>A path starts with a slash: /config/app.</source>
        <translation>路径以斜杠开头：/config/app。</translation>
    </message>
    <message>
        <source>A path does not end with a slash.</source>
        <translation>路径不能以斜杠结尾。</translation>
    </message>
    <message>
        <source>The path is not valid UTF-8.</source>
        <translation>路径不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>ZooKeeper refuses the character at position %1 (U+%2).</source>
        <translation>ZooKeeper 不接受第 %1 个字符（U+%2）。</translation>
    </message>
    <message>
        <source>Between two slashes of a path there must be a name.</source>
        <translation>路径的两个斜杠之间必须有名称。</translation>
    </message>
    <message>
        <source>&quot;.&quot; and &quot;..&quot; are not names in ZooKeeper.</source>
        <translation>“.”和“..”在 ZooKeeper 中不能用作名称。</translation>
    </message>
</context>
<context>
    <name>zs::ui::PatternWords</name>
    <message>
        <source>\ at end of pattern</source>
        <translation>表达式以 \ 结尾</translation>
    </message>
    <message>
        <source>\c at end of pattern</source>
        <translation>表达式以 \c 结尾</translation>
    </message>
    <message>
        <source>unrecognized character follows \</source>
        <translation>\ 之后的字符无法识别</translation>
    </message>
    <message>
        <source>numbers out of order in {} quantifier</source>
        <translation>量词 {} 中的数字顺序颠倒</translation>
    </message>
    <message>
        <source>number too big in {} quantifier</source>
        <translation>量词 {} 中的数字过大</translation>
    </message>
    <message>
        <source>missing terminating ] for character class</source>
        <translation>字符类缺少结尾的 ]</translation>
    </message>
    <message>
        <source>escape sequence is invalid in character class</source>
        <translation>字符类中的转义序列无效</translation>
    </message>
    <message>
        <source>range out of order in character class</source>
        <translation>字符类中的范围顺序颠倒</translation>
    </message>
    <message>
        <source>quantifier does not follow a repeatable item</source>
        <translation>量词之前没有可重复的内容</translation>
    </message>
    <message>
        <source>unrecognized character after (? or (?-</source>
        <translation>(? 或 (?- 之后的字符无法识别</translation>
    </message>
    <message>
        <source>POSIX named classes are supported only within a class</source>
        <translation>POSIX 命名类只能用在字符类之内</translation>
    </message>
    <message>
        <source>POSIX collating elements are not supported</source>
        <translation>不支持 POSIX 排序元素</translation>
    </message>
    <message>
        <source>missing closing parenthesis</source>
        <translation>缺少右括号</translation>
    </message>
    <message>
        <source>reference to non-existent subpattern</source>
        <translation>引用了不存在的子组</translation>
    </message>
    <message>
        <source>missing ) after (?# comment</source>
        <translation>注释 (?# 之后缺少 )</translation>
    </message>
    <message>
        <source>parentheses are too deeply nested</source>
        <translation>括号嵌套过深</translation>
    </message>
    <message>
        <source>regular expression is too large</source>
        <translation>正则表达式过长</translation>
    </message>
    <message>
        <source>unmatched closing parenthesis</source>
        <translation>右括号没有对应的左括号</translation>
    </message>
    <message>
        <source>missing closing parenthesis for condition</source>
        <translation>条件缺少右括号</translation>
    </message>
    <message>
        <source>lookbehind assertion is not fixed length</source>
        <translation>后行断言的长度不固定</translation>
    </message>
    <message>
        <source>a relative value of zero is not allowed</source>
        <translation>相对编号不能为零</translation>
    </message>
    <message>
        <source>conditional subpattern contains more than two branches</source>
        <translation>条件子组的分支多于两个</translation>
    </message>
    <message>
        <source>assertion expected after (?( or (?(?C)</source>
        <translation>(?( 或 (?(?C) 之后应为断言</translation>
    </message>
    <message>
        <source>digit expected after (?+ or (?-</source>
        <translation>(?+ 或 (?- 之后应为数字</translation>
    </message>
    <message>
        <source>unknown POSIX class name</source>
        <translation>未知的 POSIX 类名</translation>
    </message>
    <message>
        <source>parentheses are too deeply nested (stack check)</source>
        <translation>括号嵌套过深（栈检查）</translation>
    </message>
    <message>
        <source>character code point value in \x{} or \o{} is too large</source>
        <translation>\x{} 或 \o{} 中的码位值过大</translation>
    </message>
    <message>
        <source>lookbehind is too complicated</source>
        <translation>后行断言过于复杂</translation>
    </message>
    <message>
        <source>\C is not allowed in a lookbehind assertion in UTF-16 mode</source>
        <translation>UTF-16 模式下后行断言中不能使用 \C</translation>
    </message>
    <message>
        <source>PCRE2 does not support \F, \L, \l, \N{name}, \U, or \u</source>
        <translation>PCRE2 不支持 \F、\L、\l、\N{name}、\U 和 \u</translation>
    </message>
    <message>
        <source>number after (?C is greater than 255</source>
        <translation>(?C 之后的数字大于 255</translation>
    </message>
    <message>
        <source>closing parenthesis for (?C expected</source>
        <translation>(?C 缺少右括号</translation>
    </message>
    <message>
        <source>invalid escape sequence in (*VERB) name</source>
        <translation>(*VERB) 的名称中有无效的转义序列</translation>
    </message>
    <message>
        <source>unrecognized character after (?P</source>
        <translation>(?P 之后的字符无法识别</translation>
    </message>
    <message>
        <source>syntax error in subpattern name (missing terminator?)</source>
        <translation>子组名称有语法错误（缺少结束符？）</translation>
    </message>
    <message>
        <source>two named subpatterns have the same name (PCRE2_DUPNAMES not set)</source>
        <translation>两个子组的名称相同</translation>
    </message>
    <message>
        <source>subpattern name must start with a non-digit</source>
        <translation>子组名称不能以数字开头</translation>
    </message>
    <message>
        <source>malformed \P or \p sequence</source>
        <translation>\P 或 \p 的写法有误</translation>
    </message>
    <message>
        <source>unknown property after \P or \p</source>
        <translation>\P 或 \p 之后的属性未知</translation>
    </message>
    <message>
        <source>subpattern name is too long (maximum 32 code units)</source>
        <translation>子组名称过长（最多 32 个代码单元）</translation>
    </message>
    <message>
        <source>invalid range in character class</source>
        <translation>字符类中的范围无效</translation>
    </message>
    <message>
        <source>DEFINE subpattern contains more than one branch</source>
        <translation>DEFINE 子组的分支多于一个</translation>
    </message>
    <message>
        <source>missing opening brace after \o</source>
        <translation>\o 之后缺少左花括号</translation>
    </message>
    <message>
        <source>\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number</source>
        <translation>\g 之后应为数字，或者用花括号、尖括号或引号括起的名称或数字</translation>
    </message>
    <message>
        <source>(?R (recursive pattern call) must be followed by a closing parenthesis</source>
        <translation>递归调用 (?R 之后必须是右括号</translation>
    </message>
    <message>
        <source>(*VERB) not recognized or malformed</source>
        <translation>(*VERB) 无法识别或写法有误</translation>
    </message>
    <message>
        <source>subpattern number is too big</source>
        <translation>子组编号过大</translation>
    </message>
    <message>
        <source>subpattern name expected</source>
        <translation>此处应为子组名称</translation>
    </message>
    <message>
        <source>non-octal character in \o{} (closing brace missing?)</source>
        <translation>\o{} 中有非八进制字符（缺少右花括号？）</translation>
    </message>
    <message>
        <source>different names for subpatterns of the same number are not allowed</source>
        <translation>编号相同的子组不能有不同的名称</translation>
    </message>
    <message>
        <source>(*MARK) must have an argument</source>
        <translation>(*MARK) 必须带参数</translation>
    </message>
    <message>
        <source>non-hex character in \x{} (closing brace missing?)</source>
        <translation>\x{} 中有非十六进制字符（缺少右花括号？）</translation>
    </message>
    <message>
        <source>\c must be followed by a printable ASCII character</source>
        <translation>\c 之后必须是可打印的 ASCII 字符</translation>
    </message>
    <message>
        <source>\k is not followed by a braced, angle-bracketed, or quoted name</source>
        <translation>\k 之后应为用花括号、尖括号或引号括起的名称</translation>
    </message>
    <message>
        <source>\N is not supported in a class</source>
        <translation>字符类中不能使用 \N</translation>
    </message>
    <message>
        <source>disallowed Unicode code point (&gt;= 0xd800 &amp;&amp; &lt;= 0xdfff)</source>
        <translation>不允许的 Unicode 码位（0xd800 至 0xdfff）</translation>
    </message>
    <message>
        <source>digits missing in \x{} or \o{} or \N{U+}</source>
        <translation>\x{}、\o{} 或 \N{U+} 中缺少数字</translation>
    </message>
    <message>
        <source>(?| and/or (?J: or (?x: parentheses are too deeply nested</source>
        <translation>(?|、(?J: 或 (?x: 的括号嵌套过深</translation>
    </message>
    <message>
        <source>regular expression is too complicated</source>
        <translation>正则表达式过于复杂</translation>
    </message>
    <message>
        <source>lookbehind assertion is too long</source>
        <translation>后行断言过长</translation>
    </message>
    <message>
        <source>invalid hyphen in option setting</source>
        <translation>选项设置中的连字符无效</translation>
    </message>
    <message>
        <source>(*alpha_assertion) not recognized</source>
        <translation>无法识别 (*alpha_assertion)</translation>
    </message>
    <message>
        <source>too many capturing groups (maximum 65535)</source>
        <translation>捕获组过多（最多 65535 个）</translation>
    </message>
    <message>
        <source>atomic assertion expected after (?( or (?(?C)</source>
        <translation>(?( 或 (?(?C) 之后应为原子断言</translation>
    </message>
    <message>
        <source>\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)</source>
        <translation>环视断言中不能使用 \K</translation>
    </message>
</context>
<context>
    <name>zs::ui::PictureWords</name>
    <message>
        <source>killed at %1 s</source>
        <translation>%1 s 时被杀死</translation>
    </message>
    <message>
        <source>stopped at %1 s</source>
        <translation>%1 s 时停止</translation>
    </message>
    <message>
        <source>vote</source>
        <comment>noun, on a card, before a server id</comment>
        <translation>投</translation>
    </message>
    <message>
        <source>was %1</source>
        <comment>the vote before, on a card</comment>
        <translation>原 %1</translation>
    </message>
    <message>
        <source>acked</source>
        <comment>a learner did</comment>
        <translation>已确认</translation>
    </message>
    <message>
        <source>snapshot</source>
        <comment>on a card</comment>
        <translation>快照</translation>
    </message>
    <message>
        <source>takes</source>
        <comment>a learner takes proposals up to</comment>
        <translation>取</translation>
    </message>
    <message>
        <source>drops</source>
        <comment>a learner drops a proposal</comment>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>does not vote</source>
        <comment>an observer</comment>
        <translation>不投票</translation>
    </message>
    <message>
        <source>commits</source>
        <comment>a leader, before a zxid</comment>
        <translation>提交</translation>
    </message>
    <message>
        <source>logged</source>
        <comment>before a zxid</comment>
        <translation>日志</translation>
    </message>
    <message>
        <source>Server %1, %2</source>
        <comment>for screen readers: id, state</comment>
        <translation>服务器 %1，%2</translation>
    </message>
    <message>
        <source>votes for %1</source>
        <translation>投 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>for screen readers: the process</comment>
        <translation>已暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n 个会话</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2 held</source>
        <comment>on a link whose packets are held</comment>
        <translation>%1 → %2 扣住</translation>
    </message>
    <message>
        <source>+%1 ms</source>
        <comment>on a link that is delayed</comment>
        <translation>+%1 ms</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a DIFF with nothing in it</comment>
        <translation>空</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes of a snapshot</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 for server %2: %3</source>
        <comment>a badge: DIFF, id, detail</comment>
        <translation>服务器 %2 的 %1：%3</translation>
    </message>
    <message>
        <source>session</source>
        <comment>a client&apos;s session that moves</comment>
        <translation>会话</translation>
    </message>
    <message>
        <source>Session %1 moves from server %2 to %3</source>
        <translation>会话 %1 从服务器 %2 转到 %3</translation>
    </message>
    <message>
        <source>%1 from server %2 to %3</source>
        <comment>a message: what, ids</comment>
        <translation>%1，从服务器 %2 到 %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>votes or acknowledgements in the ring</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>for server %1</source>
        <comment>votes</comment>
        <translation>投给服务器 %1</translation>
    </message>
    <message>
        <source>NEWLEADER
acks</source>
        <comment>in the ring, two lines</comment>
        <translation>NEWLEADER
确认</translation>
    </message>
    <message>
        <source>acks for %1</source>
        <translation>对 %1 的确认</translation>
    </message>
    <message>
        <source>Partition: %1 cut off from %2</source>
        <comment>lists of server ids</comment>
        <translation>网络分区：%1 与 %2 隔开</translation>
    </message>
    <message>
        <source>equal to leader</source>
        <comment>a learner, on a card</comment>
        <translation>与领导者相同</translation>
    </message>
    <message>
        <source>acks are not
visible from
outside</source>
        <comment>in the ring, up to three lines: acknowledgements of an Apache leader</comment>
        <translation>从外部
看不到
确认</translation>
    </message>
</context>
<context>
    <name>zs::ui::PlayerBar</name>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>the player</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Step on</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>To the end, and follow what comes</source>
        <translation>到结尾，并跟随新内容</translation>
    </message>
    <message>
        <source>Save the recording…</source>
        <translation>保存录制…</translation>
    </message>
    <message>
        <source>More speeds</source>
        <translation>更多速度</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Slow down elections in Live</source>
        <translation>实时中放慢选举</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Slowed down for the election</source>
        <translation>因选举而放慢</translation>
    </message>
    <message>
        <source>Bookmarks (the key sets one here)</source>
        <translation>书签（按快捷键在此处设置）</translation>
    </message>
</context>
<context>
    <name>zs::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Changes take effect at once and are kept.</source>
        <translation>更改立即生效并会保留。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Data and times</source>
        <translation>数据与时间</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Interface scale</source>
        <translation>界面缩放</translation>
    </message>
    <message>
        <source>Font for data</source>
        <translation>数据字体</translation>
    </message>
    <message>
        <source>Times of nodes</source>
        <translation>节点的时间</translation>
    </message>
    <message>
        <source>Watches of the tree, at most</source>
        <translation>树的监听数上限</translation>
    </message>
    <message>
        <source>Events kept</source>
        <translation>保留的事件数</translation>
    </message>
    <message>
        <source>Requests kept</source>
        <translation>保留的请求数</translation>
    </message>
    <message>
        <source>Size of the font for data, in pixels</source>
        <translation>数据字体的大小（像素）</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>JetBrains Mono (built in)</source>
        <translation>JetBrains Mono（内置）</translation>
    </message>
    <message>
        <source>The environment variable QT_SCALE_FACTOR is set, and wins over this.</source>
        <translation>已设置环境变量 QT_SCALE_FACTOR，它优先于此项。</translation>
    </message>
    <message>
        <source>A change is seen when Zooscope is started again.</source>
        <translation>更改在 Zooscope 重新启动后生效。</translation>
    </message>
    <message>
        <source>For example %1</source>
        <translation>例如 %1</translation>
    </message>
    <message>
        <source>Rows beyond are read once and then only on refresh.</source>
        <translation>超出的行只读取一次，之后仅在刷新时读取。</translation>
    </message>
    <message>
        <source>At start</source>
        <comment>heading of preferences</comment>
        <translation>启动时</translation>
    </message>
    <message>
        <source>Open again what was open</source>
        <translation>重新打开上次的连接</translation>
    </message>
    <message>
        <source>Connections whose password is nowhere kept are left out.</source>
        <translation>没有保存密码的连接不会重新打开。</translation>
    </message>
    <message>
        <source>General</source>
        <comment>page of the preferences</comment>
        <translation>常规</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Page of the preferences</source>
        <translation>首选项页面</translation>
    </message>
    <message>
        <source>It cannot be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>%1: one line for each write, with time, connection, identity, path and result, but no data and no password.</source>
        <comment>a file name</comment>
        <translation>%1：每次写操作一行，包含时间、连接、身份、路径和结果，但不含数据和密码。</translation>
    </message>
    <message>
        <source>Journal of writes</source>
        <translation>写入日志</translation>
    </message>
    <message>
        <source>Keep it in a file</source>
        <translation>保存到文件</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing moves or blinks; without it, as the desktop&apos;s own setting says.</source>
        <translation>不再移动或闪烁；关闭时遵循桌面自身的设置。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Closes Zooscope and starts it again with this scale. What was open is opened again; the servers that it launched stop.</source>
        <translation>关闭 Zooscope，并以该缩放比例重新启动。已打开的连接会重新打开；由它启动的服务器会停止。</translation>
    </message>
    <message>
        <source>Zooscope has to start again to show %1 %.</source>
        <translation>Zooscope 需要重新启动才能以 %1 % 显示。</translation>
    </message>
</context>
<context>
    <name>zs::ui::QuorumItem</name>
    <message>
        <source>quorum</source>
        <comment>beside the mark on the ring of votes</comment>
        <translation>法定人数</translation>
    </message>
</context>
<context>
    <name>zs::ui::QuotaDialog</name>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Soft limit: warn</source>
        <translation>软限制：警告</translation>
    </message>
    <message>
        <source>Hard limit: refuse</source>
        <translation>硬限制：拒绝</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Bytes of data</source>
        <translation>数据字节</translation>
    </message>
    <message>
        <source>Soft limit of nodes</source>
        <translation>节点数软限制</translation>
    </message>
    <message>
        <source>Hard limit of nodes</source>
        <translation>节点数硬限制</translation>
    </message>
    <message>
        <source>Soft limit of bytes</source>
        <translation>字节数软限制</translation>
    </message>
    <message>
        <source>Hard limit of bytes</source>
        <translation>字节数硬限制</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no limit</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>The node and all below it count. Beyond a soft limit servers write a warning into their log and refuse nothing; beyond a hard limit they refuse the write with QuotaExceeded (ZooKeeper 3.7 and later). Since 3.7 they do either only with enforceQuota=true in zoo.cfg.</source>
        <translation>该节点及其下所有节点都计入。超过软限制时，服务器只在日志中写警告，不拒绝任何操作；超过硬限制时，服务器以 QuotaExceeded 拒绝该写入（ZooKeeper 3.7 及以上版本）。自 3.7 起，两者都仅在 zoo.cfg 中设有 enforceQuota=true 时生效。</translation>
    </message>
    <message>
        <source>Remove quota</source>
        <translation>移除配额</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Quota of %1</source>
        <comment>a path</comment>
        <translation>%1 的配额</translation>
    </message>
    <message>
        <source>Change quota</source>
        <translation>更改配额</translation>
    </message>
    <message>
        <source>Set quota</source>
        <translation>设置配额</translation>
    </message>
    <message>
        <source>Quotas are kept in /zookeeper/quota, outside of this connection&apos;s chroot %1. Connect without a chroot to see and set them.</source>
        <translation>配额保存在 /zookeeper/quota 中，位于此连接的 chroot %1 之外。请不带 chroot 连接后查看和设置。</translation>
    </message>
    <message>
        <source>%1 cannot have a quota.</source>
        <comment>a path</comment>
        <translation>%1 不能设置配额。</translation>
    </message>
    <message>
        <source>%1 has a quota, which counts this node too. Quotas do not nest: change or remove that one.</source>
        <comment>a path</comment>
        <translation>%1 已有配额，其中也计入此节点。配额不能嵌套：请更改或移除那个配额。</translation>
    </message>
    <message>
        <source>%1 below it has a quota. Quotas do not nest: remove that one first.</source>
        <comment>a path</comment>
        <translation>其下的 %1 已有配额。配额不能嵌套：请先移除那个配额。</translation>
    </message>
    <message>
        <source>A hard limit is reached: servers with enforceQuota=true refuse what would add to it.</source>
        <translation>已达到硬限制：设有 enforceQuota=true 的服务器会拒绝使其增加的写入。</translation>
    </message>
    <message>
        <source>Over its soft limit: servers refuse nothing for that, but may log warnings.</source>
        <translation>已超过软限制：服务器不会因此拒绝操作，但可能在日志中写警告。</translation>
    </message>
    <message>
        <source>This session takes no writes now.</source>
        <translation>此会话现在不能写入。</translation>
    </message>
</context>
<context>
    <name>zs::ui::Quotas</name>
    <message>
        <source>none</source>
        <comment>no quota</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>This node cannot have a quota.</source>
        <translation>此节点不能设置配额。</translation>
    </message>
    <message>
        <source>its own</source>
        <comment>quota</comment>
        <translation>自有</translation>
    </message>
    <message>
        <source>It has a quota, as /zookeeper/quota told when it was read last.</source>
        <translation>它有配额：上次读取 /zookeeper/quota 时如此。</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>the quota of a node above</comment>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>It counts in the quota of %1, as /zookeeper/quota told when it was read last.</source>
        <translation>它计入 %1 的配额：上次读取 /zookeeper/quota 时如此。</translation>
    </message>
    <message>
        <source>not known</source>
        <comment>whether there is a quota</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>/zookeeper/quota was not read yet.</source>
        <translation>尚未读取 /zookeeper/quota。</translation>
    </message>
    <message>
        <source>/zookeeper/quota has more nodes than are looked at. &quot;Quota&quot; reads that of this node.</source>
        <translation>/zookeeper/quota 的节点太多，没有全部查看。“配额”会读取此节点的配额。</translation>
    </message>
    <message>
        <source>/zookeeper/quota lies outside of this connection&apos;s chroot.</source>
        <translation>/zookeeper/quota 在此连接的 chroot 之外。</translation>
    </message>
    <message>
        <source>/zookeeper/quota could not be read.</source>
        <translation>无法读取 /zookeeper/quota。</translation>
    </message>
    <message>
        <source>/zookeeper/quota told of none when it was read last.</source>
        <translation>上次读取 /zookeeper/quota 时没有配额。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ReadingView</name>
    <message numerus="yes">
        <source>For %n second(s) by now.</source>
        <translation>
            <numerusform>已用 %n 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are to come, as the tree was told.</source>
        <comment>a size</comment>
        <translation>据节点树所知，共有 %1。</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1 of %2 have arrived.</source>
        <comment>two sizes</comment>
        <translation>已收到 %1，共 %2。</translation>
    </message>
</context>
<context>
    <name>zs::ui::RealLessonCluster</name>
    <message>
        <source>No port is free for a client of the lesson. End other programs that use the network, then try again.</source>
        <translation>没有空闲端口可供课程的客户端使用。请结束其他使用网络的程序，然后重试。</translation>
    </message>
</context>
<context>
    <name>zs::ui::RecentNodes</name>
    <message>
        <source>Recent nodes</source>
        <translation>最近的节点</translation>
    </message>
</context>
<context>
    <name>zs::ui::Refusal</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>This session has presented no identity.</source>
        <translation>本会话未出示任何身份。</translation>
    </message>
    <message>
        <source>This session has presented no identity; the server does not tell as whom it sees it.</source>
        <translation>本会话未出示任何身份；服务器不告知它把本会话视为谁。</translation>
    </message>
    <message>
        <source>You are %1.</source>
        <translation>您是 %1。</translation>
    </message>
    <message>
        <source>The server does not tell who may.</source>
        <translation>服务器不告知谁可以读取。</translation>
    </message>
    <message>
        <source>Its ACL lets nobody read it.</source>
        <translation>它的 ACL 不允许任何人读取。</translation>
    </message>
    <message>
        <source>When its ACL was seen last, at %1, it let nobody read it.</source>
        <translation>上次看到它的 ACL 时（%1），不允许任何人读取。</translation>
    </message>
    <message>
        <source>Its ACL lets %1 read it.</source>
        <translation>它的 ACL 允许 %1 读取。</translation>
    </message>
    <message>
        <source>When its ACL was seen last, at %1, it let %2 read it.</source>
        <translation>上次看到它的 ACL 时（%1），允许 %2 读取。</translation>
    </message>
    <message>
        <source>NoAuth: your session has no R on %1. %2 %3 Ask for R, or add an identity that has it.</source>
        <comment>%2: who the session is, a sentence; %3: whom the node lets in, a sentence</comment>
        <translation>NoAuth：您的会话在 %1 上没有 R 权限。%2%3请申请 R 权限，或添加拥有它的身份。</translation>
    </message>
</context>
<context>
    <name>zs::ui::RemoveConnectionDialog</name>
    <message>
        <source>Remove connection</source>
        <translation>移除连接</translation>
    </message>
    <message>
        <source>Its settings and kept passwords are removed from this computer. Nothing changes on the servers %1.</source>
        <translation>将从本机移除其设置和已保存的密码。服务器 %1 上不会有任何改变。</translation>
    </message>
</context>
<context>
    <name>zs::ui::RequestsModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>In zkCli</source>
        <translation>zkCli 命令</translation>
    </message>
</context>
<context>
    <name>zs::ui::RequestsView</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>zs::ui::RightsCard</name>
    <message>
        <source>perhaps %1</source>
        <comment>a principal</comment>
        <translation>可能 %1</translation>
    </message>
    <message>
        <source>no entry</source>
        <comment>no ACL entry grants the right</comment>
        <translation>无条目</translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>a list of principals</comment>
        <translation>身份：%1</translation>
    </message>
    <message>
        <source>What you can do here</source>
        <translation>您在此能做什么</translation>
    </message>
    <message>
        <source>Deleting this node itself needs D on its parent, %1.</source>
        <translation>删除此节点本身需要其父节点 %1 的 D 权限。</translation>
    </message>
    <message>
        <source>Deleting this node itself needs D on its parent, %1: allowed.</source>
        <translation>删除此节点本身需要其父节点 %1 的 D 权限：有。</translation>
    </message>
    <message>
        <source>Deleting this node itself needs D on its parent, %1: not allowed.</source>
        <translation>删除此节点本身需要其父节点 %1 的 D 权限：没有。</translation>
    </message>
</context>
<context>
    <name>zs::ui::RoleWords</name>
    <message>
        <source>Leader</source>
        <translation>领导者</translation>
    </message>
    <message>
        <source>Follower</source>
        <translation>跟随者</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>观察者</translation>
    </message>
    <message>
        <source>Standalone</source>
        <translation>单机</translation>
    </message>
    <message>
        <source>Read-only</source>
        <comment>a server</comment>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>zs::ui::SafetyPage</name>
    <message>
        <source>Production always asks, and wears a red line at the top of its window.</source>
        <translation>生产环境总会询问，窗口顶部有红线。</translation>
    </message>
    <message>
        <source>Deleting a subtree, or changing many nodes at once, then waits for the typed name of the connection.</source>
        <translation>删除子树或一次修改许多节点时，须输入连接名称才能继续。</translation>
    </message>
    <message>
        <source>Ask to type the name before destructive changes</source>
        <translation>破坏性更改前要求输入名称</translation>
    </message>
    <message>
        <source>Every save is sent with the version that was read, so that nobody&apos;s change is overwritten unseen, whatever is set here.</source>
        <translation>无论此处如何设置，每次保存都带有读取时的版本，不会在不知情时覆盖他人的更改。</translation>
    </message>
</context>
<context>
    <name>zs::ui::SceneArea</name>
    <message>
        <source>Heal</source>
        <comment>mend all broken links</comment>
        <translation>修复</translation>
    </message>
    <message>
        <source>Heal all links</source>
        <translation>修复所有链路</translation>
    </message>
</context>
<context>
    <name>zs::ui::Search</name>
    <message>
        <source>only the digits 0 to 9 and a to f make bytes</source>
        <translation>字节只能由 0 到 9 和 a 到 f 组成</translation>
    </message>
    <message>
        <source>a byte takes two digits, as in 0a</source>
        <translation>一个字节需要两位数字，例如 0a</translation>
    </message>
</context>
<context>
    <name>zs::ui::ServerLogDialog</name>
    <message>
        <source>Log of %1</source>
        <comment>a server&apos;s name</comment>
        <translation>%1 的日志</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
</context>
<context>
    <name>zs::ui::ServersPage</name>
    <message>
        <source>The session time-out is a number of whole seconds from 1 to %1.</source>
        <translation>会话超时为 1 到 %1 的整秒数。</translation>
    </message>
    <message>
        <source>Answers</source>
        <comment>a server</comment>
        <translation>有应答</translation>
    </message>
    <message>
        <source>No answer</source>
        <comment>a server</comment>
        <translation>无应答</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Enter adds a server; a connect string adds all of its.</source>
        <translation>按 Enter 添加服务器；连接串会添加其中全部服务器。</translation>
    </message>
    <message>
        <source>A chroot is a path such as /app.</source>
        <translation>chroot 是形如 /app 的路径。</translation>
    </message>
    <message>
        <source>Whole seconds from 1 to %1.</source>
        <translation>1 到 %1 的整秒数。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no environment</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>host:port or a connection string</source>
        <translation>host:port 或连接串</translation>
    </message>
    <message>
        <source>Find members</source>
        <translation>查找成员</translation>
    </message>
    <message>
        <source>Asks the ensemble for the addresses of all its servers</source>
        <translation>向集群询问其全部服务器的地址</translation>
    </message>
    <message>
        <source>Chroot</source>
        <translation>Chroot</translation>
    </message>
    <message>
        <source>Session time-out</source>
        <translation>会话超时</translation>
    </message>
    <message>
        <source>Open read-only, unlock when needed</source>
        <translation>以只读方式打开，需要时解锁</translation>
    </message>
    <message>
        <source>Accept a server without quorum (read-only mode)</source>
        <translation>接受没有法定人数的服务器（只读模式）</translation>
    </message>
    <message>
        <source>Leader</source>
        <comment>a server</comment>
        <translation>领导者</translation>
    </message>
    <message>
        <source>Follower</source>
        <comment>a server</comment>
        <translation>跟随者</translation>
    </message>
    <message>
        <source>Observer</source>
        <comment>a server</comment>
        <translation>观察者</translation>
    </message>
    <message>
        <source>Standalone</source>
        <comment>a server</comment>
        <translation>单机</translation>
    </message>
    <message>
        <source>The connect time-out is a number of whole seconds from 1 to %1.</source>
        <translation>连接超时为 1 到 %1 之间的整数秒。</translation>
    </message>
    <message>
        <source>Must exist.</source>
        <translation>必须存在。</translation>
    </message>
    <message>
        <source>May be clamped.</source>
        <translation>可能受服务器限制。</translation>
    </message>
    <message>
        <source>For each server.</source>
        <translation>针对每台服务器。</translation>
    </message>
    <message>
        <source>Connect time-out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a server, why it did not answer</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionBanner</name>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Find a full server</source>
        <translation>查找完整的服务器</translation>
    </message>
    <message>
        <source>Details copied</source>
        <translation>详情已复制</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy the full report of the connection</source>
        <translation>复制连接的完整报告</translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionDialog</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Held by server</source>
        <translation>所连服务器</translation>
    </message>
    <message>
        <source>Connected since</source>
        <translation>连接时间</translation>
    </message>
    <message>
        <source>Session time-out</source>
        <translation>会话超时</translation>
    </message>
    <message>
        <source>Last operation</source>
        <translation>最近操作</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>this session</source>
        <translation>本会话</translation>
    </message>
    <message>
        <source>Ephemeral nodes of the session</source>
        <translation>该会话的临时节点</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>Open node</source>
        <translation>打开节点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Session %1</source>
        <comment>a session id</comment>
        <translation>会话 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n server(s) answered</source>
        <comment>number of servers</comment>
        <translation>
            <numerusform>%n 台服务器中有 %1 台应答</numerusform>
        </translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>connection not found</source>
        <translation>未找到连接</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a time, how long ago that is</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>last %1, least %2, mean %3, most %4</source>
        <comment>durations</comment>
        <translation>最近 %1，最小 %2，平均 %3，最大 %4</translation>
    </message>
    <message>
        <source>%1 received, %2 sent, %3 waiting</source>
        <comment>counts of packets</comment>
        <translation>收到 %1，发出 %2，等待 %3</translation>
    </message>
    <message>
        <source>Ephemeral nodes: asking…</source>
        <translation>临时节点：正在询问…</translation>
    </message>
    <message>
        <source>Ephemeral nodes: not known</source>
        <translation>临时节点：未知</translation>
    </message>
    <message numerus="yes">
        <source>%n ephemeral node(s)</source>
        <translation>
            <numerusform>%n 个临时节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them outside of the chroot %2</source>
        <comment>&quot;4 ephemeral nodes&quot;, a path</comment>
        <translation>
            <numerusform>%1，其中 %n 个在 chroot %2 之外</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 did not answer. %2</source>
        <comment>a server, an error</comment>
        <translation>%1 没有应答。%2</translation>
    </message>
    <message>
        <source>Connections are not told by %1: add cons to 4lw.commands.whitelist in zoo.cfg, or turn the AdminServer on (admin.enableServer=true), and restart the server.</source>
        <comment>one or several servers</comment>
        <translation>%1 不提供连接信息：请在 zoo.cfg 的 4lw.commands.whitelist 中加入 cons，或开启 AdminServer（admin.enableServer=true），然后重启服务器。</translation>
    </message>
    <message>
        <source>No server of this connection holds the session. Its client has lost its connection, and the session ends when its time-out is over; or the client is connected to a server that is not named here.</source>
        <translation>此连接中没有服务器持有该会话的连接。可能是其客户端已断开，会话将在超时后结束；也可能是客户端连到了这里未列出的服务器。</translation>
    </message>
    <message>
        <source>No server tells the ephemeral nodes of sessions: add dump to 4lw.commands.whitelist in zoo.cfg, or turn the AdminServer on (admin.enableServer=true).</source>
        <translation>没有服务器提供各会话的临时节点：请在 zoo.cfg 的 4lw.commands.whitelist 中加入 dump，或开启 AdminServer（admin.enableServer=true）。</translation>
    </message>
    <message>
        <source>The ephemeral nodes could not be read. %1</source>
        <comment>an error</comment>
        <translation>无法读取临时节点。%1</translation>
    </message>
    <message>
        <source>Role of the server</source>
        <translation>服务器的角色</translation>
    </message>
    <message>
        <source>Mean round trip</source>
        <translation>平均往返时间</translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionStatusBar</name>
    <message>
        <source>session %1</source>
        <comment>a session id</comment>
        <translation>会话 %1</translation>
    </message>
    <message>
        <source>Session time-out %1 s</source>
        <translation>会话超时 %1 秒</translation>
    </message>
    <message>
        <source>Mean round trip of requests and pings</source>
        <translation>请求与心跳的平均往返时间</translation>
    </message>
    <message numerus="yes">
        <source>expires in %n s</source>
        <translation>
            <numerusform>%n 秒后过期</numerusform>
        </translation>
    </message>
    <message>
        <source>How the server knows this session; ACLs are checked against it</source>
        <translation>服务器所知的本会话身份；ACL 按此检查</translation>
    </message>
    <message>
        <source>What the server is in its cluster, as it told when the session came</source>
        <translation>服务器在集群中的角色，由它在会话连上时告知</translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the session</comment>
        <translation>
            <numerusform>%n 个监听</numerusform>
        </translation>
    </message>
    <message>
        <source>All watches of this session: of what is open and in view in the tree, of the node, and of nodes that are watched</source>
        <translation>本会话的全部监听：树中展开且可见的部分、当前节点，以及被监听的节点</translation>
    </message>
</context>
<context>
    <name>zs::ui::SessionWords</name>
    <message>
        <source>The connection is lost.</source>
        <translation>连接已中断。</translation>
    </message>
    <message>
        <source>Connection to %1 lost.</source>
        <translation>与 %1 的连接已中断。</translation>
    </message>
    <message>
        <source>Trying %1 (attempt %2). Edits stay in the editor.</source>
        <translation>正在尝试 %1（第 %2 次）。编辑内容会保留。</translation>
    </message>
    <message numerus="yes">
        <source>Trying %1 (attempt %2). Your session is kept for %n s more; edits stay in the editor.</source>
        <translation>
            <numerusform>正在尝试 %1（第 %2 次）。会话还会保留 %n 秒，编辑内容会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying %1 (attempt %2). The server may have dropped your session by now; edits stay in the editor.</source>
        <translation>正在尝试 %1（第 %2 次）。服务器可能已结束您的会话，编辑内容会保留。</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Writes are held</source>
        <translation>写入已暂停</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Read/write</source>
        <translation>读写</translation>
    </message>
    <message>
        <source>Connected, read-only server</source>
        <translation>已连接，只读服务器</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Reconnecting, attempt %1</source>
        <translation>正在重连，第 %1 次</translation>
    </message>
    <message>
        <source>Session expired</source>
        <translation>会话已过期</translation>
    </message>
    <message>
        <source>Writes are off</source>
        <translation>写入已关闭</translation>
    </message>
    <message>
        <source>Identity refused</source>
        <translation>身份被拒绝</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>%1 is in read-only mode:</source>
        <translation>%1 处于只读模式：</translation>
    </message>
    <message>
        <source>it lost the quorum. Data may be old; writes are off.</source>
        <translation>它失去了法定人数。数据可能已过时，写入已关闭。</translation>
    </message>
    <message>
        <source>Session expired.</source>
        <translation>会话已过期。</translation>
    </message>
    <message>
        <source>The server refused the identity.</source>
        <translation>服务器拒绝了该身份。</translation>
    </message>
    <message>
        <source>The session is closed. Your edits are kept.</source>
        <translation>会话已关闭。编辑内容已保留。</translation>
    </message>
    <message>
        <source>The quorum is lost.</source>
        <translation>法定人数已失去。</translation>
    </message>
    <message>
        <source>%1 still reads, but for new sessions alone. This session waits for the quorum; a new one leaves it and its ephemeral nodes to their time-out.</source>
        <translation>%1 仍可读取，但只为新会话服务。本会话等待法定人数恢复；若新建会话，本会话及其临时节点将随超时结束。</translation>
    </message>
    <message>
        <source>It held no ephemeral nodes and no watches. Your edits are kept.</source>
        <translation>它没有临时节点，也没有监听。编辑内容已保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n ephemeral node(s)</source>
        <translation>
            <numerusform>%n 个临时节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>of a session</comment>
        <translation>
            <numerusform>%n 个监听</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 of it are gone. Your edits are kept.</source>
        <comment>3 ephemeral nodes, 12 watches</comment>
        <translation>%1和 %2已随之失效。编辑内容已保留。</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>the last two of a list</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>No server answers</source>
        <translation>没有服务器应答</translation>
    </message>
    <message>
        <source>No server gives a session</source>
        <translation>没有服务器给出会话</translation>
    </message>
    <message>
        <source>%1 refused port %2.</source>
        <comment>names of servers, a number</comment>
        <translation>%1 拒绝了端口 %2。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a server and why it gave no session</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Check that ZooKeeper runs and that this machine may reach it.</source>
        <translation>请检查 ZooKeeper 是否在运行，以及本机能否连到它。</translation>
    </message>
</context>
<context>
    <name>zs::ui::Solr</name>
    <message>
        <source>%1 on %2</source>
        <comment>a replica, and the server that has it</comment>
        <translation>%1 位于 %2</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>领导者</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>分片数</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Configset</source>
        <translation>配置集</translation>
    </message>
    <message>
        <source>Replication factor</source>
        <translation>副本因子</translation>
    </message>
    <message>
        <source>Shard %1</source>
        <translation>分片 %1</translation>
    </message>
    <message>
        <source>Solr collection %1</source>
        <translation>Solr 集合 %1</translation>
    </message>
    <message>
        <source>Solr state of all collections</source>
        <translation>Solr 所有集合的状态</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Solr leader of %1 of collection %2</source>
        <translation>Solr 分片 %1 的领导者，集合 %2</translation>
    </message>
    <message>
        <source>Solr work for the overseer</source>
        <translation>Solr 交给 overseer 的任务</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Solr properties of the cluster</source>
        <translation>Solr 集群属性</translation>
    </message>
    <message>
        <source>Solr aliases of collections</source>
        <translation>Solr 集合别名</translation>
    </message>
    <message>
        <source>Solr overseer</source>
        <translation>Solr overseer</translation>
    </message>
    <message>
        <source>shards: %1</source>
        <comment>how many</comment>
        <translation>分片：%1</translation>
    </message>
</context>
<context>
    <name>zs::ui::SshPage</name>
    <message>
        <source>Write the SSH gateway as host or user@host.</source>
        <translation>请将 SSH 网关写成 主机 或 用户@主机。</translation>
    </message>
    <message>
        <source>The SSH port is a number from 1 to 65535, or empty.</source>
        <translation>SSH 端口为 1 到 65535 的数字，或留空。</translation>
    </message>
    <message>
        <source>Connect through an SSH tunnel</source>
        <translation>通过 SSH 隧道连接</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Identity file</source>
        <translation>身份文件</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>The system&apos;s ssh is run with your configuration, keys and agent. It has no terminal to ask for a password. Names of servers are looked up at the gateway; four-letter words go through the tunnel too.</source>
        <translation>使用系统的 ssh 以及您的配置、密钥和代理。它没有终端，无法询问密码。服务器名称在网关处解析；四字命令也经过隧道。</translation>
    </message>
</context>
<context>
    <name>zs::ui::SshWords</name>
    <message>
        <source>The gateway has another key than it had. Ask its administrator whether that is right before you take the old one out of known_hosts.</source>
        <translation>网关的密钥与以前不同。请先向其管理员确认，再从 known_hosts 中移除旧密钥。</translation>
    </message>
    <message>
        <source>The key of the gateway is not known here. Connect once by ssh in a terminal, compare it, then test again.</source>
        <translation>本机不认识网关的密钥。请先在终端中用 ssh 连接一次并核对密钥，然后重新测试。</translation>
    </message>
    <message>
        <source>The gateway lets none of your keys in. Load one into the agent (ssh-add), or name its identity file.</source>
        <translation>网关不接受您的任何密钥。请把密钥加入代理（ssh-add），或指定身份文件。</translation>
    </message>
    <message>
        <source>The name of the gateway is unknown. Check its spelling, or ssh&apos;s configuration.</source>
        <translation>网关的名称无法解析。请检查拼写或 ssh 的配置。</translation>
    </message>
    <message>
        <source>The gateway cannot be reached. Check its name and port, and that this machine may reach it.</source>
        <translation>无法访问网关。请检查其名称和端口，以及本机能否访问它。</translation>
    </message>
    <message>
        <source>There is no program ssh here. Install the client of OpenSSH.</source>
        <translation>本机没有 ssh 程序。请安装 OpenSSH 客户端。</translation>
    </message>
    <message>
        <source>ssh says: %1</source>
        <translation>ssh 提示：%1</translation>
    </message>
</context>
<context>
    <name>zs::ui::StartLinks</name>
    <message>
        <source>Election lessons</source>
        <translation>选举课程</translation>
    </message>
    <message>
        <source>Guided lessons on real servers in a scratch folder; no connection is needed.</source>
        <translation>在临时文件夹中的真实服务器上进行引导课程；无需连接。</translation>
    </message>
    <message>
        <source>Replay a recording</source>
        <translation>回放录制</translation>
    </message>
    <message>
        <source>Opens a saved election (.ztrace); no server is needed.</source>
        <translation>打开已保存的选举录制（.ztrace）；无需服务器。</translation>
    </message>
</context>
<context>
    <name>zs::ui::StartPage</name>
    <message>
        <source>Administration console for Apache ZooKeeper</source>
        <translation>Apache ZooKeeper 管理控制台</translation>
    </message>
</context>
<context>
    <name>zs::ui::StatRow</name>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>zs::ui::StatView</name>
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
        <translation>数据最近修改</translation>
    </message>
    <message>
        <source>Children last changed</source>
        <translation>子节点最近变化</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Ownership and size</source>
        <translation>所有者与大小</translation>
    </message>
    <message>
        <source>Path length</source>
        <translation>路径长度</translation>
    </message>
    <message>
        <source>Share of 1 MiB limit</source>
        <translation>占 1 MiB 上限</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percentage</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 Epoch %2, counter %3.</source>
        <comment>the meaning of a zxid field, as a sentence</comment>
        <translation>%1 epoch 为 %2，计数器为 %3。</translation>
    </message>
    <message>
        <source>The transaction that created this node.</source>
        <translation>创建此节点的事务。</translation>
    </message>
    <message>
        <source>The transaction that last changed this node&apos;s data.</source>
        <translation>最近修改此节点数据的事务。</translation>
    </message>
    <message>
        <source>The transaction that last created or deleted a child.</source>
        <translation>最近创建或删除子节点的事务。</translation>
    </message>
    <message>
        <source>When it was created, by the leader&apos;s clock, shown in local time. Copied in full it is milliseconds since 1970.</source>
        <translation>创建时间，取自领导者的时钟，以本地时间显示。完整复制时为 1970 年以来的毫秒数。</translation>
    </message>
    <message>
        <source>When its data was last set, by the leader&apos;s clock, shown in local time. Copied in full it is milliseconds since 1970.</source>
        <translation>数据最近写入的时间，取自领导者的时钟，以本地时间显示。完整复制时为 1970 年以来的毫秒数。</translation>
    </message>
    <message>
        <source>How many children it has, those of its children not counted.</source>
        <translation>直接子节点的数量，不含更深层的节点。</translation>
    </message>
    <message>
        <source>How often its data was set. A save is accepted only at the version that was read.</source>
        <translation>数据被写入的次数。仅当版本与读取时一致，保存才会被接受。</translation>
    </message>
    <message>
        <source>How often children were created or deleted.</source>
        <translation>子节点被创建或删除的次数。</translation>
    </message>
    <message>
        <source>How often its ACL was set.</source>
        <translation>ACL 被设置的次数。</translation>
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
        <source>No session owns it. Servers show 0 for containers and TTL nodes too, so what looks persistent may be one of them.</source>
        <translation>没有会话拥有它。服务器对容器节点和 TTL 节点同样显示 0，因此看似持久的节点也可能是其中之一。</translation>
    </message>
    <message>
        <source>The size of its data in bytes.</source>
        <translation>数据的字节数。</translation>
    </message>
    <message>
        <source>The session that owns this ephemeral node. The node goes when the session ends. Click to see its client, its connection and its other nodes.</source>
        <translation>拥有此临时节点的会话。会话结束时节点即被删除。点击可查看其客户端、连接和其他节点。</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>Subtree size: how many nodes and bytes are below it, and which are the largest</source>
        <translation>子树大小：其下有多少节点和字节，哪些最大</translation>
    </message>
    <message>
        <source>Quota: the limits of nodes and bytes for it and all below it</source>
        <translation>配额：它及其下所有节点的节点数与字节数上限</translation>
    </message>
</context>
<context>
    <name>zs::ui::SubtreeDialog</name>
    <message>
        <source>nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>of data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>ephemeral</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>levels below it</source>
        <translation>层（其下）</translation>
    </message>
    <message>
        <source>Reads a second</source>
        <translation>每秒读取数</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Largest nodes</source>
        <translation>最大的节点</translation>
    </message>
    <message>
        <source>Open node</source>
        <translation>打开节点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Size of %1</source>
        <comment>a path</comment>
        <translation>%1 的大小</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Read the Stat of every node below, one request each</source>
        <translation>读取其下每个节点的 Stat，每个节点一次请求</translation>
    </message>
    <message>
        <source>Asking the server for the number of nodes…</source>
        <translation>正在向服务器询问节点数…</translation>
    </message>
    <message numerus="yes">
        <source>The server counts %n node(s) below it, readable or not.</source>
        <translation>
            <numerusform>服务器统计其下有 %n 个节点（无论是否可读）。</numerusform>
        </translation>
    </message>
    <message>
        <source>This server cannot count a subtree by itself (ZooKeeper 3.6 and later can).</source>
        <translation>此服务器不能自行统计子树（ZooKeeper 3.6 及以上版本可以）。</translation>
    </message>
    <message>
        <source>The server did not count the nodes. %1</source>
        <comment>an error</comment>
        <translation>服务器未能统计节点数。%1</translation>
    </message>
    <message>
        <source>Stopped: there is at least this much.</source>
        <translation>已停止：至少有这么多。</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may not be listed (no READ): what lies below them is not counted.</source>
        <translation>
            <numerusform>%n 个节点不能列出子节点（无 READ 权限）：其下的内容未计入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) could not be read and are not counted.</source>
        <translation>
            <numerusform>%n 个节点无法读取，未计入。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 found so far</source>
        <comment>numbers of nodes</comment>
        <translation>已读 %1 个，目前发现 %2 个</translation>
    </message>
</context>
<context>
    <name>zs::ui::SubtreeTransfers</name>
    <message>
        <source>not all of it may be read</source>
        <translation>并非全部都允许读取</translation>
    </message>
    <message>
        <source>ephemeral nodes belong to their sessions</source>
        <translation>临时节点属于其会话</translation>
    </message>
    <message>
        <source>two of them have this name</source>
        <translation>其中有两个同名</translation>
    </message>
    <message>
        <source>there is a node of this name</source>
        <translation>已有同名节点</translation>
    </message>
    <message>
        <source>this is where it is</source>
        <translation>它已在此处</translation>
    </message>
    <message>
        <source>cannot be put below itself</source>
        <translation>不能放到自身之下</translation>
    </message>
    <message>
        <source>ZooKeeper keeps this place for itself</source>
        <translation>此位置由 ZooKeeper 自用</translation>
    </message>
    <message>
        <source>%1 of %2 compared</source>
        <comment>numbers of nodes</comment>
        <translation>已比较 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 deleted</source>
        <comment>numbers of nodes</comment>
        <translation>已删除 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 copied</source>
        <comment>numbers of nodes</comment>
        <translation>已复制 %1 / %2</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>duplicated</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s), %1</source>
        <translation>
            <numerusform>%n 个节点，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>New path</source>
        <translation>新路径</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>zs::ui::TlsPage</name>
    <message>
        <source>A private key needs its client certificate.</source>
        <translation>私钥需要相应的客户端证书。</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <comment>of a certificate</comment>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>expired</source>
        <comment>a certificate</comment>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Encrypt with TLS</source>
        <translation>使用 TLS 加密</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>信任的证书</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>PEM. Empty: those of the operating system.</source>
        <translation>PEM 格式。留空：使用操作系统的证书。</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Pass phrase of the key</source>
        <translation>私钥口令</translation>
    </message>
    <message>
        <source>Check the host name</source>
        <translation>检查主机名</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a date, how long that is from now</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>zs::ui::TopBar</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Parent node</source>
        <translation>父节点</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Read-only</source>
        <comment>a connection</comment>
        <translation>只读</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <comment>a connection</comment>
        <translation>已解锁</translation>
    </message>
    <message>
        <source>Allow writing</source>
        <translation>允许写入</translation>
    </message>
    <message>
        <source>Lock for reading only</source>
        <translation>锁定为只读</translation>
    </message>
</context>
<context>
    <name>zs::ui::TransactionsPanel</name>
    <message>
        <source>Change</source>
        <comment>a transaction</comment>
        <translation>更改</translation>
    </message>
    <message>
        <source>Acks</source>
        <comment>acknowledgements</comment>
        <translation>确认</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>zs::ui::TransferDialog</name>
    <message>
        <source>Move or rename %1</source>
        <translation>移动或重命名 %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>New path</source>
        <translation>新路径</translation>
    </message>
    <message>
        <source>ZooKeeper has no move: the nodes are copied, compared, and only then deleted at their old place. Others see both for a while. Versions start at 0, and watches stay behind.</source>
        <translation>ZooKeeper 没有移动操作：先复制节点并比较，然后才删除原处的节点。其他人会在一段时间内同时看到两者。版本从 0 开始，监听不会随之移动。</translation>
    </message>
    <message>
        <source>Data and ACLs are copied as they are. Versions start at 0. Nothing that exists is overwritten.</source>
        <translation>数据和 ACL 原样复制。版本从 0 开始。不会覆盖任何已有内容。</translation>
    </message>
    <message>
        <source>This is where it is. Type another path.</source>
        <translation>这就是它现在的位置。请输入其他路径。</translation>
    </message>
    <message>
        <source>A node cannot be put below itself.</source>
        <translation>节点不能放到它自己下面。</translation>
    </message>
    <message>
        <source>ZooKeeper keeps this place for itself. Choose another one.</source>
        <translation>ZooKeeper 保留了此位置。请选择其他位置。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The parent must exist, and the node must not.</source>
        <translation>父节点必须存在，而该节点必须不存在。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>These are ephemeral and belong to their sessions, so this cannot be moved: %1</source>
        <translation>以下是临时节点，属于各自的会话，因此无法移动：%1</translation>
    </message>
    <message>
        <source>These are ephemeral, belong to their sessions, and are left out: %1</source>
        <translation>以下是临时节点，属于各自的会话，不会复制：%1</translation>
    </message>
    <message>
        <source>Stopped: %1 nodes were copied and %2 of them deleted at the old place. The copy is complete.</source>
        <translation>已停止：复制了 %1 个节点，其中 %2 个已在原处删除。副本是完整的。</translation>
    </message>
    <message>
        <source>%1 %2 nodes are left at the old place; the copy is complete.</source>
        <translation>%1 原处还剩 %2 个节点；副本是完整的。</translation>
    </message>
    <message>
        <source>%1 The %2 nodes that were copied stay at the new place.</source>
        <translation>%1 已复制的 %2 个节点保留在新位置。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)</source>
        <translation>
            <numerusform>移动 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)</source>
        <translation>
            <numerusform>复制 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>%1 of %2 compared</source>
        <comment>numbers of nodes</comment>
        <translation>已比较 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 deleted</source>
        <comment>numbers of nodes</comment>
        <translation>已删除 %1 / %2</translation>
    </message>
    <message>
        <source>%1 looked at</source>
        <comment>number of nodes</comment>
        <translation>已查看 %1</translation>
    </message>
    <message>
        <source>%1 of %2 copied</source>
        <comment>numbers of nodes</comment>
        <translation>已复制 %1 / %2</translation>
    </message>
    <message>
        <source>Goes on where it stopped: what is there already and equal stays as it is.</source>
        <translation>从停止处继续：已经存在且相同的节点保持不变。</translation>
    </message>
    <message>
        <source>Stopped: %1 nodes were copied and stay at the new place.</source>
        <translation>已停止：已复制 %1 个节点，它们保留在新位置。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>This node is ephemeral: it belongs to its session, and only that session can make another one like it.</source>
        <translation>这是临时节点：它属于其会话，只有该会话才能再创建一个同样的节点。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>zs::ui::TransfersDialog</name>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>移动 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n nodes</source>
        <translation>
            <numerusform>复制 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>New parent</source>
        <translation>新的父节点</translation>
    </message>
    <message>
        <source>Nodes and where they go</source>
        <translation>节点及其去向</translation>
    </message>
    <message>
        <source>ZooKeeper has no move: one node after the other is copied with all below it, compared, and only then deleted at its old place. Versions start at 0, and watches stay behind.</source>
        <translation>ZooKeeper 没有移动操作：各节点依次连同其下所有节点一起复制、比较，然后才在原处删除。版本从 0 开始，监视不会随之移动。</translation>
    </message>
    <message>
        <source>Data and ACLs are copied as they are. Versions start at 0. Nothing that exists is overwritten.</source>
        <translation>数据和 ACL 原样复制。版本从 0 开始。不会覆盖任何已有内容。</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>排除这些</translation>
    </message>
    <message>
        <source>Go on without the nodes that cannot be taken</source>
        <translation>不处理无法带走的节点，继续其余的</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back</source>
        <translation>连接恢复前不写入</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
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
        <source>There is no such node. The parent must exist.</source>
        <translation>没有这个节点。父节点必须存在。</translation>
    </message>
    <message>
        <source>The node that all of them shall stand below.</source>
        <translation>所有节点都将放在它之下。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>ephemeral nodes</comment>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>These are ephemeral and belong to their sessions; what holds them cannot be moved: %1</source>
        <translation>以下是临时节点，属于各自的会话；包含它们的节点无法移动：%1</translation>
    </message>
    <message>
        <source>These are ephemeral, belong to their sessions, and are left out: %1</source>
        <translation>以下是临时节点，属于各自的会话，不会复制：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n of the nodes were moved</source>
        <translation>
            <numerusform>已移动其中 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the nodes were duplicated</source>
        <translation>
            <numerusform>已复制其中 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: %1, and what was copied of the next one stays at the new place.</source>
        <comment>&quot;3 of the nodes were moved&quot;</comment>
        <translation>已停止：%1，下一个节点已复制的部分留在新位置。</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <comment>nodes</comment>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2. %3</source>
        <comment>&quot;3 of the nodes were moved&quot;, &quot;2 failed&quot;, the first reason</comment>
        <translation>%1；%2。%3</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)</source>
        <translation>
            <numerusform>移动 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)</source>
        <translation>
            <numerusform>复制 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Counted: %1 of %2</source>
        <comment>numbers of trees</comment>
        <translation>已统计：%1 / %2</translation>
    </message>
    <message>
        <source>Moved: %1 of %2</source>
        <comment>numbers of trees</comment>
        <translation>已移动：%1 / %2</translation>
    </message>
    <message>
        <source>Duplicated: %1 of %2</source>
        <comment>numbers of trees</comment>
        <translation>已复制：%1 / %2</translation>
    </message>
</context>
<context>
    <name>zs::ui::TreeFilterModel</name>
    <message>
        <source>This expression takes too long: it was given up at %1. Repeat nothing that repeats itself, as in (a+)+.</source>
        <translation>这个表达式耗时太长，在 %1 处已放弃。不要再重复本身已重复的内容，例如 (a+)+。</translation>
    </message>
</context>
<context>
    <name>zs::ui::UnlockDialog</name>
    <message>
        <source>Allow writing</source>
        <translation>允许写入</translation>
    </message>
    <message>
        <source>The connection was opened for reading only. Until it is locked again, this window may change nodes on it.</source>
        <translation>此连接以只读方式打开。再次锁定之前，此窗口可以修改其节点。</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>请输入 %1 以继续</translation>
    </message>
</context>
<context>
    <name>zs::ui::UnsavedEditsDialog</name>
    <message>
        <source>Edits are not saved</source>
        <translation>有未保存的修改</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) hold edits that the server does not have.</source>
        <translation>
            <numerusform>%n 个节点有服务器尚未得到的修改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>of listed nodes</comment>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The edits are lost when the connection is closed. Cancel, and save the nodes, to keep them.</source>
        <translation>关闭连接后，这些修改会丢失。要保留它们，请取消并保存这些节点。</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
</context>
<context>
    <name>zs::ui::VoteTable</name>
    <message>
        <source>At</source>
        <comment>the server that judged a vote</comment>
        <translation>于</translation>
    </message>
    <message>
        <source>Received</source>
        <comment>a vote</comment>
        <translation>收到</translation>
    </message>
    <message>
        <source>Epoch, zxid, sid</source>
        <translation>epoch、zxid、sid</translation>
    </message>
    <message>
        <source>Keeps or takes</source>
        <translation>坚持或改投</translation>
    </message>
</context>
<context>
    <name>zs::ui::WatchesPage</name>
    <message>
        <source>this session</source>
        <translation>本会话</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) watch the data of this node on this server. wchp tells data watches alone, and each server only its own sessions.</source>
        <translation>
            <numerusform>此服务器上有 %n 个会话监听此节点的数据。wchp 只列出数据监听，且每台服务器只列出自己的会话。</numerusform>
        </translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>persistent</source>
        <translation>持久</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设置</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>Watches of this session on %1</source>
        <translation>本会话在 %1 上的监听</translation>
    </message>
    <message>
        <source>Other watchers, from wchp on %1</source>
        <comment>server&apos;s host</comment>
        <translation>其他监听者，来自 %1 上的 wchp</translation>
    </message>
    <message>
        <source>wchp lists every watch and is costly on a busy server. It runs only when you ask.</source>
        <translation>wchp 会列出所有监听，在繁忙的服务器上开销很大。仅在您要求时运行。</translation>
    </message>
    <message>
        <source>Data changes</source>
        <translation>数据变化</translation>
    </message>
    <message>
        <source>Fires when this node is written or deleted</source>
        <translation>此节点被写入或删除时触发</translation>
    </message>
    <message>
        <source>Children changes</source>
        <translation>子节点变化</translation>
    </message>
    <message>
        <source>Fires when a child comes or goes</source>
        <translation>子节点出现或消失时触发</translation>
    </message>
    <message>
        <source>Everything below</source>
        <translation>下方的全部节点</translation>
    </message>
    <message>
        <source>Persistent recursive watch (ZooKeeper 3.6 and later)</source>
        <translation>持久递归监听（ZooKeeper 3.6 及以上版本）</translation>
    </message>
    <message>
        <source>Watch everything below</source>
        <translation>监听下方的全部节点</translation>
    </message>
    <message>
        <source>Ask the server</source>
        <translation>询问服务器</translation>
    </message>
    <message>
        <source>Ask for the watchers of this node (wchp)</source>
        <translation>查询此节点的监听者（wchp）</translation>
    </message>
    <message>
        <source>Sessions that watch this node</source>
        <translation>监听此节点的会话</translation>
    </message>
</context>
<context>
    <name>zs::ui::WorkspaceFrame</name>
    <message>
        <source>Browse</source>
        <comment>page of the navigation rail: tree and nodes</comment>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Stat</source>
        <translation>Stat</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Cluster</source>
        <comment>page of the navigation rail: servers and elections</comment>
        <translation>集群</translation>
    </message>
    <message>
        <source>Cluster and elections</source>
        <translation>集群与选举</translation>
    </message>
</context>
<context>
    <name>zs::ui::WorkspacePage</name>
    <message>
        <source>There is no node %1.</source>
        <translation>节点 %1 不存在。</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>已复制 %1</translation>
    </message>
    <message>
        <source>Saved as version %1</source>
        <translation>已保存为版本 %1</translation>
    </message>
    <message>
        <source>%1 was not saved: the server does not have it.</source>
        <translation>%1 未保存：服务器上没有这次修改。</translation>
    </message>
    <message>
        <source>%1 – %2 – Zooscope</source>
        <comment>window title: a node&apos;s path and a connection</comment>
        <translation>%1 – %2 – Zooscope</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>已创建 %1</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n node(s)</source>
        <translation>
            <numerusform>已删除 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. Backup: %2</source>
        <comment>&quot;Deleted 4 nodes&quot;, file name</comment>
        <translation>%1。备份：%2</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n node(s)</source>
        <translation>
            <numerusform>已移动 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicated %n node(s)</source>
        <translation>
            <numerusform>已复制 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>This connection is open for reading only. Unlock it first.</source>
        <translation>此连接以只读方式打开。请先解锁。</translation>
    </message>
    <message>
        <source>Writes are held until the connection is back.</source>
        <translation>写入已暂停，等待连接恢复。</translation>
    </message>
    <message>
        <source>The server keeps this node for itself.</source>
        <translation>此节点由服务器自己保留。</translation>
    </message>
    <message>
        <source>The node was deleted.</source>
        <translation>节点已被删除。</translation>
    </message>
    <message>
        <source>Only on the page Browse.</source>
        <translation>仅在“浏览”页面可用。</translation>
    </message>
    <message>
        <source>There is no node to go back to.</source>
        <translation>没有可后退到的节点。</translation>
    </message>
    <message>
        <source>There is no node to go forward to.</source>
        <translation>没有可前进到的节点。</translation>
    </message>
    <message>
        <source>The root has no parent.</source>
        <translation>根节点没有父节点。</translation>
    </message>
    <message>
        <source>There is nothing to save.</source>
        <translation>没有需要保存的内容。</translation>
    </message>
    <message>
        <source>There are no unsaved changes.</source>
        <translation>没有未保存的更改。</translation>
    </message>
    <message>
        <source>Only on the page Cluster.</source>
        <translation>仅在“集群”页面可用。</translation>
    </message>
    <message>
        <source>This connection was not opened for reading only.</source>
        <translation>此连接不是以只读方式打开的。</translation>
    </message>
    <message>
        <source>The session is connected.</source>
        <translation>会话已连接。</translation>
    </message>
    <message>
        <source>The present session has not expired.</source>
        <translation>当前会话尚未过期。</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n line(s)</source>
        <translation>
            <numerusform>已复制 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied %1 of text</source>
        <comment>a size</comment>
        <translation>已复制 %1 的文本</translation>
    </message>
    <message>
        <source>Copied %1 in hexadecimal: they are no text</source>
        <comment>a size</comment>
        <translation>内容不是文本，已以十六进制复制 %1</translation>
    </message>
    <message>
        <source>Bookmark set</source>
        <translation>已添加书签</translation>
    </message>
    <message>
        <source>Bookmark removed</source>
        <translation>已移除书签</translation>
    </message>
    <message>
        <source>The chroot was left out: here the node is %1.</source>
        <translation>已省略 chroot：在此连接中该节点是 %1。</translation>
    </message>
    <message>
        <source>No server has given this console a session yet.</source>
        <translation>还没有服务器给此控制台分配会话。</translation>
    </message>
    <message>
        <source>%1 – TLS without host name check</source>
        <comment>a window title</comment>
        <translation>%1 – TLS 未检查主机名</translation>
    </message>
    <message>
        <source>There is no node %1. This is the nearest node above it.</source>
        <translation>节点 %1 不存在。这里是它上方最近的节点。</translation>
    </message>
</context>
<context>
    <name>zs::ui::WriteJournal</name>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>Duplicated</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Data saved</source>
        <translation>已保存数据</translation>
    </message>
    <message>
        <source>version %1 → %2, %3 → %4</source>
        <comment>old and new version, old and new size</comment>
        <translation>版本 %1 → %2，%3 → %4</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) from %1</source>
        <translation>
            <numerusform>来自 %1 的 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, backup %2</source>
        <comment>&quot;4 nodes&quot;, file name</comment>
        <translation>%1，备份 %2</translation>
    </message>
    <message>
        <source>can be undone</source>
        <translation>可以撤销</translation>
    </message>
    <message>
        <source>undoing…</source>
        <translation>正在撤销…</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>not undone: it changed since</source>
        <translation>未撤销：此后已发生变化</translation>
    </message>
    <message>
        <source>outcome unknown: try again to check</source>
        <translation>结果未知：请重试以确认</translation>
    </message>
    <message>
        <source>the old value is not kept any more</source>
        <translation>旧值已不再保留</translation>
    </message>
    <message>
        <source>cannot be undone: no backup was saved</source>
        <translation>无法撤销：未保存备份</translation>
    </message>
    <message>
        <source>cannot be undone here; the backup holds it</source>
        <translation>无法在此撤销；备份中保存了内容</translation>
    </message>
    <message>
        <source>cannot be undone here: move it back</source>
        <translation>无法在此撤销：请移回原处</translation>
    </message>
    <message>
        <source>cannot be undone here: delete the copy</source>
        <translation>无法在此撤销：请删除副本</translation>
    </message>
    <message>
        <source>cannot be undone: the server told no Stat</source>
        <translation>无法撤销：服务器未返回 Stat</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no quota</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>old and new quota</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>cannot be undone: others changed it since</source>
        <translation>无法撤销：此后已被他人更改</translation>
    </message>
</context>
<context>
    <name>zs::ui::XmlWords</name>
    <message>
        <source>Extra content at end of document.</source>
        <translation>文档结束之后还有内容</translation>
    </message>
    <message>
        <source>Premature end of document.</source>
        <translation>文档没有写完就结束了</translation>
    </message>
    <message>
        <source>Opening and ending tag mismatch.</source>
        <translation>开始标签与结束标签不匹配</translation>
    </message>
    <message>
        <source>Start tag expected.</source>
        <translation>此处应为开始标签</translation>
    </message>
    <message>
        <source>Expected character data.</source>
        <translation>此处应为字符数据</translation>
    </message>
    <message>
        <source>Expected %1, but got &apos;%2&apos;.</source>
        <translation>此处应为 %1，却是 &apos;%2&apos;</translation>
    </message>
    <message>
        <source>Unexpected &apos;%1&apos;.</source>
        <translation>此处不应出现 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>Attribute &apos;%1&apos; redefined.</source>
        <translation>属性 &apos;%1&apos; 重复</translation>
    </message>
    <message>
        <source>Entity &apos;%1&apos; not declared.</source>
        <translation>实体 &apos;%1&apos; 没有声明</translation>
    </message>
    <message>
        <source>Namespace prefix &apos;%1&apos; not declared</source>
        <translation>命名空间前缀 &apos;%1&apos; 没有声明</translation>
    </message>
    <message>
        <source>Illegal namespace declaration.</source>
        <translation>命名空间声明不合规定</translation>
    </message>
    <message>
        <source>Invalid XML name.</source>
        <translation>XML 名称无效</translation>
    </message>
    <message>
        <source>Invalid XML character.</source>
        <translation>XML 中不允许的字符</translation>
    </message>
    <message>
        <source>Invalid character reference.</source>
        <translation>字符引用无效</translation>
    </message>
    <message>
        <source>Invalid entity value.</source>
        <translation>实体的值无效</translation>
    </message>
    <message>
        <source>Invalid document.</source>
        <translation>文档无效</translation>
    </message>
    <message>
        <source>Invalid processing instruction name.</source>
        <translation>处理指令的名称无效</translation>
    </message>
    <message>
        <source>%1 is an invalid processing instruction name.</source>
        <translation>%1 不能用作处理指令的名称</translation>
    </message>
    <message>
        <source>Sequence &apos;]]&gt;&apos; not allowed in content.</source>
        <translation>内容中不允许出现 &apos;]]&gt;&apos;</translation>
    </message>
    <message>
        <source>XML declaration not at start of document.</source>
        <translation>XML 声明不在文档开头</translation>
    </message>
    <message>
        <source>Invalid XML version string.</source>
        <translation>XML 版本的写法无效</translation>
    </message>
    <message>
        <source>Unsupported XML version.</source>
        <translation>不支持的 XML 版本</translation>
    </message>
    <message>
        <source>Invalid attribute in XML declaration.</source>
        <translation>XML 声明中有无效的属性</translation>
    </message>
    <message>
        <source>Standalone accepts only yes or no.</source>
        <translation>standalone 只能是 yes 或 no</translation>
    </message>
    <message>
        <source>The standalone pseudo attribute must appear after the encoding.</source>
        <translation>standalone 必须写在 encoding 之后</translation>
    </message>
    <message>
        <source>%1 is an invalid encoding name.</source>
        <translation>%1 不是有效的编码名称</translation>
    </message>
    <message>
        <source>Encoding %1 is unsupported</source>
        <translation>不支持编码 %1</translation>
    </message>
    <message>
        <source>Encountered incorrectly encoded content.</source>
        <translation>遇到编码错误的内容</translation>
    </message>
    <message>
        <source>Unexpected character &apos;%1&apos; in public id literal.</source>
        <translation>公共标识符中不应出现字符 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>Recursive entity detected.</source>
        <translation>实体循环引用</translation>
    </message>
    <message>
        <source>Self-referencing entity detected.</source>
        <translation>实体引用了自身</translation>
    </message>
    <message>
        <source>Entity expands to more characters than the entity expansion limit.</source>
        <translation>实体展开后的字符数超过上限</translation>
    </message>
    <message>
        <source>NDATA in parameter entity declaration.</source>
        <translation>参数实体的声明中有 NDATA</translation>
    </message>
    <message>
        <source>Reference to unparsed entity &apos;%1&apos;.</source>
        <translation>引用了不解析的实体 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>Reference to external entity &apos;%1&apos; in attribute value.</source>
        <translation>属性值中引用了外部实体 &apos;%1&apos;</translation>
    </message>
</context>
<context>
    <name>zs::ui::YamlWords</name>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <source>YAML directives must have exactly one argument</source>
        <translation>YAML 指令必须恰好有一个参数</translation>
    </message>
    <message>
        <source>bad YAML version: %1</source>
        <translation>YAML 版本有误：%1</translation>
    </message>
    <message>
        <source>YAML major version too large</source>
        <translation>YAML 主版本号过大</translation>
    </message>
    <message>
        <source>repeated YAML directive</source>
        <translation>YAML 指令重复</translation>
    </message>
    <message>
        <source>TAG directives must have exactly two arguments</source>
        <translation>TAG 指令必须恰好有两个参数</translation>
    </message>
    <message>
        <source>repeated TAG directive</source>
        <translation>TAG 指令重复</translation>
    </message>
    <message>
        <source>illegal character found while scanning tag handle</source>
        <translation>标签句柄中有不允许的字符</translation>
    </message>
    <message>
        <source>tag handle with no suffix</source>
        <translation>标签句柄没有后缀</translation>
    </message>
    <message>
        <source>end of verbatim tag not found</source>
        <translation>原样标签没有结束</translation>
    </message>
    <message>
        <source>end of map not found</source>
        <translation>映射没有结束</translation>
    </message>
    <message>
        <source>end of map flow not found</source>
        <translation>映射缺少结尾的 }</translation>
    </message>
    <message>
        <source>end of sequence not found</source>
        <translation>序列没有结束</translation>
    </message>
    <message>
        <source>end of sequence flow not found</source>
        <translation>序列缺少结尾的 ]</translation>
    </message>
    <message>
        <source>cannot assign multiple tags to the same node</source>
        <translation>同一个值不能有多个标签</translation>
    </message>
    <message>
        <source>cannot assign multiple anchors to the same node</source>
        <translation>同一个值不能有多个锚点</translation>
    </message>
    <message>
        <source>cannot assign multiple aliases to the same node</source>
        <translation>同一个值不能有多个别名</translation>
    </message>
    <message>
        <source>aliases can&apos;t have any content, *including* tags</source>
        <translation>别名不能带任何内容，标签也不行</translation>
    </message>
    <message>
        <source>bad character found while scanning hex number</source>
        <translation>十六进制数中有不允许的字符</translation>
    </message>
    <message>
        <source>invalid unicode: %1</source>
        <translation>Unicode 码位无效：%1</translation>
    </message>
    <message>
        <source>unknown escape character: %1</source>
        <translation>未知的转义字符：%1</translation>
    </message>
    <message>
        <source>unknown token</source>
        <translation>无法识别的记号</translation>
    </message>
    <message>
        <source>illegal document indicator in scalar</source>
        <translation>标量中不允许出现文档标记</translation>
    </message>
    <message>
        <source>illegal EOF in scalar</source>
        <translation>标量没有写完文本就结束了</translation>
    </message>
    <message>
        <source>illegal character in scalar</source>
        <translation>标量中有不允许的字符</translation>
    </message>
    <message>
        <source>illegal tab when looking for indentation</source>
        <translation>不能用制表符缩进</translation>
    </message>
    <message>
        <source>illegal flow end</source>
        <translation>多余的 ] 或 }</translation>
    </message>
    <message>
        <source>illegal block entry</source>
        <translation>此处不允许序列项（“-”）</translation>
    </message>
    <message>
        <source>illegal map key</source>
        <translation>此处不允许映射的键</translation>
    </message>
    <message>
        <source>illegal map value</source>
        <translation>此处不允许映射的值（“:”）</translation>
    </message>
    <message>
        <source>alias not found after *</source>
        <translation>* 之后缺少别名</translation>
    </message>
    <message>
        <source>anchor not found after &amp;</source>
        <translation>&amp; 之后缺少锚点名</translation>
    </message>
    <message>
        <source>illegal character found while scanning alias</source>
        <translation>别名中有不允许的字符</translation>
    </message>
    <message>
        <source>illegal character found while scanning anchor</source>
        <translation>锚点名中有不允许的字符</translation>
    </message>
    <message>
        <source>cannot set zero indentation for a block scalar</source>
        <translation>块标量的缩进不能为零</translation>
    </message>
    <message>
        <source>unexpected character in block scalar</source>
        <translation>块标量的开头有多余的字符</translation>
    </message>
    <message>
        <source>the referenced anchor is not defined</source>
        <translation>所引用的锚点没有定义</translation>
    </message>
    <message>
        <source>invalid character in single-quoted string</source>
        <translation>单引号字符串中有不允许的字符</translation>
    </message>
</context>
<context>
    <name>zs::ui::ZnodeTreeModel</name>
    <message>
        <source>Reading children</source>
        <translation>正在读取子节点</translation>
    </message>
    <message>
        <source>NoAuth: this session may not read it.</source>
        <translation>NoAuth：此会话无权读取。</translation>
    </message>
    <message>
        <source>Ephemeral: it goes when the session that created it ends.</source>
        <translation>临时节点：创建它的会话结束时即被删除。</translation>
    </message>
    <message>
        <source>Sequential? A guess from the 10-digit name; the server does not record it.</source>
        <translation>顺序节点？根据 10 位数字的名称推测，服务器并不记录。</translation>
    </message>
    <message>
        <source>ZooKeeper&apos;s own node.</source>
        <translation>ZooKeeper 自身的节点。</translation>
    </message>
    <message>
        <source>Changed on the server a moment ago.</source>
        <translation>刚刚在服务器上发生了变化。</translation>
    </message>
    <message>
        <source>Stopped: the children of %1 were not read. Refresh to try again.</source>
        <translation>已停止：未读取 %1 的子节点。请刷新重试。</translation>
    </message>
    <message>
        <source>NoAuth: this session may not list the children of %1. Ask for R, or add an identity.</source>
        <translation>NoAuth：此会话无权列出 %1 的子节点。请申请 R 权限，或添加身份。</translation>
    </message>
    <message>
        <source>ConnectionLoss: the children of %1 were not read. They are read again when the connection is back.</source>
        <translation>ConnectionLoss：未能读取 %1 的子节点。连接恢复后会重新读取。</translation>
    </message>
    <message>
        <source>SessionExpired: the children of %1 were not read. Open a new session.</source>
        <translation>SessionExpired：未能读取 %1 的子节点。请新建会话。</translation>
    </message>
    <message>
        <source>%1: the children of %2 were not read: %3. Refresh to try again.</source>
        <translation>%1：未能读取 %2 的子节点：%3。请刷新重试。</translation>
    </message>
    <message>
        <source>It has a quota: see the Stat panel.</source>
        <translation>它有配额：见 Stat 面板。</translation>
    </message>
</context>
<context>
    <name>zs::ui::ZnodeTreeView</name>
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
        <translation>匹配筛选条件的节点</translation>
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
        <translation>
            <numerusform>%n 个监听</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading %1 children of %2, %3 s</source>
        <translation>正在读取 %2 的 %1 个子节点，已用 %3 秒</translation>
    </message>
    <message>
        <source>Reading the children of %1, %2 s</source>
        <translation>正在读取 %1 的子节点，已用 %2 秒</translation>
    </message>
    <message numerus="yes">
        <source>The first %n match(es)</source>
        <translation>
            <numerusform>前 %n 个匹配项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 个匹配项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) loaded</source>
        <translation>
            <numerusform>已加载 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Move or rename…</source>
        <translation>移动或重命名…</translation>
    </message>
    <message>
        <source>Names, numbers by value</source>
        <translation>名称，数字按大小</translation>
    </message>
    <message>
        <source>Names, byte by byte</source>
        <translation>名称，逐字节</translation>
    </message>
    <message>
        <source>Last change, newest first</source>
        <translation>最后修改，最新在前</translation>
    </message>
    <message>
        <source>Size of data, largest first</source>
        <translation>数据大小，最大在前</translation>
    </message>
    <message>
        <source>Number of children, most first</source>
        <translation>子节点数，最多在前</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>反向排序</translation>
    </message>
    <message>
        <source>Sort nodes</source>
        <translation>排序节点</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>No bookmarks yet</source>
        <translation>还没有书签</translation>
    </message>
    <message>
        <source>Recent nodes</source>
        <translation>最近的节点</translation>
    </message>
    <message>
        <source>No recent nodes</source>
        <translation>没有最近的节点</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n node(s)…</source>
        <translation>
            <numerusform>删除 %n 个节点…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n path(s)</source>
        <translation>
            <numerusform>复制 %n 个路径</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Copy zkCli line</source>
        <translation>复制 zkCli 命令行</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n zkCli line(s)</source>
        <translation>
            <numerusform>复制 %n 条 zkCli 命令行</numerusform>
        </translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Bookmarks and recent nodes</source>
        <translation>书签和最近的节点</translation>
    </message>
    <message>
        <source>Reading what to sort by…</source>
        <translation>正在读取排序依据…</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) too long to sort</source>
        <translation>
            <numerusform>%n 层过长，未排序</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter: name, *.json, /regex/</source>
        <translation>筛选：名称、*.json、/正则/</translation>
    </message>
    <message>
        <source>Finds nodes that are loaded, in capital or small letters:
lock  –  a part of the name
lock-*, n?  –  the whole name; * stands for anything, ? for one character
ids/1, /brokers/*  –  with a slash: of the path
/^lock-\d+$/  –  between slashes: a regular expression</source>
        <translation>查找已加载的节点，不区分大小写：
lock – 名称的一部分
lock-*、n? – 完整名称；* 代表任意内容，? 代表一个字符
ids/1、/brokers/* – 含斜杠时匹配路径
/^lock-\d+$/ – 两个斜杠之间是正则表达式</translation>
    </message>
    <message>
        <source>No loaded node fits. Nodes that were never opened here are not loaded.</source>
        <translation>没有符合的已加载节点。从未在此展开过的节点不会被加载。</translation>
    </message>
    <message>
        <source>Looked at %1 of %2 nodes</source>
        <translation>已检查 %1 / %2 个节点</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n node(s)…</source>
        <translation>
            <numerusform>复制 %n 个节点…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)…</source>
        <translation>
            <numerusform>移动 %n 个节点…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zs::ui::ZnodeTreeWidget</name>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
</context>
</TS>
