// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/node_records.h"
#include "clientlib/session/session_machine.h"

#include <map>

namespace zs::session {

using namespace std::chrono_literals;

inline Instant at(std::chrono::nanoseconds sinceStart) { return Instant(sinceStart); }

inline constexpr SessionId ourSession{0x1001};

/// The end of a connection, as the net layer tells it.
inline ConnectionFailure cut(
    std::string text, ConnectionFault fault = ConnectionFault::closed)
{
    return {fault, std::move(text), {}};
}

/// A SessionMachine with the outside world in a few words: what a server would send, and a record
/// of what the machine wanted. Time is virtual.
class SessionRig {
public:
    explicit SessionRig(int servers = 1, Settings settings = {})
        : machine(withServers(std::move(settings), servers)) {}

    static Settings withServers(Settings settings, int servers)
    {
        for (int i = 0; i < servers; ++i)
            settings.servers.push_back({"zk" + std::to_string(i), 2181});
        return settings;
    }

    /// Keeps what is of interest in the effects of one call.
    void take(Effects effects)
    {
        for (Effect& effect : effects) {
            if (auto* connect = std::get_if<Connect>(&effect))
                connects.push_back(connect->server);
            else if (auto* send = std::get_if<Send>(&effect))
                sent.insert(sent.end(), send->bytes.begin(), send->bytes.end());
            else if (auto* complete = std::get_if<Complete>(&effect))
                noteCompleted(*complete);
            else if (auto* event = std::get_if<Fired>(&effect))
                fired.push_back(*event);
            else if (auto* end = std::get_if<WatchEnded>(&effect))
                ended.push_back(*end);
            else if (auto* timer = std::get_if<ArmTimer>(&effect))
                armedAt = timer->at;
            else if (auto* probe = std::get_if<Probe>(&effect))
                probes.push_back(probe->server);
            else if (auto* inquiry = std::get_if<Inquire>(&effect))
                inquiries.push_back(inquiry->server);
            else if (std::holds_alternative<Drop>(effect))
                ++drops;
        }
    }

    /// Plays time forward: the timer fires at its moments up to `until`.
    void passUntil(Instant until)
    {
        while (armedAt && *armedAt <= until) {
            const Instant moment = *armedAt;
            armedAt.reset();
            take(machine.timerFired(moment));
        }
    }

    void establish(Instant now, SessionId id = ourSession, std::chrono::milliseconds timeout = 9s,
        bool readOnly = false)
    {
        take(machine.connected(now));
        sent.clear();
        ConnectResponse response;
        response.timeoutMs = static_cast<std::int32_t>(timeout.count());
        response.sessionId = id;
        response.password = Bytes(16, 7);
        response.readOnly = readOnly;
        receive(now, response);
    }

    template <class... Records>
    void receive(Instant now, const Records&... records)
    {
        Bytes frame;
        jute::appendFrame(frame, records...);
        take(machine.received(frame, now));
    }

    RequestId ask(Instant now, OpCode op = OpCode::sync, WatchUse watch = WatchUse::none,
        std::string path = "/a", WatcherType removed = WatcherType::any)
    {
        Request request;
        request.id = ++lastId;
        request.op = op;
        request.watch = watch;
        request.removed = removed;
        request.path = Path(std::move(path));
        take(machine.submit(std::move(request), now));
        return lastId;
    }

    /// The requests that were sent since the last call: their headers, and their bodies by xid.
    std::vector<RequestHeader> takeSent()
    {
        FrameSplitter splitter(std::size_t(1) << 24);
        splitter.feed(sent);
        std::vector<RequestHeader> headers;
        bodies.clear();
        for (auto frame = splitter.next(); frame && *frame; frame = splitter.next()) {
            headers.push_back(*jute::decode<RequestHeader>(**frame));
            bodies.emplace_back((*frame)->begin() + 8, (*frame)->end());
        }
        sent.clear();
        return headers;
    }

    SessionMachine machine;
    RequestId lastId = 0;
    std::vector<Endpoint> connects;
    std::vector<Endpoint> probes;
    std::vector<Endpoint> inquiries;
    Bytes sent;
    std::vector<Bytes> bodies;
    std::map<RequestId, Errc> completed;
    std::map<RequestId, std::string> reasons;
    std::vector<Fired> fired;
    std::vector<WatchEnded> ended;
    std::optional<Instant> armedAt;
    int drops = 0;
    int doubleAnswers = 0; ///< Must stay 0 in every test.

private:
    void noteCompleted(const Complete& complete)
    {
        doubleAnswers += completed.contains(complete.id) ? 1 : 0;
        completed[complete.id] = complete.err;
        reasons[complete.id] = complete.why;
    }
};

} // namespace zs::session
