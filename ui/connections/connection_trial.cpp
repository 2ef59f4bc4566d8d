// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_trial.h"

#include "clientlib/admin/ask_word.h"
#include "clientlib/protocol/four_letter_words.h"

#include <algorithm>

namespace zs::ui {
namespace {

constexpr std::chrono::seconds hostLimit{5};
constexpr std::chrono::seconds sessionLimit{10};
constexpr double nsPerMs = 1e6;

/// Why that is no answer of a server, if it is none.
std::optional<ConnectionFailure> problemOf(
    const Result<std::string>& answer, const std::optional<ConnectionFailure>& noted)
{
    constexpr char tlsAlert = 0x15; // How a port that wants TLS answers plain text, if it does.
    if (noted)
        return noted;
    if (!answer && answer.error().code == Errc::timedOut)
        return ConnectionFailure{ConnectionFault::noAnswer, answer.error().detail, {}};
    if (!answer)
        return ConnectionFailure{ConnectionFault::other, answer.error().detail, {}};
    if (answer->empty())
        return ConnectionFailure{ConnectionFault::closed, "closed without an answer", {}};
    if (answer->front() == tlsAlert)
        return ConnectionFailure{ConnectionFault::tlsWanted, "the port wants TLS", {}};
    return std::nullopt;
}

} // namespace

ConnectionTrial::ConnectionTrial(ClientOptions options, ClientFactory makeClient, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_makeClient(std::move(makeClient))
{
    for (const Endpoint& server : m_options.servers.servers)
        m_hosts.push_back({server});
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &ConnectionTrial::endSession);
}

ConnectionTrial::~ConnectionTrial()
{
    m_stop.request_stop();
}

void ConnectionTrial::start()
{
    m_clock.start();
    for (int index = 0; index < int(m_hosts.size()); ++index)
        ask(index);
    m_client = m_makeClient(m_options);
    connect(m_client.get(), &Client::statusChanged, this, &ConnectionTrial::onStatus,
        Qt::QueuedConnection); // It may end the client, whose signal this is.
    m_limit.start(sessionLimit);
}

void ConnectionTrial::ask(int index)
{
    const Endpoint server = m_hosts[std::size_t(index)].server;
    const admin::Access access{m_options.tls, m_options.routes};
    auto note = std::make_shared<std::optional<ConnectionFailure>>();
    auto onAnswer = [this, index, note](const Result<std::string>& answer) {
        HostResult& host = m_hosts[std::size_t(index)];
        host.ms = double(m_clock.nsecsElapsed()) / nsPerMs;
        const auto problem = problemOf(answer, *note);
        host.state = problem ? HostResult::State::fails : HostResult::State::answers;
        if (problem)
            host.problem = *problem;
        else if (const auto stats = flw::parseSrvr(*answer))
            host.mode = QString::fromStdString(stats->mode);
        Q_EMIT hostChanged(index);
        checkDone();
    };
    QCoro::connect(
        admin::askWord(server, "srvr", hostLimit, m_stop.get_token(), access, note), this,
        onAnswer);
}

void ConnectionTrial::onStatus(const SessionStatus& status)
{
    if (m_sessionDone || m_sessionMs)
        return;
    m_session = status;
    const bool connected = status.state == SessionState::connected
        || status.state == SessionState::connectedReadOnly;
    if (connected) {
        m_sessionMs = double(m_clock.nsecsElapsed()) / nsPerMs;
        return askRoot();
    }
    // Each server has had its turn: more tries would tell the same.
    const bool inVain = status.attempt > int(m_hosts.size());
    const bool over = status.state == SessionState::authFailed;
    if (inVain || over)
        endSession();
}

void ConnectionTrial::askRoot()
{
    auto onAnswer = [this](const Result<std::optional<Stat>>& answer) {
        m_chrootMissing = answer && !*answer;
        endSession();
    };
    QCoro::connect(m_client->exists(Path()), this, onAnswer);
}

void ConnectionTrial::endSession()
{
    if (std::exchange(m_sessionDone, true))
        return;
    m_limit.stop();
    // Its session ends on the server too. Later, since an answer of its own may have led here.
    m_client.release()->deleteLater();
    checkDone();
}

void ConnectionTrial::checkDone()
{
    const bool all = m_sessionDone
        && std::none_of(m_hosts.begin(), m_hosts.end(),
            [](const HostResult& host) { return host.state == HostResult::State::asking; });
    if (all && !std::exchange(m_done, true))
        Q_EMIT finished();
}

} // namespace zs::ui
