// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"
#include "localcluster/engine/zab/peer_listener.h"
#include "localcluster/trace/file_sink.h"
#include "localcluster/trace/writer.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace zs::engine::io {

/// Writes the core's and io's steps as trace lines (`--trace`). Never waits for a reader; when a
/// file fails it says so once and is silent from then on, while the server goes on.
/// When the reader of a socket goes, it knocks there twice a second. Whoever opens gets a stream of
/// its own: the header, a `dropped` line with what nobody read, and, as inferred lines, what the
/// server is at that time. Nothing is kept for a reader that is not there but this.
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

    /// Called when a new reader has come, to tell what only its caller knows.
    void setGreeting(std::function<void()> greeting) { m_greeting = std::move(greeting); }
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

    /// Something waits: call `drain` within `drainPeriod()`.
    [[nodiscard]] bool hasWork() const
    {
        return m_sink ? !m_writer.pending().empty() || m_writer.nextFlush() : m_knocks;
    }
    [[nodiscard]] std::chrono::milliseconds drainPeriod() const
    {
        return m_sink ? std::chrono::milliseconds(10) : knockPeriod;
    }
    /// So much waits that it should go at once.
    [[nodiscard]] bool isFull() const { return m_writer.pending().size() >= fullBytes; }
    /// Hands over what the file or socket takes without waiting; without a reader: looks for one.
    void drain();
    /// The end of the stream: also what was being folded.
    void finish();

    static constexpr std::chrono::milliseconds knockPeriod{500};

private:
    Tracer(std::string target, trace::FileSink sink, trace::Header header, bool detail);
    [[nodiscard]] Instant now() const;
    void add(trace::Event event);
    void remember(const trace::Event& event);
    void write();
    void loseReader(const Error& why);
    void knock();
    void greet();

    static constexpr std::size_t fullBytes = std::size_t(256) << 10;

    /// What the server is, as it told last: for the next reader.
    struct Present {
        std::optional<trace::StateEvent> state;
        std::optional<trace::ElectedEvent> elected;
        std::optional<trace::PhaseEvent> phase;
        std::map<trace::EpochFile, trace::EpochFileEvent> epochs;
        std::map<std::pair<ServerId, trace::Port>, trace::LinkEvent> links; ///< That are up.
    };

    const std::string m_target;
    trace::Header m_header;
    std::optional<trace::FileSink> m_sink; ///< Empty: it failed.
    bool m_knocks = false;   ///< While there is no reader: it looks for one.
    std::int64_t m_lost = 0; ///< Lines that nobody read.
    Present m_present;
    std::function<void()> m_greeting;
    trace::Writer m_writer;
    Clock m_clock;
    const bool m_detail;
};

} // namespace zs::engine::io
