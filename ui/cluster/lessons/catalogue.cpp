// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/catalogue.h"

#include "clientlib/base/expect.h"

namespace zs::ui {

std::vector<Lesson> allLessons(LessonServers servers)
{
    std::vector<Lesson> lessons = {firstStartOfThree(), firstStartOfFive(),
        leaderAndFollowerCrash(), leaderCrash(), followerReturns(), oldLeaderReturns(),
        oldLeaderReturnsLate(servers), longAbsence(), observerJoins(), writePacketByPacket(),
        quorumLost(), partition(), sessionAndEphemerals(), whoDialsWhom(), readingZxids(),
        accessControl()};
    for (Lesson& lesson : lessons)
        lesson.mixed = servers == LessonServers::mixed && lesson.apache != 0;
    return lessons;
}

Lesson lessonOf(int number, LessonServers servers)
{
    for (Lesson& lesson : allLessons(servers)) {
        if (lesson.number == number)
            return std::move(lesson);
    }
    ZS_EXPECT(!"a lesson of this number");
    return {};
}

} // namespace zs::ui
