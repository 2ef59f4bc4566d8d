// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/app_mark.h"

#include "clientlib/base/expect.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>

namespace zs::ui {
namespace {

QString markFile()
{
    return QStringLiteral(":/zooscope/icons/app_mark.svg");
}

/// The file's own two colours stand in these two attributes.
QByteArray themedMark()
{
    static const QRegularExpression figure(QStringLiteral(" color=\"[^\"]*\""));
    static const QRegularExpression ground(QStringLiteral("id=\"ground\" fill=\"[^\"]*\""));
    QFile file(markFile());
    ZS_EXPECT(file.open(QIODevice::ReadOnly));
    QString svg = QString::fromUtf8(file.readAll());
    svg.replace(figure, QStringLiteral(" color=\"%1\"").arg(color(Token::onAccent).name()));
    svg.replace(
        ground, QStringLiteral("id=\"ground\" fill=\"%1\"").arg(color(Token::accent).name()));
    return svg.toUtf8();
}

} // namespace

AppMark::AppMark(int sizePx, QWidget* parent) : QWidget(parent)
{
    setFixedSize(sizePx, sizePx);
}

void AppMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QSvgRenderer(themedMark()).render(&painter, QRectF(rect()));
}

QIcon appIcon()
{
    return QIcon(markFile());
}

} // namespace zs::ui
