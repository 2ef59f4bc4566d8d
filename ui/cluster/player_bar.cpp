// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/player_bar.h"

#include "ui/common/action_keys.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <iterator>

namespace zs::ui {
namespace {

constexpr int heightPx = 40;
constexpr int buttonPx = 28;
constexpr std::int64_t second = 1'000'000'000;
/// Those that have a segment; the others are in the menu behind them.
constexpr std::array<double, 3> inSight{0.1, 0.25, 1};

QString speedText(double speed)
{
    return QStringLiteral("%1×").arg(speed);
}

} // namespace

QString playerTime(std::int64_t ns)
{
    if (ns < 60 * second)
        return QStringLiteral("%1 s").arg(double(ns) / double(second), 0, 'f', 3);
    const std::int64_t tenths = ns / (second / 10);
    return QStringLiteral("%1:%2.%3")
        .arg(tenths / 600)
        .arg(tenths / 10 % 60, 2, 10, QLatin1Char('0'))
        .arg(tenths % 10);
}

PlayerBar::PlayerBar(QWidget* parent) :
    QFrame(parent), m_start(makeIconButton("playerStart", QStringLiteral("skip-back"), this, 18)),
    m_back(makeIconButton("playerBack", QStringLiteral("step-back"), this, 18)),
    m_play(makeIconButton("playerPlay", QStringLiteral("play"), this, 18)),
    m_on(makeIconButton("playerOn", QStringLiteral("step-forward"), this, 18)),
    m_end(makeIconButton("playerEnd", QStringLiteral("skip-forward"), this, 18)),
    m_time(new TextLabel(TextStyle::mono, Token::text2, this)),
    m_slowed(new TextLabel(TextStyle::label, Token::lookingText, this)),
    m_speedLabel(new TextLabel(TextStyle::label, Token::text3, this)),
    m_speed(new SegmentedControl(this)),
    m_more(makeIconButton("playerSpeeds", QStringLiteral("chevron-down"), this, 14)),
    m_bookmark(makeIconButton("playerBookmark", QStringLiteral("bookmark"), this, 16)),
    m_save(makeIconButton("playerSave", QStringLiteral("download"), this, 16))
{
    setObjectName(QStringLiteral("playerBar"));
    setProperty("surface", "panel");
    setProperty("line", "top");
    setFixedHeight(heightPx + 1);
    m_time->setObjectName(QStringLiteral("playerTime"));
    m_slowed->setObjectName(QStringLiteral("playerSlowed"));
    m_slowed->hide();
    m_speed->setObjectName(QStringLiteral("playerSpeed"));
    m_play->setProperty("playButton", true);
    auto* row = makeRow(this, 4);
    row->setContentsMargins(12, 0, 10, 0);
    for (QToolButton* button : {m_start, m_back, m_play, m_on, m_end}) {
        button->setFixedSize(buttonPx, buttonPx);
        row->addWidget(button);
    }
    row->addSpacing(12);
    row->addWidget(m_time);
    row->addWidget(m_slowed);
    row->addStretch(1);
    row->addWidget(m_speedLabel);
    row->addWidget(m_speed);
    row->addWidget(m_more);
    row->addSpacing(4);
    row->addWidget(m_bookmark);
    row->addWidget(m_save);
    connect(m_start, &QToolButton::clicked, this, &PlayerBar::toStart);
    connect(m_back, &QToolButton::clicked, this, &PlayerBar::stepBack);
    connect(m_play, &QToolButton::clicked, this, &PlayerBar::playToggled);
    connect(m_on, &QToolButton::clicked, this, &PlayerBar::stepOn);
    connect(m_end, &QToolButton::clicked, this, &PlayerBar::toEnd);
    connect(m_bookmark, &QToolButton::clicked, this, &PlayerBar::bookmarkRequested);
    connect(m_save, &QToolButton::clicked, this, &PlayerBar::saveRequested);
    connect(m_speed, &SegmentedControl::currentChanged, this, [this](int index) {
        if (index >= 0 && index < int(inSight.size()))
            Q_EMIT speedChosen(inSight[std::size_t(index)]);
    });
    makeMenu();
    m_speed->setSegments({speedText(0.1), speedText(0.25), speedText(1)});
    setPlaying(false);
    setTime(0, 0);
    setSpeed(1);
    retranslate();
}

void PlayerBar::makeMenu()
{
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setProperty("compact", true);
    auto* menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("playerSpeedMenu"));
    for (const double speed : speeds) {
        QAction* action = menu->addAction(speedText(speed));
        connect(action, &QAction::triggered, this, [this, speed] { Q_EMIT speedChosen(speed); });
    }
    menu->addSeparator();
    m_slows = menu->addAction(QString());
    m_slows->setObjectName(QStringLiteral("slowsElections"));
    m_still = menu->addAction(QString());
    m_still->setObjectName(QStringLiteral("reducedMotion"));
    for (QAction* action : {m_slows, m_still})
        action->setCheckable(true);
    connect(m_slows, &QAction::triggered, this, &PlayerBar::slowsElectionsChosen);
    connect(m_still, &QAction::triggered, this, &PlayerBar::reducedMotionChosen);
    m_more->setMenu(menu);
}

void PlayerBar::setPlaying(bool playing)
{
    m_playing = playing;
    setIcon(m_play, playing ? QStringLiteral("pause") : QStringLiteral("play"), 18,
        {.normal = Token::onAccent});
    retranslate();
}

void PlayerBar::setTime(std::int64_t atNs, std::int64_t ofNs)
{
    m_time->setText(QStringLiteral("%1 / %2").arg(playerTime(atNs), playerTime(ofNs)));
}

void PlayerBar::setSpeed(double speed)
{
    const QSignalBlocker quiet(m_speed);
    QStringList words{speedText(0.1), speedText(0.25), speedText(1)};
    const auto place = std::find(inSight.begin(), inSight.end(), speed);
    // A speed of the menu gets a segment of its own, so that the present one is always in sight.
    if (place == inSight.end())
        words << speedText(speed);
    m_speed->setSegments(words);
    m_speed->setCurrentIndex(int(place - inSight.begin()));
}

void PlayerBar::setSlowed(bool slowed)
{
    m_slowed->setVisible(slowed);
}

void PlayerBar::setLive(bool live)
{
    m_end->setEnabled(!live);
    m_end->setChecked(live);
}

void PlayerBar::setOptions(bool slowsElections, bool reducedMotion)
{
    m_slows->setChecked(slowsElections);
    m_still->setChecked(reducedMotion);
}

void PlayerBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void PlayerBar::retranslate()
{
    setVerb(m_start, tr("To the start"), QKeySequence(Qt::Key_Home));
    setVerb(m_back, tr("Step back"), keyOf("cluster.back"));
    setVerb(
        m_play, m_playing ? tr("Pause", "the player") : tr("Play"), keyOf("cluster.play"));
    setVerb(m_on, tr("Step on"), keyOf("cluster.on"));
    setVerb(m_end, tr("To the end, and follow what comes"), QKeySequence(Qt::Key_End));
    setVerb(m_bookmark, tr("Bookmarks (the key sets one here)"), QKeySequence(Qt::Key_B));
    setVerb(m_save, tr("Save the recording…"));
    setVerb(m_more, tr("More speeds"));
    m_speedLabel->setText(tr("Speed"));
    m_speed->setAccessibleName(tr("Speed"));
    m_slows->setText(tr("Slow down elections in Live"));
    m_still->setText(tr("Reduce motion"));
    m_slowed->setText(tr("Slowed down for the election"));
}

} // namespace zs::ui
