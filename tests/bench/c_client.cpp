// SPDX-License-Identifier: Apache-2.0
//
// Apache's C client (libzookeeper_mt) at the work of zooscope-walk and zs-client-latency, so that
// their figures can be told from the server's:
//   zs-c-client walk HOSTS ROOT OUT WINDOW
//   zs-c-client latency HOSTS PATH COUNT
// Requests are sent from completions, as its documentation advises; nothing is copied that its
// interface does not ask for.
#include "tests/bench/latency.h"
#include "tests/bench/tree_file.h"
#include "tests/bench/usage.h"

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

#include <zookeeper/zookeeper.h>

using namespace zs;
using namespace zs::bench;

namespace {

[[noreturn]] void fail(const std::string& what)
{
    std::fprintf(stderr, "zs-c-client: %s\n", what.c_str());
    std::exit(1);
}

/// Lets main wait for what another thread tells.
class Signal {
public:
    void raise()
    {
        const std::lock_guard lock(m_mutex);
        m_raised = true;
        m_changed.notify_all();
    }
    bool wait(std::chrono::seconds limit)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, limit, [this] { return m_raised; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_raised = false;
};

Signal connectedSignal;

void watcher(zhandle_t*, int type, int state, const char*, void*)
{
    if (type == ZOO_SESSION_EVENT && state == ZOO_CONNECTED_STATE)
        connectedSignal.raise();
}

zhandle_t* connectTo(const char* hosts)
{
    zoo_set_debug_level(ZOO_LOG_LEVEL_ERROR);
    constexpr int sessionTimeoutMs = 30'000;
    zhandle_t* handle = zookeeper_init(hosts, watcher, sessionTimeoutMs, nullptr, nullptr, 0);
    if (!handle || !connectedSignal.wait(std::chrono::seconds(10)))
        fail(std::string("cannot connect to ") + hosts);
    return handle;
}

/// The walk. After `start` only the library's completion thread touches it.
class Walk {
public:
    Walk(zhandle_t* handle, std::size_t window, TreeFile& file)
        : m_handle(handle), m_window(window), m_file(file) {}

    void start(std::string root)
    {
        m_names.push_back(std::move(root));
        sendNext();
    }
    void waitForEnd()
    {
        while (!m_ended.wait(std::chrono::seconds(60))) { }
    }
    [[nodiscard]] std::uint64_t nodes() const { return m_nodes; }

private:
    struct Node {
        Walk* walk;
        std::string path;
        std::optional<Bytes> data;
        int waitsFor = 2;
        bool gone = false;
    };

    void sendNext()
    {
        auto* node = new Node{this, std::move(m_names.back()), {}};
        m_names.pop_back();
        m_inFlight += 2;
        if (zoo_aget_children2(m_handle, node->path.c_str(), 0, &Walk::listed, node) != ZOK
            || zoo_aget(m_handle, node->path.c_str(), 0, &Walk::read, node) != ZOK)
            fail("a request was refused");
    }
    static void listed(
        int rc, const String_vector* names, const Stat* /*stat*/, const void* context)
    {
        auto* node = static_cast<Node*>(const_cast<void*>(context));
        if (rc != ZOK && rc != ZNONODE)
            fail(std::string("children: ") + zerror(rc));
        node->gone = rc == ZNONODE;
        for (int i = 0; rc == ZOK && i < names->count; ++i)
            node->walk->m_names.push_back(
                (node->path == "/" ? node->path : node->path + '/') + names->data[i]);
        node->walk->answered(node);
    }
    static void read(int rc, const char* value, int length, const Stat* /*stat*/,
        const void* context)
    {
        auto* node = static_cast<Node*>(const_cast<void*>(context));
        if (rc != ZOK && rc != ZNONODE)
            fail(std::string("get: ") + zerror(rc));
        node->gone |= rc == ZNONODE;
        if (length >= 0)
            node->data.emplace(value, value + length);
        node->walk->answered(node);
    }
    void answered(Node* node)
    {
        --m_inFlight;
        if (--node->waitsFor == 0) {
            if (!node->gone && !m_file.add(Path(node->path), node->data))
                fail("cannot write");
            m_nodes += node->gone ? 0 : 1;
            delete node;
        }
        while (!m_names.empty() && m_inFlight + 2 <= m_window)
            sendNext();
        if (m_inFlight == 0)
            m_ended.raise();
    }

    zhandle_t* m_handle;
    std::size_t m_window;
    TreeFile& m_file;
    std::vector<std::string> m_names;
    std::size_t m_inFlight = 0;
    std::uint64_t m_nodes = 0;
    Signal m_ended;
};

void walk(const char* hosts, const char* root, const char* out, std::size_t window)
{
    const Usage before = usageNow();
    TreeFile file;
    if (const Result<void> opened = file.open(out); !opened)
        fail(opened.error().detail);
    zhandle_t* handle = connectTo(hosts);
    Walk walk(handle, window, file);
    walk.start(root);
    walk.waitForEnd();
    if (const Result<void> closed = file.close(); !closed)
        fail(closed.error().detail);
    std::printf("%s\n", toJson(usageNow() - before, walk.nodes()).c_str());
    zookeeper_close(handle);
}

void latency(const char* hosts, const char* path, std::size_t count)
{
    zhandle_t* handle = connectTo(hosts);
    Latency latency(count);
    std::vector<char> buffer(1 << 20);
    while (!latency.complete()) {
        Stat stat;
        int length = int(buffer.size());
        latency.begin();
        if (const int rc = zoo_get(handle, path, 0, buffer.data(), &length, &stat); rc != ZOK)
            fail(std::string("get: ") + zerror(rc));
        latency.end();
    }
    std::printf("%s\n", latency.toJson().c_str());
    zookeeper_close(handle);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 6 && std::strcmp(argv[1], "walk") == 0)
        walk(argv[2], argv[3], argv[4], std::strtoul(argv[5], nullptr, 10));
    else if (argc == 5 && std::strcmp(argv[1], "latency") == 0)
        latency(argv[2], argv[3], std::strtoul(argv[4], nullptr, 10));
    else
        fail("usage: zs-c-client walk HOSTS ROOT OUT WINDOW | latency HOSTS PATH COUNT");
    return 0;
}
