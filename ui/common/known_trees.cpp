// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/known_trees.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace zs::ui {
namespace {

struct KnownTrees {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::KnownTrees)
};

/// Separated by blanks.
using Names = std::string_view;

/// The nodes that a program makes at the top of what it was given: the root, or a chroot.
struct Entry {
    KnownProgram program;
    const char* name;
    Names own;             ///< Names that nobody else uses.
    Names common;          ///< Names that others use too.
    std::string_view sign; ///< Below the top; empty: only own names tell.
};

// Kafka: ZkData of its sources; the others: the default roots of their configurations.
constexpr std::array<Entry, 16> table{{
    {KnownProgram::kafka, "Kafka",
        "brokers controller controller_epoch kafka-acl kafka-acl-changes kafka-acl-extended "
        "kafka-acl-extended-changes isr_change_notification log_dir_event_notification "
        "latest_producer_id_block delegation_token",
        "admin cluster config consumers feature migration", "brokers/ids"},
    {KnownProgram::zooKeeper, "ZooKeeper", "zookeeper", "", ""},
    {KnownProgram::hBase, "HBase", "hbase hbase-secure hbase-unsecure", "", ""},
    {KnownProgram::solr, "Solr", "solr overseer_elect clusterstate.json clusterprops.json",
        "aliases.json autoscaling autoscaling.json collections configs live_nodes overseer "
        "security.json", "overseer_elect"},
    {KnownProgram::clickHouse, "ClickHouse", "clickhouse", "", ""},
    {KnownProgram::dubbo, "Dubbo", "dubbo", "", ""},
    {KnownProgram::hdfs, "HDFS", "hadoop-ha", "", ""},
    {KnownProgram::yarn, "YARN", "rmstore yarn-leader-election", "", ""},
    {KnownProgram::bookKeeper, "BookKeeper", "", "ledgers", "ledgers/available"},
    {KnownProgram::pulsar, "Pulsar", "managed-ledgers", "", ""},
    {KnownProgram::hive, "HiveServer2", "hiveserver2", "", ""},
    {KnownProgram::storm, "Storm", "storm", "", ""},
    {KnownProgram::mesos, "Mesos", "mesos", "", ""},
    {KnownProgram::flink, "Flink", "flink", "", ""},
    {KnownProgram::druid, "Druid", "druid", "", ""},
    {KnownProgram::niFi, "NiFi", "nifi", "", ""},
}};

bool has(Names names, std::string_view name)
{
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (names.substr(0, end) == name)
            return true;
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
}

/// "/a/b/c" as "a" and "b"; what is not there is empty.
std::array<std::string_view, 2> firstTwo(const Path& path)
{
    std::string_view rest = std::string_view(path.text()).substr(1);
    std::array<std::string_view, 2> names;
    for (std::string_view& name : names) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        name = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
}

QString consequence(KnownProgram program)
{
    switch (program) {
    case KnownProgram::kafka:
        return KnownTrees::tr("Its brokers register and keep topics, leaders and settings there; "
                              "without it they stop serving or lose topics.");
    case KnownProgram::zooKeeper:
        return KnownTrees::tr("The servers keep their quotas and their configuration there.");
    case KnownProgram::hBase:
        return KnownTrees::tr("Its masters and region servers find each other there; without it "
                              "they stop.");
    case KnownProgram::solr:
        return KnownTrees::tr("Its nodes keep the state and the settings of all collections "
                              "there; without it none is served.");
    case KnownProgram::clickHouse:
        return KnownTrees::tr("Replicated tables keep the lists of their parts there; without it "
                              "they become read-only.");
    case KnownProgram::dubbo:
        return KnownTrees::tr("Providers register there, and consumers find them by it.");
    case KnownProgram::hdfs:
        return KnownTrees::tr("Its NameNodes decide there which of them is active; without it "
                              "there is no failover.");
    case KnownProgram::bookKeeper:
    case KnownProgram::pulsar:
        return KnownTrees::tr("Where its data lie is known only there; without it they are lost.");
    default: break;
    }
    return KnownTrees::tr("Its servers agree on their work there, and may stop without it.");
}

} // namespace

std::vector<KnownTree> knownTreesOf(const Path& path)
{
    std::vector<KnownTree> all;
    const auto [first, second] = firstTwo(path);
    std::vector<KnownTree> doubtful;
    for (const Entry& entry : table) {
        if (has(entry.own, first)) {
            all.push_back({entry.program, std::nullopt});
            continue;
        }
        if (entry.sign.empty())
            continue;
        if (path.isRoot() || has(entry.common, first))
            doubtful.push_back({entry.program, Path("/" + std::string(entry.sign))});
        // Under a chroot of its own: all of it, or a part that the program made.
        if (path.isRoot())
            continue;
        if (second.empty() || has(entry.own, second) || has(entry.common, second)) {
            doubtful.push_back({entry.program,
                Path("/" + std::string(first) + "/" + std::string(entry.sign))});
        }
    }
    all.insert(all.end(), doubtful.begin(), doubtful.end());
    return all;
}

QString knownProgramName(KnownProgram program)
{
    const auto found = std::find_if(table.begin(), table.end(),
        [program](const Entry& entry) { return entry.program == program; });
    return QLatin1String(found->name);
}

QString knownTreeWords(KnownProgram program, const Path& path)
{
    return KnownTrees::tr("%1 looks like a tree of %2. %3", "a path, a program, what depends on it")
        .arg(visibleText(std::string_view(path.text())), knownProgramName(program),
            consequence(program));
}

} // namespace zs::ui
