// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/mainwindow/unsaved_edits_dialog.h"
#include "ui/node/data_editor.h"
#include "ui/node/stat_view.h"
#include "ui/tree/znode_tree_model.h"

#include <QComboBox>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

namespace zs::ui {
namespace {

using test::spinUntil;

class PreferencesInWindow : public MainWindowTest {
protected:
    void TearDown() override
    {
        m_settings.clear();
        Preferences(&m_settings).applyToProgram();
        m_theme.setMode(ThemeMode::light);
        MainWindowTest::TearDown();
    }
    void open()
    {
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        m_dialog = find<PreferencesDialog>(QStringLiteral("preferencesDialog"));
        ASSERT_TRUE(m_dialog->isVisible());
        QApplication::setActiveWindow(m_dialog);
    }
    /// Presses a word of a segmented control.
    void choose(const char* control, int index)
    {
        const auto segments = find<SegmentedControl>(QLatin1String(control))
                                  ->findChildren<QAbstractButton*>();
        QTest::mouseClick(segments[index], Qt::LeftButton);
        QApplication::processEvents(); // A change of the language comes as an event.
    }
    /// Types a number as a user does, and leaves the field.
    void type(const char* spin, int value)
    {
        auto* field = find<QSpinBox>(QLatin1String(spin));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QString::number(value));
        QTest::keyClick(field, Qt::Key_Tab);
    }
    /// Goes to a row of a list by keys.
    void pick(const char* combo, int index)
    {
        auto* box = find<QComboBox>(QLatin1String(combo));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int step = 0; step < index; ++step)
            QTest::keyClick(box, Qt::Key_Down);
    }
    PreferencesDialog* m_dialog = nullptr;
};

TEST_F(PreferencesInWindow, ThemeAndLanguageChangeAtOnceWithTheDialogOpen)
{
    open();
    choose("preferTheme", 2);
    EXPECT_TRUE(m_theme.isDark());
    EXPECT_EQ(m_settings.value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
    choose("preferTheme", 1);
    EXPECT_FALSE(m_theme.isDark());
    choose("preferLanguage", int(Languages::available().indexOf(QStringLiteral("zh_CN"))));
    EXPECT_EQ(m_dialog->windowTitle(), QStringLiteral("首选项"));
    EXPECT_EQ(m_settings.value(QStringLiteral("language")).toString(), QStringLiteral("zh_CN"));
    test::savePicture(*m_dialog, QStringLiteral("preferences-zh"));
    choose("preferLanguage", int(Languages::available().indexOf(QStringLiteral("en"))));
    EXPECT_EQ(m_dialog->windowTitle(), QStringLiteral("Preferences"));
    test::picture(*m_dialog, "preferences");
}

TEST_F(PreferencesInWindow, TheScaleSaysHonestlyWhenItIsSeen)
{
    open();
    const auto* again = find<QPushButton>(QStringLiteral("startAgain"));
    EXPECT_FALSE(again->isVisible()) << "it is shown with the scale chosen";
    pick("preferScale", 4);
    EXPECT_EQ(Preferences(&m_settings).scalePercent(), 150);
    auto* note = find<TextLabel>(QStringLiteral("scaleNote"));
    EXPECT_EQ(note->text(), QStringLiteral("Zooscope has to start again to show 150 %."));
    EXPECT_TRUE(again->isVisible());
    m_dialog->setRunningScale(200, true);
    EXPECT_TRUE(note->text().contains(QStringLiteral("QT_SCALE_FACTOR")));
    EXPECT_FALSE(again->isVisible()) << "it would change nothing";
}

TEST_F(PreferencesInWindow, AnotherScaleIsReachedByStartingAgainWithoutLosingEdits)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    QTest::keyClicks(find<DataEditor>(QStringLiteral("dataEditor")), "typed");
    const auto startAgain = [this] {
        open();
        pick("preferScale", 5);
        QTest::mouseClick(find<QPushButton>(QStringLiteral("startAgain")), Qt::LeftButton);
        return find<UnsavedEditsDialog>(QStringLiteral("unsavedEditsDialog"));
    };
    QTest::keyClick(startAgain(), Qt::Key_Escape);
    EXPECT_TRUE(m_window->isVisible());
    EXPECT_FALSE(m_window->startsAgain());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QApplication::setActiveWindow(m_window.get());
    UnsavedEditsDialog* asked = startAgain();
    QTest::mouseClick(
        asked->findChild<QPushButton*>(QStringLiteral("closeWithoutSaving")), Qt::LeftButton);
    EXPECT_FALSE(m_window->isVisible());
    EXPECT_TRUE(m_window->startsAgain());
}

