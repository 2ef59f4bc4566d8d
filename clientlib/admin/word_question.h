// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/admin/ask_word.h"
#include "clientlib/base/result.h"
#include "clientlib/net/connection.h"

#include <QTimer>

#include <coroutine>
#include <optional>
#include <stop_token>

namespace zs::admin {

/// One four-letter word on one connection. Lives in the frame of the coroutine that awaits it.
class WordQuestion : public QObject {
    Q_OBJECT
public:
    WordQuestion(Endpoint server, std::string word, std::chrono::milliseconds limit,
        std::stop_token stop, Access access);

    struct Awaiter {
        WordQuestion& question;
        bool await_ready() const noexcept { return question.m_stop.stop_requested(); }
        void await_suspend(std::coroutine_handle<> waiting) { question.ask(waiting); }
        Result<std::string> await_resume() { return question.takeResult(); }
    };
    Awaiter answer() { return Awaiter{*this}; }
    /// After it: why there was no connection.
    [[nodiscard]] const std::optional<ConnectionFailure>& connectionFailure() const
    {
        return m_connectionFailure;
    }

private:
    struct Stopper {
        WordQuestion* question;
        void operator()() const;
    };

    void ask(std::coroutine_handle<> waiting);
    void receive(ByteView bytes);
    void finish(std::optional<Error> failure);
    Result<std::string> takeResult();

    Endpoint m_server;
    std::string m_word;
    std::chrono::milliseconds m_limit;
    std::stop_token m_stop;
    std::coroutine_handle<> m_waiting;
    std::string m_answer;
    std::optional<Error> m_failure;
    std::optional<ConnectionFailure> m_connectionFailure;
    bool m_connected = false;
    net::Connection m_connection;
    QTimer m_timer;
    std::optional<std::stop_callback<Stopper>> m_stopper;
};

} // namespace zs::admin
