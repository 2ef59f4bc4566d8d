// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/endpoint.h"

#include <QByteArray>
#include <QTcpSocket>
#include <QTimer>

namespace zs::net {

/// Asks one server with the four-letter word `isro` whether it takes writes; tells it once by
/// `answered` and deletes itself. A server that cannot be reached in 2 s takes none.
class ServerProbe : public QObject {
    Q_OBJECT
public:
    ServerProbe(const Endpoint& server, QObject* parent);

Q_SIGNALS:
    void answered(bool readWrite);

private:
    void finish();

    QTcpSocket m_socket;
    QTimer m_limit;
    QByteArray m_answer;
    bool m_finished = false;
};

} // namespace zs::net
