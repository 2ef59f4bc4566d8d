// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of DataPage that compare, and that read and write files.
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/node/data_editor.h"
#include "ui/node/data_files.h"
#include "ui/node/data_page.h"
#include "ui/node/diff_view.h"
#include "ui/node/hex_view.h"
#include "ui/node/node_controller.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>

namespace zs::ui {

void DataPage::showDiff(bool shown)
{
    if (shown) {
        updateDiff();
        m_stack->setCurrentWidget(m_diffView);
    } else if (m_stack->currentWidget() == m_diffView) {
        m_stack->setCurrentWidget(contentWidget());
        m_diffView->setRows({});
    }
    m_detected->setText(hint());
    updateFooter();
}

/// Against what a save would replace: the server's present version.
void DataPage::updateDiff()
{
    const NodeSnapshot& server
        = m_controller->newer() ? *m_controller->newer() : m_controller->base();
    const DataProjection before(
        server.data ? ByteView(*server.data) : ByteView(), m_view.choice());
    if (isTextFormat() && before.isText() && !before.firstBad()) {
        const Bytes after = m_editor->data();
        m_diffView->setRows(unifiedRows(before.text(), zs::textOf(after)));
        return;
    }
    packNow();
    const DataProjection after(storedBytes(), m_view.choice());
    m_diffView->setRows(unifiedRows(hexDump(before.content()), hexDump(after.content())));
}

void DataPage::chooseFile()
{
    const QString name = QFileDialog::getOpenFileName(this, tr("Data from a file"));
    if (!name.isEmpty())
        loadFile(name);
}

void DataPage::loadFile(const QString& name)
{
    if (!m_controller->isEditable())
        return;
    Result<Bytes> content = readDataFile(name);
    if (!content) {
        Q_EMIT message(Role::danger, tr("The file was not read. %1").arg(
            visibleText(std::string_view(content.error().detail))));
        return;
    }
    m_controller->edit(std::move(*content));
    m_choice = {};
    m_keptViews.erase(m_choicePath);
    loadContent();
}

void DataPage::chooseTarget()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the data as"), fileNameFor(m_controller->path().name()));
    if (!name.isEmpty())
        saveToFile(name);
}

void DataPage::saveToFile(const QString& name)
{
    packNow();
    const ByteView bytes = storedBytes();
    const Result<void> written = writeDataFile(name, bytes);
    if (written) {
        Q_EMIT message(Role::leading, tr("%1 written to %2", "size, file name")
                .arg(formatBytes(static_cast<qint64>(bytes.size())), visibleText(name)));
    } else {
        Q_EMIT message(Role::danger, tr("The file was not written. %1").arg(
            visibleText(std::string_view(written.error().detail))));
    }
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile() && m_controller->isEditable())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    loadFile(event->mimeData()->urls().front().toLocalFile());
}

} // namespace zs::ui
