// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/base/result.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <set>
#include <vector>

namespace zs::app {

/// What follows `zooscope cluster`.
struct ClusterArguments {
    QString verb;
    std::vector<std::int64_t> numbers; ///< The servers, and the milliseconds of delay.
    QString target;                    ///< export: the new folder.
    QString folder;                    ///< Empty: chosen by `start`, else the one that runs.
    int servers = 3;
    int observers = 0;
    bool serversGiven = false;
    std::set<ServerId> apache; ///< Those that are Apache's.
    std::int64_t tickTimeMs = 0;
    std::uint16_t port = 2181;
    bool json = false;
    bool help = false;
};

/// Fails: invalidInput, naming the word and what would be right.
[[nodiscard]] Result<ClusterArguments> parseClusterArguments(const QStringList& words);

/// What `zooscope cluster --help` prints.
[[nodiscard]] QString clusterHelpText();

} // namespace zs::app
