// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/server_process.h"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    /// Starts the program with its output on a pipe.
    pid_t spawn(const std::vector<std::string>& arguments, int& readEnd)
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        std::vector<char*> words{const_cast<char*>(ZS_SERVER_PROGRAM)};
        for (const std::string& argument : arguments)
            words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(ends[1], STDERR_FILENO);
            ::execv(words[0], words.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        readEnd = ends[0];
        return pid;
    }

    bool readMore(int fd, std::string& into)
    {
        char buffer[4096];
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got > 0)
            into.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }

    int howItEnded(pid_t pid)
    {
        int status = 0;
        ::waitpid(pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    }

    std::string wordOf(const std::string& file, int number)
    {
        std::ifstream in(file);
        std::string word;
        for (int i = 0; i < number; ++i)
            in >> word;
        return word;
    }

} // namespace

ServerProcess::ServerProcess(std::string settings)
{
    std::string name = testing::TempDir() + "zs-server-XXXXXX";
    m_folder = mkdtemp(name.data());
    std::ofstream(config()) << "dataDir=" << (m_folder / "data").string()
                            << "\nclientPort=0\nclientPortAddress=127.0.0.1\ntickTime=2000\n"
                               "4lw.commands.whitelist=*\nmaxClientCnxns=0\n"
                            << settings;
}

ServerProcess::~ServerProcess()
{
    if (m_pid > 0)
        end(SIGKILL);
    if (m_pipe >= 0)
        ::close(m_pipe);
    std::filesystem::remove_all(m_folder);
}

void ServerProcess::start(const std::vector<std::string>& options)
{
    std::vector<std::string> arguments = options;
    arguments.push_back(config());
    if (m_pipe >= 0)
        ::close(m_pipe);
    m_output.clear();
    m_pid = spawn(arguments, m_pipe);
    readOutputUntilReady();
}

void ServerProcess::readOutputUntilReady()
{
    const std::string marker = "serving clients on 127.0.0.1:";
    std::size_t at = std::string::npos;
    while ((at = m_output.find(marker)) == std::string::npos
        || m_output.find('\n', at) == std::string::npos) {
        if (!readMore(m_pipe, m_output))
            throw std::runtime_error("the server did not start: " + m_output);
    }
    m_port = static_cast<std::uint16_t>(std::stoi(m_output.substr(at + marker.size())));
}

int ServerProcess::wait() { return howItEnded(std::exchange(m_pid, -1)); }

int ServerProcess::end(int signal)
{
    ::kill(m_pid, signal);
    return wait();
}

std::int64_t ServerProcess::residentBytes() const
{
    return std::stoll(wordOf("/proc/" + std::to_string(m_pid) + "/statm", 2))
        * ::sysconf(_SC_PAGESIZE);
}

double ServerProcess::cpuSeconds() const
{
    const std::string stat = "/proc/" + std::to_string(m_pid) + "/stat";
    return double(std::stoll(wordOf(stat, 14)) + std::stoll(wordOf(stat, 15)))
        / double(::sysconf(_SC_CLK_TCK));
}

Finished runServerProgram(const std::vector<std::string>& arguments)
{
    int readEnd = -1;
    const pid_t pid = spawn(arguments, readEnd);
    Finished finished;
    while (readMore(readEnd, finished.output)) { }
    ::close(readEnd);
    finished.exitCode = howItEnded(pid);
    return finished;
}

} // namespace zs::engine::io
