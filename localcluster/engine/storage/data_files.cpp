// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/data_files.h"

#include "clientlib/base/bytes.h"

#include <algorithm>
#include <charconv>

namespace zs::engine::storage {

namespace {

    std::string_view suffixOf(Compression compression)
    {
        switch (compression) {
        case Compression::gzip: return ".gz";
        case Compression::snappy: return ".snappy";
        case Compression::none: break;
        }
        return "";
    }

    std::optional<Zxid> parseZxid(std::string_view text)
    {
        std::int64_t value = 0;
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value, 16);
        if (text.empty() || error != std::errc() || end != last || value < 0)
            return std::nullopt;
        return Zxid(value);
    }

    template <class File>
    void sortByZxid(std::vector<File>& files)
    {
        std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
            return std::pair(a.zxid, std::string_view(a.name))
                < std::pair(b.zxid, std::string_view(b.name));
        });
    }

} // namespace

std::string logName(Zxid zxid) { return "log." + hex(static_cast<std::uint64_t>(zxid.value)); }

std::string snapshotName(Zxid zxid, Compression compression)
{
    return "snapshot." + hex(static_cast<std::uint64_t>(zxid.value))
        + std::string(suffixOf(compression));
}

std::optional<LogFile> parseLogName(std::string_view name)
{
    if (!name.starts_with("log."))
        return std::nullopt;
    const auto zxid = parseZxid(name.substr(4));
    return zxid ? std::optional(LogFile {*zxid, std::string(name)}) : std::nullopt;
}

std::optional<SnapshotFile> parseSnapshotName(std::string_view name)
{
    if (!name.starts_with("snapshot."))
        return std::nullopt;
    std::string_view rest = name.substr(9);
    Compression compression = Compression::none;
    for (const Compression known : {Compression::gzip, Compression::snappy}) {
        if (rest.ends_with(suffixOf(known))) {
            rest.remove_suffix(suffixOf(known).size());
            compression = known;
            break;
        }
    }
    const auto zxid = parseZxid(rest);
    if (!zxid)
        return std::nullopt;
    return SnapshotFile {*zxid, compression, std::string(name)};
}

DataFiles classify(
    const std::vector<std::string>& logDirNames, const std::vector<std::string>& snapDirNames)
{
    DataFiles files;
    for (const std::string& name : logDirNames) {
        if (auto file = parseLogName(name))
            files.logs.push_back(std::move(*file));
    }
    for (const std::string& name : snapDirNames) {
        if (auto file = parseSnapshotName(name))
            files.snapshots.push_back(std::move(*file));
    }
    sortByZxid(files.logs);
    sortByZxid(files.snapshots);
    return files;
}

std::vector<LogFile> logsSince(const DataFiles& files, Zxid zxid)
{
    auto first = std::upper_bound(files.logs.begin(), files.logs.end(), zxid,
        [](Zxid wanted, const LogFile& file) { return wanted < file.zxid; });
    if (first != files.logs.begin())
        --first;
    return {first, files.logs.end()};
}

PurgePlan planPurge(
    const DataFiles& files, const std::vector<SnapshotFile>& validSnapshots, std::size_t retain)
{
    PurgePlan plan;
    if (validSnapshots.size() < retain || retain == 0)
        return plan; // Too few to be sure of: keep everything.
    const Zxid oldest = validSnapshots[validSnapshots.size() - retain].zxid;
    for (const SnapshotFile& file : files.snapshots) {
        if (file.zxid < oldest)
            plan.snapshots.push_back(file.name);
    }
    // The log that the oldest kept snapshot begins in is needed as well: logsSince starts there.
    const std::vector<LogFile> needed = logsSince(files, oldest);
    for (const LogFile& file : files.logs) {
        if (!needed.empty() && file.zxid < needed.front().zxid)
            plan.logs.push_back(file.name);
    }
    return plan;
}

} // namespace zs::engine::storage
