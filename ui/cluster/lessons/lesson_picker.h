// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QCheckBox;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace zs::ui {

struct Lesson;
enum class LessonServers;
class TextLabel;

/// The list of lessons below the header's picker: what each shows and how many servers it takes.
/// Says what running one does before it is run, and lets one server be Apache's: lessons that ask
/// for more than that one tells say why they cannot.
class LessonPicker : public QFrame {
    Q_OBJECT
public:
    /// What is shown chosen, and what can be.
    struct Choice {
        int current = 0; ///< The number of the lesson that runs; 0 for none.
        LessonServers servers{};
        QString noApache{}; ///< Why none of Apache's servers can run here; empty: it can.
    };

    /// A popup. `lessons`: on our servers alone.
    LessonPicker(const std::vector<Lesson>& lessons, Choice choice, QWidget* parent = nullptr);

    [[nodiscard]] QListView* list() const { return m_list; }
    /// Below this widget, within the screen.
    void popupBelow(const QWidget* widget);

Q_SIGNALS:
    void chosen(int number, zs::ui::LessonServers servers);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeServersRow(const Choice& choice);
    QWidget* makeFooter(const Choice& choice);
    void fill(const std::vector<Lesson>& lessons, int current);
    void showServers();
    void refreshRun();
    void run();
    [[nodiscard]] bool isMixed() const;

    QListView* m_list;
    QStandardItemModel* m_model;
    QCheckBox* m_mixed;
    QPushButton* m_run;
};

} // namespace zs::ui
