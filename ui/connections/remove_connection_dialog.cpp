// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/remove_connection_dialog.h"

#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 460;

} // namespace

RemoveConnectionDialog::RemoveConnectionDialog(ConnectionProfile profile, QWidget* parent)
    : DialogFrame(placeOf(profile), widthPx, parent)
    , m_profile(std::move(profile))
    , m_text(new TextLabel(TextStyle::body, Token::text, this))
    , m_remove(makeButton("removeConnection", ButtonKind::danger, this))
{
    setObjectName(QStringLiteral("removeConnectionDialog"));
    m_text->setOverflow(TextLabel::Overflow::wrap);
    body()->addWidget(m_text);
    // Enter never triggers a red button.
    m_remove->setAutoDefault(false);
    cancelButton()->setDefault(true);
    footerLeft()->addStretch();
    addButton(m_remove);
    connect(m_remove, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void RemoveConnectionDialog::retranslate()
{
    setHead(tr("Remove connection"), visibleText(shownName(m_profile)));
    m_text->setText(tr("Its settings and kept passwords are removed from this computer. Nothing "
                       "changes on the servers %1.")
                        .arg(visibleText(m_profile.servers)));
    m_remove->setText(tr("Remove connection"));
    fitHeight();
}

} // namespace zs::ui
