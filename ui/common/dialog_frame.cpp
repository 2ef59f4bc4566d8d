// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dialog_frame.h"

#include "ui/common/chip.h"
#include "ui/common/focus_order.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {

DialogFrame::DialogFrame(const DialogPlace& place, int widthPx, QWidget* parent)
    : QDialog(parent)
    , m_place(place)
    , m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this))
    , m_below(new TextLabel(TextStyle::label, Token::text3, this))
    , m_chip(new Chip(this))
    , m_content(new QWidget(this))
    , m_cancel(makeButton("cancel", ButtonKind::normal, this))
{
    setFixedWidth(widthPx);
    auto* head = new QWidget(this);
    QHBoxLayout* headRow = makeRow(head, 12);
    headRow->setContentsMargins(20, 16, 20, 0);
    QVBoxLayout* words = makeColumn(nullptr, 0);
    m_title->setOverflow(TextLabel::Overflow::elideMiddle);
    m_below->setOverflow(TextLabel::Overflow::elideMiddle);
    words->addWidget(m_title);
    words->addWidget(m_below);
    headRow->addLayout(words, 1);
    headRow->addWidget(m_chip, 0, Qt::AlignTop);
    m_body = makeColumn(m_content, 12);
    m_body->setContentsMargins(20, 16, 20, 16);
    QFrame* footer = makePanel("panel", "top", this);
    footer->setFixedHeight(53);
    m_footer = makeRow(footer, 8);
    m_footer->setContentsMargins(20, 0, 20, 0);
    m_footerLeft = makeRow(nullptr, 8);
    m_footer->addLayout(m_footerLeft, 1);
    m_cancel->setAutoDefault(false);
    m_footer->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(head);
    column->addWidget(m_content, 1);
    column->addWidget(footer);
    showPlace();
}

void DialogFrame::setPlace(const DialogPlace& place)
{
    m_place = place;
    showPlace();
    retranslate();
}

void DialogFrame::showPlace()
{
    m_chip->setText(m_place.environment);
    m_chip->setRole(m_place.role);
    m_chip->setVisible(!m_place.environment.isEmpty());
    m_cancel->setText(tr("Cancel"));
}

void DialogFrame::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        showPlace();
        retranslate();
        // It was fitted, and words of other lengths come; those of what is inside, after this.
        if (minimumHeight() == maximumHeight())
            QMetaObject::invokeMethod(this, &DialogFrame::fitHeight, Qt::QueuedConnection);
    }
    QDialog::changeEvent(event);
}

void DialogFrame::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (event->spontaneous() || focusWidget())
        return;
    QWidget* first = m_cancel->isDefault() ? m_cancel : firstInFocusOrder(*m_content);
    if (first) // Else Qt gives it to the default button.
        first->setFocus(Qt::OtherFocusReason);
}

bool DialogFrame::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

void DialogFrame::setHead(const QString& title, const QString& below)
{
    m_title->setText(title);
    m_below->setText(below);
    setWindowTitle(title);
}

void DialogFrame::fitHeight()
{
    // adjustSize() stops at two thirds of the screen and then squeezes the content.
    // Changes deep inside reach the outer layouts by events only; they are needed now.
    for (QWidget* inner : findChildren<QWidget*>()) {
        if (inner->layout())
            inner->updateGeometry(); // Its item in the outer layout remembers a size, too.
    }
    for (QLayout* inner : findChildren<QLayout*>())
        inner->invalidate();
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    setFixedHeight(height);
}

void DialogFrame::addButton(QPushButton* button)
{
    m_footer->addWidget(button);
}

} // namespace zs::ui
