// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"

#include <QPointer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace zs {

/// The Client a recipe works on. The recipe does not own it: when the Client is destroyed while a
/// recipe runs, the recipe ends with `cancelled` and never touches it again.
using ClientRef = QPointer<Client>;

/// How far a recipe has come, in nodes.
struct Progress {
    std::uint64_t found = 0;  ///< Known so far; grows until all is listed.
    std::uint64_t done = 0;   ///< Finished, with or without anything to do.
    std::uint64_t failed = 0; ///< Given up; a reason is among the report's errors.
    bool operator==(const Progress&) const = default;
};

/// What all recipes share. Callbacks run on the Client's thread, between replies, and must not
/// throw; they may stop the recipe and destroy the Client.
struct RecipeOptions {
    /// Stops the recipe; may be asked for from any thread. Nothing new is sent from then on, and
    /// the recipe ends when what is in flight was answered (its effect cannot be taken back).
    std::stop_token stop;
    std::size_t maxInFlight = 64;        ///< Requests without an answer; at least 1.
    std::uint32_t maxPerSecond = 0;      ///< Requests sent a second; 0: no limit.
    std::size_t maxErrors = 100;         ///< How many the report keeps; all are counted.
    std::function<void(const Progress&)> onProgress;
    std::chrono::milliseconds progressEvery{100}; ///< At most so often, and once at the end.
};

struct PathError {
    Path path;
    Error error;
    bool operator==(const PathError&) const = default;
};

/// How a recipe ended. Failures of single nodes do not stop it; `ended` is what did.
struct RecipeReport {
    Progress progress;
    std::vector<PathError> errors; ///< The first `maxErrors` of `progress.failed`.
    /// Why it ended before its end, else nullopt: the arguments were refused (nothing was done
    /// then), `cancelled`, the session is gone, no server answers.
    std::optional<Error> ended;

    /// The code of `ended`; ok when it came to its end.
    [[nodiscard]] Errc endedBy() const { return ended ? ended->code : Errc::ok; }
    /// True when every node was dealt with.
    [[nodiscard]] bool complete() const { return !ended && progress.failed == 0; }
};

} // namespace zs
