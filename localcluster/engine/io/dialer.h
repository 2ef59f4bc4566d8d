// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/poll_set.h"
#include "localcluster/engine/io/work_thread.h"
#include "localcluster/engine/quorum/election_greeting.h"

#include <asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <set>

namespace zs::engine::io {

/// Why nobody could be reached.
struct DialFailure {
    bool refused = false; ///< Each address answered that nobody listens there.
    std::string why;
};

/// Connects to other members without waiting: names are resolved on a thread of its own, each
/// address of a host and of a list is tried in turn.
/// Threads: the loop's. Destruction drops what is under way.
class Dialer {
public:
    /// The socket, TCP_NODELAY, or an empty one and the failure.
    using OnDone = std::function<void(Fd socket, const DialFailure& failure)>;

    /// `timeout`: of one attempt to connect (zookeeper.cnxTimeout).
    Dialer(asio::io_context& loop, PollSet& poll, std::chrono::milliseconds timeout)
        : m_loop(loop), m_poll(poll), m_timeout(timeout)
    {
    }
    ~Dialer();
    Dialer(const Dialer&) = delete;
    Dialer& operator=(const Dialer&) = delete;

    void dial(std::vector<HostPort> addresses, OnDone onDone);

private:
    struct Attempt;

    asio::io_context& m_loop;
    PollSet& m_poll;
    const std::chrono::milliseconds m_timeout;
    std::set<std::shared_ptr<Attempt>> m_attempts;
    WorkThread m_resolver;
};

} // namespace zs::engine::io
