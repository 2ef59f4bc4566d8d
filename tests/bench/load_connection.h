// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/session_records.h"

#include <chrono>
#include <cstdint>
#include <deque>

namespace zs::bench {

using Clock = std::chrono::steady_clock;

/// What one finished request tells the load generator.
struct Completion {
    ReplyHeader header;
    std::chrono::nanoseconds took;
    ByteView body; ///< Behind the header; valid during the call.
};

/// One TCP connection with a ZooKeeper session, non-blocking once it stands. Requests are appended
/// to one buffer and leave in one write, so that the generator is never what binds.
/// Any failure ends the program with a message: a benchmark with errors measures nothing.
class LoadConnection {
public:
    /// Connects and asks for a session; `waitSession` waits until it stands.
    LoadConnection(const char* host, std::uint16_t port, std::chrono::milliseconds sessionTimeout);
    ~LoadConnection();
    LoadConnection(LoadConnection&& other) noexcept;
    LoadConnection& operator=(LoadConnection&&) = delete;

    void waitSession();
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] std::size_t outstanding() const { return m_sentAt.size(); }

    /// Queues one request.
    template <class... Records>
    void request(OpCode type, const Records&... records)
    {
        jute::appendFrame(m_out, RequestHeader{++m_xid, type}, records...);
        m_sentAt.push_back(Clock::now());
    }
    /// Queues a request that was encoded before, under the next xid: a large one then costs one
    /// copy.
    void request(ByteView encoded);
    template <class... Records>
    [[nodiscard]] static Bytes encode(OpCode type, const Records&... records)
    {
        Bytes frame;
        jute::appendFrame(frame, RequestHeader{0, type}, records...);
        return frame;
    }
    /// Writes what the socket takes.
    void flush();
    /// Reads what is there; calls `done(Completion)` for each reply and `event()` for each event.
    template <class Done, class Event>
    void receive(Done done, Event event);
    /// Sends one request and waits for its reply; for set-up, not for measuring.
    template <class... Records>
    ReplyHeader call(OpCode type, const Records&... records);
    /// Waits until all that was requested is answered; yields the last reply.
    ReplyHeader settle();
    /// Waits until there is something to read, at most 30 s.
    void waitReadable() const;

private:
    /// Feeds what the socket has, as far as one call goes; true when it may have more.
    bool readSome();

    int m_fd = -1;
    std::int32_t m_xid = 0;
    Bytes m_out;
    std::size_t m_outSent = 0; ///< Bytes at the front of m_out that are gone.
    FrameSplitter m_in{std::size_t(64) << 20};
    std::deque<Clock::time_point> m_sentAt;
};

/// Prints "loadgen: …" with errno's text where `withErrno` and exits with 1.
[[noreturn]] void fail(const std::string& what, bool withErrno = false);

template <class Done, class Event>
void LoadConnection::receive(Done done, Event event)
{
    bool hasMore = true;
    while (hasMore) {
        hasMore = readSome();
        const Clock::time_point now = Clock::now();
        while (true) {
            const auto frame = m_in.next();
            if (!frame)
                fail(frame.error().detail);
            if (!*frame)
                break;
            jute::Reader in(**frame);
            ReplyHeader header;
            jute::read(in, header);
            if (!in.ok())
                fail(in.error().detail);
            if (header.xid == xid::notification) {
                event();
                continue;
            }
            if (m_sentAt.empty())
                fail("a reply that nobody asked for");
            done(Completion{header, now - m_sentAt.front(), in.rest()});
            m_sentAt.pop_front();
        }
    }
}

template <class... Records>
ReplyHeader LoadConnection::call(OpCode type, const Records&... records)
{
    request(type, records...);
    return settle();
}

} // namespace zs::bench
