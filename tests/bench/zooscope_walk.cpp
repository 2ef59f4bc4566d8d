// SPDX-License-Identifier: Apache-2.0
//
// zooscope-walk HOSTS ROOT OUT: reads every node of a subtree through the public Client and
// writes what it found to OUT; prints one line of JSON with what that cost. README.md tells more.
#include "clientlib/recipes/walk_tree.h"
#include "tests/bench/tree_file.h"
#include "tests/bench/usage.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace zs;
using namespace zs::bench;

namespace {

constexpr int exitIncomplete = 1;
constexpr int exitUsage = 2;

constexpr auto usageText
    = "usage: zooscope-walk HOSTS ROOT OUT [WINDOW]\n"
      "  HOSTS   servers as host:port,host:port/chroot\n"
      "  ROOT    the node to start with, / for all\n"
      "  OUT     file to write, for each node a line \"PATH<tab>SIZE\", then SIZE bytes of data\n"
      "          and a line end; SIZE is -1 where the data are null\n"
      "  WINDOW  requests in flight, 1000 unless told\n"
      "Prints {\"secs\", \"cpu_secs\", \"rss_mb\", \"nodes\"}. Exit code 0: all was read,\n"
      "1: not all could be read, or not written, or SIGINT or SIGTERM came; 2: wrong arguments.\n";

struct Arguments {
    ConnectString servers;
    Path root;
    const char* out = nullptr;
    std::size_t window = 1'000;
};

Result<Arguments> parse(int argc, char** argv)
{
    if (argc != 4 && argc != 5)
        return failure(Errc::invalidInput, "three or four arguments are needed");
    Result<ConnectString> servers = ConnectString::parse(argv[1]);
    if (!servers)
        return failure(Errc::invalidInput, "HOSTS: " + servers.error().detail);
    Result<Path> root = Path::parse(argv[2]);
    if (!root)
        return failure(Errc::invalidInput, "ROOT: " + root.error().detail);
    Arguments arguments{std::move(*servers), std::move(*root), argv[3]};
    if (argc == 5) {
        constexpr unsigned long mostInFlight = 1'000'000;
        char* end = nullptr;
        arguments.window = std::strtoul(argv[4], &end, 10);
        if (*end != '\0' || arguments.window < 2 || arguments.window > mostInFlight)
            return failure(Errc::invalidInput, "WINDOW: a number from 2 to 1000000 is needed");
    }
    return arguments;
}

/// What the visitor and the end of the walk share.
struct Walk {
    TreeFile file;
    std::uint64_t nodes = 0;
    std::uint64_t unread = 0;
    std::string firstUnread;
    std::stop_source stop;
};

void note(Walk& walk, const WalkedNode& node)
{
    if (node.unread) {
        if (walk.unread++ == 0)
            walk.firstUnread = node.unread->detail;
        return;
    }
    ++walk.nodes;
    if (!walk.file.add(node.path, node.data))
        walk.stop.request_stop(); // The disk is full, say: reading on would be in vain.
}

sigset_t endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

/// Lets SIGINT and SIGTERM, which are blocked, end the walk by its own way out: the session is
/// closed, and what was read is written.
class EndSignals {
public:
    explicit EndSignals(std::stop_source& stop)
    {
        const sigset_t blocked = endSignals();
        m_fd = ::signalfd(-1, &blocked, SFD_NONBLOCK | SFD_CLOEXEC);
        m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [&] {
            m_notifier->setEnabled(false);
            stop.request_stop();
        });
    }
    ~EndSignals()
    {
        m_notifier.reset();
        ::close(m_fd);
    }
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// Puts what went wrong on stderr; false when anything did.
bool explain(const Walk& walk, const RecipeReport& report, const Result<void>& written)
{
    if (!written)
        std::fprintf(stderr, "zooscope-walk: %s\n", written.error().detail.c_str());
    else if (report.ended)
        std::fprintf(stderr, "zooscope-walk: the walk ended early: %s\n",
            report.ended->detail.c_str());
    for (const PathError& failed : report.errors)
        std::fprintf(stderr, "zooscope-walk: %s\n", failed.error.detail.c_str());
    if (walk.unread != 0)
        std::fprintf(stderr, "zooscope-walk: %llu nodes could not be read, the first: %s\n",
            static_cast<unsigned long long>(walk.unread), walk.firstUnread.c_str());
    const bool good = written && report.complete() && walk.unread == 0;
    if (!good)
        std::fprintf(stderr, "zooscope-walk: OUT does not hold all of the subtree\n");
    return good;
}

QCoro::Task<> run(Arguments arguments, int& exitCode)
{
    Walk walk;
    const Usage before = usageNow();
    Result<void> written = walk.file.open(arguments.out);
    if (!written) {
        std::fprintf(stderr, "zooscope-walk: %s\n", written.error().detail.c_str());
        co_return QCoreApplication::exit(exitCode = exitIncomplete);
    }
    const EndSignals interrupts(walk.stop);
    ClientOptions options;
    options.servers = std::move(arguments.servers);
    const std::unique_ptr<Client> client = Client::connectTo(std::move(options));
    RecipeOptions limits;
    limits.maxInFlight = arguments.window;
    limits.stop = walk.stop.get_token();
    WalkWants wants;
    wants.data = true;
    Visitor visit = [&walk](const WalkedNode& node) { note(walk, node); };
    RecipeReport report = co_await walkTree(client.get(), arguments.root, wants, visit, limits);
    written = walk.file.close();
    const Usage used = usageNow() - before;
    (void)co_await client->close(); // The session ends by time-out otherwise; no more is lost.
    const bool good = explain(walk, report, written);
    std::printf("%s\n", toJson(used, walk.nodes).c_str());
    QCoreApplication::exit(exitCode = good ? 0 : exitIncomplete);
}

} // namespace

int main(int argc, char** argv)
{
    const Result<Arguments> arguments = parse(argc, argv);
    if (!arguments) {
        std::fprintf(stderr, "zooscope-walk: %s\n%s", arguments.error().detail.c_str(), usageText);
        return exitUsage;
    }
    const sigset_t blocked = endSignals();
    ::pthread_sigmask(SIG_BLOCK, &blocked, nullptr); // Before there are other threads.
    const QCoreApplication app(argc, argv);
    int exitCode = exitIncomplete;
    // From the event loop, so that its exit() is heard.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [&] { (void)run(*arguments, exitCode); },
        Qt::QueuedConnection);
    (void)QCoreApplication::exec();
    return exitCode;
}
