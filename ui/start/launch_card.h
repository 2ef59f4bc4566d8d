// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/launch_control.h"

#include <QFrame>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabBar;
class QVBoxLayout;

namespace zs::ui {

class Note;
class SegmentedControl;
class TextLabel;

/// "Launch a local cluster": number of servers, first client port, engine, data folder, the exact
/// files that will be written, which can be edited, and the button. Busy ports are replaced by the
/// next free ones, and the card says so.
class LaunchCard : public QFrame {
    Q_OBJECT
public:
    /// The control must outlive the card.
    explicit LaunchCard(LaunchControl* control, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user asked to work on the running cluster.
    void openRequested(const QString& connectString);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildHeader();
    void buildChoices();
    void buildFolder();
    void buildFiles();
    void buildFooter();
    void connectAll();
    void retranslate();
    void wishChanged();
    void plan();
    void showFiles();
    void showFile();
    void takeEdit();
    void updateState();
    void updateButtons();
    void act();
    void chooseFolder();
    void showProblem(const QString& reason);
    [[nodiscard]] QVBoxLayout* rows() const;
    [[nodiscard]] LaunchWish wish() const;
    [[nodiscard]] QString folder() const;

    LaunchControl* m_control;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    TextLabel* m_serversLabel;
    SegmentedControl* m_servers;
    TextLabel* m_portLabel;
    QLineEdit* m_port;
    QCheckBox* m_observer;
    TextLabel* m_portHint;
    TextLabel* m_engineLabel;
    SegmentedControl* m_engine;
    TextLabel* m_folderLabel;
    QLineEdit* m_folder;
    QAction* m_choose;
    TextLabel* m_filesLabel;
    QTabBar* m_tabs;
    QPlainTextEdit* m_config;
    Note* m_problem;
    QCheckBox* m_trace;
    QPushButton* m_stop;
    QPushButton* m_launch;
    QString m_defaultFolder; ///< What the folder field holds unless a person changed it.
    bool m_editIsBad = false;
    bool m_filling = false; ///< The text changes by us, not by a person.
};

} // namespace zs::ui
