// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/installed_theme.h"
#include "ui/theme/restyler.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTest>

#include <gtest/gtest.h>

#include <array>
#include <new>

namespace zs::ui {
namespace {

/// A window with a page that is seen and one that is hidden, on grounds of the theme.
class Restyling : public testing::Test {
protected:
    Restyling()
    {
        m_theme.setMode(ThemeMode::light);
        m_pages.resize(80, 40);
        for (QWidget* page : {m_seen, m_hidden}) {
            page->setAttribute(Qt::WA_StyledBackground);
            page->setProperty("surface", "canvas");
            m_pages.addWidget(page);
        }
        m_text->setProperty("tone", "dangerText");
        m_pages.show();
        m_pages.setCurrentWidget(m_hidden); // Once seen, it has the look of the light theme.
        m_pages.setCurrentWidget(m_seen);
    }
    ~Restyling() override { m_theme.setMode(ThemeMode::light); }

    static QColor ground(QWidget* widget)
    {
        return widget->grab().toImage().pixelColor(70, 30);
    }
    QColor ink() const { return m_text->palette().color(QPalette::WindowText); }
    [[nodiscard]] bool isDone() const
    {
        const auto* restyler = m_theme.findChild<Restyler*>();
        return restyler && restyler->waiting() == 0;
    }

    Theme& m_theme = test::installedTheme(ThemeMode::light);
    QStackedWidget m_pages;
    QWidget* m_seen = new QWidget;
    QWidget* m_hidden = new QWidget;
    QLabel* m_text = new QLabel(QStringLiteral("x"), m_hidden);
};

TEST_F(Restyling, WhatIsSeenIsStyledAtOnceAndTheHiddenWaits)
{
    const QColor light = ground(m_seen);
    const QColor lightInk = ink();
    m_theme.setMode(ThemeMode::dark);
    EXPECT_EQ(ground(m_seen), color(Token::canvas));
    EXPECT_NE(ground(m_seen), light);
    EXPECT_EQ(ink(), lightInk) << "the hidden page was styled at once, too";
    EXPECT_FALSE(isDone());
}

TEST_F(Restyling, TheHiddenIsStyledOnceThereIsTime)
{
    m_theme.setMode(ThemeMode::dark);
    ASSERT_TRUE(QTest::qWaitFor([this] { return isDone(); }, 10'000));
    EXPECT_FALSE(m_hidden->isVisible());
    EXPECT_EQ(ink(), color(Token::dangerText));
}

TEST_F(Restyling, APageThatIsShownBeforeItsTurnHasTheNewLook)
{
    m_theme.setMode(ThemeMode::dark);
    m_pages.setCurrentWidget(m_hidden);
    EXPECT_EQ(ground(m_hidden), color(Token::canvas));
    EXPECT_EQ(ink(), color(Token::dangerText));
}

TEST_F(Restyling, TheLastOfSeveralThemesHolds)
{
    for (const ThemeMode mode : {ThemeMode::dark, ThemeMode::light, ThemeMode::dark})
        m_theme.setMode(mode);
    ASSERT_TRUE(QTest::qWaitFor([this] { return isDone(); }, 10'000));
    EXPECT_EQ(ink(), color(Token::dangerText));
    m_pages.setCurrentWidget(m_hidden);
    EXPECT_EQ(ground(m_hidden), color(Token::canvas));
}

TEST_F(Restyling, WhatIsMadeOrGoneMeanwhileDoesNoHarm)
{
    m_theme.setMode(ThemeMode::dark);
    delete m_hidden;
    auto* made = new QLabel(QStringLiteral("x"), m_seen);
    made->setProperty("tone", "accentText");
    made->show();
    EXPECT_EQ(made->palette().color(QPalette::WindowText), color(Token::accentText));
    EXPECT_TRUE(QTest::qWaitFor([this] { return isDone(); }, 10'000));
}

// A window of the platform came to stand where a widget had waited.
TEST_F(Restyling, WhatStandsInThePlaceOfOneThatIsGoneIsNotTakenForIt)
{
    alignas(QWidget) std::array<std::byte, sizeof(QWidget)> room{};
    auto* gone = new (room.data()) QWidget(m_hidden);
    m_pages.setCurrentWidget(m_hidden);
    gone->show();
    m_pages.setCurrentWidget(m_seen);
    m_theme.setMode(ThemeMode::dark);
    gone->~QWidget();
    auto* other = new (room.data()) QObject;
    QEvent shown(QEvent::Show);
    QCoreApplication::sendEvent(other, &shown);
    EXPECT_TRUE(QTest::qWaitFor([this] { return isDone(); }, 10'000));
    other->~QObject();
}

} // namespace
} // namespace zs::ui
