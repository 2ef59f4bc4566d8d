// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/chip.h"
#include "ui/common/text_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTextDocument>

#include <string>
#include <utility>
#include <vector>

namespace zs::ui {

/// A text that the program shows, or tells a screen reader, and who shows it.
struct ShownText {
    std::string where;
    QString text;
    bool markup = false; ///< Qt takes it for rich text.
    bool visible = true; ///< Its widget is, now.
};

/// Collects the texts of all widgets, of hidden ones too, and of the rows of all views. Not what
/// people type: line edits and editors hold text as it is.
class ShownTexts {
public:
    ShownTexts()
    {
        for (const QWidget* widget : QApplication::allWidgets())
            addWidget(*widget);
    }
    [[nodiscard]] std::vector<ShownText> all() && { return std::move(m_all); }

private:
    void add(const QObject& owner, const char* what, const QString& text, bool mayBeMarkup = false)
    {
        if (text.isEmpty())
            return;
        m_all.push_back({std::string(owner.metaObject()->className()) + ' '
                + owner.objectName().toStdString() + ' ' + what,
            text, mayBeMarkup && Qt::mightBeRichText(text), m_visible});
    }
    void addWidget(const QWidget& widget)
    {
        m_visible = widget.isVisible();
        add(widget, "title", widget.windowTitle());
        add(widget, "tool tip", widget.toolTip(), true);
        add(widget, "accessible name", widget.accessibleName());
        add(widget, "accessible description", widget.accessibleDescription());
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            add(widget, "text", label->text(), label->textFormat() != Qt::PlainText);
        if (const auto* label = qobject_cast<const TextLabel*>(&widget))
            add(widget, "text", label->text());
        if (const auto* chip = qobject_cast<const Chip*>(&widget))
            add(widget, "text", chip->text());
        if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            add(widget, "text", button->text());
        if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
            add(widget, "placeholder", line->placeholderText());
        if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
            if (view->model() && !qobject_cast<const QHeaderView*>(view))
                addRows(*view, *view->model(), {});
        }
        for (const QAction* action : widget.actions()) {
            add(*action, "entry", action->text());
            add(*action, "entry's tool tip", action->toolTip(), true);
        }
    }
    void addRows(const QWidget& view, const QAbstractItemModel& model, const QModelIndex& parent)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                add(view, "cell", index.data(Qt::DisplayRole).toString());
                add(view, "cell's tool tip", index.data(Qt::ToolTipRole).toString(), true);
                add(view, "cell's name", index.data(Qt::AccessibleTextRole).toString());
            }
            addRows(view, model, model.index(row, 0, parent));
        }
    }

    std::vector<ShownText> m_all;
    bool m_visible = true;
};

} // namespace zs::ui
