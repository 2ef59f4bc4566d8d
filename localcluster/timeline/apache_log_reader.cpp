// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/apache_log_reader.h"

#include <algorithm>
#include <charconv>

namespace zs::timeline {

using trace::ServerState;
using trace::SyncMode;

namespace {

template <class T>
std::optional<T> numberOf(std::string_view text, int base = 10)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end == text.data())
        return std::nullopt;
    return value;
}

/// The text behind `name` up to one of the usual ends; empty when it is not there.
std::string_view behind(std::string_view message, std::string_view name)
{
    const auto at = message.find(name);
    if (at == std::string_view::npos)
        return {};
    message.remove_prefix(at + name.size());
    return message.substr(0, message.find_first_of(" ,;:"));
}

std::optional<std::int64_t> decimal(std::string_view message, std::string_view name)
{
    return numberOf<std::int64_t>(behind(message, name));
}

/// "0x…": Java prints the 64 bits without a sign.
std::optional<std::int64_t> hex(std::string_view message, std::string_view name)
{
    std::string_view text = behind(message, name);
    if (!text.starts_with("0x"))
        return std::nullopt;
    text.remove_prefix(2);
    const auto value = numberOf<std::uint64_t>(text, 16);
    return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::optional<Zxid> zxidAt(std::string_view message, std::string_view name)
{
    const std::optional<std::int64_t> value = hex(message, name);
    return value ? std::optional(Zxid(*value)) : std::nullopt;
}

std::optional<ServerState> stateOf(std::string_view word)
{
    constexpr auto names = namesOf(ServerState());
    const auto at = std::find(names.begin(), names.end(), word);
    if (at == names.end())
        return std::nullopt;
    return static_cast<ServerState>(at - names.begin());
}

/// "2026-11-22 09:04:58,218" (also with a dot, or a T between date and time), in ns since 1970.
std::optional<std::int64_t> calendarNs(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00 00:00:00,000";
    if (text.size() < form.size())
        return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const char c = text[i];
        const bool fits = form[i] == '0' ? c >= '0' && c <= '9'
            : form[i] == ' '            ? c == ' ' || c == 'T'
            : form[i] == ','            ? c == ',' || c == '.'
                                        : c == form[i];
        if (!fits)
            return std::nullopt;
    }
    const auto part = [text](std::size_t at, std::size_t digits) {
        return *numberOf<int>(text.substr(at, digits)); // All of them are digits.
    };
    using namespace std::chrono;
    const year_month_day date(year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))),
        day(static_cast<unsigned>(part(8, 2))));
    if (!date.ok() || part(0, 4) < 1970 || part(0, 4) > 2200)
        return std::nullopt;
    const auto t = sys_days(date) + hours(part(11, 2)) + minutes(part(14, 2))
        + seconds(part(17, 2)) + milliseconds(part(20, 3));
    return duration_cast<nanoseconds>(t.time_since_epoch()).count();
}

} // namespace

std::vector<Moment> ApacheLogReader::feed(std::string_view bytes)
{
    m_out.clear();
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        if (!m_skipping && m_rest.size() + piece.size() <= maxLine) {
            m_rest.append(piece);
        } else {
            m_skipping = true; // No line that we look for is that long.
            m_rest.clear();
        }
        if (end == std::string_view::npos)
            break;
        if (!m_skipping)
            take(m_rest);
        m_rest.clear();
        m_skipping = false;
        bytes.remove_prefix(end + 1);
    }
    return std::move(m_out);
}

/// "TIME [- |[myid:N] - ]LEVEL  [thread:Class@line] - message".
std::optional<ApacheLogReader::Line> ApacheLogReader::parse(std::string_view text) const
{
    const std::optional<std::int64_t> wall = calendarNs(text);
    if (!wall)
        return std::nullopt;
    // The thread's name may hold brackets, so the message is behind the first "] - " that ends
    // with a line number.
    std::size_t open = text.find("- ");
    open = open == std::string_view::npos ? open : text.find('[', open);
    std::size_t close = open;
    while (close != std::string_view::npos) {
        close = text.find("] - ", close + 1);
        if (close == std::string_view::npos)
            return std::nullopt;
        const auto at = text.rfind('@', close);
        if (at != std::string_view::npos && at > open
            && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                text.begin() + static_cast<std::ptrdiff_t>(close),
                [](char c) { return (c >= '0' && c <= '9') || c == '?'; }))
            break;
    }
    if (open == std::string_view::npos)
        return std::nullopt;
    const std::string_view place = text.substr(open + 1, close - open - 1);
    const auto colon = place.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    Line line;
    line.thread = place.substr(0, colon);
    line.logger = place.substr(colon + 1);
    line.logger = line.logger.substr(0, line.logger.find_first_of("$@"));
    if (const auto dot = line.logger.rfind('.'); dot != std::string_view::npos)
        line.logger.remove_prefix(dot + 1);
    line.message = text.substr(close + 4);
    while (!line.message.empty() && line.message.back() == '\r')
        line.message.remove_suffix(1);
    const std::int64_t utc
        = *wall - std::chrono::nanoseconds(m_clock.utcOffset).count() - m_clock.wallNs;
    line.t = saneTime(m_clock.mono + Instant::duration(utc));
    return line;
}

