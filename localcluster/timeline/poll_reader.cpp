// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/poll_reader.h"

#include "clientlib/protocol/four_letter_words.h"

namespace zs::timeline {

using trace::ServerState;

namespace {

/// None: it answers, but serves nobody (it looks for a leader).
std::optional<ServerState> stateOf(std::string_view mode)
{
    if (mode == "leader" || mode == "standalone")
        return ServerState::leading;
    if (mode == "follower")
        return ServerState::following;
    if (mode == "observer")
        return ServerState::observing;
    return std::nullopt;
}

trace::PolledEvent fromStats(const flw::ServerStats& stats)
{
    trace::PolledEvent polled;
    polled.answered = true;
    polled.state = stateOf(stats.mode);
    polled.zxid = stats.zxid;
    polled.connections = stats.connections;
    polled.outstanding = stats.outstanding;
    polled.nodes = stats.nodeCount;
    return polled;
}

std::optional<trace::PolledEvent> read(std::string_view text)
{
    if (text.find("zk_server_state") != std::string_view::npos) {
        const Result<flw::Monitor> mntr = flw::parseMntr(text);
        if (!mntr)
            return std::nullopt;
        trace::PolledEvent polled;
        polled.answered = true;
        polled.state = stateOf(mntr->text("server_state").value_or(std::string()));
        polled.connections = mntr->integer("num_alive_connections");
        polled.outstanding = mntr->integer("outstanding_requests");
        polled.nodes = mntr->integer("znode_count");
        polled.syncedFollowers = mntr->integer("synced_followers");
        return polled;
    }
    if (const Result<flw::ServerStats> srvr = flw::parseSrvr(text))
        return fromStats(*srvr);
    if (const Result<flw::StatAnswer> stat = flw::parseStat(text))
        return fromStats(stat->server);
    return std::nullopt;
}

/// What Apache and we say while there is no leader.
bool saysNotServing(std::string_view text)
{
    return text.find("not currently serving requests") != std::string_view::npos;
}

} // namespace

void PollReader::tell(
    ServerId server, Instant at, trace::Event event, std::vector<Moment>& out)
{
    out.push_back({at, server, ++m_numbers[server], std::move(event), true});
}

void PollReader::become(ServerId server, Instant at, ServerState state, std::string why,
    std::vector<Moment>& out)
{
    Known& known = m_known[server];
    if (known.any && known.state == state)
        return;
    tell(server, at, trace::StateEvent{known.state, state, std::move(why)}, out);
    known.state = state;
    known.any = true;
}

std::vector<Moment> PollReader::answered(ServerId server, Instant at, std::string_view text)
{
    if (saysNotServing(text)) {
        std::vector<Moment> out;
        trace::PolledEvent polled;
        polled.answered = true;
        tell(server, at, std::move(polled), out);
        become(server, at, ServerState::looking, "it answers that it serves no requests", out);
        return out;
    }
    std::optional<trace::PolledEvent> polled = read(text);
    if (!polled)
        return silent(server, at, "its answer tells no figures: is the word in its whitelist?");
    std::vector<Moment> out;
    const std::optional<Zxid> zxid = polled->zxid;
    const std::optional<ServerState> state = polled->state;
    tell(server, at, std::move(*polled), out);
    if (state)
        become(server, at, *state, "it answers so", out);
    Known& known = m_known[server];
    if (zxid && zxid->value > 0 && known.epoch != zxid->epoch()) {
        known.epoch = zxid->epoch();
        tell(server, at, trace::EpochFileEvent{trace::EpochFile::current, known.epoch}, out);
    }
    return out;
}

std::vector<Moment> PollReader::silent(ServerId server, Instant at, std::string why)
{
    std::vector<Moment> out;
    trace::PolledEvent polled;
    polled.why = std::move(why);
    tell(server, at, std::move(polled), out);
    return out;
}

} // namespace zs::timeline
