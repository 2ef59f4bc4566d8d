// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/conflict_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/node/merge_result_view.h"
#include "ui/node/node_controller.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;

constexpr std::string_view base
    = "{\n  \"service\": \"payments-gateway\",\n  \"revision\": 241,\n  \"timeouts\": {\n"
      "    \"connect_ms\": 250,\n    \"read_ms\": 1500\n  }\n}\n";
constexpr std::string_view mine
    = "{\n  \"service\": \"payments-gateway\",\n  \"revision\": 241,\n  \"timeouts\": {\n"
      "    \"connect_ms\": 250,\n    \"read_ms\": 1800\n  }\n}\n";
constexpr std::string_view server
    = "{\n  \"service\": \"payments-gateway\",\n  \"revision\": 242,\n  \"timeouts\": {\n"
      "    \"connect_ms\": 250,\n    \"read_ms\": 2000\n  },\n  \"maintenance\": true\n}\n";

class Conflict : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void conflict(std::string_view was = base, std::string_view edited = mine,
        std::string_view now = server)
    {
        fake.put(Path("/c"), was);
        node.open(Path("/c"));
        ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
        node.edit(toBytes(edited));
        fake.put(Path("/c"), now);
        ASSERT_TRUE(spinUntil([&] { return node.newer().has_value(); }));
    }
    template <class T>
    static T* find(QWidget& dialog, const QString& name)
    {
        T* widget = dialog.findChild<T*>(name);
        EXPECT_NE(widget, nullptr) << name.toStdString();
        return widget;
    }
    static void click(QWidget& dialog, const char* name)
    {
        QTest::mouseClick(find<QAbstractButton>(dialog, QLatin1String(name)), Qt::LeftButton);
    }
    static std::string textOf(QWidget& dialog, const char* view)
    {
        std::string text;
        for (const DiffRow& row : find<DiffView>(dialog, QLatin1String(view))->rows())
            text += row.text + "\n";
        return text;
    }
    static std::string summary(QWidget& dialog)
    {
        return find<TextLabel>(dialog, QStringLiteral("mergeSummary"))->text().toStdString();
    }
    std::string stored() { return fake.tree().text(Path("/c")); }

    test::FakeClient fake;
    NodeController node{&fake};
    DialogPlace production{
        QStringLiteral("payments-prod"), QStringLiteral("production"), Role::danger, true};
};

TEST_F(Conflict, ShowsBothSidesAndOverwritesTheVersionThatItShows)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_THAT(textOf(dialog, "serverData"), HasSubstr("2000"));
    EXPECT_THAT(textOf(dialog, "myData"), HasSubstr("1800"));
    EXPECT_TRUE(find<DiffView>(dialog, QStringLiteral("myData"))->isReadOnly());
    test::picture(dialog, "conflict");
    click(dialog, "overwriteVersion");
    ASSERT_TRUE(spinUntil([&] { return !node.isDirty(); }));
    EXPECT_EQ(stored(), mine);
}

TEST_F(Conflict, TheButtonsOfAConflictInTheFirstLineAreWhole)
{
    conflict("a: 1\n", "a: 2\n", "a: 3\n");
    ConflictDialog dialog(&node, production);
    dialog.show();
    const auto* button = find<QPushButton>(dialog, "conflictServer0");
    const QWidget* view = find<MergeResultView>(dialog, "mergeResult")->viewport();
    ASSERT_TRUE(spinUntil([&] { return button->isVisible(); }));
    const QRect place(button->mapTo(view, QPoint()), button->size());
    EXPECT_TRUE(view->rect().contains(place)) << place.top() << " of " << place.height();
}

TEST_F(Conflict, TheResultShowsAsManyRowsAsItsSides)
{
    conflict("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\nx\n8\n9\n",
        "1\n2\n3\n4\n5\n6\ny\n8\n9\n");
    ConflictDialog dialog(&node, production);
    dialog.show();
    for (const char* name : {"serverData", "mergeResult"}) {
        const auto* view = find<DiffView>(dialog, name);
        ASSERT_TRUE(spinUntil([&] { return view->isVisible() && view->rows().size() == 9; }));
        const auto onScreen
            = [&] { return view->SendScintilla(QsciScintillaBase::SCI_LINESONSCREEN); };
        EXPECT_TRUE(spinUntil([&] { return onScreen() >= 9; })) << name << ' ' << onScreen();
    }
}

