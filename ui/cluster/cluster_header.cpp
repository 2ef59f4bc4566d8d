// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_header.h"

#include "ui/cluster/picture_looks.h"
#include "ui/common/chip.h"
#include "ui/common/segmented_control.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

namespace zs::ui {
namespace {

constexpr int heightPx = 44;
constexpr int pickerPx = 296;

/// A button that looks like a combo box: its text at the left, an arrow at the right.
class PickerButton : public QPushButton {
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(Token::borderStrong));
        painter.setBrush(color(underMouse() ? Token::hover : Token::canvas));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setFont(fontFor(TextStyle::body));
        painter.setPen(color(Token::text));
        const QRect words = rect().adjusted(9, 0, -28, 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        painter.drawPixmap(QPointF(width() - 24, (height() - 16) / 2.0),
            iconPixmap(QStringLiteral("chevron-down"), Token::text2, 16, devicePixelRatioF()));
    }
};

} // namespace

ClusterHeader::ClusterHeader(QWidget* parent) :
    QFrame(parent), m_modes(new SegmentedControl(this)), m_picker(new PickerButton(this)),
    m_source(new Chip(this)), m_partition(makeButton("partition", ButtonKind::normal, this)),
    m_observer(makeButton("addObserver", ButtonKind::normal, this)),
    m_stop(makeButton("stopAll", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("clusterHeader"));
    setProperty("surface", "canvas");
    setProperty("line", "bottom");
    setFixedHeight(heightPx);
    m_modes->setObjectName(QStringLiteral("clusterMode"));
    m_picker->setObjectName(QStringLiteral("clusterPicker"));
    m_picker->setMaximumWidth(pickerPx);
    m_picker->setMinimumWidth(120);
    m_picker->setFixedHeight(24);
    m_picker->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_source->setObjectName(QStringLiteral("clusterSource"));
    m_source->setAccent();
    m_source->setIconName(QStringLiteral("radio"));
    setIcon(m_partition, QStringLiteral("split"), 14);
    setIcon(m_observer, QStringLiteral("plus"), 14);
    for (QPushButton* button : {m_partition, m_observer, m_stop})
        button->setProperty("compact", true);
    auto* row = makeRow(this, 8);
    row->setContentsMargins(16, 0, 10, 1);
    row->addWidget(m_modes);
    row->addWidget(m_picker, 1);
    row->addStretch(0);
    row->addWidget(m_source);
    row->addWidget(m_partition);
    row->addWidget(m_observer);
    row->addWidget(m_stop);
    connect(m_modes, &SegmentedControl::currentChanged, this, [this](int index) {
        if (index < 0 || Mode(index) == m_mode)
            return;
        m_mode = Mode(index);
        Q_EMIT modeChosen(m_mode);
    });
    connect(m_picker, &QPushButton::clicked, this, &ClusterHeader::pickerRequested);
    connect(m_partition, &QPushButton::clicked, this, &ClusterHeader::partitionRequested);
    connect(m_observer, &QPushButton::clicked, this, &ClusterHeader::observerRequested);
    connect(m_stop, &QPushButton::clicked, this,
        [this] { m_anyRuns ? Q_EMIT stopAllRequested() : Q_EMIT startAllRequested(); });
    setControllable(false);
    retranslate();
}

void ClusterHeader::setMode(Mode mode)
{
    m_mode = mode;
    m_modes->setCurrentIndex(int(mode));
}

void ClusterHeader::setLessonsOffered(bool offered)
{
    m_lessons = offered;
    retranslate();
}

void ClusterHeader::setSubject(const QString& name)
{
    m_subject = name;
    retranslate();
}

void ClusterHeader::setSource(const SourceWords& source)
{
    if (source.text == m_source->text())
        return;
    m_source->setText(source.text);
    if (source.exact)
        m_source->setAccent();
    else
        m_source->setRole(source.votesVisible ? Role::looking : Role::down);
}

QString ClusterHeader::sourceText() const
{
    return m_source->text();
}

void ClusterHeader::setControllable(bool controllable)
{
    m_partition->setVisible(controllable);
    m_observer->setVisible(controllable);
    m_stop->setVisible(controllable);
}

void ClusterHeader::setPartition(bool ready, const QString& offReason)
{
    m_partitionOff = offReason;
    m_partition->setEnabled(ready && offReason.isEmpty());
    retranslate();
}

void ClusterHeader::setAnyRuns(bool runs)
{
    m_anyRuns = runs;
    retranslate();
}

void ClusterHeader::setObserver(const QString& offReason)
{
    m_observerOff = offReason;
    m_observer->setEnabled(offReason.isEmpty());
    retranslate();
}

void ClusterHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

/// In a narrow window the chip's sentence would push the buttons out.
void ClusterHeader::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_source->setVisible(width() > 700);
}

void ClusterHeader::retranslate()
{
    {
        const QSignalBlocker quiet(m_modes);
        QStringList words{tr("Live"), tr("Replay")};
        if (m_lessons)
            words << tr("Lesson");
        m_modes->setSegments(words);
        m_modes->setCurrentIndex(int(m_mode));
    }
    m_modes->setAccessibleName(tr("What is shown"));
    m_picker->setText(m_subject.isEmpty() ? tr("Choose…", "a cluster, recording or lesson")
                                          : visibleText(m_subject));
    m_picker->setAccessibleName(m_picker->text());
    m_partition->setText(tr("Partition"));
    m_partition->setToolTip(!m_partitionOff.isEmpty() ? m_partitionOff
            : m_partition->isEnabled()
            ? tr("Cut the picked servers off from the others")
            : tr("Pick servers first: drag a frame around their cards, or Shift and click"));
    m_observer->setText(tr("Add observer"));
    m_observer->setToolTip(!m_observerOff.isEmpty()
            ? m_observerOff
            : tr("Add a server that follows without a vote. Every server must know it: they are "
                 "restarted one after another, the leader last"));
    m_stop->setText(m_anyRuns ? tr("Stop all") : tr("Start all"));
    setIcon(m_stop, m_anyRuns ? QStringLiteral("square") : QStringLiteral("play"), 14);
    m_source->setToolTip(tr("Where these facts come from; nothing is drawn that was not observed"));
}

} // namespace zs::ui
