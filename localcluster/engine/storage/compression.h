// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/result.h"
#include "localcluster/engine/storage/data_files.h"

#include <memory>

namespace zs::engine::storage {

/// The whole content of a compressed snapshot. Memory grows with what was decompressed, never with
/// what a length announces. Fails: corrupt, naming the offset in the compressed bytes.
/// Formats: gzip; snappy in the stream form of snappy-java (magic, versions, blocks with lengths).
[[nodiscard]] Result<Bytes> decompress(Compression compression, ByteView bytes);

/// Compresses a stream piece by piece, into a buffer that the caller empties as it likes.
class Compressor {
public:
    virtual ~Compressor() = default;
    virtual void add(ByteView plain, Bytes& out) = 0;
    virtual void finish(Bytes& out) = 0;
    /// `none` gives one that copies.
    [[nodiscard]] static std::unique_ptr<Compressor> make(Compression compression);
};

} // namespace zs::engine::storage
