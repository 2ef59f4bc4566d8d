// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "localcluster/timeline/timeline.h"
#include "ui/cluster/card_actions.h"
#include "ui/cluster/cluster_header.h"
#include "ui/cluster/looks.h"
#include "ui/cluster/picture_looks.h"

namespace zs::ui {

class ClusterControl;
class ClusterPanel;
class ElectionPoller;
class LoadDriver;
class LoadPanel;
class PhaseStrip;
class Playback;
class PlayerBar;
class SceneArea;
class TimelineLanes;

/// The page "Cluster and elections". It shows a timeline at a time: of a local cluster while it
/// runs, of a recording, or of servers that are polled. What it shows is a function of the timeline
/// and the time alone; what can be done to a cluster goes through ClusterControl.
/// Threads: GUI thread. Lifetime: owns its timelines, not the control.
class ClusterPage : public QWidget {
    Q_OBJECT
public:
    explicit ClusterPage(QWidget* parent = nullptr);
    ~ClusterPage() override;

    /// A local cluster, live; nullptr: it is gone, what was recorded stays.
    void showCluster(ClusterControl* control);
    /// A lesson's cluster, live, beside what was shown before, which goes on unseen: the mode Live
    /// shows it again. nullptr: it has ended, what was recorded stays.
    void showLesson(ClusterControl* control, const QString& name = {});
    void nameLesson(const QString& name); ///< The same in another language.
    void setMode(ClusterHeader::Mode mode);
    /// A live timeline that others fill by `addMoments`: polled servers.
    void showEnsemble(const QString& name);
    void addMoments(const std::vector<timeline::Moment>& moments);
    /// Opens a recording. Fails: io, corrupt: told on the page, and yielded.
    Result<void> openRecording(const QString& file);
    /// A timeline that is there already, for replay.
    void showTimeline(timeline::Timeline timeline, const QString& name);

    [[nodiscard]] Playback* playback() const { return m_playback; }
    [[nodiscard]] ClusterHeader* header() const { return m_header; }
    [[nodiscard]] ClusterPanel* panel() const { return m_panel; }
    [[nodiscard]] SceneArea* sceneArea() const { return m_scene; }
    [[nodiscard]] TimelineLanes* lanes() const { return m_lanes; }
    [[nodiscard]] ClusterControl* control() const;
    /// What is shown now; for tests and lessons.
    [[nodiscard]] const timeline::ClusterPicture& picture() const { return m_picture; }
    [[nodiscard]] timeline::Timeline* timeline() const { return m_shown; }
    void setReducedMotion(bool reduced);
    [[nodiscard]] bool reducedMotion() const { return m_context.reducedMotion; }

Q_SIGNALS:
    /// For a toast.
    void message(zs::ui::Role role, const QString& text);
    /// By the user alone.
    void modeChosen(zs::ui::ClusterHeader::Mode mode);
    void modeChanged(zs::ui::ClusterHeader::Mode mode);

public Q_SLOTS:
    void saveRecording();
    void chooseRecording();
    /// At the present time; `words` may be empty.
    void addBookmark(const QString& words = {});
    void openBookmarks();
    void partitionPicked();
    void healAll();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildLayout();
    void wirePlayer();
    void wireScene();
    void wireHeader();
    void wireLoad();
    void refreshLoad();
    void askSilentServers();
    void openPicker();
    void follow(ClusterControl* control, timeline::Timeline* timeline);
    void addTo(timeline::Timeline* timeline, const std::vector<timeline::Moment>& moments);
    void showOf(timeline::Timeline* timeline, bool live);
    void onControlChanged();
    void refresh();
    void refreshScene();
    void refreshPanels();
    void refreshSubject();
    void refreshEvents();
    void refreshTimeline();
    void refreshDetails();
    void refreshActions();
    void refreshEmpty();
    void chooseServer(std::optional<ServerId> id);
    void choosePacket(std::uint64_t key);
    void act(ServerId id, CardAction action);
    void showLog(ServerId id);
    void jumpElection(bool forward);
    void sizeCards();
    void forgetSelection();

    Playback* m_playback;
    ClusterHeader* m_header;
    PhaseStrip* m_phases;
    SceneArea* m_scene;
    PlayerBar* m_player;
    TimelineLanes* m_lanes;
    ClusterPanel* m_panel;
    LoadPanel* m_loadPanel;
    LoadDriver* m_load;
    QPointer<ClusterControl> m_control; ///< Of what is shown: one of the next two.
    QPointer<ClusterControl> m_liveControl;
    QPointer<ClusterControl> m_lessonControl;
    ElectionPoller* m_poller = nullptr; ///< Of the live ones that do not tell.
    timeline::Timeline m_live;
    timeline::Timeline m_replay;
    timeline::Timeline m_lesson;
    timeline::Timeline* m_shown; ///< One of the three.
    QString m_liveName;
    QString m_replayName;
    QString m_lessonName;

    timeline::ClusterPicture m_picture;
    timeline::Traffic m_traffic;
    PictureContext m_context;
    std::optional<ServerId> m_server; ///< Whose details are shown.
    std::optional<timeline::PacketFlight> m_packet;
    std::uint64_t m_eventsRevision = 0;
    bool m_eventsAll = false;
    bool m_eventsStale = true;
    QTimer m_panelTick; ///< Words need no 60 changes a second.
};

} // namespace zs::ui
