// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/cluster_control.h"

#include <deque>

namespace zs::launcher {
class Cluster;
} // namespace zs::launcher

namespace zs::ui {

class ElectionPoller;

/// A cluster of the launcher on the page. Apache's servers in it are asked how far they are, which
/// their logs do not tell. It keeps what the cluster told, so make it before the
/// cluster starts: the page comes later, and shows all of it. Lifetime: goes with the cluster.
class LauncherControl : public ClusterControl {
    Q_OBJECT
public:
    /// A child of the cluster, with which it goes.
    explicit LauncherControl(launcher::Cluster* cluster);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] std::vector<ServerId> servers() const override;
    [[nodiscard]] Process process(ServerId id) const override;
    [[nodiscard]] quint16 clientPort(ServerId id) const override;
    [[nodiscard]] QString linkFaultsOff() const override;
    [[nodiscard]] bool hasLinkFaults() const override;
    [[nodiscard]] bool hasLinkFaults(ServerId id) const override;
    [[nodiscard]] QStringList recentLog(ServerId id) const override;
    [[nodiscard]] QString connectString() const override;
    [[nodiscard]] bool tells(ServerId id) const override;
    [[nodiscard]] std::vector<timeline::Moment> earlier() const override;
    [[nodiscard]] launcher::Cluster* cluster() const { return m_cluster; }

    void act(ServerId id, CardAction action) override;
    void partition(const std::set<ServerId>& group) override;
    void cut(ServerId from, ServerId to) override;
    void drop(ServerId a, ServerId b) override;
    void delay(ServerId a, ServerId b, std::chrono::milliseconds time) override;
    void healLink(ServerId a, ServerId b) override;
    void healAll() override;
    [[nodiscard]] QString observerOff() const override;
    void addObserver() override;
    void startAll() override;
    void stopAll() override;

private:
    void askForeign();
    void keep(const std::vector<timeline::Moment>& moments);

    launcher::Cluster* m_cluster;
    ElectionPoller* m_poller = nullptr; ///< Of Apache's servers, while the cluster is open.
    std::deque<timeline::Moment> m_kept; ///< The newest of them; bounded.
};

} // namespace zs::ui
