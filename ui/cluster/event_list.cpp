// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/event_list.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int rowPx = 26;
constexpr int timePx = 12;
constexpr int iconPx = 73;
constexpr int textPx = 94;
constexpr double second = 1e9;

class EventDelegate : public QStyledItemDelegate {
public:
    EventDelegate(const EventList* list, QObject* parent)
        : QStyledItemDelegate(parent),
          m_list(list)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, rowPx};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto event = index.data(EventModel::LookRole).value<EventLook>();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect;
        if (index.row() == m_list->markedRow())
            painter->fillRect(row, color(Token::selected));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, color(Token::hover));
        const qreal y = row.center().y() + 0.5;
        drawText(*painter, row.x() + timePx, y,
            QString::number(double(event.atNs) / second, 'f', 3), TextStyle::monoSmall,
            Token::text3, iconPx - timePx - 4);
        painter->drawPixmap(QPointF(row.x() + iconPx, y - 7),
            iconPixmap(event.icon, event.tone, 14, option.widget->devicePixelRatioF()));
        drawText(*painter, row.x() + textPx, y, event.text, TextStyle::label, Token::text,
            row.width() - textPx - 8);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(color(Token::accent), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(QRectF(row).adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    const EventList* m_list;
};

} // namespace

void EventModel::setEvents(std::vector<EventLook> events)
{
    const bool grew = events.size() >= m_events.size()
        && std::equal(m_events.begin(), m_events.end(), events.begin());
    if (!grew) {
        beginResetModel();
        m_events = std::move(events);
        m_rows = countUntil(m_until);
        endResetModel();
        return;
    }
    m_events = std::move(events);
    showUntil(m_until);
}

int EventModel::countUntil(std::int64_t atNs) const
{
    const auto after = std::upper_bound(m_events.begin(), m_events.end(), atNs,
        [](std::int64_t t, const EventLook& event) { return t < event.atNs; });
    return int(after - m_events.begin());
}

void EventModel::showUntil(std::int64_t atNs)
{
    m_until = atNs;
    const int rows = countUntil(atNs);
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
}

int EventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const EventLook& event = m_events[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return event.text;
    case Qt::AccessibleTextRole:
        return tr("%1 s: %2", "an event in the list: time, what happened")
            .arg(double(event.atNs) / second, 0, 'f', 3)
            .arg(event.text);
    case LookRole: return QVariant::fromValue(event);
    default: return {};
    }
}

EventList::EventList(QWidget* parent) : QListView(parent), m_model(new EventModel(this))
{
    setObjectName(QStringLiteral("eventList"));
    setProperty("surface", "panel");
    setFrameShape(QFrame::NoFrame);
    setModel(m_model);
    setItemDelegate(new EventDelegate(this, this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT timeChosen(index.data(EventModel::LookRole).value<EventLook>().atNs);
    };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void EventList::setEvents(std::vector<EventLook> events)
{
    const int before = m_model->rowCount();
    m_model->setEvents(std::move(events));
    announce(before);
}

void EventList::setTime(std::int64_t atNs)
{
    const int before = m_model->rowCount();
    m_model->showUntil(atNs);
    announce(before);
}

void EventList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    if (m_model->rowCount() > 0)
        scrollTo(m_model->index(markedRow()));
}

/// Politely: only what matters, and only the newest of it.
void EventList::announce(int firstNew)
{
    const int rows = m_model->rowCount();
    if (rows == firstNew)
        return;
    if (rows > 0)
        scrollTo(m_model->index(rows - 1));
    viewport()->update();
    if (!QAccessible::isActive())
        return;
    for (int row = rows - 1; row >= firstNew; --row) {
        const EventLook& event = m_model->events()[std::size_t(row)];
        if (!event.important)
            continue;
        setAccessibleDescription(event.text);
        QAccessibleEvent told(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&told);
        break;
    }
}

} // namespace zs::ui
