// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel_page.h"
#include "ui/panels/write_journal.h"

class QPushButton;

namespace zs::ui {

/// The writes of this session, with the way back for the selected one.
class JournalView : public PanelPage {
    Q_OBJECT
public:
    explicit JournalView(WriteJournal* journal, QWidget* parent = nullptr);

    /// Whether the session takes writes now.
    void setWritable(bool writable);

Q_SIGNALS:
    void pathActivated(const zs::Path& path);

protected:
    void retranslate() override;

private:
    void refresh();
    [[nodiscard]] int chosenRow() const;

    WriteJournal* m_journal;
    QPushButton* m_undo;
    bool m_writable = true;
};

} // namespace zs::ui
