// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/word_probe.h"

namespace zs::net {

namespace {

    constexpr std::chrono::seconds limit{2};
    constexpr std::size_t longestAnswerBytes = 64 * 1024; // More is no answer to the small words.

} // namespace

WordProbe::WordProbe(const Endpoint& server, const std::optional<TlsOptions>& tls,
    const Routes& routes, std::string word, QObject* parent)
    : QObject(parent)
    , m_connection(tls, routes)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &WordProbe::finish);
    connect(&m_connection, &Connection::connected, this,
        [this, word = std::move(word)] { m_connection.write(viewOf(word)); });
    connect(&m_connection, &Connection::received, this, [this](ByteView bytes) {
        m_answer += textOf(bytes);
        if (m_answer.size() > longestAnswerBytes)
            finish();
    });
    connect(&m_connection, &Connection::ended, this, [this] {
        m_whole = true; // The server closes when it has answered.
        finish();
    });
    m_limit.start(limit);
    m_connection.open(server, limit);
}

void WordProbe::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_limit.stop();
    m_connection.abandon();
    deleteLater();
    Q_EMIT answered(m_whole ? m_answer : std::string());
}

} // namespace zs::net
