// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/link_ports.h"

#include <asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr std::size_t inputBytes = std::size_t(256) << 10;
    constexpr std::size_t treePieceBytes = std::size_t(256) << 10;

    bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK; }
    std::string errorText() { return std::generic_category().message(errno); }

} // namespace

/// A child process that writes the tree's stream into a pipe, and what is to follow the stream.
struct LinkPorts::Tree {
    explicit Tree(asio::io_context& loop) : pipe(loop) {}
    ChildProcess child;
    asio::posix::stream_descriptor pipe;
    bool isWaiting = false; ///< For the pipe.
    bool isAtEnd = false;   ///< All was read; whether it is whole, the child's end tells.
    std::int64_t sentBytes = 0; ///< What was read; each piece is sent before the next is read.
    Bytes behind;           ///< What was given for the link later.
};

struct LinkPorts::Link {
    Link(std::uint64_t n, Fd s, asio::io_context& loop)
        : number(n), socket(std::move(s)), deadline(loop) {}
    const std::uint64_t number;
    Fd socket;
    asio::steady_timer deadline; ///< Of a closing one.
    Bytes out;
    std::size_t sent = 0; ///< Of `out`.
    std::deque<std::unique_ptr<Tree>> trees; ///< To be sent behind `out`.
    std::uint32_t awaited = EPOLLIN;
    std::size_t told = 0; ///< The backlog that the owner knows of.
    bool isTouched = false;
    bool isBlocked = false; ///< The socket takes nothing for now.
    bool isBroken = false;
    bool isClosing = false;

    [[nodiscard]] std::size_t backlog() const
    {
        std::size_t sum = out.size() - sent;
        for (const auto& tree : trees)
            sum += tree->behind.size();
        return sum;
    }
};

LinkPorts::LinkPorts(asio::io_context& loop, PollSet& poll, std::uint64_t token, Owner& owner)
    : m_loop(loop), m_poll(poll), m_token(token), m_owner(owner), m_input(inputBytes)
{
}

LinkPorts::~LinkPorts() = default;

LinkPorts::LinkRef LinkPorts::find(std::uint64_t link) const
{
    const auto at = m_links.find(link);
    return at == m_links.end() ? nullptr : at->second;
}

std::uint64_t LinkPorts::add(Fd socket)
{
    const std::uint64_t number = ++m_last;
    if (!m_poll.add(socket.get(), EPOLLIN, m_token + number))
        return 0;
    m_links.emplace(number, std::make_shared<Link>(number, std::move(socket), m_loop));
    return number;
}

void LinkPorts::send(std::uint64_t number, Bytes bytes)
{
    const LinkRef link = find(number);
    if (!link || link->isBroken || link->isClosing)
        return;
    Bytes& last = link->trees.empty() ? link->out : link->trees.back()->behind;
    if (last.empty())
        last = std::move(bytes);
    else
        last.insert(last.end(), bytes.begin(), bytes.end());
    touch(*link);
}

Result<void> LinkPorts::sendTree(
    std::uint64_t number, const DataTree& tree, const storage::SnapshotHead& head)
{
    const LinkRef link = find(number);
    if (!link || link->isBroken || link->isClosing)
        return {};
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return tl::unexpected(systemError("cannot make a pipe"));
    Fd readEnd(ends[0]);
    const Fd writeEnd(ends[1]);
    auto sending = std::make_unique<Tree>(m_loop);
    const auto work = [&](int kept) -> Result<void> {
        storage::SnapshotWriter writer(tree, head, storage::SnapshotForm::stream);
        for (Bytes block; writer.next(block);) {
            for (ByteView rest(block); !rest.empty();) {
                const ssize_t written = ::write(kept, rest.data(), rest.size());
                if (written < 0 && errno == EINTR)
                    continue;
                if (written < 0)
                    return tl::unexpected(systemError("cannot write"));
                rest = rest.subspan(static_cast<std::size_t>(written));
            }
        }
        return {};
    };
    if (auto started = sending->child.start(work, writeEnd.get()); !started)
        return started;
    sending->pipe.assign(readEnd.release());
    sending->pipe.non_blocking(true);
    link->trees.push_back(std::move(sending));
    touch(*link);
    return {};
}

void LinkPorts::touch(Link& link)
{
    if (!std::exchange(link.isTouched, true))
        m_touched.push_back(link.number);
}

void LinkPorts::flush()
{
    for (std::size_t i = 0; i < m_touched.size(); ++i) {
        const LinkRef link = find(m_touched[i]);
        if (!link)
            continue;
        link->isTouched = false;
        write(*link);
    }
    m_touched.clear();
}

bool LinkPorts::writePlain(Link& link)
{
    while (link.sent < link.out.size()) {
        const ssize_t sent = ::send(link.socket.get(), link.out.data() + link.sent,
            link.out.size() - link.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && wouldBlock()) {
            link.isBlocked = true;
            return false;
        }
        if (sent < 0) {
            breakLater(link, "cannot send: " + errorText());
            return false;
        }
        link.sent += static_cast<std::size_t>(sent);
    }
    link.out.clear();
    link.sent = 0;
    if (link.out.capacity() > 4 * inputBytes)
        Bytes().swap(link.out);
    return true;
}

