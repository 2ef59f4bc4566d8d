// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/relay/hello_rewriter.h"
#include "localcluster/relay/relay_command.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace zs::relay {

/// What one listening port of the relay stands for: `ends.first` dials `ends.second` here.
struct Line {
    Ends ends;
    std::uint16_t target = 0; ///< Where `ends.second` really listens.
    /// For election ports: the address put into the hello.
    std::optional<std::string> helloAddress;
    /// How long a refusal of the target is waited for. Whoever dials a leader's quorum port tries
    /// 5 times, 100 ms apart, since that port may open a little later; it cannot see a refusal
    /// behind the relay's own listening socket, so the relay tries in its place.
    std::chrono::milliseconds patience{0};
};

/// One connection that passes through the relay: bytes go both ways, unless they are held (cut) or
/// kept back (delay). A cut holds the end of a stream too. A connection that is begun during a cut
/// comes about after it, unless its dialler gave up. At most `maxQueuedBytes` are kept for each
/// direction; then TCP's own back-pressure holds the sender.
/// Threads: the loop's. Lifetime: lives by its handlers until `onEnd` was called.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    static constexpr std::size_t maxQueuedBytes = std::size_t(4) << 20;

    /// `faults` must outlive the connection.
    Connection(asio::io_context& loop, asio::ip::tcp::socket near, const Line& line,
        const FaultTable& faults);

    /// `onEnd` is called once, when both sockets are closed.
    void begin(std::function<void(Connection*)> onEnd);
    void faultsChanged();
    /// Closes both sockets with a reset.
    void abort();
    [[nodiscard]] Ends ends() const { return m_line.ends; }

private:
    using Clock = std::chrono::steady_clock;
    struct Chunk {
        Clock::time_point due;
        std::string bytes;
        enum class Kind { data, end, reset } kind = Kind::data;
    };
    /// One direction.
    struct Way {
        Way(asio::io_context& loop, asio::ip::tcp::socket& from, asio::ip::tcp::socket& to, Ends w)
            : source(from), target(to), ends(w), timer(loop)
        {
        }
        asio::ip::tcp::socket& source;
        asio::ip::tcp::socket& target;
        Ends ends;
        asio::steady_timer timer;
        std::optional<HelloRewriter> hello;
        std::deque<Chunk> queue;
        std::size_t queuedBytes = 0;
        Clock::time_point lastDue;
        std::array<char, 64 * 1024> buffer;
        bool reading = false;
        bool writing = false;
        bool ended = false;    ///< The source sends no more.
        bool finished = false; ///< The target was told so.
    };

    [[nodiscard]] bool isCut() const;
    void establish();
    void dial();
    void onDialled(const asio::error_code& error);
    void pump(Way& way);
    void read(Way& way);
    void onRead(Way& way, const asio::error_code& error, std::size_t count);
    void write(Way& way);
    void writeFront(Way& way);
    void finish(Way& way);
    void close(bool reset);

    asio::ip::tcp::socket m_near;
    asio::ip::tcp::socket m_far;
    const Line m_line;
    const FaultTable& m_faults;
    asio::steady_timer m_dialTimer;
    Way m_there;
    Way m_back;
    std::function<void(Connection*)> m_onEnd;
    Clock::time_point m_dialUntil;
    bool m_dialling = false;
    bool m_connected = false;
    bool m_closed = false;
};

} // namespace zs::relay
