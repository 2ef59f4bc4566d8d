// SPDX-License-Identifier: GPL-3.0-or-later
// Creating, moving and deleting through the dialogs' widgets, on a real server of each kind.
#include "tests/support/fault_proxy.h"
#include "tests/ui/node/on_server.h"
#include "ui/common/banner.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/transfer_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;

class SubtreesOnServers : public test::OnServer {
protected:
    static std::string text(QWidget& dialog, const char* name)
    {
        return find<TextLabel>(dialog, QLatin1String(name))->text().toStdString();
    }
    static std::string note(QWidget& dialog, const char* name)
    {
        return find<Note>(dialog, QLatin1String(name))->text().toStdString();
    }
    static QPushButton* button(QWidget& dialog, const char* name)
    {
        return find<QPushButton>(dialog, QLatin1String(name));
    }
    static void type(QWidget& dialog, const char* field, const char* words)
    {
        auto* line = find<QLineEdit>(dialog, QLatin1String(field));
        line->selectAll();
        QTest::keyClicks(line, QString::fromUtf8(words));
    }
    /// `root` with so many children; all requests are sent before the first is answered.
    void grow(const Path& top, int children)
    {
        ASSERT_TRUE(await(other->create(top, toBytes("top"))).has_value());
        int created = 0;
        auto onCreated = [&](const Result<CreatedResponse>& answer) { created += answer ? 1 : 0; };
        for (int i = 0; i < children; ++i)
            QCoro::connect(other->create(top.child("n" + std::to_string(i)),
                               toBytes("value " + std::to_string(i))),
                other.get(), onCreated);
        ASSERT_TRUE(spinUntil([&] { return created == children; })) << created;
    }
    /// Of its direct children, as somebody else sees them; -1: the node is not there.
    int childrenOf(const Path& path)
    {
        EXPECT_TRUE(await(other->sync(path)).has_value());
        const auto answer = await(other->children(path));
        return answer ? static_cast<int>(answer->names.size()) : -1;
    }
    std::vector<Acl> storedAcl(const Path& path)
    {
        const auto answer = await(other->getAcl(path));
        return answer ? answer->acl : std::vector<Acl>();
    }
    bool isOpen(const QDialog& dialog) { return dialog.isVisible(); }
    /// A session over a line on which every answer takes a while, so that a stop comes in time.
    std::unique_ptr<Client> slowClient()
    {
        ClientOptions options;
        options.servers = *ConnectString::parse(m_slow->address());
        std::unique_ptr<Client> slow = Client::connectTo(options);
        EXPECT_TRUE(await(slow->sync(root)).has_value());
        return slow;
    }
    void SetUp() override
    {
        OnServer::SetUp();
        if (isReady())
            m_slow = std::make_unique<test::FaultProxy>(
                port(), [](int) { return test::FaultPlan{.delay = 15ms}; });
    }

    std::unique_ptr<test::FaultProxy> m_slow;
};

TEST_P(SubtreesOnServers, ParentsAreCreatedOnDemandWithTheDataAndTheAclOfTheChoice)
{
    const std::vector<Acl> parents{
        {perm::all, {"ip", "127.0.0.1"}}, {perm::read, {"world", "anyone"}}};
    ASSERT_TRUE(await(other->setAcl(root, parents, anyVersion)).has_value());
    NewNodeDialog dialog(node.get(), root, place);
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    dialog.show();
    auto* acl = find<QComboBox>(dialog, QStringLiteral("newNodeAcl"));
    ASSERT_TRUE(spinUntil([&] { return acl->currentText() == "Same as parent"; }));
    EXPECT_THAT(text(dialog, "newNodeAclSummary"), HasSubstr("2 entries"));
    type(dialog, "newNodeName", "deep/below/it");
    EXPECT_FALSE(button(dialog, "createNode")->isEnabled());
    EXPECT_THAT(text(dialog, "newNodeHint"), HasSubstr("Create missing parents"));
    click(dialog, "createParents");
    auto* data = find<QPlainTextEdit>(dialog, QStringLiteral("newNodeData"));
    data->setFocus();
    QTest::keyClicks(data, "first=1");
    QTest::keyClick(data, Qt::Key_Return);
    QTest::keyClicks(data, "second=2");
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    const Path path = root.child("deep").child("below").child("it");
    EXPECT_EQ(created[0][0].value<Path>(), path);
    EXPECT_EQ(stored(path), "first=1\nsecond=2");
    for (const Path& each : {path, path.parent(), path.parent().parent()})
        EXPECT_EQ(storedAcl(each), parents) << each.text();
    EXPECT_EQ(stored(path.parent()), "(none)") << "parents have null data";
}

