// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocalSocket>
#include <QObject>
#include <QString>

#include <deque>
#include <functional>

namespace zs::launcher {

/// Commands to the relay's control socket, each answered in order.
/// Threads: the one that made it. Lifetime: answers that are due at its end never come.
class RelayClient : public QObject {
    Q_OBJECT
public:
    /// `problem` is empty when the relay said ok; `words` is what it said after that.
    using Answer = std::function<void(const QString& problem, const QString& words)>;

    explicit RelayClient(QObject* parent = nullptr);

    void connectTo(const QString& path);
    void disconnectNow();
    /// Commands may be said before the connection stands; they then wait.
    void say(const QByteArray& command, Answer answer);

Q_SIGNALS:
    /// The connection could not be made or broke; every answer that was due came with the problem.
    void lost(const QString& why);

private:
    void readAnswers();
    void fail(const QString& why);

    QLocalSocket m_socket;
    std::deque<Answer> m_due;
    QByteArray m_waiting; ///< Said before the connection stood.
};

} // namespace zs::launcher
