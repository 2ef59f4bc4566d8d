// SPDX-License-Identifier: GPL-3.0-or-later
// Data, Stat, ACL and languages of the selected node, in the window and on real servers.
#include "clientlib/protocol/digest.h"
#include "tests/ui/mainwindow/workspace_on_server.h"
#include "ui/acl/acl_counts.h"
#include "ui/acl/acl_row.h"
#include "ui/acl/add_principal_dialog.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/node/stat_row.h"
#include "ui/tree/znode_tree_model.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;

const Acl worldAll{perm::all, {"world", "anyone"}};

class NodesOnServers : public WorkspaceOnServer {
protected:
    void open(const Path& path)
    {
        go(path);
        ASSERT_TRUE(spinUntil([&] { return shows(path.text()) && node()->acl().has_value(); }));
    }
    void save()
    {
        click("save");
        ASSERT_TRUE(spinUntil([&] { return !node()->isDirty() && !node()->isSaving(); }));
    }
    std::optional<Bytes> stored(const Path& path)
    {
        const auto answer = await(m_other->getData(path));
        EXPECT_TRUE(answer) << path.text();
        return answer ? answer->data : std::nullopt;
    }
    std::vector<Acl> storedAcl(const Path& path)
    {
        const auto answer = await(m_other->getAcl(path));
        return answer ? answer->acl : std::vector<Acl>();
    }
    StatRow::Text stat(const char* field) const
    {
        return find<StatRow>((std::string("stat_") + field).c_str())->text();
    }
    std::vector<AclRow*> aclRows() const
    {
        std::vector<AclRow*> shown;
        for (AclRow* row : m_window->findChildren<AclRow*>()) {
            if (row->isVisible())
                shown.push_back(row);
        }
        return shown;
    }
};

// Null data break other consoles.
TEST_P(NodesOnServers, NullDataAreToldApartFromEmptyOnesAndCanBeReplaced)
{
    const Path path = below("null");
    ASSERT_TRUE(await(m_other->create(path, std::nullopt)));
    put("empty", "");
    ASSERT_EQ(stored(path), std::nullopt);
    connectWindow();
    open(path);
    EXPECT_EQ(node()->data(), std::nullopt);
    EXPECT_FALSE(node()->isDirty()) << "looking at it changes nothing";
    auto* noData = find<QWidget>("noData");
    EXPECT_TRUE(noData->isVisible());
    open(below("empty"));
    EXPECT_EQ(node()->data(), Bytes());
    open(path);
    QApplication::clipboard()->setText(QStringLiteral("now it has some"));
    click("pasteData");
    save();
    EXPECT_EQ(stored(path), toBytes("now it has some"));
    EXPECT_FALSE(noData->isVisible());
}

TEST_P(NodesOnServers, DataGoToAFileAndComeBackByteForByte)
{
    std::string bytes(256, '\0');
    for (int i = 0; i < 256; ++i)
        bytes[std::size_t(i)] = char(i);
    put("from", bytes);
    put("to", "other");
    connectWindow();
    open(below("from"));
    const QString file = m_folder.filePath(QStringLiteral("value.bin"));
    answerFileDialog(file);
    click("saveAs");
    QFile written(file);
    ASSERT_TRUE(spinUntil([&] { return written.exists(); }));
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll().toStdString(), bytes);
    open(below("to"));
    answerFileDialog(file);
    click("dataFromFile");
    ASSERT_TRUE(spinUntil([&] { return node()->isDirty(); }));
    EXPECT_EQ(stored(below("to")), toBytes("other")) << "not before it is saved";
    save();
    EXPECT_EQ(stored(below("to")), toBytes(bytes));
}

TEST_P(NodesOnServers, DraftsStayWithTheirNodesAndEachIsSavedWhereItBelongs)
{
    put("a", "one");
    put("b", "two");
    connectWindow();
    for (const char* name : {"a", "b"}) {
        open(below(name));
        editor()->setFocus();
        QTest::keyClicks(editor(), "new ");
    }
    open(below("a"));
    EXPECT_EQ(shownText(), "new one");
    save();
    EXPECT_EQ(stored(below("a")), toBytes("new one"));
    EXPECT_EQ(stored(below("b")), toBytes("two"));
    open(below("b"));
    EXPECT_EQ(shownText(), "new two");
    EXPECT_TRUE(node()->isDirty());
}

TEST_P(NodesOnServers, TheStatPanelTellsAllElevenFieldsAsTheServerHasThem)
{
    put("n", "12345");
    put("n/child", "x");
    ASSERT_TRUE(await(m_other->setData(below("n"), toBytes("1234567"), anyVersion)));
    connectWindow();
    open(below("n"));
    const auto answer = await(m_other->exists(below("n")));
    ASSERT_TRUE(answer && *answer);
    const Stat& is = **answer;
    EXPECT_EQ(stat("czxid").full, formatFullZxid(is.czxid));
    EXPECT_EQ(stat("mzxid").full, formatFullZxid(is.mzxid));
    EXPECT_EQ(stat("pzxid").full, formatFullZxid(is.pzxid));
    EXPECT_EQ(stat("ctime").full, QString::number(is.ctimeMs));
    EXPECT_EQ(stat("mtime").full, QString::number(is.mtimeMs));
    EXPECT_FALSE(stat("mtime").below.isEmpty()) << "its age";
    EXPECT_EQ(stat("dataVersion").value, "1");
    EXPECT_EQ(stat("cversion").value, "1");
    EXPECT_EQ(stat("aclVersion").value, "0");
    EXPECT_EQ(stat("numChildren").value, "1");
    EXPECT_EQ(stat("dataLength").full, "7");
    EXPECT_EQ(stat("ephemeralOwner").full, "0");
    click("copyStat");
    const std::string copied = QApplication::clipboard()->text().toStdString();
    EXPECT_THAT(copied, HasSubstr("czxid = " + formatFullZxid(is.czxid).toStdString()));
    EXPECT_THAT(copied, HasSubstr("numChildren = 1"));

    ASSERT_TRUE(await(m_other->create(below("lease"), {}, CreateMode::ephemeral)));
    open(below("lease"));
    const SessionId owner = m_other->status().sessionId;
    EXPECT_EQ(stat("ephemeralOwner").value, formatSessionId(owner));
    EXPECT_EQ(stat("ephemeralOwner").remark, "ephemeral");
    ASSERT_TRUE(await(m_other->setData(below("lease"), toBytes("longer"), anyVersion)));
    EXPECT_TRUE(spinUntil([&] { return stat("dataVersion").value == "1"; })) << "it is live";
}

