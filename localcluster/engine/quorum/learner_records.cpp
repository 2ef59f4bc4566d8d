// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/learner_records.h"

namespace zs::engine {

namespace {

tl::unexpected<Error> bad(const char* record, const std::string& what)
{
    return failure(Errc::protocol, std::string(record) + ": " + what);
}

Bytes restOf(const jute::Reader& in)
{
    const ByteView rest = in.rest();
    return {rest.begin(), rest.end()};
}

} // namespace

Bytes LearnerInfo::encode() const
{
    Bytes bytes;
    jute::Writer out(bytes);
    jute::write(out, serverId);
    if (protocolVersion) {
        jute::write(out, *protocolVersion);
        if (configVersion)
            jute::write(out, *configVersion);
    }
    return bytes;
}

Result<LearnerInfo> LearnerInfo::decode(ByteView data)
{
    if (data.size() != 8 && data.size() != 12 && data.size() != 20)
        return bad("LearnerInfo",
            "it has " + std::to_string(data.size()) + " bytes; 8, 12 or 20 are expected");
    jute::Reader in(data);
    LearnerInfo info;
    jute::read(in, info.serverId);
    info.protocolVersion.reset();
    info.configVersion.reset();
    if (data.size() >= 12)
        info.protocolVersion = in.number<std::int32_t>();
    if (data.size() == 20)
        info.configVersion = in.number<std::int64_t>();
    return info;
}

Bytes ForwardedRequest::encode() const
{
    Bytes bytes;
    bytes.reserve(16 + body.size());
    jute::Writer out(bytes);
    jute::write(out, session);
    jute::write(out, cxid);
    jute::write(out, op);
    out.raw(body);
    return bytes;
}

Result<ForwardedRequest> ForwardedRequest::decode(ByteView data)
{
    jute::Reader in(data);
    ForwardedRequest request;
    jute::read(in, request.session);
    jute::read(in, request.cxid);
    jute::read(in, request.op);
    if (!in.ok())
        return bad("REQUEST", in.error().detail);
    request.body = restOf(in);
    return request;
}

Bytes encodeTouches(const std::vector<SessionTouch>& touches)
{
    Bytes bytes;
    bytes.reserve(12 * touches.size());
    jute::Writer out(bytes);
    for (const SessionTouch& touch : touches)
        jute::write(out, touch);
    return bytes;
}

Result<std::vector<SessionTouch>> decodeTouches(ByteView data)
{
    if (data.size() % 12 != 0)
        return bad("PING", "its " + std::to_string(data.size()) + " bytes are no list of sessions");
    jute::Reader in(data);
    std::vector<SessionTouch> touches(data.size() / 12);
    for (SessionTouch& touch : touches)
        jute::read(in, touch);
    return touches;
}

Bytes Activation::encode() const
{
    Bytes bytes;
    jute::Writer out(bytes);
    jute::write(out, designatedLeader);
    out.raw(txn);
    return bytes;
}

Result<Activation> Activation::decode(ByteView data)
{
    jute::Reader in(data);
    Activation activation;
    jute::read(in, activation.designatedLeader);
    if (!in.ok())
        return bad("activation", in.error().detail);
    activation.txn = restOf(in);
    return activation;
}

} // namespace zs::engine
