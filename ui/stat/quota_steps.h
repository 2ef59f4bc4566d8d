// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/stat/quota_text.h"

#include <QPointer>

#include <optional>

namespace zs::ui {

/// What a server tells of the quota of a node.
struct QuotaFacts {
    std::optional<QuotaNumbers> limits; ///< nullopt: it has none.
    std::int32_t version = 0;           ///< Of the node that holds the limits.
    std::optional<QuotaNumbers> usage;  ///< As the server keeps it up; nullopt: not told.
    /// A node above or below that has a quota: quotas do not nest, so none may be set here.
    std::optional<Path> above;
    std::optional<Path> below;
};

/// Reads the quota of `path` and looks for those that are in its way.
/// Fails: protocol (the limits are no quota), noAuth, connectionLoss, …
/// Source: SetQuotaCommand, ListQuotaCommand of Apache ZooKeeper 3.8.
[[nodiscard]] QCoro::Task<Result<QuotaFacts>> readQuota(QPointer<Client> client, Path path);

/// Sets the limits of `path`: all steps or none. `version` is that of the limits that were read,
/// nullopt where there were none. Fails: badVersion, nodeExists (another has set a quota since),
/// noNode (there is no such node to limit, or its quota is gone), noAuth, …
[[nodiscard]] QCoro::Task<Result<void>> writeQuota(QPointer<Client> client, Path path,
    QuotaNumbers limits, std::optional<std::int32_t> version);

/// Takes the quota of `path` away, with the nodes of /zookeeper/quota that nothing else needs.
/// Fails: badVersion, noNode, notEmpty (another has set a quota below since), noAuth, …
[[nodiscard]] QCoro::Task<Result<void>> removeQuota(
    QPointer<Client> client, Path path, std::int32_t version);

} // namespace zs::ui
