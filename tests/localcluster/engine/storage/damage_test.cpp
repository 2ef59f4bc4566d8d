// SPDX-License-Identifier: Apache-2.0
// Damage of every kind to every part of a log and of a snapshot: a prefix of what was written, all
// of it, or a refusal; never anything else.
#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/txn_log.h"
#include "tests/localcluster/engine/storage/memory_files.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <random>
#include <set>

namespace zs::engine::storage {
namespace {

constexpr SessionId alice(0x100000000000001), bob(0x100000000000002);
constexpr std::size_t paddingBytes = 4096;

/// One of each type that a log may hold, and each form of it.
std::vector<std::pair<OpCode, TxnBody>> everyTransaction()
{
    const std::vector<Acl> closed{
        {perm::all, {"digest", "u:xQYL0QvBy/fjFtdyEedzRg8Ebuw="}}, {1, {"ip", "10.0.0.0/8"}}};
    MultiTxn good, failed;
    good.ops = {{OpCode::create, CreateTxn{"/m", Bytes{1}, openAcl(), false, 5}},
        {OpCode::check, CheckTxn{"/m", 0}}, {OpCode::setData, SetDataTxn{"/m", Bytes{2}, 1}},
        {OpCode::createContainer, CreateContainerTxn{"/mc", Bytes(), openAcl(), 6}},
        {OpCode::createTtl, CreateTtlTxn{"/mt", Bytes(), openAcl(), 7, 9000}},
        {OpCode::remove, DeleteTxn{"/mc"}}};
    failed.ops = {{OpCode::error, ErrorTxn{Errc::ok}}, {OpCode::error, ErrorTxn{Errc::noNode}}};
    return {{OpCode::createSession, CreateSessionTxn{30000}},
        {OpCode::create, CreateTxn{"/a", Bytes(40, 0x5a), openAcl(), false, 1}},
        {OpCode::create2, CreateTxn{"/a/null", std::nullopt, closed, false, 1}},
        {OpCode::create, CreateTxn{"/own", Bytes(), openAcl(), true, 2}},
        {OpCode::createContainer, CreateContainerTxn{"/c", Bytes{7}, openAcl(), 3}},
        {OpCode::createTtl, CreateTtlTxn{"/t", Bytes{8}, closed, 4, 5000}},
        {OpCode::setData, SetDataTxn{"/a", Bytes(300, 0), 1}},
        {OpCode::setAcl, SetAclTxn{"/a", closed, 1}}, {OpCode::error, ErrorTxn{Errc::noAuth}},
        {OpCode::multi, good}, {OpCode::multi, failed}, {OpCode::multi, MultiTxn()},
        {OpCode::reconfig, SetDataTxn{"/zookeeper/config", toBytes("server.1=…"), -1}},
        {OpCode::deleteContainer, DeleteTxn{"/c"}}, {OpCode::remove, DeleteTxn{"/m"}},
        {OpCode::createSession, CreateSessionTxn{4000}},
        {OpCode::closeSession, CloseSessionTxn{std::vector<std::string>{"/own"}}},
        {OpCode::closeSession, CloseSessionTxn{}}};
}

/// What a server holds: comparable.
struct State {
    Zxid zxid;
    std::uint64_t digest = 0;
    std::map<SessionId, std::int32_t> sessions;
    std::string acls; ///< Of all nodes: no part of the digest.
    bool operator==(const State&) const = default;
};

State stateOf(const DataTree& tree, std::map<SessionId, std::int32_t> sessions)
{
    State state{tree.lastProcessed(), tree.digest(), std::move(sessions), {}};
    std::set<std::string> nodes; // The order of children is not the same after a snapshot.
    for (TreeWalk walk(tree); walk.next();) {
        std::string node(walk.path());
        for (const Acl& acl : tree.acls().list(walk.node().acl()))
            node += " " + acl.who.scheme + ":" + acl.who.id + std::to_string(acl.perms);
        nodes.insert(node + (walk.node().data() ? "" : " null"));
    }
    for (const std::string& node : nodes)
        state.acls += node + "\n";
    return state;
}

Bytes snapshotOf(const DataTree& tree, const std::map<SessionId, std::int32_t>& sessions)
{
    SnapshotHead head;
    for (const auto& [id, timeoutMs] : sessions)
        head.sessions.emplace_back(id, std::chrono::milliseconds(timeoutMs));
    SnapshotWriter writer(tree, head);
    Bytes file;
    for (Bytes block; writer.next(block);)
        file.insert(file.end(), block.begin(), block.end());
    return file;
}

/// What is damaged does not belong into a server's log as it is.
bool isOneLine(const std::string& text)
{
    return std::all_of(text.begin(), text.end(),
        [](char c) { return c >= ' ' && c <= '~'; });
}

class Damaging : public testing::Test {
protected:
    Damaging()
    {
        DataTree tree;
        std::map<SessionId, std::int32_t> sessions;
        m_states.push_back(stateOf(tree, sessions));
        m_files.files["snapshot.0"] = snapshotOf(tree, sessions);
        appendLogHeader(m_log);
        std::int64_t zxid = 0;
        for (const auto& [type, body] : everyTransaction()) {
            const bool isBobs = zxid >= 15 && zxid != 16; // Who opened last closes last.
            Txn txn{{isBobs ? bob : alice, 1, Zxid(++zxid), 1000 + zxid, type}, body, {}};
            tree.apply(txn.header, txn.body);
            if (const auto* created = std::get_if<CreateSessionTxn>(&body))
                sessions[txn.header.session] = created->timeoutMs;
            if (type == OpCode::closeSession)
                sessions.erase(txn.header.session);
            if (type != OpCode::error)
                txn.digest = TxnDigest{TxnDigest::currentVersion, tree.digest()};
            m_offsets.push_back(m_log.size());
            Bytes entry;
            appendTxn(entry, txn);
            m_entries.push_back(entry);
            appendLogRecord(m_log, entry);
            m_states.push_back(stateOf(tree, sessions));
            if (zxid == 12) { // With both sessions' kinds of nodes in it.
                m_middle = snapshotOf(tree, sessions);
                m_middleZxid = Zxid(zxid);
            }
        }
    }

