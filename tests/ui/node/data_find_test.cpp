// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_find.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/node/data_editor.h"
#include "ui/node/data_page.h"
#include "ui/node/find_bar.h"
#include "ui/node/hex_view.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::HasSubstr;
using test::spinUntil;

constexpr std::string_view hosts = "host=zoo1\nport=2181\nHost=zoo2\nport=2182\nhostname=none\n";

class FindInData : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        fake.put(Path("/hosts"), hosts);
        fake.put(Path("/bin"), std::string_view("\xac\xed\x00\x05sr\x00\xac\xed\x00Zoo\xff", 14));
        view.resize(800, 560);
        view.show();
        view.activateWindow(); // Shortcuts work in active windows alone.
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = view.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void open(const char* path)
    {
        node.open(Path(path));
        ASSERT_TRUE(spinUntil([&] {
            return fake.pendingCount() == 0 && node.phase() != NodePhase::loading;
        }));
        view.focusContent();
    }
    void startFinding(const QString& text)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        ASSERT_TRUE(spinUntil([&] { return field->hasFocus(); }));
        QTest::keyClicks(field, text);
    }
    /// Whether the bar comes to say this.
    bool says(const char* words)
    {
        const bool said = spinUntil(
            [&] { return find<TextLabel>("findStatus")->text() == QLatin1String(words); });
        EXPECT_TRUE(said) << find<TextLabel>("findStatus")->text().toStdString();
        return said;
    }
    void click(const char* name) { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    std::string text() { return std::string(zs::textOf(editor->data())); }

    test::FakeClient fake;
    NodeController node{&fake};
    NodeView view{&node, new QLabel(QStringLiteral("ACL"))};
    DataEditor* editor = view.findChild<DataEditor*>("dataEditor");
    HexView* hexView = view.findChild<HexView*>("hexView");
    FindBar* bar = view.findChild<FindBar*>("findBar");
    QLineEdit* field = view.findChild<QLineEdit*>("findField");
};

TEST_F(FindInData, GoesFromHitToHitByKeysRoundTheEndsAndBack)
{
    open("/hosts");
    EXPECT_FALSE(bar->isVisible());
    startFinding("host");
    ASSERT_TRUE(says("1 of 3"));
    EXPECT_EQ(editor->selectedBytes(), (ByteSpan{0, 4}));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_TRUE(says("2 of 3"));
    EXPECT_EQ(editor->selectedBytes(), (ByteSpan{20, 4})) << "in either case";
    QTest::keyClick(field, Qt::Key_F3);
    ASSERT_TRUE(says("3 of 3"));
    QTest::keyClick(field, Qt::Key_F3);
    ASSERT_TRUE(says("1 of 3, wrapped"));
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    ASSERT_TRUE(says("3 of 3, wrapped"));
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    ASSERT_TRUE(says("2 of 3"));
    QTest::keyClick(field, Qt::Key_Escape);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(editor->hasFocus());
    EXPECT_EQ(text(), hosts);
    EXPECT_FALSE(node.isDirty());
    QTest::keyClick(editor, Qt::Key_F3);
    ASSERT_TRUE(says("3 of 3")) << "what was looked for is remembered";
}

TEST_F(FindInData, CaseAndWholeWordsNarrowIt)
{
    open("/hosts");
    startFinding("host");
    ASSERT_TRUE(says("1 of 3"));
    click("findWord");
    ASSERT_TRUE(says("1 of 2"));
    click("findCase");
    ASSERT_TRUE(says("1 of 1"));
    field->setText("HOST");
    ASSERT_TRUE(says("Not found"));
}

TEST_F(FindInData, AWrongExpressionIsMarkedWithItsPositionWhileItIsTyped)
{
    open("/hosts");
    startFinding("port=(");
    click("findRegex");
    auto* problem = find<TextLabel>("findProblem");
    ASSERT_TRUE(spinUntil([&] { return problem->isVisible(); }));
    EXPECT_THAT(problem->text().toStdString(), HasSubstr("Position 7: "));
    EXPECT_TRUE(field->property("invalid").toBool());
    EXPECT_EQ(find<TextLabel>("findStatus")->text(), QString()) << "nothing was looked for";
    test::picture(view, "find-wrong-expression");
    QTest::keyClicks(field, "\\d+)$");
    ASSERT_TRUE(says("1 of 2"));
    EXPECT_FALSE(problem->isVisible());
    EXPECT_FALSE(field->property("invalid").toBool());
}

TEST_F(FindInData, ReplacesOneAfterAnotherAndAllAtOnce)
{
    open("/hosts");
    startFinding("port=(\\d+)");
    click("findRegex");
    ASSERT_TRUE(says("1 of 2"));
    click("findShowReplace");
    auto* with = find<QLineEdit>("replaceField");
    ASSERT_TRUE(spinUntil([&] { return with->hasFocus(); }));
    QTest::keyClicks(with, "[\\1]");
    QTest::keyClick(with, Qt::Key_Return);
    ASSERT_TRUE(says("1 of 1")) << "the next one";
    EXPECT_EQ(text(), "host=zoo1\n[2181]\nHost=zoo2\nport=2182\nhostname=none\n");
    EXPECT_TRUE(node.isDirty());
    test::picture(view, "find-replace");
    field->setText("o+");
    ASSERT_TRUE(says("3 of 7")) << "from where the replacing is";
    QSignalSpy told(&view, &NodeView::message);
    click("replaceAllHits");
    ASSERT_TRUE(spinUntil([&] { return told.count() == 1; }));
    EXPECT_THAT(told[0][1].toString().toStdString(), testing::StartsWith("7 "));
    EXPECT_EQ(text(), "h[]st=z[]1\n[2181]\nH[]st=z[]2\np[]rt=2182\nh[]stname=n[]ne\n");
    editor->undo();
    EXPECT_EQ(text(), "host=zoo1\n[2181]\nHost=zoo2\nport=2182\nhostname=none\n");
}

