// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

#include <QList>
#include <QPointer>

class QScrollArea;

namespace zs::ui {

class ActionRegistry;

/// All keys of a window, by groups, as its registries have them at this moment.
class KeyboardSheet : public DialogFrame {
    Q_OBJECT
public:
    explicit KeyboardSheet(QList<QPointer<ActionRegistry>> actions, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Somebody wants to give other keys to actions; the sheet has gone.
    void changeRequested();

protected:
    void retranslate() override;

private:
    void fill();

    QList<QPointer<ActionRegistry>> m_actions;
    QScrollArea* m_area;
    QPushButton* m_change;
};

} // namespace zs::ui
