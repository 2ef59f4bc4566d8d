// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/node_records.h"

#include <variant>

namespace zs {

/// In front of each part of a multi and, with `done`, behind the last.
struct MultiHeader {
    OpCode type = OpCode::error;
    bool done = false;
    Errc err = Errc::systemError;
    static constexpr auto fields(auto& r) { return std::tie(r.type, r.done, r.err); }
    bool operator==(const MultiHeader&) const = default;
};

/// One operation of a multi or multiRead; `type` says what the record means.
struct MultiOp {
    OpCode type = OpCode::error;
    std::variant<CreateRequest, CreateTtlRequest, VersionedPathRequest, SetDataRequest,
        WatchingPathRequest>
        request;
    bool operator==(const MultiOp&) const = default;
};

/// Requests `multi` (14: create, create2, createContainer, createTTL, delete, setData, check) and
/// `multiRead` (22: getData, getChildren). Whether a kind is allowed is the server's decision;
/// a type that neither knows fails to decode.
struct MultiRequest {
    std::vector<MultiOp> ops;
    bool operator==(const MultiRequest&) const = default;
};

/// The result of one operation of a multi.
struct MultiResult {
    OpCode type = OpCode::error; ///< As in the answer: create2 also for containers and TTL nodes.
    Errc err = Errc::ok;         ///< Only with type error.
    /// By type: create PathRecord; create2 CreatedResponse; setData StatResponse; getData
    /// DataResponse; getChildren NamesResponse; delete, check and error nothing.
    std::variant<std::monostate, PathRecord, CreatedResponse, StatResponse, DataResponse,
        NamesResponse>
        value;
    bool operator==(const MultiResult&) const = default;
};

struct MultiResponse {
    std::vector<MultiResult> results;
    bool operator==(const MultiResponse&) const = default;
};

namespace jute {
    void read(Reader& in, MultiRequest& request);
    void write(Writer& out, const MultiRequest& request);
    void read(Reader& in, MultiResponse& response);
    void write(Writer& out, const MultiResponse& response);
} // namespace jute

} // namespace zs
