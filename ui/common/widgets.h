// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QFrame>
#include <QPushButton>
#include <QToolButton>

class QHBoxLayout;
class QLineEdit;
class QVBoxLayout;

namespace zs::ui {

/// How a QPushButton looks; `primary` at most once in a view.
enum class ButtonKind { normal, primary, danger, ghost, link };

[[nodiscard]] QPushButton* makeButton(
    const char* objectName, ButtonKind kind = ButtonKind::normal, QWidget* parent = nullptr);
/// A button with an icon alone, 28 px square. Its caller sets a tool tip by `setVerb`.
[[nodiscard]] QToolButton* makeIconButton(const char* objectName, const QString& iconName,
    QWidget* parent = nullptr, int iconPx = 16);
/// A tool tip that is never markup, whatever a server or a file put into `text`: Qt guesses from
/// the text alone, and would load pictures that it names.
[[nodiscard]] QString plainToolTip(const QString& text);
void setPlainToolTip(QWidget* widget, const QString& text);
/// The accessible name, and the tool tip "verb (keys)".
void setVerb(QWidget* control, const QString& verb, const QKeySequence& keys = {});

/// A dynamic property of the style sheet, with the repolish that it needs.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value);

/// A panel on one of the grounds "canvas", "panel", "chrome" with a line at one edge or "" for
/// none.
[[nodiscard]] QFrame* makePanel(const char* surface, const char* line, QWidget* parent = nullptr);

/// A frame of 1 px with round corners around a list or a table.
[[nodiscard]] QFrame* makeCard(QWidget* content, QWidget* parent = nullptr);

/// Layouts without margin, `spacingPx` between the items.
[[nodiscard]] QHBoxLayout* makeRow(QWidget* owner, int spacingPx);
[[nodiscard]] QVBoxLayout* makeColumn(QWidget* owner, int spacingPx);

/// Puts a Lucide icon in front of a field's text.
void setLeadingIcon(QLineEdit* field, const QString& iconName);

} // namespace zs::ui
