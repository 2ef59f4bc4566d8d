// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/child_process.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/poll_set.h"
#include "localcluster/engine/storage/snapshot_writer.h"

#include <asio/steady_timer.hpp>
#include <deque>
#include <map>
#include <memory>

namespace zs::engine::io {

/// The connections of one port between members: numbers for them, input in pieces as it comes,
/// output in order with what waits kept here. What one turn sends for a link leaves together.
/// Threads: the loop's.
class LinkPorts {
public:
    /// Told from events, never from within a call, but `flush` tells of backlogs.
    class Owner {
    public:
        virtual void linkReceived(std::uint64_t link, ByteView bytes) = 0;
        /// The other side closed, or the connection broke; the number is gone.
        virtual void linkClosed(std::uint64_t link, const std::string& why) = 0;
        /// So much of what was given is not sent yet; told when it changes much.
        virtual void linkBacklog(std::uint64_t link, std::size_t sizeBytes) = 0;
        /// So much of the tree that is on its way has been handed to the socket; `whole`: all.
        virtual void linkTreeSent(std::uint64_t link, std::int64_t sizeBytes, bool whole) = 0;

    protected:
        ~Owner() = default;
    };

    /// Tokens in `poll` are `token` plus the link's number. All must outlive this object.
    LinkPorts(asio::io_context& loop, PollSet& poll, std::uint64_t token, Owner& owner);
    ~LinkPorts();
    LinkPorts(const LinkPorts&) = delete;
    LinkPorts& operator=(const LinkPorts&) = delete;

    /// Takes a connected socket over; 0 when it cannot be watched. Numbers begin with 1.
    [[nodiscard]] std::uint64_t add(Fd socket);
    /// Unknown numbers are ignored here and below: the other side may have closed just now.
    void send(std::uint64_t link, Bytes bytes);
    /// Sends the stream of `tree` as it is now; what is given later waits behind it.
    /// Fails: io (no process, no pipe).
    [[nodiscard]] Result<void> sendTree(
        std::uint64_t link, const DataTree& tree, const storage::SnapshotHead& head);
    /// Closes once everything has been sent, not later than `lastWords`. No event follows.
    void close(std::uint64_t link);
    /// Sends what the sockets take now. Call at the end of a turn.
    void flush();
    void onEvent(std::uint64_t token, std::uint32_t events);
    /// Call on SIGCHLD.
    void onChildEnded();
    [[nodiscard]] std::size_t count() const { return m_links.size(); }

    static constexpr std::chrono::seconds lastWords{5};
    /// Changes below it are no news, except to and from nothing.
    static constexpr std::size_t backlogStep = std::size_t(256) << 10;

private:
    struct Tree;
    struct Link;
    using LinkRef = std::shared_ptr<Link>;

    [[nodiscard]] LinkRef find(std::uint64_t link) const;
    void touch(Link& link);
    void read(const LinkRef& link);
    void write(Link& link);
    /// True when everything that is there went out.
    [[nodiscard]] bool writePlain(Link& link);
    void readTree(const LinkRef& link);
    void treeEnded(Link& link);
    void await(Link& link);
    void breakLater(Link& link, std::string why);
    void drop(std::uint64_t link);

    asio::io_context& m_loop;
    PollSet& m_poll;
    const std::uint64_t m_token;
    Owner& m_owner;
    std::map<std::uint64_t, LinkRef> m_links;
    std::vector<std::uint64_t> m_touched; ///< Have something to send.
    std::uint64_t m_last = 0;
    Bytes m_input;
};

} // namespace zs::engine::io
