// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QListView;
class QPushButton;
class QStandardItemModel;

namespace zs::ui {

struct Lesson;
class TextLabel;

/// The list of lessons below the header's picker: what each shows and how many servers it takes.
/// Says what running one does before it is run.
class LessonPicker : public QFrame {
    Q_OBJECT
public:
    /// `current`: the number of the lesson that runs; 0 for none. A popup.
    LessonPicker(const std::vector<Lesson>& lessons, int current, QWidget* parent = nullptr);

    [[nodiscard]] QListView* list() const { return m_list; }
    /// Below this widget, within the screen.
    void popupBelow(const QWidget* widget);

Q_SIGNALS:
    void chosen(int number);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void run();

    QListView* m_list;
    QStandardItemModel* m_model;
    QPushButton* m_run;
};

} // namespace zs::ui
