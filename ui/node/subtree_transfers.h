// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/subtree_transfer.h"

#include <QAbstractTableModel>

#include <map>
#include <set>

namespace zs::ui {

/// Those of `paths` that lie below none of the others, in their order, each once.
[[nodiscard]] std::vector<Path> topmostOf(const std::vector<Path>& paths);

/// Duplicates or moves several nodes, each with all below it, into one parent: looks what is there
/// and which names are taken, then takes one node after the other. As a model: a row a node, which
/// may be left out. What fails does not keep the others; what is done is not done again.
/// Threads: the GUI thread. Lifetime: does not own the client; destruction stops the work, and
/// what was sent still happens.
class SubtreeTransfers : public QAbstractTableModel {
    Q_OBJECT
public:
    using Kind = SubtreeTransfer::Kind;
    enum class State { scanning, ready, running, stopped, failed, done };
    enum Column { NodeColumn, TargetColumn, FactsColumn, columns };
    enum Role { ProblemRole = Qt::UserRole + 1 }; ///< bool: this node cannot be taken.
    static constexpr std::size_t mostSamples = 20;

    /// No node of `from` lies below another one.
    SubtreeTransfers(
        Kind kind, Client* client, const std::vector<Path>& from, QObject* parent = nullptr);
    ~SubtreeTransfers() override;

    void scan();
    /// Where they shall go; looks which names are taken there.
    void setTarget(const Path& parent);
    /// Leaves out all that cannot be taken.
    void leaveOutProblems();
    /// When mayStart(); also goes on with what was stopped or failed.
    void start();
    void stop();

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Path& target() const { return m_target; }
    /// Something is chosen that is not done, and nothing chosen has a problem.
    [[nodiscard]] bool mayStart() const;
    /// Why nothing can go to the target; nullopt: nothing is known against it.
    [[nodiscard]] const std::optional<Error>& targetError() const { return m_targetError; }
    /// Of the rows that are chosen and not done.
    [[nodiscard]] int chosen() const;
    [[nodiscard]] int problems() const;
    [[nodiscard]] std::uint64_t nodes() const;
    [[nodiscard]] std::uint64_t dataBytes() const;
    [[nodiscard]] std::uint64_t ephemerals() const;
    /// The first of them, at most `mostSamples`.
    [[nodiscard]] std::vector<Path> ephemeralSamples() const;
    [[nodiscard]] int rowsDone() const;
    [[nodiscard]] std::uint64_t nodesDone() const;
    [[nodiscard]] int rowsCounted() const;
    /// Of the last run: the first node that failed.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] int failures() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void retranslate();

Q_SIGNALS:
    void changed();
    /// One row is done.
    void transferred(const zs::Path& from, const zs::Path& to, int nodes);
    /// Frame the writes, so that their events count as our own.
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);

private:
    enum class Problem { none, unread, ephemeral, sameName, exists, here, belowItself, reserved };
    struct Row {
        Path from;
        bool isChosen = true;
        bool isDone = false;
        std::optional<TreeCount> count; ///< nullopt: not counted yet.
        std::optional<Error> error;     ///< Of its last run.
        SubtreeTransfer* transfer = nullptr; ///< While it runs, and when it may go on.
        Problem problem = Problem::none;
    };

    void scanMore();
    void onCounted(std::size_t row, const TreeCount& count);
    void look();
    void judge();
    [[nodiscard]] Problem problemOf(const Row& row, const std::map<Path, int>& wanted) const;
    [[nodiscard]] Path targetOf(const Row& row) const;
    void next();
    void onRow(std::size_t row);
    void end(State state);
    void tellRow(std::size_t row);
    [[nodiscard]] QString factsOf(const Row& row) const;
    [[nodiscard]] QString progressOf(const SubtreeTransfer& transfer) const;
    [[nodiscard]] QString problemWords(Problem problem) const;

    const Kind m_kind;
    ClientRef m_client;
    Path m_target;
    State m_state = State::scanning;
    std::vector<Row> m_rows;
    std::size_t m_scanned = 0; ///< Rows whose count was started.
    int m_scans = 0;           ///< Counts that are under way.
    std::size_t m_row = 0;     ///< The one that runs, or is looked at next.
    std::set<std::string, std::less<>> m_taken;
    std::optional<Error> m_targetError;
    int m_look = 0; ///< Counts what was looked for; older answers are dropped.
    bool m_targetKnown = false;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace zs::ui
