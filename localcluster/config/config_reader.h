// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::config {

/// Something about one line of a configuration file; line 0 is the file as a whole.
struct Remark {
    std::string file;
    int line = 0;
    std::string text; ///< What is wrong, and what would be right.

    bool operator==(const Remark&) const = default;
};
/// "zoo.cfg:12: …", or "zoo.cfg: …" for the file as a whole.
[[nodiscard]] std::string toText(const Remark& remark);

/// A configuration as far as it could be understood; a server may start only without errors.
struct ParsedConfig {
    ServerConfig config;
    std::optional<ServerId> myId; ///< From `myid`; set by loadConfig for a member of an ensemble.
    std::vector<Remark> errors;
    std::vector<Remark> warnings;
    std::map<std::string, int> memberLines; ///< Of each server.N, group.G, weight.N: where it is.
    std::string memberFile; ///< What holds those: the main file, or the dynamic one.
};

/// Reads the text of a zoo.cfg and checks it, without touching any file; the texts of the
/// messages are those of Apache ZooKeeper 3.8 (QuorumPeerConfig) where it has one. `file` is only
/// named in remarks. `dynamicText`: what `dynamicConfigFile` holds, once it was read.
[[nodiscard]] ParsedConfig parseConfig(std::string_view text, const std::string& file,
    std::optional<std::string_view> dynamicText = std::nullopt);

/// The first line of a `myid` file as a number. Fails: invalidInput.
[[nodiscard]] Result<ServerId> parseMyId(std::string_view text);

/// Reads `file`, the dynamic configuration file that it names and, for a member of an ensemble,
/// `<dataDir>/myid`. Blocks on the disk. A file that cannot be read is an error in the result.
[[nodiscard]] ParsedConfig loadConfig(const std::string& file);

/// All errors of `parsed`, one a line, as one failure (invalidInput); ok when there are none.
[[nodiscard]] Result<void> verdict(const ParsedConfig& parsed);

} // namespace zs::config
