// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/segmented_control.h"

#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace zs::ui {
namespace {

constexpr int radiusPx = 6;
constexpr qreal disabledOpacity = 0.45;

using Size = SegmentedControl::Size;

int heightOf(Size size)
{
    return size == Size::control ? 28 : 24;
}

QFont fontOf(Size size, bool chosen)
{
    QFont font = fontFor(size == Size::control ? TextStyle::body : TextStyle::label);
    if (chosen)
        font.setWeight(QFont::DemiBold);
    return font;
}

/// One word; the frame around all of them is drawn by the control.
class Segment : public QAbstractButton {
public:
    Segment(Size size, QWidget* parent) : QAbstractButton(parent), m_size(size) {}

    QSize sizeHint() const override
    {
        // Measured in the heavier font, so that choosing a word moves nothing.
        const int text = QFontMetrics(fontOf(m_size, true)).horizontalAdvance(this->text());
        return {text + 2 * (m_size == Size::control ? 13 : 8), heightOf(m_size)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (!isEnabled())
            painter.setOpacity(disabledOpacity);
        const Token tone = isChecked() ? Token::accentText : Token::text2;
        painter.setPen(color(tone));
        painter.setFont(fontOf(m_size, isChecked()));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    Size m_size;
};

} // namespace

SegmentedControl::SegmentedControl(QWidget* parent, Size size) : QFrame(parent), m_size(size)
{
    setFixedHeight(heightOf(size));
    auto* row = makeRow(this, 0);
    row->setSizeConstraint(QLayout::SetMinimumSize);
    connect(&m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        update();
        if (on)
            Q_EMIT currentChanged(id);
    });
}

void SegmentedControl::setSegments(const QStringList& words)
{
    const int before = currentIndex();
    const QSignalBlocker quiet(&m_group);
    const auto old = m_group.buttons();
    for (int index = int(words.size()); index < old.size(); ++index)
        delete old[index];
    for (int index = 0; index < words.size(); ++index) {
        QAbstractButton* segment = m_group.button(index);
        if (!segment) {
            segment = new Segment(m_size, this);
            segment->setCheckable(true);
            segment->setFocusPolicy(Qt::TabFocus);
            segment->installEventFilter(this);
            m_group.addButton(segment, index);
            layout()->addWidget(segment);
        }
        segment->setText(words[index]);
        segment->updateGeometry();
    }
    if (QAbstractButton* chosen = m_group.button(before < 0 ? 0 : before))
        chosen->setChecked(true);
    // Tab comes to the chosen one, arrows to the others; Qt sees to it after the first focus.
    for (QAbstractButton* segment : m_group.buttons())
        segment->setFocusPolicy(segment->isChecked() ? Qt::TabFocus : Qt::NoFocus);
    update();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton* segment = m_group.button(index))
        segment->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radiusPx, radiusPx);
    painter.fillPath(frame, color(Token::raised));
    painter.setClipPath(frame);
    for (const QAbstractButton* segment : m_group.buttons()) {
        if (segment->isChecked())
            painter.fillRect(segment->geometry(), color(Token::accentSoft));
    }
    for (const QAbstractButton* segment : m_group.buttons()) {
        if (m_group.id(const_cast<QAbstractButton*>(segment)) > 0)
            painter.fillRect(segment->x(), 0, 1, height(), color(Token::border));
    }
    painter.setClipping(false);
    painter.setPen(color(Token::borderStrong));
    painter.drawPath(frame);
}

bool SegmentedControl::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Left && key != Qt::Key_Right)
        return false;
    const int step = key == Qt::Key_Right ? 1 : -1;
    const int here = m_group.id(qobject_cast<QAbstractButton*>(watched));
    if (QAbstractButton* next = m_group.button(here + step))
        next->setFocus(Qt::TabFocusReason);
    return true;
}

} // namespace zs::ui
