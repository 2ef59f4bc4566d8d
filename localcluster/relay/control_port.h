// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <asio/io_context.hpp>
#include <asio/local/stream_protocol.hpp>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace zs::relay {

/// A Unix socket that takes commands, one a line, and answers each with one line.
/// A line above `maxLineBytes` ends its connection. Threads: the loop's.
class ControlPort {
public:
    using Answer = std::function<std::string(std::string_view line)>;
    static constexpr std::size_t maxLineBytes = 16 * 1024;
    static constexpr std::size_t maxClients = 16;

    ControlPort(asio::io_context& loop, Answer answer);

    /// Listens at `path` (0600); what an earlier relay left there is removed. Fails: io.
    [[nodiscard]] Result<void> open(const std::string& path);
    /// Also removes the socket's file.
    void close();

private:
    class Client;
    void accept();

    asio::io_context& m_loop;
    asio::local::stream_protocol::acceptor m_acceptor;
    Answer m_answer;
    std::string m_path; ///< Empty: not open.
    std::set<std::shared_ptr<Client>> m_clients;
};

} // namespace zs::relay
