// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/scene_layout.h"

#include <QLineF>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

std::vector<ServerId> servers(int count)
{
    std::vector<ServerId> ids;
    for (int id = 1; id <= count; ++id)
        ids.emplace_back(id);
    return ids;
}

/// The corners that the design's picture 04-election has, within 2 px.
TEST(SceneLayout, PlacesFiveServersAsTheDesignDoes)
{
    const SceneLayout layout = layOutScene({996, 545}, servers(5), false);
    const auto near = [&](int id, QPointF corner) {
        const QPointF is = layout.cards.at(ServerId(id)).topLeft();
        return std::abs(is.x() - corner.x()) <= 2 && std::abs(is.y() - corner.y()) <= 2;
    };
    EXPECT_TRUE(near(1, {398, 29}));
    EXPECT_TRUE(near(2, {752, 160}));
    EXPECT_TRUE(near(3, {616, 373}));
    EXPECT_TRUE(near(4, {179, 373}));
    EXPECT_TRUE(near(5, {43, 160}));
}

TEST(SceneLayout, NineServersFitASmallWindowWithoutOverlap)
{
    // What a window of 1280 x 720 leaves to the scene.
    for (const QSizeF size : {QSizeF(836, 362), QSizeF(996, 545)}) {
        const SceneLayout layout = layOutScene(size, servers(9), true);
        for (const auto& [id, card] : layout.cards) {
            EXPECT_TRUE(layout.area.contains(card)) << id.value;
            for (const auto& [other, second] : layout.cards)
                EXPECT_TRUE(id == other || !card.intersects(second)) << id.value << other.value;
        }
    }
}

TEST(SceneLayout, LeaderAtTheTopIsFollowedByTheVotersAndFacesTheObserver)
{
    const SceneLayout plain = layOutScene({996, 545}, servers(6), false);
    const SceneLayout sync
        = layOutScene({996, 545}, servers(6), false, ServerId(2), {ServerId(6)});
    // As in picture 04-sync: clockwise 2, 3, 4, the observer 6 at the bottom, 5, 1.
    const int order[] = {2, 3, 4, 6, 5, 1};
    for (int place = 0; place < 6; ++place)
        EXPECT_EQ(sync.cards.at(ServerId(order[place])), plain.cards.at(ServerId(place + 1)));
}

TEST(SceneLayout, LinksEndAtTheEdgesOfTheirCards)
{
    const SceneLayout layout = layOutScene({996, 545}, servers(5), false);
    const auto link = linkBetween(layout, ServerId(1), ServerId(4));
    ASSERT_TRUE(link);
    EXPECT_NEAR(link->y1(), layout.cards.at(ServerId(1)).bottom(), 1e-6);
    EXPECT_NEAR(link->y2(), layout.cards.at(ServerId(4)).top(), 1e-6);
    EXPECT_FALSE(linkBetween(layout, ServerId(1), ServerId(7)));
}

TEST(SceneLayout, MessagesStayBetweenTheCards)
{
    const QLineF link(0, 0, 300, 0);
    EXPECT_EQ(pointOnLink(link, 0, {40, 10}), QPointF(40, 0));
    EXPECT_EQ(pointOnLink(link, 0.5, {40, 10}), QPointF(150, 0));
    EXPECT_EQ(pointOnLink(link, 1, {40, 10}), QPointF(260, 0));
    EXPECT_EQ(pointOnLink(link, 7, {40, 10}), QPointF(260, 0)) << "never beyond";
}

TEST(SceneLayout, AStraightCutPartsNeighboursAndNothingElse)
{
    const SceneLayout layout = layOutScene({996, 545}, servers(5), false);
    const auto cut = partitionCut(layout, {ServerId(4), ServerId(5)});
    ASSERT_TRUE(cut);
    EXPECT_GT(*cut, layout.cards.at(ServerId(4)).right());
    EXPECT_LT(*cut, layout.cards.at(ServerId(1)).left());
    EXPECT_FALSE(partitionCut(layout, {ServerId(2), ServerId(5)}));
}

} // namespace
} // namespace zs::ui
