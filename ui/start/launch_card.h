// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/launch_control.h"

#include <QFrame>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace zs::ui {

class Note;
class TextLabel;

/// "Launch a local server": client port, data folder, the exact file that will be written, and the
/// button. A busy port is replaced by the next free one, and the card says so.
class LaunchCard : public QFrame {
    Q_OBJECT
public:
    /// The control must outlive the card.
    explicit LaunchCard(LaunchControl* control, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user asked to work on the running server.
    void openRequested(quint16 port);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildHeader();
    void buildForm();
    void buildFooter();
    void retranslate();
    void updateForm();
    void updateState();
    void act();
    void chooseFolder();
    void showProblem(const QString& reason);
    [[nodiscard]] QString folder() const;
    /// The port that a start would use; 0 while the field holds none.
    [[nodiscard]] std::uint16_t chosenPort() const;

    LaunchControl* m_control;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    TextLabel* m_portLabel;
    QLineEdit* m_port;
    TextLabel* m_portHint;
    TextLabel* m_folderLabel;
    QLineEdit* m_folder;
    QAction* m_choose;
    TextLabel* m_filesLabel;
    TextLabel* m_fileName;
    QPlainTextEdit* m_config;
    Note* m_problem;
    QPushButton* m_stop;
    QPushButton* m_launch;
};

} // namespace zs::ui
