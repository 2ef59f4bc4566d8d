// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"

#include <string>
#include <vector>

namespace zs::test {

/// One captured message; see tests/data/golden/quorum/README.md.
struct GoldenMessage {
    int connection = 0;
    std::string port; ///< "election" or "quorum".
    ServerId from;
    ServerId to;
    std::string kind;    ///< HELLO, NOTIF, PROPOSAL … RAW, CLOSE.
    std::string decoded; ///< What the capture's own decoder read.
    Bytes bytes;
};

struct GoldenStream {
    std::string name;
    std::vector<GoldenMessage> messages;
};

/// All files of tests/data/golden/quorum, by name. Throws on a damaged file: the test fails.
[[nodiscard]] std::vector<GoldenStream> goldenStreams();
[[nodiscard]] GoldenStream goldenStream(const std::string& name);

} // namespace zs::test
