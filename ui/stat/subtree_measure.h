// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "clientlib/recipes/count_tree.h"

#include <QObject>

#include <optional>
#include <stop_token>

namespace zs::ui {

/// How large a subtree is: at once what the server knows (how many nodes), and on demand what has
/// to be read node by node (bytes, the largest nodes).
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class SubtreeMeasure : public QObject {
    Q_OBJECT
public:
    enum class State {
        idle,
        running,
        done,    ///< result() is all of it, but for what could not be read.
        stopped, ///< result() is what was read until stop().
        failed,  ///< result() is what was read until error().
    };
    static constexpr std::size_t mostLargest = 20;

    SubtreeMeasure(Client* client, const Path& root, QObject* parent = nullptr);
    ~SubtreeMeasure() override;

    [[nodiscard]] const Path& root() const { return m_root; }
    /// Asks the server for the number of nodes: one request (since ZooKeeper 3.6).
    void askCount();
    /// How many nodes are below the root; nullopt while it is asked. Fails: unimplemented (servers
    /// before 3.6), noNode, noAuth, …
    [[nodiscard]] const std::optional<Result<std::int32_t>>& told() const { return m_told; }

    /// Reads the Stat of each node, at most `perSecond` requests a second; 0: no limit. Does
    /// nothing while it runs.
    void start(std::uint32_t perSecond);
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Progress& progress() const { return m_progress; }
    /// Of the last run that ended; a lower bound unless `done` and complete().
    [[nodiscard]] const TreeCount& result() const { return m_result; }

Q_SIGNALS:
    void changed();

private:
    void finish(const TreeCount& count);

    ClientRef m_client;
    Path m_root;
    std::optional<Result<std::int32_t>> m_told;
    State m_state = State::idle;
    std::stop_source m_stop;
    Progress m_progress;
    TreeCount m_result;
};

} // namespace zs::ui
