// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/unsaved_edits_dialog.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 520;
constexpr qsizetype mostListed = 6;

} // namespace

UnsavedEditsDialog::UnsavedEditsDialog(
    QStringList nodes, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_nodes(std::move(nodes))
    , m_rest(new TextLabel(TextStyle::label, Token::text2, this))
    , m_text(new TextLabel(TextStyle::body, Token::text2, this))
    , m_close(makeButton("closeWithoutSaving", ButtonKind::danger, this))
{
    setObjectName(QStringLiteral("unsavedEditsDialog"));
    for (const QString& node : m_nodes.mid(0, mostListed)) {
        auto* line = new TextLabel(TextStyle::mono, Token::text, this);
        line->setOverflow(TextLabel::Overflow::elideMiddle);
        line->setText(node);
        body()->addWidget(line);
    }
    m_text->setOverflow(TextLabel::Overflow::wrap);
    body()->addWidget(m_rest);
    body()->addWidget(m_text);
    m_rest->setVisible(m_nodes.size() > mostListed);
    // Enter never triggers a red button.
    m_close->setAutoDefault(false);
    cancelButton()->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_close);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void UnsavedEditsDialog::retranslate()
{
    setHead(tr("Edits are not saved"),
        tr("%n node(s) hold edits that the server does not have.", "", int(m_nodes.size())));
    m_rest->setText(tr("and %n more", "of listed nodes", int(m_nodes.size() - mostListed)));
    m_text->setText(tr("The edits are lost when the connection is closed. Cancel, and save the "
                       "nodes, to keep them."));
    m_close->setText(tr("Close without saving"));
    fitHeight();
}

} // namespace zs::ui
