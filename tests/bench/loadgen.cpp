// SPDX-License-Identifier: Apache-2.0
//
// A lean load generator for ZooKeeper servers: one thread, epoll, many requests in flight. Prints
// one JSON object: rate, server CPU an operation (user and system), latency. Used by run_bench.py
// with the same arguments against our server and against Apache's.
#include "clientlib/protocol/node_records.h"
#include "tests/bench/load_connection.h"
#include "tests/bench/server_usage.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <sstream>
#include <string>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

using namespace zs;
using namespace zs::bench;

namespace {

struct Options {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string op = "get";
    std::size_t connections = 8;
    std::size_t depth = 64;   ///< Requests in flight on each connection.
    std::size_t count = 10'000; ///< Requests measured, over all connections.
    std::size_t sizeBytes = 100;
    std::chrono::seconds seconds{0}; ///< Ends earlier than `count` says; 0: only by count.
    std::size_t writeEvery = 2;      ///< With `mixed`: every so-manieth request is a set.
    std::vector<pid_t> pids; ///< The servers', to read their CPU time; none: not read.
};

/// Numbers with commas between them.
std::vector<pid_t> parsePids(const std::string& text)
{
    std::vector<pid_t> pids;
    std::istringstream numbers(text);
    for (std::string number; std::getline(numbers, number, ',');)
        pids.push_back(std::atoi(number.c_str()));
    return pids;
}

Options parse(int argc, char** argv)
{
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        const char* value = argv[i + 1];
        if (name == "--port")
            options.port = static_cast<std::uint16_t>(std::atoi(value));
        else if (name == "--host")
            options.host = value;
        else if (name == "--op")
            options.op = value;
        else if (name == "--connections")
            options.connections = std::strtoul(value, nullptr, 10);
        else if (name == "--depth")
            options.depth = std::strtoul(value, nullptr, 10);
        else if (name == "--count")
            options.count = std::strtoul(value, nullptr, 10);
        else if (name == "--size")
            options.sizeBytes = std::strtoul(value, nullptr, 10);
        else if (name == "--seconds")
            options.seconds = std::chrono::seconds(std::strtoul(value, nullptr, 10));
        else if (name == "--pid")
            options.pids = parsePids(value);
        else if (name == "--write-every")
            options.writeEvery = std::max<std::size_t>(1, std::strtoul(value, nullptr, 10));
        else
            fail("unknown option " + name);
    }
    if (argc % 2 == 0 || options.port == 0 || options.connections == 0 || options.depth == 0)
        fail("usage: zs-loadgen --port P [--op get|set|mixed|create|ephemeral|delete|children|"
             "session|watch|fill] [--connections N] [--depth N] [--count N] [--seconds N] [--size "
             "BYTES] [--write-every N] [--pid PID,PID...]");
    return options;
}

constexpr auto sessionTimeout = std::chrono::seconds(30);

/// The parent of all that one run makes; a run may find what an earlier one left.
const Path root("/bench");

std::string nodeName(std::size_t number) { return "n" + std::to_string(number); }

void ensure(LoadConnection& connection, const Path& path, const Bytes& data)
{
    const ReplyHeader reply
        = connection.call(OpCode::create, CreateRequest{path, data, openAcl(), 0});
    if (reply.err != Errc::ok && reply.err != Errc::nodeExists)
        fail("cannot create " + path.text() + ": " + std::string(errcName(reply.err)));
}

/// `count` connections whose sessions are all asked for before the first is waited for.
std::vector<LoadConnection> openConnections(const Options& options, std::size_t count)
{
    std::vector<LoadConnection> connections;
    connections.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        connections.emplace_back(options.host.c_str(), options.port, sessionTimeout);
    for (LoadConnection& connection : connections)
        connection.waitSession();
    return connections;
}

struct Measured {
    std::size_t operations = 0;
    std::chrono::nanoseconds wall{0};
    std::chrono::nanoseconds cpu{0};
    std::vector<std::chrono::nanoseconds> latencies;
};

/// Sends the n-th request, n from 0, on a connection.
using Send = std::function<void(LoadConnection&, std::size_t n)>;

