// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

class QPushButton;

namespace zs::ui {

class ClusterPage;
class LessonHost;
class TextLabel;

/// Lessons and recordings without a connection: a cluster page under a bar that leads back to the
/// start page. A lesson goes on while the window shows something else.
/// Threads: GUI thread. Lifetime: a lesson that runs ends with it.
class LessonsPage : public QWidget {
    Q_OBJECT
public:
    explicit LessonsPage(QWidget* parent = nullptr);

    /// Offers the lessons, or shows the one that runs.
    void openLessons();
    /// Asks for a recording.
    void openRecording();
    [[nodiscard]] ClusterPage* clusterPage() const { return m_cluster; }
    [[nodiscard]] LessonHost* lessons() const { return m_lessons; }

Q_SIGNALS:
    void backRequested();
    /// For a toast.
    void message(zs::ui::Role role, const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPushButton* m_back;
    TextLabel* m_title;
    ClusterPage* m_cluster;
    LessonHost* m_lessons;
};

} // namespace zs::ui
