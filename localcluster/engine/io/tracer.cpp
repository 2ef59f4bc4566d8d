// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/tracer.h"

#include "localcluster/config/config_writer.h"
#include "localcluster/engine/io/host_facts.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    trace::TxnStep toTrace(TxnStep step)
    {
        switch (step) {
        case TxnStep::proposed: return trace::TxnStep::proposed;
        case TxnStep::logged: return trace::TxnStep::logged;
        case TxnStep::committed: return trace::TxnStep::committed;
        case TxnStep::applied: break;
        }
        return trace::TxnStep::applied;
    }

    trace::SessionChange toTrace(SessionStep step)
    {
        switch (step) {
        case SessionStep::opened: return trace::SessionChange::opened;
        case SessionStep::reattached: return trace::SessionChange::reattached;
        case SessionStep::disconnected: return trace::SessionChange::disconnected;
        case SessionStep::expired: return trace::SessionChange::expired;
        case SessionStep::closed: break;
        }
        return trace::SessionChange::closed;
    }

    /// ZooKeeper's names (Watcher.Event.EventType).
    std::string_view nameOf(EventType type)
    {
        switch (type) {
        case EventType::nodeCreated: return "NodeCreated";
        case EventType::nodeDeleted: return "NodeDeleted";
        case EventType::nodeDataChanged: return "NodeDataChanged";
        case EventType::nodeChildrenChanged: return "NodeChildrenChanged";
        default: return "None";
        }
    }

    /// The node that a transaction is about; none for sessions, errors and multis.
    std::optional<std::string> pathOf(const TxnBody& body)
    {
        return std::visit(
            [](const auto& txn) -> std::optional<std::string> {
                if constexpr (requires { txn.path; })
                    return txn.path;
                else
                    return std::nullopt;
            },
            body);
    }

    std::int64_t wallNow()
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

    /// Settings as text, without those that are, or may be, secrets.
    std::string configText(config::ServerConfig config)
    {
        config.superDigest.clear();
        config.later.clear(); // Passwords of key stores, among others.
        config.unknown.clear();
        return config::writeConfig(config);
    }

} // namespace

Result<std::unique_ptr<Tracer>> Tracer::open(
    const std::string& target, bool detail, const config::ServerConfig& config, ServerId self)
{
    auto sink = trace::FileSink::open(target);
    if (!sink)
        return tl::unexpected(sink.error());
    trace::Header header;
    header.sid = self;
    header.pid = ::getpid();
    header.version = serverVersion();
    header.wallNs = wallNow();
    header.monoNs = std::chrono::steady_clock::now().time_since_epoch().count();
    header.config = configText(config);
    return std::unique_ptr<Tracer>(
        new Tracer(target, std::move(*sink), std::move(header), detail));
}

Tracer::Tracer(std::string target, trace::FileSink sink, trace::Header header, bool detail)
    : m_target(std::move(target))
    , m_header(std::move(header))
    , m_sink(std::move(sink))
    , m_writer(m_header)
    , m_detail(detail)
{
}

Instant Tracer::now() const
{
    return m_clock ? m_clock() : Instant(std::chrono::steady_clock::now().time_since_epoch());
}

void Tracer::add(trace::Event event)
{
    remember(event);
    if (m_sink)
        m_writer.add(now(), std::move(event));
    else
        ++m_lost;
}

void Tracer::remember(const trace::Event& event)
{
    if (const auto* state = std::get_if<trace::StateEvent>(&event)) {
        m_present.state = *state;
        m_present.phase.reset();
        if (state->to == trace::ServerState::looking)
            m_present.elected.reset();
    } else if (const auto* elected = std::get_if<trace::ElectedEvent>(&event)) {
        m_present.elected = *elected;
    } else if (const auto* phase = std::get_if<trace::PhaseEvent>(&event)) {
        m_present.phase = *phase;
    } else if (const auto* epoch = std::get_if<trace::EpochFileEvent>(&event)) {
        m_present.epochs.insert_or_assign(epoch->file, *epoch);
    } else if (const auto* link = std::get_if<trace::LinkEvent>(&event)) {
        const std::pair end(link->peer, link->port);
        if (link->up)
            m_present.links.insert_or_assign(end, *link);
        else
            m_present.links.erase(end);
    }
}

