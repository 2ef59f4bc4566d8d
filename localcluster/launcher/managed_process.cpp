// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/managed_process.h"

#include "clientlib/base/expect.h"

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::launcher {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ManagedProcess)
};

tl::unexpected<Error> problem(const QString& program, int number)
{
    return failure(Errc::io,
        Words::tr("%1 could not be started: %2.")
            .arg(program, QString::fromLocal8Bit(std::strerror(number)))
            .toStdString());
}

/// What the child needs after the fork, where no memory may be taken.
struct Prepared {
    explicit Prepared(const ProcessSpec& spec)
        : program(QFile::encodeName(spec.program))
        , folder(QFile::encodeName(spec.workingFolder))
        , log(QFile::encodeName(spec.logFile))
        , diesWithUs(spec.diesWithUs)
        , inherited(spec.inherited)
    {
        words.push_back(program);
        for (const QString& argument : spec.arguments)
            words.push_back(argument.toLocal8Bit());
        for (QByteArray& word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
    }

    QByteArray program;
    QByteArray folder;
    QByteArray log;
    bool diesWithUs;
    std::vector<int> inherited;
    std::vector<QByteArray> words;
    std::vector<char*> pointers;
};

bool redirect(const Prepared& prepared)
{
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const int log = prepared.log.isEmpty()
        ? null
        : ::open(prepared.log.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return null >= 0 && log >= 0 && ::dup2(null, STDIN_FILENO) >= 0
        && ::dup2(log, STDOUT_FILENO) >= 0 && ::dup2(log, STDERR_FILENO) >= 0;
}

/// In the child, where only async-signal-safe calls are allowed. Tells its errno and ends.
[[noreturn]] void becomeProgram(const Prepared& prepared, pid_t parent, int report)
{
    ::setsid(); // A Ctrl+C in the terminal is for the console alone.
    if (prepared.diesWithUs) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(0); // It died before the line above.
    }
    for (const int number : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD})
        (void)std::signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if ((prepared.folder.isEmpty() || ::chdir(prepared.folder.constData()) == 0)
        && redirect(prepared)) {
        (void)::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); // Nothing else of the console's leaks.
        for (const int descriptor : prepared.inherited)
            (void)::fcntl(descriptor, F_SETFD, 0);
        ::execv(prepared.program.constData(), prepared.pointers.data());
    }
    const int number = errno;
    (void)!::write(report, &number, sizeof number);
    ::_exit(127);
}

/// The state letter and the start of a process; nullopt when there is none.
std::optional<std::pair<char, std::uint64_t>> statOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    // The name in parentheses may hold anything; what follows it does not.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr int startField = 22 - 3;
    if (fields.size() <= startField || fields[0].size() != 1)
        return std::nullopt;
    return std::pair(fields[0][0], fields[startField].toULongLong());
}

int openPid(qint64 pid)
{
    return static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0));
}

} // namespace

ManagedProcess::ManagedProcess(QObject* parent)
    : QObject(parent)
{
}

ManagedProcess::~ManagedProcess()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> ManagedProcess::start(const ProcessSpec& spec)
{
    ZS_EXPECT(!isRunning());
    Prepared prepared(spec);
    int report[2];
    if (::pipe2(report, O_CLOEXEC) != 0)
        return problem(spec.program, errno);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        becomeProgram(prepared, parent, report[1]);
    const int forkProblem = errno;
    ::close(report[1]);
    // Ends at once: the program's exec closes the other end.
    int number = 0;
    ssize_t count = -1;
    while (child > 0 && (count = ::read(report[0], &number, sizeof number)) < 0
        && errno == EINTR) { }
    ::close(report[0]);
    if (child < 0)
        return problem(spec.program, forkProblem);
    m_isChild = true;
    if (count > 0) {
        ::waitpid(child, nullptr, 0);
        return problem(spec.program, number);
    }
    return watch(child);
}

bool ManagedProcess::attach(const ProcessKey& key)
{
    ZS_EXPECT(!isRunning());
    m_isChild = false;
    // Once the descriptor is open the number cannot come to mean another process unseen.
    if (key.pid > 0 && watch(key.pid) && m_key.startTicks == key.startTicks)
        return true;
    onEnded();
    return false;
}

bool ManagedProcess::isAlive(const ProcessKey& key)
{
    const auto stat = key.pid > 0 ? statOf(key.pid) : std::nullopt;
    return stat && stat->first != 'Z' && stat->first != 'X' && stat->second == key.startTicks;
}

bool ManagedProcess::isPaused() const
{
    const auto stat = isRunning() ? statOf(m_key.pid) : std::nullopt;
    return stat && (stat->first == 'T' || stat->first == 't');
}

Result<void> ManagedProcess::watch(qint64 pid)
{
    const int descriptor = openPid(pid);
    if (descriptor < 0)
        return failure(Errc::io, std::string("pidfd_open: ") + std::strerror(errno));
    m_descriptor = descriptor;
    const auto stat = statOf(pid);
    m_key = {pid, stat ? stat->second : 0};
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        const QString how = reap();
        onEnded();
        Q_EMIT ended(how);
    });
    return {};
}

void ManagedProcess::signal(int number)
{
    // By the descriptor, so that a number that was given again is never hit.
    if (m_descriptor >= 0)
        (void)::syscall(SYS_pidfd_send_signal, m_descriptor, number, nullptr, 0);
}

void ManagedProcess::killNow()
{
    if (m_descriptor < 0)
        return;
    signal(SIGKILL);
    pollfd wait{m_descriptor, POLLIN, 0};
    constexpr int limitMs = 5000; // Of a process in a hanging system call.
    if (::poll(&wait, 1, limitMs) == 1)
        (void)reap();
    onEnded();
}

QString ManagedProcess::reap()
{
    siginfo_t info{};
    if (!m_isChild
        || ::waitid(P_PID, static_cast<id_t>(m_key.pid), &info, WEXITED | WNOHANG) != 0
        || info.si_pid == 0)
        return {};
    if (info.si_code == CLD_EXITED)
        return Words::tr("It ended with exit code %1.").arg(info.si_status);
    return Words::tr("It was ended by signal %1 (%2).")
        .arg(info.si_status)
        .arg(QString::fromLocal8Bit(strsignal(info.si_status)));
}

void ManagedProcess::onEnded()
{
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // It may be what calls us.
    }
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    m_key = {};
}

} // namespace zs::launcher
