// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/history.h"

#include "localcluster/trace/json.h"

#include <array>

namespace zs::sim {

namespace {

constexpr std::array<std::string_view, 4> kinds{"create", "set", "delete", "read"};
constexpr std::array<std::string_view, 5> outcomes{
    "ok", "nodeExists", "noNode", "badVersion", "unknown"};

template <class T>
void take(const trace::Json& line, std::string_view key, T& out)
{
    const trace::Json* const member = line.find(key);
    if (!member)
        return;
    if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* text = std::get_if<std::string>(&member->value))
            out = *text;
    } else {
        if (const auto* number = std::get_if<std::int64_t>(&member->value))
            out = static_cast<T>(*number);
    }
}

template <class Enum, std::size_t count>
bool takeWord(const trace::Json& line, std::string_view key,
    const std::array<std::string_view, count>& words, Enum& out)
{
    std::string word;
    take(line, key, word);
    for (std::size_t i = 0; i < count; ++i) {
        if (words[i] == word) {
            out = static_cast<Enum>(i);
            return true;
        }
    }
    return false;
}

} // namespace

std::string toJson(const Operation& operation)
{
    std::string line = "{\"node\":";
    trace::appendJsonString(line, operation.node);
    line += ",\"client\":" + std::to_string(operation.client) + ",\"op\":\""
        + std::string(kinds[std::size_t(operation.kind)]) + "\",\"value\":";
    trace::appendJsonString(line, operation.value);
    line += ",\"version\":" + std::to_string(operation.version)
        + ",\"newVersion\":" + std::to_string(operation.newVersion)
        + ",\"called\":" + std::to_string(operation.called);
    if (operation.returned != Operation::never)
        line += ",\"returned\":" + std::to_string(operation.returned);
    return line + ",\"outcome\":\"" + std::string(outcomes[std::size_t(operation.outcome)])
        + "\"}";
}

Result<History> parseHistory(std::string_view lines)
{
    History history;
    for (int number = 1; !lines.empty(); ++number) {
        const std::string_view text = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), text.size() + 1));
        if (text.empty())
            continue;
        const auto line = trace::parseJson(text);
        if (!line)
            return failure(Errc::marshalling,
                "line " + std::to_string(number) + ": " + line.error().detail);
        Operation& operation = history.emplace_back();
        take(*line, "node", operation.node);
        take(*line, "client", operation.client);
        take(*line, "value", operation.value);
        take(*line, "version", operation.version);
        take(*line, "newVersion", operation.newVersion);
        take(*line, "called", operation.called);
        take(*line, "returned", operation.returned);
        if (!takeWord(*line, "op", kinds, operation.kind)
            || !takeWord(*line, "outcome", outcomes, operation.outcome))
            return failure(Errc::marshalling,
                "line " + std::to_string(number)
                    + ": \"op\" or \"outcome\" is missing or none of the known words");
        if (operation.returned < operation.called)
            return failure(Errc::marshalling,
                "line " + std::to_string(number) + ": it returned before it was called");
    }
    return history;
}

} // namespace zs::sim
