// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/recovery.h"

#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_reader.h"
#include "localcluster/engine/storage/txn_log.h"

#include <deque>
#include <map>

namespace zs::engine::storage {

namespace {

    constexpr std::size_t mostCandidates = 100; // As many as Apache looks at.

    /// Loads a snapshot's nodes into a tree.
    class Loading final : public SnapshotVisitor {
    public:
        Loading(DataTree& tree, Recovered& out) : m_loader(tree), m_out(out) {}

        Result<void> session(SessionId id, std::int32_t timeoutMs) override
        {
            m_out.sessions[id] = timeoutMs;
            return {};
        }
        Result<void> aclList(std::int64_t diskId, std::vector<Acl> list) override
        {
            return m_loader.addAcl(diskId, std::move(list));
        }
        Result<void> node(std::string_view path, std::optional<ByteView> data,
            std::int64_t aclDiskId, const StatPersisted& stat) override
        {
            return m_loader.addNode(path, data, aclDiskId, stat);
        }
        Result<void> finish(Zxid zxid) { return m_loader.finish(zxid); }

    private:
        TreeLoader m_loader;
        Recovered& m_out;
    };

    class Recovery {
    public:
        Recovery(const DataFiles& files, FileSource& source, const RecoveryOptions& options,
            DataTree& tree)
            : m_files(files)
            , m_source(source)
            , m_options(options)
            , m_tree(tree)
        {
        }

        [[nodiscard]] const std::optional<Damage>& damage() const { return m_damage; }

        Result<Recovered> run()
        {
            if (auto found = base(); !found)
                return tl::unexpected(found.error());
            m_last = m_out.snapshot;
            const auto logs = logsSince(m_files, m_last);
            for (const LogFile& log : logs) {
                if (auto done = replay(log); !done)
                    return tl::unexpected(done.error());
            }
            if (auto covered = checkCovered(); !covered)
                return tl::unexpected(covered.error());
            m_out.lastProcessed = m_last;
            handOutTail();
            return std::move(m_out);
        }

    private:
        void note(std::string text) { m_out.notes.push_back(std::move(text)); }

        [[nodiscard]] bool isBeyond(Zxid zxid) const
        {
            return m_options.upTo && zxid > *m_options.upTo;
        }

        /// What lies before the snapshot is of use only when nothing is missing up to it: this
        /// server may have got the snapshot from a leader, instead of the records before it.
        void keep(Zxid zxid, ByteView entry)
        {
            if (m_options.tailCount == 0)
                return;
            const Zxid before = m_tail.empty() ? Zxid() : m_tail.back().first;
            const bool follows = zxid <= m_out.snapshot
                ? zxid.epoch() == before.epoch() && zxid.counter() == before.counter() + 1
                : before >= m_out.snapshot;
            if (!follows)
                m_tail.clear();
            std::pair<Zxid, Bytes> kept;
            if (m_tail.size() == m_options.tailCount) { // Its memory is used again.
                kept = std::move(m_tail.front());
                m_tail.pop_front();
            }
            kept.first = zxid;
            kept.second.assign(entry.begin(), entry.end());
            m_tail.push_back(std::move(kept));
        }

        void handOutTail()
        {
            if (!m_tail.empty() && m_tail.back().first == m_last)
                m_out.tail.assign(std::make_move_iterator(m_tail.begin()),
                    std::make_move_iterator(m_tail.end()));
        }

        /// The state before any log: a snapshot's, or an empty tree.
        Result<void> base()
        {
            std::size_t tried = 0;
            for (auto file = m_files.snapshots.rbegin();
                 file != m_files.snapshots.rend() && tried < mostCandidates; ++file) {
                if (isBeyond(file->zxid))
                    continue;
                ++tried;
                auto loaded = load(*file);
                if (loaded) {
                    m_out.snapshot = file->zxid;
                    return {};
                }
                note("snapshot passed over: " + file->name + ": " + loaded.error().detail);
                m_uncovered[file->zxid] = {true, file->name, 0, loaded.error().detail, {}, {}};
                m_wasUnreadable = m_wasUnreadable || loaded.error().code != Errc::corrupt;
            }
            if (tried == 0 && !m_files.snapshots.empty())
                return failure(Errc::corrupt,
                    "all snapshots are newer than " + toText(*m_options.upTo));
            if (m_files.snapshots.empty())
                return withoutSnapshot();
            const Damage& newest = nameSnapshot();
            return failure(m_wasUnreadable ? Errc::io : Errc::corrupt,
                "none of the " + std::to_string(m_files.snapshots.size())
                    + " snapshots can be read; the newest, " + newest.file + ": " + newest.why
                    + advice(""));
        }

