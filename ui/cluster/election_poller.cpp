// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/election_poller.h"

#include "ui/cluster/playback.h"

#include <QCoroTask>

#include <algorithm>
#include <charconv>

namespace zs::ui {
namespace {

/// Far servers, and TLS through a tunnel: half a dozen round trips.
constexpr auto answerLimit = std::chrono::seconds(3);

} // namespace

std::optional<ServerId> serverIdIn(const std::string& conf)
{
    constexpr std::string_view key = "serverId=";
    const std::size_t at = conf.find(key);
    if (at == std::string::npos || (at > 0 && conf[at - 1] != '\n'))
        return std::nullopt;
    std::int64_t id = 0;
    const char* begin = conf.data() + at + key.size();
    const auto [end, error] = std::from_chars(begin, conf.data() + conf.size(), id);
    if (error != std::errc() || id <= 0)
        return std::nullopt;
    return ServerId(id);
}

ElectionPoller::ElectionPoller(
    std::vector<Endpoint> servers, admin::Access access, QObject* parent) :
    QObject(parent), m_access(std::move(access))
{
    for (std::size_t index = 0; index < servers.size(); ++index)
        m_servers.push_back({std::move(servers[index]), ServerId(std::int64_t(index) + 1)});
    connect(&m_tick, &QTimer::timeout, this, &ElectionPoller::askAll);
}

ElectionPoller::ElectionPoller(const std::map<ServerId, Endpoint>& servers,
    std::function<bool(ServerId)> wanted, QObject* parent) :
    ElectionPoller(std::vector<Endpoint>(), admin::Access(), parent)
{
    m_wanted = std::move(wanted);
    for (const auto& [id, endpoint] : servers)
        m_servers.push_back({endpoint, id, /*idKnown=*/true});
}

ElectionPoller::~ElectionPoller()
{
    m_stop.request_stop();
}

void ElectionPoller::start(std::chrono::milliseconds every)
{
    m_tick.start(every);
    askAll();
}

void ElectionPoller::stop()
{
    m_tick.stop();
}

void ElectionPoller::askAll()
{
    for (std::size_t index = 0; index < m_servers.size(); ++index) {
        if (m_wanted && !m_wanted(m_servers[index].id))
            continue;
        if (std::exchange(m_servers[index].asking, true))
            continue; // The last question is not answered yet: it does not get better by more.
        if (m_servers[index].idKnown)
            ask(index);
        else
            askId(index);
    }
}

void ElectionPoller::askId(std::size_t index)
{
    auto onAnswer = [this, index](const Result<std::string>& answer) { takeId(index, answer); };
    QCoro::connect(word(index, "conf"), this, onAnswer);
}

void ElectionPoller::takeId(std::size_t index, const Result<std::string>& answer)
{
    Server& server = m_servers[index];
    if (answer) {
        server.idKnown = true;
        const auto id = serverIdIn(*answer);
        const bool taken = id && std::any_of(m_servers.begin(), m_servers.end(),
            [&](const Server& other) {
                return &other != &server && other.idKnown && other.id == *id;
            });
        // Two names of one server would be drawn as one that is in two states.
        if (id && !taken)
            server.id = *id;
    }
    ask(index);
}

void ElectionPoller::ask(std::size_t index)
{
    auto onAnswer = [this, index](const Result<std::string>& answer) { takeAnswer(index, answer); };
    QCoro::connect(word(index, "srvr"), this, onAnswer);
}

QCoro::Task<Result<std::string>> ElectionPoller::word(std::size_t index, const char* word) const
{
    return admin::askWord(
        m_servers[index].endpoint, word, answerLimit, m_stop.get_token(), m_access);
}

void ElectionPoller::takeAnswer(std::size_t index, const Result<std::string>& answer)
{
    Server& server = m_servers[index];
    server.asking = false;
    if (m_wanted && !m_wanted(server.id))
        return; // Meanwhile it tells by itself.
    const Instant now = Playback::machineNow();
    const std::vector<timeline::Moment> told = answer
        ? m_reader.answered(server.id, now, *answer)
        : m_reader.silent(server.id, now, answer.error().detail);
    if (!told.empty())
        Q_EMIT moments(told);
}

} // namespace zs::ui
