// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/snapshot_writer.h"

namespace zs::engine::storage {

namespace {

    constexpr std::int32_t snapshotMagic = 0x5A4B534E;

} // namespace

SnapshotWriter::SnapshotWriter(
    const DataTree& tree, const SnapshotHead& head, SnapshotForm form)
    : m_tree(tree)
    , m_head(head)
    , m_form(form)
    , m_walk(tree)
{
}

bool SnapshotWriter::next(Bytes& block)
{
    block.clear();
    m_summed = 0;
    if (m_stage == Stage::head)
        writeHead(block);
    if (m_stage == Stage::nodes)
        writeNodes(block);
    if (m_stage == Stage::trailers)
        writeTrailers(block);
    if (m_form == SnapshotForm::file)
        m_sum.add(ByteView(block).subspan(m_summed));
    return !block.empty();
}

void SnapshotWriter::writeHead(Bytes& block)
{
    if (m_form == SnapshotForm::file) {
        jute::Writer out(block);
        out.number(snapshotMagic);
        out.number(std::int32_t(2));
        out.number(std::int64_t(-1));
    }
    writeTables(block);
    m_stage = Stage::nodes;
}

void SnapshotWriter::writeTables(Bytes& block)
{
    jute::Writer out(block);
    out.length(m_head.sessions.size());
    for (const auto& [id, timeout] : m_head.sessions) {
        out.number(id.value);
        out.number(static_cast<std::int32_t>(timeout.count()));
    }
    std::size_t lists = 0;
    m_tree.acls().forEach([&](std::int64_t, const std::vector<Acl>&) { ++lists; });
    out.length(lists);
    m_tree.acls().forEach([&](std::int64_t diskId, const std::vector<Acl>& list) {
        out.number(diskId);
        jute::write(out, list);
    });
}

void SnapshotWriter::writeNodes(Bytes& block)
{
    jute::Writer out(block);
    while (block.size() < blockBytes) {
        if (!m_walk.next()) {
            out.buffer(viewOf("/"));
            m_stage = Stage::trailers;
            return;
        }
        const Node& node = m_walk.node();
        out.buffer(viewOf(m_walk.path()));
        if (const auto data = node.data())
            out.buffer(*data);
        else
            out.null();
        out.number(m_tree.acls().diskId(node.acl()));
        jute::write(out, node.stat());
    }
}

void SnapshotWriter::writeTrailers(Bytes& block)
{
    m_stage = Stage::done;
    jute::Writer out(block);
    if (m_form == SnapshotForm::stream)
        return out.buffer(viewOf(treeStreamSignature));
    seal(block);
    const Zxid last = m_tree.lastProcessed();
    if (m_head.digest) {
        out.number(last.value);
        // As Apache: a tree to which nothing was ever applied has no digest yet.
        jute::write(out,
            TxnDigest {TxnDigest::currentVersion, last == Zxid() ? 0 : m_tree.digest()});
        seal(block);
    }
    // Readers tell the trailers apart by their order only, so this one needs the other.
    if (m_head.lastProcessedTrailer && m_head.digest) {
        out.number(last.value);
        seal(block);
    }
}

void SnapshotWriter::seal(Bytes& block)
{
    m_sum.add(ByteView(block).subspan(m_summed));
    jute::Writer out(block);
    m_summed = block.size();
    out.number(std::int64_t(m_sum.value()));
    out.buffer(viewOf("/"));
}

} // namespace zs::engine::storage