TEST_P(SubtreesOnServers, TheAclOfAllMineNeedsAnIdentityAndKeepsOthersOut)
{
    const auto createMine = [&](const char* name) {
        auto dialog = std::make_unique<NewNodeDialog>(node.get(), root, place);
        dialog->show();
        auto* acl = find<QComboBox>(*dialog, QStringLiteral("newNodeAcl"));
        EXPECT_TRUE(spinUntil([&] { return acl->count() == 4; }));
        acl->setFocus();
        QTest::keyClick(acl, Qt::Key_End);
        EXPECT_EQ(acl->currentText(), "Only me");
        type(*dialog, "newNodeName", name);
        click(*dialog, "createNode");
        return dialog;
    };
    auto refused = createMine("secret");
    auto* failure = find<Note>(*refused, QStringLiteral("newNodeFailure"));
    ASSERT_TRUE(spinUntil([&] { return failure->isVisible(); }));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("InvalidACL"));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("has no identity"));
    EXPECT_TRUE(isOpen(*refused));
    ASSERT_TRUE(await(client->addAuth(Identity{"digest", toBytes("bob:secret")})).has_value());
    auto allowed = createMine("secret");
    ASSERT_TRUE(spinUntil([&] { return !isOpen(*allowed); }));
    const auto seen = await(other->getData(root.child("secret")));
    ASSERT_FALSE(seen.has_value());
    EXPECT_EQ(seen.error().code, Errc::noAuth);
    EXPECT_TRUE(await(client->getData(root.child("secret"))).has_value());
}

TEST_P(SubtreesOnServers, AnEphemeralIsAnnouncedAsSuchAndGoesWithItsSession)
{
    {
        NewNodeDialog dialog(node.get(), root, place);
        QSignalSpy created(&dialog, &NewNodeDialog::created);
        dialog.show();
        ASSERT_TRUE(spinUntil([&] { return node->isWritable(); }));
        click(dialog, "kindEphemeral");
        const auto notes = dialog.findChildren<Note*>();
        const auto warns = [](const Note* each) {
            return each->isVisible() && each->text().contains(QStringLiteral("goes away"));
        };
        EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), warns));
        type(dialog, "newNodeName", "lease");
        click(dialog, "createNode");
        ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    }
    const Path path = root.child("lease");
    const auto there = await(other->exists(path, Watch::yes));
    ASSERT_TRUE(there && *there);
    EXPECT_EQ((*there)->ephemeralOwner, client->status().sessionId);
    QSignalSpy fired(other.get(), &Client::watchFired);
    ASSERT_TRUE(await(client->close()).has_value());
    ASSERT_TRUE(spinUntil([&] { return fired.count() > 0; }));
    EXPECT_EQ(childrenOf(root), 0);
}

