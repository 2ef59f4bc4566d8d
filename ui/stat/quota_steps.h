// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/stat/quota_text.h"

#include <QPointer>

#include <optional>
#include <vector>

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

/// All nodes that have a quota.
struct QuotaList {
    std::vector<Path> paths;
    bool isWhole = true; ///< False: there are more nodes in /zookeeper/quota than are looked at.
};
/// Fails: noAuth, connectionLoss, … Where there is no /zookeeper/quota no node has one.
[[nodiscard]] QCoro::Task<Result<QuotaList>> listQuotas(QPointer<Client> client);

/// Sets the limits of `path`: all steps or none. `version` is that of the limits that were read,
/// nullopt where there were none. Fails: badVersion, nodeExists (another has set a quota since),
/// noNode (there is no such node to limit, or its quota is gone), noAuth, …
[[nodiscard]] QCoro::Task<Result<void>> writeQuota(QPointer<Client> client, Path path,
    QuotaNumbers limits, std::optional<std::int32_t> version);

/// Takes the quota of `path` away, with the nodes of /zookeeper/quota that nothing else needs.
/// Fails: badVersion, noNode, notEmpty (another has set a quota below since), noAuth, …
[[nodiscard]] QCoro::Task<Result<void>> removeQuota(
    QPointer<Client> client, Path path, std::int32_t version);

/// A change of a quota that was carried out.
struct QuotaChange {
    Path path;
    std::optional<QuotaNumbers> before; ///< nullopt: it had none.
    std::optional<QuotaNumbers> after;  ///< nullopt: it was removed.
    /// Of the limits that the change left; nullopt: none are there, or others changed them since.
    std::optional<std::int32_t> version;
    bool isOvertaken = false; ///< Others changed it since: there is no way back.
};

/// Puts back what was there before `change`, only while the server has what the change left.
/// Fails: badVersion, nodeExists, noNode (others changed it since), noAuth, connectionLoss, …
[[nodiscard]] QCoro::Task<Result<void>> undoQuota(QPointer<Client> client, QuotaChange change);

} // namespace zs::ui
