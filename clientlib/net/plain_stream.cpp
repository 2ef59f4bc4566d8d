// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/plain_stream.h"

#include <QPointer>

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zs::net {

namespace {

    constexpr std::size_t chunkBytes = 128 * 1024;

    bool wouldBlock(int error)
    {
        return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
    }

} // namespace

std::unique_ptr<PlainStream> PlainStream::sharing(qintptr socketDescriptor)
{
    const int own = ::fcntl(int(socketDescriptor), F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return nullptr;
    return std::unique_ptr<PlainStream>(new PlainStream(own));
}

PlainStream::PlainStream(int descriptor)
    : m_descriptor(descriptor)
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write)
    , m_chunk(chunkBytes)
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &PlainStream::poll);
    connect(&m_writable, &QSocketNotifier::activated, this, &PlainStream::writeKept);
}

PlainStream::~PlainStream()
{
    m_readable.setEnabled(false); // Before the number may be another file's.
    m_writable.setEnabled(false);
    ::close(m_descriptor);
}

void PlainStream::write(ByteView bytes)
{
    if (m_ended)
        return;
    const std::size_t taken = m_kept.empty() ? send(bytes) : 0;
    if (taken == bytes.size())
        return;
    m_kept.insert(m_kept.end(), bytes.begin() + std::ptrdiff_t(taken), bytes.end());
    m_writable.setEnabled(true);
}

void PlainStream::writeKept()
{
    const std::size_t taken = send(m_kept);
    m_kept.erase(m_kept.begin(), m_kept.begin() + std::ptrdiff_t(taken));
    m_writable.setEnabled(!m_kept.empty() && !m_ended);
}

std::size_t PlainStream::send(ByteView bytes)
{
    const ssize_t count = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0)
        return static_cast<std::size_t>(count);
    // A broken connection is told by reading: what the server said before still comes first.
    return wouldBlock(errno) ? 0 : bytes.size();
}

void PlainStream::poll()
{
    const QPointer<PlainStream> alive(this); // A receiver may destroy this stream.
    while (!m_ended) {
        const ssize_t count = ::recv(m_descriptor, m_chunk.data(), m_chunk.size(), 0);
        if (count < 0 && wouldBlock(errno))
            return;
        if (count <= 0)
            return end(count == 0 ? 0 : errno);
        const auto size = static_cast<std::size_t>(count);
        Q_EMIT received(ByteView(m_chunk).first(size));
        if (!alive || size < m_chunk.size())
            return; // The event loop tells of more: cheaper than to ask in vain.
    }
}

void PlainStream::rest(std::chrono::milliseconds time)
{
    if (m_ended)
        return;
    m_readable.setEnabled(false);
    m_resting.start(int(time.count()), Qt::PreciseTimer, this);
}

void PlainStream::timerEvent(QTimerEvent*)
{
    m_resting.stop();
    m_readable.setEnabled(!m_ended);
    poll();
}

void PlainStream::end(int error)
{
    m_ended = true;
    m_resting.stop();
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    Q_EMIT ended(error);
}

} // namespace zs::net
