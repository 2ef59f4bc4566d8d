// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/node_marks.h"

#include "ui/common/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Marks : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("s.ini"))};
    const QString id = QStringLiteral("c1");
};

TEST_F(Marks, BookmarksOutliveTheProgramAndBelongToTheirConnection)
{
    {
        NodeMarks marks(&settings, id);
        QSignalSpy changed(&marks, &NodeMarks::changed);
        marks.setBookmarked(Path("/b"), true);
        marks.setBookmarked(Path("/a"), true);
        marks.setBookmarked(Path("/a"), true);
        EXPECT_EQ(changed.count(), 2);
    }
    NodeMarks marks(&settings, id);
    EXPECT_THAT(marks.bookmarks(), ElementsAre(Path("/b"), Path("/a")));
    marks.setBookmarked(Path("/b"), false);
    EXPECT_FALSE(NodeMarks(&settings, id).isBookmarked(Path("/b")));
    EXPECT_THAT(NodeMarks(&settings, QStringLiteral("c2")).bookmarks(), IsEmpty());
}

TEST_F(Marks, RecentNodesStandOnceTheLastFirst)
{
    NodeMarks marks(&settings, id);
    for (const char* path : {"/a", "/b", "/a", "/", "/a"})
        marks.visit(Path(path));
    EXPECT_THAT(marks.recent(), ElementsAre(Path("/a"), Path("/"), Path("/b")));
    marks.forgetRecent(Path("/"));
    EXPECT_THAT(NodeMarks(&settings, id).recent(), ElementsAre(Path("/a"), Path("/b")));
}

TEST_F(Marks, KeepNoMoreThanTheirLimits)
{
    NodeMarks marks(&settings, id);
    for (std::size_t i = 0; i < NodeMarks::mostBookmarks + 5; ++i) {
        marks.setBookmarked(Path("/n" + std::to_string(i)), true);
        marks.visit(Path("/n" + std::to_string(i)));
    }
    EXPECT_EQ(marks.bookmarks().size(), NodeMarks::mostBookmarks);
    EXPECT_EQ(marks.bookmarks().front(), Path("/n5"));
    EXPECT_EQ(NodeMarks(&settings, id).recent().size(), NodeMarks::mostRecent);
}

TEST_F(Marks, WhatIsNoPathInTheSettingsIsLeftOut)
{
    settings.setValue(QStringLiteral("nodes/c1/bookmarks"),
        QStringList{QStringLiteral("/a"), QStringLiteral("no/path"), QStringLiteral("/a"),
            QStringLiteral("/a/../b"), QStringLiteral("/文")});
    EXPECT_THAT(NodeMarks(&settings, id).bookmarks(), ElementsAre(Path("/a"), Path("/文")));
}

TEST_F(Marks, GoWithTheirConnection)
{
    NodeMarks(&settings, id).setBookmarked(Path("/a"), true);
    NodeMarks::removeAll(settings, id);
    EXPECT_THAT(NodeMarks(&settings, id).bookmarks(), IsEmpty());
    EXPECT_TRUE(settings.allKeys().isEmpty());
}

} // namespace
} // namespace zs::ui
