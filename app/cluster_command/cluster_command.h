// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace zs::app {

/// `zooscope cluster …`, without a window: runs what the words after "cluster" say, prints to
/// stdout and stderr, yields the exit code that clusterHelpText() tells. Needs a
/// QCoreApplication; runs its event loop.
[[nodiscard]] int runClusterCommand(const QStringList& words);

} // namespace zs::app
