// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/hex_view.h"

#include "tests/support/picture.h"
#include "ui/theme/data_font.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class HexInDataFont : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        view.resize(900, 300);
        view.setData(Bytes(4096, 0x5a));
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    }
    void TearDown() override { setDataFont({}); }

    /// The byte that a click so far from the view's corner chooses.
    std::size_t clicked(int x, int y)
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(x, y));
        return view.cursor();
    }
    /// The middle of the first digit of a byte in the first row.
    static int middleOf(int column)
    {
        const int chars = 10 + 3 * column + (column >= 8 ? 1 : 0);
        return 12 + qRound((chars + 0.5) * QFontMetricsF(dataFont()).horizontalAdvance(u'0'));
    }

    HexView view;
};

TEST_F(HexInDataFont, RowsAndColumnsAreAsLargeAsTheFont)
{
    EXPECT_EQ(clicked(middleOf(0), 58), 2 * 16u);
    EXPECT_EQ(clicked(middleOf(15), 58), 2 * 16u + 15);
    const QImage usual = view.grab().toImage();
    setDataFont({{}, 20});
    EXPECT_EQ(clicked(middleOf(0), 58), 16u) << "a row is taller";
    EXPECT_EQ(clicked(middleOf(9), 10), 9u);
    setDataFont({{}, 9});
    EXPECT_EQ(clicked(middleOf(15), 58), 3 * 16u + 15) << "a row is lower";
    setDataFont({});
    EXPECT_EQ(clicked(middleOf(15), 58), 2 * 16u + 15);
    EXPECT_EQ(view.grab().toImage(), usual) << "and all is as it was";
}

TEST_F(HexInDataFont, WhatALargeFontPutsOutOfViewIsScrolledTo)
{
    QScrollBar* across = view.horizontalScrollBar();
    EXPECT_EQ(across->maximum(), 0) << "the usual font needs no bar";
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Home);
    setDataFont({{}, 32});
    EXPECT_GT(across->maximum(), 0);
    for (int i = 0; i < 15; ++i)
        QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_EQ(view.cursor(), 15u);
    EXPECT_GT(across->value(), 0);
    test::picture(view, "hex-large-font");
    const int shown = middleOf(15) - across->value();
    EXPECT_GT(shown, 0);
    EXPECT_LT(shown, view.viewport()->width());
    across->setValue(across->maximum());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier,
        QPoint(view.viewport()->width() - 60, 20));
    EXPECT_EQ(across->value(), across->maximum()) << "a click moves nothing under the mouse";
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_EQ(across->value(), 0);
}

} // namespace
} // namespace zs::ui