TEST_F(Conflict, RowsOfTheResultHaveRoomForTheirButtons)
{
    conflict("a: 1\n", "a: 2\n", "a: 3\n");
    ConflictDialog dialog(&node, production);
    const auto rowPx = [](const MergeResultView* view) {
        return view->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL);
    };
    EXPECT_EQ(rowPx(find<MergeResultView>(dialog, "mergeResult")), 22);
}

TEST_F(Conflict, MergesByLinesAndSavesOnceEveryConflictIsDecided)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_THAT(summary(dialog), HasSubstr("1 to decide"));
    EXPECT_FALSE(find<QPushButton>(dialog, "saveMerged")->isEnabled());
    EXPECT_EQ(find<QPushButton>(dialog, "conflictServer0")->text(), "Server 2000");
    EXPECT_EQ(find<QPushButton>(dialog, "conflictMine0")->text(), "Yours 1800");
    click(dialog, "conflictMine0");
    EXPECT_TRUE(find<Chip>(dialog, "conflictCount")->text().startsWith("0 "));
    test::picture(dialog, "conflict-decided");
    click(dialog, "saveMerged");
    ASSERT_TRUE(spinUntil([&] { return !node.isDirty() && !node.isSaving(); }));
    std::string expected(server);
    expected.replace(expected.find("2000"), 4, "1800");
    EXPECT_EQ(stored(), expected);
    EXPECT_EQ(std::string(zs::textOf(*node.data())), expected) << "the editor shows the result";
}

TEST_F(Conflict, AChoiceCanBeChangedUntilItIsSaved)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    click(dialog, "conflictMine0");
    click(dialog, "conflictServer0");
    EXPECT_THAT(textOf(dialog, "mergeResult"), HasSubstr("2000"));
    EXPECT_THAT(textOf(dialog, "mergeResult"), testing::Not(HasSubstr("1800")));
}

TEST_F(Conflict, MergedTextIsSavedOnlyOverTheVersionThatWasShown)
{
    conflict("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n");
    ConflictDialog dialog(&node, production);
    dialog.show();
    QSignalSpy conflicted(&node, &NodeController::conflicted);
    fake.hold(); // A third writer comes between the dialog and the server.
    click(dialog, "saveMerged");
    fake.put(Path("/c"), "third");
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1; }));
    EXPECT_EQ(stored(), "third");
    EXPECT_EQ(std::string(zs::textOf(*node.data())), "A\nb\nC\n") << "the merged draft is kept";
    EXPECT_TRUE(node.isDirty());
}

TEST_F(Conflict, ShowsTheBaseOnDemand)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_FALSE(find<DiffView>(dialog, "baseData")->isVisible());
    click(dialog, "showBase");
    EXPECT_TRUE(find<DiffView>(dialog, "baseData")->isVisible());
    EXPECT_THAT(textOf(dialog, "baseData"), HasSubstr("1500"));
    test::picture(dialog, "conflict-base");
}

TEST_F(Conflict, SaysWhenMergedLinesAreNoJsonAnyMore)
{
    conflict("{\n\"a\": 1,\n\"b\": 2\n}\n", "{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}\n",
        "{\n\"a\": 1\n}\n");
    // The server took the comma away that the own line needs.
    ConflictDialog dialog(&node, production);
    dialog.show();
    click(dialog, "conflictMine0");
    EXPECT_THAT(summary(dialog), HasSubstr("JSON"));
}

TEST_F(Conflict, BinaryDataIsComparedAsHexAndNeverMerged)
{
    conflict(std::string_view("\0\1\2", 3), std::string_view("\0\1\3", 3),
        std::string_view("\0\1\4", 3));
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_FALSE(find<QPushButton>(dialog, "saveMerged")->isVisible());
    EXPECT_THAT(textOf(dialog, "serverData"), HasSubstr("00 01 04"));
    EXPECT_THAT(summary(dialog), HasSubstr("not text"));
    test::picture(dialog, "conflict-binary");
    click(dialog, "overwriteVersion");
    ASSERT_TRUE(spinUntil([&] { return !node.isDirty(); }));
    EXPECT_EQ(stored(), std::string("\0\1\3", 3));
}

/// As RFC 1950 has it.
std::string packed(std::string_view text)
{
    const QByteArray made = qCompress(
        reinterpret_cast<const uchar*>(text.data()), static_cast<qsizetype>(text.size()));
    return made.sliced(4).toStdString(); // Qt puts the length before it.
}