        /// Logs replace a damaged snapshot when they led to it: then its transaction is among
        /// them. A leader's snapshot (SNAP) has none, and neither have logs that end before it;
        /// an older snapshot would lose what came by it, unseen where an epoch begins.
        Result<void> checkCovered()
        {
            if (m_uncovered.empty())
                return {};
            const Damage& newest = nameSnapshot();
            return failure(m_wasUnreadable ? Errc::io : Errc::corrupt,
                "the snapshot of zxid " + toText(m_uncovered.rbegin()->first)
                    + (m_wasUnreadable ? " cannot be read (" : " is damaged (") + newest.file
                    + ": " + newest.why + "), and the logs behind the older one, "
                    + toText(m_out.snapshot)
                    + ", do not contain that transaction: what led to it would be lost"
                    + advice("; or, if losing what came after " + toText(m_last)
                        + " is acceptable, use \"zooscope-server repair\""));
        }

        [[nodiscard]] std::string advice(const std::string& more) const
        {
            if (m_wasUnreadable)
                return ". Nothing was changed. Give this server's user the right to read the file; "
                       "or, if that is not it, look after the disk.";
            return ". Nothing was changed. Restore the file from a backup; or, on a member of an "
                   "ensemble, move the data directory away (keep myid): it then gets everything "
                   "from the leader"
                + more + ".";
        }

        /// The newest snapshot that could not be used; it is the damage, unless the disk failed or
        /// a right is missing: then there may be none.
        const Damage& nameSnapshot()
        {
            Damage& newest = m_uncovered.rbegin()->second;
            newest.snapshot = m_out.snapshot;
            newest.keeps = m_last;
            if (!m_wasUnreadable)
                m_damage = newest;
            return newest;
        }

        Result<void> withoutSnapshot()
        {
            if (!m_files.logs.empty() && !m_options.trustEmptySnapshot)
                return failure(Errc::invalidInput,
                    "there is no snapshot, but " + m_files.logs.front().name
                        + ": something is missing. If this directory was written by ZooKeeper 3.4 "
                          "or an early 3.5, set snapshot.trust.empty=true once.");
            if (m_files.logs.empty() && !m_options.dbAutocreate)
                return failure(Errc::invalidInput,
                    "the data directory is empty and db.autocreate is false");
            m_out.fresh = m_files.logs.empty();
            return {};
        }

        Result<void> load(const SnapshotFile& file)
        {
            m_out.sessions.clear();
            auto opened = m_source.openSnapshot(file.name);
            if (!opened)
                return tl::unexpected(opened.error());
            ByteView bytes = (*opened)->bytes();
            Bytes plain;
            if (file.compression != Compression::none) {
                auto inflated = decompress(file.compression, bytes);
                if (!inflated)
                    return tl::unexpected(inflated.error());
                plain = std::move(*inflated);
                bytes = plain;
            }
            if (!looksFinished(bytes))
                return failure(Errc::corrupt, "it does not end as a finished snapshot does");
            Loading loading(m_tree, m_out);
            const auto trailer = readSnapshot(bytes, loading);
            if (!trailer)
                return tl::unexpected(trailer.error());
            if (auto done = loading.finish(file.zxid); !done)
                return done;
            m_digestKnownFrom = std::max(file.zxid, trailer->digestZxid);
            if (trailer->digestZxid == file.zxid && trailer->digest)
                compareDigest(*trailer->digest, file.zxid, file.name);
            return {};
        }

        void compareDigest(const TxnDigest& digest, Zxid zxid, const std::string& file)
        {
            if (!m_options.checkDigests || m_digestMismatch || zxid == Zxid()
                || digest.version != TxnDigest::currentVersion
                || digest.treeDigest == m_tree.digest())
                return;
            m_digestMismatch = true; // All later ones differ too.
            note("the tree's digest differs from the one recorded in " + file + " for zxid "
                + toText(zxid) + ": recorded " + toHexText(std::int64_t(digest.treeDigest))
                + ", computed " + toHexText(std::int64_t(m_tree.digest())));
        }

