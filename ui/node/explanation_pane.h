// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/known_format.h"

#include <QFrame>

class QGridLayout;
class QScrollArea;
class QToolButton;

namespace zs::ui {

class TextLabel;

/// "What is this": the rows of an Explanation under the editor; folds to its title. Hidden where
/// there is nothing to explain. Read-only; its texts are the server's, and shown as plain text.
class ExplanationPane : public QFrame {
    Q_OBJECT
public:
    explicit ExplanationPane(QWidget* parent = nullptr);

    void setExplanation(const std::optional<Explanation>& explanation);
    [[nodiscard]] const std::optional<Explanation>& explanation() const { return m_shown; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void setFolded(bool folded);
    void retranslate();

    TextLabel* m_title;
    QToolButton* m_fold;
    QScrollArea* m_area;
    std::optional<Explanation> m_shown;
    bool m_folded = false;
};

} // namespace zs::ui
