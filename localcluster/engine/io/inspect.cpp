// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/inspect.h"

#include "localcluster/engine/io/disk_source.h"
#include "localcluster/engine/io/fact_line.h"
#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_reader.h"
#include "localcluster/engine/storage/txn_log.h"

#include <cstdio>

namespace zs::engine::io {

namespace {

    void print(std::string line)
    {
        line += '\n';
        std::fwrite(line.data(), 1, line.size(), stdout);
    }

    std::vector<std::string> aclTexts(const std::vector<Acl>& list)
    {
        std::vector<std::string> texts;
        for (const Acl& entry : list)
            texts.push_back(entry.who.scheme + ":" + entry.who.id + ":" + permsText(entry.perms));
        return texts;
    }

    std::optional<ByteView> viewOf(const std::optional<Bytes>& data)
    {
        return data ? std::optional<ByteView>(*data) : std::nullopt;
    }

    /// Adds what a transaction's body says to a line.
    class BodyFacts {
    public:
        BodyFacts(FactLine& line, bool json) : m_line(line), m_json(json) {}

        void operator()(const ErrorTxn& txn)
        {
            m_line.number("err", static_cast<std::int32_t>(txn.err))
                .text("name", errcName(txn.err));
        }
        void operator()(const CreateSessionTxn& txn) { m_line.number("timeOut", txn.timeoutMs); }
        void operator()(const CloseSessionTxn& txn)
        {
            if (txn.paths) // Absent: as servers before 3.6 wrote it.
                m_line.list("paths", *txn.paths);
        }
        void operator()(const CreateTxn& txn)
        {
            create(txn);
            m_line.flag("ephemeral", txn.ephemeral);
        }
        void operator()(const CreateContainerTxn& txn) { create(txn); }
        void operator()(const CreateTtlTxn& txn)
        {
            create(txn);
            m_line.number("ttl", txn.ttlMs);
        }
        void operator()(const DeleteTxn& txn) { m_line.text("path", txn.path); }
        void operator()(const SetDataTxn& txn)
        {
            m_line.text("path", txn.path).data("data", viewOf(txn.data));
            m_line.number("version", txn.version);
        }
        void operator()(const SetAclTxn& txn)
        {
            m_line.text("path", txn.path).list("acl", aclTexts(txn.acl));
            m_line.number("version", txn.version);
        }
        void operator()(const CheckTxn& txn)
        {
            m_line.text("path", txn.path).number("version", txn.version);
        }
        void operator()(const MultiTxn& txn)
        {
            std::vector<FactLine> ops;
            for (const SubTxn& op : txn.ops) {
                FactLine& inner = ops.emplace_back(m_json, opcodeName(op.type));
                std::visit(BodyFacts(inner, m_json), op.body);
            }
            m_line.lines("ops", std::move(ops));
        }

    private:
        void create(const auto& txn)
        {
            m_line.text("path", txn.path).data("data", viewOf(txn.data));
            m_line.list("acl", aclTexts(txn.acl)).number("parentCVersion", txn.parentCversion);
        }

        FactLine& m_line;
        bool m_json;
    };

    Result<void> inspectLog(ByteView file, bool json)
    {
        storage::TxnLogReader reader(file);
        while (const auto record = reader.next()) {
            const auto txn = decodeTxn(record->entry);
            if (!txn)
                return failure(Errc::corrupt,
                    "offset " + std::to_string(record->offset) + ": " + txn.error().detail);
            FactLine line(json, opcodeName(txn->header.type));
            line.number("offset", static_cast<std::int64_t>(record->offset))
                .text("zxid", toText(txn->header.zxid))
                .text("session", toText(txn->header.session))
                .number("cxid", txn->header.cxid)
                .number("time", txn->header.timeMs);
            std::visit(BodyFacts(line, json), txn->body);
            if (txn->digest)
                line.text("digest", toHexText(static_cast<std::int64_t>(txn->digest->treeDigest)));
            print(std::move(line).str());
        }
        FactLine line(json, "end");
        line.number("offset", static_cast<std::int64_t>(reader.endOffset()));
        line.text("reason", reader.reason());
        print(std::move(line).str());
        if (reader.end() == storage::LogEnd::damaged)
            return failure(Errc::corrupt, reader.reason());
        return {};
    }

