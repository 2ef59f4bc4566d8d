// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/plain_stream.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace zs::net {

namespace {

    /// Some hundred answers a read. More would push what waits for them out of the processor's
    /// second-level cache: a walk with 1,000 requests in flight missed it a third more often with
    /// twice as much.
    constexpr std::size_t chunkBytes = 64 * 1024;

    bool wouldBlock(int error)
    {
        return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
    }

    /// How long ago the stamp was made. The system stamps by the clock that people set: where that
    /// was set back meanwhile, the bytes came just now.
    std::chrono::nanoseconds ageOf(cmsghdr* note)
    {
        using namespace std::chrono;
        timespec stamp{};
        std::memcpy(&stamp, CMSG_DATA(note), sizeof(stamp));
        const nanoseconds then = seconds(stamp.tv_sec) + nanoseconds(stamp.tv_nsec);
        return std::max(nanoseconds(system_clock::now().time_since_epoch()) - then, nanoseconds(0));
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
    // So that the round trip of an answer is the network's and the server's time, and not that of
    // the event loop that reads it late. Refused, it is read all the same.
    const int on = 1;
    (void)::setsockopt(m_descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof(on));
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

/// As recv: a million answers cost no more calls than they did, and two looks at the clock a read.
ssize_t PlainStream::receive(Instant& arrivedAt)
{
    iovec part{m_chunk.data(), m_chunk.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(timespec))> notes;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = notes.data();
    message.msg_controllen = notes.size();
    const ssize_t count = ::recvmsg(m_descriptor, &message, 0);
    if (count <= 0)
        return count;
    std::chrono::nanoseconds waited{0};
    for (cmsghdr* note = CMSG_FIRSTHDR(&message); note; note = CMSG_NXTHDR(&message, note)) {
        if (note->cmsg_level == SOL_SOCKET && note->cmsg_type == SCM_TIMESTAMPNS)
            waited = ageOf(note);
    }
    arrivedAt = Instant(std::chrono::steady_clock::now().time_since_epoch() - waited);
    return count;
}

void PlainStream::poll()
{
    const QPointer<PlainStream> alive(this); // A receiver may destroy this stream.
    while (!m_ended) {
        Instant arrivedAt;
        const ssize_t count = receive(arrivedAt);
        if (count < 0 && wouldBlock(errno))
            return;
        if (count <= 0)
            return end(count == 0 ? 0 : errno);
        const auto size = static_cast<std::size_t>(count);
        Q_EMIT received(ByteView(m_chunk).first(size), arrivedAt);
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
