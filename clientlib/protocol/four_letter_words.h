// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/server_facts.h"
#include "clientlib/base/result.h"

#include <string_view>

/// Answers to four-letter words as values. Pure; the parsers take any bytes, in time and memory
/// linear in their length. Written for ZooKeeper 3.4 to 3.9: lines that are not known are passed
/// over where servers add some, and those that not every version prints may be missing.
/// All fail with: noAuth (the word is not in the server's whitelist), unimplemented (the server
/// does not know the word), systemError (it runs but does not serve, for it has no quorum) and
/// protocol (this is no such answer; the detail shows the line).
namespace zs::flw {

/// Whether `answer` is one of the two refusals that any word may get.
[[nodiscard]] Result<void> checkAnswer(std::string_view word, std::string_view answer);

[[nodiscard]] Result<ServerStats> parseSrvr(std::string_view answer);
[[nodiscard]] Result<StatAnswer> parseStat(std::string_view answer);
[[nodiscard]] Result<std::vector<ConnectionInfo>> parseCons(std::string_view answer);
[[nodiscard]] Result<Monitor> parseMntr(std::string_view answer);
[[nodiscard]] Result<Configuration> parseConf(std::string_view answer);
[[nodiscard]] Result<Environment> parseEnvi(std::string_view answer);
[[nodiscard]] Result<SessionDump> parseDump(std::string_view answer);
[[nodiscard]] Result<WatchSummary> parseWchs(std::string_view answer);
[[nodiscard]] Result<WatchesBySession> parseWchc(std::string_view answer);
[[nodiscard]] Result<WatchesByPath> parseWchp(std::string_view answer);
[[nodiscard]] Result<DirectorySizes> parseDirs(std::string_view answer);
[[nodiscard]] Result<std::vector<TreeDigest>> parseHash(std::string_view answer);
[[nodiscard]] Result<WriteState> parseIsro(std::string_view answer);
[[nodiscard]] Result<void> parseRuok(std::string_view answer);
[[nodiscard]] Result<void> parseCrst(std::string_view answer);
[[nodiscard]] Result<void> parseSrst(std::string_view answer);

} // namespace zs::flw
