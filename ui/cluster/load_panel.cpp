// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/load_panel.h"

#include "ui/cluster/cluster_words.h"
#include "ui/cluster/load_driver.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto shownTime = std::chrono::seconds(30);
constexpr int sidePx = 12;
constexpr int writesPx = 56;
constexpr int sessionsPx = 40;
constexpr int usualWrites = 100;
constexpr int usualSessions = 3;

} // namespace

LoadChart::LoadChart(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("loadChart"));
    setFixedHeight(sizeHint().height());
}

void LoadChart::setPoints(const std::vector<timeline::LoadPoint>& points, Instant now)
{
    std::vector<Bar> bars;
    double highest = 1;
    const Instant from = now - shownTime;
    const auto place = [&](Instant t) {
        return std::chrono::duration<double>(t - from) / std::chrono::duration<double>(shownTime);
    };
    for (const timeline::LoadPoint& point : points) {
        const std::chrono::nanoseconds span(std::max<std::int64_t>(1, point.load.spanNs));
        Bar bar{place(point.t - span), place(point.t)};
        bar.rate = double(point.load.ok) / std::chrono::duration<double>(span).count();
        bar.bad = point.load.failed > 0 || point.load.ok == 0;
        highest = std::max(highest, bar.rate);
        bars.push_back(bar);
    }
    if (bars == m_bars)
        return;
    m_bars = std::move(bars);
    m_highest = highest;
    update();
}

void LoadChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double low = height() - 1;
    painter.fillRect(QRectF(0, low, width(), 1), color(Token::border));
    for (const Bar& bar : m_bars) {
        const double left = bar.from * width();
        const double right = std::max(left + 1, bar.to * width());
        if (bar.bad)
            painter.fillRect(QRectF(left, 0, right - left, low), color(Token::dangerSoft));
        const double top = low - bar.rate / m_highest * (low - 4);
        painter.fillRect(QRectF(left, top, right - left, low - top), color(Token::followingSoft));
        // A cross-bar repeats what the colour says: here nothing was answered.
        painter.fillRect(QRectF(left, std::min(top, low - 2), right - left, 2),
            color(bar.bad ? Token::danger : Token::following));
    }
}

LoadPanel::LoadPanel(QWidget* parent) :
    QFrame(parent), m_title(new TextLabel(TextStyle::panelTitle, Token::text, this)),
    m_writesLabel(new TextLabel(TextStyle::label, Token::text3, this)),
    m_sessionsLabel(new TextLabel(TextStyle::label, Token::text3, this)),
    m_writes(new QSpinBox(this)), m_sessions(new QSpinBox(this)),
    m_toggle(makeButton("toggleLoad", ButtonKind::normal, this)),
    m_figures(new TextLabel(TextStyle::label, Token::text2, this)), m_chart(new LoadChart(this))
{
    setObjectName(QStringLiteral("loadPanel"));
    setProperty("surface", "panel");
    setProperty("line", "top");
    m_writes->setObjectName(QStringLiteral("loadWrites"));
    m_writes->setRange(1, LoadDriver::mostWrites);
    m_writes->setValue(usualWrites);
    m_sessions->setObjectName(QStringLiteral("loadSessions"));
    m_sessions->setRange(1, LoadDriver::mostSessions);
    m_sessions->setValue(usualSessions);
    // Without arrows, which the keys are as well: the row is narrow.
    for (const auto& [field, width] : {std::pair(m_writes, writesPx), {m_sessions, sessionsPx}}) {
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field->setFixedWidth(width);
    }
    for (TextLabel* label : {m_title, m_writesLabel, m_sessionsLabel})
        label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_figures->setObjectName(QStringLiteral("loadFigures"));
    m_toggle->setProperty("compact", true);
    auto* column = makeColumn(this, 6);
    column->setContentsMargins(sidePx, 8, sidePx, 10);
    auto* row = makeRow(nullptr, 6);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_writesLabel);
    row->addWidget(m_writes);
    row->addWidget(m_sessionsLabel);
    row->addWidget(m_sessions);
    row->addWidget(m_toggle);
    column->addLayout(row);
    column->addWidget(m_figures);
    column->addWidget(m_chart);
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested(m_sessions->value(), m_writes->value());
    });
    setRunning(false);
    setFigures({});
}

void LoadPanel::setRunning(bool running)
{
    m_running = running;
    setIcon(m_toggle, running ? QStringLiteral("square") : QStringLiteral("play"), 14);
    m_writes->setEnabled(!running);
    m_sessions->setEnabled(!running);
    retranslate();
}

void LoadPanel::setFigures(const std::optional<timeline::LoadPicture>& load)
{
    m_load = load;
    m_figures->setVisible(load.has_value());
    m_chart->setVisible(load.has_value());
    retranslate();
}

void LoadPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void LoadPanel::retranslate()
{
    m_title->setText(tr("Load", "writes for a try"));
    m_writesLabel->setText(tr("Writes/s"));
    m_sessionsLabel->setText(tr("Sessions"));
    m_writes->setAccessibleName(tr("Writes a second"));
    m_sessions->setAccessibleName(tr("Sessions"));
    m_toggle->setText(m_running ? tr("Stop", "the load") : tr("Start", "the load"));
    if (m_load && m_load->ok == 0)
        m_figures->setText(tr("%1 answered, %2 failed, %3 delayed; no answer now")
                               .arg(formatCount(m_load->okEver), formatCount(m_load->failedEver),
                                   formatCount(m_load->delayedEver)));
    else if (m_load)
        m_figures->setText(tr("%1 answered, %2 failed, %3 delayed; slowest now %4")
                               .arg(formatCount(m_load->okEver), formatCount(m_load->failedEver),
                                   formatCount(m_load->delayedEver), shortDuration(m_load->maxNs)));
}

} // namespace zs::ui
