// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/io_context.hpp>

namespace zs::engine::io {

/// The descriptor that can be read while `loop` has something to perform: a socket, a timer or a
/// signal, but not what another thread posted. Belongs to `loop`.
///
/// asio waits for its descriptors itself and has no public name for it. Whoever waits inside asio
/// for sockets of its own pays three more system calls for each event.
[[nodiscard]] int descriptorOf(asio::io_context& loop);

} // namespace zs::engine::io
