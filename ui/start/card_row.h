// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

#include <QAbstractButton>

#include <optional>

namespace zs::ui {

/// A row of a card that leads somewhere: icon and text at the left; at the right whose it is, or an
/// arrow. Its text() is shown as it is: no part of it is a mnemonic.
class CardRow : public QAbstractButton {
    Q_OBJECT
public:
    /// `heightPx`: logical pixels.
    CardRow(const QString& iconName, TextStyle style, int heightPx, QWidget* parent);

    /// A dot and a name; `dot` never says what the name does not.
    void setOwner(const QString& name, Token dot);
    /// The first and the last row have the card's corners.
    void setEnds(bool first, bool last);
    [[nodiscard]] QString owner() const { return m_owner; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_icon;
    TextStyle m_style;
    int m_height;
    QString m_owner;
    Token m_dot = Token::text3;
    bool m_first = false;
    bool m_last = false;
};

} // namespace zs::ui
