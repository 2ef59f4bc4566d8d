// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/subtree_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/stat/subtree_measure.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;
using State = SubtreeMeasure::State;

class SubtreeDialogs : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void open()
    {
        measure = new SubtreeMeasure(&fake, Path("/config"));
        dialog = std::make_unique<SubtreeDialog>(measure, place);
        dialog->show();
        ASSERT_TRUE(spinUntil([&] { return measure->told().has_value(); }));
    }
    void click(const char* name)
    {
        auto* button = dialog->findChild<QPushButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    std::string text(const char* name)
    {
        return dialog->findChild<TextLabel*>(QLatin1String(name))->text().toStdString();
    }
    QTableWidget* largest() { return dialog->findChild<QTableWidget*>("largestNodes"); }

    test::FakeClient fake;
    DialogPlace place{"payments", "production", Role::danger, true};
    SubtreeMeasure* measure = nullptr; ///< The dialog's.
    std::unique_ptr<SubtreeDialog> dialog;
};

TEST_F(SubtreeDialogs, CountAtOnceAndMeasureWhenAsked)
{
    fake.put(Path("/config/payments/gateway.json"), std::string(3'000, 'x'));
    fake.put(Path("/config/payments/limits.yaml"), std::string(700, 'x'));
    fake.put(Path("/config/routes.xml"), std::string(90, 'x'));
    open();
    EXPECT_THAT(text("toldCount"), HasSubstr("counts 4 node(s) below it"));
    EXPECT_EQ(text("measuredBytes"), "–");
    EXPECT_EQ(fake.calls(OpCode::getChildren2), 0);
    click("measure");
    ASSERT_TRUE(spinUntil([&] { return measure->state() == State::done; }));
    EXPECT_EQ(text("measuredNodes"), "5");
    EXPECT_EQ(text("measuredBytes"), "3.7 KiB");
    EXPECT_EQ(text("measuredDepth"), "2");
    ASSERT_EQ(largest()->rowCount(), 3);
    EXPECT_EQ(largest()->item(0, 0)->text(), "/config/payments/gateway.json");
    EXPECT_EQ(largest()->parentWidget()->x(), dialog->findChild<QWidget*>("toldCount")->x());
    const QTableWidgetItem* last = largest()->item(largest()->rowCount() - 1, 0);
    EXPECT_TRUE(largest()->viewport()->rect().contains(largest()->visualItemRect(last)));
    test::picture(*dialog, "subtree");
}

TEST_F(SubtreeDialogs, OpenOneOfTheLargest)
{
    fake.put(Path("/config/a"), "123");
    fake.put(Path("/config/b"), "12");
    open();
    click("measure");
    ASSERT_TRUE(spinUntil([&] { return measure->state() == State::done; }));
    QSignalSpy chosen(dialog.get(), &SubtreeDialog::pathChosen);
    const QRect second = largest()->visualItemRect(largest()->item(1, 0));
    QTest::mouseClick(largest()->viewport(), Qt::LeftButton, {}, second.center());
    click("openLargest");
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].value<Path>(), Path("/config/b"));
}

TEST_F(SubtreeDialogs, StopInTheMiddle)
{
    for (int i = 0; i < 1'000; ++i)
        fake.put(Path("/config/n" + std::to_string(i)), "x");
    open();
    auto* rate = dialog->findChild<QComboBox*>("measureRate");
    EXPECT_EQ(rate->currentData().toInt(), 400) << "gently, unless the user says otherwise";
    click("measure");
    EXPECT_FALSE(rate->isEnabled());
    ASSERT_TRUE(spinUntil([&] { return measure->progress().done > 0; }));
    EXPECT_EQ(dialog->findChild<QPushButton*>("measure")->text(), "Stop");
    EXPECT_THAT(text("measureProgress"), HasSubstr("found so far"));
    click("measure");
    ASSERT_TRUE(spinUntil([&] { return measure->state() == State::stopped; }));
    EXPECT_THAT(dialog->findChild<Note*>("subtreeNote")->text().toStdString(),
        HasSubstr("at least"));
    EXPECT_TRUE(rate->isEnabled());
}

TEST_F(SubtreeDialogs, SayWhatAnOldServerCannot)
{
    fake.put(Path("/config"), "x");
    fake.failNext(OpCode::getAllChildrenNumber, Errc::unimplemented);
    open();
    EXPECT_THAT(text("toldCount"), HasSubstr("cannot count a subtree"));
    click("measure");
    ASSERT_TRUE(spinUntil([&] { return measure->state() == State::done; }));
    EXPECT_EQ(text("measuredNodes"), "1");
}

} // namespace
} // namespace zs::ui
