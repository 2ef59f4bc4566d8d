// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/zkcli_line.h"

#include "clientlib/base/utf8.h"

#include <algorithm>

namespace zs::zkcli {

namespace {

constexpr std::size_t longestData = 1'000; ///< More is no line to read or to type.
constexpr std::int32_t anyVersion = -1;
constexpr const char* aclProblem = "an ACL that zkCli cannot take";

std::string comment(const std::string& what)
{
    return "# " + what;
}

/// The data as an argument, or why it is none.
struct DataWord {
    std::string word;
    std::string problem;
};

DataWord dataWord(const std::optional<Bytes>& data)
{
    if (!data)
        return {"", "null data"};
    if (data->size() > longestData)
        return {"", std::to_string(data->size()) + " bytes of data"};
    const std::string_view text = zs::textOf(*data);
    const bool printable = std::all_of(text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
    const auto word = printable && isUtf8(text) ? asArgument(text) : std::nullopt;
    if (!word || *word == "--")
        return {"", "data that zkCli cannot take"};
    return {*word, ""};
}

/// zkCli takes what begins with a dash, in quotes or not, for an option unless "--" stands before.
std::string endOfOptions(const std::optional<Bytes>& data)
{
    return data && zs::textOf(*data).starts_with('-') ? "-- " : "";
}

/// nullopt: zkCli (AclParser) parts entries at each comma, also at one in an id as x509 has it.
std::optional<std::string> aclWord(const std::vector<Acl>& acl)
{
    std::string word;
    for (const Acl& entry : acl) {
        if (entry.who.id.find(',') != std::string::npos)
            return std::nullopt;
        if (!word.empty())
            word += ",";
        word += entry.who.scheme + ":" + entry.who.id + ":" + permsText(entry.perms);
    }
    return asArgument(word);
}

std::string versionOption(std::int32_t version)
{
    return version == anyVersion ? std::string() : "-v " + std::to_string(version) + " ";
}

std::string optionsOf(CreateMode mode, std::chrono::milliseconds ttl)
{
    std::string options;
    if (isSequential(mode))
        options += "-s ";
    if (mode == CreateMode::ephemeral || mode == CreateMode::ephemeralSequential)
        options += "-e ";
    if (mode == CreateMode::container)
        options += "-c ";
    if (ttl.count() > 0)
        options += "-t " + std::to_string(ttl.count()) + " ";
    return options;
}

} // namespace

std::optional<std::string> asArgument(std::string_view word)
{
    const bool blanks = word.empty() || word.find_first_of(" \t'\"") != std::string_view::npos;
    if (word.find_first_of("\r\n") != std::string_view::npos)
        return std::nullopt;
    if (!blanks)
        return std::string(word);
    if (word.find('"') == std::string_view::npos)
        return '"' + std::string(word) + '"';
    if (word.find('\'') == std::string_view::npos)
        return '\'' + std::string(word) + '\'';
    return std::nullopt;
}

std::string line(std::string_view command, const Path& path)
{
    const auto word = asArgument(path.text());
    const std::string typed = std::string(command) + " " + word.value_or("?");
    return word ? typed : comment(typed);
}

std::string create(const Path& path, const std::optional<Bytes>& data, CreateMode mode,
    const std::vector<Acl>& acl, std::chrono::milliseconds ttl)
{
    const bool open = acl == openAcl();
    std::string out = line("create", path);
    out.insert(out.find("create") + 7, optionsOf(mode, ttl) + endOfOptions(data));
    if (!data && open)
        return out;
    const DataWord word = dataWord(data);
    if (!word.problem.empty())
        return comment(out + " … (" + word.problem + ")");
    out += " " + word.word;
    if (open)
        return out;
    const auto entries = aclWord(acl);
    return entries ? out + " " + *entries : comment(out + " … (" + aclProblem + ")");
}

std::string set(const Path& path, const std::optional<Bytes>& data, std::int32_t version)
{
    const DataWord word = dataWord(data);
    std::string out = line("set", path);
    out.insert(out.find("set") + 4, versionOption(version) + endOfOptions(data));
    if (!word.problem.empty())
        return comment(out + " … (" + word.problem + ")");
    return out + " " + word.word;
}

std::string remove(const Path& path, std::int32_t version)
{
    std::string out = line("delete", path);
    out.insert(out.find("delete") + 7, versionOption(version));
    return out;
}

std::string setAcl(const Path& path, const std::vector<Acl>& acl, std::int32_t version)
{
    std::string out = line("setAcl", path);
    out.insert(out.find("setAcl") + 7, versionOption(version));
    const auto entries = aclWord(acl);
    return entries ? out + " " + *entries : comment(out + " … (" + aclProblem + ")");
}

} // namespace zs::zkcli