TEST_P(SubtreesOnServers, NamesThatTheServerRefusesAreRefusedWhileTypingWithTheReason)
{
    struct Case {
        const char* name;
        const char* reason;
        bool withParents = false;
    };
    NewNodeDialog dialog(node.get(), root, place);
    dialog.show();
    ASSERT_TRUE(spinUntil([&] { return node->isWritable(); }));
    auto* parents = find<QCheckBox>(dialog, QStringLiteral("createParents"));
    for (const Case& each : {Case{"/a", "first slash"}, Case{"a/", "end with a slash", true},
             Case{"a//b", "must be a name", true}, Case{"a/b", "deeper level"},
             Case{"..", "not names"}, Case{"a/./b", "not names", true},
             Case{"a\x01z", "position 2 (U+0001)"}, Case{"\xEE\x80\x80", "position 1 (U+e000)"}}) {
        if (parents->isChecked() != each.withParents)
            click(dialog, "createParents");
        auto* name = find<QLineEdit>(dialog, QStringLiteral("newNodeName"));
        name->setText(QString::fromUtf8(each.name)); // Control characters cannot be typed.
        EXPECT_THAT(text(dialog, "newNodeHint"), HasSubstr(each.reason)) << each.name;
        EXPECT_FALSE(button(dialog, "createNode")->isEnabled()) << each.name;
        // The server agrees.
        const auto answer = await(other->create(Path(root.text() + "/" + each.name), {}));
        EXPECT_FALSE(answer.has_value()) << each.name;
    }
    // What only looks dangerous is allowed, and arrives as it was typed.
    if (parents->isChecked())
        click(dialog, "createParents");
    QSignalSpy created(&dialog, &NewNodeDialog::created);
    type(dialog, "newNodeName", "...");
    click(dialog, "createNode");
    ASSERT_TRUE(spinUntil([&] { return created.count() == 1; }));
    EXPECT_EQ(childrenOf(root), 1);
    EXPECT_EQ(created[0][0].value<Path>(), root.child("..."));
}

TEST_P(SubtreesOnServers, WhatIsThereAlreadyIsToldAndNeitherIsOverwritten)
{
    ASSERT_TRUE(await(other->create(root.child("taken"), toBytes("theirs"))).has_value());
    ASSERT_TRUE(await(other->create(root.child("lease"), {}, CreateMode::ephemeral)).has_value());
    const auto tell = [&](const Path& parent, const char* name) {
        NewNodeDialog dialog(node.get(), parent, place);
        dialog.show();
        EXPECT_TRUE(spinUntil([&] { return node->isWritable(); }));
        type(dialog, "newNodeName", name);
        click(dialog, "createNode");
        auto* failure = find<Note>(dialog, QStringLiteral("newNodeFailure"));
        EXPECT_TRUE(spinUntil([&] { return failure->isVisible(); }));
        EXPECT_TRUE(button(dialog, "createNode")->isEnabled()) << "another name may be tried";
        return failure->text().toStdString();
    };
    EXPECT_THAT(tell(root, "taken"), HasSubstr("NodeExists"));
    EXPECT_EQ(stored(root.child("taken")), "theirs");
    EXPECT_THAT(tell(root.child("lease"), "x"), HasSubstr("NoChildrenForEphemerals"));
}

TEST_P(SubtreesOnServers, ADeletionIsCancelledInTheMiddleAndResumedToTheExactCount)
{
    constexpr int children = 1'500;
    const Path top = root.child("big");
    grow(top, children);
    DeleteDialog dialog(node.get(), top, 0, place);
    QSignalSpy deleted(&dialog, &DeleteDialog::deleted);
    dialog.show();
    auto* start = button(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
    EXPECT_EQ(text(dialog, "countNodes"), formatCount(children + 1).toStdString());
    EXPECT_EQ(start->text().toStdString(), "Delete 1501 node(s)");
    click(dialog, "withBackup"); // Off.
    click(dialog, "deleteNodes");
    click(dialog, "cancel"); // What is on the way still happens.
    ASSERT_TRUE(spinUntil(
        [&] { return start->isVisible() && start->text().contains(QStringLiteral("other")); }));
    const auto gone = [&] { return children - childrenOf(top); };
    // Until the dialog says what the server holds: some deletions are still on their way.
    ASSERT_TRUE(spinUntil([&] {
        const int count = gone();
        return text(dialog, "deleteProgress")
            == "Cancelled after " + formatCount(count).toStdString() + " deleted"
            && start->text().toStdString()
            == "Delete the other " + std::to_string(children + 1 - count) + " node(s)";
    })) << text(dialog, "deleteProgress") << " of " << gone();
    EXPECT_GT(gone(), 0);
    EXPECT_LT(gone(), children);
    EXPECT_TRUE(isOpen(dialog));
    EXPECT_EQ(deleted.count(), 0);
    click(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return deleted.count() == 1; }));
    EXPECT_EQ(deleted[0][1].toInt(), children + 1);
    EXPECT_EQ(childrenOf(top), -1);
}

