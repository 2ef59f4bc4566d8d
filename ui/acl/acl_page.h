// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/common/dialog_place.h"

#include <QWidget>

#include <optional>
#include <vector>

class QFrame;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QStackedWidget;
class QVBoxLayout;

namespace zs::ui {

class AclController;
class AclCounts;
class AclRow;
class AclRun;
class AclRunPanel;
class KnownTreeNote;
class MessageView;
class Note;
class RightsCard;
class TextLabel;

/// The tab "ACL": the entries with their permissions, what this session may do by them, and apply,
/// to this node or to all below it too. Nothing is written before "Apply".
class AclPage : public QWidget {
    Q_OBJECT
public:
    explicit AclPage(AclController* controller, QWidget* parent = nullptr);

    /// Where writes go: for the dialogs and for the guard of production.
    void setPlace(const DialogPlace& place);
    /// What a recursive change would do or did, a line a node. Another widget may take it over and
    /// show it where it likes; until then it stands at the right of the page.
    [[nodiscard]] QWidget* runPanel() const;

Q_SIGNALS:
    /// For a toast.
    void message(zs::ui::Role role, const QString& text);
    /// The panel of a recursive change is wanted, or not any more: closed, or another tab is shown.
    void runPanelWanted(bool wanted);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeTable();
    QWidget* makeApplyCard();
    QWidget* makeFooter();
    void wire();
    void retranslate();
    void refresh();
    void refreshRows();
    void refreshWarnings();
    void refreshApplyCard();
    void refreshKnown();
    void refreshFooter();
    void showError();
    void wantPanel(bool wanted);
    void tellPanel();
    [[nodiscard]] bool isRecursive() const;
    /// On production a recursive change asks to type the node's name.
    [[nodiscard]] bool isConfirmed() const;
    [[nodiscard]] QString nodeName() const;
    void pasteAcl();
    void addPrincipal();
    void preview();
    void apply();
    void applyNow();

    AclController* m_controller;
    AclRun* m_run;
    DialogPlace m_place;
    QStackedWidget* m_stack;
    QWidget* m_blank;
    MessageView* m_error;
    AclRunPanel* m_panel;
    bool m_panelWanted = false;
    bool m_panelTold = false;

    Note* m_newer = nullptr;
    QPushButton* m_takeServer = nullptr;
    QPushButton* m_keepMine = nullptr;
    Note* m_open = nullptr;
    QPushButton* m_closeOpen = nullptr;
    Note* m_problem = nullptr;
    KnownTreeNote* m_known = nullptr;
    std::optional<Path> m_knownOf; ///< What it looked at.
    TextLabel* m_schemeHead = nullptr;
    TextLabel* m_idHead = nullptr;
    TextLabel* m_permsHead = nullptr;
    QVBoxLayout* m_rowsColumn = nullptr;
    std::vector<AclRow*> m_rows;
    QPushButton* m_add = nullptr;
    QPushButton* m_paste = nullptr;
    TextLabel* m_legend = nullptr;
    RightsCard* m_rights = nullptr;
    TextLabel* m_applyTo = nullptr;
    QRadioButton* m_only = nullptr;
    QRadioButton* m_below = nullptr;
    AclCounts* m_counts = nullptr;
    QPushButton* m_preview = nullptr;
    QLineEdit* m_confirm = nullptr;
    TextLabel* m_basedOn = nullptr;
    TextLabel* m_changes = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_apply = nullptr;
};

} // namespace zs::ui
