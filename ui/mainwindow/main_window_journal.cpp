// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of writes: where it stands, and what the window says when it cannot be written.
#include "ui/common/toast.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/main_window.h"
#include "ui/panels/journal_writer.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace zs::ui {

void MainWindow::addJournal()
{
    m_actions->add("window.journal", [this] { openJournalFolder(); }, [this] {
        return m_journal ? QString() : tr("Here no journal is kept.");
    });
    if (m_parts.journalFolder.isEmpty())
        return;
    m_journal = std::make_unique<JournalWriter>(m_parts.journalFolder);
    m_journal->setOn(m_preferences.keepsJournal());
    connect(m_journal.get(), &JournalWriter::problemChanged, this, [this] {
        if (!m_journal->problem())
            return;
        const QString why = visibleText(std::string_view(m_journal->problem()->detail));
        m_toast->showMessage(Role::danger,
            m_journal->problem()->code == Errc::noSpace
                ? tr("Writes cannot be put into the journal: %1. Make room on that disk.").arg(why)
                : tr("Writes cannot be put into the journal: %1. Make its folder writable.")
                      .arg(why));
    });
}

void MainWindow::openJournalFolder()
{
    const QString folder = m_journal->folder();
    if (!QFileInfo(folder).isDir())
        return m_toast->showMessage(Role::looking,
            tr("There is no journal yet: nothing was written since it is kept."));
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        m_toast->showMessage(Role::looking,
            tr("No program opens folders here. The journal is in %1.").arg(visibleText(folder)));
}

} // namespace zs::ui
