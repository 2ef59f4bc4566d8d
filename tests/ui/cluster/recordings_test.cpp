// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings and bookmarks, through the page.
#include "tests/support/await.h"
#include "tests/support/installed_theme.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/timeline_lanes.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class Recordings : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        qRegisterMetaType<Role>();
        page.resize(1376, 830);
        page.show();
        ASSERT_TRUE(page.openRecording(QStringLiteral(ZS_TEST_DATA "/traces/lesson-12.ztrace")));
    }
    void click(const char* name)
    {
        auto* button = page.findChild<QToolButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// The menu of bookmarks, freshly opened.
    QMenu* menu()
    {
        click("playerBookmark");
        return page.findChild<QMenu*>(QStringLiteral("bookmarkMenu"));
    }
    /// Chooses an entry of the menu, and waits until the menu is gone.
    bool choose(const QString& entry)
    {
        QPointer<QMenu> opened = menu();
        auto* action = opened ? opened->findChild<QAction*>(entry) : nullptr;
        if (!action)
            return false;
        action->trigger();
        opened->close();
        return test::spinUntil([&] { return !opened; });
    }
    bool addBookmark(const QString& words)
    {
        if (!choose(QStringLiteral("addBookmark")))
            return false;
        QPointer<QDialog> dialog = page.findChild<QDialog*>(QStringLiteral("bookmarkDialog"));
        auto* name
            = dialog ? dialog->findChild<QLineEdit*>(QStringLiteral("bookmarkName")) : nullptr;
        if (!name)
            return false;
        name->setText(words);
        QTest::keyClick(name, Qt::Key_Return);
        return test::spinUntil([&] { return !dialog; });
    }
    void saveTo(const QString& file)
    {
        click("playerSave");
        QPointer<QFileDialog> dialog
            = page.findChild<QFileDialog*>(QStringLiteral("saveRecording"));
        ASSERT_NE(dialog, nullptr);
        EXPECT_EQ(dialog->defaultSuffix(), QStringLiteral("ztrace"));
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
        EXPECT_TRUE(test::spinUntil([&] { return !dialog; }));
    }
    Instant at(std::int64_t percent)
    {
        const timeline::Timeline& timeline = *page.timeline();
        return timeline.begin() + (timeline.end() - timeline.begin()) * percent / 100;
    }

    QTemporaryDir folder;
    ClusterPage page;
};

TEST_F(Recordings, ASavedOneOpensWithTheSamePicturesAndBookmarks)
{
    page.playback()->seek(at(40));
    ASSERT_TRUE(addBookmark(QStringLiteral("  the leader \n falls ")));
    const timeline::ClusterPicture before = page.picture();
    const std::uint64_t size = page.timeline()->size();
    const Instant then = page.playback()->time();
    QSignalSpy told(&page, &ClusterPage::message);
    const QString file = folder.filePath(QStringLiteral("mine.ztrace"));
    saveTo(file);
    ASSERT_EQ(told.count(), 1);
    EXPECT_EQ(told[0][0].value<Role>(), Role::leading);
    EXPECT_TRUE(told[0][1].toString().contains(QStringLiteral("mine.ztrace")));
    ClusterPage other;
    ASSERT_TRUE(other.openRecording(file));
    EXPECT_EQ(other.timeline()->size(), size);
    ASSERT_EQ(other.timeline()->bookmarks().size(), 1U);
    EXPECT_EQ(other.timeline()->bookmarks()[0].text, "the leader falls");
    other.playback()->seek(then);
    EXPECT_EQ(other.picture(), before);
}

TEST_F(Recordings, APlaceThatCannotBeWrittenIsToldInWords)
{
    QSignalSpy told(&page, &ClusterPage::message);
    saveTo(folder.filePath(QStringLiteral("none/mine.ztrace")));
    ASSERT_EQ(told.count(), 1);
    EXPECT_EQ(told[0][0].value<Role>(), Role::danger);
}

TEST_F(Recordings, BookmarksHaveWordsLeadToTheirTimeAndCanBeRemoved)
{
    page.playback()->seek(at(30));
    const Instant first = page.playback()->time();
    ASSERT_TRUE(addBookmark(QStringLiteral("votes & more")));
    page.playback()->seek(at(70));
    QTest::keyClick(&page, Qt::Key_B); // Without words.
    ASSERT_EQ(page.timeline()->bookmarks().size(), 2U);
    ASSERT_EQ(page.lanes()->bookmarks().size(), 2U);
    EXPECT_TRUE(page.lanes()->bookmarks()[0].text.endsWith(QStringLiteral("votes & more")));
    const std::int64_t firstNs = (first - page.timeline()->begin()).count();
    ASSERT_TRUE(choose(QStringLiteral("bookmark:%1").arg(firstNs)));
    EXPECT_EQ(page.playback()->time(), first);
    ASSERT_TRUE(choose(QStringLiteral("removeBookmark")));
    ASSERT_EQ(page.timeline()->bookmarks().size(), 1U);
    EXPECT_GT(page.timeline()->bookmarks()[0].t, first);
    QPointer<QMenu> opened = menu();
    EXPECT_EQ(opened->findChild<QAction*>(QStringLiteral("removeBookmark")), nullptr)
        << "there is none at this time any more";
    opened->close();
}

TEST_F(Recordings, AClickOnAFlagGoesToItsVeryTime)
{
    page.playback()->seek(at(30));
    const Instant marked = page.playback()->time();
    page.addBookmark(QStringLiteral("here"));
    page.playback()->seek(at(80));
    TimelineLanes* lanes = page.lanes();
    const qreal x = lanes->xOf((marked - page.timeline()->begin()).count());
    QTest::mouseClick(lanes->viewport(), Qt::LeftButton, {}, QPoint(int(x) + 3, 16));
    EXPECT_EQ(page.playback()->time(), marked);
}

TEST_F(Recordings, AFileThatIsCutOpensUpToItsCutAndSaysSo)
{
    QFile whole(QStringLiteral(ZS_TEST_DATA "/traces/lesson-12.ztrace"));
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    QFile cut(folder.filePath(QStringLiteral("cut.ztrace")));
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    const QByteArray bytes = whole.readAll();
    cut.write(bytes.left(bytes.size() * 9 / 10));
    cut.close();
    QSignalSpy told(&page, &ClusterPage::message);
    const auto opened = page.openRecording(cut.fileName());
    ASSERT_EQ(told.count(), 1);
    // One small pack may be all there is: then nothing is left to open, which is told as well.
    EXPECT_EQ(told[0][0].value<Role>(), opened ? Role::looking : Role::danger);
}

} // namespace
} // namespace zs::ui
