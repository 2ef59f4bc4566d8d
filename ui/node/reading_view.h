// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/frame_splitter.h"

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>

#include <functional>

class QPushButton;

namespace zs::ui {

class MessageView;

/// In the place of data that are being read: quiet bars, and from `slowAfter` on how long it has
/// taken, how much has come and is to come where that is known, and a button that stops it.
class ReadingView : public QStackedWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds slowAfter{2000};

    explicit ReadingView(QWidget* parent = nullptr);

    using Arriving = std::function<FrameProgress()>;

    /// `expectedBytes` below 0: not known. `arriving` tells of the answer on its way, until `end`.
    void begin(const QString& path, qint64 expectedBytes, Arriving arriving);
    void end();

Q_SIGNALS:
    void stopRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QString sizeWords() const;

    QWidget* m_bars;
    MessageView* m_message;
    QPushButton* m_stop;
    QString m_path;
    qint64 m_expectedBytes = -1;
    Arriving m_arriving;
    QElapsedTimer m_since;
    QTimer m_tick;
};

} // namespace zs::ui
