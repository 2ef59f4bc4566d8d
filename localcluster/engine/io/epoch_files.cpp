// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/epoch_files.h"

#include "localcluster/engine/io/file.h"

#include <charconv>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    const char* nameOf(EpochFile file)
    {
        return file == EpochFile::accepted ? "acceptedEpoch" : "currentEpoch";
    }

    /// nullopt: there is no such file. Fails: corrupt, io.
    Result<std::optional<std::int64_t>> readEpoch(const std::string& path)
    {
        if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT)
            return std::nullopt;
        const auto text = readTextFile(path);
        if (!text)
            return tl::unexpected(text.error());
        const std::string_view line = std::string_view(*text).substr(0, text->find('\n'));
        std::int64_t epoch = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), epoch);
        if (line.empty() || error != std::errc() || end != line.data() + line.size() || epoch < 0)
            return failure(Errc::corrupt,
                path + " holds no epoch but '" + std::string(line.substr(0, 40))
                    + "'. Restore it from a backup, or empty the data directory: this server then "
                      "gets everything from the leader");
        return epoch;
    }

    /// The file's epoch, or `byDefault` after writing that into a new file.
    Result<std::int64_t> readOrMake(const std::string& directory, EpochFile file,
        std::int64_t byDefault, std::vector<std::string>& notes)
    {
        const auto found = readEpoch(directory + "/" + nameOf(file));
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            return **found;
        notes.push_back(std::string(nameOf(file)) + " not found; made with epoch "
            + std::to_string(byDefault));
        if (auto made = writeEpoch(directory, file, byDefault); !made)
            return tl::unexpected(made.error());
        return byDefault;
    }

} // namespace

Result<void> writeEpoch(const std::string& directory, EpochFile file, std::int64_t epoch)
{
    return replaceFile(directory + "/" + nameOf(file), std::to_string(epoch));
}

Result<Epochs> readEpochs(const std::string& directory, Zxid last)
{
    Epochs epochs;
    const auto ofZxid = static_cast<std::int64_t>(last.epoch());
    // Before the file is made or replaced, which uses the same temporary name.
    const std::string unfinished = directory + "/" + nameOf(EpochFile::current) + ".tmp";
    const auto newer = readEpoch(unfinished);
    const auto current = readOrMake(directory, EpochFile::current, ofZxid, epochs.notes);
    if (!current)
        return tl::unexpected(current.error());
    epochs.current = *current;
    if (ofZxid > epochs.current && newer && *newer && **newer >= ofZxid) {
        epochs.current = **newer;
        epochs.notes.push_back(unfinished + " found; the current epoch is set to "
            + std::to_string(epochs.current));
        if (auto made = writeEpoch(directory, EpochFile::current, epochs.current); !made)
            return tl::unexpected(made.error());
    }
    // Before a member writes currentEpoch it has accepted that epoch; so it stopped between the
    // leader's snapshot and currentEpoch, and QuorumPeer makes that up.
    const auto announced = readEpoch(directory + "/" + nameOf(EpochFile::accepted));
    const bool isUnfinished = announced && *announced && **announced >= ofZxid;
    if (ofZxid > epochs.current && !isUnfinished)
        return failure(Errc::corrupt,
            "The current epoch, " + std::to_string(epochs.current)
                + ", is older than the last zxid, " + toText(last) + ": " + directory
                + "/currentEpoch is not that of these logs. Restore both from one backup");
    const auto accepted = readOrMake(directory, EpochFile::accepted, ofZxid, epochs.notes);
    if (!accepted)
        return tl::unexpected(accepted.error());
    epochs.accepted = *accepted;
    if (epochs.accepted < epochs.current)
        return failure(Errc::corrupt,
            "The accepted epoch, " + std::to_string(epochs.accepted)
                + " is less than the current epoch, " + std::to_string(epochs.current) + ": "
                + directory + "/acceptedEpoch was not written by the server that wrote the rest. "
                + "Restore both from one backup");
    return epochs;
}

} // namespace zs::engine::io
