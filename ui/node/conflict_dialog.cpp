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
    row->addWidget(makeSide(tr("Server"), m_serverBelow, m_server));
    row->addWidget(makeSide(tr("Yours"), m_mineBelow, m_mine));
    m_server->setObjectName(QStringLiteral("serverData"));
    m_server->setAccessibleName(tr("The server's data"));
    m_mine->setObjectName(QStringLiteral("myData"));
    m_mine->setAccessibleName(tr("Your data"));
    body()->addWidget(sides, 1);
    footerLeft()->addWidget(m_take);
    footerLeft()->addStretch();
    m_take->setText(tr("Take server version"));
    m_take->setAutoDefault(false);
    m_overwrite->setAutoDefault(false);
    cancelButton()->setText(tr("Keep editing"));
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
    refresh();
}

QWidget* ConflictDialog::makeSide(const QString& title, TextLabel*& below, DataEditor*& editor)
{
    QFrame* side = makePanel("canvas", "right", this);
    QVBoxLayout* column = makeColumn(side, 0);
    QFrame* head = makePanel("panel", "bottom", side);
    head->setFixedHeight(36);
    QHBoxLayout* row = makeRow(head, 8);
    row->setContentsMargins(12, 0, 12, 0);
    auto* word = new TextLabel(TextStyle::panelTitle, Token::text, head);
    word->setText(title);
    below = new TextLabel(TextStyle::label, Token::text3, head);
    editor = new DataEditor(side);
    editor->setReadOnly(true);
    row->addWidget(word);
    row->addWidget(below, 1);
    column->addWidget(head);
    column->addWidget(editor, 1);
    return side;
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
    m_serverBelow->setText(tr("version %1, %2, zxid %3", "version, age, zxid")
                               .arg(theirs.version)
                               .arg(formatAge(theirs.mtimeMs, QDateTime::currentDateTime()),
                                   formatZxid(theirs.mzxid)));
    m_mineBelow->setText(tr("not saved"));
    m_overwrite->setText(tr("Overwrite version %1").arg(theirs.version));
    m_overwrite->setEnabled(m_controller->isWritable());
    const Bytes server = showable(newer->data);
    const Bytes mine = showable(m_controller->data());
    if (m_server->data() != server)
        m_server->setData(server);
    if (m_mine->data() != mine)
        m_mine->setData(mine);
    const LineChanges changes = compareLines(zs::textOf(server), zs::textOf(mine));
    m_server->setChangedLines(changes.changedInBefore);
    m_mine->setChangedLines(changes.changedInAfter);
}

} // namespace zs::ui
