// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/pack.h"

#include "localcluster/timeline/packing.h"
#include "localcluster/timeline/record_codec.h"
#include "localcluster/trace/line_codec.h"

#include <charconv>

namespace zs::timeline {

namespace {

/// Counts up whenever ReducerState, or what the reducer makes of moments, changes.
constexpr std::uint64_t reducerVersion = 2;
constexpr std::string_view serverMember = "{\"s\":";

} // namespace

void appendMoment(std::string& out, const Moment& moment)
{
    out.append(serverMember).append(std::to_string(moment.server.value)).push_back(',');
    const std::size_t at = out.size();
    trace::appendLine(out, trace::Line{moment.t, moment.n, moment.event, moment.inferred});
    out.erase(at, 1); // The line's own opening brace.
}

Result<std::vector<Moment>> parseMoments(std::string_view lines)
{
    std::vector<Moment> moments;
    std::uint64_t number = 0;
    while (!lines.empty()) {
        ++number;
        const auto bad = [&](const std::string& why) {
            return failure(
                Errc::corrupt, "line " + std::to_string(number) + " of a pack: " + why);
        };
        const std::size_t end = lines.find('\n');
        if (end == std::string_view::npos)
            return bad("it does not end");
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        std::int64_t server = 0;
        const char* const from = line.data() + serverMember.size();
        const char* const to = line.data() + line.size();
        if (!line.starts_with(serverMember))
            return bad("it does not begin with its server");
        if (const auto [rest, error] = std::from_chars(from, to, server);
            error != std::errc() || rest == to || *rest != ',')
            return bad("its server is no number");
        Result<std::optional<trace::Line>> parsed = trace::parseLine(line);
        if (!parsed)
            return bad(parsed.error().detail);
        if (!*parsed)
            continue; // A kind of a later version.
        trace::Line& one = **parsed;
        if (one.t != saneTime(one.t) || (!moments.empty() && one.t < moments.back().t))
            return bad("its time is before that of the line above it, or no time at all");
        moments.push_back({one.t, ServerId{server}, one.n, std::move(one.event), one.inferred});
    }
    return moments;
}

std::string packState(const ReducerState& state)
{
    RecordWriter writer;
    writer.put(reducerVersion);
    writer.put(state);
    return pack(writer.take());
}

Result<std::optional<ReducerState>> unpackState(std::string_view packed)
{
    const Result<std::string> bytes = unpack(packed, PackLimits::keyBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    RecordReader reader(*bytes);
    std::uint64_t version = 0;
    reader.get(version);
    if (reader.good() && version != reducerVersion)
        return std::nullopt;
    std::optional<ReducerState> state(std::in_place);
    reader.get(*state);
    if (!reader.good() || !reader.atEnd())
        return failure(Errc::corrupt, "a key frame is damaged");
    return state;
}

bool isStep(const trace::Event& event)
{
    if (const auto* packet = std::get_if<trace::PacketEvent>(&event))
        return packet->type != "PING";
    return !std::holds_alternative<trace::FlowEvent>(event)
        && !std::holds_alternative<trace::LoadEvent>(event);
}

} // namespace zs::timeline
