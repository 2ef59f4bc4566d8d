// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"
#include "ui/node/text_search.h"

#include <QAbstractScrollArea>

namespace zs::ui {

/// Bytes in rows of 8 + 8 in hexadecimal, beside them as ASCII. Typing hexadecimal digits
/// overwrites in place and never changes the length. In the data font of the preferences.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(QWidget* parent = nullptr);

    void setData(Bytes data);
    [[nodiscard]] const Bytes& data() const { return m_data; }
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    /// The byte with the cursor, from 0.
    [[nodiscard]] std::size_t cursor() const { return m_cursor; }
    /// At least the byte with the cursor; none of no data.
    [[nodiscard]] ByteSpan selectedBytes() const;
    void selectBytes(ByteSpan part);
    /// Paints a ground under these bytes, which are in order.
    void showHits(std::vector<ByteSpan> hits);
    /// As if the user had made these bytes of those; the length may change. Not when read-only.
    void replaceAll(Bytes data);

Q_SIGNALS:
    void edited();
    void cursorMoved();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] std::size_t byteAt(const QPoint& place) const;
    [[nodiscard]] std::size_t rows() const { return (m_data.size() + 15) / 16; }
    [[nodiscard]] int hexLeft(std::size_t column) const;
    [[nodiscard]] int asciiLeft(std::size_t column) const;
    void paintRow(QPainter& painter, std::size_t row, int top) const;
    void moveTo(std::size_t cursor, bool select);
    void overwrite(int digit);
    void updateBars();
    void restyle();
    void scrollTo(std::size_t byte);
    void pointAt(const QPoint& place, bool select);
    [[nodiscard]] int contentLeft() const;

    [[nodiscard]] bool isHit(std::size_t at) const;

    Bytes m_data;
    std::vector<ByteSpan> m_hits;
    std::size_t m_cursor = 0;
    std::size_t m_anchor = 0;
    bool m_lowNibble = false;
    bool m_readOnly = true;
    qreal m_charPx = 8; ///< Rarely a whole number.
    int m_rowPx = 20;
};

} // namespace zs::ui