void Tracer::txn(TxnStep step, const Txn& txn, std::size_t sizeBytes)
{
    if (!m_sink) {
        ++m_lost;
        return;
    }
    const TxnHeader& header = txn.header;
    const trace::TxnPoint point{header.zxid, opcodeName(header.type), header.session,
        static_cast<std::int64_t>(sizeBytes), toTrace(step)};
    m_writer.addTxn(now(), point, [&txn] { return pathOf(txn.body); });
}

void Tracer::session(
    SessionId id, SessionStep step, const Peer* client, std::chrono::milliseconds timeout)
{
    trace::SessionEvent event;
    event.id = id;
    event.what = toTrace(step);
    if (client)
        event.client = client->address + ":" + std::to_string(client->port);
    event.timeoutMs = timeout.count();
    add(std::move(event));
}

void Tracer::digest(Zxid zxid, std::uint64_t digest)
{
    add(trace::DigestEvent{zxid, {digest}});
}

void Tracer::reply(SessionId session, std::int32_t xid, OpCode op, Zxid zxid, Errc err)
{
    add(trace::ReplyEvent{
        session, xid, std::string(opcodeName(op)), zxid, static_cast<std::int32_t>(err)});
}

void Tracer::event(SessionId session, EventType type, std::string_view path, Zxid zxid)
{
    add(trace::WatchFiredEvent{session, std::string(nameOf(type)), std::string(path), zxid});
}

void Tracer::disk(trace::DiskWork what, std::chrono::nanoseconds took, std::int64_t bytes,
    std::string file, std::optional<Zxid> zxid)
{
    add(trace::DiskEvent{what, took.count(), bytes, std::move(file), zxid});
}

void Tracer::state(trace::ServerState from, trace::ServerState to, std::string why)
{
    add(trace::StateEvent{from, to, std::move(why)});
}

void Tracer::drain()
{
    if (!m_sink)
        return knock();
    m_writer.flush(now());
    write();
}

void Tracer::finish()
{
    if (!m_sink)
        return;
    m_writer.finish(now());
    write();
}

void Tracer::write()
{
    if (const auto written = m_sink->drain(m_writer); !written)
        loseReader(written.error());
}

void Tracer::loseReader(const Error& why)
{
    m_knocks = m_sink->isSocket();
    m_sink.reset();
    const std::string_view pending = m_writer.pending();
    m_lost = std::count(pending.begin(), pending.end(), '\n');
    m_writer = trace::Writer(m_header); // Empty: nobody reads what it held.
    if (m_knocks)
        spdlog::info("{}; there is no trace until somebody listens there again", why.detail);
    else
        spdlog::error("{}; there is no trace from here on", why.detail);
}

void Tracer::knock()
{
    auto sink = m_knocks ? trace::FileSink::open(m_target)
                         : Result<trace::FileSink>(failure(Errc::io, "the trace has failed"));
    if (!sink)
        return; // Nobody listens yet.
    m_sink = std::move(*sink);
    spdlog::info("the trace goes to {} again; {} lines were read by nobody", m_target, m_lost);
    greet();
    write();
}

/// A stream of its own for the new reader. Events that it did not see are told as inferred: they
/// came about at some time before.
void Tracer::greet()
{
    const Instant at = now();
    m_header.monoNs = at.time_since_epoch().count();
    m_header.wallNs = wallNow();
    m_writer = trace::Writer(m_header);
    // What the last reader left in the socket is lost, too, and not counted.
    m_writer.add(at, trace::DroppedEvent{std::max<std::int64_t>(1, m_lost)});
    m_lost = 0;
    const auto tell = [&](const auto& event) { m_writer.addInferred(at, event); };
    if (m_present.state) {
        trace::StateEvent state = *m_present.state;
        state.from = state.to;
        tell(state);
    }
    for (const auto& [file, epoch] : m_present.epochs)
        tell(epoch);
    if (m_present.elected)
        tell(*m_present.elected);
    if (m_present.phase)
        tell(*m_present.phase);
    for (const auto& [end, link] : m_present.links)
        tell(link);
    if (m_greeting)
        m_greeting();
}

} // namespace zs::engine::io
