// SPDX-License-Identifier: Apache-2.0
//
// zs-fill-tree HOSTS ROOT FANOUT...: makes ROOT and below it a tree whose nodes of each
// level have so many children: "zs-fill-tree h:1 /t 100 100 10" makes 100 + 10,000 + 100,000 nodes
// with 100 bytes of data each. Prints {"nodes"}.
#include "clientlib/client.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <deque>

using namespace zs;

namespace {

constexpr std::size_t createsInOne = 500;
constexpr std::size_t dataBytes = 100;

/// The paths of the tree, a parent before its children.
std::vector<Path> pathsOf(const Path& root, const std::vector<int>& fanouts)
{
    std::vector<Path> paths{root};
    std::size_t levelBegin = 0;
    for (const int fanout : fanouts) {
        const std::size_t levelEnd = paths.size();
        for (std::size_t parent = levelBegin; parent < levelEnd; ++parent) {
            for (int i = 0; i < fanout; ++i)
                paths.push_back(paths[parent].child("node-" + std::to_string(i)));
        }
        levelBegin = levelEnd;
    }
    return paths;
}

QCoro::Task<> run(ConnectString servers, std::vector<Path> paths, int& exitCode)
{
    ClientOptions options;
    options.servers = std::move(servers);
    const std::unique_ptr<Client> client = Client::connectTo(std::move(options));
    std::deque<QCoro::Task<Result<std::vector<MultiResult>>>> running;
    constexpr std::size_t mostRunning = 8;
    for (std::size_t from = 0; from < paths.size() || !running.empty(); from += createsInOne) {
        if (from < paths.size()) {
            Transaction batch;
            const std::size_t end = std::min(from + createsInOne, paths.size());
            for (std::size_t i = from; i < end; ++i)
                batch.create(paths[i], Bytes(dataBytes, 'x'));
            running.push_back(client->multi(std::move(batch)));
        }
        if (from < paths.size() && running.size() < mostRunning)
            continue;
        const Result<std::vector<MultiResult>> done = co_await running.front();
        running.pop_front();
        if (!done) {
            std::fprintf(stderr, "zs-fill-tree: %s\n", done.error().detail.c_str());
            co_return QCoreApplication::exit(exitCode = 1);
        }
    }
    std::printf("{\"nodes\": %zu}\n", paths.size());
    QCoreApplication::exit(exitCode = 0);
}

} // namespace

int main(int argc, char** argv)
{
    const Result<ConnectString> servers = ConnectString::parse(argc >= 4 ? argv[1] : "");
    std::vector<int> fanouts;
    for (int i = 3; i < argc; ++i)
        fanouts.push_back(std::atoi(argv[i]));
    const Result<Path> root = Path::parse(argc >= 4 ? argv[2] : "");
    if (!servers || !root || root->isRoot()) {
        std::fprintf(stderr, "usage: zs-fill-tree HOSTS ROOT FANOUT...\n");
        return 2;
    }
    const QCoreApplication app(argc, argv);
    int exitCode = 1;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [&] { (void)run(*servers, pathsOf(*root, fanouts), exitCode); }, Qt::QueuedConnection);
    (void)QCoreApplication::exec();
    return exitCode;
}
