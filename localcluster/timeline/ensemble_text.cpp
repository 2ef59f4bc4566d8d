// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/ensemble_text.h"

#include <algorithm>
#include <charconv>

namespace zs::timeline {

namespace {

constexpr std::size_t maxMembers = 255; // As many as ids that fit a session id's top byte.

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\r");
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

void takeMember(std::string_view number, std::string_view value, EnsembleText& ensemble)
{
    std::int64_t id = 0;
    const char* const end = number.data() + number.size();
    if (const auto [to, error] = std::from_chars(number.data(), end, id);
        error != std::errc() || to != end || id <= 0)
        return;
    // host:quorum:election[:role][;[host:]client]; several addresses are joined with '|'.
    const std::string_view address = value.substr(0, value.find(';'));
    const bool observer = address.ends_with(":observer");
    std::vector<ServerId>& list = observer ? ensemble.observers : ensemble.voters;
    if (ensemble.voters.size() + ensemble.observers.size() < maxMembers)
        list.push_back(ServerId{id});
}

void sortUnique(std::vector<ServerId>& ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

EnsembleText readEnsemble(std::string_view config)
{
    EnsembleText ensemble;
    while (!config.empty()) {
        const std::string_view line = trimmed(config.substr(0, config.find('\n')));
        config.remove_prefix(std::min(config.size(), config.find('\n')));
        config.remove_prefix(config.empty() ? 0 : 1);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view key = trimmed(line.substr(0, equals));
        if (key.starts_with("server."))
            takeMember(key.substr(7), trimmed(line.substr(equals + 1)), ensemble);
        else if (key.starts_with("group.") || key.starts_with("weight."))
            ensemble.weighted = true;
    }
    sortUnique(ensemble.voters);
    sortUnique(ensemble.observers);
    return ensemble;
}

} // namespace zs::timeline
