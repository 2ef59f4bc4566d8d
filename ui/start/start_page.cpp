// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/app_mark.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int sideMarginPx = 56;
constexpr int topMarginPx = 40;
constexpr int cardWidthPx = 420;
constexpr int markPx = 44;

} // namespace

StartPage::StartPage(
    QWidget* connections, QWidget* launchCard, QWidget* links, QWidget* parent) :
    QWidget(parent), m_name(new TextLabel(TextStyle::pageTitle, Token::text, this)),
    m_purpose(new TextLabel(TextStyle::body, Token::text2, this))
{
    setObjectName(QStringLiteral("startPage"));
    setProperty("surface", "panel");
    setAttribute(Qt::WA_StyledBackground);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_purpose);
    auto* header = new QHBoxLayout;
    header->setSpacing(16);
    header->addWidget(new AppMark(markPx, this));
    header->addLayout(names, 1);

    auto* left = new QVBoxLayout;
    left->setSpacing(28);
    left->addLayout(header);
    left->addWidget(connections, 1);

    launchCard->setFixedWidth(cardWidthPx);
    links->setFixedWidth(cardWidthPx);
    auto* right = new QVBoxLayout;
    right->setSpacing(16);
    right->addWidget(launchCard);
    right->addWidget(links);
    right->addStretch(1);

    auto* columns = makeRow(this, 40);
    columns->setContentsMargins(sideMarginPx, topMarginPx, sideMarginPx, topMarginPx);
    columns->addLayout(left, 1);
    columns->addLayout(right);
    retranslate();
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StartPage::retranslate()
{
    m_name->setText(QStringLiteral("Zooscope"));
    m_purpose->setText(tr("Administration console for Apache ZooKeeper"));
}

} // namespace zs::ui
