// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <QString>
#include <QStringList>

namespace zs::launcher {

/// An Apache ZooKeeper that can be run: a Java runtime and the jars.
struct ApacheInstall {
    QString java;
    QStringList classPath;
    QString version; ///< As the jar's name tells, e.g. "3.8.0"; empty when it does not.

    /// Looks in `folder` (an unpacked release: its lib folder, or one with the jars), or, when that
    /// is empty, in $ZOOKEEPER_HOME and in Debian's /usr/share/java; Java in $JAVA_HOME and PATH.
    /// Fails: noNode, saying what is missing and how to get it. Only looks for files.
    [[nodiscard]] static Result<ApacheInstall> find(const QString& folder = {});

    /// The arguments after `java` that serve `configFile` in the foreground, with its log on stdout
    /// in the layout of ApacheLogReader. `logConfig`: a folder that holds what
    /// `logConfigFiles` names.
    [[nodiscard]] QStringList arguments(
        const QString& configFile, const QString& logConfig) const;

    /// Names and contents of the files that make either logging library print to stdout.
    [[nodiscard]] static QList<std::pair<QString, QByteArray>> logConfigFiles();
};

} // namespace zs::launcher
