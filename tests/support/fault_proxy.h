// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <QTcpServer>

#include <chrono>
#include <functional>
#include <random>

namespace zs::test {

/// What goes wrong on one connection, once.
enum class Fault {
    none,
    reset,     ///< Both ends see the connection reset; it may be in the middle of a frame.
    close,     ///< The receiver sees the end of the stream; it may be in the middle of a frame.
    stall,     ///< Nothing more passes in this direction, and nobody is told.
    garbage,   ///< Random bytes come between.
    wrongXid,  ///< A frame bears the number of a request that nobody made.
    oversize,  ///< A length of 2 GiB comes where a frame should begin.
    truncated, ///< A frame is one byte shorter than its length says.
};
enum class Direction { toServer, toClient };

struct FaultPlan {
    Fault fault = Fault::none;
    Direction direction = Direction::toClient;
    std::size_t afterBytes = 0;         ///< Of this direction. The last three wait for a frame.
    std::chrono::milliseconds delay{0}; ///< Of all bytes, in both directions.
    std::size_t pieceBytes = 0;         ///< Bytes pass in pieces of this length; 0: as they come.
};

/// A TCP proxy before a ZooKeeper server on 127.0.0.1, in the test's own thread. Each connection
/// gets a plan; connections that ask a four-letter word pass unharmed.
class FaultProxy : public QObject {
public:
    /// `planOf` is asked once for each connection, counted from 0.
    FaultProxy(std::uint16_t serverPort, std::function<FaultPlan(int)> planOf);

    [[nodiscard]] std::string address() const;
    /// How many faults have happened so far.
    [[nodiscard]] int faultCount() const { return m_faults; }
    [[nodiscard]] int connectionCount() const { return m_connections; }

private:
    class Line;
    class Link;

    const std::uint16_t m_serverPort;
    const std::function<FaultPlan(int)> m_planOf;
    QTcpServer m_listener;
    std::mt19937 m_random{7}; ///< The garbage.
    int m_faults = 0;
    int m_connections = 0;
};

} // namespace zs::test
