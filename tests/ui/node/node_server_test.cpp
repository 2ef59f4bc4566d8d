// SPDX-License-Identifier: GPL-3.0-or-later
// The node's dialogs through their widgets, on a real server: ours, and Apache's.
#include "tests/ui/node/on_server.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/node/conflict_dialog.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_backup.h"
#include "ui/node/transfer_dialog.h"
#include "ui/node/watches_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::OnServer;
using test::spinUntil;
using testing::HasSubstr;

TEST_P(OnServer, AConflictIsMergedAndTheNextOneIsToldToo)
{
    const Path path = root.child("c");
    ASSERT_TRUE(await(client->create(path, toBytes("a\nb\nc\n"))).has_value());
    node->open(path);
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::ready; }));
    node->edit(toBytes("a\nb\nmine\n"));
    ASSERT_TRUE(await(other->setData(path, toBytes("theirs\nb\nc\n"), 0)).has_value());
    ASSERT_TRUE(spinUntil([&] { return node->newer().has_value(); }));
    ConflictDialog dialog(node.get(), place);
    dialog.show();
    click(dialog, "saveMerged");
    ASSERT_TRUE(spinUntil([&] { return !node->isDirty() && !node->isSaving(); }));
    EXPECT_EQ(stored(path), "theirs\nb\nmine\n");

    node->edit(toBytes("theirs\nb\nmine 2\n"));
    ASSERT_TRUE(await(other->setData(path, toBytes("x\nb\nmine\n"), 2)).has_value());
    ASSERT_TRUE(spinUntil([&] { return node->newer().has_value(); }));
    QSignalSpy conflicted(node.get(), &NodeController::conflicted);
    const Stat against = node->newer()->stat;
    // A third writer is faster than Save merged.
    ASSERT_TRUE(await(other->setData(path, toBytes("third\n"), 3)).has_value());
    node->saveMerged(toBytes("x\nb\nmine 2\n"), against);
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1 || !node->isSaving(); }));
    EXPECT_EQ(stored(path), "third\n");
    EXPECT_TRUE(node->isDirty());
}

TEST_P(OnServer, DeletesTwentyThousandNodesWithoutAStall)
{
    constexpr int nodes = 20'000;
    const Path top = root.child("big");
    ASSERT_TRUE(await(client->create(top, toBytes("x"))).has_value());
    int created = 0;
    for (int i = 0; i < nodes; ++i) {
        auto onCreated = [&](const Result<CreatedResponse>& answer) { created += answer ? 1 : 0; };
        QCoro::connect(client->create(top.child("n" + std::to_string(i)), toBytes("12345")),
            client.get(), onCreated);
    }
    ASSERT_TRUE(spinUntil([&] { return created == nodes; }, 120s));
    DeleteDialog dialog(node.get(), top, 0, place);
    QSignalSpy deleted(&dialog, &DeleteDialog::deleted);
    dialog.show();
    auto* button = find<QPushButton>(dialog, QStringLiteral("deleteNodes"));
    ASSERT_TRUE(spinUntil([&] { return button->isEnabled(); }, 60s));
    click(dialog, "withBackup");
    QElapsedTimer clock;
    clock.start();
    click(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return deleted.count() == 1; }, 120s));
    RecordProperty("delete_ms", static_cast<int>(clock.elapsed()));
    EXPECT_EQ(deleted[0][1].toInt(), nodes + 1);
    EXPECT_EQ(await(other->exists(top))->has_value(), false);
}

TEST_P(OnServer, ABackupHoldsWhatWasDeletedAndOthersMayHelp)
{
    const Path top = root.child("t");
    const std::string binary("\0\xff\x80\r\n", 5);
    ASSERT_TRUE(await(client->create(top, toBytes("top"))).has_value());
    ASSERT_TRUE(await(client->create(top.child("binary"), toBytes(binary))).has_value());
    ASSERT_TRUE(await(client->create(top.child("null"), std::nullopt)).has_value());
    ASSERT_TRUE(await(client->create(top.child("gone"), toBytes("x"))).has_value());
    ASSERT_TRUE(await(other->create(top.child("lease"), toBytes("x"), CreateMode::ephemeral))
                    .has_value());
    DeleteDialog dialog(node.get(), top, 0, place);
    QSignalSpy deleted(&dialog, &DeleteDialog::deleted);
    dialog.show();
    auto* button = find<QPushButton>(dialog, QStringLiteral("deleteNodes"));
    ASSERT_TRUE(spinUntil([&] { return button->isEnabled(); }));
    ASSERT_TRUE(await(other->remove(top.child("gone"))).has_value());
    click(dialog, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return deleted.count() == 1; }));
    EXPECT_EQ(deleted[0][1].toInt(), 4);
    QFile file(deleted[0][2].toString());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const Result<Backup> backup = parseBackup(file.readAll());
    ASSERT_TRUE(backup.has_value()) << backup.error().detail;
    std::map<std::string, BackupNode> nodes;
    for (const BackupNode& saved : backup->nodes)
        nodes[std::string(saved.path.name())] = saved;
    EXPECT_EQ(nodes.size(), 4U);
    EXPECT_EQ(nodes["binary"].data, toBytes(binary));
    EXPECT_EQ(nodes["null"].data, std::nullopt);
    EXPECT_EQ(nodes["binary"].acl, openAcl());
    EXPECT_NE(nodes["lease"].stat.ephemeralOwner.value, 0);
}

