// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/image_view.h"

#include "clientlib/net/background.h"
#include "ui/common/text_format.h"
#include "ui/node/decode/signatures.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

namespace zs::ui {

namespace {

constexpr qint64 mostPixels = qint64(4) << 20;
constexpr int marginPx = 16;
constexpr int captionPx = 24;
constexpr std::chrono::milliseconds slow{250};

} // namespace

Result<QImage> readPicture(ByteView bytes)
{
    const auto data = QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer;
    buffer.setData(data);
    buffer.open(QIODevice::ReadOnly);
    // The mark decides: a reader that tries all formats would take SVG and worse.
    const std::string_view name = knownSignature(bytes);
    const auto format
        = QByteArray(name.data(), static_cast<qsizetype>(name.size())).toLower();
    if (format != "png" && format != "jpeg" && format != "gif")
        return failure(Errc::invalidInput,
            ImageView::tr("This is neither PNG, JPEG nor GIF.").toStdString());
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && qint64(size.width()) * size.height() > mostPixels) {
        return failure(Errc::invalidInput,
            ImageView::tr("%1 × %2 pixels are more than the 4 megapixels that are drawn here.")
                .arg(size.width())
                .arg(size.height())
                .toStdString());
    }
    QImage image;
    if (!size.isValid() || size.isEmpty() || !reader.read(&image)) {
        return failure(Errc::invalidInput,
            ImageView::tr("The picture is damaged or cut short.").toStdString());
    }
    return image;
}

ImageView::ImageView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("imageView"));
    setFocusPolicy(Qt::StrongFocus);
    m_slow.setSingleShot(true);
    m_slow.setInterval(slow);
    connect(&m_slow, &QTimer::timeout, this, [this] { setCaption(tr("Reading the picture…")); });
}

ImageView::~ImageView()
{
    drop();
}

void ImageView::drop()
{
    m_slow.stop();
    if (m_dropped)
        *m_dropped = true;
    m_dropped.reset();
}

void ImageView::setData(ByteView bytes)
{
    drop();
    m_image = QImage();
    setCaption({});
    if (bytes.empty())
        return;
    m_slow.start();
    auto dropped = m_dropped = std::make_shared<std::atomic<bool>>(false);
    net::inBackground(
        this,
        [dropped, own = Bytes(bytes.begin(), bytes.end())] {
            // Who leafs through pictures waits for the last one alone.
            return *dropped ? Result<QImage>(QImage()) : readPicture(own);
        },
        [this, dropped](const Result<QImage>& image) {
            if (!*dropped)
                take(image);
        });
}

void ImageView::take(const Result<QImage>& image)
{
    drop();
    if (image) {
        m_image = *image;
        setCaption(tr("%1 × %2 pixels").arg(m_image.width()).arg(m_image.height()));
    } else {
        setCaption(QString::fromStdString(image.error().detail));
    }
}

void ImageView::setCaption(const QString& caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

void ImageView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::canvas));
    painter.setFont(fontFor(TextStyle::label));
    painter.setPen(color(Token::text3));
    if (m_image.isNull()) {
        painter.drawText(rect().adjusted(marginPx, marginPx, -marginPx, -marginPx),
            int(Qt::AlignCenter) | int(Qt::TextWordWrap), m_caption);
        return;
    }
    const QRect room = rect().adjusted(marginPx, marginPx, -marginPx, -marginPx - captionPx);
    QSize size = m_image.size();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    QRect target(QPoint(), size);
    target.moveCenter(room.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, m_image);
    painter.drawText(QRect(room.left(), room.bottom(), room.width(), captionPx), Qt::AlignCenter,
        m_caption);
}

} // namespace zs::ui