    /// "refused", "all", "prefix", or what is wrong.
    std::string outcome(MemoryFiles& files)
    {
        DataTree tree;
        const auto recovered = files.recoverInto(tree);
        if (!recovered) {
            const bool isNamed = recovered.error().detail.find("log.1") != std::string::npos
                || recovered.error().detail.find("snapshot.") != std::string::npos;
            return isNamed && isOneLine(recovered.error().detail)
                ? "refused"
                : "refused without a name, or in two lines: " + recovered.error().detail;
        }
        EXPECT_EQ(tree.recomputeDigest(), tree.digest());
        const auto zxid = static_cast<std::size_t>(recovered->lastProcessed.value);
        if (zxid >= m_states.size() || m_states[zxid] != stateOf(tree, recovered->sessions))
            return "WRONG DATA at " + std::to_string(zxid);
        for (const std::string& note : recovered->notes) {
            if (note.find("digest differs") != std::string::npos)
                return note;
            EXPECT_TRUE(isOneLine(note)) << note;
        }
        return zxid + 1 == m_states.size() ? "all" : "prefix";
    }
    std::string outcomeOfLog(Bytes log)
    {
        m_files.files["log.1"] = std::move(log);
        return outcome(m_files);
    }
    [[nodiscard]] Bytes padded() const
    {
        Bytes log = m_log;
        log.resize(log.size() + paddingBytes);
        return log;
    }

    MemoryFiles m_files; ///< With snapshot.0.
    Bytes m_log;
    std::vector<std::size_t> m_offsets;
    std::vector<Bytes> m_entries;
    std::vector<State> m_states; ///< After each transaction; before all of them.
    Bytes m_middle;
    Zxid m_middleZxid;
};

TEST_F(Damaging, EveryTypeOfRecordIsThere)
{
    EXPECT_EQ(outcomeOfLog(padded()), "all");
    std::set<OpCode> types;
    for (const Bytes& entry : m_entries)
        types.insert(decodeTxn(entry)->header.type);
    EXPECT_EQ(types.size(), 13U); // disk-formats: all but check, which stands only in a multi.
}

TEST_F(Damaging, EachFlippedBitOfEachRecordIsRefused)
{
    for (std::size_t at = 0; at < m_log.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes log = padded();
            log[at] ^= static_cast<std::uint8_t>(1 << bit);
            // Of the header only the magic counts, as for Apache.
            const char* wanted = at >= 4 && at < m_offsets[0] ? "all" : "refused";
            ASSERT_EQ(outcomeOfLog(std::move(log)), wanted) << "byte " << at << " bit " << bit;
        }
    }
}

TEST_F(Damaging, EachCutGivesThePrefixOfWholeRecords)
{
    for (std::size_t size = 0; size <= m_log.size(); ++size) {
        Bytes log(m_log.begin(), m_log.begin() + std::ptrdiff_t(size));
        const char* wanted = size == m_log.size() ? "all" : "prefix";
        ASSERT_EQ(outcomeOfLog(log), wanted) << size;
        log.resize(m_log.size() + paddingBytes); // The same in a file that was filled with zeros.
        const bool isMagicCut = size > 0 && size < 4; // No disk writes less than a sector.
        ASSERT_EQ(outcomeOfLog(log), isMagicCut ? "refused" : wanted) << size;
    }
}

TEST_F(Damaging, RecordsThatAreLostDoubledOrSwappedAreRefused)
{
    const auto without = [&](std::size_t first, std::size_t second, bool swapped) {
        Bytes log;
        appendLogHeader(log);
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (i == first && !swapped)
                continue;
            const std::size_t chosen = !swapped ? i : i == first ? second : i == second ? first : i;
            appendLogRecord(log, m_entries[chosen]);
        }
        return log;
    };
    for (std::size_t i = 0; i + 1 < m_entries.size(); ++i) {
        EXPECT_EQ(outcomeOfLog(without(i, 0, false)), "refused") << i << " is lost";
        EXPECT_EQ(outcomeOfLog(without(i, i + 1, true)), "refused") << i << " is swapped";
        Bytes twice;
        appendLogHeader(twice);
        for (std::size_t j = 0; j < m_entries.size(); ++j) {
            appendLogRecord(twice, m_entries[j]);
            if (j == i)
                appendLogRecord(twice, m_entries[j]);
        }
        EXPECT_EQ(outcomeOfLog(twice), "refused") << i << " is doubled";
    }
}

