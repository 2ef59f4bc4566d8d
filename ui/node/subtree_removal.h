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

/// Removes a node and all below it: first counts, so that people know what they agree to, then
/// deletes from the bottom up, each node at the version that was counted. What changes meanwhile
/// stops the run. Both parts are pipelined and can be cancelled.
/// Threads: the GUI thread. Lifetime: does not own the client; dropped, it sends no more.
class SubtreeRemoval : public QObject {
    Q_OBJECT
public:
    SubtreeRemoval(Client* client, Path root, QObject* parent = nullptr);

    enum class State { idle, counting, counted, removing, done, failed, cancelled };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Path& root() const { return m_root; }
    [[nodiscard]] const SubtreeCount& count() const { return m_count; }
    /// The root's children with the size of their subtrees, largest first. Only when counted.
    [[nodiscard]] std::vector<std::pair<Path, int>> largestChildren() const;
    [[nodiscard]] int removed() const { return m_removed; }
    /// Why it failed; the path is in the detail.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    void startCounting();
    /// After `counted`.
    void startRemoving();
    /// Stops at once; what is on the way to the server still happens and is counted.
    void cancel();

Q_SIGNALS:
    /// State or numbers changed; at most once a turn of the event loop.
    void changed();
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);

private:
    struct Entry {
        Path path;
        std::int32_t version = 0;
    };

    void pump();
    void pumpCounting();
    void pumpRemoving();
    void onListed(const Path& path, const Result<ChildrenResponse>& answer);
    void onRemoved(const Path& path, const Result<void>& answer);
    void fail(const Error& error);
    void finish(State state);
    void tell();

    QPointer<Client> m_client;
    Path m_root;
    State m_state = State::idle;
    SubtreeCount m_count;
    std::deque<Path> m_toList;
    std::vector<Entry> m_entries; ///< Parents before their children.
    std::size_t m_left = 0;       ///< Entries [0, m_left) are not sent yet.
    int m_inFlight = 0;
    int m_removed = 0;
    std::optional<Error> m_error;
    bool m_telling = false;
};

} // namespace zs::ui
