// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QListView;

namespace zs::ui {

class PaletteModel;
class TextLabel;
struct PaletteSources;

/// The command palette: one field over the whole window that goes to nodes, runs commands and
/// opens connections. It lies over its window as a part of it, which needs no compositor for the
/// dimmed ground and takes every click outside. Keys: Up, Down, Page Up, Page Down choose, Enter
/// opens, Tab completes a path, Esc closes. It only asks; its owner acts.
class CommandPalette : public QWidget {
    Q_OBJECT
public:
    /// Hidden at first. `window` becomes the parent, whose size it follows.
    explicit CommandPalette(QWidget* window);

    /// Opens it with an empty field; the focus goes back where it was when it closes.
    void openWith(PaletteSources sources);
    /// What the field starts with: "/" for paths alone.
    void setQuery(const QString& query);
    [[nodiscard]] PaletteModel* model() const { return m_model; }

Q_SIGNALS:
    void nodeChosen(const zs::Path& path);
    /// An action of the registries that were handed in, possible or not.
    void actionChosen(const QString& id);
    void connectionChosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void retranslate();
    void dismiss();
    void place();
    void follow();
    void moveBy(int step);
    void select(int row);
    void complete();
    void choose(const QModelIndex& index);
    [[nodiscard]] bool onKey(int key);

    PaletteModel* m_model;
    QWidget* m_card;
    QLineEdit* m_field = nullptr;
    QListView* m_list = nullptr;
    TextLabel* m_nothing = nullptr;
    QList<TextLabel*> m_legends;
    QPointer<QWidget> m_focusBefore;
    QString m_chosen; ///< The id of the row that the user moved to; empty: the first is current.
};

} // namespace zs::ui
