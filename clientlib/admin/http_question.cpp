// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/http_question.h"

#include "clientlib/net/background.h"
#include "clientlib/net/tls_failure.h"

#include <QNetworkProxy>
#include <QSslSocket>

#include <utility>

namespace zs::admin {

HttpQuestion::HttpQuestion(QUrl url, std::chrono::milliseconds limit, qsizetype maxBytes,
    std::stop_token stop, TlsOptions tls)
    : m_url(std::move(url))
    , m_limit(limit)
    , m_maxBytes(maxBytes)
    , m_stop(std::move(stop))
    , m_tls(std::move(tls))
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
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(Error(Errc::timedOut,
            m_url.toDisplayString().toStdString() + ": no answer within "
                + std::to_string(m_limit.count()) + " ms"));
    });
    m_timer.start(m_limit);
    if (m_stop.stop_possible())
        m_stopper.emplace(m_stop, Stopper{this});
    if (m_url.scheme() != QLatin1String("https"))
        return send(QSslConfiguration());
    const auto load = [options = m_tls] { return net::loadTls(options); };
    const auto use = [this](const net::TlsConfiguration& loaded) { send(loaded); };
    net::inBackground(this, load, use);
}

void HttpQuestion::send(const net::TlsConfiguration& configuration)
{
    if (!m_waiting)
        return; // Stopped, or out of time, before the files were read.
    const std::string asked = m_url.toDisplayString().toStdString();
    if (!configuration) {
        m_tlsFailure = configuration.error();
        return finish(Error(Errc::tls, asked + ": " + m_tlsFailure->text));
    }
    QNetworkRequest request(m_url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (m_url.scheme() == QLatin1String("https")) {
        request.setSslConfiguration(*configuration);
        if (!m_tls.hostName.empty())
            request.setPeerVerifyName(QString::fromStdString(m_tls.hostName));
    }
    m_reply = m_network.get(request);
    watchTls();
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpQuestion::receive);
    connect(m_reply, &QNetworkReply::finished, this, &HttpQuestion::ended);
}

void HttpQuestion::watchTls()
{
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_tlsFailure
            = net::chainFailure(errors, m_reply->sslConfiguration().peerCertificate());
        if (!m_tlsFailure)
            m_reply->ignoreSslErrors(errors); // The name, which is checked when encrypted.
    });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] {
        if (m_tls.verification != TlsVerification::full)
            return;
        const std::string host
            = m_tls.hostName.empty() ? m_url.host().toStdString() : m_tls.hostName;
        m_tlsFailure
            = net::hostNameFailure(m_reply->sslConfiguration().peerCertificate(), host);
        if (m_tlsFailure)
            m_reply->abort();
    });
}

void HttpQuestion::receive()
{
    if (!m_reply->isOpen())
        return; // Given up before anything came.
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
    if (m_tlsFailure) {
        finish(Error(Errc::tls, asked + ": " + m_tlsFailure->text));
    } else if (m_reply->error() == QNetworkReply::SslHandshakeFailedError) {
        m_tlsFailure = net::handshakeFailure(
            m_reply->errorString().toStdString(), !m_tls.certificateFile.empty());
        finish(Error(Errc::tls, asked + ": " + m_tlsFailure->text));
    } else if (status == 200 && m_reply->error() == QNetworkReply::NoError) {
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
    if (m_reply)
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
