// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/message_view.h"

#include "ui/common/error_words.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int circlePx = 40;
constexpr int iconPx = 20;
constexpr int textWidthPx = 340;

} // namespace

MessageView::MessageView(QWidget* parent) :
    QWidget(parent), m_circle(new QWidget(this)),
    m_title(new TextLabel(TextStyle::panelTitle, Token::text, this)),
    m_text(new TextLabel(TextStyle::label, Token::text2, this)), m_buttons(new QHBoxLayout),
    m_details(makeButton("errorDetails", ButtonKind::ghost, this))
{
    m_circle->setFixedSize(circlePx, circlePx);
    m_title->setObjectName(QStringLiteral("messageTitle"));
    m_text->setObjectName(QStringLiteral("messageText"));
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setOverflow(TextLabel::Overflow::wrap);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setOverflow(TextLabel::Overflow::wrap);
    m_text->setFixedWidth(textWidthPx);
    m_buttons->setSpacing(8);
    auto* column = makeColumn(this, 0);
    column->setContentsMargins(16, 16, 16, 16);
    column->addStretch();
    column->addWidget(m_circle, 0, Qt::AlignHCenter);
    column->addSpacing(10);
    column->addWidget(m_title);
    column->addSpacing(4);
    // A row, since an alignment would take the height of one line for that of the wrapped text.
    auto* textRow = new QHBoxLayout;
    textRow->addStretch();
    textRow->addWidget(m_text);
    textRow->addStretch();
    column->addLayout(textRow);
    column->addSpacing(12);
    column->addLayout(m_buttons);
    column->addStretch();
    m_buttons->addStretch();
    m_buttons->addStretch();
    setIcon(m_details, QStringLiteral("copy"), 14);
    addButton(m_details);
    m_details->hide();
    connect(m_details, &QPushButton::clicked, this, &MessageView::copyReport);
    retranslate();
}

void MessageView::setMessage(
    Role role, const QString& iconName, const QString& title, const QString& text)
{
    const QString name = title + u' ' + text;
    if (name != accessibleName())
        m_copied = false;
    m_role = role;
    m_icon = iconName;
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(name);
    setReport({});
    update();
}

void MessageView::setError(const Error& error)
{
    const bool right = error.code == Errc::noAuth;
    setMessage(Role::danger, right ? QStringLiteral("lock") : QStringLiteral("circle-x"),
        wordsFor(error).title, sentenceFor(error));
}

void MessageView::addButton(QPushButton* button)
{
    button->setProperty("compact", true);
    // Details stay the last, where it has them.
    const int last = m_buttons->indexOf(m_details);
    m_buttons->insertWidget(last < 0 ? m_buttons->count() - 1 : last, button);
}

void MessageView::setReport(const QString& report)
{
    m_report = report;
    m_details->setVisible(!report.isEmpty());
    retranslate();
}

void MessageView::copyReport()
{
    QGuiApplication::clipboard()->setText(m_report);
    m_copied = true;
    retranslate();
}

void MessageView::retranslate()
{
    m_details->setText(m_copied ? tr("Details copied") : tr("Details"));
    setVerb(m_details, tr("Copy the full report of the error"));
}

void MessageView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QString MessageView::title() const
{
    return m_title->text();
}

QString MessageView::text() const
{
    return m_text->text();
}

void MessageView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool accent = m_role == Role::following;
    const QRect circle = m_circle->geometry();
    paintSoftGround(painter, circle, circle.width() / 2.0,
        accent ? Token::accentSoft : softOf(m_role), accent ? Token::accentText : textOf(m_role));
    if (!m_icon.isEmpty())
        painter.drawPixmap(circle.topLeft() + QPoint(10, 10),
            iconPixmap(m_icon, accent ? Token::accentText : textOf(m_role), iconPx,
                devicePixelRatioF()));
}

} // namespace zs::ui