/// Keeps `depth` requests in flight on each connection until `count` were answered.
Measured drive(const Options& options, std::vector<LoadConnection>& connections, const Send& send)
{
    const int poller = ::epoll_create1(EPOLL_CLOEXEC);
    for (LoadConnection& connection : connections) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLET;
        event.data.ptr = &connection;
        ::epoll_ctl(poller, EPOLL_CTL_ADD, connection.fd(), &event);
    }
    Measured measured;
    measured.latencies.reserve(std::min<std::size_t>(options.count, 10'000'000));
    std::size_t sent = 0;
    std::size_t last = options.count;
    const auto refill = [&](LoadConnection& connection) {
        // Half-empty pipelines are refilled at once, so that requests travel in batches as a
        // client with many callers sends them.
        if (connection.outstanding() * 2 <= options.depth)
            while (sent < last && connection.outstanding() < options.depth)
                send(connection, sent++);
        connection.flush();
    };
    const auto cpuBefore = cpuTime(options.pids);
    const Clock::time_point start = Clock::now();
    for (LoadConnection& connection : connections)
        refill(connection);
    for (;;) {
        if (options.seconds.count() > 0 && Clock::now() - start >= options.seconds)
            last = sent;
        if (measured.latencies.size() >= last)
            break;
        epoll_event ready[256];
        constexpr int patienceMs = 30'000;
        const int count = ::epoll_wait(poller, ready, 256, patienceMs);
        if (count == 0)
            fail("no answer within 30 s");
        for (int i = 0; i < count; ++i) {
            auto& connection = *static_cast<LoadConnection*>(ready[i].data.ptr);
            connection.receive(
                [&](const Completion& done) {
                    if (done.header.err != Errc::ok)
                        fail("a request failed: " + std::string(errcName(done.header.err)));
                    measured.latencies.push_back(done.took);
                },
                [] {});
            refill(connection);
        }
    }
    measured.wall = Clock::now() - start;
    measured.cpu = cpuTime(options.pids) - cpuBefore;
    measured.operations = measured.latencies.size();
    ::close(poller);
    return measured;
}

/// Else they would expire in the middle of what is measured next, with all their ephemerals.
void closeSessions(std::vector<LoadConnection>& connections)
{
    for (LoadConnection& connection : connections) {
        connection.request(OpCode::closeSession);
        connection.flush();
    }
    for (LoadConnection& connection : connections)
        connection.settle();
}

/// Opens and closes `count` sessions, `connections` of them at a time.
Measured driveSessions(const Options& options)
{
    Measured measured;
    const auto cpuBefore = cpuTime(options.pids);
    const Clock::time_point start = Clock::now();
    for (std::size_t opened = 0; opened < options.count;) {
        const Clock::time_point before = Clock::now();
        std::vector<LoadConnection> batch
            = openConnections(options, std::min(options.connections, options.count - opened));
        opened += batch.size();
        measured.latencies.push_back(Clock::now() - before); // Of the batch's last.
        closeSessions(batch);
    }
    measured.wall = Clock::now() - start;
    measured.cpu = cpuTime(options.pids) - cpuBefore;
    measured.operations = options.count;
    return measured;
}

/// One change, seen by a watch of every connection: `latencies` has one entry a round, the time
/// until the last of them was told.
Measured driveWatchers(const Options& options)
{
    std::vector<LoadConnection> watchers = openConnections(options, options.connections);
    LoadConnection writer(options.host.c_str(), options.port, sessionTimeout);
    writer.waitSession();
    const Path node = root.child("watched");
    ensure(writer, node, Bytes(options.sizeBytes));
    Measured measured;
    const auto cpuBefore = cpuTime(options.pids);
    for (std::size_t round = 0; round < options.count; ++round) {
        for (LoadConnection& watcher : watchers)
            watcher.call(OpCode::getData, WatchingPathRequest{node, true});
        const int poller = ::epoll_create1(EPOLL_CLOEXEC);
        for (LoadConnection& watcher : watchers) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = &watcher;
            ::epoll_ctl(poller, EPOLL_CTL_ADD, watcher.fd(), &event);
        }
        const Clock::time_point start = Clock::now();
        writer.request(
            OpCode::setData, SetDataRequest{node, Bytes(options.sizeBytes), anyVersion});
        writer.flush();
        std::size_t told = 0;
        while (told < watchers.size()) {
            epoll_event ready[256];
            const int count = ::epoll_wait(poller, ready, 256, 30'000);
            if (count == 0)
                fail("no event within 30 s");
            for (int i = 0; i < count; ++i)
                static_cast<LoadConnection*>(ready[i].data.ptr)
                    ->receive([](const Completion&) {}, [&] { ++told; });
        }
        measured.latencies.push_back(Clock::now() - start);
        measured.wall += measured.latencies.back();
        ::close(poller);
        while (writer.outstanding() > 0)
            writer.receive([](const Completion&) {}, [] {});
    }
    measured.cpu = cpuTime(options.pids) - cpuBefore;
    measured.operations = options.count;
    closeSessions(watchers);
    return measured;
}

