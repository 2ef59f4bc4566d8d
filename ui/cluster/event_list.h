// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QAbstractListModel>
#include <QListView>

namespace zs::ui {

/// The events as a list model: the text form of the animation.
class EventModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { LookRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;
    /// In time order. Where they only grew at the end, the rows stay, so that a view keeps its
    /// place.
    void setEvents(std::vector<EventLook> events);
    [[nodiscard]] const std::vector<EventLook>& events() const { return m_events; }
    /// Only what has happened by then has a row.
    void showUntil(std::int64_t atNs);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] int countUntil(std::int64_t atNs) const;

    std::vector<EventLook> m_events;
    std::int64_t m_until = 0;
    int m_rows = 0;
};

/// The list, rows of 26 px: time, icon, sentence. The row of the present time is marked. New
/// important rows are announced to screen readers.
class EventList : public QListView {
    Q_OBJECT
public:
    explicit EventList(QWidget* parent = nullptr);

    void setEvents(std::vector<EventLook> events);
    /// Shows what happened until then, and marks the last of it.
    void setTime(std::int64_t atNs);
    [[nodiscard]] EventModel* eventModel() const { return m_model; }
    [[nodiscard]] int markedRow() const { return m_model->rowCount() - 1; }

Q_SIGNALS:
    void timeChosen(std::int64_t atNs);

protected:
    /// What is above and below it comes and goes: the last event stays in sight.
    void resizeEvent(QResizeEvent* event) override;

private:
    void announce(int firstNew);

    EventModel* m_model;
};

} // namespace zs::ui

Q_DECLARE_METATYPE(zs::ui::EventLook)
