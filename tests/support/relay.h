// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <string>

namespace zs::test {

/// A TCP way to a server on 127.0.0.1 that a test can bar and open again on the same port. Passes
/// bytes on as they come, from the event loop.
class Relay : public QObject {
public:
    explicit Relay(std::uint16_t target);

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    /// Ends what stands and refuses what comes.
    void bar();
    /// False when the port was taken meanwhile.
    [[nodiscard]] bool open();

private:
    void join(QTcpSocket* client);

    const std::uint16_t m_target;
    std::uint16_t m_port = 0;
    QTcpServer m_listener;
    std::unique_ptr<QObject> m_pairs; ///< Owns the sockets of what stands.
};

} // namespace zs::test
