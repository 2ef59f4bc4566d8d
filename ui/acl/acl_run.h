// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/recipes/set_acl_tree.h"

#include <QAbstractListModel>
#include <QPointer>

#include <array>
#include <stop_token>

namespace zs::ui {

/// One pass over a subtree that gives every node the same ACL, or, as a preview, tells what that
/// would do. As a model: one row a node, in the order in which they were judged.
/// Threads: the GUI thread. Lifetime: destruction stops the pass; what was sent still happens.
class AclRun : public QAbstractListModel {
    Q_OBJECT
public:
    enum class State { idle, running, done, stopped, failed };
    /// Rows beyond it are counted and not kept.
    static constexpr std::size_t maxRows = 10'000;

    explicit AclRun(QObject* parent = nullptr);
    ~AclRun() override;

    /// Forgets the last pass and starts another; does nothing while one runs.
    void start(Client* client, const Path& root, std::vector<Acl> acl, bool preview);
    void stop();
    /// Forgets what a finished pass told.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isPreview() const { return m_preview; }
    [[nodiscard]] const Path& root() const { return m_root; }
    /// What every node gets.
    [[nodiscard]] const std::vector<Acl>& wanted() const { return m_wanted; }
    [[nodiscard]] quint64 count(AclOutcome outcome) const;
    [[nodiscard]] quint64 failures() const { return m_failures; }
    /// Nodes judged so far and named so far.
    [[nodiscard]] const Progress& progress() const { return m_progress; }
    /// Why it failed or what a node's failure was.
    [[nodiscard]] const std::vector<PathError>& errors() const { return m_errors; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const AclStep& step(int row) const
    {
        return m_steps[static_cast<std::size_t>(row)];
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void changed();
    void finished();

private:
    void onNode(AclStep step);
    void onReport(const SetAclReport& report);

    State m_state = State::idle;
    bool m_preview = true;
    Path m_root;
    std::vector<Acl> m_wanted;
    std::vector<AclStep> m_steps;
    std::array<quint64, 3> m_counts{};
    quint64 m_failures = 0;
    Progress m_progress;
    std::vector<PathError> m_errors;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace zs::ui
