// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

namespace zs::ui {

class AclRun;
class TextLabel;

/// What a recursive change would do or did, in three figures: nodes that change, that are equal
/// already, and that the session may not change.
class AclCounts : public QWidget {
    Q_OBJECT
public:
    explicit AclCounts(QWidget* parent = nullptr);

    void setRun(const AclRun& run);
    /// The same as a sentence.
    [[nodiscard]] const QString& text() const { return m_text; }

private:
    QString m_text;
    std::array<TextLabel*, 3> m_figures{};
    std::array<TextLabel*, 3> m_words{};
};

} // namespace zs::ui