TEST_F(Conflict, PackedTextIsMergedUnpackedAndSavedPacked)
{
    conflict(packed(base), packed(mine), packed(server));
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_THAT(textOf(dialog, "serverData"), HasSubstr("2000"));
    EXPECT_THAT(textOf(dialog, "myData"), HasSubstr("1800"));
    test::picture(dialog, "conflict-packed");
    click(dialog, "conflictMine0");
    click(dialog, "saveMerged");
    ASSERT_TRUE(spinUntil([&] { return !node.isDirty() && !node.isSaving(); }));
    std::string expected(server);
    expected.replace(expected.find("2000"), 4, "1800");
    const DataProjection after(viewOf(stored()));
    EXPECT_EQ(after.text(), expected);
    EXPECT_EQ(after.chain().codecs(), std::vector{Codec::zlib});
}

TEST_F(Conflict, TextInAnotherEncodingIsMergedAndStaysInIt)
{
    const std::string_view was = "\xd6\xd0\xce\xc4\xb1\xe0\xc2\xeb\na\n\nb\n"; // GBK.
    conflict(was, std::string(was) + "mine\n", "server\n" + std::string(was));
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_THAT(textOf(dialog, "myData"), HasSubstr("\u4e2d\u6587\u7f16\u7801"));
    ASSERT_TRUE(find<QPushButton>(dialog, "saveMerged")->isEnabled());
    click(dialog, "saveMerged");
    ASSERT_TRUE(spinUntil([&] { return !node.isDirty() && !node.isSaving(); }));
    EXPECT_EQ(stored(), "server\n" + std::string(was) + "mine\n");
}

TEST_F(Conflict, PackedBytesAreComparedUnpackedAndWhatDiffersInPackingAsItIsStored)
{
    const std::string bytes("\x00\x01Zoo", 5);
    conflict(packed(bytes), packed(bytes + '\x02'), packed(bytes + '\x03'));
    ConflictDialog dialog(&node, production);
    dialog.show();
    EXPECT_FALSE(find<QPushButton>(dialog, "saveMerged")->isVisible());
    EXPECT_THAT(textOf(dialog, "myData"), HasSubstr("00 01 5a 6f 6f 02"));
    EXPECT_THAT(textOf(dialog, "serverData"), HasSubstr("00 01 5a 6f 6f 03"));
    fake.put(Path("/c"), bytes);
    ASSERT_TRUE(spinUntil([&] { return node.newer()->data == toBytes(bytes); }));
    EXPECT_THAT(textOf(dialog, "serverData"), HasSubstr("00 01 5a 6f 6f"));
    EXPECT_THAT(textOf(dialog, "myData"), HasSubstr("78 9c")) << "now the two are not alike";
}

TEST_F(Conflict, KeysReachEachConflictAndEscKeepsEditing)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    dialog.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
    click(dialog, "nextConflict");
    QWidget* focus = dialog.focusWidget();
    ASSERT_EQ(focus, find<QPushButton>(dialog, "conflictServer0"));
    QTest::keyClick(focus, Qt::Key_Space);
    EXPECT_TRUE(find<QPushButton>(dialog, "saveMerged")->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    EXPECT_EQ(stored(), server);
    EXPECT_EQ(std::string(zs::textOf(*node.data())), mine);
}

TEST_F(Conflict, TakesTheServersVersion)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    click(dialog, "takeServerVersion");
    EXPECT_FALSE(node.isDirty());
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_THAT(std::string(zs::textOf(*node.data())), HasSubstr("2000"));
}

TEST_F(Conflict, FollowsTheServerWhileItIsOpen)
{
    conflict();
    ConflictDialog dialog(&node, production);
    dialog.show();
    click(dialog, "conflictMine0");
    fake.put(Path("/c"), "third");
    ASSERT_TRUE(spinUntil([&] {
        return find<QPushButton>(dialog, "overwriteVersion")->text().contains("2");
    }));
    EXPECT_FALSE(find<QPushButton>(dialog, "saveMerged")->isEnabled())
        << "choices made for other texts are void";
    QTest::keyClick(&dialog, Qt::Key_Return);
    EXPECT_EQ(stored(), "third") << "Enter keeps editing";
    EXPECT_TRUE(node.isDirty());
}

} // namespace
} // namespace zs::ui
