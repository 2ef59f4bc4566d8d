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

bool DataPage::canTake(const QMimeData* mime) const
{
    const QList<QUrl> urls = mime->urls();
    return urls.size() == 1 && urls.front().isLocalFile() && m_controller->isEditable();
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (canTake(event->mimeData()))
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    if (!canTake(event->mimeData())) // It may have become read-only since it was entered.
        return;
    event->acceptProposedAction();
    loadFile(event->mimeData()->urls().front().toLocalFile());
}

/// What is dropped on the editor's text. A file is the page's, and files that it does not take are
/// nobody's: the editor would insert their names. All else is text, and the editor's.
bool DataPage::takeFile(QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop: break;
    default: return false;
    }
    auto* drop = static_cast<QDropEvent*>(event);
    if (!drop->mimeData()->hasUrls())
        return false;
    drop->setAccepted(false);
    if (!canTake(drop->mimeData()))
        return true;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        loadFile(drop->mimeData()->urls().front().toLocalFile());
    return true;
}

} // namespace zs::ui
