// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace zs::ui {

class TextLabel;

/// A strip of 40 px over a view that tells a state and offers what to do: reconnecting (looking),
/// expired or deleted (danger), read-only server (down).
class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    void setRole(Role role, const QString& iconName);
    /// `strong` says what happened, `text` what it means.
    void setText(const QString& strong, const QString& text);
    [[nodiscard]] QString text() const;
    /// Puts a button at the right; the banner owns it from then on.
    void addButton(QPushButton* button);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Role m_role = Role::looking;
    QString m_icon;
    TextLabel* m_text;
    QHBoxLayout* m_row;
};

/// A message inside a dialog or panel: an icon and wrapped text on a soft ground.
class Note : public QFrame {
    Q_OBJECT
public:
    /// `following` looks like the design's accent note.
    explicit Note(Role role, QWidget* parent = nullptr);
    void setRole(Role role);
    /// Another icon than the role's own.
    void setIcon(const QString& name);
    void setText(const QString& text) { setText({}, text); }
    /// `strong` stands before `text` in semibold.
    void setText(const QString& strong, const QString& text);
    /// Words of the text that are semibold, too, wherever they stand alone.
    void setStrongWords(const QStringList& words);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Role m_role;
    QString m_icon; ///< Empty: the role's.
    TextLabel* m_text;
};

} // namespace zs::ui
