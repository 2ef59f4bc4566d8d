// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local_launch.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/main_window.h"

#include <QCoroTask>
#include <QEventLoop>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>

class QDialog;
class QListWidget;

namespace zs::app {

/// Whether it is on the screen; false for nullptr, too.
[[nodiscard]] inline bool isShown(const QWidget* widget)
{
    return widget && widget->isVisible();
}

/// The walk of the tour: tour_steps.cpp; screen_steps.cpp and dialog_steps.cpp through what changes
/// nothing, state_steps.cpp through states, cluster_steps.cpp on the cluster's page. Every step
/// acts on widgets, then waits, by events, for what the user would see and the server holds.
/// It begins in the language and theme that are installed, and shows the others towards its end.
class TourSteps {
public:
    /// `servers`: where to connect; empty to launch a local server.
    TourSteps(QString pictures, QString servers, ui::Languages& languages);
    ~TourSteps();

    /// Walks all steps; stops at the first that was not seen to work. True when all were.
    [[nodiscard]] bool run();

    /// The node that the tour edits.
    [[nodiscard]] static Path tourNode();

private:
    /// Yields what went wrong; empty when the step was seen to work.
    using Step = QString (TourSteps::*)();

    bool walk(const char* name, Step step);
    QString startPage();
    QString launchServer();
    QString connectToServers();
    QString createParent();
    QString createChildren();
    QString selectNode();
    QString editNode();
    QString saveNode();
    QString seeWatchFire();
    QString seeConflict();
    QString seeTabs();
    QString seeAcl();
    QString seeStates();
    QString seeRefusals();
    QString seeData();
    QString seeReadOnlyConnection();
    QString seeNoServer();
    QString goByPalette();
    QString seeConnectionDialog();
    QString seeNodeDialogs();
    QString seeProgramDialogs();
    QString seeCluster();
    QString killLeader();
    QString replayElection();
    QString restartKilled();
    QString isolateFollower();
    QString runLesson();
    QString loseAllServers();
    QString deleteTree();
    QString seeOtherTheme();
    QString seeOtherLanguage();
    QString disconnect();

    QString createNode(const QString& name, const QString& data);
    [[nodiscard]] QModelIndex rowOf(const Path& path) const;
    /// Goes to a node that the second session made, when its row appears: in a cluster the window
    /// may read from a server that lags behind.
    [[nodiscard]] bool goToFresh(const Path& path);
    [[nodiscard]] bool showTab(int tab);
    [[nodiscard]] ui::WorkspacePage* openBeside(const ui::ConnectionProfile& profile);
    [[nodiscard]] QString closeBeside(const ui::WorkspacePage* first);
    /// Waits for the dialog of that name; nullptr when it does not open.
    [[nodiscard]] QDialog* openDialog(const char* name);
    [[nodiscard]] bool dismiss(QDialog* dialog);
    [[nodiscard]] QString seeDialog(const char* name);
    [[nodiscard]] QString seeAclDialogs();
    [[nodiscard]] bool seeEachRow(QListWidget* list, const char* what);
    [[nodiscard]] ui::ClusterPage* clusterPage() const;
    /// Clicks a button of the rail, waits until its page is shown.
    bool showPage(const char* railButton, const std::function<bool()>& shown);
    bool goBrowse();
    void clickCard(ServerId id);
    bool clickEvent(const QString& icon);
    [[nodiscard]] bool doLessonStep();
    [[nodiscard]] QString glanceAtCluster();
    [[nodiscard]] QString seeNothingLost();
    /// Remembers who told last that it leads.
    void noteLeader(const std::vector<timeline::Moment>& moments);
    /// Waits for the workspace's session, then connects the second one.
    [[nodiscard]] QString seeSession();
    [[nodiscard]] QString connectWitness();
    /// What the server holds, by the second session; nullopt where there is no such node.
    [[nodiscard]] std::optional<DataResponse> onServer(const char* path);
    /// Runs the event loop until `done()`, asking after each round of events.
    bool waitFor(const std::function<bool()>& done);
    /// The result of a request of the second session; nullopt after the time-out.
    template <class T>
    std::optional<Result<T>> await(QCoro::Task<Result<T>> task);
    template <class T>
    [[nodiscard]] T* find(const char* name, QWidget* root = nullptr) const;
    void savePicture(const QString& name);
    /// A picture within a step, named for the step's number and this.
    void saveGlance(const char* name);
    [[nodiscard]] std::string shownPath() const;
    [[nodiscard]] QString editorText() const;

    QString m_pictures;
    QString m_servers;
    ui::Languages& m_languages;
    QTemporaryDir m_folder; ///< Settings and data of this walk alone.
    ui::Settings m_settings;
    LocalLaunch m_launch;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<Client> m_witness;
    ServerId m_leader; ///< Of the local cluster; 0: none told yet.
    ServerId m_killed; ///< The leader that the tour killed.
    int m_number = 0;
};

template <class T>
std::optional<Result<T>> TourSteps::await(QCoro::Task<Result<T>> task)
{
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    auto keep = [outcome](const Result<T>& answer) { outcome->emplace(answer); };
    QCoro::connect(std::move(task), m_window.get(), keep);
    waitFor([&] { return outcome->has_value(); });
    return *outcome;
}

template <class T>
T* TourSteps::find(const char* name, QWidget* root) const
{
    const QWidget* from = root ? root : m_window.get();
    return from ? from->findChild<T*>(QLatin1String(name)) : nullptr;
}

} // namespace zs::app