TEST_F(Damaging, GarbageAnywhereGivesAPrefixOrARefusal)
{
    std::mt19937 random(20261122);
    const auto below = [&](std::size_t limit) { return std::size_t(random()) % limit; };
    const Bytes whole = padded();
    for (int round = 0; round < 3000; ++round) {
        Bytes log = whole;
        const std::size_t from = 16 + below(m_log.size() - 16);
        const std::size_t size = 1 + below(below(2) == 0 ? 16 : 600);
        const std::size_t source = below(log.size());
        for (std::size_t i = 0; i < size && from + i < log.size(); ++i) {
            switch (round % 3) {
            case 0: log[from + i] = static_cast<std::uint8_t>(random()); break;
            case 1: log[from + i] = 0xff; break;
            default: log[from + i] = whole[(source + i) % log.size()]; // A stale block.
            }
        }
        const std::string what = outcomeOfLog(log);
        const bool isSame = log == whole;
        ASSERT_TRUE(what == "refused" || what == "prefix" || (isSame && what == "all"))
            << round << ": " << what;
    }
}

/// Whoever can write checksums can write anything; what cannot be read is refused all the same.
TEST_F(Damaging, ChangedRecordsWithSoundChecksumsNeverBreakTheTree)
{
    for (std::size_t record = 0; record < m_entries.size(); ++record) {
        for (std::size_t bit = 0; bit < 8 * m_entries[record].size(); ++bit) {
            Bytes log;
            appendLogHeader(log);
            for (std::size_t i = 0; i < m_entries.size(); ++i) {
                Bytes entry = m_entries[i];
                if (i == record)
                    entry[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
                appendLogRecord(log, entry);
            }
            m_files.files["log.1"] = std::move(log);
            DataTree tree;
            const auto recovered = m_files.recoverInto(tree);
            if (recovered) {
                ASSERT_EQ(tree.recomputeDigest(), tree.digest()) << record << "/" << bit;
            } else {
                ASSERT_EQ(recovered.error().code, Errc::corrupt) << recovered.error().detail;
            }
        }
    }
}

class DamagingSnapshots : public Damaging, public testing::WithParamInterface<Compression> {
protected:
    DamagingSnapshots()
    {
        m_files.files["log.1"] = padded();
        const auto compressor = Compressor::make(GetParam());
        compressor->add(m_middle, m_packed);
        compressor->finish(m_packed);
        m_name = snapshotName(m_middleZxid, GetParam());
        m_files.files[m_name] = m_packed;
    }
    /// With the snapshot damaged like this: the older one and the log, or without those.
    void expectNothingWrong(const Bytes& damaged, const std::string& what)
    {
        m_files.files[m_name] = damaged;
        ASSERT_EQ(outcome(m_files), "all") << what;
        MemoryFiles alone;
        alone.files[m_name] = damaged;
        const std::string without = outcome(alone);
        const bool isPacked = GetParam() != Compression::none; // Some bits of it nobody needs.
        ASSERT_TRUE(without == "refused" || (isPacked && without == "prefix"))
            << what << ": " << without;
    }
    Bytes m_packed;
    std::string m_name;
};

TEST_P(DamagingSnapshots, EachFlippedBitFallsBackOrIsRefused)
{
    ASSERT_EQ(outcome(m_files), "all");
    for (std::size_t at = 0; at < m_packed.size(); ++at) {
        // Checksums notice each single bit in the same way; a packed one spreads it.
        Bytes damaged = m_packed;
        damaged[at] ^= static_cast<std::uint8_t>(1 << at % 8);
        expectNothingWrong(damaged, "byte " + std::to_string(at));
    }
}

TEST_P(DamagingSnapshots, EachCutFallsBackOrIsRefused)
{
    for (std::size_t size = 0; size < m_packed.size(); ++size) {
        const Bytes cut(m_packed.begin(), m_packed.begin() + std::ptrdiff_t(size));
        m_files.files[m_name] = cut;
        ASSERT_EQ(outcome(m_files), "all") << size;
        MemoryFiles alone;
        alone.files[m_name] = cut;
        // Cut right behind the first seal it is what a server before 3.6 wrote.
        const std::string without = outcome(alone);
        ASSERT_TRUE(without == "refused" || without == "prefix") << size << ": " << without;
    }
}

INSTANTIATE_TEST_SUITE_P(Forms, DamagingSnapshots,
    testing::Values(Compression::none, Compression::gzip, Compression::snappy),
    [](const auto& form) {
        return form.param == Compression::none ? "plain"
            : form.param == Compression::gzip  ? "gzip"
                                               : "snappy";
    });

} // namespace
} // namespace zs::engine::storage
