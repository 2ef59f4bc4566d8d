// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/node_controller.h"

#include <QDateTime>

#include <map>

namespace zs::ui {

/// A version of a node's data that this console came to know.
struct SeenVersion {
    enum class How { firstRead, changedElsewhere, savedHere };
    NodeSnapshot snapshot;
    How how = How::firstRead;
    QDateTime when; ///< When this console saw it, not when it was written.
};

/// The versions of nodes' data that were seen since the program connected: at most `maxVersions`
/// of a node, and `maxBytes` of all, the oldest first forgotten.
/// Threads: the GUI thread.
class NodeHistory : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t maxVersions = 50;
    static constexpr std::size_t maxBytes = std::size_t(64) << 20;

    explicit NodeHistory(QObject* parent = nullptr);

    /// Newest first.
    [[nodiscard]] const std::vector<SeenVersion>& versions(const Path& path) const;
    [[nodiscard]] const QDateTime& since() const { return m_since; }

public Q_SLOTS:
    void note(const zs::Path& path, const zs::ui::NodeSnapshot& version,
        zs::ui::VersionSource source);

Q_SIGNALS:
    void changed(const zs::Path& path);

private:
    void forgetOldest();

    std::map<Path, std::vector<SeenVersion>> m_versions;
    std::size_t m_bytes = 0;
    QDateTime m_since;
};

} // namespace zs::ui
