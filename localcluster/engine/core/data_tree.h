// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/stat.h"
#include "localcluster/engine/core/acl_cache.h"
#include "localcluster/engine/core/keyed_hash.h"
#include "localcluster/engine/core/node.h"
#include "localcluster/engine/core/quota.h"
#include "localcluster/engine/core/server_settings.h"
#include "localcluster/engine/core/txn.h"

#include <unordered_map>

namespace zs::engine {

/// One change that watchers may see, in the order in which it happened. Views live as long as the
/// transaction that was applied.
struct TreeChange {
    enum class Kind { created, deleted, dataChanged } kind;
    std::string_view path;
    AclRef acl = 0; ///< Of the node; for a deleted one its last. Valid until `applied` returns.
    AclRef parentAcl = 0; ///< Unused for dataChanged.
};

/// Told what `DataTree::apply` does, while it does it. Must not change the tree.
class TreeObserver {
public:
    virtual void changed(const TreeChange& change) = 0;

protected:
    ~TreeObserver() = default;
};

/// What applying one transaction, or one operation of a multi, came to: what the reply says.
struct ApplyResult {
    OpCode type = OpCode::error;
    Errc err = Errc::ok;
    const Node* node = nullptr; ///< The node that was created or set, if it still lives.
    Stat stat;                  ///< Its Stat right after this operation, as clients see it.
    std::vector<ApplyResult> ops; ///< Of a multi.
};

/// The znodes of one server, in memory. A function of the transactions applied: two trees with the
/// same history have equal digests. Nodes keep their address for life.
/// Threads: none of its own; one at a time. Errors: of apply, as values in the result.
/// Memory: about 100 bytes a node beside name and data. No recursion over depth.
/// Source: DataTree of Apache ZooKeeper 3.8.4; "fuzzy" rules in disk-formats.
class DataTree {
public:
    struct Options {
        bool extendedTypes = true; ///< TTL nodes (`zookeeper.extendedTypesEnabled`).
        HashKey hashKey = {};
    };

    /// A fresh tree: /, /zookeeper, /zookeeper/quota and /zookeeper/config, all of zxid 0.
    explicit DataTree(Options options);
    DataTree() : DataTree(Options{}) {}
    ~DataTree();
    DataTree(const DataTree&) = delete;
    DataTree& operator=(const DataTree&) = delete;

    // ---- reading; all of constant or path-length cost ----

    /// nullptr: no such node. "" is an alias of "/"; malformed paths are simply not found.
    [[nodiscard]] const Node* find(std::string_view path) const;
    [[nodiscard]] const Node& root() const { return *m_root; }
    [[nodiscard]] static Stat statOf(const Node& node);
    [[nodiscard]] const HashKey& hashKey() const { return m_options.hashKey; }
    [[nodiscard]] const AclCache& acls() const { return m_acls; }
    [[nodiscard]] AclCache& acls() { return m_acls; }
    [[nodiscard]] Zxid lastProcessed() const { return m_lastProcessed; }
    /// Paths plus 1 (the alias ""): Apache's "Node count".
    [[nodiscard]] std::size_t nodeCount() const { return m_nodeCount + 1; }
    /// Bytes of all paths and data, as `zk_approximate_data_size`.
    [[nodiscard]] std::int64_t approximateDataSizeBytes() const { return m_dataSizeBytes; }
    /// How many nodes lie below: cost proportional to their number.
    [[nodiscard]] std::int32_t countDescendants(const Node& node) const;
    /// The tree's digest, version 2: kept with every change.
    [[nodiscard]] std::uint64_t digest() const { return m_digest; }
    /// The same, computed anew from all nodes. For tests and `inspect`.
    [[nodiscard]] std::uint64_t recomputeDigest() const;

    /// The session's ephemerals, oldest first unless some were deleted. Empty when it has none.
    [[nodiscard]] const std::vector<Node*>& ephemeralsOf(SessionId session) const;
    [[nodiscard]] std::size_t ephemeralCount() const { return m_ephemeralCount; }
    [[nodiscard]] std::vector<SessionId> sessionsWithEphemerals() const; ///< Ascending.
    [[nodiscard]] const std::vector<Node*>& containers() const { return m_containers; }
    [[nodiscard]] const std::vector<Node*>& ttlNodes() const { return m_ttlNodes; }
    [[nodiscard]] const QuotaTrie& quotas() const { return m_quotas; }
    [[nodiscard]] const Options& options() const { return m_options; }

    // ---- changing ----

    /// Applies one transaction, committed or from the log. Idempotent by the "fuzzy" rules, so that
    /// a log may be replayed over a snapshot that holds part of its effects; errors are in the
    /// result and do no harm. Sessions are not its business: see SessionTable.
    ApplyResult apply(
        const TxnHeader& header, const TxnBody& body, TreeObserver* observer = nullptr);

    /// A leader's tree says where its epoch begins (counter 0) before the first transaction of it.
    void setLastProcessed(Zxid zxid) { m_lastProcessed = zxid; }
    /// Text of /zookeeper/config, as a server sets it at start: no transaction, no version.
    void setConfigText(std::string_view text, std::int64_t nowMs, Zxid configVersion);

private:
    friend class TreeLoader;

