// SPDX-License-Identifier: GPL-3.0-or-later
// The Events and Requests panels, in the window and on real servers.
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/transfer_dialog.h"
#include "ui/panels/events_model.h"
#include "ui/panels/requests_model.h"

#include <QClipboard>
#include <QFile>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTableView>
#include <QToolButton>

#include <gmock/gmock.h>

#include <map>
#include <tuple>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;

class PanelsOnServers : public RowsOnServer {
protected:
    const QAbstractItemModel* events() const { return find<QTableView>("events")->model(); }
    /// The rows about a node, as "event detail", the newest first.
    std::vector<std::string> eventsOf(const Path& path) const
    {
        std::vector<std::string> found;
        for (int i = 0; i < events()->rowCount(); ++i) {
            if (cell(events(), i, EventsModel::PlaceColumn) == path.text())
                found.push_back(cell(events(), i, EventsModel::EventColumn) + " "
                    + cell(events(), i, EventsModel::DetailColumn));
        }
        return found;
    }
    bool isMarked(const Path& path) const
    {
        return row(path).data(ZnodeTreeModel::ChangedRole).toBool();
    }
    void write(const char* name, const char* data)
    {
        ASSERT_TRUE(await(m_other->setData(below(name), toBytes(data), anyVersion)));
    }

    // ---- the Requests panel as a teacher of zkCli ----

    struct Wanted {
        std::string name;
        std::string data;
        const char* kind = "kindPersistent";
        bool sequential = false;
    };
    Path createIn(const Path& parent, const Wanted& wanted)
    {
        open(parent);
        press(Qt::Key_N, Qt::ControlModifier);
        auto* create = dialog<NewNodeDialog>();
        Path made;
        QObject::connect(create, &NewNodeDialog::created, m_window.get(),
            [&made](const Path& path, const Stat&) { made = path; });
        click(wanted.kind, create);
        if (wanted.sequential)
            click("kindSequential", create);
        if (wanted.name.find('/') != std::string::npos)
            click("createParents", create);
        type(create, "newNodeName", wanted.name);
        QApplication::clipboard()->setText(QString::fromStdString(wanted.data));
        auto* data = create->findChild<QPlainTextEdit*>(QStringLiteral("newNodeData"));
        data->setFocus();
        QTest::keyClick(data, Qt::Key_V, Qt::ControlModifier);
        finish(create, "createNode");
        return made;
    }
    /// The lines of the writes that were carried out, the oldest first, as Ctrl+C copies them.
    std::vector<std::string> linesOfWrites()
    {
        QTest::mouseClick(find<QAbstractButton>("tabRequests"), Qt::LeftButton);
        auto* table = find<QTableView>("requests");
        std::vector<std::string> lines;
        for (int i = table->model()->rowCount() - 1; i >= 0; --i) {
            const QModelIndex index = table->model()->index(i, 0);
            if (!index.data(RequestsModel::WriteRole).toBool()
                || index.data(RequestsModel::FailedRole).toBool())
                continue;
            table->selectRow(i);
            table->setFocus();
            QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
            lines.push_back(QApplication::clipboard()->text().toStdString());
        }
        return lines;
    }
    using Node = std::tuple<std::optional<Bytes>, std::vector<Acl>, int, int, int>;
    /// All nodes below the test's own: data, ACL, and how often each was written.
    std::map<std::string, Node> wholeTree()
    {
        std::map<std::string, Node> found;
        std::vector<Path> paths{m_root};
        while (!paths.empty()) {
            const Path path = paths.back();
            paths.pop_back();
            const auto data = await(m_other->getData(path));
            const auto acl = await(m_other->getAcl(path));
            const auto children = await(m_other->children(path));
            EXPECT_TRUE(data && acl && children) << path.text();
            if (!data || !acl || !children)
                continue;
            found[path.text()] = {data->data, acl->acl, data->stat.version, acl->stat.aversion,
                data->stat.cversion};
            for (const std::string& name : children->names)
                paths.push_back(path.child(name));
        }
        return found;
    }
    void removeAll(const std::map<std::string, Node>& tree)
    {
        for (auto node = tree.rbegin(); node != tree.rend(); ++node) // Children stand behind.
            ASSERT_TRUE(await(m_other->remove(Path(node->first)))) << node->first;
    }
    /// What Apache's shell says to the lines.
    std::string zkCli(const std::vector<std::string>& lines)
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("CLIENT_JVMFLAGS"),
            QStringLiteral("-XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8"));
        shell.setProcessEnvironment(environment);
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.start(QStringLiteral("/usr/share/zookeeper/bin/zkCli.sh"),
            {QStringLiteral("-server"), QString::fromStdString(address())});
        for (const std::string& line : lines)
            shell.write((line + "\n").c_str());
        shell.write("quit\n");
        EXPECT_TRUE(spinUntil([&] { return shell.state() == QProcess::NotRunning; }, 120s));
        return shell.readAll().toStdString();
    }
};

