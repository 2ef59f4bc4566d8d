// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QObject>
#include <QPointer>

#include <deque>

namespace zs::ui {

/// True for the nodes that a server keeps for itself: the root and /zookeeper with its two.
[[nodiscard]] bool isReserved(const Path& path);

/// What a subtree holds, the root included.
struct SubtreeCount {
    int nodes = 0;
    int ephemerals = 0;
    qint64 dataBytes = 0;
};

/// A node as it was counted.
struct SubtreeEntry {
    Path path;
    std::int32_t version = 0; ///< It is deleted at this version of its data alone.
    int branch = -1;          ///< Which of the root's children it is in; -1: the root itself.
};

/// Removes a node and all below it: first counts, so that people know what they agree to, then
/// deletes from the bottom up, each node at the version that was counted. What others deleted
/// meanwhile is passed over; what they changed or added stops the run. Both parts are pipelined,
/// can be cancelled, and deleting can go on where it stopped.
/// Threads: the GUI thread. Lifetime: does not own the client; dropped, it sends no more.
class SubtreeRemoval : public QObject {
    Q_OBJECT
public:
    SubtreeRemoval(Client* client, Path root, QObject* parent = nullptr);

    enum class State {
        idle,
        counting,
        counted,
        removing,
        done,
        failed,    ///< See error() and mayResume().
        cancelled, ///< While counting or removing; see mayResume().
    };
    /// How many ephemeral nodes are kept by name.
    static constexpr std::size_t mostEphemerals = 100;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Path& root() const { return m_root; }
    /// Grows while counting.
    [[nodiscard]] const SubtreeCount& count() const { return m_count; }
    /// The first of them.
    [[nodiscard]] const std::vector<Path>& ephemerals() const { return m_ephemerals; }
    /// The root's children with the size of their subtrees, largest first. Only when counted.
    [[nodiscard]] std::vector<std::pair<Path, int>> largestChildren() const;
    /// Parents before their children. Only when counted.
    [[nodiscard]] const std::vector<SubtreeEntry>& entries() const { return m_entries; }
    /// Since the count; what others deleted is not among them.
    [[nodiscard]] int removed() const { return m_removed; }
    /// Deleted by others since the count.
    [[nodiscard]] int goneBefore() const { return m_gone; }
    /// Why it failed; the path is in the detail.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Whether startRemoving() would go on where it stopped. False after a change by others: what
    /// was agreed to is not what is there any more, so count again.
    [[nodiscard]] bool mayResume() const;

    void startCounting();
    /// When counted, or to resume.
    void startRemoving();
    /// Stops at once; what is on the way to the server still happens and is counted.
    void cancel();
    /// Another session goes on with the work.
    void setClient(Client* client) { m_client = client; }

Q_SIGNALS:
    /// State or numbers changed; at most once a turn of the event loop.
    void changed();
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);

private:
    struct ToList {
        Path path;
        int branch = -1;
    };

    void pump();
    void pumpCounting();
    void pumpRemoving();
    void onListed(const ToList& node, const Result<ChildrenResponse>& answer);
    void onRemoved(const SubtreeEntry& entry, const Result<void>& answer);
    void fail(const Error& error);
    void finish(State state);
    void tell();

    QPointer<Client> m_client;
    Path m_root;
    State m_state = State::idle;
    bool m_counted = false; ///< The entries are complete.
    SubtreeCount m_count;
    std::vector<Path> m_ephemerals;
    std::vector<std::pair<Path, int>> m_branches; ///< The root's children and their sizes.
    std::deque<ToList> m_toList;
    std::vector<SubtreeEntry> m_entries;
    std::size_t m_left = 0; ///< Entries [0, m_left) are not sent yet.
    int m_inFlight = 0;
    std::uint64_t m_run = 0; ///< Answers to what an older count asked are dropped.
    int m_removed = 0;
    int m_gone = 0;
    std::vector<SubtreeEntry> m_unsure; ///< Sent, and the connection broke: to be sent again.
    std::optional<Error> m_error;
    bool m_telling = false;
};

} // namespace zs::ui
