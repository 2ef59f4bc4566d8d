// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/lesson.h"

#include <vector>

namespace zs::ui {

/// All lessons there are, by number, in the language of the interface.
[[nodiscard]] std::vector<Lesson> allLessons();
/// One of them. Aborts when there is none of that number.
[[nodiscard]] Lesson lessonOf(int number);

// Elections.
[[nodiscard]] Lesson firstStartOfThree();
[[nodiscard]] Lesson firstStartOfFive();
[[nodiscard]] Lesson leaderAndFollowerCrash();
[[nodiscard]] Lesson leaderCrash();
// Synchronization.
[[nodiscard]] Lesson followerReturns();
[[nodiscard]] Lesson oldLeaderReturns();
[[nodiscard]] Lesson oldLeaderReturnsLate();
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
