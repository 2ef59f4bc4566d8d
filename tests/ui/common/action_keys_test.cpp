// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/action_keys.h"

#include <gmock/gmock.h>

#include <QKeyEvent>

#include <set>

namespace zs::ui {
namespace {

using testing::IsEmpty;

QKeySequence keys(const char* text)
{
    return QKeySequence::fromString(QLatin1String(text), QKeySequence::PortableText);
}

const ActionInfo& action(const char* id)
{
    return *findActionInfo(QLatin1String(id));
}

TEST(ActionKeys, TheCatalogueHasNoIdAndNoKeyTwiceAndNothingUnreadable)
{
    std::set<QString> ids;
    std::set<QKeySequence> taken;
    for (const ActionInfo& info : actionCatalogue()) {
        EXPECT_TRUE(ids.insert(QLatin1String(info.id)).second) << info.id;
        EXPECT_FALSE(info.name().isEmpty()) << info.id;
        for (const QKeySequence& each : info.ownKeys()) {
            EXPECT_EQ(each.count(), 1) << info.id;
            EXPECT_NE(each[0].key(), Qt::Key_unknown) << info.id;
            EXPECT_TRUE(taken.insert(each).second) << info.id;
        }
    }
}

TEST(ActionKeys, WithoutChoicesEachActionHasItsOwnKeys)
{
    const KeyTable table = resolveKeys({});
    for (const ActionInfo& info : actionCatalogue())
        EXPECT_EQ(table.at(QLatin1String(info.id)), info.ownKeys()) << info.id;
}

TEST(ActionKeys, AChosenKeyGoesBeforeTheOneThatAnActionHasByItself)
{
    const KeyTable table = resolveKeys({{"go.path", {keys("Ctrl+S")}}});
    EXPECT_EQ(ownerOf(keys("Ctrl+S"), table), "go.path");
    EXPECT_THAT(table.at("node.save"), IsEmpty());
    EXPECT_EQ(ownerOf(keys("Ctrl+L"), table), QString());
}

TEST(ActionKeys, OfTwoChoicesOfOneKeyTheFirstActionKeepsItAndTheOtherItsOwn)
{
    const KeyTable table
        = resolveKeys({{"node.save", {keys("F8")}}, {"go.path", {keys("F8")}}});
    EXPECT_EQ(ownerOf(keys("F8"), table), "go.path");
    EXPECT_EQ(table.at("node.save"), action("node.save").ownKeys());
}

TEST(ActionKeys, ChoicesForUnknownActionsTakeNoKeyAway)
{
    const KeyTable table = resolveKeys({{"gone.action", {keys("Ctrl+S")}}});
    EXPECT_EQ(ownerOf(keys("Ctrl+S"), table), "node.save");
    EXPECT_FALSE(table.contains("gone.action"));
}

TEST(ActionKeys, NoKeyAtAllIsAChoice)
{
    EXPECT_THAT(resolveKeys({{"node.save", {}}}).at("node.save"), IsEmpty());
}

TEST(ActionKeys, WhatFieldsListsAndOtherPagesNeedIsRefused)
{
    for (const char* needed : {"Tab", "Esc", "Return", "Up", "Home", "Space", "Shift+Tab", "Ctrl+C",
             "Ctrl+V", "Ctrl+Z", "H", "B", "Shift+X"})
        EXPECT_FALSE(whyNotKey(action("go.path"), keys(needed)).isEmpty()) << needed;
    for (const char* free : {"Ctrl+G", "F9", "Alt+Home", "Ctrl+Shift+C", ";", "G", "Ctrl+Space"})
        EXPECT_EQ(whyNotKey(action("go.path"), keys(free)), QString()) << free;
    EXPECT_FALSE(whyNotKey(action("go.path"), {}).isEmpty());
    EXPECT_FALSE(whyNotKey(action("go.path"), keys("Ctrl+G, Ctrl+H")).isEmpty());
    EXPECT_EQ(whyNotKey(action("cluster.play"), keys("Space")), QString()) << "its own";
}

TEST(ActionKeys, ASlipOfOneLetterTakesNothingAway)
{
    for (const char* id : {"node.delete", "node.move", "node.revert", "connection.disconnect",
             "connection.lock", "window.quit"}) {
        for (const char* slip : {"D", "Shift+D", ";", "5"})
            EXPECT_FALSE(whyNotKey(action(id), keys(slip)).isEmpty()) << id << ' ' << slip;
        EXPECT_EQ(whyNotKey(action(id), keys("Ctrl+Shift+9")), QString()) << id;
    }
}

TEST(ActionKeys, ShiftCountsOnlyWhereItDoesNotMakeTheSign)
{
    const auto pressed = [](Qt::Key key, Qt::KeyboardModifiers with, const char* text) {
        return keysIn(QKeyEvent(QEvent::KeyPress, key, with, QLatin1String(text)));
    };
    EXPECT_EQ(pressed(Qt::Key_Question, Qt::ShiftModifier, "?"), keys("?"));
    EXPECT_EQ(pressed(Qt::Key_G, Qt::ShiftModifier, "G"), keys("Shift+G"));
    EXPECT_EQ(pressed(Qt::Key_F5, Qt::ShiftModifier, ""), keys("Shift+F5"));
    EXPECT_EQ(pressed(Qt::Key_Delete, Qt::KeypadModifier, "\x7f"), keys("Del"));
}

} // namespace
} // namespace zs::ui
