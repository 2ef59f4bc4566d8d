// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/node_creation.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace zs::ui {

class NodeController;
class Note;

/// Asks for a new child of a node and creates it; stays open, with the reason, when that fails.
class NewNodeDialog : public DialogFrame {
    Q_OBJECT
public:
    NewNodeDialog(NodeController* controller, Path parentPath, const DialogPlace& place,
        QWidget* parent = nullptr);

Q_SIGNALS:
    /// With the number that the server chose. The dialog is accepted then.
    void created(const zs::Path& path);

protected:
    void retranslate() override;

private:
    struct Kind {
        QRadioButton* button = nullptr;
        TextLabel* word = nullptr;
        TextLabel* meaning = nullptr;
    };
    QWidget* makeName();
    QWidget* makeKinds();
    QWidget* makeKind(
        Kind& kind, const char* objectName, const QString& iconName, Token iconToken);
    static void setKindText(const Kind& kind, const QString& word, const QString& meaning);
    void check();
    [[nodiscard]] NewNode wanted() const;
    void create();
    void onFailed(const Error& error);

    NodeController* m_controller;
    Path m_parent;
    TextLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    TextLabel* m_hint = nullptr;
    TextLabel* m_kindLabel = nullptr;
    Kind m_persistent;
    Kind m_ephemeral;
    QCheckBox* m_sequential = nullptr;
    TextLabel* m_sequentialMeaning = nullptr;
    TextLabel* m_dataLabel = nullptr;
    QPlainTextEdit* m_data = nullptr;
    Note* m_warning = nullptr;
    Note* m_failure = nullptr;
    std::optional<Error> m_error;
    QCheckBox* m_parents = nullptr;
    QPushButton* m_create = nullptr;
    bool m_running = false;
};

} // namespace zs::ui
