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

protected:
    void retranslate() override;

private:
    void fill();

    QList<QPointer<ActionRegistry>> m_actions;
    QScrollArea* m_area;
};

} // namespace zs::ui
