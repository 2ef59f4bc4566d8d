// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/word_question.h"

namespace zs::admin {

namespace {

    constexpr std::size_t longestAnswerBytes = std::size_t(64) << 20;

} // namespace

WordQuestion::WordQuestion(Endpoint server, std::string word, std::chrono::milliseconds limit,
    std::stop_token stop, Access access)
    : m_server(std::move(server))
    , m_word(std::move(word))
    , m_limit(limit)
    , m_stop(std::move(stop))
    , m_connection(std::move(access.tls), std::move(access.routes))
{
    m_timer.setSingleShot(true);
}

void WordQuestion::ask(std::coroutine_handle<> waiting)
{
    m_waiting = waiting;
    connect(&m_connection, &net::Connection::connected, this, [this] {
        m_connected = true;
        m_connection.write(viewOf(m_word));
    });
    connect(&m_connection, &net::Connection::received, this, &WordQuestion::receive);
    connect(&m_connection, &net::Connection::ended, this, [this](const ConnectionFailure& why) {
        const bool refused = isTls(why.fault); // TLS 1.3 tells that late.
        // A server ends its answer by closing; before that there was no server.
        if (m_connected && !refused)
            return finish(std::nullopt);
        m_connectionFailure = why;
        finish(Error(refused ? Errc::tls : Errc::unreachable,
            toText(m_server) + ": " + why.text));
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(Error(Errc::timedOut,
            toText(m_server) + ": no answer to " + m_word + " within "
                + std::to_string(m_limit.count()) + " ms"));
    });
    m_timer.start(m_limit);
    m_connection.open(m_server, m_limit);
    if (m_stop.stop_possible())
        m_stopper.emplace(m_stop, Stopper{this});
}

void WordQuestion::receive(ByteView bytes)
{
    m_answer += textOf(bytes);
    if (m_answer.size() > longestAnswerBytes)
        finish(
            Error(Errc::protocol, toText(m_server) + ": the answer to " + m_word + " has no end"));
}

void WordQuestion::finish(std::optional<Error> failure)
{
    if (!m_waiting)
        return;
    m_failure = std::move(failure);
    m_timer.stop();
    m_connection.disconnect(this);
    m_connection.abandon();
    // From the event loop, since this object and the connection die when the caller goes on.
    QMetaObject::invokeMethod(
        this, [waiting = std::exchange(m_waiting, {})] { waiting.resume(); },
        Qt::QueuedConnection);
}

Result<std::string> WordQuestion::takeResult()
{
    if (m_stop.stop_requested())
        return failure(Errc::cancelled, "stopped by the caller");
    if (m_failure)
        return tl::unexpected(*m_failure);
    return std::move(m_answer);
}

void WordQuestion::Stopper::operator()() const
{
    QMetaObject::invokeMethod(
        question, [to = question] { to->finish(Error(Errc::cancelled, "stopped by the caller")); },
        Qt::QueuedConnection);
}

} // namespace zs::admin
