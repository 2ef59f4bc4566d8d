// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>
#include <stop_token>

namespace zs::ui {

/// What one getData told.
struct NodeSnapshot {
    std::optional<Bytes> data; ///< Null and empty are kept apart.
    Stat stat;
};

/// How a version of a node's data came to be known.
enum class VersionSource { read, savedHere };

/// How much is known of the current node.
enum class NodePhase {
    none,    ///< No node is selected.
    loading, ///< Nothing is known yet; nothing of another node may be shown.
    ready,
    failed,  ///< It could not be read, see error().
    deleted, ///< It was read, and went since; base() is the last copy.
};

/// The node that is shown: its data as bytes, its Stat and ACL, and the user's unsaved draft of it.
/// Bytes are the model: what nobody edited is never rewritten. A save carries the version that the
/// draft is based on; a change on the server never replaces a draft. Drafts outlive a change of
/// the selection.
/// Threads:  the GUI thread. Lifetime: does not own the client; it may die first.
class NodeController : public QObject {
    Q_OBJECT
public:
    explicit NodeController(Client* client, QObject* parent = nullptr);
    ~NodeController() override;

    /// Another session, or none. Drafts and what was read stay.
    void setClient(Client* client);
    [[nodiscard]] Client* client() const { return m_client; }

    [[nodiscard]] NodePhase phase() const { return m_phase; }
    [[nodiscard]] const Path& path() const { return m_path; }
    /// Why the phase is `failed`.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// What draft and save are based on. Meaningful in `ready` and `deleted` alone.
    [[nodiscard]] const NodeSnapshot& base() const { return m_base; }
    /// The draft, where there is one, else the base's data.
    [[nodiscard]] const std::optional<Bytes>& data() const;
    [[nodiscard]] bool isDirty() const { return m_drafts.contains(m_path); }
    [[nodiscard]] bool hasDraft(const Path& path) const { return m_drafts.contains(path); }
    /// All nodes with a draft.
    [[nodiscard]] std::vector<Path> drafts() const;
    [[nodiscard]] bool isSaving() const { return m_saves.contains(m_path); }
    /// True while the user's text is not bytes yet, or cannot be: see holdDraft().
    [[nodiscard]] bool isDraftUnfinished() const;
    /// The server's newer state, while a draft keeps it from being shown.
    [[nodiscard]] const std::optional<NodeSnapshot>& newer() const { return m_newer; }
    /// True after a save whose connection was lost: it may or may not have been applied.
    [[nodiscard]] bool isOutcomeUnknown() const { return m_unknown.contains(m_path); }
    /// Whether the session takes writes now.
    [[nodiscard]] bool isWritable() const { return m_writable; }
    /// True where edits and saves make sense: ready, and not read-only data of another state.
    [[nodiscard]] bool isEditable() const { return m_phase == NodePhase::ready; }
    /// How much is to be read, as somebody else was told; -1: not known.
    [[nodiscard]] std::int64_t expectedBytes() const { return m_expectedBytes; }
    /// nullopt while it is being read.
    [[nodiscard]] const std::optional<Result<AclResponse>>& acl() const { return m_acl; }

public Q_SLOTS:
    /// Shows another node; the same one again is no-op. `expectedBytes`: see there.
    void open(const zs::Path& path, std::int64_t expectedBytes = -1);
    /// While loading: the phase is `failed` then, with `cancelled`. An answer that comes
    /// nevertheless is dropped.
    void stopReading();
    void clear();
    /// Reads data, Stat and ACL again; a draft stays.
    void reload();
    /// The user's bytes for the current node. Equal to the base's: the draft ends. Only when ready.
    void edit(const std::optional<zs::Bytes>& data);
    /// The user changes something whose bytes are made later, by edit(): from now on there is a
    /// draft on base(), and nothing is saved until then. Only when ready.
    void holdDraft();
    /// Drops the draft.
    void revert();
    /// setData with the version of base(). One save at a time for each node. Nothing happens while
    /// the draft is unfinished after aboutToSave().
    void save();
    /// Saves the draft over newer(), with its version: a third change is still noticed.
    void overwrite();
    /// The user's reconciliation of the draft with newer(): becomes the draft, based on newer(),
    /// and is saved with its version. `against` is newer() as the user saw it; when it is another
    /// by now, nothing happens. Data that the server has already end the draft without a write.
    void saveMerged(const std::optional<zs::Bytes>& merged, const zs::Stat& against);
    /// Writes `data`, e.g. those of an older version, over base(). Not while there is a draft.
    void restore(const std::optional<zs::Bytes>& data);
    /// Drops the draft and shows newer().
    void takeServer();
    /// After an unknown outcome: reads and compares; ends in saved, conflicted or notApplied.
    void checkOutcome();
    /// After a deletion: creates the node with what is shown and the ACL that it had.
    void createAgain();
    /// What createAgain() makes: ephemeral only where the node was one of this very session.
    [[nodiscard]] CreateMode modeOfReturn() const;
    /// A Stat that somebody else read, e.g. the tree.
    void takeStat(const zs::Path& path, const zs::Stat& stat);

Q_SIGNALS:
    /// Another node, another phase, or other bytes in data() than the editor made.
    void contentReplaced();
    /// Any other property changed.
    void stateChanged();
    /// The draft is about to be saved, or to leave the screen: who holds text that is not bytes
    /// yet calls edit() now.
    void aboutToSave();
    void aboutToLeave();
    void saved(const zs::Path& path, int version);
    /// A save or overwrite met another version; newer() holds what the server has.
    void conflicted(const zs::Path& path);
    /// The check found that the lost save was not applied.
    void notApplied(const zs::Path& path);
    /// The server has, or had, this version of the node's data.
    void versionSeen(const zs::Path& path, const zs::ui::NodeSnapshot& version,
        zs::ui::VersionSource source);
    /// A save replaced `before`, which was checked, by `after`.
    void dataWritten(const zs::Path& path, const zs::ui::NodeSnapshot& before,
        const zs::ui::NodeSnapshot& after);
    /// A write failed otherwise.
    void writeFailed(const zs::Path& path, const zs::Error& error);
    /// Frame every write of this controller and its dialogs: their events are our own.
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);
    /// Reading was refused (NoAuth) or allowed.
    void readRefused(const zs::Path& path, bool refused);

private:
    struct Draft {
        std::optional<Bytes> data;
        NodeSnapshot base;
        bool unfinished = false; ///< The user sees other text than `data`.
    };
    struct Sent {
        std::optional<Bytes> data;
        NodeSnapshot before; ///< What it is to replace; its version is sent.
    };

