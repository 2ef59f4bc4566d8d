// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/path.h"
#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/node_records.h"

#include <chrono>
#include <optional>
#include <string>

namespace zs::zkcli {

// Lines that do in zkCli.sh of Apache ZooKeeper 3.8 what the console did. A line that starts with
// "#" is a comment: zkCli cannot do that, or its parser cannot take that argument (it knows no
// escapes: a word with both kinds of quotes, or a line feed, cannot be typed). Pure.

/// `command` and a path, e.g. "stat /a".
[[nodiscard]] std::string line(std::string_view command, const Path& path);
[[nodiscard]] std::string create(const Path& path, const std::optional<Bytes>& data,
    CreateMode mode, const std::vector<Acl>& acl, std::chrono::milliseconds ttl);
[[nodiscard]] std::string set(
    const Path& path, const std::optional<Bytes>& data, std::int32_t version);
[[nodiscard]] std::string remove(const Path& path, std::int32_t version);
[[nodiscard]] std::string setAcl(
    const Path& path, const std::vector<Acl>& acl, std::int32_t version);

/// An argument as zkCli's parser takes it, in quotes where it needs them; nullopt when it cannot.
[[nodiscard]] std::optional<std::string> asArgument(std::string_view word);

} // namespace zs::zkcli