TEST_P(SubtreesOnServers, WhatOthersAddDuringADeletionStopsItAndIsCountedAgain)
{
    const Path top = root.child("t");
    grow(top, 3);
    DeleteDialog dialog(node.get(), top, 0, place);
    QSignalSpy deleted(&dialog, &DeleteDialog::deleted);
    dialog.show();
    auto* start = button(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
    ASSERT_TRUE(await(other->create(top.child("new"), toBytes("precious"))).has_value());
    click(dialog, "withBackup");
    click(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return button(dialog, "countAgain")->isVisible(); }));
    EXPECT_THAT(note(dialog, "deleteWarning"), HasSubstr(top.text()));
    EXPECT_THAT(note(dialog, "deleteWarning"), HasSubstr("NotEmpty"));
    EXPECT_EQ(stored(top.child("new")), "precious");
    EXPECT_EQ(deleted.count(), 0) << "nobody says that it is gone";
    click(dialog, "countAgain");
    ASSERT_TRUE(spinUntil([&] { return start->isVisible() && start->isEnabled(); }));
    EXPECT_EQ(text(dialog, "countNodes"), "2");
    click(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return deleted.count() == 1; }));
    EXPECT_EQ(deleted[0][1].toInt(), 5);
}

TEST_P(SubtreesOnServers, EphemeralsAreNamedBeforeAMoveAndADeletionBegin)
{
    const Path top = root.child("app");
    grow(top, 2);
    const Path lease = top.child("n1").child("lease");
    ASSERT_TRUE(await(other->create(lease, toBytes("x"), CreateMode::ephemeral)).has_value());
    {
        TransferDialog dialog(SubtreeTransfer::Kind::move, node.get(), top, place);
        dialog.show();
        type(dialog, "transferTarget", (root.text() + "/moved").c_str());
        auto* stays = find<Note>(dialog, QStringLiteral("transferStays"));
        ASSERT_TRUE(spinUntil([&] { return stays->isVisible(); }));
        EXPECT_THAT(stays->text().toStdString(), HasSubstr(lease.text()));
        EXPECT_FALSE(button(dialog, "transferStart")->isEnabled());
    }
    {
        TransferDialog dialog(SubtreeTransfer::Kind::duplicate, node.get(), top, place);
        QSignalSpy finished(&dialog, &TransferDialog::finished);
        dialog.show();
        auto* stays = find<Note>(dialog, QStringLiteral("transferStays"));
        ASSERT_TRUE(spinUntil([&] { return stays->isVisible(); }));
        EXPECT_THAT(stays->text().toStdString(), HasSubstr("left out: " + lease.text()));
        click(dialog, "transferStart");
        ASSERT_TRUE(spinUntil([&] { return finished.count() == 1; }));
        EXPECT_EQ(childrenOf(root.child("app-copy").child("n1")), 0);
        EXPECT_EQ(stored(root.child("app-copy").child("n1")), "value 1");
    }
    DeleteDialog dialog(node.get(), top, 0, place);
    dialog.show();
    auto* start = button(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
    const auto* names = find<QWidget>(dialog, QStringLiteral("ephemeralNames"));
    EXPECT_TRUE(names->isVisible());
    const auto labels = names->findChildren<TextLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(),
        [&](const TextLabel* label) { return label->text().toStdString() == lease.text(); }));
}

