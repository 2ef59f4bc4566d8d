// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel_page.h"
#include "ui/panels/requests_model.h"

namespace zs::ui {

/// The requests of a session: what was asked, what came of it, and the zkCli line that does the
/// same. Ctrl+C copies that line.
class RequestsView : public PanelPage {
    Q_OBJECT
public:
    explicit RequestsView(RequestsModel* model, QWidget* parent = nullptr);

Q_SIGNALS:
    void pathActivated(const zs::Path& path);

protected:
    void retranslate() override;
    void showWaiting() override;
    [[nodiscard]] QString copyText(const QModelIndex& row) const override;

private:
    RequestsModel* m_model;
};

} // namespace zs::ui
