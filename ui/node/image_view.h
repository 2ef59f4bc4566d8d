// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <QImage>
#include <QWidget>

namespace zs::ui {

/// PNG, JPEG and GIF (its first picture). Never draws more than 4 megapixels, whatever the bytes
/// promise; SVG stays text, since drawing it may read files and take any time. Fails:
/// invalidInput with words for people.
[[nodiscard]] Result<QImage> readPicture(ByteView bytes);

/// A picture, made smaller where it does not fit, and its size; or why it is not drawn.
class ImageView : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(QWidget* parent = nullptr);

    /// No bytes: nothing is shown and held.
    void setData(ByteView bytes);
    [[nodiscard]] const QImage& image() const { return m_image; }
    [[nodiscard]] QString caption() const { return m_caption; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
    QString m_caption;
};

} // namespace zs::ui
