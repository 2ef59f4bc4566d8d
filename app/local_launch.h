// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/launcher/cluster.h"
#include "ui/start/launch_control.h"

#include <memory>

namespace zs::app {

class ExampleData;

/// The launch card's control over the launcher: one local cluster at a time.
/// Lifetime: what runs is killed with this object; see shutDown() for a clean end.
class LocalLaunch : public ui::LaunchControl {
    Q_OBJECT
public:
    /// `home`: where clusters of default names are kept; empty: this user's data folder.
    explicit LocalLaunch(QString home = {}, QObject* parent = nullptr);
    ~LocalLaunch() override;

    [[nodiscard]] State state() const override;
    [[nodiscard]] QString connectString() const override;
    [[nodiscard]] QString defaultFolder(const ui::LaunchWish& wish) const override;
    void plan(const ui::LaunchWish& wish) override;
    [[nodiscard]] QString planProblem() const override { return m_problem; }
    [[nodiscard]] std::uint16_t firstClientPort() const override;
    [[nodiscard]] QList<ui::LaunchFile> files() const override;
    [[nodiscard]] QStringList edit(int file, const QString& text) override;
    void start() override;
    void stop() override;
    [[nodiscard]] launcher::Cluster* cluster() const override;

    /// Stops what runs and returns when it has ended; events are handled meanwhile.
    void shutDown();

private:
    [[nodiscard]] const launcher::ClusterProfile& profile() const;
    void planIn(const ui::LaunchWish& wish);
    void onServing();
    void onFailed(ServerId id, const QString& reason);

    QString m_home;
    launcher::ClusterProfile m_plan;
    QString m_problem;
    bool m_trace = true;
    bool m_isNew = false;  ///< The cluster of the plan has never run.
    bool m_served = false; ///< In this run.
    std::unique_ptr<launcher::Cluster> m_cluster;
    std::unique_ptr<ExampleData> m_example;
};

} // namespace zs::app
