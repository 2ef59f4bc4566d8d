// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"
#include "localcluster/trace/event.h"
#include "tests/sim/event_queue.h"
#include "tests/sim/random.h"

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <set>

namespace zs::sim {

/// One end of a connection. Never used twice.
struct End {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(const End&, const End&) = default;
};

/// A process on the network. Its calls come one at a time, in virtual time.
class Host {
public:
    virtual ~Host() = default;
    virtual void accepted(End end, trace::Port port) = 0;
    /// `dial`: the number that Network::connect gave.
    virtual void connected(std::uint64_t dial, End end) = 0;
    virtual void connectFailed(std::uint64_t dial, bool refused) = 0;
    virtual void received(End end, ByteView bytes) = 0;
    virtual void closed(End end) = 0;
};

/// TCP as far as servers can see it: bytes of one direction stay in order, arrive in other pieces
/// than they were sent, late, or not for as long as the way is cut; a connection may be reset, and
/// its two ends notice at different times.
class Network {
public:
    struct Settings {
        std::chrono::nanoseconds minDelay{20'000};
        std::chrono::nanoseconds maxDelay{1'000'000};
        std::chrono::nanoseconds connectTimeout{5'000'000'000};
        double splitRate = 0.05; ///< Of messages that arrive in two pieces.
        bool keepOrder = true;   ///< False is no TCP: a broken variant that tests must notice.
    };

    Network(EventQueue& queue, Random& random, const Settings& settings)
        : m_queue(queue), m_random(random), m_settings(settings)
    {
    }

    /// From now on `host` is the process of `id`; it listens on no port yet.
    void attach(ServerId id, Host& host);
    /// The process is gone. Its kernel resets all of its connections, or with `silent` (power
    /// loss) nobody is told.
    void detach(ServerId id, bool silent);
    void listen(ServerId id, trace::Port port, bool on);

    std::uint64_t connect(ServerId from, ServerId to, trace::Port port);
    /// Bytes to an end whose connection is gone are lost.
    void send(End end, Bytes bytes);
    /// What was sent before still arrives; the other end is told after it.
    void close(End end);

    /// Holds whatever goes from one server to the other, or lets it go on in order.
    void cut(ServerId from, ServerId to, bool on);
    /// The same for the connections of one port only.
    void cut(ServerId from, ServerId to, trace::Port port, bool on);
    void healAll();
    /// Breaks a connection between the two servers, if there is one; chosen by chance.
    void resetOne(ServerId a, ServerId b);
    /// Who has the other end; nobody: the connection is gone.
    [[nodiscard]] std::optional<ServerId> peerOf(End end) const;
    /// How many bytes of this end have not arrived yet.
    [[nodiscard]] std::size_t backlog(End end) const;
    [[nodiscard]] Settings& settings() { return m_settings; }

private:
    struct Side {
        ServerId owner;
        End other;
        trace::Port port;
        bool open = true;      ///< Its owner still uses it.
        Instant lastArrival{}; ///< Of what this side sent.
        std::size_t backlog = 0; ///< Bytes that this side sent and that did not arrive yet.
        std::deque<Bytes> held; ///< Sent while the way was cut; an empty one is the end.
    };

    std::chrono::nanoseconds delay();
    void transmit(End from, Bytes bytes);
    void arrive(End at, Bytes bytes);
    void finish(End at);
    void release(ServerId from, ServerId to, trace::Port port);
    [[nodiscard]] bool isCut(ServerId from, ServerId to, trace::Port port) const
    {
        return !m_cut.empty() && m_cut.contains({from, to, port});
    }

    EventQueue& m_queue;
    Random& m_random;
    Settings m_settings;
    std::map<ServerId, Host*> m_hosts;
    std::map<ServerId, std::uint64_t> m_lives; ///< Counts restarts: late calls miss a new life.
    std::set<std::pair<ServerId, trace::Port>> m_listening;
    std::set<std::tuple<ServerId, ServerId, trace::Port>> m_cut;
    std::map<End, Side> m_sides;
    std::uint64_t m_nextEnd = 1;
    std::uint64_t m_nextDial = 1;
};

} // namespace zs::sim
