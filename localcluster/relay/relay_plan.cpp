// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay_plan.h"

#include "localcluster/relay/words.h"

namespace zs::relay {
namespace {

tl::unexpected<Error> wrong(std::size_t line, const std::string& what)
{
    return failure(Errc::invalidInput, "line " + std::to_string(line) + ": " + what);
}

bool takeServer(const std::vector<std::string_view>& words, RelayPlan& plan)
{
    const auto id = words.size() == 5 ? serverIdOf(words[1]) : std::nullopt;
    const auto quorum = id ? portOf(words[2]) : std::nullopt;
    const auto election = id ? portOf(words[3]) : std::nullopt;
    const auto client = id ? portOf(words[4]) : std::nullopt;
    if (!quorum || !election || !client)
        return false;
    return plan.servers.emplace(*id, RealPorts{*quorum, *election, *client}).second;
}

bool takeLine(const std::vector<std::string_view>& words, RelayPlan& plan)
{
    const auto from = words.size() == 5 ? serverIdOf(words[1]) : std::nullopt;
    const auto to = from ? serverIdOf(words[2]) : std::nullopt;
    const auto quorum = to ? portOf(words[3]) : std::nullopt;
    const auto election = to ? portOf(words[4]) : std::nullopt;
    if (!quorum || !election || *from == *to)
        return false;
    return plan.lines.emplace(Ends(*from, *to), LinePorts{*quorum, *election}).second;
}

Result<void> checkWhole(const RelayPlan& plan)
{
    if (plan.control.empty())
        return failure(Errc::invalidInput, "there is no line \"control PATH\"");
    for (const auto& [ends, ports] : plan.lines) {
        for (const ServerId end : {ends.first, ends.second}) {
            if (!plan.servers.contains(end))
                return failure(Errc::invalidInput,
                    "a line names server " + std::to_string(end.value)
                        + ", which has no line \"server\"");
        }
        // A server that is dialled may dial back.
        if (!plan.lines.contains(Ends(ends.second, ends.first)))
            return failure(Errc::invalidInput,
                "there is a line from " + std::to_string(ends.first.value) + " to "
                    + std::to_string(ends.second.value) + " but none back");
    }
    return {};
}

} // namespace

Result<RelayPlan> parsePlan(std::string_view text)
{
    constexpr std::string_view controlWord = "control ";
    constexpr std::string_view firstWord = "first ";
    RelayPlan plan;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        const auto words = wordsOf(line);
        if (words.empty() || words[0].starts_with('#'))
            continue;
        if (line.starts_with(controlWord) && plan.control.empty())
            plan.control = line.substr(controlWord.size()); // The rest: paths may hold blanks.
        else if (words[0] == "server" && !takeServer(words, plan))
            return wrong(number, "it must be \"server ID QUORUM ELECTION CLIENT\", once for an id");
        else if (words[0] == "line" && !takeLine(words, plan))
            return wrong(number, "it must be \"line FROM TO QUORUM ELECTION\", once for a pair");
        else if (line.starts_with(firstWord))
            plan.first.emplace_back(line.substr(firstWord.size()));
        else if (words[0] == "again" && words.size() == 1)
            plan.again = true;
        else if (words[0] != "server" && words[0] != "line")
            return wrong(number, "it is none of control, server, line, again and first");
    }
    if (const auto whole = checkWhole(plan); !whole)
        return tl::unexpected(whole.error());
    return plan;
}

std::string toText(const RelayPlan& plan)
{
    std::string text = "control " + plan.control + "\n";
    const auto append = [&text](const char* word, std::initializer_list<std::int64_t> numbers) {
        text += word;
        for (const std::int64_t number : numbers)
            text += " " + std::to_string(number);
        text += "\n";
    };
    for (const auto& [id, ports] : plan.servers)
        append("server", {id.value, ports.quorum, ports.election, ports.client});
    for (const auto& [ends, ports] : plan.lines)
        append("line", {ends.first.value, ends.second.value, ports.quorum, ports.election});
    if (plan.again)
        text += "again\n";
    for (const std::string& command : plan.first)
        text += "first " + command + "\n";
    return text;
}

} // namespace zs::relay
