// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/config_reader.h"

#include <string>
#include <vector>

namespace zs::config {

/// Adds errors and warnings about settings that contradict each other within the main file.
void checkMainFile(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties);
/// The same about the list of members, once all of it is known.
void checkMembers(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties);
/// Warns of settings of the main file that do nothing in this server, as it is configured.
void checkEffects(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties);
/// The same about this server's own line, once `parsed.myId` is known.
void checkMyId(ParsedConfig& parsed, const std::string& file, const std::string& idFile);

} // namespace zs::config
