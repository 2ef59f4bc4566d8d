// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/children_model.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace zs::ui {

class MessageView;
class NodeController;
class TextLabel;

/// The tab "Children": the level below the node as a table that can be filtered and sorted, with
/// boxes that choose several rows. Enter or a double click goes to a child.
class ChildrenPage : public QWidget {
    Q_OBJECT
public:
    explicit ChildrenPage(NodeController* controller, QWidget* parent = nullptr);

    /// Only a page that is seen reads.
    void setActive(bool active);

Q_SIGNALS:
    void pathActivated(const zs::Path& path);
    void newRequested(const zs::Path& parent);
    void deleteRequested(const std::vector<zs::Path>& paths);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeBar();
    void makeTable();
    void wire();
    void follow();
    void refresh();
    void tellVisibleRows();
    void retranslate();
    void keepChoice();
    /// From the top down.
    [[nodiscard]] std::vector<Path> chosen() const;

    NodeController* m_controller;
    ChildrenModel* m_model;
    bool m_active = false;
    std::vector<Path> m_kept; ///< What was chosen before the rows changed.
    QLineEdit* m_filter = nullptr;
    TextLabel* m_count = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_delete = nullptr;
    QStackedWidget* m_stack;
    QTableView* m_table;
    MessageView* m_message;
    TextLabel* m_note;
};

} // namespace zs::ui
