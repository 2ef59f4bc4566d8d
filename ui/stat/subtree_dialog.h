// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/common/dialog_frame.h"

#include <array>

class QComboBox;
class QTableWidget;

namespace zs::ui {

class Note;
class SubtreeMeasure;

/// The size of a node and all below it: the number of nodes as the server tells it, and, when the
/// user starts it, bytes, depth and the largest nodes, each of which can be opened.
class SubtreeDialog : public DialogFrame {
    Q_OBJECT
public:
    /// Takes `measure` over.
    SubtreeDialog(SubtreeMeasure* measure, const DialogPlace& place, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user wants to see the node; the dialog closes itself.
    void pathChosen(const zs::Path& path);

protected:
    void retranslate() override;

private:
    enum Figure { nodes, bytes, ephemerals, depth, figures };

    QWidget* makeFigures();
    QWidget* makeRates();
    void makeLargest();
    void makeFooter();
    void refresh();
    void showTold();
    void showFigures();
    void showLargest();
    void showNote();
    void showProgress();
    void startOrStop();
    void openNode();

    SubtreeMeasure* m_measure;
    TextLabel* m_told = nullptr;
    std::array<TextLabel*, figures> m_numbers{};
    std::array<TextLabel*, figures> m_words{};
    TextLabel* m_rateWord = nullptr;
    QComboBox* m_rate = nullptr;
    TextLabel* m_largestTitle = nullptr;
    QTableWidget* m_largest = nullptr;
    QWidget* m_largestCard = nullptr;
    Note* m_note = nullptr;
    TextLabel* m_progress = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace zs::ui
