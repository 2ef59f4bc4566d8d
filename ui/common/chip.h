// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

class QPainter;

namespace zs::ui {

/// A word on a soft ground, 20 px high: an environment, a state, a mark like "Read-only". The word,
/// and the icon where there is one, repeat what the colour says.
class Chip : public QWidget {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }
    void setRole(Role role);
    /// Accent instead of a role.
    void setAccent();
    /// A Lucide icon before the word; empty for none.
    void setIconName(const QString& name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QString m_icon;
    Token m_ground = Token::downSoft;
    Token m_ink = Token::downText;
};

/// A dot of 8 px in a role's fill, beside a word that says the same.
class StateDot : public QWidget {
    Q_OBJECT
public:
    explicit StateDot(QWidget* parent = nullptr);
    void setRole(Role role);
    [[nodiscard]] Role role() const { return m_role; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Role m_role = Role::down;
};

/// How wide drawKeys() makes the frame around `keys`; it is 18 px high.
[[nodiscard]] int keysWidth(const QString& keys, bool strong = false);
/// For delegates: what a KeyLabel shows, in a rectangle of that size.
void drawKeys(QPainter& painter, const QRect& frame, const QString& keys, bool strong = false);

/// A key or key combination in a frame, e.g. "Ctrl K".
class KeyLabel : public QWidget {
    Q_OBJECT
public:
    explicit KeyLabel(const QString& keys, QWidget* parent = nullptr);
    void setKeys(const QString& keys);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_keys;
};

} // namespace zs::ui
