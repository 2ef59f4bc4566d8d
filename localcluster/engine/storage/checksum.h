// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

namespace zs::engine::storage {

/// Adler-32 of all bytes that were added, as log records and snapshot seals carry it.
class Checksum {
public:
    void add(ByteView bytes);
    [[nodiscard]] std::uint32_t value() const { return m_value; }

private:
    std::uint32_t m_value = 1;
};

[[nodiscard]] std::uint32_t adler32(ByteView bytes);

} // namespace zs::engine::storage
