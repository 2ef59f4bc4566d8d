// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/quorum_packet.h"

#include <algorithm>

namespace zs::engine {

std::string_view nameOf(PacketType type)
{
    static constexpr std::string_view names[] = {"REQUEST", "PROPOSAL", "ACK", "COMMIT", "PING",
        "REVALIDATE", "SYNC", "INFORM", "COMMITANDACTIVATE", "NEWLEADER", "FOLLOWERINFO",
        "UPTODATE", "DIFF", "TRUNC", "SNAP", "OBSERVERINFO", "LEADERINFO", "ACKEPOCH",
        "INFORMANDACTIVATE"};
    const auto number = static_cast<std::int32_t>(type);
    return number >= 1 && number <= std::int32_t(std::size(names)) ? names[number - 1] : "UNKNOWN";
}

std::size_t QuorumPacket::sizeBytes() const
{
    std::size_t size = 20 + (data ? data->size() : 0);
    if (authInfo) {
        for (const AuthId& id : *authInfo)
            size += 8 + id.scheme.size() + id.id.size();
    }
    return size;
}

void QuorumPacket::appendTo(Bytes& out) const
{
    jute::Writer writer(out);
    jute::write(writer, type);
    jute::write(writer, zxid);
    jute::write(writer, data);
    if (authInfo)
        jute::write(writer, *authInfo);
    else
        writer.null();
}

Bytes QuorumPacket::encode() const
{
    Bytes bytes;
    bytes.reserve(sizeBytes());
    appendTo(bytes);
    return bytes;
}

Result<std::optional<QuorumPacket>> PacketSplitter::next()
{
    if (m_problem)
        return tl::unexpected(*m_problem);
    const Result<std::optional<std::size_t>> size = measure();
    if (!size) {
        m_problem = size.error();
        m_bytes.clear();
        m_at = 0;
        return tl::unexpected(*m_problem);
    }
    if (!*size)
        return std::nullopt;
    jute::Reader in(ByteView(m_bytes).subspan(m_at, **size));
    QuorumPacket packet;
    jute::read(in, packet.type);
    jute::read(in, packet.zxid);
    jute::read(in, packet.data);
    jute::Reader peek(in.rest());
    if (peek.number<std::int32_t>() != -1)
        jute::read(in, packet.authInfo.emplace());
    if (!in.ok()) {
        m_problem = Error(Errc::protocol, "quorum packet: " + in.error().detail);
        return tl::unexpected(*m_problem);
    }
    discard(**size);
    return packet;
}

Result<std::optional<std::size_t>> PacketSplitter::measure()
{
    const ByteView bytes = ByteView(m_bytes).subspan(m_at);
    const auto tooLong = [&](std::int32_t length, const char* what) {
        return failure(Errc::protocol,
            "quorum packet of type "
                + std::to_string(jute::Reader(bytes).number<std::int32_t>()) + ": unreasonable "
                + what + ' ' + std::to_string(length) + " (at most "
                + std::to_string(m_maxPacketBytes) + " bytes are accepted)");
    };
    const auto lengthAt = [&](std::size_t at) {
        return jute::Reader(bytes.subspan(at)).number<std::int32_t>();
    };
    if (m_measured == 0) {
        if (bytes.size() < 16)
            return std::nullopt;
        const std::int32_t length = lengthAt(12);
        if (length < -1 || (length > 0 && std::size_t(length) > m_maxPacketBytes))
            return tooLong(length, "data length");
        const std::size_t idsAt = 16 + std::size_t(std::max(length, 0));
        if (bytes.size() < idsAt + 4)
            return std::nullopt;
        const std::int32_t ids = lengthAt(idsAt);
        if (ids < -1 || (ids > 0 && std::size_t(ids) > m_maxPacketBytes / 8))
            return tooLong(ids, "count of ids");
        m_measured = idsAt + 4;
        m_stringsLeft = 2 * std::max(ids, 0);
    }
    for (; m_stringsLeft > 0; --m_stringsLeft) {
        if (bytes.size() < m_measured + 4)
            return std::nullopt;
        const std::int32_t length = lengthAt(m_measured);
        const std::size_t end = m_measured + 4 + std::size_t(std::max(length, 0));
        if (length < -1 || end > 2 * m_maxPacketBytes + 20)
            return tooLong(length, "length of an id");
        if (bytes.size() < end)
            return std::nullopt;
        m_measured = end;
    }
    return m_measured;
}

void PacketSplitter::discard(std::size_t sizeBytes)
{
    m_at += sizeBytes;
    m_measured = 0;
    m_stringsLeft = 0;
    // Moving the rest forward only now and then keeps cutting linear.
    if (m_at == m_bytes.size() || m_at > (std::size_t(1) << 16)) {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at));
        m_at = 0;
    }
}

Bytes PacketSplitter::takeRaw(std::size_t atMost)
{
    const ByteView raw = ByteView(m_bytes).subspan(m_at);
    const ByteView taken = raw.first(std::min(atMost, raw.size()));
    Bytes out(taken.begin(), taken.end());
    discard(out.size());
    return out;
}

} // namespace zs::engine
