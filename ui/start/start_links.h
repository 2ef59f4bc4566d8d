// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace zs::ui {

class CardRow;

/// The card below the launch card: what can be looked at without a connection.
class StartLinks : public QFrame {
    Q_OBJECT
public:
    explicit StartLinks(QWidget* parent = nullptr);

Q_SIGNALS:
    void lessonsRequested();
    void recordingRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    CardRow* m_lessons;
    CardRow* m_recording;
};

} // namespace zs::ui
