// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>

namespace zs::ui {

class FocusRing;
class Restyler;

/// Which colours a user asked for. `system` follows the desktop.
enum class ThemeMode { system, light, dark };

/// The program's look: colours by token, style, palette and style sheet of the QApplication.
/// Threads: GUI thread only. Lifetime: made by `install`, owned by the QApplication.
class Theme : public QObject {
    Q_OBJECT
public:
    /// Gives the running QApplication fonts, style, palette and style sheet. Once per application.
    static Theme& install(ThemeMode mode = ThemeMode::system);
    /// The installed theme; `install` must have been called.
    [[nodiscard]] static Theme& instance();
    ~Theme() override;

    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    /// Restyles what is visible at once, and what is hidden before it is shown.
    void setMode(ThemeMode mode);
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QColor color(Token token) const;

Q_SIGNALS:
    /// The colours are others now. Widgets that paint by themselves need nothing: they are
    /// repainted; for those that hold colours (lexers, pixmaps).
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit Theme(QObject* parent);
    void apply(bool dark);
    [[nodiscard]] bool wantsDark();
    [[nodiscard]] bool platformIsDark();

    TokenSets m_tokens;
    ThemeMode m_mode = ThemeMode::system;
    bool m_dark = false;
    bool m_applying = false;
    FocusRing* m_focusRing;
    Restyler* m_restyler;
};

/// Shorthand for `Theme::instance().color(token)`.
[[nodiscard]] QColor color(Token token);

} // namespace zs::ui
