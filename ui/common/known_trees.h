// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QString>

#include <optional>
#include <vector>

namespace zs::ui {

/// Programs that keep trees of their own in ZooKeeper, and break without them.
enum class KnownProgram {
    kafka, zooKeeper, hBase, solr, clickHouse, dubbo, hdfs, yarn, bookKeeper, pulsar, hive, storm,
    mesos, flink, druid, niFi,
};

/// Whose a node may be, by its path.
struct KnownTree {
    KnownProgram program = KnownProgram::kafka;
    /// A node that only this program makes: where it exists, the guess holds. nullopt: the path
    /// alone says enough.
    std::optional<Path> sign;
    bool operator==(const KnownTree&) const = default;
};

/// Whose `path` may be, those that need no sign first: /brokers is Kafka's, /config only where
/// /brokers/ids is there, and so is all of /some-chroot with /some-chroot/brokers/ids in it. Of the
/// root it tells who has a part of it. Pure.
[[nodiscard]] std::vector<KnownTree> knownTreesOf(const Path& path);

/// As the program calls itself, in every language.
[[nodiscard]] QString knownProgramName(KnownProgram program);
/// Sentences: whose `path` looks to be, and what depends on it.
[[nodiscard]] QString knownTreeWords(KnownProgram program, const Path& path);

} // namespace zs::ui
