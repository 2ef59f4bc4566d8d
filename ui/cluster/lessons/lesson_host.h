// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/launcher/cluster.h"
#include "ui/cluster/cluster_header.h"
#include "ui/cluster/lessons/lesson.h"

#include <QObject>
#include <QPointer>

namespace zs::ui {

class ClusterPage;
class LessonPanel;
class LessonRunner;
class RealLessonCluster;

/// The lessons of a cluster page: offers them in its header, runs one at a time on servers of its
/// own, and leads through it beside the scene. What the page showed before goes on untouched.
/// Threads: GUI thread. Lifetime: a child of the page; a lesson that runs ends with it.
class LessonHost : public QObject {
    Q_OBJECT
public:
    /// `options`: how clusters are started here.
    explicit LessonHost(ClusterPage* page, launcher::ClusterOptions options = {});
    ~LessonHost() override;

    /// Begins a lesson, in place of one that runs.
    void run(int number, LessonServers servers = LessonServers::ours);
    /// Lets the user choose one.
    void offer() { openPicker(); }
    /// Stops its servers, removes their folder, and shows again what was shown before.
    void end();
    /// Of the present lesson; nullptr for none.
    [[nodiscard]] LessonRunner* runner() const;
    /// Where its servers keep their files; empty without a lesson.
    [[nodiscard]] QString folder() const;

private:
    void onMode(ClusterHeader::Mode mode);
    void openPicker();
    void doStep();
    void followPicture();
    void retranslate();
    void dropLesson();

    ClusterPage* m_page;
    launcher::ClusterOptions m_options;
    LessonPanel* m_panel;
    LessonServers m_servers{}; ///< Of the last lesson.
    QPointer<RealLessonCluster> m_cluster;
    QPointer<LessonRunner> m_runner;
};

} // namespace zs::ui