void ApacheLogReader::take(std::string_view text)
{
    std::optional<Line> line = parse(text);
    if (!line)
        return; // A stack trace, a line of another layout.
    m_last = line->t = std::max(line->t, m_last);
    ++m_understood;
    if (line->logger == "FastLeaderElection")
        takeElection(*line);
    else if (line->logger == "QuorumPeer")
        takePeer(*line);
    else if (line->logger == "Leader")
        takeLeader(*line);
    else if (line->logger == "LearnerHandler")
        takeHandler(*line);
    else if (line->logger == "Follower" || line->logger == "Observer"
        || line->logger == "Learner") {
        if (line->message.find("LEADER ELECTION TOOK") != std::string_view::npos)
            takeElected(*line);
        else if (line->message.starts_with("Exception when")
            || line->message.starts_with("Disconnected from leader"))
            m_why = line->message;
    } else
        --m_understood;
}

void ApacheLogReader::tell(const Line& line, trace::Event event)
{
    m_out.push_back({line.t, m_self, ++m_n, std::move(event), true});
}

void ApacheLogReader::enter(const Line& line, ServerState state)
{
    if (state == m_state)
        return;
    if (m_why.empty())
        m_why = line.message;
    tell(line, trace::StateEvent{m_state, state, std::move(m_why)});
    m_why.clear();
    m_state = state;
    if (state != ServerState::looking)
        return;
    m_round = 0;
    m_vote.reset();
    m_leading.reset();
}

void ApacheLogReader::takeElection(const Line& line)
{
    if (line.message.starts_with("New election. My id = "))
        enter(line, ServerState::looking);
    else if (line.message.starts_with("Notification: "))
        takeNotification(line);
}

/// A server hears itself, too: so its own votes are seen.
void ApacheLogReader::takeNotification(const Line& line)
{
    const auto from = decimal(line.message, "n.sid:");
    const auto leader = decimal(line.message, "n.leader:");
    const auto state = stateOf(behind(line.message, "n.state:"));
    const auto round = hex(line.message, "n.round:");
    const auto epoch = hex(line.message, "n.peerEpoch:");
    const auto zxid = zxidAt(line.message, "n.zxid:");
    if (!from || !leader || !state || !round || !epoch || !zxid)
        return;
    const trace::Vote vote{ServerId(*leader), *zxid, *epoch};
    const ServerId peer{*from};
    if (peer == m_self && *state == ServerState::looking) {
        if (m_round != *round)
            tell(line, trace::RoundEvent{*round, vote});
        m_round = *round;
        m_vote = vote;
    }
    if (*state == ServerState::leading)
        m_leading = peer;
    tell(line, trace::NotifyEvent{trace::Direction::in, peer, *round, vote, *state, false});
}

void ApacheLogReader::takePeer(const Line& line)
{
    if (const auto state = stateOf(line.message)) // The one word alone.
        enter(line, *state);
    else if (line.message.starts_with("Peer state changed: "))
        takePeerState(line);
    else if (line.message == "QuorumPeer main thread exited")
        enter(line, ServerState::down);
}

/// "Peer state changed: following - synchronization - diff": role, ZAB's phase, mode.
void ApacheLogReader::takePeerState(const Line& line)
{
    std::string_view words = line.message.substr(line.message.find(": ") + 2);
    std::string role(words.substr(0, words.find(' ')));
    for (char& c : role)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (const auto state = stateOf(role))
        enter(line, *state);
    const auto dash = words.find(" - ");
    if (dash == std::string_view::npos)
        return;
    words.remove_prefix(dash + 3);
    if (words.find(" - ") != std::string_view::npos)
        return; // The mode; the leader's own line about it tells more.
    constexpr auto names = namesOf(trace::Phase());
    const auto at = std::find(names.begin(), names.end(), words);
    if (at != names.end())
        tell(line, trace::PhaseEvent{static_cast<trace::Phase>(at - names.begin()), m_epoch});
}

