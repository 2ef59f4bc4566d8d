// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <filesystem>

namespace zs::test {

/// One step of a captured conversation; see tests/data/golden/client/README.md.
struct GoldenStep {
    bool fromClient = false;
    int connection = 0;
    Bytes bytes;           ///< With length prefixes; empty when only `eof` or `silent` is said.
    std::string note;
    bool eof = false;      ///< The server closes the connection here.
    bool silent = false;   ///< Nothing may arrive for the time in the note.
    bool truncated = false; ///< `bytes` is only the start of what was sent.
    std::string text;      ///< Decoded answer of a four-letter word.
};

/// One file of tests/data/golden/client.
struct GoldenCase {
    std::string name;
    std::string description;
    std::vector<GoldenStep> steps;
};

/// Reads one file. Fails: io, invalidInput (naming file and step).
[[nodiscard]] Result<GoldenCase> loadGoldenCase(const std::filesystem::path& file);
/// The case `name` of tests/data/golden/client.
[[nodiscard]] Result<GoldenCase> goldenCase(std::string_view name);
/// The names of all cases there, ascending.
[[nodiscard]] std::vector<std::string> goldenCaseNames();

} // namespace zs::test
