// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>

class QPushButton;

namespace zs::ui {

class MessageView;

/// In the place of data that are being read: quiet bars, and from `slowAfter` on how long it has
/// taken, how much is to come where that is known, and a button that stops it.
class ReadingView : public QStackedWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds slowAfter{2000};

    explicit ReadingView(QWidget* parent = nullptr);

    /// `expectedBytes` below 0: not known.
    void begin(const QString& path, qint64 expectedBytes);
    void end();

Q_SIGNALS:
    void stopRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    QWidget* m_bars;
    MessageView* m_message;
    QPushButton* m_stop;
    QString m_path;
    qint64 m_expectedBytes = -1;
    QElapsedTimer m_since;
    QTimer m_tick;
};

} // namespace zs::ui
