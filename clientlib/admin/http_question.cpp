// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/http_question.h"

#include <QNetworkProxy>

#include <utility>

namespace zs::admin {

HttpQuestion::HttpQuestion(
    QUrl url, std::chrono::milliseconds limit, qsizetype maxBytes, std::stop_token stop)
    : m_url(std::move(url))
    , m_limit(limit)
    , m_maxBytes(maxBytes)
    , m_stop(std::move(stop))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_timer.setSingleShot(true);
}

HttpQuestion::~HttpQuestion()
{
    if (m_reply)
        m_reply->disconnect(this);
}

void HttpQuestion::ask(std::coroutine_handle<> waiting)
{
    m_waiting = waiting;
    QNetworkRequest request(m_url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpQuestion::receive);
    connect(m_reply, &QNetworkReply::finished, this, &HttpQuestion::ended);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(Error(Errc::timedOut,
            m_url.toDisplayString().toStdString() + ": no answer within "
                + std::to_string(m_limit.count()) + " ms"));
    });
    m_timer.start(m_limit);
    if (m_stop.stop_possible())
        m_stopper.emplace(m_stop, Stopper{this});
}

void HttpQuestion::receive()
{
    m_answer += m_reply->read(m_maxBytes + 1 - m_answer.size());
    if (m_answer.size() > m_maxBytes) {
        finish(Error(Errc::protocol,
            m_url.toDisplayString().toStdString() + ": the answer is larger than "
                + std::to_string(m_maxBytes) + " bytes"));
    }
}

void HttpQuestion::ended()
{
    receive();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const std::string asked = m_url.toDisplayString().toStdString();
    if (status == 200 && m_reply->error() == QNetworkReply::NoError) {
        finish(std::nullopt);
    } else if (status == 401 || status == 403) {
        finish(Error(Errc::noAuth,
            asked + ": the AdminServer wants an authorisation (HTTP " + std::to_string(status)
                + ")"));
    } else if (status != 0 && status != 200) {
        finish(Error(Errc::protocol,
            asked + ": HTTP " + std::to_string(status) + ", most likely no AdminServer"));
    } else {
        finish(Error(Errc::unreachable, asked + ": " + m_reply->errorString().toStdString()));
    }
}

void HttpQuestion::finish(std::optional<Error> failure)
{
    if (!m_waiting)
        return;
    m_failure = std::move(failure);
    m_timer.stop();
    m_reply->disconnect(this);
    // From the event loop, since this object and the reply die when the caller goes on.
    QMetaObject::invokeMethod(
        this, [waiting = std::exchange(m_waiting, {})] { waiting.resume(); },
        Qt::QueuedConnection);
}

Result<QByteArray> HttpQuestion::takeResult()
{
    if (m_stop.stop_requested())
        return failure(Errc::cancelled, "stopped by the caller");
    if (m_failure)
        return tl::unexpected(*m_failure);
    return std::move(m_answer);
}

void HttpQuestion::Stopper::operator()() const
{
    QMetaObject::invokeMethod(
        question, [to = question] { to->finish(Error(Errc::cancelled, "stopped by the caller")); },
        Qt::QueuedConnection);
}

} // namespace zs::admin
