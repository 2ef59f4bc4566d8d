// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sabotage.h"

#include "clientlib/protocol/session_records.h"

#include <array>

namespace zs::sim {

using engine::PacketType;
using engine::QuorumPacket;

std::string_view nameOf(Bug bug)
{
    static constexpr std::array<std::string_view, 20> names{"none", "halfIsAQuorum",
        "observerCounted", "linksReorder", "skipsSync", "acksBeforeLog", "acksNewLeaderEarly",
        "forgetsAcceptedEpoch", "forgetsTruncation", "losesLastRecord", "forgetsSessions",
        "appliesBeforeCommit", "commitsAlone", "losesCommit", "forgetsLastZxidSeen",
        "forgetsWatches", "forgetsTouches", "learnerExpires", "doublesReply", "losesReply"};
    return names[std::size_t(bug)];
}

DiskBugs Sabotage::diskBugs() const
{
    DiskBugs bugs;
    bugs.skipsSync = m_bug == Bug::skipsSync;
    bugs.forgetsAcceptedEpoch = m_bug == Bug::forgetsAcceptedEpoch;
    bugs.forgetsTruncation = m_bug == Bug::forgetsTruncation;
    bugs.losesLastRecord = m_bug == Bug::losesLastRecord;
    bugs.forgetsSessions = m_bug == Bug::forgetsSessions;
    return bugs;
}

Bytes Sabotage::fromLeader(End end, ByteView bytes)
{
    Bytes out;
    Link& link = m_links[end];
    if (link.raw)
        return {bytes.begin(), bytes.end()};
    link.packets.feed(bytes);
    while (true) {
        const auto packet = link.packets.next();
        if (!packet || !*packet)
            return out;
        const QuorumPacket& heard = **packet;
        if (heard.type == PacketType::snap) {
            link.raw = true;
            heard.appendTo(out);
            const Bytes rest = link.packets.takeRaw(link.packets.bufferedBytes());
            out.insert(out.end(), rest.begin(), rest.end());
            return out;
        }
        const bool isCommit = heard.type == PacketType::commit;
        if (m_bug == Bug::losesCommit && heard.type == PacketType::proposal
            && m_random.chance(0.02)) {
            link.lost.insert(heard.zxid);
            continue;
        }
        if ((m_bug == Bug::losesCommit && isCommit && link.lost.contains(heard.zxid))
            || (m_bug == Bug::appliesBeforeCommit && isCommit))
            continue;
        heard.appendTo(out);
        if (m_bug == Bug::appliesBeforeCommit && heard.type == PacketType::proposal)
            QuorumPacket{PacketType::commit, heard.zxid, {}, {}}.appendTo(out);
    }
}

Bytes Sabotage::fromLearner(End end, ByteView bytes)
{
    Bytes out;
    Link& link = m_links[end];
    link.packets.feed(bytes);
    while (true) {
        auto packet = link.packets.next();
        if (!packet || !*packet)
            return out;
        if ((*packet)->type == PacketType::ping && (*packet)->data)
            (*packet)->data->clear();
        (*packet)->appendTo(out);
    }
}

void Sabotage::alterFrame(ByteView frame, bool isFirst, Bytes& out)
{
    if (isFirst && m_bug == Bug::forgetsLastZxidSeen) {
        auto request = jute::decode<ConnectRequest>(frame);
        if (request) {
            request->lastZxidSeen = Zxid();
            return jute::appendFrame(out, *request);
        }
    }
    if (!isFirst && m_bug == Bug::forgetsWatches) {
        const auto header = jute::decode<RequestHeader>(frame);
        if (header && header->xid == xid::setWatches)
            return;
    }
    jute::Writer writer(out);
    writer.length(frame.size());
    writer.raw(frame);
    // Its own request: the session ends, and nobody had asked for it.
    if (!isFirst && m_bug == Bug::learnerExpires && m_random.chance(0.005))
        jute::appendFrame(out, RequestHeader{0x7ffffff0, OpCode::closeSession});
}

Bytes Sabotage::fromClient(End end, ByteView bytes)
{
    Bytes out;
    Conversation& client = m_fromClients[end];
    client.frames.feed(bytes);
    while (true) {
        const auto frame = client.frames.next();
        if (!frame || !*frame)
            return out;
        alterFrame(**frame, !std::exchange(client.greeted, true), out);
    }
}

Bytes Sabotage::toClient(End end, ByteView bytes)
{
    Bytes out;
    Conversation& client = m_toClients[end];
    client.frames.feed(bytes);
    while (true) {
        const auto frame = client.frames.next();
        if (!frame || !*frame)
            return out;
        const bool isFirst = !std::exchange(client.greeted, true);
        const auto header = jute::decode<ReplyHeader>(**frame);
        const bool isReply = !isFirst && header && header->xid > 0;
        const bool struck = isReply && m_random.chance(0.01);
        if (struck && m_bug == Bug::losesReply)
            continue;
        for (int i = struck && m_bug == Bug::doublesReply ? 2 : 1; i > 0; --i) {
            jute::Writer writer(out);
            writer.length((*frame)->size());
            writer.raw(**frame);
        }
    }
}

} // namespace zs::sim