/// "FOLLOWING - LEADER ELECTION TOOK - 34 MS". Who leads, the notifications said.
void ApacheLogReader::takeElected(const Line& line)
{
    const auto took = decimal(line.message, "TOOK - ");
    const bool isLeader = m_state == ServerState::leading;
    if (!took || (!isLeader && !m_leading && !m_vote))
        return;
    const ServerId leader = isLeader ? m_self : m_leading ? *m_leading : m_vote->leader;
    const Zxid zxid = m_vote && m_vote->leader == leader ? m_vote->zxid : Zxid();
    const std::int64_t ms = std::clamp<std::int64_t>(*took, 0, 1'000'000'000);
    tell(line, trace::ElectedEvent{leader, zxid, m_round, ms * 1'000'000});
}

void ApacheLogReader::takeLeader(const Line& line)
{
    if (line.message.find("LEADER ELECTION TOOK") != std::string_view::npos)
        return takeElected(line);
    if (line.message.starts_with("Shutdown called. For the reason ")) {
        m_why = line.message.substr(32);
        return;
    }
    const std::optional<Zxid> zxid = zxidAt(line.message, "last processed zxid: ");
    if (!line.message.starts_with("Have quorum of supporters, sids: [[") || !zxid)
        return;
    // "[[1, 2],[1, 2]]": one list for each verifier; the first is the committed one's.
    std::string_view list = line.message.substr(line.message.find("[[") + 2);
    list = list.substr(0, list.find(']'));
    trace::AcksEvent acks{{}, {}, true};
    while (!list.empty() && acks.from.size() < 255) {
        if (const auto sid = numberOf<std::int64_t>(list))
            acks.from.emplace_back(*sid);
        const auto comma = list.find(", ");
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
    }
    std::sort(acks.from.begin(), acks.from.end());
    m_epoch = zxid->epoch();
    tell(line, trace::EpochFileEvent{trace::EpochFile::accepted, m_epoch});
    tell(line, trace::EpochFileEvent{trace::EpochFile::current, m_epoch});
    tell(line, std::move(acks));
}

void ApacheLogReader::takeHandler(const Line& line)
{
    const std::string_view text = line.message;
    if (text.find(" sid: ") != std::string_view::npos
        && text.find(" : info : ") != std::string_view::npos) {
        if (const auto sid = decimal(text, " sid: ")) {
            const bool observer = text.starts_with("Observer") || text.ends_with(":observer");
            tell(line, trace::LearnerEvent{ServerId(*sid), Zxid(),
                observer ? trace::LearnerRole::observer : trace::LearnerRole::participant});
        }
    } else if (text.starts_with("Synchronizing with Learner sid: ")) {
        const auto sid = decimal(text, "Learner sid: ");
        if (!sid || m_choosing.size() >= maxHandlers)
            return;
        trace::SyncEvent sync;
        sync.peer = ServerId(*sid);
        sync.min = zxidAt(text, "minCommittedLog=").value_or(Zxid());
        sync.max = zxidAt(text, "maxCommittedLog=").value_or(Zxid());
        sync.to = zxidAt(text, "lastProcessedZxid=").value_or(Zxid());
        sync.peerZxid = zxidAt(text, "peerLastZxid=").value_or(Zxid());
        m_choosing.insert_or_assign(std::string(line.thread), sync);
    } else if (text.starts_with("Sending DIFF zxid=")) {
        takeChosen(line, SyncMode::diff, zxidAt(text, "zxid=").value_or(Zxid()),
            "its last zxid is in the leader's committed log");
    } else if (text.starts_with("Sending TRUNC zxid=") || text.starts_with("Sending TRUNC to")) {
        const auto to = zxidAt(text, "zxidToSend=");
        takeChosen(line, SyncMode::trunc, to ? *to : zxidAt(text, "zxid=").value_or(Zxid()),
            "it has transactions that the leader does not have");
    } else if (text.starts_with("Sending snapshot last zxid of peer is ")) {
        takeChosen(line, SyncMode::snap, zxidAt(text, "zxid of leader is ").value_or(Zxid()),
            "the leader's committed log does not reach back to it");
    }
}

void ApacheLogReader::takeChosen(const Line& line, SyncMode mode, Zxid from, const char* why)
{
    const auto known = m_choosing.find(line.thread);
    if (known == m_choosing.end())
        return;
    trace::SyncEvent sync = std::move(known->second);
    m_choosing.erase(known);
    sync.mode = mode;
    sync.from = from;
    sync.why = why;
    tell(line, std::move(sync));
}

} // namespace zs::timeline