TEST_P(PanelsOnServers, EventsTellOldAndNewValueAndWaitWhileThePanelIsPaused)
{
    put("a", "one");
    put("b", "first");
    connectWindow();
    open(below("b"));
    open(below("a"));
    const auto known = [&](const char* name) {
        return row(below(name)).data(ZnodeTreeModel::StatKnownRole).toBool();
    };
    ASSERT_TRUE(spinUntil([&] { return known("a") && known("b"); }));
    QTest::mouseClick(find<QAbstractButton>("tabEvents"), Qt::LeftButton);
    write("a", "two");
    ASSERT_TRUE(spinUntil([&] {
        const auto rows = eventsOf(below("a"));
        return !rows.empty() && rows[0] == "NodeDataChanged version 0 → 1: \"one\" → \"two\"";
    })) << testing::PrintToString(eventsOf(below("a")));

    click("pauseEvents");
    write("b", "second");
    ASSERT_TRUE(spinUntil([&] { return isMarked(below("b")); })) << "the tree goes on";
    EXPECT_TRUE(eventsOf(below("b")).empty());
    click("pauseEvents");
    ASSERT_FALSE(eventsOf(below("b")).empty());
    EXPECT_THAT(eventsOf(below("b"))[0], HasSubstr("NodeDataChanged"));
    EXPECT_EQ(cell(events(), 0, EventsModel::PlaceColumn), below("b").text());
    // Enter leads to the node.
    auto* table = find<QTableView>("events");
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shows(below("b").text()); }));
}

TEST_P(PanelsOnServers, EventsAreFilteredAndWhatIsLeftIsExported)
{
    put("a", "1");
    connectWindow();
    open(below("a"));
    QTest::mouseClick(find<QAbstractButton>("tabEvents"), Qt::LeftButton);
    put("new, \"quoted\"", "2");
    ASSERT_TRUE(spinUntil([&] { return !eventsOf(m_root).empty(); }));
    EXPECT_THAT(eventsOf(m_root)[0], HasSubstr("NodeChildrenChanged"));
    const Path quoted = below("new, \"quoted\"");
    ASSERT_TRUE(spinUntil([&] {
        return row(quoted).data(ZnodeTreeModel::StatKnownRole).toBool();
    }));
    ASSERT_TRUE(await(m_other->remove(quoted)));
    ASSERT_TRUE(spinUntil([&] { return !eventsOf(quoted).empty(); }));
    EXPECT_THAT(eventsOf(quoted)[0], HasSubstr("NodeDeleted"));
    const int all = events()->rowCount();
    auto* filter = find<QLineEdit>("filterEvents");
    filter->setFocus();
    QTest::keyClicks(filter, "QUOTED");
    ASSERT_EQ(events()->rowCount(), 1);
    const QString file = m_folder.filePath(QStringLiteral("events.csv"));
    answerFileDialog(file);
    click("exportEvents");
    QFile written(file);
    ASSERT_TRUE(spinUntil([&] { return written.exists(); }));
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    const std::string csv = written.readAll().toStdString();
    EXPECT_EQ(csv,
        "Time,Event,Path or server,Detail\r\n" + cell(events(), 0, EventsModel::TimeColumn)
            + ",NodeDeleted,\"" + m_root.text() + "/new, \"\"quoted\"\"\","
            + cell(events(), 0, EventsModel::DetailColumn) + "\r\n");
    filter->clear();
    EXPECT_GE(events()->rowCount(), all);
    click("clearEvents");
    EXPECT_EQ(events()->rowCount(), 0);
}

TEST_P(PanelsOnServers, TheLinesOfTheRequestsMakeTheSameTreeInApachesShell)
{
    if (!test::ApacheServer::isInstalled())
        GTEST_SKIP() << "zkCli.sh is of Debian's package zookeeper";
    connectWindow();
    const Path app = createIn(m_root, {.name = "app", .data = "hello world"});
    createIn(app, {.name = "seq-", .data = "it's", .sequential = true});
    createIn(app, {.name = "deep/er", .data = "say \"x\""});
    createIn(app, {.name = "box", .data = "", .kind = "kindContainer"});
    createIn(app, {.name = "minus", .data = "-5"});
    createIn(app, {.name = "option", .data = "-v x"});
    createIn(app, {.name = "a b", .data = "配置=三"});
    open(app);
    editor()->setFocus();
    QTest::keyClicks(editor(), "-e ");
    press(Qt::Key_S, Qt::ControlModifier);
    ASSERT_TRUE(spinUntil([&] { return stored(app) == "-e hello world"; }));
    click("duplicateNode");
    finish(dialog<TransferDialog>(), "transferStart");
    const Path copy = below("app-copy");
    open(copy);
    press(Qt::Key_F2);
    auto* move = dialog<TransferDialog>();
    type(move, "transferTarget", below("moved").text());
    finish(move, "transferStart");
    open(below("moved/deep"));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    finish(dialog<DeleteDialog>(), "deleteNodes");
    open(app);
    press(Qt::Key_2, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
    QApplication::clipboard()->setText(QStringLiteral("world:anyone:cdrwa,ip:10.0.0.0/8:r"));
    click("pasteAcl");
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 2; }));
    click("applyAcl");
    ASSERT_TRUE(spinUntil([&] { return storedAcl(app).size() == 2; }));

    std::vector<std::string> lines; // The panel shows them some at a time.
    ASSERT_TRUE(spinUntil([&] {
        lines = linesOfWrites();
        return !lines.empty() && lines.back().rfind("setAcl", 0) == 0;
    }));
    const auto made = wholeTree();
    EXPECT_EQ(made.size(), 15u);
    removeAll(made);
    put("", "root");
    const std::string said = zkCli(lines);
    EXPECT_TRUE(wholeTree() == made) << testing::PrintToString(lines) << said;
}

INSTANTIATE_TEST_SUITE_P(Servers, PanelsOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
