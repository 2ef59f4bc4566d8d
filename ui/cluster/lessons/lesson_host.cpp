// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/lesson_host.h"

#include "localcluster/launcher/apache_install.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/launcher_control.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/lesson_panel.h"
#include "ui/cluster/lessons/lesson_picker.h"
#include "ui/cluster/lessons/lesson_runner.h"
#include "ui/cluster/lessons/real_lesson_cluster.h"
#include "ui/cluster/playback.h"

#include <QPushButton>

namespace zs::ui {

using Mode = ClusterHeader::Mode;

LessonHost::LessonHost(ClusterPage* page, launcher::ClusterOptions options)
    : QObject(page),
      m_page(page),
      m_options(std::move(options)),
      m_panel(new LessonPanel)
{
    page->panel()->setLessonWidget(m_panel); // Takes it over.
    m_panel->setVisible(page->header()->mode() == Mode::lesson);
    page->header()->setLessonsOffered(true);
    connect(page, &ClusterPage::modeChanged, this, &LessonHost::onMode);
    connect(page, &ClusterPage::modeChosen, this, [this](Mode mode) {
        if (mode == Mode::lesson && !m_runner)
            openPicker();
    });
    connect(page->header(), &ClusterHeader::pickerRequested, this, [this] {
        if (m_page->header()->mode() == Mode::lesson)
            openPicker();
    });
    connect(page->playback(), &Playback::timeChanged, this, &LessonHost::followPicture);
    connect(page->playback(), &Playback::stateChanged, this, &LessonHost::followPicture);
    connect(m_panel, &LessonPanel::doRequested, this, &LessonHost::doStep);
    connect(m_panel, &LessonPanel::nextRequested, this, [this] { m_runner->nextStep(); });
    connect(m_panel, &LessonPanel::leaveRequested, this, [this] { m_runner->leave(); });
    connect(m_panel, &LessonPanel::restartRequested, this,
        [this] { run(m_runner->lesson().number, m_servers); });
    connect(m_panel, &LessonPanel::chooseRequested, this, &LessonHost::openPicker);
    connect(m_panel, &LessonPanel::endRequested, this, &LessonHost::end);
    connect(m_panel, &LessonPanel::timeChosen, page->playback(), &Playback::seek);
    connect(m_panel, &LessonPanel::languageChanged, this, &LessonHost::retranslate);
}

LessonHost::~LessonHost() = default;

void LessonHost::run(int number, LessonServers servers)
{
    dropLesson();
    m_servers = servers;
    const Lesson lesson = lessonOf(number, servers);
    m_cluster = new RealLessonCluster(lesson, m_options, this);
    m_runner = new LessonRunner(lesson, m_cluster, &Playback::machineNow, this);
    m_page->showLesson(m_cluster->control(), lesson.title);
    m_panel->setRunner(m_runner);
    followPicture();
    m_cluster->open();
}

LessonRunner* LessonHost::runner() const
{
    return m_runner;
}

QString LessonHost::folder() const
{
    return m_cluster ? m_cluster->folder() : QString();
}

void LessonHost::end()
{
    dropLesson();
    m_page->setMode(Mode::live);
}

void LessonHost::dropLesson()
{
    m_page->showLesson(nullptr);
    m_panel->setRunner(nullptr);
    // Later: this may have been asked for within one of their own signals.
    const auto remove = [runner = m_runner, cluster = m_cluster] {
        delete runner.data();
        delete cluster.data();
    };
    QMetaObject::invokeMethod(this, remove, Qt::QueuedConnection);
    m_runner = nullptr;
    m_cluster = nullptr;
}

void LessonHost::onMode(Mode mode)
{
    m_panel->setVisible(mode == Mode::lesson);
    followPicture();
}

void LessonHost::openPicker()
{
    LessonPicker::Choice choice;
    choice.current = m_runner ? m_runner->lesson().number : 0;
    choice.servers = m_servers;
    if (const auto install = launcher::ApacheInstall::find(); !install)
        choice.noApache = QString::fromStdString(install.error().detail);
    auto* picker = new LessonPicker(allLessons(), choice, m_page->window());
    connect(picker, &LessonPicker::chosen, this, &LessonHost::run);
    picker->popupBelow(m_page->header()->picker());
}

void LessonHost::doStep()
{
    m_page->playback()->toEnd(); // What comes now is to be seen.
    m_runner->doStep();
}

void LessonHost::followPicture()
{
    if (m_page->header()->mode() != Mode::lesson)
        return;
    if (!m_page->timeline()->empty())
        m_panel->setBegin(m_page->timeline()->begin());
    const Playback* playback = m_page->playback();
    m_panel->setPlayhead(
        playback->isLive() ? std::optional(playback->time()) : std::nullopt);
}

void LessonHost::retranslate()
{
    if (!m_runner)
        return;
    m_runner->setLesson(lessonOf(m_runner->lesson().number, m_servers));
    m_page->nameLesson(m_runner->lesson().title);
}

} // namespace zs::ui
