// SPDX-License-Identifier: Apache-2.0
// SASL by DIGEST-MD5, between the handshake and all that else is sent. As in Apache's client
// (ZooKeeperSaslClient) tokens travel in requests with xids of their own, each connection
// authenticates anew, and whatever goes wrong ends the session: to go on without the identity
// would show somebody else's view of the data.
#include "clientlib/base/expect.h"
#include "clientlib/protocol/digest.h"
#include "clientlib/protocol/sasl_records.h"
#include "clientlib/session/session_machine.h"

#include <algorithm>
#include <limits>

namespace zs::session {

SessionMachine::Sasl::Sasl() = default;

void SessionMachine::keepSasl(Identity identity)
{
    if (m_sasl) {
        m_sasl->problem = "there are two identities of the scheme \"sasl\", and a connection has"
                          " room for one";
        return;
    }
    m_sasl.emplace();
    const std::string_view secret = textOf(identity.secret);
    const std::size_t colon = secret.find(':');
    if (colon == std::string_view::npos || colon == 0) {
        m_sasl->problem = "an identity of the scheme \"sasl\" is to be user:password";
        return;
    }
    m_sasl->user = secret.substr(0, colon);
    m_sasl->password = secret.substr(colon + 1);
}

void SessionMachine::authenticate(Instant now, Effects& out)
{
    if (!m_sasl->problem.empty())
        return refuse(Errc::authFailed, std::string(m_sasl->problem), out);
    m_phase = Phase::authenticating;
    m_sasl->responded = false;
    Bytes chance = m_settings.nonceSeed;
    for (std::uint64_t count = ++m_sasl->exchanges; count != 0; count >>= 8U)
        chance.push_back(static_cast<std::uint8_t>(count & 0xffU));
    const Result<Md5Sum> sum = md5(chance);
    if (!sum)
        return refuse(Errc::authFailed, sum.error().detail, out);
    DigestMd5Login login;
    login.user = m_sasl->user;
    login.password = m_sasl->password;
    login.cnonce = hex(ByteView(*sum));
    m_sasl->exchange.emplace(std::move(login));
    sendToken({}, now, out);
    arm(out);
}

void SessionMachine::sendToken(Bytes token, Instant now, Effects& out)
{
    m_lastXid = m_lastXid == std::numeric_limits<std::int32_t>::max() ? 1 : m_lastXid + 1;
    const SaslRequest request{std::move(token)};
    Send send;
    jute::appendFrame(send.bytes, RequestHeader{m_lastXid, OpCode::sasl}, request);
    out.push_back(std::move(send));
    m_lastSent = now;
}

void SessionMachine::handleSaslFrame(ByteView frame, Instant now, Effects& out)
{
    jute::Reader in(frame);
    ReplyHeader header;
    jute::read(in, header);
    if (!in.ok() || header.xid != m_lastXid)
        return dropConnection(ConnectionFault::notZooKeeper,
            "another frame where the answer to a SASL token was due", now, out);
    const std::string wrongPassword = "the server refused the SASL user \"" + m_sasl->user
        + "\": user or password are wrong, or it knows Kerberos alone, which this client does not"
          " speak yet";
    // -124 where the server serves nobody without SASL, else -115.
    if (header.err != Errc::ok)
        return refuse(
            Errc::authFailed, wrongPassword + " (" + std::string(errcName(header.err)) + ")", out);
    const Result<SaslResponse> response = jute::decode<SaslResponse>(in.rest());
    if (!response)
        return dropConnection(ConnectionFault::notZooKeeper,
            "an unreadable answer to a SASL token: " + response.error().detail, now, out);
    if (!response->token && !m_sasl->responded)
        return refuse(Errc::authFailed,
            "the server has no SASL set up (no section Server in a JAAS configuration), so it"
            " cannot know the SASL user \"" + m_sasl->user + '"',
            out);
    // Without an error: by allowSaslFailedClients such a client may stay, as nobody.
    if (!response->token)
        return refuse(Errc::authFailed, wrongPassword, out);
    if (!m_sasl->responded) {
        Result<Bytes> answer = m_sasl->exchange->respond(*response->token);
        if (!answer)
            return refuse(Errc::authFailed,
                "the server's SASL is none that this client speaks: " + answer.error().detail, out);
        m_sasl->responded = true;
        return sendToken(std::move(*answer), now, out);
    }
    if (const Result<void> proved = m_sasl->exchange->verify(*response->token); !proved)
        return refuse(Errc::authFailed, proved.error().detail, out);
    m_sasl->exchange.reset();
    beginServing(now, out);
}

/// Ends the session: the server, or what it said, leaves no way to be who we are to be.
void SessionMachine::refuse(Errc err, const std::string& why, Effects& out)
{
    m_problem = {ConnectionFault::authRefused, toText(m_search.current()) + ": " + why, {}};
    out.emplace_back(std::in_place_type<Drop>);
    finish(SessionState::authFailed, err, m_problem.text, out);
}

} // namespace zs::session
