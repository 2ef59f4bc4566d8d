// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifndef Q_MOC_RUN // Qt 6.4's moc stumbles over the std::hash of clientlib/base/ids.h.
#include "localcluster/launcher/cluster_profile.h"
#include "localcluster/launcher/link_faults.h"
#include "localcluster/timeline/moment.h"
#endif

#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace zs::launcher {

/// What a server is as a process. What it is in the ensemble is told by its trace.
enum class ProcessState { stopped, starting, running, paused, stopping };

struct ClusterOptions {
    QString serverProgram; ///< Empty: `zooscope-server` beside the running program.
    QString relayProgram;  ///< Empty: `zooscope-relay` beside the running program.
    PortWishes wishes; ///< For servers and links that have no ports yet, or taken ones.
    bool trace = true;     ///< Our servers send their trace here while this object lives.
    bool traceDetail = false; ///< Also each reply and watch event: for lessons.
    bool keepRunning = false; ///< As the profile's, for this object alone.
    std::chrono::milliseconds startTimeout{30'000}; ///< Until a server's process is up.
    std::chrono::milliseconds stopTimeout{5'000};   ///< From SIGTERM to SIGKILL.
};

/// A local cluster: its servers as processes, the relay between them, and what is done to both.
/// Threads:  only the thread that made it, which must run a Qt event loop. Nothing blocks, but for
///           the fork of a process and writes of small files.
/// Errors:   told by `failed` in full sentences; a call that makes no sense in the present state
///           (resume of a server that is not paused) does nothing.
/// Lifetime: destruction kills what still runs, unless keepsRunning(); for a clean end call
///           stop() and wait for `stopped`. If this process dies the kernel kills what it started,
///           again unless that shall keep running.
/// Relay:    when it ends by itself while servers run it is started again, with the same faults,
///           at most three times a minute.
/// Order:    every signal comes after the call that caused it has returned.
class Cluster : public QObject {
    Q_OBJECT
public:
    enum class State { stopped, opening, open, stopping };
    Q_ENUM(State)

    explicit Cluster(
        ClusterProfile profile, ClusterOptions options = {}, QObject* parent = nullptr);
    ~Cluster() override;

    [[nodiscard]] State state() const;
    /// With the ports of the present run: those of the constructor's profile are changed when other
    /// programs took them.
    [[nodiscard]] const ClusterProfile& profile() const;
    [[nodiscard]] QString connectString() const { return profile().connectString(); }
    [[nodiscard]] ProcessState serverState(ServerId id) const;
    /// 0 while it does not run.
    [[nodiscard]] qint64 processId(ServerId id) const;
    /// It answers clients, as far as its trace or log told.
    [[nodiscard]] bool isServing(ServerId id) const;
    /// What it does comes by `moments`: it is not running, or its trace or log is read. Not so for
    /// a server of ours that was taken over, until it has found our socket: within half a second,
    /// if it was started with a trace.
    [[nodiscard]] bool tells(ServerId id) const;
    /// What runs stays when this object ends: the profile or the options say so, or it was found
    /// running.
    [[nodiscard]] bool keepsRunning() const;
    /// Why the links of this cluster cannot be broken; empty when they can.
    [[nodiscard]] QString linkFaultsOff() const;
    [[nodiscard]] const LinkFaults& faults() const;
    /// The last lines of a server's log, oldest first; the whole is in logFile().
    [[nodiscard]] QStringList recentLog(ServerId id) const;

    /// Writes the files and starts the relay, but no server. What still runs from an earlier run
    /// (keepRunning) is taken over.
    void open();
    /// open(), and every server.
    void start();
    /// SIGTERM to all (SIGKILL after `stopTimeout`), then the relay ends, then `stopped`.
    void stop();

    void start(ServerId id); ///< Opens the cluster first if need be.
    void stop(ServerId id);
    void kill(ServerId id); ///< SIGKILL.
    void pause(ServerId id);
    void resume(ServerId id);
    void restart(ServerId id); ///< Stops it if it runs, then starts it.
    /// Stops it if it runs and deletes its transaction logs, snapshots and epochs; myid stays.
    void wipe(ServerId id);

    /// Adds a server that observes, of our engine, and starts it. Every file has to name it: the
    /// servers that run are restarted one after another, the leader last, each when the one before
    /// serves again. Told by `failed` when observerOff() says why not.
    void addObserver();
    /// Why no observer can be added now; empty when one can.
    [[nodiscard]] QString observerOff() const;

    /// Cuts both directions between `id` and everyone else.
    void isolate(ServerId id);
    /// Cuts both directions between the servers of `group` and all others.
    void partition(const std::set<ServerId>& group);
    /// Bytes from `from` to `to` are held: nothing is closed, reset or lost, and a connection that
    /// is begun meanwhile waits.
    void cut(ServerId from, ServerId to);
    /// Resets the connections that stand between the two.
    void drop(ServerId a, ServerId b);
    /// Everything between the two takes that much longer, each way. 0 ends it.
    void delay(ServerId a, ServerId b, std::chrono::milliseconds time);
    void heal(ServerId a, ServerId b); ///< Both directions: cut and delay.
    void heal(ServerId id);            ///< All links of one server.
    void healAll();

Q_SIGNALS:
    void stateChanged(zs::launcher::Cluster::State state);
    /// Its process state, or whether it serves, changed.
    void serverChanged(zs::ServerId id);
    /// The relay has put faults() into force.
    void faultsChanged();
    /// A quorum answers clients now and did not before.
    void serving();
    /// `id` 0: the cluster as a whole. The reason says what happened and what to do.
    void failed(zs::ServerId id, const QString& reason);
    /// Something happened that was dealt with already: nobody needs to act.
    void noticed(const QString& what);
    void logLine(zs::ServerId id, const QString& line);
    /// In the order of each stream; server 0 is the launcher's own.
    void moments(const std::vector<zs::timeline::Moment>& moments);
    /// Nothing of it runs any more.
    void stopped();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace zs::launcher
