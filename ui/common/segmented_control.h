// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QFrame>

namespace zs::ui {

/// A choice among a few words in one frame. Arrow keys move the focus, Space selects.
class SegmentedControl : public QFrame {
    Q_OBJECT
public:
    enum class Size {
        compact, ///< 24 px high, as bars of tools have it.
        control, ///< 28 px high and in the size of body text, as forms have it.
    };
    explicit SegmentedControl(QWidget* parent = nullptr, Size size = Size::compact);

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
    Size m_size;
    QButtonGroup m_group;
};

} // namespace zs::ui
