// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/repair.h"

#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/data_store.h"
#include "localcluster/engine/io/file.h"

#include <cstdio>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    /// The sound part of `name` replaces it; the whole of it is kept as NAME.damaged.
    Result<void> cutFile(
        const std::string& directory, const std::string& name, std::size_t sizeBytes)
    {
        const std::string path = directory + "/" + name;
        const auto mapped = mapFile(path);
        if (!mapped)
            return tl::unexpected(mapped.error());
        const Bytes sound((*mapped)->bytes().begin(),
            (*mapped)->bytes().begin() + static_cast<std::ptrdiff_t>(sizeBytes));
        if (::link(path.c_str(), (path + ".damaged").c_str()) != 0)
            return tl::unexpected(systemError("cannot make " + path + ".damaged"));
        return replaceFile(path, textOf(sound));
    }

    Result<void> setAside(const std::string& directory, const std::string& name)
    {
        const std::string path = directory + "/" + name;
        if (::rename(path.c_str(), (path + ".damaged").c_str()) != 0)
            return tl::unexpected(systemError("cannot rename " + path));
        return syncDirectory(directory);
    }

    Result<void> apply(const std::string& directory, const storage::DataFiles& files,
        const storage::LogDamage& damage)
    {
        // The last file first: a stop half-way leaves something that is still refused.
        for (auto log = files.logs.rbegin(); log != files.logs.rend(); ++log) {
            if (log->name == damage.file)
                break;
            if (auto done = setAside(directory, log->name); !done)
                return done;
        }
        // A log without a record has no use, and 3.8 refuses an empty one.
        constexpr std::size_t headerBytes = 16;
        return damage.offset <= headerBytes ? setAside(directory, damage.file)
                                            : cutFile(directory, damage.file, damage.offset);
    }

    ExitCode report(const Error& error)
    {
        std::fprintf(stderr, "zooscope-server: %s\n", error.detail.c_str());
        return ExitCode::unexpected;
    }

} // namespace

ExitCode repair(const std::string& configFile, bool applyIt)
{
    const config::ParsedConfig parsed = config::loadConfig(configFile);
    for (const config::Remark& remark : parsed.errors)
        std::fprintf(stderr, "%s\n", toText(remark).c_str());
    if (!parsed.errors.empty())
        return ExitCode::invalidConfig;
    const auto store = DataStore::open(parsed.config); // Keeps servers out.
    if (!store)
        return report(store.error());
    const auto files = listDataFiles(store->directories());
    if (!files)
        return report(files.error());
    DataTree tree;
    DiskSource source(store->directories());
    std::optional<storage::LogDamage> damage;
    const auto recovered = storage::recover(*files, source, {}, tree, &damage);
    if (recovered) {
        std::printf("Nothing to repair: sound up to zxid %s.\n",
            toText(recovered->lastProcessed).c_str());
        return ExitCode::ok;
    }
    if (!damage)
        return report(recovered.error());
    std::printf("%s, offset %zu: %s.\n", damage->file.c_str(), damage->offset, damage->why.c_str());
    std::printf("The last transaction that can be kept is %s. %s:\n",
        toText(tree.lastProcessed()).c_str(), applyIt ? "Setting aside" : "Would set aside");
    std::printf("  %s from offset %zu on\n", damage->file.c_str(), damage->offset);
    bool isLater = false;
    for (const storage::LogFile& log : files->logs) {
        if (isLater)
            std::printf("  %s\n", log.name.c_str());
        isLater = isLater || log.name == damage->file;
    }
    if (!applyIt) {
        std::printf("Nothing was changed. To do it: zooscope-server repair --yes %s\n",
            configFile.c_str());
        return ExitCode::ok;
    }
    if (auto done = apply(store->directories().logs, *files, *damage); !done)
        return report(done.error());
    std::printf("Done; what was set aside ends in .damaged.\n");
    return ExitCode::ok;
}

} // namespace zs::engine::io
