// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "clientlib/base/expect.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QCache>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPushButton>
#include <QSvgRenderer>

namespace zs::ui {
namespace {

constexpr qreal disabledOpacity = 0.45;
constexpr int extraGapPx = 4; ///< Qt leaves 4 px between icon and text, the design 8.

/// Holds a few MiB at most: an icon of 20 px takes 1600 bytes.
QCache<QString, QPixmap>& cache()
{
    static QCache<QString, QPixmap> pixmaps(2000);
    return pixmaps;
}

QByteArray readSvg(const QString& name)
{
    QFile file(QStringLiteral(":/zooscope/icons/lucide/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    if (!opened)
        qCritical().noquote() << "no icon named" << name;
    ZS_EXPECT(opened);
    return file.readAll();
}

QPixmap render(const QString& name, const QColor& color, int sizePx, qreal ratio)
{
    QByteArray svg = readSvg(name);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    if (sizePx > 14)
        svg.replace("stroke-width=\"2\"", "stroke-width=\"1.75\"");
    QSvgRenderer renderer(svg);
    QPixmap pixmap(QSizeF(sizePx * ratio, sizePx * ratio).toSize());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, IconTokens tokens) : m_name(std::move(name)), m_tokens(tokens) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int size = std::min(rect.width(), rect.height());
        // In a wide rectangle the icon stands at the left: the rest is the gap before a text.
        const QRect square(rect.x(), rect.y() + (rect.height() - size) / 2, size, size);
        const Token token = state == QIcon::On ? m_tokens.on : m_tokens.normal;
        const qreal ratio = painter->device()->devicePixelRatioF();
        const qreal opacity = painter->opacity();
        if (mode == QIcon::Disabled)
            painter->setOpacity(opacity * disabledOpacity);
        painter->drawPixmap(square.topLeft(), iconPixmap(m_name, token, size, ratio));
        painter->setOpacity(opacity);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels.
    QPixmap scaledPixmap(
        const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        result.setDevicePixelRatio(scale);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(0, 0), (QSizeF(size) / scale).toSize()), mode, state);
        painter.end();
        return result;
    }

    QIconEngine* clone() const override { return new IconEngine(*this); }
    QString key() const override { return QStringLiteral("zooscope-lucide"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QString m_name;
    IconTokens m_tokens;
};

} // namespace

QIcon icon(const QString& name, IconTokens tokens)
{
    return QIcon(new IconEngine(name, tokens));
}

QPixmap iconPixmap(const QString& name, Token token, int sizePx, qreal devicePixelRatio)
{
    const QColor color = Theme::instance().color(token);
    const QString key = QStringLiteral("%1/%2/%3/%4/%5")
                            .arg(name, tokenName(token), color.name(QColor::HexArgb))
                            .arg(sizePx)
                            .arg(devicePixelRatio);
    if (const QPixmap* known = cache().object(key))
        return *known;
    auto* fresh = new QPixmap(render(name, color, sizePx, devicePixelRatio));
    const QPixmap result = *fresh;
    cache().insert(key, fresh);
    return result;
}

void setIcon(QAbstractButton* button, const QString& name, int sizePx, IconTokens tokens)
{
    button->setIcon(icon(name, tokens));
    const bool besideText = qobject_cast<QPushButton*>(button) != nullptr;
    button->setIconSize(QSize(besideText ? sizePx + extraGapPx : sizePx, sizePx));
}

int cachedIconCount()
{
    return static_cast<int>(cache().count());
}

} // namespace zs::ui
