// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QTableWidget;

namespace zs::ui {

class MessageView;
class NodeController;
class TextLabel;

/// The tab "ACL": who may do what on this node, to read.
class AclPage : public QWidget {
    Q_OBJECT
public:
    explicit AclPage(NodeController* controller, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    NodeController* m_controller;
    QStackedWidget* m_stack;
    QWidget* m_blank;
    QWidget* m_list;
    QTableWidget* m_table;
    TextLabel* m_legend;
    MessageView* m_error;
};

} // namespace zs::ui