// After a start with a larger scale the size of before may be larger than the screen.
TEST_F(PreferencesInWindow, TheWindowFitsTheScreenThatItIsStartedOn)
{
    const QRect room = m_window->screen()->availableGeometry();
    m_window->setMinimumSize(100, 100); // That of this platform is smaller than the window's least.
    m_window->resize(2 * room.width(), 50 + room.height());
    m_window->move(room.right() - 20, room.bottom() + 20);
    m_window->fitToScreen();
    EXPECT_EQ(m_window->frameGeometry(), room);
    m_window->resize(200, 150);
    const QSize whole = m_window->frameGeometry().size();
    m_window->move(room.right() - 20, 10);
    m_window->fitToScreen();
    EXPECT_EQ(m_window->frameGeometry(),
        QRect(QPoint(room.right() - whole.width() + 1, 10), whole));
}

TEST_F(PreferencesInWindow, TheFontForDataChangesInTheOpenEditor)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
    const auto lineHeightPx
        = [&] { return editor->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL); };
    ASSERT_EQ(lineHeightPx(), 20);
    open();
    type("preferFontSize", 20);
    EXPECT_EQ(Preferences(&m_settings).dataFont().sizePx, 20);
    EXPECT_NEAR(lineHeightPx(), 27, 1) << "fonts round their heights";
    EXPECT_FALSE(m_window->workspace()->controller()->isDirty());
}

TEST_F(PreferencesInWindow, TimesOfNodesFollowTheStyleAtOnce)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    const qint64 mtime = m_window->workspace()->controller()->base().stat.mtimeMs;
    const auto statShows = [&](const QString& text) {
        for (const QWidget* row : m_window->findChild<StatView*>()->findChildren<QWidget*>()) {
            if (row->accessibleName().contains(text) || row->toolTip().contains(text))
                return true;
        }
        return false;
    };
    ASSERT_TRUE(statShows(formatTime(mtime)));
    open();
    choose("preferTime", 1);
    EXPECT_TRUE(formatTime(mtime).endsWith(u'Z'));
    EXPECT_TRUE(statShows(formatTime(mtime)));
}

TEST_F(PreferencesInWindow, LimitsReachTheWorkspace)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace()->treeModel()->watchesHeld() > 3; }));
    open();
    type("preferWatches", 0);
    type("preferEvents", 100);
    auto* events = find<QTableView>(QStringLiteral("events"));
    for (int turn = 0; turn < 150; ++turn) {
        m_fake->setState(SessionState::reconnecting);
        m_fake->setState(SessionState::connected);
    }
    EXPECT_EQ(events->model()->rowCount(), 100);
    // A new session sets no watch at all now.
    m_window->disconnectFromServer();
    connectTo(QStringLiteral("a:2181"));
    go("/brokers");
    ASSERT_TRUE(spinUntil([&] { return m_fake->pendingCount() == 0; }));
    EXPECT_EQ(m_window->workspace()->treeModel()->watchesHeld(), 0);
}

TEST_F(PreferencesInWindow, DefaultsComeBackAtOnce)
{
    open();
    type("preferEvents", 222);
    pick("preferScale", 3);
    QTest::mouseClick(find<QPushButton>(QStringLiteral("restoreDefaults")), Qt::LeftButton);
    EXPECT_EQ(find<QSpinBox>(QStringLiteral("preferEvents"))->value(), 10'000);
    EXPECT_EQ(find<QComboBox>(QStringLiteral("preferScale"))->currentData(), 100);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    EXPECT_FALSE(m_dialog->isVisible());
}

TEST_F(PreferencesInWindow, EveryControlHasANameForScreenReaders)
{
    open();
    for (const char* name : {"preferTheme", "preferLanguage", "preferScale", "preferFont",
             "preferFontSize", "preferTime", "preferWatches", "preferEvents", "preferRequests"})
        EXPECT_FALSE(find<QWidget>(QLatin1String(name))->accessibleName().isEmpty()) << name;
}

} // namespace
} // namespace zs::ui
