// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"
#include "clientlib/net/tls_credentials.h"
#include "clientlib/tls_options.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <coroutine>
#include <optional>
#include <stop_token>

namespace zs::admin {

/// One GET of an AdminServer's command, bounded in time and size; redirects are not followed and
/// proxies not used. Lives in the frame of the coroutine that awaits `answer()`, once; it always
/// ends by itself. Over https the server is checked as `tls` says, before anything is asked.
/// Fails: unreachable, tls (which check, and the certificate), timedOut, cancelled, noAuth (HTTP
/// 401, 403), protocol (another status, or more than `maxBytes`).
class HttpQuestion : public QObject {
    Q_OBJECT
public:
    HttpQuestion(QUrl url, std::chrono::milliseconds limit, qsizetype maxBytes,
        std::stop_token stop, TlsOptions tls = {});
    ~HttpQuestion() override;

    /// What is awaited. A reference, since gcc 12 copies the operand of a co_await.
    struct Awaiter {
        HttpQuestion& question;
        bool await_ready() const noexcept { return question.m_stop.stop_requested(); }
        void await_suspend(std::coroutine_handle<> waiting) { question.ask(waiting); }
        Result<QByteArray> await_resume() { return question.takeResult(); }
    };
    Awaiter answer() { return Awaiter{*this}; }
    /// After it: which check of TLS failed.
    [[nodiscard]] const std::optional<ConnectionFailure>& tlsFailure() const
    {
        return m_tlsFailure;
    }

private:
    struct Stopper {
        HttpQuestion* question;
        void operator()() const;
    };

    void ask(std::coroutine_handle<> waiting);
    void send(const net::TlsConfiguration& configuration);
    void watchTls();
    void receive();
    void ended();
    void finish(std::optional<Error> failure);
    Result<QByteArray> takeResult();

    const QUrl m_url;
    const std::chrono::milliseconds m_limit;
    const qsizetype m_maxBytes;
    const std::stop_token m_stop;
    const TlsOptions m_tls;
    std::coroutine_handle<> m_waiting;
    QByteArray m_answer;
    std::optional<Error> m_failure;
    std::optional<ConnectionFailure> m_tlsFailure;
    QNetworkAccessManager m_network;
    QNetworkReply* m_reply = nullptr; ///< A child of m_network.
    QTimer m_timer;
    std::optional<std::stop_callback<Stopper>> m_stopper; ///< Last: it goes first.
};

} // namespace zs::admin
