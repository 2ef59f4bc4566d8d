// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/instant.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <memory>
#include <sys/types.h>

namespace zs::net {

/// The bytes of a TCP connection that stands, without Qt's socket between: it would copy each
/// byte twice and wake the event loop half a dozen times for each read. Costs one poll, one recv
/// and one send for each turn of the event loop.
/// Signals come from the event loop or from `poll`; whoever hears one may destroy the stream.
class PlainStream : public QObject {
    Q_OBJECT
public:
    /// Shares the connection of a socket that goes on to be someone else's to close: both ends of
    /// it may be closed in any order. Null when the system has no descriptor left.
    [[nodiscard]] static std::unique_ptr<PlainStream> sharing(qintptr socketDescriptor);
    ~PlainStream() override;

    /// Hands the bytes to the system as far as it takes them, and keeps the rest for later. What
    /// is kept when the stream is destroyed is lost; what was handed over is still delivered.
    void write(ByteView bytes);
    /// Takes what has arrived.
    void poll();
    /// Lets what arrives gather for so long before it is told.
    void rest(std::chrono::milliseconds time);

Q_SIGNALS:
    /// Valid during the signal only. `arrivedAt`: when the system had the last of them, by the
    /// steady clock; the present where the system does not tell.
    void received(zs::ByteView bytes, zs::Instant arrivedAt);
    /// Once; nothing comes any more. `error` is an errno, 0 when the server closed in good order.
    void ended(int error);

private:
    explicit PlainStream(int descriptor);
    void timerEvent(QTimerEvent*) override;
    void writeKept();
    /// Yields how much the system took.
    std::size_t send(ByteView bytes);
    ssize_t receive(Instant& arrivedAt);
    void end(int error);

    const int m_descriptor;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    Bytes m_chunk; ///< Where the socket is read into.
    Bytes m_kept;
    QBasicTimer m_resting;
    bool m_ended = false;
};

} // namespace zs::net
