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

/// The connections of the start page: title, filter, "New connection" and the rows. Double click,
/// Enter or the row's button opens one; its menu edits, duplicates and removes it. Below them:
/// import and export.
class ConnectionList : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionList(ConnectionStore* store, QWidget* parent = nullptr);

    [[nodiscard]] QListView* view() const { return m_view; }
    /// Right below the card, which leaves room for it. Takes the ownership.
    void setBelow(QWidget* widget);

Q_SIGNALS:
    void openRequested(const zs::ui::ConnectionProfile& profile);
    void newRequested();
    void editRequested(const zs::ui::ConnectionProfile& profile);
    /// It was removed from the list, after a question; its secrets may go too.
    void removed(const zs::ui::ConnectionProfile& profile);
    /// What an import or export did, or why it failed.
    void message(zs::ui::Role role, const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void updateRows();
    void open(const QModelIndex& index);
    void showMenu(const QModelIndex& index, const QPoint& globalPos);
    void askToRemove(const QModelIndex& index);
    void duplicate(const QModelIndex& index);
    void importFile(const QString& path);
    void exportFile(const QString& path);
    [[nodiscard]] QWidget* buildFoot();

    ConnectionStore* m_store;
    ConnectionListModel* m_model;
    TextLabel* m_title;
    QLineEdit* m_filter;
    QPushButton* m_new;
    QFrame* m_card;
    QWidget* m_below = nullptr;
    QListView* m_view;
    MessageView* m_empty;
    QPushButton* m_import = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace zs::ui
