// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/recipes/recording_client.h"

#include <QPointer>

#include <unordered_set>

namespace zs::ui {

/// The ephemeral nodes that this console made in its session and that are still there: those that
/// go with it. Each is watched, so it is known when somebody else deletes one.
/// Lifetime: does not own the client; it may die first.
class OwnEphemerals : public QObject {
    Q_OBJECT
public:
    explicit OwnEphemerals(QObject* parent = nullptr);

    /// Forgets those of the session before.
    void follow(RecordingClient* client);
    /// Of a session that has ended: those that went with it.
    [[nodiscard]] int count() const { return int(m_paths.size()); }

private:
    void note(const RequestRecord& record);
    void add(const Path& path);
    void watch(const Path& path);

    QPointer<RecordingClient> m_client;
    std::unordered_set<Path> m_paths;
};

} // namespace zs::ui
