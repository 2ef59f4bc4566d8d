// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QObject>
#include <QPointer>

namespace zs::ui {

/// Why `name` cannot be that of a new child of `parent`, in words; empty when it can. With
/// `sequential` the name may be empty, since the server appends a number. `name` may have several
/// components ("a/b") when `withParents` is set.
[[nodiscard]] QString problemWithName(
    const Path& parent, const QString& name, bool sequential, bool withParents);

/// What the New node dialog asks for.
struct NewNode {
    Path path; ///< Before the server appends a number.
    std::optional<Bytes> data;
    CreateMode mode = CreateMode::persistent;
    std::chrono::milliseconds ttl{0}; ///< Of the TTL modes alone.
    std::vector<Acl> acl = openAcl();
    bool createParents = false; ///< Missing ones become persistent, without data, with `acl`.
};

/// Creates one node, and its missing parents where that is wanted. One run an object.
/// Threads: the GUI thread. Lifetime: does not own the client; dropping the object lets a request
/// that is under way run, without telling anybody.
class NodeCreation : public QObject {
    Q_OBJECT
public:
    NodeCreation(Client* client, NewNode node, QObject* parent = nullptr);

    void start();
    [[nodiscard]] const NewNode& node() const { return m_node; }

Q_SIGNALS:
    /// Frame the writes, so that their events count as our own.
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);
    /// `path` with the number that the server chose. Servers before 3.5 tell no Stat: all 0.
    void created(const zs::Path& path, const zs::Stat& stat);
    /// `error` says at which path it stopped; parents that were created stay.
    void failed(const zs::Error& error);

private:
    void createNode();
    void createParent(std::size_t index);

    QPointer<Client> m_client;
    NewNode m_node;
    std::vector<Path> m_parents; ///< From the top.
};

} // namespace zs::ui
