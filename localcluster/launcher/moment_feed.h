// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#ifndef Q_MOC_RUN // Qt 6.4's moc stumbles over the std::hash of clientlib/base/ids.h.
#include "localcluster/timeline/stream_merger.h"
#endif

#include <QLocalServer>
#include <QObject>
#include <QTimer>

#include <vector>

class QLocalSocket;

namespace zs::launcher {

/// Receives the traces of our servers at a Unix socket, merges them with the launcher's own stream
/// and what was concluded from logs, and hands all out in the order of time.
/// Threads: the one that made it.
class MomentFeed : public QObject {
    Q_OBJECT
public:
    explicit MomentFeed(QObject* parent = nullptr);
    ~MomentFeed() override;

    /// Listens at `path`. Fails: io.
    [[nodiscard]] Result<void> listen(const QString& path);
    void shut();
    /// A line of the launcher's own stream, of now.
    void tell(trace::Event event);
    /// Concluded ones of a foreign server.
    void add(std::vector<timeline::Moment> inferred);
    /// Hands out what waits for others.
    void flush();

Q_SIGNALS:
    void moments(const std::vector<zs::timeline::Moment>& moments);
    /// A server's stream could not be understood; the picture goes on without it.
    void damaged(const QString& why);

private:
    void accept();
    void read(QLocalSocket* socket, timeline::StreamMerger::StreamId stream);
    void handOut();
    void schedule();

    QLocalServer m_server;
    timeline::StreamMerger m_merger;
    QTimer m_timer;
    std::uint64_t m_told = 0; ///< Lines of the launcher's own stream.
};

/// The machine's monotonic clock, which is also that of traces.
[[nodiscard]] Instant monotonicNow();

} // namespace zs::launcher
