// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/events_model.h"
#include "ui/panels/panel_page.h"

namespace zs::ui {

/// The events of a session as a table. Enter or a double click on a watch event goes to its node.
class EventsView : public PanelPage {
    Q_OBJECT
public:
    explicit EventsView(EventsModel* model, QWidget* parent = nullptr);

Q_SIGNALS:
    void pathActivated(const QString& path);

protected:
    void retranslate() override;

private:
    EventsModel* m_model;
};

} // namespace zs::ui