    void read();
    void readAcl();
    void receive(const Result<DataResponse>& answer);
    void accept(NodeSnapshot snapshot);
    void failRead(const Error& error);
    [[nodiscard]] bool isReadyToSave();
    void send(const Sent& sent);
    void onSaved(const Path& path, const Sent& sent, const Result<Stat>& answer);
    void settle(const Path& path, const Sent& sent, const Stat& stat);
    void onConflict(const Path& path);
    void judge(const Path& path, const Sent& sent, const Result<DataResponse>& answer);
    void watchForReturn();
    void onStatus(const SessionStatus& status);
    void onWatch(const WatchEvent& event);

    QPointer<Client> m_client;
    bool m_writable = false;
    Path m_path;
    NodePhase m_phase = NodePhase::none;
    std::uint64_t m_opened = 0; ///< Counts selections: older answers are dropped.
    std::int64_t m_expectedBytes = -1;
    std::stop_source m_stop; ///< Of the newest read.
    std::optional<Error> m_error;
    NodeSnapshot m_base;
    std::optional<NodeSnapshot> m_newer;
    std::optional<Result<AclResponse>> m_acl;
    std::vector<Acl> m_lastAcl; ///< For createAgain.
    std::map<Path, Draft> m_drafts;
    std::map<Path, Sent> m_saves;   ///< Under way.
    std::map<Path, Sent> m_unknown; ///< Lost on the way.
};

} // namespace zs::ui