    struct Context;
    void makeReserved();
    void makeConfigNode();
    Node* findMutable(std::string_view path)
    {
        return const_cast<Node*>(static_cast<const DataTree*>(this)->find(path));
    }
    /// Takes over one use of `acl`.
    Node* insert(Node& parent, std::string_view path, std::string_view name,
        std::optional<ByteView> data, AclRef acl, const StatPersisted& stat,
        const KnownCrc& known = {});
    [[nodiscard]] static std::uint32_t crcOf(
        const KnownCrc& known, std::string_view path, std::optional<ByteView> data);
    void enlist(Node& node);
    void delist(Node& node);
    [[nodiscard]] std::vector<Node*>* listOf(const Node& node, bool create);
    void removeLeaf(Node& node, std::size_t pathBytes, bool digested);
    void removeSubtree(Node& node, std::string_view path);
    void clear();

    template <class Body>
    ApplyResult createNode(const Context& context, const Body& body, std::int64_t owner);
    ApplyResult applyOp(const Context& context, const CreateTxn& txn);
    ApplyResult applyOp(const Context& context, const CreateContainerTxn& txn);
    ApplyResult applyOp(const Context& context, const CreateTtlTxn& txn);
    ApplyResult applyOp(const Context& context, const DeleteTxn& txn);
    ApplyResult applyOp(const Context& context, const SetDataTxn& txn);
    ApplyResult applyOp(const Context& context, const SetAclTxn& txn);
    ApplyResult applyOp(const Context& context, const CheckTxn& txn);
    ApplyResult applyOp(const Context& context, const ErrorTxn& txn);
    ApplyResult applyOp(const Context& context, const CreateSessionTxn& txn);
    ApplyResult applyOp(const Context& context, const CloseSessionTxn& txn);
    ApplyResult applyOp(const Context& context, const MultiTxn& txn);
    Errc deleteNode(const Context& context, std::string_view path);

    void addToQuota(std::string_view path, std::int64_t bytes, std::int64_t count);
    void recomputeQuota(std::string_view quotaPath);
    void findQuotas();
    void setDataQuietly(Node& node, std::string_view text);

    Options m_options;
    AclCache m_acls;
    Node* m_root = nullptr;
    QuotaTrie m_quotas;
    Zxid m_lastProcessed;
    std::size_t m_nodeCount = 0;
    std::int64_t m_dataSizeBytes = 0;
    std::uint64_t m_digest = 0;
    std::unordered_map<SessionId, std::vector<Node*>> m_ephemerals;
    std::size_t m_ephemeralCount = 0;
    std::vector<Node*> m_containers;
    std::vector<Node*> m_ttlNodes;
};

/// What a server's settings say of its tree.
[[nodiscard]] inline DataTree::Options treeOptions(const ServerSettings& settings)
{
    return {settings.extendedTypesEnabled, settings.hashKey};
}

/// All nodes, a parent before its children, for writing a snapshot. The tree must not change while
/// a walk lives: a snapshot of a live server is taken in a forked child (copy on write).
/// `TreeWalk walk(tree); while (walk.next()) write(walk.path(), walk.node()…);`
class TreeWalk {
public:
    explicit TreeWalk(const DataTree& tree) : TreeWalk(tree.root(), "") {}
    /// `top` and all below it; `path` is top's.
    TreeWalk(const Node& top, std::string_view path);
    [[nodiscard]] bool next();
    /// As in snapshots: "" for the root, "/a/b" for others. Valid until `next`.
    [[nodiscard]] std::string_view path() const { return m_path; }
    [[nodiscard]] const Node& node() const { return *m_node; } ///< data(), acl(), stat().

private:
    struct Level {
        const Node* node;
        std::uint32_t nextPlace;
        std::size_t pathBytes;
    };
    std::vector<Level> m_levels;
    std::string m_path;
    const Node* m_node = nullptr;
};

/// Fills a tree from a snapshot, in the file's order. Between constructor and a successful
/// `finish` the tree must not be used. Fast when children follow their parent.
class TreeLoader {
public:
    /// Empties `tree`.
    explicit TreeLoader(DataTree& tree);
    /// Before the first node. Fails: corrupt.
    [[nodiscard]] Result<void> addAcl(std::int64_t diskId, std::vector<Acl> list);
    /// Path as in snapshots (root: ""). Fails: corrupt, naming the path: parent missing, ACL id
    /// unknown, path malformed or there already.
    [[nodiscard]] Result<void> addNode(std::string_view path, std::optional<ByteView> data,
        std::int64_t aclDiskId, const StatPersisted& stat);
    /// Drops unused ACLs, finds quotas, makes /zookeeper/config when a file from before 3.5 lacks
    /// it. `lastProcessed`: the zxid of the file's name. Fails: corrupt, when there is no root.
    [[nodiscard]] Result<void> finish(Zxid lastProcessed);

private:
    DataTree& m_tree;
    std::string m_parentPath; ///< Of the node before: most often that of the next one, too.
    Node* m_parent = nullptr;
    std::string m_lastPath;
    Node* m_last = nullptr;
};

} // namespace zs::engine
