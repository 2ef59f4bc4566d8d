// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <optional>
#include <unordered_map>

namespace zs::ui {

/// The children of one node as a table: names first, details of those rows that are asked for,
/// pipelined. Follows the server by the one watch of its listing.
/// Threads: the GUI thread. Lifetime: does not own the client; it may die first.
class ChildrenModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, SizeColumn, VersionColumn, ChildrenColumn,
        ChangedColumn, columns };
    enum Role { IconRole = Qt::UserRole + 1, PathRole };
    enum class State { none, loading, ready, failed };

    explicit ChildrenModel(QObject* parent = nullptr);

    void setClient(Client* client);
    [[nodiscard]] Client* client() const { return m_client; }
    /// Another node, or the same one anew.
    void open(const Path& path);
    void clear();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const Path& path() const { return m_path; }
    [[nodiscard]] Path pathAt(int row) const;
    /// Children that are there, also those that the filter hides.
    [[nodiscard]] int total() const { return static_cast<int>(m_names.size()); }
    /// Shows names that contain `text` in any case alone.
    void setFilter(const QString& text);
    /// These rows are seen: their details are read, unless they are known.
    void setVisibleRows(int first, int last);
    /// True while details for sorting are on the way.
    [[nodiscard]] bool isSorting() const { return m_sortWaits; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    /// By another column than the name all details are read first; rows move when they are here.
    void sort(int column, Qt::SortOrder order) override;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void read();
    void receive(const Result<ChildrenResponse>& answer);
    void onWatch(const WatchEvent& event);
    void askFor(const std::string& name);
    void askForAll();
    void onDetails(const std::string& name, const Result<std::optional<Stat>>& answer);
    void arrange();
    [[nodiscard]] bool isLess(const std::string& a, const std::string& b) const;
    [[nodiscard]] QString text(const std::string& name, int column) const;

    QPointer<Client> m_client;
    Path m_path;
    State m_state = State::none;
    std::optional<Error> m_error;
    std::uint64_t m_opened = 0; ///< Answers to older questions are dropped.
    std::vector<std::string> m_names;               ///< Sorted by their bytes.
    std::vector<std::string> m_rows;                ///< As shown.
    std::unordered_map<std::string, Stat> m_stats;
    std::unordered_map<std::string, bool> m_asked;
    QString m_filter;
    int m_column = NameColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_sortWaits = false;
    std::size_t m_nextToAsk = 0; ///< While m_sortWaits.
    int m_inFlight = 0;
};

} // namespace zs::ui
