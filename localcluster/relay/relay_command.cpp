// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/relay_command.h"

#include "localcluster/relay/words.h"

#include <span>

namespace zs::relay {
namespace {

tl::unexpected<Error> wrong(std::string what)
{
    return failure(Errc::invalidInput, std::move(what));
}

/// "1>2" with this mark between the ids.
std::optional<Ends> endsOf(std::string_view word, char mark)
{
    const std::size_t middle = word.find(mark);
    if (middle == std::string_view::npos)
        return std::nullopt;
    const auto from = serverIdOf(word.substr(0, middle));
    const auto to = serverIdOf(word.substr(middle + 1));
    if (!from || !to || *from == *to)
        return std::nullopt;
    return Ends(*from, *to);
}

Result<std::vector<Ends>> allEnds(std::span<const std::string_view> words, char mark)
{
    std::vector<Ends> all;
    for (const std::string_view word : words) {
        const auto ends = endsOf(word, mark);
        if (!ends)
            return wrong("\"" + std::string(word) + "\" is not like 1" + mark + "2");
        all.push_back(*ends);
    }
    if (all.empty())
        return wrong(std::string("name at least one pair, like 1") + mark + "2");
    return all;
}

Result<Command> parseDelay(std::span<const std::string_view> words)
{
    const auto time = words.empty() ? std::nullopt : numberOf(words[0], 0, maxDelay.count());
    if (!time)
        return wrong("delay needs milliseconds from 0 to " + std::to_string(maxDelay.count())
            + ", then pairs like 1>2");
    const auto ways = allEnds(words.subspan(1), '>');
    if (!ways)
        return tl::unexpected(ways.error());
    return Delay{std::chrono::milliseconds(*time), *ways};
}

/// "1:13000:13001:13002:13003"
bool takeJoinLines(std::string_view word, Join& join)
{
    std::vector<std::string_view> parts;
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = word.find(':');
        parts.push_back(word.substr(0, end));
        word.remove_prefix(end == std::string_view::npos ? word.size() : end + 1);
    }
    const auto other = parts.size() == 5 ? serverIdOf(parts[0]) : std::nullopt;
    std::vector<std::uint16_t> ports;
    for (std::size_t i = 1; other && i < parts.size(); ++i) {
        if (const auto port = portOf(parts[i]))
            ports.push_back(*port);
    }
    if (ports.size() != 4 || *other == join.id)
        return false;
    const Join::Lines lines{{ports[0], ports[1]}, {ports[2], ports[3]}};
    return join.lines.emplace(*other, lines).second;
}

Result<Command> parseJoin(std::span<const std::string_view> words)
{
    Join join;
    const auto id = words.size() > 4 ? serverIdOf(words[0]) : std::nullopt;
    const auto quorum = id ? portOf(words[1]) : std::nullopt;
    const auto election = id ? portOf(words[2]) : std::nullopt;
    const auto client = id ? portOf(words[3]) : std::nullopt;
    bool good = quorum && election && client;
    if (good) {
        join.id = *id;
        join.real = {*quorum, *election, *client};
        for (const std::string_view word : words.subspan(4))
            good = good && takeJoinLines(word, join);
    }
    if (!good)
        return wrong("join needs an id, three ports, and for each other server its id and four "
                     "ports, like 1:13000:13001:13002:13003");
    return join;
}

} // namespace

Result<Command> parseCommand(std::string_view line)
{
    const auto words = wordsOf(line);
    if (words.empty())
        return wrong("an empty line");
    const std::span<const std::string_view> rest(words.data() + 1, words.size() - 1);
    if (words[0] == "state" && rest.empty())
        return AskState{};
    if (words[0] == "quit" && rest.empty())
        return Quit{};
    if (words[0] == "delay")
        return parseDelay(rest);
    if (words[0] == "join")
        return parseJoin(rest);
    if (words[0] == "heal" && rest.size() == 1 && rest[0] == "all")
        return Heal{};
    if (words[0] != "cut" && words[0] != "heal" && words[0] != "drop")
        return wrong("\"" + std::string(words[0].substr(0, 40))
            + "\" is none of cut, delay, heal, drop, join, state, quit");
    const auto pairs = allEnds(rest, words[0] == "drop" ? '-' : '>');
    if (!pairs)
        return tl::unexpected(pairs.error());
    if (words[0] == "cut")
        return Cut{*pairs};
    if (words[0] == "heal")
        return Heal{*pairs};
    return Drop{*pairs};
}

void FaultTable::apply(const Cut& command)
{
    cut.insert(command.ways.begin(), command.ways.end());
}

void FaultTable::apply(const Delay& command)
{
    for (const Ends& way : command.ways) {
        if (command.time.count() > 0)
            delay[way] = command.time;
        else
            delay.erase(way);
    }
}

void FaultTable::apply(const Heal& command)
{
    if (!command.ways) {
        cut.clear();
        delay.clear();
        return;
    }
    for (const Ends& way : *command.ways) {
        cut.erase(way);
        delay.erase(way);
    }
}

std::chrono::milliseconds FaultTable::delayOf(Ends way) const
{
    const auto found = delay.find(way);
    return found == delay.end() ? std::chrono::milliseconds(0) : found->second;
}

std::string toText(const FaultTable& faults)
{
    const auto text = [](Ends way) {
        return std::to_string(way.first.value) + ">" + std::to_string(way.second.value);
    };
    std::string out = "cut";
    for (const Ends& way : faults.cut)
        out += " " + text(way);
    out += " delay";
    for (const auto& [way, time] : faults.delay)
        out += " " + text(way) + "=" + std::to_string(time.count());
    return out;
}

} // namespace zs::relay
