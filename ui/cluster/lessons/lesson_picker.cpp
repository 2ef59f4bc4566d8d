// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/lesson_picker.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/cluster/lessons/lesson.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int widthPx = 470;
constexpr int rowPx = 46;
constexpr int rowsShown = 8;
constexpr int footerPx = 42;
constexpr int serversRightPx = 40;
constexpr int serversPx = 76;

enum LessonRole {
    SubtitleRole = Qt::UserRole,
    ServersRole,
    NumberRole,
    CurrentRole,
    CannotRole, ///< Not on the servers that are chosen.
    // Of which those above are made.
    OwnSubtitleRole,
    OnlyOursRole,
    CountRole,
    ApacheRole,
};

class LessonDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {widthPx, rowPx};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(8, 0, -8, 0);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(selected ? Token::selected : Token::hover));
            painter->drawRoundedRect(row, 4, 4);
        }
        const qreal right = row.right() - serversRightPx;
        const qreal room = right - serversPx - row.x() - 10;
        drawText(*painter, row.x() + 10, row.y() + 14, index.data().toString(),
            TextStyle::control,
            index.data(CannotRole).toBool() ? Token::text3 : Token::text, room);
        drawText(*painter, row.x() + 10, row.y() + 32, index.data(SubtitleRole).toString(),
            TextStyle::label, Token::text2, room);
        drawTextRight(*painter, right, row.center().y(), index.data(ServersRole).toString(),
            TextStyle::label, Token::text2);
        if (index.data(CurrentRole).toBool())
            painter->drawPixmap(QPointF(row.right() - 26, row.center().y() - 8),
                iconPixmap(QStringLiteral("check"), Token::accentText, 16,
                    option.widget->devicePixelRatioF()));
        painter->restore();
    }
};

} // namespace

LessonPicker::LessonPicker(const std::vector<Lesson>& lessons, Choice choice, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("lessonPicker"));
    setAttribute(Qt::WA_DeleteOnClose);
    fill(lessons, choice.current);
    m_list->setObjectName(QStringLiteral("lessonList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new LessonDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Lessons"));
    m_list->setFixedHeight(rowPx * std::min(rowsShown, int(lessons.size())) + 2);
    auto* column = makeColumn(this, 0);
    column->setContentsMargins(1, 9, 1, 1);
    column->addWidget(m_list);
    column->addSpacing(8);
    column->addWidget(makeServersRow(choice));
    column->addWidget(makeFooter(choice));
    setFixedWidth(widthPx);
    connect(m_run, &QPushButton::clicked, this, &LessonPicker::run);
    connect(m_mixed, &QCheckBox::toggled, this, &LessonPicker::showServers);
    connect(m_list, &QListView::doubleClicked, this, &LessonPicker::run);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &LessonPicker::refreshRun);
    int row0 = 0;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->item(i)->data(NumberRole).toInt() == choice.current)
            row0 = i;
    }
    m_list->setCurrentIndex(m_model->index(row0, 0));
    showServers();
    m_list->setFocus();
}

void LessonPicker::fill(const std::vector<Lesson>& lessons, int current)
{
    for (const Lesson& lesson : lessons) {
        auto* item = new QStandardItem(lesson.title);
        item->setData(lesson.subtitle, OwnSubtitleRole);
        item->setData(lesson.onlyOurs, OnlyOursRole);
        item->setData(lesson.voters + lesson.observers, CountRole);
        item->setData(lesson.apache, ApacheRole);
        item->setData(lesson.number, NumberRole);
        item->setData(lesson.number == current, CurrentRole);
        item->setEditable(false);
        m_model->appendRow(item);
    }
}

QWidget* LessonPicker::makeServersRow(const Choice& choice)
{
    auto* line = new QWidget(this);
    auto* row = makeRow(line, 8);
    row->setContentsMargins(16, 0, 12, 8);
    m_mixed = new QCheckBox(tr("One server is Apache ZooKeeper's"), line);
    m_mixed->setObjectName(QStringLiteral("lessonMixed"));
    m_mixed->setEnabled(choice.noApache.isEmpty());
    m_mixed->setChecked(choice.noApache.isEmpty() && choice.servers == LessonServers::mixed);
    m_mixed->setToolTip(choice.noApache.isEmpty()
            ? tr("What it does is concluded from its log, its answers and its clients.")
            : choice.noApache);
    row->addWidget(m_mixed, 1);
    return line;
}

QWidget* LessonPicker::makeFooter(const Choice& choice)
{
    QFrame* footer = makePanel("panel", "top", this);
    footer->setFixedHeight(footerPx);
    auto* row = makeRow(footer, 8);
    row->setContentsMargins(16, 0, 12, 0);
    auto* words = new TextLabel(TextStyle::label, Token::text2, footer);
    words->setText(choice.current == 0
            ? tr("Runs real servers in a scratch folder, then removes it")
            : tr("Runs real servers in a scratch folder; ends the present lesson"));
    m_run = makeButton("runLesson", ButtonKind::primary, footer);
    m_run->setProperty("compact", true);
    m_run->setText(tr("Run", "a lesson"));
    setIcon(m_run, QStringLiteral("play"), 14, {Token::onAccent, Token::onAccent});
    row->addWidget(words, 1);
    row->addWidget(m_run);
    return footer;
}

bool LessonPicker::isMixed() const
{
    return m_mixed->isChecked();
}

/// Each row says what it runs on, or why it cannot.
void LessonPicker::showServers()
{
    for (int i = 0; i < m_model->rowCount(); ++i) {
        QStandardItem* item = m_model->item(i);
        const bool cannot = isMixed() && item->data(ApacheRole).toInt() == 0;
        const int count = item->data(CountRole).toInt();
        const QString subtitle = item->data(cannot ? OnlyOursRole : OwnSubtitleRole).toString();
        item->setData(subtitle, SubtitleRole);
        item->setData(cannot, CannotRole);
        item->setData(isMixed() && !cannot ? tr("%1 + 1 Apache", "servers").arg(count - 1)
                                           : tr("%n server(s)", "", count),
            ServersRole);
        item->setData(item->text() + QStringLiteral(". ") + subtitle, Qt::AccessibleTextRole);
        item->setToolTip(subtitle);
    }
    refreshRun();
}

void LessonPicker::refreshRun()
{
    const QModelIndex index = m_list->currentIndex();
    m_run->setEnabled(index.isValid() && !index.data(CannotRole).toBool());
}

void LessonPicker::popupBelow(const QWidget* widget)
{
    adjustSize();
    QPoint place = widget->mapToGlobal(QPoint(0, widget->height() + 6));
    if (const QScreen* screen = widget->screen()) {
        const QRect room = screen->availableGeometry();
        place.setX(std::clamp(place.x(), room.left(), std::max(room.left(),
            room.right() - width())));
        place.setY(std::clamp(place.y(), room.top(), std::max(room.top(),
            room.bottom() - height())));
    }
    move(place);
    show();
}

void LessonPicker::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        run();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void LessonPicker::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::canvas));
    painter.setPen(color(Token::borderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void LessonPicker::run()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || index.data(CannotRole).toBool())
        return;
    const int number = index.data(NumberRole).toInt();
    const auto servers = isMixed() ? LessonServers::mixed : LessonServers::ours;
    close();
    Q_EMIT chosen(number, servers);
}

} // namespace zs::ui
