// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QFrame>

namespace zs::ui {

/// A choice among a few words in one frame, 24 px high as bars of tools have it. Arrow keys move
/// the focus, Space selects.
class SegmentedControl : public QFrame {
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget* parent = nullptr);

    /// Replaces all words; the first is chosen unless the present index still exists.
    void setSegments(const QStringList& words);
    [[nodiscard]] int currentIndex() const { return m_group.checkedId(); }
    void setCurrentIndex(int index);

Q_SIGNALS:
    /// By the user or by `setCurrentIndex`.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QButtonGroup m_group;
};

} // namespace zs::ui
