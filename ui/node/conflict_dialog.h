// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/protocol/stat.h"
#include "ui/common/dialog_frame.h"
#include "ui/node/decode/data_projection.h"
#include "ui/node/three_way_merge.h"

#include <optional>

class QFrame;
class QToolButton;

namespace zs::ui {

class Chip;
class DiffView;
class MergeResultView;
class NodeController;

/// The server's data beside the unsaved edit, and below them what a merge by lines makes of both.
/// Offers to save the merged text once nothing is left to decide, to take the server's, to go on
/// editing, or to overwrite the version that is shown: every write is checked against that version.
/// Data that are packed or in another encoding are merged as the text inside, and saved packed as
/// they were. Bytes that are no text are compared as hexadecimal and cannot be merged.
class ConflictDialog : public DialogFrame {
    Q_OBJECT
public:
    /// `controller->newer()` must hold the server's state.
    ConflictDialog(
        NodeController* controller, const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    struct Side {
        QFrame* frame = nullptr;
        TextLabel* word = nullptr;
        TextLabel* below = nullptr;
        DiffView* view = nullptr;
    };
    QWidget* makeSides();
    QWidget* makeSide(Side& side, const char* objectName, bool lineAtRight);
    QWidget* makeResult();
    void makeFooter();
    void wire();
    void refresh();
    void readTexts();
    [[nodiscard]] bool readAs(const ViewChoice& choice);
    void readBytes();
    void showSides();
    void showResultState();
    void saveMerged();

    NodeController* m_controller;
    Side m_server;
    Side m_baseSide;
    Side m_mine;
    QWidget* m_resultArea = nullptr;
    TextLabel* m_resultWord = nullptr;
    TextLabel* m_resultBelow = nullptr;
    Chip* m_conflicts = nullptr;
    QPushButton* m_showBase = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    MergeResultView* m_result = nullptr;
    QPushButton* m_take = nullptr;
    QPushButton* m_overwrite = nullptr;
    QPushButton* m_save = nullptr;
    // What is shown; the parts point into the texts.
    std::optional<Stat> m_against;
    std::optional<Bytes> m_serverData;
    std::optional<Bytes> m_mineData;
    DataProjection m_view; ///< Of mine: how the merged text is packed.
    std::string m_baseText;
    std::string m_serverText;
    std::string m_mineText;
    std::vector<MergePart> m_parts;
    bool m_mergeable = false;
};

} // namespace zs::ui
