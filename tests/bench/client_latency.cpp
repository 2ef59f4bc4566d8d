// SPDX-License-Identifier: Apache-2.0
//
// zs-client-latency HOSTS PATH COUNT: reads a node COUNT times through the Client, one request
// after the other, and prints how long one takes.
#include "clientlib/client.h"
#include "tests/bench/latency.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace zs;
using namespace zs::bench;

namespace {

QCoro::Task<> run(ConnectString servers, Path path, std::size_t count, int& exitCode)
{
    ClientOptions options;
    options.servers = std::move(servers);
    const std::unique_ptr<Client> client = Client::connectTo(std::move(options));
    Latency latency(count);
    while (!latency.complete()) {
        latency.begin();
        const Result<DataResponse> read = co_await client->getData(path);
        latency.end();
        if (!read) {
            std::fprintf(stderr, "zs-client-latency: %s\n", read.error().detail.c_str());
            co_return QCoreApplication::exit(exitCode = 1);
        }
    }
    std::printf("%s\n", latency.toJson().c_str());
    QCoreApplication::exit(exitCode = 0);
}

} // namespace

int main(int argc, char** argv)
{
    const Result<ConnectString> servers = ConnectString::parse(argc == 4 ? argv[1] : "");
    const std::size_t count = argc == 4 ? std::strtoul(argv[3], nullptr, 10) : 0;
    if (!servers || count == 0) {
        std::fprintf(stderr, "usage: zs-client-latency HOSTS PATH COUNT\n");
        return 2;
    }
    const QCoreApplication app(argc, argv);
    int exitCode = 1;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [&] { (void)run(*servers, Path(argv[2]), count, exitCode); }, Qt::QueuedConnection);
    (void)QCoreApplication::exec();
    return exitCode;
}