TEST_P(OnServer, CreatesEveryKindOfNode)
{
    struct Wanted {
        const char* button;
        bool sequential;
        bool ephemeral;
    };
    for (const Wanted& wanted : {Wanted{"kindPersistent", false, false},
             Wanted{"kindPersistent", true, false}, Wanted{"kindEphemeral", false, true},
             Wanted{"kindEphemeral", true, true}, Wanted{"kindContainer", false, false}}) {
        NewNodeDialog dialog(node.get(), root, place);
        QSignalSpy created(&dialog, &NewNodeDialog::created);
        dialog.show();
        find<QRadioButton>(dialog, QLatin1String(wanted.button))->click();
        find<QCheckBox>(dialog, QStringLiteral("kindSequential"))->setChecked(wanted.sequential);
        const QString name = QLatin1String(wanted.button) + (wanted.sequential ? "-" : "");
        QTest::keyClicks(find<QLineEdit>(dialog, QStringLiteral("newNodeName")), name);
        ASSERT_TRUE(spinUntil([&] {
            return find<QComboBox>(dialog, QStringLiteral("newNodeAcl"))->count() == 4;
        }));
        click(dialog, "createNode");
        ASSERT_TRUE(spinUntil([&] { return created.count() == 1; })) << wanted.button;
        const auto stat = await(other->exists(created[0][0].value<Path>()));
        ASSERT_TRUE(stat && *stat);
        EXPECT_EQ((*stat)->ephemeralOwner.value != 0, wanted.ephemeral) << wanted.button;
    }
}

TEST_P(OnServer, SaysWhatATtlNodeNeedsWhereTheServerHasItNot)
{
    NewNodeDialog dialog(node.get(), root, place);
    dialog.show();
    find<QRadioButton>(dialog, QStringLiteral("kindTtl"))->click();
    QTest::keyClicks(find<QLineEdit>(dialog, QStringLiteral("newNodeName")), "ttl");
    ASSERT_TRUE(spinUntil([&] { return node->isWritable(); }));
    click(dialog, "createNode");
    auto* failure = find<Note>(dialog, QStringLiteral("newNodeFailure"));
    ASSERT_TRUE(spinUntil([&] { return failure->isVisible(); }));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("Unimplemented"));
    EXPECT_THAT(failure->text().toStdString(), HasSubstr("extendedTypesEnabled"));
}

TEST_P(OnServer, DuplicatesAndMovesASubtree)
{
    const Path from = root.child("from");
    ASSERT_TRUE(await(client->create(from, toBytes("top"))).has_value());
    for (int i = 0; i < 300; ++i) {
        const Path path = from.child("n" + std::to_string(i));
        ASSERT_TRUE(await(client->create(path, toBytes("x"))).has_value());
    }
    {
        TransferDialog dialog(SubtreeTransfer::Kind::duplicate, node.get(), from, place);
        QSignalSpy finished(&dialog, &TransferDialog::finished);
        dialog.show();
        auto* start = find<QPushButton>(dialog, QStringLiteral("transferStart"));
        ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
        EXPECT_THAT(start->text().toStdString(), HasSubstr("301"));
        click(dialog, "transferStart");
        ASSERT_TRUE(spinUntil([&] { return finished.count() == 1; }));
    }
    EXPECT_EQ(stored(root.child("from-copy").child("n299")), "x");
    EXPECT_EQ(stored(from), "top");
    TransferDialog dialog(SubtreeTransfer::Kind::move, node.get(), from, place);
    QSignalSpy finished(&dialog, &TransferDialog::finished);
    dialog.show();
    auto* target = find<QLineEdit>(dialog, QStringLiteral("transferTarget"));
    QTest::keyClicks(target, "to"); // The name is selected, as for a rename.
    auto* start = find<QPushButton>(dialog, QStringLiteral("transferStart"));
    ASSERT_TRUE(spinUntil([&] { return start->isEnabled(); }));
    click(dialog, "transferStart");
    ASSERT_TRUE(spinUntil([&] { return finished.count() == 1; }, 60s));
    EXPECT_EQ(stored(root.child("to")), "top");
    EXPECT_EQ(stored(from), "(none)");
}

TEST_P(OnServer, WatchersAreToldByWchpWhenSomebodyAsks)
{
    WatchesPage page(node.get());
    page.resize(700, 420);
    page.show();
    node->open(root);
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::ready; }));
    ASSERT_TRUE(await(other->getData(root, Watch::yes)).has_value());
    page.setActive(true);
    auto* chip = find<Chip>(page, QStringLiteral("watch0"));
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "set"; }));
    click(page, "askWatchers");
    auto* list = find<QListWidget>(page, QStringLiteral("otherWatchers"));
    ASSERT_TRUE(spinUntil([&] { return list->count() == 2; }))
        << find<Note>(page, QStringLiteral("watchersNote"))->text().toStdString();
}

INSTANTIATE_TEST_SUITE_P(Servers, OnServer, testing::Values(Kind::ours, Kind::apache),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
