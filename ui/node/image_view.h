// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <memory>

namespace zs::ui {

/// PNG, JPEG and GIF (its first picture). Never draws more than 4 megapixels, whatever the bytes
/// promise; SVG stays text, since drawing it may read files and take any time. Any thread. Fails:
/// invalidInput with words for people.
[[nodiscard]] Result<QImage> readPicture(ByteView bytes);

/// A picture, made smaller where it does not fit, and its size; or why it is not drawn. It is
/// decoded in another thread; one whose data were replaced meanwhile is dropped.
class ImageView : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(QWidget* parent = nullptr);
    ~ImageView() override;

    /// No bytes: nothing is shown and held.
    void setData(ByteView bytes);
    [[nodiscard]] bool isReading() const { return m_dropped != nullptr; }
    [[nodiscard]] const QImage& image() const { return m_image; }
    [[nodiscard]] QString caption() const { return m_caption; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drop();
    void take(const Result<QImage>& image);
    void setCaption(const QString& caption);

    QImage m_image;
    QString m_caption;
    QTimer m_slow; ///< Says that it takes a while, when it does.
    std::shared_ptr<std::atomic<bool>> m_dropped; ///< Told to what decodes; nullptr: nothing does.
};

} // namespace zs::ui
