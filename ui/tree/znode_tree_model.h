// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/tree/tree_node.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>
#include <set>
#include <span>
#include <unordered_set>

namespace zs::ui {

/// What icon a row gets. `sequential` is a guess from the name; servers do not record it, nor do
/// they tell clients about containers and TTL nodes.
enum class NodeKind { leaf, folder, json, ephemeral, sequential, system };

/// The order of siblings: names as people read them or by their bytes, the last change of the
/// data, the size of the data, or the number of children; newest, largest and most first.
enum class TreeSort { natural, name, changed, size, children };

/// The znodes of one session as a tree, read level by level: one getChildren with a watch for each
/// expanded level, one exists (pipelined, with a watch) for each visible row, and for those that
/// are collapsed and have few children one getChildren for its watch (see znode_tree_counts.cpp).
/// Invariants: siblings are kept in natural order, whatever order their rows have; an answer finds
///             its node by path, if it still lives; one turn of the event loop does a bounded
///             amount of work, whatever a server sends.
/// Watches:    on expanded levels and visible rows only, see setMaxWatches() and watchesHeld().
/// Threads:    the GUI thread; long lists are sorted in the global thread pool.
/// Lifetime:   does not own the client; it may die first.
class ZnodeTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString, as ZooKeeper spells it.
        RowKindRole,                 ///< int of RowKind
        NodeKindRole,                ///< int of NodeKind
        CountRole,                   ///< int, number of children; -1 while not known
        SuffixRole,                  ///< int, how many characters at the end are a sequence number
        ChangedRole,                 ///< bool, changed from outside in the last `changedFor`
        UnreadableRole,              ///< bool, the server answered NoAuth
        WatchedRole,                 ///< bool, somebody asked to watch it, see setWatched()
        SizeRole,                    ///< int, bytes of data as last told; -1 while not known
        QuotaRole,                   ///< bool, it has a quota of its own, see setQuotas()
        StatKnownRole,               ///< bool, kind and count are what the server told
    };
    static constexpr int maxWatches = 1000; ///< Unless setMaxWatches says otherwise.
    static constexpr int mostSorted = 100'000;      ///< Longer levels stay in natural order.
    static constexpr int mostSortedByStat = 10'000; ///< The same where each Stat must be read.
    /// A collapsed row with more children is not listed to watch them.
    static constexpr std::int32_t mostFollowed = 100;
    /// Rows that pass by while somebody scrolls, or change many times a second, wait for this long.
    static constexpr std::chrono::milliseconds followAfter{250};
    static constexpr std::chrono::milliseconds skeletonAfter{150};
    static constexpr std::chrono::milliseconds slowAfter{2'000};
    static constexpr std::chrono::milliseconds changedFor{5'000};

    explicit ZnodeTreeModel(Client* client, QObject* parent = nullptr);
    ~ZnodeTreeModel() override;

    /// Another session, or none: what was read stays visible, and is read again when it connects.
    void setClient(Client* client);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// The row of a node that was read already; invalid otherwise.
    [[nodiscard]] QModelIndex indexOf(const Path& path) const;
    /// The node of a row; of a note, the node that it is about.
    [[nodiscard]] Path pathAt(const QModelIndex& index) const;
    [[nodiscard]] bool isNode(const QModelIndex& index) const;

    [[nodiscard]] int loadedNodes() const { return m_loadedNodes; }
    [[nodiscard]] int watchesHeld() const;
    /// From now on. Those that are held beyond it stay until they fire.
    void setMaxWatches(int count) { m_maxWatches = count; }
    /// How often visible rows are read again whose children cannot be watched.
    void setLookEvery(std::chrono::milliseconds every) { m_lookTimer.setInterval(every); }
    /// Those of them on `root` and below it.
    [[nodiscard]] int watchesWithin(const Path& root) const;

    [[nodiscard]] TreeSort sortOrder() const { return m_sort; }
    [[nodiscard]] bool isReversed() const { return m_reversed; }
    /// Stats are being read to sort by.
    [[nodiscard]] bool isSorting() const;
    /// How many expanded levels are too long for the order that was asked for.
    [[nodiscard]] int unsortedLevels() const;

    /// A level whose read has been going on for longer than `slowAfter`.
    struct SlowRead {
        Path path;
        int expected = -1; ///< Its number of children as last told; -1: not known.
        std::chrono::milliseconds since{0};
    };
    [[nodiscard]] std::optional<SlowRead> slowRead() const;

    /// A loaded node during a scan; its path is put together only where somebody asks.
    class Visited {
    public:
        [[nodiscard]] std::string_view name() const { return m_node.name; }
        [[nodiscard]] Path path() const { return m_model.pathOf(m_node); }

    private:
        friend class ZnodeTreeModel;
        Visited(const ZnodeTreeModel& model, const TreeNode& node) : m_model(model), m_node(node) {}
        const ZnodeTreeModel& m_model;
        const TreeNode& m_node;
    };
    /// Visits loaded nodes in tree order from `cursor` (empty: the first), at most `limit` of them;
    /// yields where to go on, or nullopt at the end.
    [[nodiscard]] std::optional<Path> scan(const std::optional<Path>& cursor, int limit,
        const std::function<void(const Visited&)>& visit) const;

    /// The nodes that are known to have a quota; nothing is read for it.
    void setQuotas(const std::set<Path>& paths);

public Q_SLOTS:
    /// Reads the Stats that the order needs, of expanded levels alone and without watches.
    void setSort(zs::ui::TreeSort sort, bool reversed);
    /// The view tells what it shows: only that is kept up to date.
    void setExpanded(const QModelIndex& index, bool expanded);
    void setVisibleRows(const QModelIndexList& rows);
    /// Reads the level of `path` and its row again.
    void refresh(const zs::Path& path);
    /// Reads the expanded levels of `path` and below it, and what is visible of them, again.
    void refreshSubtree(const zs::Path& path);
    /// Reads all expanded levels and all visible rows again.
    void refreshAll();
    /// Gives up a read: its answer will be dropped.
    void stopReading(const zs::Path& path);
    /// Reads level by level until `path` has a row, then says `revealed`. The server is asked
    /// again where what was read before has no such node. A node below one that may not be listed
    /// gets a row too.
    void reveal(const zs::Path& path);
    /// The eye: a mark that the user set.
    void setWatched(const zs::Path& path, bool watched);
    /// A read elsewhere was refused (NoAuth) or allowed.
    void setUnreadable(const zs::Path& path, bool unreadable);
    /// Changes of this path are our own until a moment after endOwnWrite: no amber dot.
    void beginOwnWrite(const zs::Path& path);
    void endOwnWrite(const zs::Path& path);

Q_SIGNALS:
    void revealed(const zs::Path& path, const QModelIndex& index);
    /// `path` does not exist; `closest` is the nearest row above.
    void revealFailed(const zs::Path& path, const QModelIndex& closest);
    /// Counts, watches or a slow read changed: for the footer.
    void summaryChanged();
    /// A Stat that came by; others may show it.
    void statSeen(const zs::Path& path, const zs::Stat& stat);

private:
    TreeNode* nodeAt(const QModelIndex& index) const;
    TreeNode* find(const Path& path) const;
    Path pathOf(const TreeNode& node) const;
    int rowOf(const TreeNode& node) const;
    int naturalRowOf(const TreeNode& node) const;
    QModelIndex indexFor(const TreeNode& node) const;
    TreeLevel& levelOf(TreeNode& node);
    NodeKind kindOf(const TreeNode& node) const;
    QString toolTipOf(const TreeNode& node) const;

    void requestList(TreeNode& node);
    void sendList(const Path& path, std::uint64_t request);
    void receiveList(const Path& path, std::uint64_t request, Result<ChildrenResponse> answer);
    void failList(TreeNode& node, const Error& error);
    void startMerge(const Path& path, std::uint64_t request, std::vector<std::string> sorted);
    void continueMerges();
    bool mergeStep(TreeNode& node);
    void finishMerge(TreeNode& node);
    /// Moves the names out of `names`.
    void insertRun(TreeNode& node, std::size_t at, std::span<std::string> names);
    void removeRun(TreeNode& node, std::size_t at, std::size_t count);
    void removeNode(const Path& path);
    void setNotes(TreeNode& node, RowKind kind, const QStringList& texts);
    void showSkeletons();

    void reorder(TreeNode& node, std::vector<TreeNode*> shown);
    void arrange(TreeNode& node);
    void unarrange(TreeNode& node);
    void arrangeSoon(const Path& path);
    void arrangeWaiting();
    bool askForSort(const TreeNode& node);
    void pumpSort();
    bool isTooLongToSort(const TreeLevel& level) const;

    void pumpDetails();
    void askStat(const Path& path, Watch wanted);
    void receiveStat(const Path& path, Watch wanted, const Result<std::optional<Stat>>& answer);
    void applyStat(TreeNode& node, const Stat& stat);
    void forgetStat(TreeNode& node);

    void followChildren();
    void askChildren(const Path& path);
    void lookAgain();
    void followSoon();

    void onStatus(const SessionStatus& status);
    void onWatch(const WatchEvent& event);
    void markChanged(TreeNode& node);
    void clearOldMarks();
    bool isOwn(const Path& path) const;
    void continueReveal();
    void listForReveal(TreeNode& node);
    void askForReveal(const Path& child);
    void receiveForReveal(const Path& child, const Result<std::optional<Stat>>& answer);
    void addKnownChild(TreeNode& node, std::string_view name);
    void failReveal(TreeNode& closest);
    void touch(const TreeNode& node);
    Watch watchIfRoom() const;

    QPointer<Client> m_client;
    bool m_connected = false;
    TreeNode m_root; ///< "/"; its row is the only one at the top.
    int m_loadedNodes = 1;
    std::uint64_t m_lastRequest = 0;

    std::set<Path> m_expanded; ///< May name nodes that are gone; they are skipped.
    std::set<Path> m_loading;
    std::deque<Path> m_merging;
    bool m_mergeQueued = false;
    QTimer m_skeletonTimer;
    QTimer m_slowTimer;

    std::vector<Path> m_visible;
    std::unordered_set<Path> m_statsAsked; ///< Under way.
    /// Enough to fill a slow link's round trip, few enough to let other requests through.
    static constexpr std::size_t mostStatsInFlight = 64;

    std::unordered_set<Path> m_childrenAsked; ///< By askChildren, under way.
    QTimer m_followTimer;
    QTimer m_lookTimer;

    TreeSort m_sort = TreeSort::natural;
    bool m_reversed = false;
    std::deque<Path> m_sortQueue;  ///< Whose Stat is still to be read, to sort by.
    std::set<Path> m_sortWaiting;  ///< Levels that wait for Stats, or for the timer.
    QTimer m_arrangeTimer;

    int m_maxWatches = maxWatches;
    std::unordered_set<Path> m_childWatches;
    std::unordered_set<Path> m_dataWatches;
    std::set<Path> m_watched;
    std::set<Path> m_quotas; ///< See setQuotas().
    std::set<std::string> m_ownWrites;
    std::deque<std::pair<std::chrono::steady_clock::time_point, Path>> m_changedMarks;
    QTimer m_changedTimer;

    /// Where somebody goes: each level on the way is listed once and asked about once at most.
    struct Reveal {
        Path path;
        std::optional<Path> listed; ///< The level that was listed last, on its behalf.
        std::optional<Path> asked;  ///< The level of which a child was asked for last.
    };
    std::optional<Reveal> m_reveal;
};

} // namespace zs::ui
