// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <set>

namespace zs::ui {

/// Which nodes have a quota, as far as /zookeeper/quota told when it was read last.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class QuotaMarks : public QObject {
    Q_OBJECT
public:
    enum class Knowledge {
        unread,  ///< Nobody asked yet, or the answer is on its way.
        known,
        partly,  ///< There are too many: a node without a mark may have one.
        outside, ///< /zookeeper/quota lies outside of the connection's chroot.
        refused, ///< It could not be read.
    };

    QuotaMarks(Client* client, const Path& chroot, QObject* parent = nullptr);

    /// Another session: what was read stays until it is read again.
    void setClient(Client* client);
    /// Reads all of them; does nothing while an answer is on its way.
    void read();

    [[nodiscard]] Knowledge knowledge() const { return m_knowledge; }
    [[nodiscard]] const std::set<Path>& paths() const { return m_paths; }
    /// The node whose quota counts `path`: itself or one above it.
    [[nodiscard]] std::optional<Path> quotaOver(const Path& path) const;

Q_SIGNALS:
    void changed();

private:
    QPointer<Client> m_client;
    Knowledge m_knowledge = Knowledge::unread;
    std::set<Path> m_paths;
    bool m_reading = false;
    bool m_again = false; ///< Asked for while an answer was on its way.
};

} // namespace zs::ui
