// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/conflict_dialog.h"

#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/data_editor.h"
#include "ui/node/line_changes.h"
#include "ui/node/node_controller.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int widthPx = 920;
constexpr int heightPx = 588;

ByteView viewOfData(const std::optional<Bytes>& data)
{
    return data ? ByteView(*data) : ByteView();
}

/// Text as it is; bytes that are none as hexadecimal, sixteen a line.
Bytes showable(const std::optional<Bytes>& data)
{
    const ByteView bytes = viewOfData(data);
    if (DataEditor::canShow(bytes))
        return {bytes.begin(), bytes.end()};
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 16)
        out += hex(bytes.subspan(at, std::min<std::size_t>(16, bytes.size() - at))) + "\n";
    return toBytes(out);
}

} // namespace

ConflictDialog::ConflictDialog(
    NodeController* controller, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_take(makeButton("takeServerVersion", ButtonKind::normal, this))
    , m_overwrite(makeButton("overwriteVersion", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("conflictDialog"));
    setFixedHeight(heightPx);
    body()->setContentsMargins(0, 16, 0, 0);
    auto* sides = new QWidget(this);
    QHBoxLayout* row = makeRow(sides, 0);
    row->addWidget(makeSide(m_server, "serverData"));
    row->addWidget(makeSide(m_mine, "myData"));
    body()->addWidget(sides, 1);
    footerLeft()->addWidget(m_take);
    footerLeft()->addStretch();
    m_take->setAutoDefault(false);
    m_overwrite->setAutoDefault(false);
    cancelButton()->setDefault(true);
    addButton(m_overwrite);
    connect(m_take, &QPushButton::clicked, this, [this] {
        m_controller->takeServer();
        accept();
    });
    connect(m_overwrite, &QPushButton::clicked, this, [this] {
        accept(); // A further conflict opens the dialog anew, with what is there then.
        m_controller->overwrite();
    });
    connect(controller, &NodeController::stateChanged, this, &ConflictDialog::refresh);
    connect(controller, &NodeController::contentReplaced, this, &ConflictDialog::refresh);
    retranslate();
}

void ConflictDialog::retranslate()
{
    m_server.word->setText(tr("Server"));
    m_server.editor->setAccessibleName(tr("The server's data"));
    m_mine.word->setText(tr("Yours"));
    m_mine.editor->setAccessibleName(tr("Your data"));
    m_take->setText(tr("Take server version"));
    cancelButton()->setText(tr("Keep editing"));
    refresh();
}

QWidget* ConflictDialog::makeSide(Side& side, const char* objectName)
{
    QFrame* frame = makePanel("canvas", "right", this);
    QVBoxLayout* column = makeColumn(frame, 0);
    QFrame* head = makePanel("panel", "bottom", frame);
    head->setFixedHeight(36);
    QHBoxLayout* row = makeRow(head, 8);
    row->setContentsMargins(12, 0, 12, 0);
    side.word = new TextLabel(TextStyle::panelTitle, Token::text, head);
    side.below = new TextLabel(TextStyle::label, Token::text3, head);
    side.editor = new DataEditor(frame);
    side.editor->setObjectName(QLatin1String(objectName));
    side.editor->setReadOnly(true);
    row->addWidget(side.word);
    row->addWidget(side.below, 1);
    column->addWidget(head);
    column->addWidget(side.editor, 1);
    return frame;
}

void ConflictDialog::refresh()
{
    const auto& newer = m_controller->newer();
    if (!newer) {
        // Resolved elsewhere: by a save, or because another node was selected.
        if (isVisible())
            reject();
        return;
    }
    const Stat& theirs = newer->stat;
    const QString path = visibleText(m_controller->path().text());
    const int base = m_controller->base().stat.version;
    setHead(tr("This node changed"), place().connection.isEmpty()
            ? tr("%1. Your edit is based on version %2; the server now has version %3.")
                  .arg(path).arg(base).arg(theirs.version)
            : tr("%1 on %2. Your edit is based on version %3; the server now has version %4.")
                  .arg(path, place().connection).arg(base).arg(theirs.version));
    m_server.below->setText(tr("version %1, %2, zxid %3", "version, age, zxid")
                               .arg(theirs.version)
                               .arg(formatAge(theirs.mtimeMs, QDateTime::currentDateTime()),
                                   formatZxid(theirs.mzxid)));
    m_mine.below->setText(tr("not saved"));
    m_overwrite->setText(tr("Overwrite version %1").arg(theirs.version));
    m_overwrite->setEnabled(m_controller->isWritable());
    const Bytes server = showable(newer->data);
    const Bytes mine = showable(m_controller->data());
    if (m_server.editor->data() != server)
        m_server.editor->setData(server);
    if (m_mine.editor->data() != mine)
        m_mine.editor->setData(mine);
    const LineChanges changes = compareLines(zs::textOf(server), zs::textOf(mine));
    m_server.editor->setChangedLines(changes.changedInBefore);
    m_mine.editor->setChangedLines(changes.changedInAfter);
}

} // namespace zs::ui
