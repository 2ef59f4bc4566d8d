// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/common/fuzzy_match.h"
#include "ui/connections/connection_profile.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>

#include <set>

namespace zs::ui {

class ActionRegistry;
struct Action;

/// What the palette looks through. Nothing of it is owned; without a workspace there are no nodes.
struct PaletteSources {
    QPointer<ZnodeTreeModel> tree{};
    QPointer<Client> client{};
    QList<QPointer<ActionRegistry>> actions{};
    QList<ConnectionProfile> connections{};
    std::vector<Path> recentNodes{}; ///< The last first.
    QStringList recentActions{};     ///< Ids, the last first.
};

/// The rows of the command palette for what was typed: headings, nodes, commands, connections.
/// "/" asks for paths alone, ">" for commands, "@" for connections. Nothing typed: what was used
/// last, then all commands. The loaded nodes are looked through bit by bit, so that a million of
/// them do not stall the program; of a typed path the level is asked from the server too.
/// Threads: GUI thread.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Kind { heading, node, action, connection };
    enum Role {
        KindRole = Qt::UserRole + 1, ///< int of Kind
        IdRole,        ///< QString: path as ZooKeeper spells it, id of the action or connection
        IconRole,      ///< QString: a Lucide icon
        ToneRole,      ///< int of Token: the icon's
        PositionsRole, ///< QList<int>: which characters of the text match
        HintRole,      ///< QString: what stands at the right: keys, kind, environment
        ReasonRole,    ///< QString: why an action cannot be run; empty: it can
    };
    static constexpr std::size_t mostNodes = 8;       ///< Beside commands and connections.
    static constexpr std::size_t mostPaths = 50;      ///< When only paths are asked for.
    static constexpr std::size_t mostServed = 10'000; ///< Names of a level that are looked at.

    explicit PaletteModel(QObject* parent = nullptr);

    void setSources(PaletteSources sources);
    void setQuery(const QString& query);
    [[nodiscard]] QString query() const { return m_query; }
    /// Nodes are still being looked through or asked for.
    [[nodiscard]] bool isSearching() const;
    /// The query that the row's path would make, with a slash behind, to type on; empty: no path.
    [[nodiscard]] QString completionOf(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    /// All that the query finds is there now.
    void settled();

private:
    struct Row {
        Kind kind = Kind::heading;
        QString id{};
        QString text{};
        QString icon{};
        Token tone = Token::text2;
        QList<int> positions{};
        QString hint{};
        QString reason{};
    };
    struct Candidate {
        int score = 0;
        Path path;
    };

    void startNodes();
    void scanStep();
    void askServer();
    void consider(const Path& path);
    void rebuild();
    void addNodes(std::vector<Row>& rows) const;
    void addRecent(std::vector<Row>& rows) const;
    void addActions(std::vector<Row>& rows) const;
    void addConnections(std::vector<Row>& rows) const;
    [[nodiscard]] Row rowOf(const Path& path) const;
    [[nodiscard]] Row rowOf(const Action& action) const;
    [[nodiscard]] QString hintOf(const Path& path) const;
    [[nodiscard]] const Action* findAction(const QString& id) const;

    PaletteSources m_sources;
    QString m_query;
    QChar m_prefix;          ///< '/', '>', '@', or null: everything.
    std::u16string m_wanted; ///< Without the prefix; of a path with it.
    std::string m_wantedUtf8;
    std::vector<Candidate> m_found; ///< Best first.
    std::set<Path> m_considered;    ///< Paths of m_found and of the server's answer.
    std::optional<Path> m_cursor;
    QTimer m_scan;
    std::optional<Path> m_asked; ///< Level that is being read, or was.
    std::vector<std::string> m_served;
    bool m_asking = false;
    std::vector<Row> m_rows;
};

} // namespace zs::ui
