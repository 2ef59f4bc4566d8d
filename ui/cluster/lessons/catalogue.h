// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/lesson.h"

#include <vector>

namespace zs::ui {

/// All lessons there are, by number, in the language of the interface. On `mixed` those that
/// cannot run so are the same as on ours.
[[nodiscard]] std::vector<Lesson> allLessons(LessonServers servers = LessonServers::ours);
/// One of them. Aborts when there is none of that number.
[[nodiscard]] Lesson lessonOf(int number, LessonServers servers = LessonServers::ours);

// Elections.
[[nodiscard]] Lesson firstStartOfThree();
[[nodiscard]] Lesson firstStartOfFive();
[[nodiscard]] Lesson leaderAndFollowerCrash();
[[nodiscard]] Lesson leaderCrash();
// Synchronization.
[[nodiscard]] Lesson followerReturns();
[[nodiscard]] Lesson oldLeaderReturns();
/// Apache's leaders do otherwise, so the lesson does too.
[[nodiscard]] Lesson oldLeaderReturnsLate(LessonServers servers);
[[nodiscard]] Lesson longAbsence();
// Service.
[[nodiscard]] Lesson observerJoins();
[[nodiscard]] Lesson writePacketByPacket();

// Faults.
[[nodiscard]] Lesson quorumLost();
[[nodiscard]] Lesson partition();
[[nodiscard]] Lesson sessionAndEphemerals();

// Details.
[[nodiscard]] Lesson whoDialsWhom();
[[nodiscard]] Lesson readingZxids();
[[nodiscard]] Lesson accessControl();

} // namespace zs::ui