    class SnapshotPrinter final : public storage::SnapshotVisitor {
    public:
        explicit SnapshotPrinter(bool json) : m_json(json) {}

        Result<void> session(SessionId id, std::int32_t timeoutMs) override
        {
            print(FactLine(m_json, "session").text("id", toText(id)).number("timeOut", timeoutMs));
            return {};
        }
        Result<void> aclList(std::int64_t diskId, std::vector<Acl> list) override
        {
            print(FactLine(m_json, "acl").number("id", diskId).list("list", aclTexts(list)));
            return {};
        }
        Result<void> node(std::string_view path, std::optional<ByteView> data,
            std::int64_t aclDiskId, const StatPersisted& stat) override
        {
            FactLine line(m_json, "node");
            line.text("path", path.empty() ? "/" : path).data("data", data);
            line.number("acl", aclDiskId);
            line.text("czxid", toText(stat.czxid)).text("mzxid", toText(stat.mzxid));
            line.text("pzxid", toText(stat.pzxid)).number("ctime", stat.ctimeMs);
            line.number("mtime", stat.mtimeMs).number("version", stat.version);
            line.number("cversion", stat.cversion).number("aversion", stat.aversion);
            line.text("ephemeralOwner", toHexText(stat.ephemeralOwner));
            print(line);
            return {};
        }

    private:
        static void print(FactLine& line) { io::print(std::move(line).str()); }
        bool m_json;
    };

    Result<void> inspectSnapshot(ByteView file, bool json)
    {
        SnapshotPrinter printer(json);
        const auto trailer = storage::readSnapshot(file, printer);
        if (!trailer)
            return tl::unexpected(trailer.error());
        FactLine line(json, "end");
        if (trailer->digest)
            line.text("digestZxid", toText(trailer->digestZxid))
                .text("digest", toHexText(static_cast<std::int64_t>(trailer->digest->treeDigest)));
        if (trailer->lastProcessed)
            line.text("lastProcessedZxid", toText(*trailer->lastProcessed));
        print(std::move(line).str());
        return {};
    }

    Result<void> inspectFile(const std::string& path, bool json)
    {
        const auto mapped = mapFile(path);
        if (!mapped)
            return tl::unexpected(mapped.error());
        const std::string name = path.substr(path.rfind('/') + 1);
        if (name.starts_with("log."))
            return inspectLog((*mapped)->bytes(), json);
        const auto snapshot = storage::parseSnapshotName(name);
        const auto plain = storage::decompress(
            snapshot ? snapshot->compression : storage::Compression::none, (*mapped)->bytes());
        if (!plain)
            return tl::unexpected(plain.error());
        if (snapshot || textOf(*plain).starts_with("ZKSN"))
            return inspectSnapshot(*plain, json);
        if (textOf(*plain).starts_with("ZKLG"))
            return inspectLog(*plain, json);
        return failure(Errc::invalidInput,
            "it is neither a transaction log (\"ZKLG\") nor a snapshot (\"ZKSN\")");
    }

} // namespace

ExitCode inspectFiles(const std::vector<std::string>& files, bool json)
{
    ExitCode code = ExitCode::ok;
    for (const std::string& file : files) {
        FactLine head(json, "file");
        head.text("name", file);
        print(std::move(head).str());
        if (const auto done = inspectFile(file, json); !done) {
            std::fflush(stdout);
            std::fprintf(stderr, "%s: %s\n", file.c_str(), done.error().detail.c_str());
            code = ExitCode::unexpected;
        }
    }
    return code;
}

} // namespace zs::engine::io
