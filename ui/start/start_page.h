// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace zs::ui {

class TextLabel;

/// The page shown while nothing is open: the program's name over the connections, and at the right
/// the card that launches a server, over what can be looked at without one.
class StartPage : public QWidget {
    Q_OBJECT
public:
    /// Takes the ownership of the widgets.
    StartPage(QWidget* connections, QWidget* launchCard, QWidget* links,
        QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    TextLabel* m_name;
    TextLabel* m_purpose;
};

} // namespace zs::ui
