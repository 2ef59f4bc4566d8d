// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/checksum.h"

#include <zlib.h>

namespace zs::engine::storage {

void Checksum::add(ByteView bytes)
{
    m_value = static_cast<std::uint32_t>(::adler32_z(m_value, bytes.data(), bytes.size()));
}

std::uint32_t adler32(ByteView bytes)
{
    Checksum sum;
    sum.add(bytes);
    return sum.value();
}

} // namespace zs::engine::storage