        Result<void> replay(const LogFile& log)
        {
            auto opened = m_source.openLog(log.name);
            if (!opened)
                return tl::unexpected(opened.error());
            TxnLogReader reader((*opened)->bytes());
            while (const auto record = reader.next()) {
                const auto txn = decodeTxn(record->entry);
                if (!txn)
                    return refuse(log, record->offset, txn.error().detail);
                if (isBeyond(txn->header.zxid))
                    return {};
                if (txn->header.zxid <= m_out.snapshot) {
                    m_previous = txn->header.zxid;
                } else {
                    if (auto fits = checkOrder(log, record->offset, txn->header.zxid); !fits)
                        return fits;
                    apply(*txn, log);
                }
                keep(txn->header.zxid, record->entry);
            }
            if (reader.end() == LogEnd::damaged)
                return refuse(log, reader.endOffset(), reader.reason());
            if (reader.end() == LogEnd::torn)
                note(log.name + ": " + reader.reason()
                    + "; it was never acknowledged and is left out. The last before it has zxid "
                    + toText(std::max(m_last, m_previous)));
            return {};
        }

        Result<void> refuse(const LogFile& log, std::size_t offset, const std::string& why)
        {
            m_damage = Damage {false, log.name, offset, why, m_out.snapshot, m_last};
            return failure(Errc::corrupt,
                log.name + ", offset " + std::to_string(offset) + ": " + why
                    + ". The last sound transaction before it is "
                    + toText(std::max(m_last, m_previous))
                    + ". Nothing was changed. Restore the file from a backup; or, if losing what "
                      "follows is acceptable, use \"zooscope-server repair\".");
        }

        Result<void> checkOrder(const LogFile& log, std::size_t offset, Zxid zxid)
        {
            if (zxid <= m_last)
                return refuse(log, offset,
                    "zxid " + toText(zxid) + " does not come after " + toText(m_last));
            const bool sameEpoch = zxid.epoch() == m_last.epoch();
            const std::uint32_t expected = sameEpoch ? m_last.counter() + 1 : 1;
            if (zxid.counter() != expected)
                return refuse(log, offset,
                    "zxid " + toText(zxid) + " follows " + toText(m_last)
                        + ": the transactions between them are missing");
            return {};
        }

        void apply(const Txn& txn, const LogFile& log)
        {
            const TxnHeader& header = txn.header;
            if (const auto* created = std::get_if<CreateSessionTxn>(&txn.body))
                m_out.sessions[header.session] = created->timeoutMs;
            else if (header.type == OpCode::closeSession)
                m_out.sessions.erase(header.session);
            m_tree.apply(header, txn.body);
            m_last = header.zxid;
            m_uncovered.erase(m_last);
            ++m_out.replayed;
            if (txn.digest && m_last > m_digestKnownFrom)
                compareDigest(*txn.digest, m_last, log.name);
        }

        const DataFiles& m_files;
        FileSource& m_source;
        const RecoveryOptions& m_options;
        DataTree& m_tree;
        Recovered m_out;
        /// Damaged snapshots that no record has led to so far.
        std::map<Zxid, Damage> m_uncovered;
        bool m_wasUnreadable = false; ///< One of them, for another reason than what it holds.
        Zxid m_last;            ///< Applied, or in the snapshot.
        Zxid m_previous;        ///< Read from a log, but older than the snapshot.
        Zxid m_digestKnownFrom; ///< Up to here a fuzzy snapshot's digest need not fit.
        bool m_digestMismatch = false;
        std::deque<std::pair<Zxid, Bytes>> m_tail;
        std::optional<Damage> m_damage;
    };

} // namespace

Result<Recovered> recover(const DataFiles& files, FileSource& source,
    const RecoveryOptions& options, DataTree& tree, std::optional<Damage>* damage)
{
    Recovery recovery(files, source, options, tree);
    auto recovered = recovery.run();
    if (damage)
        *damage = recovery.damage();
    return recovered;
}

} // namespace zs::engine::storage