Measured driveOn(std::vector<LoadConnection>& connections, const Options& options)
{
    LoadConnection& first = connections.front();
    const Bytes data(options.sizeBytes, 'x');
    ensure(first, root, data);
    if (options.op == "watch")
        return driveWatchers(options);

    if (options.op == "get" || options.op == "set" || options.op == "mixed") {
        constexpr std::size_t nodes = 100;
        const Path parent = root.child("data" + std::to_string(options.sizeBytes));
        ensure(first, parent, data);
        std::vector<Bytes> gets;
        std::vector<Bytes> sets;
        for (std::size_t i = 0; i < nodes; ++i) {
            const Path node = parent.child(nodeName(i));
            ensure(first, node, data);
            gets.push_back(
                LoadConnection::encode(OpCode::getData, WatchingPathRequest{node, false}));
            sets.push_back(
                LoadConnection::encode(OpCode::setData, SetDataRequest{node, data, anyVersion}));
        }
        return drive(options, connections, [&](LoadConnection& connection, std::size_t n) {
            const bool writes = options.op == "set"
                || (options.op == "mixed" && (n + 1) % options.writeEvery == 0);
            connection.request((writes ? sets : gets)[n % nodes]);
        });
    }
    if (options.op == "children") {
        const Path parent = root.child("hundred");
        ensure(first, parent, data);
        for (std::size_t i = 0; i < 100; ++i)
            ensure(first, parent.child(nodeName(i)), data);
        return drive(options, connections, [&](LoadConnection& connection, std::size_t) {
            connection.request(OpCode::getChildren, WatchingPathRequest{parent, false});
        });
    }
    const Path parent
        = root.child("made-" + std::to_string(Clock::now().time_since_epoch().count()));
    ensure(first, parent, data);
    // 1,000 nodes a folder, as people lay them out; only `fill` makes more than a few folders.
    constexpr std::size_t perFolder = 1'000;
    const std::size_t folders = (options.count + perFolder - 1) / perFolder;
    for (std::size_t i = 0; i < folders; ++i)
        ensure(first, parent.child(nodeName(i)), data);
    const auto pathOf = [&](std::size_t n) {
        return parent.child(nodeName(n / perFolder)).child(nodeName(n));
    };
    const auto create = [&](CreateMode mode) {
        return [&, mode](LoadConnection& connection, std::size_t n) {
            connection.request(OpCode::create,
                CreateRequest{pathOf(n), data, openAcl(), static_cast<std::int32_t>(mode)});
        };
    };
    if (options.op == "create" || options.op == "fill")
        return drive(options, connections, create(CreateMode::persistent));
    if (options.op == "ephemeral")
        return drive(options, connections, create(CreateMode::ephemeral));
    if (options.op == "delete") {
        (void)drive(options, connections, create(CreateMode::persistent));
        return drive(options, connections, [&](LoadConnection& connection, std::size_t n) {
            connection.request(OpCode::remove, VersionedPathRequest{pathOf(n), anyVersion});
        });
    }
    fail("unknown operation " + options.op);
}

Measured run(const Options& options)
{
    if (options.op == "session")
        return driveSessions(options);
    // The watchers are opened by their own function.
    std::vector<LoadConnection> connections
        = openConnections(options, options.op == "watch" ? 1 : options.connections);
    Measured measured = driveOn(connections, options);
    closeSessions(connections);
    return measured;
}

double microseconds(std::chrono::nanoseconds time) { return double(time.count()) / 1e3; }

/// The longest of every second one; with `mixed` on one connection at depth 1 the gets stand at
/// even places, the sets at odd ones.
double longest(const Measured& measured, std::size_t first)
{
    std::chrono::nanoseconds most{0};
    for (std::size_t i = first; i < measured.latencies.size(); i += 2)
        most = std::max(most, measured.latencies[i]);
    return microseconds(most);
}

void print(const Options& options, Measured& measured)
{
    const double longestEven = longest(measured, 0);
    const double longestOdd = longest(measured, 1);
    std::sort(measured.latencies.begin(), measured.latencies.end());
    const auto at = [&](double part) {
        const auto last = double(measured.latencies.size() - 1);
        return microseconds(measured.latencies[std::size_t(part * last)]);
    };
    const auto operations = double(measured.operations);
    std::printf("{\"op\":\"%s\",\"connections\":%zu,\"depth\":%zu,\"count\":%zu,\"size\":%zu,"
                "\"rate\":%.0f,\"cpu_us\":%.3f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,"
                "\"max_even_us\":%.1f,\"max_odd_us\":%.1f,\"rss_bytes\":%ld}\n",
        options.op.c_str(), options.connections, options.depth, measured.operations,
        options.sizeBytes, operations * 1e9 / double(measured.wall.count()),
        double(measured.cpu.count()) / 1e3 / operations, at(0.5), at(0.99), at(0.999), longestEven,
        longestOdd, residentBytes(options.pids));
}

} // namespace

int main(int argc, char** argv)
{
    const Options options = parse(argc, argv);
    Measured measured = run(options);
    print(options, measured);
    return 0;
}
