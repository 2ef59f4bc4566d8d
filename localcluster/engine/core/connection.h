// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/opcode.h"
#include "localcluster/engine/core/authorizer.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/statistics.h"

#include <deque>

namespace zs::engine {

/// A request without a reply yet: an own write, a sync, or what stands behind one.
struct PendingRequest {
    OpCode type = OpCode::error;
    std::int32_t xid = 0;
    Errc refusal = Errc::notReadOnly; ///< Of `error`: a write that may not be.
    bool submitted = false; ///< Its answer comes from upstream; else it is run when it is first.
    Instant arrived = {};
    Bytes body = {}; ///< Empty when submitted.
};

/// What the pipeline knows of one client connection.
struct Connection {
    enum class State : std::uint8_t {
        free,         ///< The slot has no connection.
        fresh,        ///< Nothing but, perhaps, a part of its first frame has come.
        establishing, ///< Its session is being opened or revalidated: frames wait.
        open,
        asked,   ///< A four-letter word waits for its answer.
        closing, ///< Output is flushed, then the socket is closed; input is ignored.
    };

    explicit Connection(std::size_t maxRequestBytes) : input(maxRequestBytes) {}

    State state = State::fresh;
    bool dirty = false;      ///< Listed in Effects::dirty.
    bool closeListed = false;
    bool readingListed = false;
    bool inputHeld = false;  ///< Its frames wait (back-pressure); io should not read.
    bool hasReadOnlyByte = true;
    bool upgrading = false; ///< The createSession of a session that was local is on its way.
    bool sessionClosing = false; ///< closeSession was submitted: later frames are ignored.
    Peer peer;
    Identities identities;
    SessionId session;
    std::uint64_t wordSerial = 0; ///< Of the word that it asks.
    std::chrono::milliseconds timeout{0};
    Instant opened;
    Instant lastTouched;
    FrameSplitter input;
    Bytes output;
    std::size_t outputSent = 0; ///< Bytes at the front of `output` that are gone.
    std::deque<PendingRequest> pending;

    std::int64_t received = 0, sent = 0;
    const char* lastOperation = "NA";
    std::int32_t lastCxid = -1;
    std::int64_t lastZxid = -1;
    Instant lastResponse;
    LatencyFigures latency;

    [[nodiscard]] std::size_t outputBytes() const { return output.size() - outputSent; }
};

} // namespace zs::engine
