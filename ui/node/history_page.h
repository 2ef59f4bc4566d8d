// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/node_history.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace zs::ui {

class DiffView;
class TextLabel;

/// The tab "History": the versions of the node's data that this console saw, and the draft; what
/// changed between two of them; and the way back to an older one, which is checked like any save.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    HistoryPage(NodeController* controller, NodeHistory* history, QWidget* parent = nullptr);

    /// Only a page that is seen follows the node.
    void setActive(bool active);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// Two versions that are compared.
    struct Pair {
        const NodeSnapshot* before = nullptr;
        const NodeSnapshot* after = nullptr; ///< Null: the draft.
    };
    void fill();
    void showPair();
    void restore();
    void addRow(const QString& title, const QString& zxid, const QString& time,
        const QString& words);
    [[nodiscard]] Pair chosenPair() const;
    void showRows(const Pair& pair);
    [[nodiscard]] bool hasDraftRow() const;
    void retranslate();

    NodeController* m_controller;
    NodeHistory* m_history;
    bool m_active = false;
    QString m_shown; ///< Which two versions the rows compare; empty: a draft, or none.
    TextLabel* m_since;
    QListWidget* m_list;
    DiffView* m_diff;
    TextLabel* m_compared;
    QPushButton* m_restore;
};

} // namespace zs::ui
