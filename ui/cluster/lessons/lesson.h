// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/evidence.h"

#include <QString>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace zs::ui {

class LessonCluster;

/// The timing of all lessons, slow enough to be watched.
constexpr auto lessonTick = std::chrono::milliseconds(200);
constexpr int lessonInitLimit = 10; ///< In ticks.
constexpr int lessonSyncLimit = 5;  ///< In ticks.

/// When something was observed, as the evidence tells it; none: not yet.
using Finder = std::function<std::optional<Instant>(const Evidence&)>;

/// Something that must be seen (or must not), in words.
struct Expectation {
    QString text;
    Finder find;
    /// False: it is shown when it was seen, and proves nothing; messages may cross each other.
    bool required = true;
};

/// One thing that is done to the cluster. The next act waits until `until` is seen.
struct Act {
    std::function<void(LessonCluster&, const Evidence&)> perform;
    Finder until; ///< Empty: the next act follows at once.
};

/// One step: what is done, what must be seen then, and what it proves.
struct LessonStep {
    QString title; ///< What is done: "Start server 1".
    QString text;  ///< Before it is done: what will happen and why.
    std::vector<Act> acts;
    std::vector<Expectation> expected;
    std::vector<Expectation> refuted; ///< If one is seen, the step did not go as told.
    QString conclusion; ///< Shown only when all that is expected was seen.
    std::chrono::seconds limit{60}; ///< From the first act until all is seen.
};

/// Whose servers a lesson runs on.
enum class LessonServers {
    ours,  ///< Of our engine alone: all is traced.
    mixed, ///< One of Apache's among them, where the lesson can.
};

/// A guided lesson: its cluster, and its steps. Equal numbers have equal steps in each language.
struct Lesson {
    int number = 0; ///< Of the catalogue of lessons.
    QString title;
    QString subtitle;
    int voters = 3;
    int observers = 0;      ///< Their ids follow those of the voters.
    std::string settings{}; ///< Further lines of each server's zoo.cfg.
    /// The server that may be Apache's in a mixed ensemble: of it the lesson asks only what its
    /// log, its answers to `srvr` and its clients tell. 0: there is none, for this reason:
    int apache = 0;
    QString onlyOurs{};
    bool mixed = false; ///< It runs on a mixed ensemble.
    std::vector<LessonStep> steps;
};

} // namespace zs::ui
