// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/notification.h"

#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"

namespace zs::engine {

Bytes Notification::encode() const
{
    Bytes bytes;
    bytes.reserve(44 + config.size());
    jute::Writer out(bytes);
    out.number(static_cast<std::int32_t>(state));
    out.number(leader.value);
    out.number(zxid.value);
    out.number(electionEpoch);
    if (form == Form::bytes28)
        return bytes;
    out.number(peerEpoch);
    if (form == Form::bytes40) {
        out.number(unreadVersion);
        return bytes;
    }
    out.number(version);
    if (version > 1)
        out.buffer(viewOf(config));
    return bytes;
}

void Notification::appendFrame(Bytes& out) const
{
    jute::Writer(out).buffer(encode());
}

Result<Notification> Notification::decode(ByteView message)
{
    jute::Reader in(message);
    Notification n;
    n.state = static_cast<PeerState>(in.number<std::int32_t>());
    n.leader = ServerId(in.number<std::int64_t>());
    n.zxid = Zxid(in.number<std::int64_t>());
    n.electionEpoch = in.number<std::int64_t>();
    n.version = 0;
    // Apache tells the forms apart by the exact length.
    if (message.size() == 28) {
        n.form = Form::bytes28;
        n.peerEpoch = n.zxid.epoch();
    } else if (message.size() == 40) {
        n.form = Form::bytes40;
        n.peerEpoch = in.number<std::int64_t>();
        n.unreadVersion = in.number<std::int32_t>();
    } else {
        n.peerEpoch = in.number<std::int64_t>();
        n.version = in.number<std::int32_t>();
        if (in.ok() && n.version > 1) {
            const std::optional<ByteView> config = in.buffer();
            if (!config)
                in.fail("the configuration is null");
            else
                n.config = textOf(*config);
        }
    }
    if (!in.ok())
        return failure(Errc::protocol, "notification: " + in.error().detail);
    return n;
}

} // namespace zs::engine
