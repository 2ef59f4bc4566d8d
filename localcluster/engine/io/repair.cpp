// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/repair.h"

#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/data_store.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/storage/repair_plan.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    using storage::RepairStep;

    /// Another name for the file, so that its content stays whatever happens to the old one. The
    /// file's own comes behind: Apache's server reads all that begins with "log." or "snapshot.".
    Result<std::string> keepAside(const std::string& directory, const std::string& file)
    {
        const std::string path = directory + "/" + file;
        const std::string aside = directory + "/damaged." + file;
        for (int number = 0; number < 1000; ++number) { // Earlier repairs may have left some.
            std::string name = aside + (number > 0 ? "." + std::to_string(number) : "");
            if (::link(path.c_str(), name.c_str()) == 0)
                return name;
            if (errno != EEXIST)
                break;
        }
        return tl::unexpected(spaceError("cannot keep " + path + " as " + aside));
    }

    Result<std::string> apply(const DataDirectories& directories, const RepairStep& step)
    {
        const std::string& directory = step.isSnapshot ? directories.snapshots : directories.logs;
        const std::string path = directory + "/" + step.file;
        auto aside = keepAside(directory, step.file);
        if (!aside)
            return aside;
        if (step.kind == RepairStep::Kind::setAside) {
            if (::unlink(path.c_str()) != 0)
                return tl::unexpected(systemError("cannot remove " + path));
            if (auto synced = syncDirectory(directory); !synced)
                return tl::unexpected(synced.error());
            return aside;
        }
        const auto mapped = mapFile(path);
        if (!mapped)
            return tl::unexpected(mapped.error());
        const std::string_view whole = textOf((*mapped)->bytes());
        std::string sound(whole.substr(0, step.from));
        if (step.kind == RepairStep::Kind::leaveOut)
            sound += whole.substr(step.until);
        const std::string fresh = directory + "/repaired.tmp";
        if (auto written = replaceFile(fresh, sound); !written)
            return tl::unexpected(written.error());
        if (::rename(fresh.c_str(), path.c_str()) != 0)
            return tl::unexpected(spaceError("cannot rename " + fresh));
        if (auto synced = syncDirectory(directory); !synced)
            return tl::unexpected(synced.error());
        return aside;
    }

    std::string textOfStep(const RepairStep& step)
    {
        switch (step.kind) {
        case RepairStep::Kind::cut:
            return "cut " + step.file + " at offset " + std::to_string(step.from);
        case RepairStep::Kind::leaveOut:
            return "leave out the bytes " + std::to_string(step.from) + " to "
                + std::to_string(step.until) + " of " + step.file
                + ", whose transactions the snapshot holds";
        case RepairStep::Kind::setAside: break;
        }
        return "set " + step.file + " aside"
            + (step.why.empty() ? ", which goes on behind what is lost" : "");
    }

    ExitCode report(const Error& error)
    {
        std::fprintf(stderr, "zooscope-server: %s\n", error.detail.c_str());
        return error.code == Errc::io || error.code == Errc::noSpace ? ExitCode::dataDirUnusable
                                                                     : ExitCode::unexpected;
    }

    /// Whether the files that stay hold all that the step takes away.
    bool isElsewhere(const RepairStep& step, Zxid keeps)
    {
        if (!step.isSnapshot)
            return step.kind == RepairStep::Kind::leaveOut;
        const auto snapshot = storage::parseSnapshotName(step.file);
        return snapshot && snapshot->zxid <= keeps;
    }

    void explain(const storage::RepairPlan& plan, bool isMember)
    {
        for (const RepairStep& step : plan.steps) {
            if (!step.why.empty())
                std::printf("%s%s: %s.\n", step.file.c_str(),
                    step.isSnapshot ? "" : (", offset " + std::to_string(step.from)).c_str(),
                    step.why.c_str());
        }
        const bool losesNothing = std::all_of(plan.steps.begin(), plan.steps.end(),
            [&](const RepairStep& step) { return isElsewhere(step, plan.keeps); });
        std::printf(losesNothing
                ? "Nothing is lost: other files hold what is damaged. The last transaction is %s.\n"
                : "The last transaction that can be kept is %s. What came after it is lost.\n",
            toText(plan.keeps).c_str());
        if (isMember && !losesNothing)
            std::printf("This is a member of an ensemble: as long as most of the others run, move "
                        "its data directory away (keep myid) instead, and it gets everything from "
                        "the leader.\n");
    }

    ExitCode carryOut(const DataDirectories& directories, const storage::RepairPlan& plan,
        const config::ServerConfig& config)
    {
        for (const RepairStep& step : plan.steps) {
            const auto aside = apply(directories, step);
            if (!aside)
                return report(aside.error());
            std::printf("Done: %s; its old content is %s\n", textOfStep(step).c_str(),
                aside->c_str());
        }
        if (!plan.needsTrustEmpty)
            return ExitCode::ok;
        const DataTree empty;
        if (auto written = writeSnapshot(snapshotTarget(config), empty, snapshotHeadOf(config));
            !written)
            return report(written.error());
        std::printf("Done: write a snapshot of the empty tree, from which the logs lead to all of "
                    "it\n");
        return ExitCode::ok;
    }

} // namespace

ExitCode repair(const std::string& configFile, bool applyIt)
{
    const config::ParsedConfig parsed = config::loadConfig(configFile);
    for (const config::Remark& remark : parsed.errors)
        std::fprintf(stderr, "%s\n", toText(remark).c_str());
    if (!parsed.errors.empty())
        return ExitCode::invalidConfig;
    if (::access(parsed.config.dataDir.c_str(), F_OK) != 0)
        return report(systemError("cannot repair " + parsed.config.dataDir));
    const auto store = DataStore::open(parsed.config); // Keeps servers out.
    if (!store)
        return report(store.error());
    const auto files = listDataFiles(store->directories());
    if (!files)
        return report(files.error());
    DiskSource source(store->directories());
    const auto plan = storage::planRepair(*files, source, recoveryOptions(parsed.config));
    if (!plan)
        return report(plan.error());
    if (plan->steps.empty()) {
        std::printf("Nothing to repair: sound up to zxid %s.\n", toText(plan->keeps).c_str());
        return ExitCode::ok;
    }
    explain(*plan, parsed.config.isEnsemble());
    if (applyIt)
        return carryOut(store->directories(), *plan, parsed.config);
    for (const RepairStep& step : plan->steps)
        std::printf("Would %s.\n", textOfStep(step).c_str());
    std::printf("Nothing was changed. To do it: zooscope-server repair --yes %s\n",
        configFile.c_str());
    return ExitCode::ok;
}

} // namespace zs::engine::io
