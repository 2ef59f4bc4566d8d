// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/launcher/apache_install.h"
#include "localcluster/launcher/cluster.h"
#include "localcluster/launcher/fault_book.h"
#include "localcluster/launcher/log_watcher.h"
#include "localcluster/launcher/managed_process.h"
#include "localcluster/launcher/moment_feed.h"
#include "localcluster/launcher/port_claims.h"
#include "localcluster/launcher/relay_client.h"
#include "localcluster/launcher/run_state.h"
#include "localcluster/timeline/apache_log_reader.h"

#include <QCoreApplication>
#include <QLockFile>
#include <QTimer>

#include <deque>
#include <optional>

namespace zs::launcher {

/// What Cluster does; its own header is what users need.
/// cluster_impl.cpp: the cluster as a whole. cluster_servers.cpp: one server. cluster_links.cpp:
/// the relay and the faults. cluster_growth.cpp: an observer more.
class Cluster::Impl : public QObject {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::Cluster)
public:
    Impl(ClusterProfile profile, ClusterOptions options, Cluster& face);
    ~Impl() override;

    void open();
    void startAll();
    void stopAll();

    void start(ServerId id);
    void stop(ServerId id);
    void kill(ServerId id);
    void pause(ServerId id);
    void resume(ServerId id);
    void restart(ServerId id);
    void wipe(ServerId id);
    void addObserver();
    [[nodiscard]] QString observerOff() const;

    [[nodiscard]] bool keepsRunning() const
    {
        return profile.keepRunning || options.keepRunning || m_takenOver;
    }
    /// Links of this run can be broken now.
    [[nodiscard]] bool canBreak() const { return state == State::open && faultsOff.isEmpty(); }
    /// Says the command to the relay and tells the events. Only when canBreak().
    void breakLinks(FaultBook::Events events, const QByteArray& command);
    [[nodiscard]] static QByteArray words(const char* command, const std::set<LinkEnds>& ways);

    struct Server {
        ManagedProcess process;
        QTimer timer; ///< Runs while starting and while stopping.
        ProcessState state = ProcessState::stopped;
        bool serving = false;
        bool startAfter = false; ///< Start it when it has ended.
        bool wipeAfter = false;
        bool wasKilled = false; ///< By kill(): its end is no failure.
        bool timedOut = false;
        bool takenOver = false; ///< This process was found running.
        bool traced = false; ///< It tells by its trace whether it serves, else by its log.
        std::deque<QString> lines; ///< The last that it said.
        std::unique_ptr<timeline::ApacheLogReader> reader; ///< Of Apache's servers alone.
    };
    [[nodiscard]] Server* find(ServerId id);
    [[nodiscard]] const Server* find(ServerId id) const;

    ClusterProfile profile;
    const ClusterOptions options;
    State state = State::stopped;
    FaultBook book;
    /// What keeps links from being broken in this run; empty when nothing does.
    QString faultsOff;

private:
    // The cluster as a whole.
    void doOpen();
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> plan();
    [[nodiscard]] Result<void> lock();
    [[nodiscard]] Result<void> writeFiles();
    void takeOver(const RunState& run);
    void takeOverServer(ServerId id, const ProcessKey& key);
    void takeOverFaults(const QString& words);
    [[nodiscard]] Result<void> checkMyId(ServerId id) const;
    [[nodiscard]] Result<void> checkPrograms() const;
    [[nodiscard]] static QString programOf(const QString& given, const char* name);
    [[nodiscard]] QString serverProgram() const
    {
        return programOf(options.serverProgram, "zooscope-server");
    }
    [[nodiscard]] QString relayProgram() const
    {
        return programOf(options.relayProgram, "zooscope-relay");
    }
    void opened();
    void abandon(const QString& reason);
    bool planAnew();
    void endAll();
    void release();
    void finishStop();
    void becomeState(State next);
    void saveRun();
    /// From the event loop: signals come after the call that caused them has returned.
    void later(std::function<void()> what);
    void fail(ServerId id, const QString& reason);
    void onLine(int key, const QString& text);

    // One server.
    void launch(ServerId id);
    [[nodiscard]] Result<ProcessSpec> specOf(ServerId id);
    [[nodiscard]] std::unique_ptr<timeline::ApacheLogReader> readerOf(ServerId id) const;
    void become(ServerId id, ProcessState next);
    void setServing(ServerId id, bool serving);
    void countServing();
    void onEnded(ServerId id, const QString& how);
    void onTimeout(ServerId id);
    void onServerLine(ServerId id, const QString& text);
    void takeUpTrace(ServerId id, Server& server);
    void onMoments(const std::vector<timeline::Moment>& moments);
    void tellProcess(ServerId id, trace::ProcessChange what, qint64 pid, QString detail = {});
    void wipeData(ServerId id);
    [[nodiscard]] bool portsTaken(ServerId id) const;
    [[nodiscard]] QString lastWords(const std::deque<QString>& lines) const;

    // An observer more.
    struct Growth {
        ServerId added; ///< 0: nothing is being added.
        ServerId restarting;
        std::deque<ServerId> waiting; ///< To be restarted.
    };
    void addServer(ServerId id);
    void restartOthers();
    void restartNext();
    void onGrowTimeout();

    // The relay.
    [[nodiscard]] Result<void> startRelay();
    void onRelayLine(const QString& text);
    void onRelayEnded(const QString& how);
    void reviveRelay(const QString& how);
    void relayReturned();
    void tellRelay(bool ended, const QString& how);

    Cluster& m_face;
    std::map<ServerId, std::unique_ptr<Server>> m_servers;
    std::set<ServerId> m_wanted; ///< To be started once the cluster is open.
    std::set<std::uint16_t> m_takenPorts;
    PortClaims m_claims; ///< The relay holds them too, so they outlive this program where it does.
    ManagedProcess m_relay;
    RelayClient m_relayClient;
    std::deque<QString> m_relayLines;
    QTimer m_relayTimer;
    bool m_relayStarting = false;     ///< Its process runs, but did not say yet that it is ready.
    std::vector<Instant> m_relayEnds; ///< When it ended by itself, lately.
    LogWatcher m_logs;
    MomentFeed m_feed;
    std::unique_ptr<QLockFile> m_lock;
    QString m_runtime; ///< The folder of our sockets; empty while stopped.
    Growth m_growth;
    QTimer m_growTimer;
    ServerId m_leader; ///< Who told last that it leads; 0: nobody did.
    int m_plans = 0;
    bool m_quorumServes = false;
    bool m_everServed = false;
    bool m_takenOver = false; ///< It was running when it was opened.
    bool m_joinTold = false;  ///< That what happened before was not observed.
};

} // namespace zs::launcher