TEST_F(FindInData, WhatMayNotBeWrittenIsNotReplaced)
{
    open("/hosts");
    startFinding("host");
    ASSERT_TRUE(says("1 of 3"));
    click("findShowReplace");
    fake.erase(Path("/hosts"));
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::deleted; }));
    EXPECT_FALSE(find<QWidget>("findShowReplace")->isEnabled());
    EXPECT_FALSE(find<QWidget>("replaceAllHits")->isVisible());
    EXPECT_TRUE(bar->isVisible()) << "reading goes on";
}

TEST_F(FindInData, BytesAreFoundAsDigitsAndAsText)
{
    open("/bin");
    ASSERT_TRUE(hexView->isVisible());
    startFinding("zoo");
    ASSERT_TRUE(says("1 of 1"));
    EXPECT_EQ(hexView->selectedBytes(), (ByteSpan{10, 3}));
    find<SegmentedControl>("findKind")->setCurrentIndex(1);
    auto* problem = find<TextLabel>("findProblem");
    ASSERT_TRUE(spinUntil([&] { return problem->isVisible(); })) << "zoo is no number";
    EXPECT_THAT(problem->text().toStdString(), HasSubstr("Position 1: "));
    field->setText("ac ed");
    ASSERT_TRUE(says("1 of 2"));
    EXPECT_EQ(hexView->selectedBytes(), (ByteSpan{0, 2}));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_TRUE(says("2 of 2"));
    test::picture(view, "find-hex");
    click("findShowReplace");
    auto* with = find<QLineEdit>("replaceField");
    with->setText("0");
    click("replaceAllHits");
    EXPECT_TRUE(with->property("invalid").toBool()) << "half a byte";
    with->setText("01 02 03");
    click("replaceAllHits");
    EXPECT_EQ(hexView->data(),
        toBytes(std::string_view("\1\2\3\x00\x05sr\x00\1\2\3\x00Zoo\xff", 16)));
    EXPECT_EQ(*node.data(), hexView->data());
    ASSERT_TRUE(says("Not found"));
}

TEST_F(FindInData, AnotherNodeIsSearchedWithoutMovingItsCursor)
{
    open("/hosts");
    startFinding("zoo");
    ASSERT_TRUE(says("1 of 2"));
    fake.put(Path("/other"), "a zoo\n");
    node.open(Path("/other"));
    ASSERT_TRUE(says("1 found"));
    EXPECT_EQ(editor->selectedBytes(), (ByteSpan{0, 0}));
    QTest::keyClicks(editor, "zoo ");
    ASSERT_TRUE(says("2 found"));
}

TEST_F(FindInData, ASelectionIsWhatSomebodyLooksFor)
{
    open("/hosts");
    editor->selectBytes({10, 4});
    QTest::keyClick(editor, Qt::Key_F, Qt::ControlModifier);
    EXPECT_EQ(field->text(), "port");
    ASSERT_TRUE(says("1 of 2"));
}

TEST_F(FindInData, AMegabyteInOneLineIsSearchedAcrossItsBreaksWithoutAStall)
{
    std::string line = std::string(1'999, '.') + "needle";
    line += std::string((1 << 20) - line.size() - 6, 'x') + "needle";
    fake.put(Path("/long"), line);
    open("/long");
    ASSERT_TRUE(editor->hasSoftBreaks());
    startFinding("needle");
    ASSERT_TRUE(says("1 of 2"));
    EXPECT_EQ(editor->selectedBytes(), (ByteSpan{1'999, 6}));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_TRUE(says("2 of 2"));
    EXPECT_EQ(editor->selectedBytes(), (ByteSpan{(1 << 20) - 6, 6}));
    field->setText("x");
    // A slow machine gives up before it has a hundred thousand of them.
    ASSERT_TRUE(spinUntil([&] {
        const QString status = find<TextLabel>("findStatus")->text();
        return status.startsWith("1 of ") && status.endsWith("+, wrapped");
    }));
    field->setText("(x|xx)+$");
    click("findRegex");
    ASSERT_TRUE(says("Given up: too many steps"));
    EXPECT_EQ(text(), line);
}

TEST_F(FindInData, TheBarSpeaksChineseAtOnce)
{
    open("/hosts");
    startFinding("(");
    click("findRegex");
    ASSERT_TRUE(spinUntil([&] { return find<TextLabel>("findProblem")->isVisible(); }));
    QEvent event(QEvent::LanguageChange);
    QApplication::sendEvent(bar, &event); // The words come from translations, tested elsewhere.
    EXPECT_TRUE(find<TextLabel>("findProblem")->isVisible()) << "its problem is told anew";
}

TEST_F(FindInData, WhereThereIsNothingToSearchItSaysSo)
{
    fake.put(Path("/empty"), "");
    open("/empty");
    QSignalSpy told(&view, &NodeView::message);
    view.find();
    EXPECT_EQ(told.count(), 1);
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(FindInData, TheComparisonGivesWayToTheDataThatAreSearched)
{
    open("/hosts");
    QTest::keyClicks(editor, "x");
    click("showDiff");
    ASSERT_FALSE(editor->isVisible());
    view.find();
    EXPECT_TRUE(editor->isVisible());
    EXPECT_TRUE(bar->isVisible());
}

} // namespace
} // namespace zs::ui
