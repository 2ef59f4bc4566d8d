// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/nav_history.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

TEST(NavHistory, GoesBackAndForward)
{
    NavHistory history;
    for (const char* path : {"/", "/a", "/a/b"})
        history.visit(Path(path));
    EXPECT_FALSE(history.canGoForward());
    EXPECT_EQ(history.back(), Path("/a"));
    EXPECT_EQ(history.back(), Path("/"));
    EXPECT_EQ(history.back(), std::nullopt);
    EXPECT_EQ(history.forward(), Path("/a"));
    EXPECT_EQ(history.forward(), Path("/a/b"));
    EXPECT_EQ(history.forward(), std::nullopt);
}

TEST(NavHistory, SamePathIsNoStepAndBackIsNoVisit)
{
    NavHistory history;
    history.visit(Path("/a"));
    history.visit(Path("/a"));
    EXPECT_FALSE(history.canGoBack());
    history.visit(Path("/b"));
    history.visit(*history.back()); // The tree reports what back() made it select.
    EXPECT_TRUE(history.canGoForward());
}

TEST(NavHistory, VisitForgetsWhatWasForward)
{
    NavHistory history;
    for (const char* path : {"/a", "/b"})
        history.visit(Path(path));
    history.back();
    history.visit(Path("/c"));
    EXPECT_FALSE(history.canGoForward());
    EXPECT_EQ(history.back(), Path("/a"));
}

TEST(NavHistory, OldestAreForgottenAtTheLimit)
{
    NavHistory history;
    for (std::size_t index = 0; index < NavHistory::maxPaths + 10; ++index)
        history.visit(Path("/" + std::to_string(index)));
    std::size_t steps = 0;
    while (history.back())
        ++steps;
    EXPECT_EQ(steps, NavHistory::maxPaths - 1);
}

} // namespace
} // namespace zs::ui
