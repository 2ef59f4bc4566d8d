// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/client_listener.h"
#include "localcluster/engine/io/dialer.h"
#include "localcluster/engine/io/link_ports.h"

#include <vector>

namespace zs::engine::io {

struct MemberPortOptions {
    const char* name = "quorum port";        ///< For messages.
    std::vector<HostPort> addresses;         ///< Where to listen; several need multiAddress.
    bool onAllAddresses = false;             ///< quorumListenOnAllIPs.
    std::chrono::milliseconds dialTimeout{5000}; ///< cnxTimeout.
    bool keepAlive = false;                      ///< tcpKeepAlive: of both directions.
    /// Accepted connections at once; above it new ones are closed at once.
    std::int64_t maxAccepted = 512;
    /// A connection that was accepted and has not sent so much within `silence` is closed.
    std::size_t firstBytes = 1;
    std::chrono::seconds silence{10};
    std::size_t maxSilent = 128; ///< So many of those at once.
};

/// One of the two ports that members of an ensemble talk through, election or quorum: its
/// listeners, the connections that it accepted, and those that it opened to others.
/// Hostile peers: bounded in number, silent ones are dropped, and running out of file descriptors
/// pauses accepting instead of ending it.
/// Threads: the loop's.
class MemberPort final : private LinkPorts::Owner {
public:
    class Owner {
    public:
        virtual void portAccepted(std::uint64_t link, const std::string& from) = 0;
        virtual void portReceived(std::uint64_t link, ByteView bytes) = 0;
        virtual void portClosed(std::uint64_t link, const std::string& why) = 0;
        virtual void portBacklog(std::uint64_t link, std::size_t sizeBytes) = 0;
        /// See LinkPorts; only the quorum port sends trees.
        virtual void portTreeSent(std::uint64_t, std::int64_t /*sizeBytes*/, bool /*whole*/) {}

    protected:
        ~Owner() = default;
    };

    /// `token`: see LinkPorts. All must outlive this object.
    MemberPort(asio::io_context& loop, PollSet& poll, std::uint64_t token,
        MemberPortOptions options, Owner& owner);

    /// Finds the own addresses' numbers, so that `listen` never waits for it. Blocks on a name
    /// server. Fails: io.
    [[nodiscard]] Result<void> resolveOwn();
    /// Listens at all own addresses. Fails: io, naming the address; nothing is open then.
    [[nodiscard]] Result<void> listen();
    void stopListening();
    /// Other own addresses: ends listening; call `resolveOwn` and `listen` again.
    void moveTo(std::vector<HostPort> addresses);
    [[nodiscard]] bool isListening() const { return !m_listeners.empty(); }

    /// The link's number, or 0 and why not.
    using OnDialled = std::function<void(std::uint64_t link, const DialFailure& failure)>;
    void dial(std::vector<HostPort> addresses, OnDialled onDialled);

    [[nodiscard]] LinkPorts& links() { return m_links; }
    void close(std::uint64_t link);

private:
    struct Accepted {
        ClientListener* listener = nullptr; ///< Null once that was closed.
        std::string address;
        std::size_t received = 0;
        std::chrono::steady_clock::time_point since;
    };

    void linkReceived(std::uint64_t link, ByteView bytes) override;
    void linkClosed(std::uint64_t link, const std::string& why) override;
    void linkBacklog(std::uint64_t link, std::size_t sizeBytes) override;
    void linkTreeSent(std::uint64_t link, std::int64_t sizeBytes, bool whole) override;
    void accept(ClientListener& listener, ClientListener::Accepted accepted);
    void forget(std::uint64_t link);
    void watchSilent();
    void dropSilent();

    asio::io_context& m_loop;
    PollSet& m_poll;
    MemberPortOptions m_options;
    Owner& m_owner;
    std::vector<HostPort> m_own; ///< m_options.addresses with numbers for names.
    LinkPorts m_links;
    Dialer m_dialer;
    std::vector<std::unique_ptr<ClientListener>> m_listeners;
    std::map<std::uint64_t, Accepted> m_accepted; ///< Those that are still open.
    std::size_t m_silent = 0;
    asio::steady_timer m_silenceTimer;
    bool m_isWatching = false;
    std::chrono::steady_clock::time_point m_nextProblem; ///< One line a second is enough.
};

} // namespace zs::engine::io
