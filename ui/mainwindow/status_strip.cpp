// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/status_strip.h"

#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessibleWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <mutex>

namespace zs::ui {
namespace {

constexpr int heightPx = 26;
constexpr int sidePx = 10;
constexpr int iconPx = 14;

/// What screen readers see of an entry.
class AccessibleEntry : public QAccessibleWidget {
public:
    explicit AccessibleEntry(StatusEntry* entry) :
        QAccessibleWidget(entry, QAccessible::StaticText), m_entry(entry)
    {
    }
    QAccessible::Role role() const override
    {
        return m_entry->isClickable() ? QAccessible::Button : QAccessible::StaticText;
    }
    QStringList actionNames() const override
    {
        if (!m_entry->isClickable())
            return QAccessibleWidget::actionNames();
        return {pressAction(), setFocusAction()};
    }
    void doAction(const QString& name) override
    {
        if (name == pressAction() && m_entry->isClickable())
            Q_EMIT m_entry->clicked();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    StatusEntry* m_entry;
};

QAccessibleInterface* accessibleEntry(const QString&, QObject* object)
{
    auto* entry = qobject_cast<StatusEntry*>(object);
    return entry ? new AccessibleEntry(entry) : nullptr; // Qt owns it.
}

} // namespace

StatusEntry::StatusEntry(const char* objectName, TextStyle style, Edge edge, QWidget* parent) :
    QWidget(parent), m_edge(edge), m_dot(new StateDot(this)), m_iconRoom(new QWidget(this)),
    m_text(new TextLabel(style, m_tone, this))
{
    setObjectName(QLatin1String(objectName));
    static std::once_flag known;
    std::call_once(known, [] { QAccessible::installFactory(accessibleEntry); });
    m_iconRoom->setFixedSize(iconPx, iconPx);
    m_iconRoom->hide();
    m_dot->hide();
    m_text->hide();
    auto* row = makeRow(this, 6);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    row->addWidget(m_dot);
    row->addWidget(m_iconRoom);
    row->addWidget(m_text);
}

void StatusEntry::setText(const QString& text)
{
    if (text == m_text->text() && m_wanted != text.isEmpty())
        return;
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty() && !m_chip);
    if (m_chip)
        m_chip->setText(text);
    setAccessibleName(text);
    m_wanted = !text.isEmpty();
    setVisible(m_wanted && !m_folded);
    Q_EMIT changed();
}

void StatusEntry::setFolded(bool folded)
{
    m_folded = folded;
    setVisible(m_wanted && !m_folded);
}

QString StatusEntry::text() const
{
    return m_text->text();
}

void StatusEntry::setTone(Token tone)
{
    m_tone = tone;
    m_text->setTone(tone);
    update();
}

void StatusEntry::setIconName(const QString& name)
{
    m_icon = name;
    m_iconRoom->setVisible(!name.isEmpty());
    update();
}

void StatusEntry::setDot(Role role)
{
    m_dot->setRole(role);
    m_dot->show();
}

void StatusEntry::setChip(Role role)
{
    if (!m_chip) {
        m_chip = new Chip(this);
        m_chip->setText(m_text->text());
        layout()->addWidget(m_chip);
        m_text->hide();
    }
    m_chip->setRole(role);
}

void StatusEntry::setClickable()
{
    m_clickable = true;
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusRing", true);
}

void StatusEntry::keyPressEvent(QKeyEvent* event)
{
    const bool presses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return
        || event->key() == Qt::Key_Enter;
    if (m_clickable && presses)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

void StatusEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int x = m_edge == Edge::right ? width() - 1 : 0;
    painter.fillRect(x, 0, 1, height(), color(Token::border));
    if (!m_icon.isEmpty())
        painter.drawPixmap(m_iconRoom->pos(),
            iconPixmap(m_icon, m_tone, iconPx, devicePixelRatioF()));
}

void StatusEntry::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT clicked();
}

StatusStrip::StatusStrip(QWidget* parent) : QFrame(parent), m_row(makeRow(this, 0))
{
    setProperty("surface", "chrome");
    setProperty("line", "top");
    setFixedHeight(heightPx);
    m_row->setContentsMargins(4, 0, 4, 0);
    m_row->addStretch();
}

StatusEntry* StatusStrip::addLeft(const char* objectName, TextStyle style)
{
    auto* entry = new StatusEntry(objectName, style, StatusEntry::Edge::right, this);
    m_row->insertWidget(m_lefts++, entry);
    return track(entry);
}

StatusEntry* StatusStrip::addRight(const char* objectName, TextStyle style)
{
    auto* entry = new StatusEntry(objectName, style, StatusEntry::Edge::left, this);
    m_row->addWidget(entry);
    return track(entry);
}

StatusEntry* StatusStrip::track(StatusEntry* entry)
{
    entry->hide(); // Until there is something to tell.
    m_entries.push_back(entry);
    connect(entry, &StatusEntry::changed, this, &StatusStrip::fit);
    return entry;
}

void StatusStrip::setFoldOrder(std::vector<StatusEntry*> entries)
{
    m_foldOrder = std::move(entries);
    m_more = new StatusEntry("statusMore", TextStyle::label, StatusEntry::Edge::right, this);
    m_more->setIconName(QStringLiteral("ellipsis"));
    m_more->hide();
    m_row->insertWidget(m_lefts, m_more);
    fit();
}

/// The strip is never what keeps a window wide.
QSize StatusStrip::minimumSizeHint() const
{
    return {0, heightPx};
}

/// Depends on widths and texts alone, not on what is folded now: so it comes to rest at once.
void StatusStrip::fit()
{
    if (!m_more)
        return;
    const QMargins margins = m_row->contentsMargins();
    int room = width() - margins.left() - margins.right();
    for (const StatusEntry* entry : m_entries)
        room -= entry->isWanted() ? entry->sizeHint().width() : 0;
    if (room < 0)
        room -= m_more->sizeHint().width();
    QStringList folded;
    for (StatusEntry* entry : m_foldOrder) {
        const bool folds = entry->isWanted() && room < 0;
        entry->setFolded(folds);
        if (!folds)
            continue;
        room += entry->sizeHint().width();
        folded.prepend(entry->text());
    }
    m_more->setVisible(!folded.isEmpty());
    m_more->setAccessibleName(folded.join(QStringLiteral(", ")));
    // Said to be rich, so that nobody guesses it from what a server sent.
    m_more->setToolTip(QStringLiteral("<p style='white-space:pre'>%1</p>")
                           .arg(folded.join(u'\n').toHtmlEscaped()));
}

bool StatusStrip::event(QEvent* event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void StatusStrip::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
    m_row->activate();
}

} // namespace zs::ui
