// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/recipes/count_tree.h"
#include "clientlib/recipes/move_tree.h"

#include <QObject>

#include <stop_token>

namespace zs::ui {

/// Duplicates or moves a node with all below it: first looks what is there, then copies, and for a
/// move compares and deletes the source. One object for one dialog; start() may be tried again.
/// Threads: the GUI thread. Lifetime: does not own the client; destruction stops the work, and
/// what was sent still happens.
class SubtreeTransfer : public QObject {
    Q_OBJECT
public:
    enum class Kind { duplicate, move };
    enum class State {
        idle,
        scanning,
        ready,   ///< Looked at; see count().
        running,
        done,
        stopped, ///< By stop(), while running; see copied() and deleted().
        failed,  ///< See error().
    };

    SubtreeTransfer(Kind kind, Client* client, Path from, QObject* parent = nullptr);
    ~SubtreeTransfer() override;

    void scan();
    /// When ready, or again after it was stopped or failed: to the same place it goes on.
    void start(const Path& to);
    /// Whether start() would go on with what an earlier run left at `to`.
    [[nodiscard]] bool mayGoOn(const Path& to) const;
    void stop();

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Path& from() const { return m_from; }
    /// What the scan found; grows meanwhile.
    [[nodiscard]] const TreeCount& count() const { return m_count; }
    /// Of a move that runs.
    [[nodiscard]] MovePhase phase() const { return m_phase; }
    [[nodiscard]] const Progress& progress() const { return m_progress; }
    /// When it ended, in all runs to the same place.
    [[nodiscard]] std::uint64_t copied() const { return m_copied; }
    [[nodiscard]] std::uint64_t deleted() const { return m_deleted; }
    /// Why it failed: what ended it, or the first node that failed, with its path.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// How many nodes failed.
    [[nodiscard]] std::uint64_t failures() const { return m_failures; }

Q_SIGNALS:
    void changed();
    /// Frame the writes, so that their events count as our own.
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);

private:
    void onScanned(const TreeCount& count);
    void end(const RecipeReport& report, std::uint64_t copied, std::uint64_t deleted);
    [[nodiscard]] std::function<void(const Progress&)> progressTeller();

    const Kind m_kind;
    ClientRef m_client;
    const Path m_from;
    Path m_to;
    State m_state = State::idle;
    TreeCount m_count;
    MovePhase m_phase = MovePhase::scanning;
    Progress m_progress;
    std::uint64_t m_copied = 0;
    std::uint64_t m_deleted = 0;
    std::uint64_t m_failures = 0;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace zs::ui
