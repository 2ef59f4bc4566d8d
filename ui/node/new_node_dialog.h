// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/node_creation.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace zs::ui {

class KindPicker;
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
    void created(const zs::Path& path, const zs::Stat& stat);

protected:
    void retranslate() override;

private:
    QWidget* makeName();
    QWidget* makeContent();
    void readParent();
    void fillAcl();
    [[nodiscard]] std::vector<Acl> chosenAcl() const;
    void showAcl();
    [[nodiscard]] QString storedAs() const;
    [[nodiscard]] QString storedPath() const;
    [[nodiscard]] bool knowsNumber() const;
    [[nodiscard]] QString failureWords() const;
    void showWarning();
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
    KindPicker* m_kind = nullptr;
    TextLabel* m_dataLabel = nullptr;
    QPlainTextEdit* m_data = nullptr;
    TextLabel* m_aclLabel = nullptr;
    QComboBox* m_acl = nullptr;
    TextLabel* m_aclSummary = nullptr;
    std::optional<std::vector<Acl>> m_parentAcl; ///< Where this session may see it in full.
    std::optional<Stat> m_parentStat;
    Note* m_warning = nullptr;
    Note* m_failure = nullptr;
    std::optional<Error> m_error;
    QCheckBox* m_parents = nullptr;
    QPushButton* m_create = nullptr;
    bool m_running = false;
};

} // namespace zs::ui
