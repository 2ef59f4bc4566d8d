// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/session_table.h"

#include "clientlib/protocol/multi.h"
#include "localcluster/engine/core/ephemeral_owner.h"

#include <algorithm>

namespace zs::engine {

SessionPassword sessionPassword(SessionId id)
{
    // java.util.Random: a 48-bit linear congruence; nextBytes cuts each 32-bit number
    // little-endian.
    constexpr std::uint64_t multiplier = 0x5DEECE66DULL, mask = (1ULL << 48) - 1;
    constexpr std::uint64_t superSecret = 0xB3415C00ULL;
    std::uint64_t seed = (static_cast<std::uint64_t>(id.value) ^ superSecret ^ multiplier) & mask;
    SessionPassword password{};
    for (std::size_t at = 0; at < password.size(); at += 4) {
        seed = (seed * multiplier + 0xB) & mask;
        const auto number = static_cast<std::uint32_t>(seed >> 16);
        for (std::size_t i = 0; i < 4; ++i)
            password[at + i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return password;
}

bool isSessionPassword(SessionId id, ByteView password)
{
    const SessionPassword expected = sessionPassword(id);
    if (password.size() != expected.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        difference |= static_cast<unsigned>(expected[i] ^ password[i]);
    return difference == 0;
}

SessionId firstSessionId(ServerId server, std::int64_t nowMs)
{
    const std::uint64_t time = (static_cast<std::uint64_t>(nowMs) << 24) >> 8;
    return SessionId(
        static_cast<std::int64_t>(time | static_cast<std::uint64_t>(server.value) << 56));
}

bool makesEphemeral(OpCode type, ByteView body)
{
    const auto isOne = [](const CreateRequest& create) {
        return create.flags >= 0 && create.flags <= 6 && isEphemeral(CreateMode(create.flags));
    };
    if (type == OpCode::create || type == OpCode::create2) {
        const Result<CreateRequest> create = jute::decode<CreateRequest>(body);
        return create && isOne(*create);
    }
    if (type != OpCode::multi)
        return false;
    const Result<MultiRequest> multi = jute::decode<MultiRequest>(body);
    return multi && std::any_of(multi->ops.begin(), multi->ops.end(), [&](const MultiOp& op) {
        const auto* create = std::get_if<CreateRequest>(&op.request);
        return create && (op.type == OpCode::create || op.type == OpCode::create2)
            && isOne(*create);
    });
}

SessionId SessionTable::newId()
{
    while (m_nextId.value == containerOwner || m_nextId.value == 0 || m_sessions.contains(m_nextId))
        m_nextId.value = static_cast<std::int64_t>(static_cast<std::uint64_t>(m_nextId.value) + 1);
    const SessionId id = m_nextId;
    m_nextId.value = static_cast<std::int64_t>(static_cast<std::uint64_t>(id.value) + 1);
    return id;
}

Instant SessionTable::bucketFor(Instant now, Timeout timeout) const
{
    const auto tick = std::chrono::duration_cast<Instant::duration>(m_tick).count();
    const auto due = (now.time_since_epoch() + timeout).count();
    return Instant(Instant::duration((due / tick + 1) * tick));
}

void SessionTable::move(SessionId id, Session& session, Instant bucket)
{
    if (session.bucket == bucket)
        return;
    session.bucket = bucket;
    m_buckets[bucket].push_back(id);
}

bool SessionTable::open(SessionId id, Timeout timeout, Instant now, SessionKind kind)
{
    const auto [found, isNew] = m_sessions.try_emplace(id);
    if (isNew) {
        found->second.timeout = timeout;
        found->second.kind = kind;
        m_localCount += kind == SessionKind::local ? 1 : 0;
    }
    if (!found->second.closing)
        move(id, found->second, bucketFor(now, timeout));
    return isNew;
}

bool SessionTable::touch(SessionId id, Timeout timeout, Instant now)
{
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end() || found->second.closing)
        return false;
    move(id, found->second, bucketFor(now, timeout));
    return true;
}

void SessionTable::setClosing(SessionId id)
{
    if (const auto found = m_sessions.find(id); found != m_sessions.end())
        found->second.closing = true;
}

void SessionTable::remove(SessionId id)
{
    m_localCount -= isLocal(id) ? 1 : 0;
    m_sessions.erase(id);
}

bool SessionTable::isLocal(SessionId id) const
{
    const auto found = m_sessions.find(id);
    return found != m_sessions.end() && found->second.kind == SessionKind::local;
}

std::optional<SessionTable::Timeout> SessionTable::upgrade(SessionId id)
{
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end() || found->second.closing
        || found->second.kind != SessionKind::local)
        return std::nullopt;
    found->second.kind = SessionKind::global;
    --m_localCount;
    return found->second.timeout;
}

SessionTable::State SessionTable::state(SessionId id) const
{
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end())
        return State::unknown;
    return found->second.closing ? State::closing : State::open;
}

std::optional<SessionTable::Timeout> SessionTable::timeout(SessionId id) const
{
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end())
        return std::nullopt;
    return found->second.timeout;
}

std::vector<SessionId> SessionTable::expireUntil(Instant now)
{
    std::vector<SessionId> expired;
    while (!m_buckets.empty() && m_buckets.begin()->first <= now) {
        const auto bucket = m_buckets.extract(m_buckets.begin());
        const std::size_t first = expired.size();
        for (const SessionId id : bucket.mapped()) {
            const auto found = m_sessions.find(id);
            if (found == m_sessions.end() || found->second.closing
                || found->second.bucket != bucket.key())
                continue;
            found->second.closing = true;
            expired.push_back(id);
        }
        std::sort(expired.begin() + std::ptrdiff_t(first), expired.end());
    }
    return expired;
}

std::optional<Instant> SessionTable::nextExpiry() const
{
    if (m_buckets.empty())
        return std::nullopt;
    return m_buckets.begin()->first;
}

void SessionTable::restartAll(Instant now)
{
    m_buckets.clear();
    for (auto& [id, session] : m_sessions) { // Buckets sort what they give out.
        session.closing = false;
        session.bucket = Instant();
        move(id, session, bucketFor(now, session.timeout));
    }
}

std::vector<std::pair<SessionId, SessionTable::Timeout>> SessionTable::all() const
{
    std::vector<std::pair<SessionId, Timeout>> sessions;
    sessions.reserve(m_sessions.size());
    for (const auto& [id, session] : m_sessions) {
        if (session.kind == SessionKind::global)
            sessions.emplace_back(id, session.timeout);
    }
    std::sort(sessions.begin(), sessions.end());
    return sessions;
}

std::map<Instant, std::vector<SessionId>> SessionTable::buckets() const
{
    std::map<Instant, std::vector<SessionId>> result;
    for (const auto& [id, session] : m_sessions) {
        if (!session.closing)
            result[session.bucket].push_back(id);
    }
    for (auto& [end, ids] : result)
        std::sort(ids.begin(), ids.end());
    return result;
}

} // namespace zs::engine
