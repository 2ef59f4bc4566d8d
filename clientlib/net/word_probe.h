// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/net/connection.h"

#include <QTimer>

namespace zs::net {

/// Asks one server with a four-letter word, over TLS where the session speaks it too; tells the
/// answer once by `answered` and deletes itself. The answer of a server that cannot be reached, or
/// does not end it in 2 s, is empty.
class WordProbe : public QObject {
    Q_OBJECT
public:
    WordProbe(const Endpoint& server, const std::optional<TlsOptions>& tls, const Routes& routes,
        std::string word, QObject* parent);

Q_SIGNALS:
    void answered(const std::string& answer);

private:
    void finish();

    Connection m_connection;
    QTimer m_limit;
    std::string m_answer;
    bool m_whole = false;
    bool m_finished = false;
};

} // namespace zs::net
