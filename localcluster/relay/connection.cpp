// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/connection.h"

#include <asio/buffer.hpp>
#include <asio/write.hpp>

namespace zs::relay {
namespace {

using asio::ip::tcp;
constexpr std::chrono::milliseconds redialPause{5};

} // namespace

Connection::Connection(
    asio::io_context& loop, tcp::socket near, const Line& line, const FaultTable& faults)
    : m_near(std::move(near))
    , m_far(loop)
    , m_line(line)
    , m_faults(faults)
    , m_dialTimer(loop)
    , m_there(loop, m_near, m_far, line.ends)
    , m_back(loop, m_far, m_near, Ends(line.ends.second, line.ends.first))
{
    if (line.helloAddress)
        m_there.hello.emplace(*line.helloAddress);
}

void Connection::begin(std::function<void(Connection*)> onEnd)
{
    m_onEnd = std::move(onEnd);
    asio::error_code ignored;
    m_near.set_option(tcp::no_delay(true), ignored);
    establish();
    pump(m_there);
}

void Connection::faultsChanged()
{
    establish();
    pump(m_there);
    pump(m_back);
}

void Connection::abort()
{
    close(true);
}

/// Packets of both directions are needed to set a connection up.
bool Connection::isCut() const
{
    return m_faults.isCut(m_there.ends) || m_faults.isCut(m_back.ends);
}

void Connection::establish()
{
    if (m_closed || m_connected || m_dialling || isCut())
        return;
    m_dialling = true;
    const auto now = Clock::now();
    m_dialUntil = now + m_faults.delayOf(m_there.ends) + m_line.patience;
    m_dialTimer.expires_at(now + m_faults.delayOf(m_there.ends));
    m_dialTimer.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error)
            self->dial();
    });
}

void Connection::dial()
{
    if (m_closed)
        return;
    if (isCut()) {
        m_dialling = false;
        return;
    }
    asio::error_code ignored;
    m_far.close(ignored); // Of an attempt that was refused.
    const tcp::endpoint target(asio::ip::address_v4::loopback(), m_line.target);
    m_far.async_connect(target, [self = shared_from_this()](const asio::error_code& error) {
        self->onDialled(error);
    });
}

void Connection::onDialled(const asio::error_code& error)
{
    if (m_closed)
        return;
    if (error) {
        if (error != asio::error::connection_refused || Clock::now() >= m_dialUntil)
            return close(true);
        m_dialTimer.expires_after(redialPause);
        m_dialTimer.async_wait([self = shared_from_this()](const asio::error_code& stopped) {
            if (!stopped)
                self->dial();
        });
        return;
    }
    asio::error_code ignored;
    m_far.set_option(tcp::no_delay(true), ignored);
    m_connected = true;
    pump(m_there);
    pump(m_back);
}

void Connection::pump(Way& way)
{
    read(way);
    write(way);
}

void Connection::read(Way& way)
{
    const bool isOpen = &way == &m_there || m_connected;
    if (m_closed || !isOpen || way.reading || way.ended || way.queuedBytes >= maxQueuedBytes)
        return;
    way.reading = true;
    way.source.async_read_some(asio::buffer(way.buffer),
        [self = shared_from_this(), &way](const asio::error_code& error, std::size_t count) {
            way.reading = false;
            self->onRead(way, error, count);
        });
}

void Connection::onRead(Way& way, const asio::error_code& error, std::size_t count)
{
    if (m_closed)
        return;
    // Its first packet never arrived, so the other side must never hear of the attempt.
    const bool gaveUp = error && !m_connected && (isCut() || error != asio::error::eof);
    if (gaveUp)
        return close(true);
    Chunk chunk;
    if (!error) {
        const std::string_view bytes(way.buffer.data(), count);
        chunk.bytes = way.hello ? way.hello->feed(bytes) : std::string(bytes);
        if (chunk.bytes.empty())
            return pump(way); // The hello is not whole yet.
    } else {
        way.ended = true;
        if (way.hello)
            chunk.bytes = way.hello->finish();
        chunk.kind = error == asio::error::eof ? Chunk::Kind::end : Chunk::Kind::reset;
    }
    way.lastDue = std::max(way.lastDue, Clock::now() + m_faults.delayOf(way.ends));
    chunk.due = way.lastDue;
    way.queuedBytes += chunk.bytes.size();
    way.queue.push_back(std::move(chunk));
    pump(way);
}

void Connection::write(Way& way)
{
    if (m_closed || !m_connected || way.writing || way.queue.empty()
        || m_faults.isCut(way.ends))
        return;
    if (way.queue.front().due <= Clock::now())
        return writeFront(way);
    way.timer.expires_at(way.queue.front().due);
    way.timer.async_wait([self = shared_from_this(), &way](const asio::error_code& error) {
        if (!error)
            self->write(way);
    });
}

void Connection::writeFront(Way& way)
{
    if (way.queue.front().bytes.empty())
        return finish(way);
    way.writing = true;
    asio::async_write(way.target, asio::buffer(way.queue.front().bytes),
        [self = shared_from_this(), &way](const asio::error_code& error, std::size_t) {
            way.writing = false;
            if (self->m_closed)
                return;
            if (error)
                return self->close(true);
            Chunk& written = way.queue.front();
            way.queuedBytes -= written.bytes.size();
            written.bytes.clear();
            if (written.kind == Chunk::Kind::data)
                way.queue.pop_front();
            self->pump(way);
        });
}

/// The source ended, and all that it had sent is delivered.
void Connection::finish(Way& way)
{
    if (way.queue.front().kind == Chunk::Kind::reset)
        return close(true);
    way.queue.clear();
    way.finished = true;
    asio::error_code ignored;
    way.target.shutdown(tcp::socket::shutdown_send, ignored);
    if (m_there.finished && m_back.finished)
        close(false);
}

void Connection::close(bool reset)
{
    if (std::exchange(m_closed, true))
        return;
    asio::error_code ignored;
    for (tcp::socket* socket : {&m_near, &m_far}) {
        if (reset && socket->is_open())
            socket->set_option(asio::socket_base::linger(true, 0), ignored);
        socket->close(ignored);
    }
    m_dialTimer.cancel();
    m_there.timer.cancel();
    m_back.timer.cancel();
    if (m_onEnd)
        std::exchange(m_onEnd, {})(this);
}

} // namespace zs::relay
