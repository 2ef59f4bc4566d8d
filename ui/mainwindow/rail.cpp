// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/rail.h"

#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int widthPx = 64;
constexpr int itemPx = 54;
constexpr int iconPx = 20;
constexpr int barPx = 3;

class RailItem : public QToolButton {
public:
    RailItem(QString iconName, QWidget* parent) : QToolButton(parent), m_icon(std::move(iconName))
    {
        setCheckable(true);
        setProperty("rail", true);
        setFocusPolicy(Qt::TabFocus);
    }
    QSize sizeHint() const override { return {widthPx - 1, itemPx}; }

    void setLabelShown(bool shown)
    {
        m_labelShown = shown;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (underMouse() && !isChecked())
            painter.fillRect(rect(), color(Token::hover));
        const Token tone = isChecked() ? Token::accentText : Token::text2;
        if (isChecked())
            painter.fillRect(0, 8, barPx, height() - 16, color(Token::accent));
        const int top = m_labelShown ? 8 : (height() - iconPx) / 2;
        painter.drawPixmap(QPoint((width() - iconPx) / 2, top),
            iconPixmap(m_icon, tone, iconPx, devicePixelRatioF()));
        if (!m_labelShown)
            return;
        painter.setPen(color(tone));
        painter.setFont(fontFor(isChecked() ? TextStyle::chip : TextStyle::caption));
        const QString label
            = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4);
        painter.drawText(
            QRect(0, top + iconPx + 2, width(), 16), Qt::AlignHCenter | Qt::AlignVCenter, label);
    }

private:
    QString m_icon;
    bool m_labelShown = true;
};

} // namespace

Rail::Rail(QWidget* parent) : QFrame(parent), m_column(makeColumn(this, 0))
{
    setObjectName(QStringLiteral("rail"));
    setProperty("surface", "chrome");
    setProperty("line", "right");
    setFixedWidth(widthPx);
    m_column->setContentsMargins(0, 6, 0, 6);
    m_column->addStretch();
    connect(&m_group, &QButtonGroup::idClicked, this, &Rail::pageChosen);
}

int Rail::addPage(const char* objectName, const QString& iconName)
{
    auto* item = new RailItem(iconName, this);
    item->setObjectName(QLatin1String(objectName));
    const int page = int(m_group.buttons().size());
    m_group.addButton(item, page);
    m_column->insertWidget(page, item);
    item->setChecked(page == 0);
    return page;
}

void Rail::setPageText(int page, const QString& text, const QKeySequence& keys)
{
    QAbstractButton* item = m_group.button(page);
    item->setText(text);
    setVerb(item, text, keys);
}

void Rail::setCurrentPage(int page)
{
    if (QAbstractButton* item = m_group.button(page))
        item->setChecked(true);
}

void Rail::setLabelsShown(bool shown)
{
    for (QAbstractButton* button : m_group.buttons())
        static_cast<RailItem*>(button)->setLabelShown(shown);
}

} // namespace zs::ui
