// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/snapshot_reader.h"

#include "localcluster/engine/storage/checksum.h"

#include <algorithm>

namespace zs::engine::storage {

namespace {

    constexpr std::int32_t snapshotMagic = 0x5A4B534E;
    constexpr std::uint8_t finishedEnd[] = {0, 0, 0, 1, '/'};

    /// Reads one file; stops at the first thing that is wrong.
    class Parser {
    public:
        Parser(ByteView file, SnapshotVisitor& visitor)
            : m_file(file)
            , m_in(file)
            , m_visitor(visitor)
        {
        }

        Result<SnapshotTrailer> run()
        {
            if (m_in.number<std::int32_t>() != snapshotMagic)
                return corrupt("the file does not begin with \"ZKSN\"");
            m_in.number<std::int32_t>();
            m_in.number<std::int64_t>();
            SnapshotTrailer trailer;
            for (const auto part : {&Parser::sessions, &Parser::acls, &Parser::nodes}) {
                if (auto done = (this->*part)(); !done)
                    return tl::unexpected(done.error());
            }
            if (auto sealed = seal(); !sealed)
                return tl::unexpected(sealed.error());
            if (m_in.remaining() == 0)
                return trailer;
            if (auto read = digest(trailer); !read)
                return tl::unexpected(read.error());
            if (m_in.remaining() == 0)
                return trailer;
            trailer.lastProcessed = Zxid(m_in.number<std::int64_t>());
            if (auto sealed = seal(); !sealed)
                return tl::unexpected(sealed.error());
            if (m_in.remaining() != 0)
                return corrupt("there are bytes behind the last seal");
            return trailer;
        }

    private:
        tl::unexpected<Error> corrupt(const std::string& what) const
        {
            if (!m_in.ok())
                return failure(Errc::corrupt, m_in.error().detail);
            return failure(Errc::corrupt, what + ", at offset " + std::to_string(m_in.position()));
        }
        Result<void> located(Result<void> done) const
        {
            if (done)
                return done;
            return corrupt(done.error().detail);
        }

        Result<void> sessions()
        {
            const auto count = m_in.count(12);
            for (std::size_t i = 0; i < count; ++i) {
                const SessionId id(m_in.number<std::int64_t>());
                if (auto done = m_visitor.session(id, m_in.number<std::int32_t>()); !done)
                    return located(done);
            }
            return m_in.ok() ? Result<void>() : corrupt("");
        }

        Result<void> acls()
        {
            const auto count = m_in.count(12);
            for (std::size_t i = 0; i < count; ++i) {
                const auto id = m_in.number<std::int64_t>();
                std::vector<Acl> list;
                jute::read(m_in, list);
                if (!m_in.ok())
                    return corrupt("");
                if (auto done = m_visitor.aclList(id, std::move(list)); !done)
                    return located(done);
            }
            return m_in.ok() ? Result<void>() : corrupt("");
        }

        Result<void> nodes()
        {
            for (;;) {
                const auto path = m_in.buffer();
                if (!path)
                    return corrupt("a node's path is null");
                if (textOf(*path) == "/")
                    return {};
                const auto data = m_in.buffer();
                const auto acl = m_in.number<std::int64_t>();
                StatPersisted stat;
                jute::read(m_in, stat);
                if (!m_in.ok())
                    return corrupt("");
                if (auto done = m_visitor.node(textOf(*path), data, acl, stat); !done)
                    return located(done);
            }
        }

        Result<void> digest(SnapshotTrailer& trailer)
        {
            trailer.digestZxid = Zxid(m_in.number<std::int64_t>());
            jute::read(m_in, trailer.digest.emplace());
            return seal();
        }

        /// Adler-32 over everything before it, earlier seals included; then the path "/".
        Result<void> seal()
        {
            const std::size_t end = m_in.position();
            m_sum.add(m_file.subspan(m_summed, end - m_summed));
            m_summed = end;
            const auto stored = m_in.number<std::int64_t>();
            const auto path = m_in.buffer();
            if (!m_in.ok())
                return corrupt("");
            if (stored != std::int64_t(m_sum.value()))
                return failure(Errc::corrupt,
                    "the checksum at offset " + std::to_string(end)
                        + " does not match: some byte before it is damaged");
            if (!path || textOf(*path) != "/")
                return corrupt("the seal does not end in \"/\"");
            return {};
        }

        ByteView m_file;
        jute::Reader m_in;
        SnapshotVisitor& m_visitor;
        Checksum m_sum;
        std::size_t m_summed = 0; ///< How far m_sum has come.
    };

} // namespace

Result<SnapshotTrailer> readSnapshot(ByteView file, SnapshotVisitor& visitor)
{
    return Parser(file, visitor).run();
}

bool looksFinished(ByteView file)
{
    return file.size() >= 10
        && std::equal(std::begin(finishedEnd), std::end(finishedEnd),
            file.end() - std::size(finishedEnd));
}

} // namespace zs::engine::storage
