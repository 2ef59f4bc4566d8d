// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QListView;
class QPushButton;
class QToolButton;

namespace zs::ui {

class AclRun;
class Note;
class TextLabel;

/// What a recursive change of ACLs would do, is doing or did: a line a node. Stop is immediate.
class AclRunPanel : public QFrame {
    Q_OBJECT
public:
    explicit AclRunPanel(AclRun* run, QWidget* parent = nullptr);

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    AclRun* m_run;
    TextLabel* m_title;
    QToolButton* m_close;
    QListView* m_list;
    TextLabel* m_progress;
    QPushButton* m_stop;
    Note* m_note;
};

} // namespace zs::ui
