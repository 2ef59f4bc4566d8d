// SPDX-License-Identifier: Apache-2.0
//
// zs-bare-walk PORT ROOT WINDOW: the least that a walk can cost. First it finds the paths of the
// subtree, unmeasured. Then it opens a session as a walk does, sends the requests of that walk,
// byte for byte, from a bare epoll loop with the same window, and only counts what comes back.
#include "clientlib/protocol/node_records.h"
#include "tests/bench/load_connection.h"
#include "tests/bench/usage.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/epoll.h>
#include <sys/socket.h>

using namespace zs;
using namespace zs::bench;

namespace {

std::vector<Path> findPaths(LoadConnection& connection, const Path& root)
{
    constexpr std::size_t mostInFlight = 200;
    std::vector<Path> paths{root};
    std::size_t asked = 0;
    std::size_t answered = 0;
    while (answered < paths.size()) {
        for (; asked < paths.size() && connection.outstanding() < mostInFlight; ++asked)
            connection.request(OpCode::getChildren2, WatchingPathRequest{paths[asked], false});
        connection.flush();
        connection.waitReadable();
        const auto add = [&](const Completion& completion) {
            const auto answer = jute::decode<ChildrenResponse>(completion.body);
            if (!answer)
                fail(answer.error().detail);
            const Path parent = paths[answered++];
            for (const std::string& name : answer->names)
                paths.push_back(parent.child(name));
        };
        connection.receive(add, [] {});
    }
    return paths;
}

/// The requests of the walk, and where each ends.
struct Requests {
    Bytes bytes;
    std::vector<std::size_t> ends;
};

Requests requestsOf(const std::vector<Path>& paths)
{
    Requests requests;
    std::int32_t xid = 0;
    for (const Path& path : paths) {
        for (const OpCode op : {OpCode::getChildren2, OpCode::getData}) {
            jute::appendFrame(requests.bytes, RequestHeader{++xid, op},
                WatchingPathRequest{path, false});
            requests.ends.push_back(requests.bytes.size());
        }
    }
    return requests;
}

/// Counts the frames of a stream without keeping them.
class FrameCounter {
public:
    std::size_t count(const std::uint8_t* bytes, std::size_t size)
    {
        std::size_t frames = 0;
        for (std::size_t at = 0; at < size;) {
            if (m_rest > 0) {
                const std::size_t step = std::min(m_rest, size - at);
                m_rest -= step;
                at += step;
            } else {
                m_length = (m_length << 8) | bytes[at++];
                if (++m_lengthBytes < 4)
                    continue;
                m_rest = m_length;
                m_length = 0;
                m_lengthBytes = 0;
            }
            frames += m_rest == 0 && m_lengthBytes == 0 ? 1 : 0;
        }
        return frames;
    }

private:
    std::size_t m_rest = 0;
    std::uint32_t m_length = 0;
    int m_lengthBytes = 0;
};

void replay(int fd, const Requests& requests, std::size_t window)
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    if (poll < 0 || ::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted) != 0)
        fail("epoll", true);
    std::vector<std::uint8_t> buffer(256 * 1024);
    FrameCounter frames;
    std::size_t answered = 0;
    std::size_t sentBytes = 0;
    while (answered < requests.ends.size()) {
        const std::size_t upTo = std::min(answered + window, requests.ends.size());
        while (sentBytes < requests.ends[upTo - 1]) {
            const ssize_t sent = ::send(fd, requests.bytes.data() + sentBytes,
                requests.ends[upTo - 1] - sentBytes, MSG_NOSIGNAL);
            if (sent < 0 && errno == EAGAIN)
                break; // The window's answers come first.
            if (sent < 0)
                fail("the connection broke while sending", true);
            sentBytes += static_cast<std::size_t>(sent);
        }
        constexpr int patienceMs = 30'000;
        epoll_event event{};
        if (::epoll_wait(poll, &event, 1, patienceMs) <= 0)
            fail("no answer within 30 s");
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0 && errno != EAGAIN)
            fail("the server closed the connection");
        if (got > 0)
            answered += frames.count(buffer.data(), static_cast<std::size_t>(got));
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4)
        fail("usage: zs-bare-walk PORT ROOT WINDOW");
    const auto port = static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10));
    Requests requests;
    {
        LoadConnection connection("127.0.0.1", port, std::chrono::seconds(30));
        connection.waitSession();
        requests = requestsOf(findPaths(connection, Path(argv[2])));
    }
    const Usage before = usageNow();
    LoadConnection connection("127.0.0.1", port, std::chrono::seconds(30));
    connection.waitSession();
    replay(connection.fd(), requests, std::strtoul(argv[3], nullptr, 10));
    std::printf("%s\n", toJson(usageNow() - before, requests.ends.size() / 2).c_str());
    return 0;
}