TEST_P(SubtreesOnServers, AMoveIsStoppedWhileItCopiesThenWhileItDeletesAndGoesOnToItsEnd)
{
    constexpr int children = 300;
    const Path from = root.child("from");
    const Path to = root.child("to");
    grow(from, children);
    const std::unique_ptr<Client> slow = slowClient();
    NodeController slowNode(slow.get());
    TransferDialog dialog(SubtreeTransfer::Kind::move, &slowNode, from, place);
    QSignalSpy finished(&dialog, &TransferDialog::finished);
    dialog.show();
    type(dialog, "transferTarget", to.text().c_str());
    auto* start = button(dialog, "transferStart");
    auto* failure = find<Note>(dialog, QStringLiteral("transferFailure"));
    const auto stopAt = [&](const Path& watched) {
        // Somebody else's watch tells that the work has begun.
        QObject listener;
        QObject::connect(other.get(), &Client::watchFired, &listener, [&](const WatchEvent& event) {
            if (event.path == watched)
                click(dialog, "cancel");
        });
        ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
        click(dialog, "transferStart");
        ASSERT_TRUE(spinUntil(
            [&] { return failure->isVisible() && start->isEnabled(); }));
    };
    ASSERT_TRUE(await(other->exists(to, Watch::yes)).has_value());
    stopAt(to);
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("Stopped"));
    const int copied = childrenOf(to);
    EXPECT_LT(copied, children);
    EXPECT_EQ(childrenOf(from), children) << "nothing is deleted before all is copied";
    EXPECT_EQ(start->text().toStdString(), "Go on");

    ASSERT_TRUE(await(other->children(from, Watch::yes)).has_value());
    stopAt(from);
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("The copy is complete"));
    EXPECT_EQ(childrenOf(to), children);
    const int left = childrenOf(from);
    EXPECT_GT(left, 0);
    EXPECT_LT(left, children);

    click(dialog, "transferStart");
    ASSERT_TRUE(spinUntil([&] { return finished.count() == 1; }))
        << failure->text().toStdString();
    EXPECT_EQ(finished[0][1].toInt(), children + 1);
    EXPECT_EQ(childrenOf(from), -1);
    EXPECT_EQ(childrenOf(to), children);
    for (const int i : {0, 150, children - 1})
        EXPECT_EQ(stored(to.child("n" + std::to_string(i))), "value " + std::to_string(i));
}

TEST_P(SubtreesOnServers, AMoveGoesNowhereThatIsTakenAndAnotherPlaceStartsAnew)
{
    const Path from = root.child("from");
    grow(from, 2);
    ASSERT_TRUE(await(other->create(root.child("taken"), toBytes("theirs"))).has_value());
    TransferDialog dialog(SubtreeTransfer::Kind::move, node.get(), from, place);
    QSignalSpy finished(&dialog, &TransferDialog::finished);
    dialog.show();
    auto* start = button(dialog, "transferStart");
    auto* failure = find<Note>(dialog, QStringLiteral("transferFailure"));
    type(dialog, "transferTarget", (from.text() + "/below").c_str());
    ASSERT_TRUE(spinUntil([&] { return text(dialog, "transferProgress") != "Counting…"; }));
    EXPECT_THAT(text(dialog, "transferHint"), HasSubstr("below itself"));
    EXPECT_FALSE(start->isEnabled());
    type(dialog, "transferTarget", (root.text() + "/taken").c_str());
    ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
    click(dialog, "transferStart");
    ASSERT_TRUE(spinUntil([&] { return failure->isVisible() && start->isEnabled(); }));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("exists already"));
    EXPECT_EQ(start->text().toStdString(), "Move 3 node(s)");
    EXPECT_EQ(stored(root.child("taken")), "theirs");
    EXPECT_EQ(childrenOf(from), 2);
    type(dialog, "transferTarget", (root.text() + "/free").c_str());
    click(dialog, "transferStart");
    ASSERT_TRUE(spinUntil([&] { return finished.count() == 1; }));
    EXPECT_EQ(childrenOf(root.child("free")), 2);
    EXPECT_EQ(childrenOf(from), -1);
}

INSTANTIATE_TEST_SUITE_P(Servers, SubtreesOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
