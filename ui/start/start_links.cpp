// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_links.h"

#include "ui/common/widgets.h"
#include "ui/start/card_row.h"

#include <QEvent>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int rowPx = 44;

} // namespace

StartLinks::StartLinks(QWidget* parent) :
    QFrame(parent),
    m_lessons(new CardRow(QStringLiteral("vote"), TextStyle::control, rowPx, this)),
    m_recording(new CardRow(QStringLiteral("history"), TextStyle::control, rowPx, this))
{
    setProperty("card", true);
    m_lessons->setObjectName(QStringLiteral("openLessons"));
    m_recording->setObjectName(QStringLiteral("openRecording"));
    m_lessons->setEnds(true, false);
    m_recording->setEnds(false, true);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(m_lessons);
    column->addWidget(m_recording);
    connect(m_lessons, &CardRow::clicked, this, &StartLinks::lessonsRequested);
    connect(m_recording, &CardRow::clicked, this, &StartLinks::recordingRequested);
    retranslate();
}

void StartLinks::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void StartLinks::retranslate()
{
    m_lessons->setText(tr("Election lessons"));
    m_lessons->setToolTip(
        tr("Guided lessons on real servers in a scratch folder; no connection is needed."));
    m_recording->setText(tr("Replay a recording"));
    m_recording->setToolTip(tr("Opens a saved election (.ztrace); no server is needed."));
}

} // namespace zs::ui
