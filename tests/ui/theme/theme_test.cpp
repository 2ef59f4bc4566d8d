// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "tests/support/installed_theme.h"
#include "ui/theme/app_mark.h"

#include <QApplication>
#include <QCheckBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleOptionHeader>
#include <QTableWidget>
#include <QTest>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

TEST(Theme, SwitchesOpenWindowsAtOnce)
{
    Theme& theme = test::installedTheme(ThemeMode::light);
    QWidget window;
    window.setProperty("surface", "canvas");
    window.setAttribute(Qt::WA_StyledBackground);
    window.resize(40, 40);
    window.show();
    EXPECT_EQ(window.grab().toImage().pixelColor(20, 20), QColor(Qt::white));
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(ThemeMode::dark);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(window.grab().toImage().pixelColor(20, 20), QColor(0x15, 0x18, 0x1d));
    theme.setMode(ThemeMode::dark);
    EXPECT_EQ(changed.count(), 1);
}

TEST(Theme, SystemModeFollowsThePlatformsLightness)
{
    Theme& theme = test::installedTheme(ThemeMode::dark);
    theme.setMode(ThemeMode::system); // The offscreen platform is light.
    EXPECT_FALSE(theme.isDark());
}

TEST(Theme, CheckMarkIsDrawnFromTokens)
{
    test::installedTheme(ThemeMode::light);
    QCheckBox box(QStringLiteral("Check"));
    box.setChecked(true);
    box.resize(box.sizeHint());
    const QImage image = box.grab().toImage();
    EXPECT_EQ(image.pixelColor(13, image.height() / 2 + 5), color(Token::accent));
}

TEST(Theme, TheArrowOfASortedColumnStandsBesideItsName)
{
    test::installedTheme();
    QTableWidget table(1, 2);
    table.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Size")});
    QHeaderView* header = table.horizontalHeader();
    QStyleOptionHeader cell;
    cell.initFrom(header);
    cell.orientation = Qt::Horizontal;
    cell.rect = QRect(100, 0, 300, 28);
    cell.text = QStringLiteral("Name");
    cell.textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    const int text = cell.fontMetrics.horizontalAdvance(cell.text);
    const auto arrow = [&] {
        return header->style()->subElementRect(QStyle::SE_HeaderArrow, &cell, header);
    };
    EXPECT_EQ(arrow().left(), 100 + 10 + text + 4);
    cell.textAlignment = Qt::AlignRight | Qt::AlignVCenter;
    EXPECT_EQ(arrow().right() + 1, 400 - 10 - text - 4);
    cell.rect.setWidth(40); // Where there is no room it stays within its column.
    EXPECT_TRUE(cell.rect.contains(arrow()));
    cell.textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    EXPECT_TRUE(cell.rect.contains(arrow()));
}

TEST(Theme, AppMarkTakesTheAccentOfEachTheme)
{
    for (const ThemeMode mode : {ThemeMode::light, ThemeMode::dark}) {
        test::installedTheme(mode);
        AppMark mark(44);
        EXPECT_EQ(mark.grab().toImage().pixelColor(4, 22), color(Token::accent));
        EXPECT_EQ(mark.grab().toImage().pixelColor(22, 22), color(Token::onAccent));
    }
}

/// The number of direct children of `window` whose pixels go beyond `button` on all sides.
int ringsAround(const QWidget& window, const QWidget& button)
{
    int count = 0;
    for (const QObject* child : window.children()) {
        const auto* widget = qobject_cast<const QWidget*>(child);
        if (widget && widget->isVisible() && widget != &button
            && widget->geometry() == button.geometry().adjusted(-3, -3, 3, 3))
            ++count;
    }
    return count;
}

TEST(FocusRing, SurroundsAButtonReachedByTabAndNotOneReachedByMouse)
{
    test::installedTheme(ThemeMode::light);
    QWidget window;
    QPushButton first(QStringLiteral("First"), &window);
    QPushButton second(QStringLiteral("Second"), &window);
    first.setGeometry(10, 10, 80, 28);
    second.setGeometry(10, 60, 80, 28);
    window.resize(200, 120); // At its edge a ring is cut.
    window.show();
    QApplication::setActiveWindow(&window);
    first.setFocus(Qt::MouseFocusReason);
    EXPECT_EQ(ringsAround(window, first), 0);
    QTest::keyClick(&window, Qt::Key_Tab);
    ASSERT_TRUE(second.hasFocus());
    EXPECT_EQ(ringsAround(window, second), 1);
    second.move(100, 60);
    EXPECT_EQ(ringsAround(window, second), 1);
    first.setFocus(Qt::MouseFocusReason);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(ringsAround(window, second), 0);
}

} // namespace
} // namespace zs::ui
