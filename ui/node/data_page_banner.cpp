// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DataPage that tells what happened to the node on the server, or why there is nothing
// to show.
#include "ui/common/banner.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/data_page.h"
#include "ui/node/node_controller.h"

#include <QPushButton>

namespace zs::ui {

void DataPage::makeMessages()
{
    m_empty = new MessageView(this);
    m_empty->setObjectName(QStringLiteral("noData"));
    m_empty->setFocusPolicy(Qt::StrongFocus);
    m_empty->installEventFilter(this);
    m_paste = makeButton("pasteData", ButtonKind::normal, m_empty);
    setIcon(m_paste, QStringLiteral("clipboard"), 14);
    m_fromFile = makeButton("dataFromFile", ButtonKind::normal, m_empty);
    setIcon(m_fromFile, QStringLiteral("folder-open"), 14);
    m_empty->addButton(m_paste);
    m_empty->addButton(m_fromFile);
    m_error = new MessageView(this);
    m_error->setObjectName(QStringLiteral("nodeError"));
    m_tryAgain = makeButton("tryAgain", ButtonKind::normal, m_error);
    m_addIdentity = makeButton("addIdentityToRead", ButtonKind::normal, m_error);
    setIcon(m_addIdentity, QStringLiteral("key-round"), 14);
    m_error->addButton(m_addIdentity);
    m_error->addButton(m_tryAgain);
}

void DataPage::updateBanner()
{
    const bool deleted = m_controller->phase() == NodePhase::deleted;
    if (!deleted)
        m_deletionSeen = {};
    else if (!m_deletionSeen.isValid())
        m_deletionSeen = QTime::currentTime();
    const bool unknown = m_controller->isOutcomeUnknown();
    const bool newer = m_controller->newer().has_value();
    const QString node = visibleText(m_controller->path().text());
    m_createAgain->setVisible(deleted);
    m_leave->setVisible(deleted);
    const bool changesKind = deleted && m_controller->base().stat.ephemeralOwner.value != 0
        && m_controller->modeOfReturn() == CreateMode::persistent;
    m_createAgain->setText(changesKind ? tr("Create as persistent") : tr("Create again"));
    m_createAgain->setEnabled(m_controller->isWritable());
    m_check->setVisible(!deleted && unknown);
    m_check->setEnabled(m_controller->isWritable());
    m_reload->setVisible(!deleted && !unknown && newer);
    m_compare->setVisible(!deleted && !unknown && newer);
    m_banner->setVisible(deleted || unknown || newer);
    if (deleted) {
        m_banner->setRole(Role::danger, QStringLiteral("trash-2"));
        m_banner->setText(
            tr("%1 was deleted, as was seen at %2.", "a path, a time of day")
                .arg(node, m_deletionSeen.toString(QStringLiteral("HH:mm:ss"))),
            afterwordOfDeletion());
    } else if (unknown) {
        m_banner->setRole(Role::looking, QStringLiteral("triangle-alert"));
        m_banner->setText(tr("ConnectionLoss: the outcome of the save is unknown."),
            tr("The server may or may not have stored it."));
    } else if (newer) {
        m_banner->setRole(Role::looking, QStringLiteral("refresh-cw"));
        m_banner->setText(
            tr("Changed on the server to version %1.").arg(m_controller->newer()->stat.version),
            tr("Your edit is based on version %1 and is kept.")
                .arg(m_controller->base().stat.version));
    }
}

QString DataPage::afterwordOfDeletion() const
{
    const SessionId owner = m_controller->base().stat.ephemeralOwner;
    if (owner.value == 0)
        return tr("You see your last copy.");
    if (m_controller->modeOfReturn() == CreateMode::ephemeral)
        return tr("You see your last copy. Created again it is an ephemeral node of your session.");
    return tr("It was an ephemeral node of session %1, which is not yours. Created again it is "
              "persistent: it stays until someone deletes it.")
        .arg(formatSessionId(owner));
}

} // namespace zs::ui