void LinkPorts::write(Link& link)
{
    if (link.isBroken)
        return;
    link.isBlocked = false;
    const bool allSent = writePlain(link);
    if (link.isBroken)
        return;
    await(link);
    if (allSent && !link.trees.empty())
        readTree(find(link.number));
    else if (allSent && link.isClosing)
        return drop(link.number);
    const std::size_t now = link.backlog();
    const std::size_t change = now > link.told ? now - link.told : link.told - now;
    if (!link.isClosing && change > 0 && (change >= backlogStep || now == 0 || link.told == 0)) {
        link.told = now;
        m_owner.linkBacklog(link.number, now);
    }
}

/// The next piece of the tree, once the socket has taken all before it.
void LinkPorts::readTree(const LinkRef& link)
{
    Tree& tree = *link->trees.front();
    if (tree.isWaiting || tree.isAtEnd)
        return;
    tree.isWaiting = true;
    tree.pipe.async_wait(asio::posix::stream_descriptor::wait_read,
        [this, link](const asio::error_code& error) {
            if (error || link->isBroken || find(link->number) != link)
                return; // The tree went with its link.
            Tree& ready = *link->trees.front();
            ready.isWaiting = false;
            link->out.resize(treePieceBytes);
            const ssize_t got
                = ::read(ready.pipe.native_handle(), link->out.data(), link->out.size());
            link->out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
            if (got < 0 && (wouldBlock() || errno == EINTR))
                return readTree(link);
            if (got <= 0) {
                ready.isAtEnd = true;
                return treeEnded(*link);
            }
            ready.sentBytes += got;
            touch(*link);
            m_owner.linkTreeSent(link->number, ready.sentBytes, false);
        });
}

/// Only a child that says so has sent all; else what follows would be taken for a part of it.
void LinkPorts::treeEnded(Link& link)
{
    if (link.trees.empty() || !link.trees.front()->isAtEnd)
        return;
    const auto ended = link.trees.front()->child.reap("the tree could not be sent");
    if (!ended)
        return; // SIGCHLD comes.
    if (!*ended)
        return breakLater(link, ended->error().detail);
    const std::int64_t sentBytes = link.trees.front()->sentBytes;
    link.out = std::move(link.trees.front()->behind);
    link.trees.pop_front();
    touch(link);
    m_owner.linkTreeSent(link.number, sentBytes, true);
}

void LinkPorts::onChildEnded()
{
    std::vector<LinkRef> sending;
    for (const auto& [number, link] : m_links) {
        if (!link->trees.empty())
            sending.push_back(link);
    }
    for (const LinkRef& link : sending)
        treeEnded(*link);
}

void LinkPorts::await(Link& link)
{
    const std::uint32_t wanted
        = (link.isClosing ? 0U : std::uint32_t(EPOLLIN)) | (link.isBlocked ? EPOLLOUT : 0U);
    if (wanted == link.awaited)
        return;
    link.awaited = wanted;
    m_poll.change(link.socket.get(), wanted, m_token + link.number);
}

void LinkPorts::onEvent(std::uint64_t token, std::uint32_t events)
{
    const LinkRef link = find(token - m_token);
    if (!link || link->isBroken)
        return;
    if (events & EPOLLOUT)
        touch(*link);
    if (link->isClosing && (events & (EPOLLERR | EPOLLHUP)))
        return drop(link->number);
    if (!link->isClosing && (events & (EPOLLIN | EPOLLERR | EPOLLHUP)))
        read(link);
}

/// Once a turn for each link: a busy one must not keep the others waiting.
void LinkPorts::read(const LinkRef& link)
{
    const ssize_t got
        = ::recv(link->socket.get(), m_input.data(), m_input.size(), MSG_DONTWAIT);
    if (got < 0 && (wouldBlock() || errno == EINTR))
        return;
    if (got <= 0) {
        const std::string why = got == 0 ? "closed by the other side" : errorText();
        drop(link->number);
        return m_owner.linkClosed(link->number, why);
    }
    m_owner.linkReceived(link->number, ByteView(m_input).first(static_cast<std::size_t>(got)));
}

void LinkPorts::breakLater(Link& link, std::string why)
{
    link.isBroken = true;
    m_poll.post([this, number = link.number, why = std::move(why)] {
        const LinkRef broken = find(number);
        if (!broken)
            return;
        const bool isNews = !broken->isClosing;
        drop(number);
        if (isNews)
            m_owner.linkClosed(number, why);
    });
}

void LinkPorts::close(std::uint64_t number)
{
    const LinkRef link = find(number);
    if (!link || link->isClosing)
        return;
    link->isClosing = true;
    touch(*link); // What is pending goes out first, at the end of the turn.
    link->deadline.expires_after(lastWords);
    link->deadline.async_wait([this, number, link](const asio::error_code& error) {
        if (!error && find(number) == link)
            drop(number);
    });
}

void LinkPorts::drop(std::uint64_t number)
{
    const auto at = m_links.find(number);
    if (at == m_links.end())
        return;
    const LinkRef link = at->second;
    m_links.erase(at);
    link->deadline.cancel();
    link->isBroken = true;
    link->trees.clear(); // Ends their children.
    ::shutdown(link->socket.get(), SHUT_RDWR);
    link->socket.reset();
}

} // namespace zs::engine::io
