// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

class QSocketNotifier;

namespace zs::launcher {

struct ProcessSpec {
    QString program;
    QStringList arguments; ///< No shell sees them.
    QString logFile;       ///< Gets what it prints, appended.
    QString workingFolder;
    /// The kernel kills it (SIGKILL, which also a stopped process obeys) when this process dies.
    bool diesWithUs = true;
    std::vector<int> inherited; ///< Descriptors that stay open in it; all others are closed.
};

/// A process and the moment of its start, by which it is known again after its number was reused.
struct ProcessKey {
    qint64 pid = 0;
    std::uint64_t startTicks = 0; ///< Field 22 of /proc/PID/stat.
};

/// One process that is watched until it ends: a child, or one that another program of ours began.
/// QProcess cannot take over a process, and holds the pipes that such a one would break at.
/// Threads: the one that made it, with an event loop. The fork takes a millisecond or so.
/// Lifetime: destruction leaves the process as it is.
class ManagedProcess : public QObject {
    Q_OBJECT
public:
    explicit ManagedProcess(QObject* parent = nullptr);
    ~ManagedProcess() override;

    /// Fails: io, naming the program and the system's reason.
    [[nodiscard]] Result<void> start(const ProcessSpec& spec);
    /// Takes over a process that runs. False when it does not run (any more).
    [[nodiscard]] bool attach(const ProcessKey& key);
    /// True while the process of this key runs.
    [[nodiscard]] static bool isAlive(const ProcessKey& key);

    [[nodiscard]] bool isRunning() const { return m_key.pid != 0; }
    /// Of the process that runs; {} when none does.
    [[nodiscard]] ProcessKey key() const { return m_key; }
    /// It is stopped by SIGSTOP or the like.
    [[nodiscard]] bool isPaused() const;
    /// Does nothing when none runs.
    void signal(int number);
    /// SIGKILL, and waits for the end, which takes some milliseconds.
    void killNow();

Q_SIGNALS:
    /// It ended; `how` in words, empty for one that was taken over: the kernel tells only parents.
    void ended(const QString& how);

private:
    [[nodiscard]] Result<void> watch(qint64 pid);
    void onEnded();
    [[nodiscard]] QString reap();

    ProcessKey m_key;
    int m_descriptor = -1; ///< A pidfd: readable once the process has ended.
    bool m_isChild = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace zs::launcher
