// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "clientlib/client.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace zs::ui {

/// The first line of a backup. The format is told in docs/backup-format.md.
struct BackupHeader {
    Path root;
    QString connection; ///< For people: where it came from.
    QDateTime time;
};

/// All of one node that a backup holds.
struct BackupNode {
    Path path;
    std::optional<Bytes> data; ///< Null and empty are kept apart.
    std::optional<std::vector<Acl>> acl; ///< nullopt: this session might not see it.
    /// False where the server hid the secret part of digest ids (no ADMIN): such an ACL cannot be
    /// written back.
    bool aclComplete = true;
    Stat stat;
    bool operator==(const BackupNode&) const = default;
};

/// Each a line of JSON with its line feed.
[[nodiscard]] QByteArray backupHeaderLine(const BackupHeader& header);
[[nodiscard]] QByteArray backupNodeLine(const BackupNode& node);
/// The last line: a backup without it was not finished.
[[nodiscard]] QByteArray backupEndLine(int nodes);

/// What a backup file holds.
struct Backup {
    BackupHeader header;
    std::vector<BackupNode> nodes; ///< Parents before their children.
};
/// Reads a whole backup. Trusts nothing: every node must be within the root, have a valid path,
/// and stand behind its parent. Fails: invalidInput, naming the line.
[[nodiscard]] Result<Backup> parseBackup(const QByteArray& text);

} // namespace zs::ui
