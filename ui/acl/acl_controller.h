// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/acl/acl_rules.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <set>

namespace zs::ui {

/// The ACL of the node that is shown, and the user's unsaved draft of it. An apply carries the
/// aversion that the draft is based on; a change by others never replaces a draft. Drafts outlive
/// a change of the selection.
/// Threads:  the GUI thread. Lifetime: does not own the client; it may die first.
class AclController : public QObject {
    Q_OBJECT
public:
    explicit AclController(Client* client, QObject* parent = nullptr);

    /// Another session, or none. Drafts stay; identities are asked for anew.
    void setClient(Client* client);
    [[nodiscard]] Client* client() const { return m_client; }

    /// The node, and what getACL said of it; nullopt: it is being read. No node: an empty ACL is
    /// never there, so `clear`.
    void show(const Path& path, const std::optional<Result<AclResponse>>& acl);
    void clear();

    [[nodiscard]] const Path& path() const { return m_path; }
    /// Entries may be shown and edited.
    [[nodiscard]] bool isReady() const { return m_base.has_value(); }
    /// Why it could not be read.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// What the draft is based on. Only when ready.
    [[nodiscard]] const AclResponse& base() const { return *m_base; }
    /// The draft, where there is one, else the base's. Only when ready.
    [[nodiscard]] const std::vector<Acl>& entries() const;
    [[nodiscard]] bool isDirty() const { return m_drafts.contains(m_path); }
    [[nodiscard]] bool isApplying() const { return m_applying.contains(m_path); }
    [[nodiscard]] bool isWritable() const { return m_writable; }
    /// The server's newer ACL, while a draft keeps it from being shown.
    [[nodiscard]] const std::optional<AclResponse>& newer() const { return m_newer; }
    /// Entries that the draft adds, alters and drops.
    struct Changes {
        int added = 0;
        int altered = 0;
        int removed = 0;
    };
    [[nodiscard]] Changes changes() const;

    [[nodiscard]] const SessionIdentities& me() const { return m_me; }
    /// Whether this session may delete the node itself, which needs D on its parent. nullopt: not
    /// known, or the root.
    [[nodiscard]] std::optional<Granted> mayDelete() const;
    /// The address by which the server knows us; empty: not told.
    [[nodiscard]] QString ownAddress() const;

    // ---- edits; only when ready ----
    void setPerms(int row, std::int32_t perms);
    void remove(int row);
    /// An entry for somebody who has one already gains the permissions.
    void add(const Acl& entry);
    void replaceAll(std::vector<Acl> entries);
    /// Drops the draft and shows what the server has.
    void revert();
    /// Keeps the draft, based on newer() from now on: it may be applied over it.
    void keepMine();

    /// setACL with the aversion of base(). Ends in `applied`, `conflicted` or `failed`.
    void apply();
    /// Presents a further digest identity, now and after each reconnect.
    void addIdentity(const QString& user, const QString& password);
    /// Asks the server again who this session is. Servers before 3.7 do not tell.
    void askIdentities();
    /// Reads the node's ACL again; a draft stays.
    void reload();

Q_SIGNALS:
    /// Any property changed.
    void changed();
    void applied(const zs::Path& path, int aversion);
    /// Others changed the ACL meanwhile; newer() holds theirs.
    void conflicted(const zs::Path& path);
    void failed(const zs::Path& path, const zs::Error& error);
    void identityAdded(const QString& user);
    void identityRefused(const zs::Error& error);

private:
    struct Draft {
        std::vector<Acl> entries;
        AclResponse base;
    };

    void edit(std::vector<Acl> entries);
    void accept(const AclResponse& shown);
    void readParent();
    /// An answer that was overtaken: of the same node, with a lower aversion than is known.
    [[nodiscard]] bool isOlder(const Stat& stat) const;
    void onApplied(const Path& path, const std::vector<Acl>& sent, const Result<Stat>& answer);
    void onStatus(const SessionStatus& status);
    void rememberOwn(AuthId id);

    QPointer<Client> m_client;
    bool m_writable = false;
    bool m_connected = false;
    Path m_path;
    std::optional<AclResponse> m_base;
    std::optional<AclResponse> m_newer;
    std::optional<Error> m_error;
    std::optional<std::vector<Acl>> m_parentAcl;
    std::map<Path, Draft> m_drafts;
    std::set<Path> m_applying;
    std::vector<AuthId> m_own; ///< Digest ids that were presented here, with their hashes.
    SessionIdentities m_me;
};

} // namespace zs::ui
