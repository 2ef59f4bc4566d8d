// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/zab/peer_listener.h"
#include "localcluster/trace/file_sink.h"
#include "localcluster/trace/writer.h"

#include <functional>
#include <memory>

namespace zs::engine::io {

/// Writes the core's and io's steps as trace lines (`--trace`). Never waits for a reader; when the
/// file or socket fails it says so once and is silent from then on, while the server goes on.
/// Neither data of znodes nor secrets of the configuration enter the trace; paths do.
/// Threads: the loop's.
class Tracer final : public PeerListener {
public:
    /// The time of the turn. Must not go back.
    using Clock = std::function<Instant()>;

    /// `target`: a file, or "unix:PATH". `detail`: also each reply and watch event.
    /// Fails: io, naming the target.
    [[nodiscard]] static Result<std::unique_ptr<Tracer>> open(
        const std::string& target, bool detail, const config::ServerConfig& config,
        ServerId self = standaloneId);
    static constexpr ServerId standaloneId{1};

    /// Until it is set, lines get the time at which they are written.
    void setClock(Clock clock) { m_clock = std::move(clock); }

    void txn(TxnStep step, const Txn& txn, std::size_t sizeBytes) override;
    void session(SessionId id, SessionStep step, const Peer* client,
        std::chrono::milliseconds timeout) override;
    void digest(Zxid zxid, std::uint64_t digest) override;
    [[nodiscard]] bool wantsDetail() const override { return m_detail; }
    void reply(SessionId session, std::int32_t xid, OpCode op, Zxid zxid, Errc err) override;
    void event(SessionId session, EventType type, std::string_view path, Zxid zxid) override;

    /// What the ensemble's side did.
    void tell(const trace::Event& event) override { add(event); }

    /// What io itself did; `file` is a name, without directories.
    void disk(trace::DiskWork what, std::chrono::nanoseconds took, std::int64_t bytes,
        std::string file, std::optional<Zxid> zxid);
    void state(trace::ServerState from, trace::ServerState to, std::string why);

    /// Something waits: call `drain` within `drainPeriod`.
    [[nodiscard]] bool hasWork() const
    {
        return m_sink && (!m_writer.pending().empty() || m_writer.nextFlush());
    }
    /// So much waits that it should go at once.
    [[nodiscard]] bool isFull() const { return m_writer.pending().size() >= fullBytes; }
    /// Hands over what the file or socket takes without waiting.
    void drain();
    /// The end of the stream: also what was being folded.
    void finish();

    static constexpr std::chrono::milliseconds drainPeriod{10};

private:
    Tracer(trace::FileSink sink, const trace::Header& header, bool detail);
    [[nodiscard]] Instant now() const;
    void add(trace::Event event);
    void write();

    static constexpr std::size_t fullBytes = std::size_t(256) << 10;

    std::optional<trace::FileSink> m_sink; ///< Empty: it failed.
    trace::Writer m_writer;
    Clock m_clock;
    const bool m_detail;
};

} // namespace zs::engine::io
