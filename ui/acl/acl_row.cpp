// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_row.h"

#include "ui/acl/perm_toggles.h"
#include "ui/acl/scheme_words.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace zs::ui {

namespace {

constexpr int sidePx = 10;
constexpr int iconPx = 16;

} // namespace

AclRow::AclRow(QWidget* parent)
    : QFrame(parent)
    , m_scheme(new TextLabel(TextStyle::body, Token::text, this))
    , m_id(new TextLabel(TextStyle::mono, Token::text, this))
    , m_you(new Chip(this))
    , m_perms(new PermToggles(this))
    , m_remove(makeIconButton("removeEntry", QStringLiteral("trash-2"), this))
{
    setObjectName(QStringLiteral("aclRow"));
    setFixedHeight(heightPx);
    m_scheme->setObjectName(QStringLiteral("entryScheme"));
    m_id->setObjectName(QStringLiteral("entryId"));
    m_scheme->setFixedWidth(schemePx - sidePx - iconPx - 6);
    m_id->setOverflow(TextLabel::Overflow::elideMiddle);
    m_id->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_you->setAccent();
    QHBoxLayout* row = makeRow(this, 6);
    row->setContentsMargins(sidePx + iconPx + 6, 0, 12, 1);
    row->addWidget(m_scheme);
    row->addWidget(m_id);
    row->addWidget(m_you);
    row->addStretch(1);
    row->addWidget(m_perms);
    row->addSpacing(20);
    row->addWidget(m_remove);
    connect(m_perms, &PermToggles::edited, this, &AclRow::permsEdited);
    connect(m_remove, &QToolButton::clicked, this, &AclRow::removeRequested);
}

void AclRow::setEntry(const Acl& entry, Granted mine, bool editable)
{
    m_entry = entry;
    m_mine = mine;
    m_scheme->setText(visibleText(entry.who.scheme));
    m_id->setText(visibleText(entry.who.id));
    setPlainToolTip(m_id, visibleText(entry.who.id));
    m_perms->setPerms(entry.perms);
    m_perms->setAlarming(entry.who.scheme == "world" ? perm::all & ~perm::read : 0);
    m_perms->setEnabled(editable);
    m_remove->setEnabled(editable);
    retranslate();
    update();
}

void AclRow::retranslate()
{
    const QString name = principalName(m_entry.who);
    setAccessibleName(name);
    m_perms->setOwner(name);
    setVerb(m_remove, tr("Remove %1", "a principal").arg(name));
    const bool world = m_entry.who.scheme == "world";
    m_you->setVisible(m_mine != Granted::no && !world);
    m_you->setText(m_mine == Granted::yes ? tr("you") : tr("you?"));
    m_you->setToolTip(m_mine == Granted::yes
            ? tr("An identity of this session")
            : tr("The server does not tell whether this is an identity of this session"));
}

void AclRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_mine == Granted::yes && m_entry.who.scheme != "world")
        painter.fillRect(rect(), color(Token::accentSoft));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::border));
    painter.drawPixmap(sidePx, (height() - iconPx) / 2,
        iconPixmap(schemeIcon(m_entry.who.scheme), Token::text2, iconPx, devicePixelRatioF()));
}

} // namespace zs::ui
