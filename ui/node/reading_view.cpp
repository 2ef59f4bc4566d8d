// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/reading_view.h"

#include "ui/common/message_view.h"
#include "ui/common/sentences.h"
#include "ui/common/text_format.h"
#include "ui/common/widgets.h"
#include "ui/node/skeleton.h"

#include <QEvent>

namespace zs::ui {

namespace {

constexpr std::chrono::milliseconds tick{500};

} // namespace

ReadingView::ReadingView(QWidget* parent) :
    QStackedWidget(parent), m_bars(new Skeleton(this)), m_message(new MessageView(this)),
    m_stop(makeButton("stopReading", ButtonKind::normal, m_message))
{
    m_message->setObjectName(QStringLiteral("slowReading"));
    m_message->addButton(m_stop);
    addWidget(m_bars);
    addWidget(m_message);
    m_tick.setInterval(tick);
    connect(&m_tick, &QTimer::timeout, this, &ReadingView::refresh);
    connect(m_stop, &QPushButton::clicked, this, &ReadingView::stopRequested);
}

void ReadingView::begin(const QString& path, qint64 expectedBytes, Arriving arriving)
{
    m_path = path;
    m_expectedBytes = expectedBytes;
    m_arriving = std::move(arriving);
    m_since.start();
    m_tick.start();
    setCurrentWidget(m_bars);
}

void ReadingView::end()
{
    m_tick.stop();
    m_arriving = {};
}

/// Answers come one after the other: one that is too short for the value is another one's.
QString ReadingView::sizeWords() const
{
    const FrameProgress answer = m_arriving ? m_arriving() : FrameProgress();
    const auto whole = static_cast<qint64>(answer.wholeBytes);
    if (whole > 0 && whole >= m_expectedBytes) {
        return tr("%1 of %2 have arrived.", "two sizes")
            .arg(formatBytes(static_cast<qint64>(answer.arrivedBytes)), formatBytes(whole));
    }
    if (m_expectedBytes < 0)
        return {};
    return tr("%1 are to come, as the tree was told.", "a size").arg(formatBytes(m_expectedBytes));
}

void ReadingView::refresh()
{
    if (!m_tick.isActive() || m_since.elapsed() < slowAfter.count())
        return;
    const auto seconds = static_cast<int>(m_since.elapsed() / 1000);
    const QString text
        = joinSentences({tr("For %n second(s) by now.", nullptr, seconds), sizeWords()});
    m_message->setMessage(
        Role::down, QStringLiteral("download"), tr("Reading %1").arg(m_path), text);
    m_stop->setText(tr("Stop"));
    setCurrentWidget(m_message);
}

void ReadingView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QStackedWidget::changeEvent(event);
}

} // namespace zs::ui
