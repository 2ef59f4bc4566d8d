// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/top_bar.h"

#include "ui/common/action_keys.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/bell_button.h"
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
constexpr int markSidePx = (railPx - markPx) / 2;
constexpr int markRoomPx = railPx + 12;
constexpr int sidePx = 12;
constexpr int pathPx = 240;      ///< The palette's words fold before the path has less.
constexpr int leastPathPx = 220; ///< And the mark and the connection's name before this.
constexpr int leastNamePx = 48;
constexpr int besideBellPx = 150; ///< Where the path would have less, the bell goes.

} // namespace

TopBar::TopBar(QWidget* parent) :
    QFrame(parent), m_mark(new QWidget(this)), m_switcher(new ConnectionSwitcher(this)),
    m_lock(makeButton("connectionLock", ButtonKind::normal, this)),
    m_back(makeIconButton("goBack", QStringLiteral("arrow-left"), this)),
    m_forward(makeIconButton("goForward", QStringLiteral("arrow-right"), this)),
    m_up(makeIconButton("goUp", QStringLiteral("arrow-up"), this)),
    m_pathBar(new PathBar(this)),
    m_title(new TextLabel(TextStyle::panelTitle, Token::text, this)),
    m_palette(new PaletteBox(this)), m_bell(new BellButton(this)),
    m_settings(makeIconButton("settings", QStringLiteral("settings"), this))
{
    setObjectName(QStringLiteral("topBar"));
    setProperty("surface", "chrome");
    setProperty("line", "bottom");
    setFixedHeight(heightPx);
    auto* markRow = makeRow(m_mark, 0);
    markRow->setContentsMargins(markSidePx, 0, 0, 0);
    markRow->addWidget(new AppMark(markPx, m_mark));
    markRow->addStretch();
    m_mark->setFixedWidth(markRoomPx);
    auto* divider = makePanel("", "left", this);
    divider->setFixedSize(1, 20);
    auto* row = makeRow(this, 0);
    row->setContentsMargins(0, 2, sidePx, 1);
    row->addWidget(m_mark);
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
    row->addWidget(m_bell);
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

int TopBar::fixedWidth() const
{
    int width = sidePx;
    for (int index = 0; index < layout()->count(); ++index) {
        const QLayoutItem* item = layout()->itemAt(index);
        const QWidget* widget = item->widget();
        const bool flexible = widget == m_mark || widget == m_switcher || widget == m_pathBar
            || widget == m_title || widget == m_palette || widget == m_bell;
        if (!flexible && !(widget && widget->isHidden()))
            width += item->sizeHint().width();
    }
    return width;
}

/// Depends on the widths alone, not on what is folded now: so it comes to rest at once.
void TopBar::fit()
{
    int rest = width() - fixedWidth();
    const int whole = ConnectionSwitcher::widestNamePx;
    const auto pathRoom = [&](bool words, bool mark, int name) {
        const int palette = words ? PaletteBox::unfoldedWidth() : m_palette->height();
        return rest - palette - (mark ? markRoomPx : sidePx) - m_switcher->widthWith(name);
    };
    rest -= m_bell->sizeHint().width();
    const bool bell = pathRoom(false, false, leastNamePx) >= besideBellPx;
    if (!bell)
        rest += m_bell->sizeHint().width();
    m_bell->setVisible(bell);
    const bool words = pathRoom(true, true, whole) >= pathPx;
    const bool mark = words || pathRoom(false, true, whole) >= leastPathPx;
    const int missing = std::max(0, leastPathPx - pathRoom(words, mark, whole));
    m_palette->setFolded(!words);
    m_mark->setVisible(mark);
    m_switcher->setNameRoom(
        missing == 0 ? whole : std::max(leastNamePx, m_switcher->nameWidth() - missing));
    auto* row = static_cast<QHBoxLayout*>(layout());
    QMargins margins = row->contentsMargins();
    margins.setLeft(mark ? 0 : sidePx);
    if (margins != row->contentsMargins())
        row->setContentsMargins(margins);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
    layout()->activate();
}

bool TopBar::event(QEvent* event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

/// It never keeps a window wide; fit() sees to it that nothing overlaps.
QSize TopBar::minimumSizeHint() const
{
    return {0, heightPx};
}

void TopBar::retranslate()
{
    setVerb(m_back, tr("Back"), keyOf("go.back"));
    setVerb(m_forward, tr("Forward"), keyOf("go.forward"));
    setVerb(m_up, tr("Parent node"), keyOf("go.up"));
    setVerb(m_settings, tr("Settings"));
    setLocked(m_locked);
}

} // namespace zs::ui
