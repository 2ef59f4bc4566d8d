// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/events_model.h"

#include <QWidget>

class QTableView;
class QToolButton;

namespace zs::ui {

class PanelTab;

/// The events of a session as a table, with pause and clear. Enter or a double click on a watch
/// event goes to its node.
class EventsView : public QWidget {
    Q_OBJECT
public:
    explicit EventsView(EventsModel* model, QWidget* parent = nullptr);

Q_SIGNALS:
    void pathActivated(const QString& path);
    void hideRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void updateCount();

    EventsModel* m_model;
    PanelTab* m_tab;
    QToolButton* m_pause;
    QToolButton* m_clear;
    QToolButton* m_hide;
    QTableView* m_table;
};

} // namespace zs::ui
