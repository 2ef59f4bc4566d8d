// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/server_facts.h"
#include "clientlib/base/result.h"

#include <QJsonObject>

/// Answers of the AdminServer (ZooKeeper 3.5 and later) as the same values that the four-letter
/// words give. Fields that are not known are passed over; what an answer does not tell keeps its
/// default. All fail with: unimplemented (the server knows no such command), systemError (it runs
/// but does not serve, or says what else is wrong) and protocol (this is no such answer).
namespace zs::admin {

/// The object that the AdminServer sent, or what it says is wrong.
[[nodiscard]] Result<QJsonObject> parseAdminAnswer(const QByteArray& bytes);

[[nodiscard]] Result<flw::ServerStats> serverStatsFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::StatAnswer> statFrom(const QJsonObject& answer);
[[nodiscard]] Result<std::vector<flw::ConnectionInfo>> connectionsFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::Monitor> monitorFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::Configuration> configurationFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::Environment> environmentFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::SessionDump> dumpFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::WatchSummary> watchSummaryFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::WatchesBySession> watchesFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::WatchesByPath> watchesByPathFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::DirectorySizes> directorySizesFrom(const QJsonObject& answer);
[[nodiscard]] Result<std::vector<flw::TreeDigest>> digestsFrom(const QJsonObject& answer);
[[nodiscard]] Result<flw::WriteState> writeStateFrom(const QJsonObject& answer);
/// For commands whose answer is that there is no error: ruok, the resets.
[[nodiscard]] Result<void> doneFrom(const QJsonObject& answer);

} // namespace zs::admin
