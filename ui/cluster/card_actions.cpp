// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/card_actions.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

namespace zs::ui {
namespace {

constexpr int heightPx = 30;
constexpr int iconPx = 14;

/// An icon and a word on the bar's ground. The bar is narrower than tool buttons would make it.
class ActionButton : public QToolButton {
public:
    ActionButton(CardAction action, QWidget* parent) : QToolButton(parent), m_action(action)
    {
        setFocusPolicy(Qt::TabFocus);
        setText(wordOf(action));
        setFixedHeight(heightPx - 4);
    }
    /// Asked for, since the style sheet gives every tool button a least width of its own.
    QSize sizeHint() const override
    {
        return {int(textWidth(text(), TextStyle::label)) + iconPx + 21, heightPx - 4};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(Token::hover));
            painter.drawRoundedRect(rect(), 5, 5);
        }
        const bool red = m_action == CardAction::kill || m_action == CardAction::wipe;
        painter.drawPixmap(QPointF(7, (height() - iconPx) / 2),
            iconPixmap(iconOf(m_action), red ? Token::dangerText : Token::text2, iconPx,
                devicePixelRatioF()));
        drawText(painter, 7 + iconPx + 4, height() / 2.0, text(), TextStyle::label,
            red ? Token::dangerText : Token::text2);
    }

private:
    CardAction m_action;
};

} // namespace

QString wordOf(CardAction action)
{
    switch (action) {
    case CardAction::start: return CardActions::tr("Start", "a stopped server");
    case CardAction::stop: return CardActions::tr("Stop", "a running server");
    case CardAction::kill: return CardActions::tr("Kill -9");
    case CardAction::pause: return CardActions::tr("Pause", "a server's process");
    case CardAction::resume: return CardActions::tr("Resume", "a paused server");
    case CardAction::isolate: return CardActions::tr("Isolate", "a server from the others");
    case CardAction::heal: return CardActions::tr("Heal", "the links of a server");
    case CardAction::restart: return CardActions::tr("Restart");
    case CardAction::wipe: return CardActions::tr("Wipe data");
    case CardAction::log: break;
    }
    return CardActions::tr("Log", "a server's log");
}

QString meaningOf(CardAction action)
{
    switch (action) {
    case CardAction::start: return CardActions::tr("Start the server with its data");
    case CardAction::stop: return CardActions::tr("Stop the server by SIGTERM: it says goodbye");
    case CardAction::kill:
        return CardActions::tr("Kill the server by SIGKILL, as a power cut would");
    case CardAction::pause:
        return CardActions::tr("Pause the process by SIGSTOP: it hangs, its connections stand");
    case CardAction::resume: return CardActions::tr("Let the process run on by SIGCONT");
    case CardAction::isolate:
        return CardActions::tr("Cut all links to the other servers; clients still reach it");
    case CardAction::heal: return CardActions::tr("Mend all links of this server");
    case CardAction::restart: return CardActions::tr("Stop the server, then start it again");
    case CardAction::wipe:
        return CardActions::tr("Delete the transaction logs and snapshots of this server");
    case CardAction::log: break;
    }
    return CardActions::tr("Show the server's log");
}

QString iconOf(CardAction action)
{
    switch (action) {
    case CardAction::start:
    case CardAction::resume: return QStringLiteral("play");
    case CardAction::stop: return QStringLiteral("square");
    case CardAction::kill: return QStringLiteral("skull");
    case CardAction::pause: return QStringLiteral("pause");
    case CardAction::isolate: return QStringLiteral("split");
    case CardAction::heal: return QStringLiteral("link");
    case CardAction::restart: return QStringLiteral("refresh-cw");
    case CardAction::wipe: return QStringLiteral("eraser");
    case CardAction::log: break;
    }
    return QStringLiteral("scroll-text");
}

int keyOf(CardAction action)
{
    switch (action) {
    case CardAction::start: return Qt::Key_S;
    case CardAction::stop: return Qt::Key_X;
    case CardAction::kill: return Qt::Key_K;
    case CardAction::pause:
    case CardAction::resume: return Qt::Key_P;
    case CardAction::isolate:
    case CardAction::heal: return Qt::Key_I;
    case CardAction::restart: return Qt::Key_R;
    case CardAction::wipe: return 0; // Never by a slip of one key.
    case CardAction::log: break;
    }
    return Qt::Key_L;
}

CardActions::CardActions(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("cardActions"));
    auto* row = makeRow(this, 1);
    row->setContentsMargins(4, 2, 4, 2);
    setFixedHeight(heightPx);
    hide();
}

void CardActions::setActions(const std::vector<CardAction>& actions)
{
    if (actions == m_actions)
        return;
    m_actions = actions;
    fill();
}

void CardActions::fill()
{
    const bool hadFocus = isAncestorOf(focusWidget());
    for (QToolButton* button : m_buttons) {
        // One of them may be what is being clicked.
        button->hide();
        layout()->removeWidget(button);
        button->setObjectName(QString());
        button->deleteLater();
    }
    m_buttons.clear();
    for (const CardAction action : m_actions) {
        auto* button = new ActionButton(action, this);
        button->setObjectName(QStringLiteral("action:") + iconOf(action));
        setVerb(button, wordOf(action));
        button->setToolTip(keyOf(action) == 0 ? meaningOf(action)
                                              : QStringLiteral("%1 (%2)").arg(meaningOf(action),
                                                  QKeySequence(keyOf(action)).toString()));
        button->installEventFilter(this);
        connect(button, &QToolButton::clicked, this, [this, action] { Q_EMIT chosen(action); });
        layout()->addWidget(button);
        button->show();
        m_buttons.push_back(button);
    }
    layout()->activate();
    resize(sizeHint());
    if (hadFocus)
        focusFirst();
}

void CardActions::focusFirst()
{
    if (!m_buttons.empty())
        m_buttons.front()->setFocus(Qt::TabFocusReason);
}

void CardActions::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QFrame::changeEvent(event);
}

bool CardActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        Q_EMIT escaped();
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        static_cast<QToolButton*>(watched)->click();
        return true;
    }
    if (key != Qt::Key_Left && key != Qt::Key_Right)
        return false;
    const auto here = std::find(m_buttons.begin(), m_buttons.end(), watched);
    const auto count = std::ptrdiff_t(m_buttons.size());
    const auto index = here - m_buttons.begin() + (key == Qt::Key_Right ? 1 : count - 1);
    m_buttons[std::size_t(index % count)]->setFocus(Qt::TabFocusReason);
    return true;
}

void CardActions::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawBox(painter, QRectF(rect()), 8, Token::raised, Token::borderStrong);
}

} // namespace zs::ui
