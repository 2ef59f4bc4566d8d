// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_list_model.h"

#include <QWidget>

class QFrame;
class QLineEdit;
class QListView;
class QPushButton;

namespace zs::ui {

class MessageView;
class TextLabel;

/// The connections of the start page: title, filter, "Connect…" and the rows. Double click, Enter
/// or the row's button opens one; its menu forgets it.
class ConnectionList : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionList(ConnectionStore* store, QWidget* parent = nullptr);

    [[nodiscard]] QListView* view() const { return m_view; }

Q_SIGNALS:
    void openRequested(const zs::ui::ConnectionProfile& profile);
    void newRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void updateRows();
    void open(const QModelIndex& index);
    void showMenu(const QModelIndex& index, const QPoint& globalPos);
    void forget(const QModelIndex& index);

    ConnectionStore* m_store;
    ConnectionListModel* m_model;
    TextLabel* m_title;
    QLineEdit* m_filter;
    QPushButton* m_new;
    QFrame* m_card;
    QListView* m_view;
    MessageView* m_empty;
};

} // namespace zs::ui
