// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/top_bar.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/connection_switcher.h"
#include "ui/mainwindow/palette_box.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/theme/app_mark.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace zs::ui {
namespace {

constexpr int heightPx = 44;
constexpr int linePx = 3;
constexpr int markPx = 24;
constexpr int railPx = 64;

} // namespace

TopBar::TopBar(QWidget* parent) :
    QFrame(parent), m_switcher(new ConnectionSwitcher(this)),
    m_lock(makeButton("connectionLock", ButtonKind::normal, this)),
    m_back(makeIconButton("goBack", QStringLiteral("arrow-left"), this)),
    m_forward(makeIconButton("goForward", QStringLiteral("arrow-right"), this)),
    m_up(makeIconButton("goUp", QStringLiteral("arrow-up"), this)),
    m_pathBar(new PathBar(this)),
    m_title(new TextLabel(TextStyle::panelTitle, Token::text, this)),
    m_palette(new PaletteBox(this)),
    m_settings(makeIconButton("settings", QStringLiteral("settings"), this))
{
    setObjectName(QStringLiteral("topBar"));
    setProperty("surface", "chrome");
    setProperty("line", "bottom");
    setFixedHeight(heightPx);
    auto* mark = new AppMark(markPx, this);
    auto* divider = makePanel("", "left", this);
    divider->setFixedSize(1, 20);
    auto* row = makeRow(this, 0);
    row->setContentsMargins((railPx - markPx) / 2, 2, 12, 1);
    row->addWidget(mark);
    row->addSpacing((railPx - markPx) / 2 + 12);
    row->addWidget(m_switcher);
    row->addWidget(m_lock);
    row->addSpacing(12);
    row->addWidget(divider);
    row->addSpacing(8);
    for (QToolButton* button : {m_back, m_forward, m_up}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    row->addSpacing(8);
    row->addWidget(m_pathBar, 1);
    row->addWidget(m_title, 1);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->hide();
    row->addSpacing(8);
    row->addWidget(m_palette);
    row->addSpacing(8);
    row->addWidget(m_settings);
    m_lock->setProperty("compact", true);
    m_lock->hide();
    m_settings->setPopupMode(QToolButton::InstantPopup);
    retranslate();
}

void TopBar::setEnvironment(Environment environment)
{
    m_environment = environment;
    update();
}

void TopBar::setLocked(std::optional<bool> locked)
{
    m_locked = locked;
    m_lock->setVisible(locked.has_value());
    if (!locked)
        return;
    setIcon(m_lock, *locked ? QStringLiteral("lock") : QStringLiteral("pencil"), 14);
    m_lock->setText(*locked ? tr("Read-only", "a connection") : tr("Unlocked", "a connection"));
    setVerb(m_lock, *locked ? tr("Allow writing") : tr("Lock for reading only"));
}

void TopBar::setPageTitle(const QString& title)
{
    m_title->setText(title);
    const bool path = title.isEmpty();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_back, m_forward, m_up, m_pathBar})
        widget->setVisible(path);
    m_title->setVisible(!path);
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void TopBar::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    const auto role = roleOf(m_environment);
    QPainter painter(this);
    painter.fillRect(
        0, 0, width(), linePx, color(role ? fillOf(*role) : Token::borderStrong));
}

void TopBar::retranslate()
{
    setVerb(m_back, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left));
    setVerb(m_forward, tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right));
    setVerb(m_up, tr("Parent node"), QKeySequence(Qt::ALT | Qt::Key_Up));
    setVerb(m_settings, tr("Settings"));
    setLocked(m_locked);
}

} // namespace zs::ui
