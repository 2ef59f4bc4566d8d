// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/jute/codec.h"
#include "clientlib/protocol/opcode.h"

namespace zs {

/// First frame of a client. The readOnly byte came with 3.4: `hasReadOnly` says if it is there.
struct ConnectRequest {
    std::int32_t protocolVersion = 0;
    Zxid lastZxidSeen;
    std::int32_t timeoutMs = 0;
    SessionId sessionId; ///< 0: a new session.
    std::optional<Bytes> password;
    bool readOnly = false;
    bool hasReadOnly = true;
    bool operator==(const ConnectRequest&) const = default;
};

/// First frame of a server. A refused session has time-out 0, id 0 and a password of zeros.
struct ConnectResponse {
    std::int32_t protocolVersion = 0;
    std::int32_t timeoutMs = 0;
    SessionId sessionId;
    Bytes password;
    bool readOnly = false;
    bool hasReadOnly = true;
    bool operator==(const ConnectResponse&) const = default;
};

namespace jute {
    inline void read(Reader& in, ConnectRequest& r)
    {
        read(in, r.protocolVersion);
        read(in, r.lastZxidSeen);
        read(in, r.timeoutMs);
        read(in, r.sessionId);
        read(in, r.password);
        r.hasReadOnly = in.ok() && in.remaining() > 0;
        r.readOnly = r.hasReadOnly && in.boolean();
    }
    inline void write(Writer& out, const ConnectRequest& r)
    {
        write(out, r.protocolVersion);
        write(out, r.lastZxidSeen);
        write(out, r.timeoutMs);
        write(out, r.sessionId);
        write(out, r.password);
        if (r.hasReadOnly)
            write(out, r.readOnly);
    }
    inline void read(Reader& in, ConnectResponse& r)
    {
        read(in, r.protocolVersion);
        read(in, r.timeoutMs);
        read(in, r.sessionId);
        read(in, r.password);
        r.hasReadOnly = in.ok() && in.remaining() > 0;
        r.readOnly = r.hasReadOnly && in.boolean();
    }
    inline void write(Writer& out, const ConnectResponse& r)
    {
        write(out, r.protocolVersion);
        write(out, r.timeoutMs);
        write(out, r.sessionId);
        write(out, r.password);
        if (r.hasReadOnly)
            write(out, r.readOnly);
    }
} // namespace jute

/// In front of every request after the first.
struct RequestHeader {
    std::int32_t xid = 0;
    OpCode type = OpCode::notification;
    static constexpr auto fields(auto& r) { return std::tie(r.xid, r.type); }
    bool operator==(const RequestHeader&) const = default;
};

/// In front of every reply and event; a record follows only when `err` is 0.
struct ReplyHeader {
    std::int32_t xid = 0;
    Zxid zxid;
    Errc err = Errc::ok;
    static constexpr auto fields(auto& r) { return std::tie(r.xid, r.zxid, r.err); }
    bool operator==(const ReplyHeader&) const = default;
};

/// Request `auth` (100), xid -4. Answered by a header alone.
struct AuthRequest {
    std::int32_t type = 0; ///< Ignored by servers.
    std::string scheme;
    std::optional<Bytes> auth; ///< For digest: "user:password".
    static constexpr auto fields(auto& r) { return std::tie(r.type, r.scheme, r.auth); }
    bool operator==(const AuthRequest&) const = default;
};

} // namespace zs
