// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/opcode.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zs::engine::io {

/// A blocking client connection that sends any bytes. Every wait ends after 20 s with "".
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    [[nodiscard]] bool connected() const { return m_fd >= 0; }
    void send(ByteView bytes);
    void sendFrame(ByteView payload);
    /// The next frame's payload; nullopt when the connection ended.
    [[nodiscard]] std::optional<Bytes> receiveFrame();
    /// All until the server closes.
    [[nodiscard]] std::string receiveAll();
    /// Opens a session of 10 s; false when refused.
    bool openSession();
    void sendCreate(std::int32_t xid, const std::string& path, ByteView data);
    /// Creates and waits: the error code.
    std::int32_t create(const std::string& path, ByteView data = {});
    std::int32_t exists(const std::string& path);

private:
    bool receiveExactly(void* into, std::size_t sizeBytes);
    std::int32_t errorOfReply();
    int m_fd = -1;
    std::int32_t m_xid = 0;
};

/// The answer to a four-letter word.
[[nodiscard]] std::string askWord(std::uint16_t port, std::string_view word);

} // namespace zs::engine::io
