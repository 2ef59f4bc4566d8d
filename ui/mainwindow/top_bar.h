// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_profile.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace zs::ui {

class BellButton;
class ConnectionSwitcher;
class PaletteBox;
class PathBar;
class TextLabel;

/// The bar of 44 px at the top of the workspace, under the line of 3 px in the colour of the
/// connection's environment. In a narrow window the palette folds to its icon first, then the mark
/// goes and the connection's name is elided: the path keeps the room that it needs.
class TopBar : public QFrame {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    void setEnvironment(Environment environment);
    /// Shows the lock of a connection that was opened read-only; nullopt: it was not.
    void setLocked(std::optional<bool> locked);
    [[nodiscard]] QPushButton* lock() const { return m_lock; }
    /// The title of a page that has no path; empty: the path and its buttons are shown.
    void setPageTitle(const QString& title);
    [[nodiscard]] ConnectionSwitcher* switcher() const { return m_switcher; }
    [[nodiscard]] PathBar* pathBar() const { return m_pathBar; }
    [[nodiscard]] QToolButton* back() const { return m_back; }
    [[nodiscard]] QToolButton* forward() const { return m_forward; }
    [[nodiscard]] QToolButton* up() const { return m_up; }
    [[nodiscard]] PaletteBox* palette() const { return m_palette; }
    [[nodiscard]] BellButton* bell() const { return m_bell; }
    [[nodiscard]] QToolButton* settings() const { return m_settings; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void retranslate();
    void fit();
    /// In px: the margins, the spaces and what has one width alone.
    [[nodiscard]] int fixedWidth() const;

    Environment m_environment = Environment::none;
    std::optional<bool> m_locked;
    QWidget* m_mark;
    ConnectionSwitcher* m_switcher;
    QPushButton* m_lock;
    QToolButton* m_back;
    QToolButton* m_forward;
    QToolButton* m_up;
    PathBar* m_pathBar;
    TextLabel* m_title;
    PaletteBox* m_palette;
    BellButton* m_bell;
    QToolButton* m_settings;
};

} // namespace zs::ui