TEST_P(NodesOnServers, TheAclIsEditedInRowsAndAPrincipalIsAddedWithItsPassword)
{
    put("n", "x");
    connectWindow();
    open(below("n"));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
    click("openAddPrincipal");
    auto* add = find<AddPrincipalDialog>("addPrincipalDialog");
    auto* form = add->findChild<QWidget*>(QStringLiteral("form_digest"));
    ASSERT_NE(form, nullptr);
    QTest::keyClicks(form->findChild<QLineEdit*>(QStringLiteral("digestUser")), "bob");
    QTest::keyClicks(form->findChild<QLineEdit*>(QStringLiteral("digestPassword")), "secret");
    click("addPrincipal", add);
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 2; }));
    click("permW", aclRows()[0]);
    EXPECT_EQ(storedAcl(below("n")), std::vector<Acl>{worldAll}) << "not before Apply";
    click("applyAcl");
    const std::vector<Acl> wanted{{perm::all & ~perm::write, {"world", "anyone"}},
        {perm::read, {"digest", digestId("bob:secret")}}};
    EXPECT_TRUE(spinUntil([&] { return storedAcl(below("n")) == wanted; }))
        << testing::PrintToString(storedAcl(below("n")).size());
    EXPECT_TRUE(spinUntil([&] { return stat("aclVersion").value == "1"; }));
}

TEST_P(NodesOnServers, AnAclThatOthersSetMeanwhileIsNotOverwritten)
{
    put("n", "x");
    connectWindow();
    open(below("n"));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
    click("permD", aclRows()[0]);
    const std::vector<Acl> theirs{{perm::all & ~perm::create, {"world", "anyone"}}};
    ASSERT_TRUE(await(m_other->setAcl(below("n"), theirs, 0)));
    click("applyAcl");
    auto* newer = find<QWidget>("aclNewer");
    ASSERT_TRUE(spinUntil([&] { return newer->isVisible(); }));
    EXPECT_EQ(storedAcl(below("n")), theirs);
    click("takeServerAcl");
    EXPECT_TRUE(spinUntil([&] { return !newer->isVisible(); }));
    EXPECT_EQ(storedAcl(below("n")), theirs);
}

TEST_P(NodesOnServers, ARecursiveAclIsPreviewedOnTheServerAndReachesEveryNode)
{
    for (const char* name : {"n", "n/a", "n/b", "n/b/c"})
        put(name, "x");
    const std::vector<Acl> wanted{worldAll, {perm::read, {"ip", "10.0.0.0/8"}}};
    ASSERT_TRUE(await(m_other->setAcl(below("n/a"), wanted, anyVersion)));
    connectWindow();
    open(below("n"));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
    QApplication::clipboard()->setText(QStringLiteral("world:anyone:cdrwa,ip:10.0.0.0/8:r"));
    click("pasteAcl");
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 2; }));
    find<QRadioButton>("applyToSubtree")->click();
    click("previewAcl");
    const auto* counts = find<AclCounts>("aclCounts");
    ASSERT_TRUE(spinUntil([&] { return counts->text().contains("3 will change"); }))
        << counts->text().toStdString();
    EXPECT_EQ(storedAcl(below("n/b")), std::vector<Acl>{worldAll}) << "a preview writes nothing";
    click("applyAcl");
    ASSERT_TRUE(spinUntil([&] { return counts->text().contains("3 changed"); }))
        << counts->text().toStdString();
    for (const char* name : {"n", "n/a", "n/b", "n/b/c"})
        EXPECT_EQ(storedAcl(below(name)), wanted) << name;
}

TEST_P(NodesOnServers, ChineseNamesAndDataStayWholeWhileTheLanguageIsSwitchedLive)
{
    put("配置", "超时=三十秒");
    connectWindow();
    open(below("配置"));
    EXPECT_EQ(shownText(), "超时=三十秒");
    const auto state = [&] { return find<StatusEntry>("statusState")->text().toStdString(); };
    EXPECT_EQ(state(), "Connected");
    const SessionId session = m_window->workspace()->client()->status().sessionId;
    QApplication::clipboard()->setText(QStringLiteral("，重试=三"));
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    find<QAction>("language:zh_CN")->trigger();
    EXPECT_TRUE(spinUntil([&] { return state() == "已连接"; }));
    EXPECT_EQ(shownText(), "超时=三十秒，重试=三") << "the draft stays";
    EXPECT_EQ(m_window->workspace()->client()->status().sessionId, session);
    const QModelIndex row = m_window->workspace()->treeModel()->indexOf(below("配置"));
    EXPECT_EQ(row.data().toString(), QStringLiteral("配置"));
    save();
    EXPECT_EQ(stored(below("配置")), toBytes("超时=三十秒，重试=三"));
    find<QAction>("language:en")->trigger();
    EXPECT_TRUE(spinUntil([&] { return state() == "Connected"; }));
}

INSTANTIATE_TEST_SUITE_P(Servers, NodesOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
