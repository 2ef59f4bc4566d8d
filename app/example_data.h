// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QCoroTask>
#include <QObject>
#include <QString>

#include <memory>

namespace zs::app {

/// Creates a few nodes on a new local cluster, so that there is something to look at; nothing when
/// the tree holds anything but /zookeeper. Gives up silently: the cluster is of use without.
/// Lifetime: stops when destroyed.
class ExampleData {
public:
    explicit ExampleData(const QString& servers);
    ~ExampleData();

private:
    [[nodiscard]] static QCoro::Task<> fill(Client* client);

    std::unique_ptr<Client> m_client; ///< Its end completes the task, with `cancelled`.
    QObject m_context;                ///< Goes before the client, whose end calls nobody then.
};

} // namespace zs::app
