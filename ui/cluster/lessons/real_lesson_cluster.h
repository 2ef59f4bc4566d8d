// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "localcluster/launcher/cluster.h"
#include "ui/cluster/lessons/lesson.h"
#include "ui/cluster/lessons/lesson_cluster.h"

#include <QTemporaryDir>

#include <map>
#include <memory>

namespace zs::ui {

class ClientLine;
class LauncherControl;

/// A lesson's servers as real processes in a scratch folder, with the timing of lessons, and its
/// clients as sessions of this program. Ends with this object: what runs is killed and the folder
/// removed.
class RealLessonCluster : public LessonCluster {
    Q_OBJECT
public:
    /// `options`: how clusters are started here; the trace is always on, with every detail.
    RealLessonCluster(
        const Lesson& lesson, launcher::ClusterOptions options, QObject* parent = nullptr);
    ~RealLessonCluster() override;

    /// For the page; goes with this object.
    [[nodiscard]] LauncherControl* control() const { return m_control; }

    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Makes the files and starts the relay, but no server.
    void open();

    void start(ServerId id) override;
    void stop(ServerId id) override;
    void kill(ServerId id) override;
    void cut(const std::set<ServerId>& some, const std::set<ServerId>& others) override;
    void heal() override;
    void delay(ServerId a, ServerId b, std::chrono::milliseconds time) override;
    void openSession(const std::string& client, ServerId at, std::chrono::milliseconds timeout,
        bool readOnlyToo) override;
    void moveSession(const std::string& client, ServerId to) override;
    void killClient(const std::string& client) override;
    void ask(const ClientRequest& request) override;

private:
    struct Guest {
        ClientLine* line = nullptr;
        ServerId server; ///< Where its line leads.
        std::unique_ptr<Client> client;
        SessionState state = SessionState::connecting;
    };

    [[nodiscard]] quint16 clientPort(ServerId id) const;
    void onStatus(const std::string& name, const SessionStatus& status);
    void tell(ClientAnswer answer);
    template <class T>
    void answerLater(QCoro::Task<Result<T>> task, const ClientRequest& request);

    QTemporaryDir m_folder;
    std::unique_ptr<launcher::Cluster> m_cluster;
    LauncherControl* m_control = nullptr;
    std::map<std::string, Guest> m_guests;
    std::size_t m_linkChangesDue = 0; ///< That the relay has not put into force yet.
};

} // namespace zs::ui
