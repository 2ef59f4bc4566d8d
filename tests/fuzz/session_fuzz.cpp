// SPDX-License-Identifier: Apache-2.0
// A hostile server: any bytes, in pieces of any size, as what a client session receives. Each
// request must be answered exactly once, and effects must fit the state of the connection.
#include "clientlib/base/expect.h"
#include "clientlib/session/session_machine.h"

#include <map>
#include <set>

namespace {

using namespace zs;
using namespace zs::session;

/// Checks the machine's promises while it is fed.
class Watchdog {
public:
    explicit Watchdog(Settings settings)
        : m_machine(std::move(settings)) {}

    void start() { take(m_machine.start(now())); }
    void greet()
    {
        if (m_open)
            return;
        m_open = true;
        take(m_machine.connected(now()));
    }
    void receive(ByteView bytes)
    {
        if (m_open)
            take(m_machine.received(bytes, now()));
    }
    /// A session whose first addWatch is refused as an opcode that nobody knows.
    void meetOldServer()
    {
        ConnectResponse welcome;
        welcome.timeoutMs = 9000;
        welcome.sessionId = SessionId(1);
        welcome.password = Bytes(16, 7);
        for (int connection = 0; connection < 3; ++connection) { // Both servers are old.
            greet();
            hear(welcome);
            if (connection == 0)
                ask(static_cast<std::uint8_t>(WatchUse::addRecursive));
            if (connection < 2)
                hear(ReplyHeader{connection + 1, Zxid(-1), Errc::unimplemented});
            wait(std::chrono::milliseconds(5000));
        }
    }
    void cut()
    {
        if (!m_connecting)
            return;
        m_connecting = m_open = false;
        take(m_machine.connectionEnded({ConnectionFault::closed, "cut", {}}, now()));
    }
    void answerInquiry(ByteView answer)
    {
        take(m_machine.inquired(m_machine.server(), textOf(answer), now()));
    }
    void wait(std::chrono::milliseconds time)
    {
        m_now += time;
        take(m_machine.timerFired(now()));
    }
    void ask(std::uint8_t number)
    {
        Request request;
        request.id = ++m_lastId;
        request.watch = static_cast<WatchUse>(number % 8);
        request.op = opOf(request.watch);
        request.removed = static_cast<WatcherType>(1 + number / 8 % 5);
        request.path = Path(number % 2 == 0 ? "/a" : "/a/b");
        take(m_machine.submit(std::move(request), now()));
        if (number >= 240) {
            m_machine.cancel(m_lastId);
            m_cancelled.insert(m_lastId);
        }
    }
    void finish()
    {
        take(m_machine.close(++m_lastId, now()));
        cut();
        for (RequestId id = 1; id <= m_lastId; ++id)
            ZS_EXPECT(m_answers[id] == 1 || (m_answers[id] == 0 && m_cancelled.contains(id)));
    }
    [[nodiscard]] bool connecting() const { return m_connecting && !m_open; }

private:
    static OpCode opOf(WatchUse watch)
    {
        switch (watch) {
        case WatchUse::addPersistent:
        case WatchUse::addRecursive: return OpCode::addWatch; // Refused: kept by one-shot watches.
        case WatchUse::remove: return OpCode::removeWatches;
        case WatchUse::check: return OpCode::checkWatches;
        default: return OpCode::exists;
        }
    }
    Instant now() const { return m_now; }
    template <class... Records>
    void hear(const Records&... records)
    {
        Bytes frame;
        jute::appendFrame(frame, records...);
        receive(frame);
    }
    void take(const Effects& effects)
    {
        for (const Effect& effect : effects) {
            if (std::holds_alternative<Connect>(effect)) {
                ZS_EXPECT(!m_connecting);
                m_connecting = true;
            } else if (std::holds_alternative<Drop>(effect)) {
                ZS_EXPECT(m_connecting);
                m_connecting = m_open = false;
            } else if (std::holds_alternative<Send>(effect)) {
                ZS_EXPECT(m_open);
            } else if (const auto* complete = std::get_if<Complete>(&effect)) {
                ++m_answers[complete->id];
            }
        }
    }

    SessionMachine m_machine;
    Instant m_now;
    bool m_connecting = false;
    bool m_open = false;
    RequestId m_lastId = 0;
    std::map<RequestId, int> m_answers;
    std::set<RequestId> m_cancelled;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    Settings settings;
    settings.servers = {{"a", 1}, {"b", 2}};
    settings.maxReplyBytes = 1 << 20;
    settings.acceptReadOnly = true;
    Watchdog session(std::move(settings));
    session.start();
    ByteView rest(data, sizeBytes);
    // An odd first byte: on a server before 3.6, so that what follows meets the emulated watches.
    if (!rest.empty() && rest.front() % 2 == 1)
        session.meetOldServer();
    while (!rest.empty()) {
        const std::uint8_t step = rest.front();
        rest = rest.subspan(1);
        if (session.connecting())
            session.greet();
        switch (step % 8) {
        case 0:
            session.ask(
                static_cast<std::uint8_t>(step | (rest.empty() ? 0 : rest.front() % 8)));
            break;
        case 1: session.cut(); break;
        case 2: session.wait(std::chrono::milliseconds(step * 50)); break;
        case 3: {
            const std::size_t piece = std::min<std::size_t>(rest.size(), std::size_t(step));
            session.answerInquiry(rest.first(piece));
            rest = rest.subspan(piece);
            break;
        }
        default: {
            const std::size_t piece = std::min<std::size_t>(rest.size(), std::size_t(step));
            session.receive(rest.first(piece));
            rest = rest.subspan(piece);
        }
        }
    }
    session.finish();
    return 0;
}
