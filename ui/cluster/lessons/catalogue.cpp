// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/catalogue.h"

#include "clientlib/base/expect.h"

namespace zs::ui {

std::vector<Lesson> allLessons()
{
    return {firstStartOfThree(), firstStartOfFive(), leaderAndFollowerCrash(), leaderCrash(),
        followerReturns(), oldLeaderReturns(), oldLeaderReturnsLate(), longAbsence(),
        observerJoins(), writePacketByPacket(), quorumLost(), partition(), sessionAndEphemerals(),
        whoDialsWhom(), readingZxids(), accessControl()};
}

Lesson lessonOf(int number)
{
    for (Lesson& lesson : allLessons()) {
        if (lesson.number == number)
            return std::move(lesson);
    }
    ZS_EXPECT(!"a lesson of this number");
    return {};
}

} // namespace zs::ui
