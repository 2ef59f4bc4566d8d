// SPDX-License-Identifier: GPL-3.0-or-later
// Each lesson from its first to its last step, on real servers, by clicks in the console's window.
#include "localcluster/launcher/apache_install.h"
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_launch_control.h"
#include "tests/support/picture.h"
#include "ui/cluster/cluster_control.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/lessons/catalogue.h"
#include "ui/cluster/lessons/lesson_host.h"
#include "ui/cluster/lessons/lesson_panel.h"
#include "ui/cluster/lessons/lesson_picker.h"
#include "ui/cluster/lessons/lesson_row.h"
#include "ui/cluster/lessons/lesson_runner.h"
#include "ui/cluster/playback.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <iostream>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;
using Phase = LessonRunner::Phase;

/// Busy machines are slow, and a step ends by what is observed, not by this.
constexpr auto patience = 90s;

/// A machine that lets a server wait for a second makes it lose its leader, and the lesson says so:
/// then a reader tries again, and so does this.
constexpr int attempts = 3;

class LessonsInTheWindow : public testing::TestWithParam<int> {
protected:
    void SetUp() override
    {
        m_languages.setCurrent(QStringLiteral("en"));
        const auto factory = [this](ClientOptions) -> std::unique_ptr<Client> {
            auto client = std::make_unique<test::FakeClient>();
            m_fake = client.get();
            return client;
        };
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{factory, &m_launch, &m_languages, &m_settings});
        m_window->resize(1440, 900);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        ConnectionProfile profile;
        profile.servers = QStringLiteral("127.0.0.1:1"); // Nobody's: it answers no poll.
        m_window->openConnection(profile);
        m_fake->setState(SessionState::connected);
        ASSERT_TRUE(spinUntil([&] { return m_window->workspace() != nullptr; }));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        page = m_window->workspace()->clusterPage();
        ASSERT_NE(page, nullptr);
        page->playback()->setSlowsElections(false);
        host = page->findChild<LessonHost*>();
        ASSERT_NE(host, nullptr);
    }
    void TearDown() override
    {
        m_window.reset();
        m_languages.setCurrent(QStringLiteral("en"));
    }

    template <class T>
    T* find(const char* name) const
    {
        T* widget = m_window->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void click(const char* name)
    {
        auto* button = find<QAbstractButton>(name);
        ASSERT_TRUE(button->isEnabled()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// By the picker in the header.
    void choose(int number, LessonServers servers = LessonServers::ours)
    {
        page->header()->setMode(ClusterHeader::Mode::lesson);
        page->setMode(ClusterHeader::Mode::lesson);
        click("clusterPicker");
        auto* list = find<QListView>("lessonList");
        const std::vector<Lesson> lessons = allLessons();
        for (std::size_t row = 0; row < lessons.size(); ++row) {
            if (lessons[row].number == number)
                list->setCurrentIndex(list->model()->index(int(row), 0));
        }
        const bool mixed = servers == LessonServers::mixed;
        if (find<QCheckBox>("lessonMixed")->isChecked() != mixed)
            click("lessonMixed");
        if (number == 1)
            test::picture(*find<QWidget>("lessonPicker"),
                mixed ? "lesson-picker-mixed" : "lesson-picker");
        click("runLesson");
        ASSERT_NE(host->runner(), nullptr);
        ASSERT_EQ(host->runner()->lesson().number, number);
        ASSERT_EQ(host->runner()->lesson().mixed, mixed);
    }
    LessonPanel* panel() const { return page->findChild<LessonPanel*>(); }
    /// What stands in the window, for the report of a failure.
    std::string told() const
    {
        std::string text = "step " + std::to_string(host->runner()->stepIndex() + 1) + ": "
            + panel()->problem().toStdString();
        const LessonStep& step = host->runner()->step();
        for (std::size_t i = 0; i < step.expected.size(); ++i)
            text += std::string("\n  ") + (host->runner()->seen()[i] ? "seen: " : "NOT seen: ")
                + step.expected[i].text.toStdString();
        const Evidence& evidence = host->runner()->evidence();
        for (const ClientAnswer& answer : evidence.answers()) {
            const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                answer.at - evidence.stepBegan());
            constexpr const char* whats[]{"connected", "disconnected", "expired", "", "event"};
            text += "\n  at " + std::to_string(ms.count()) + " ms: " + answer.client + ' '
                + whats[int(answer.what)] + answer.operation + ' ' + answer.path + ' '
                + std::string(errcName(answer.code));
        }
        return text;
    }

    /// Step by step to the end; false when the lesson said that it did not go as told.
    bool goThrough(std::string& failures)
    {
        const std::size_t steps = host->runner()->lesson().steps.size();
        for (std::size_t step = 0; step < steps; ++step) {
            EXPECT_EQ(host->runner()->stepIndex(), step);
            EXPECT_TRUE(panel()->conclusion().isEmpty());
            click("lessonMain");
            spinUntil(
                [&] { return !panel()->conclusion().isEmpty() || !panel()->problem().isEmpty(); },
                patience);
            if (panel()->conclusion().isEmpty()) {
                failures += told() + '\n';
                return false;
            }
            EXPECT_EQ(panel()->conclusion(), host->runner()->step().conclusion);
            const Lesson& lesson = host->runner()->lesson();
            const std::string name = "lesson-" + std::to_string(lesson.number)
                + (lesson.mixed ? "-mixed" : "") + "-step-" + std::to_string(step + 1);
            test::picture(*m_window, name.c_str());
            if (step + 1 < steps)
                click("lessonMain");
        }
        return true;
    }

    /// Tries again as a reader would.
    void goThroughSomehow()
    {
        std::string failures;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            if (goThrough(failures)) {
                EXPECT_EQ(host->runner()->phase(), Phase::finished);
                return;
            }
            std::cout << "[  RETRY   ] " << failures << '\n';
            ASSERT_EQ(host->runner()->phase(), Phase::failed) << failures;
            click("lessonMain"); // Try again.
        }
        FAIL() << failures;
    }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("s.ini"))};
    Languages m_languages;
    test::FakeLaunchControl m_launch;
    test::FakeClient* m_fake = nullptr;
    std::unique_ptr<MainWindow> m_window;
    ClusterPage* page = nullptr;
    LessonHost* host = nullptr;
};

TEST_P(LessonsInTheWindow, GoesAsItTells)
{
    choose(GetParam());
    goThroughSomehow();
}

INSTANTIATE_TEST_SUITE_P(Lessons, LessonsInTheWindow, testing::ValuesIn([] {
    std::vector<int> numbers;
    for (const Lesson& lesson : allLessons())
        numbers.push_back(lesson.number);
    return numbers;
}()),
    [](const auto& lesson) { return std::to_string(lesson.param); });

using LessonInTheWindow = LessonsInTheWindow;
/// One server of the ensemble is Apache's.
using LessonsOnMixedEnsembles = LessonsInTheWindow;

TEST_P(LessonsOnMixedEnsembles, GoesAsItTells)
{
    if (!launcher::ApacheInstall::find())
        GTEST_SKIP() << "there is no Apache ZooKeeper here";
    choose(GetParam(), LessonServers::mixed);
    EXPECT_TRUE(find<QWidget>("lessonServers")->isVisible());
    goThroughSomehow();
    // By the servers' own word, which each of them gives in its own way.
    const ServerId foreign(host->runner()->lesson().apache);
    EXPECT_TRUE(host->runner()->evidence().isForeign(foreign));
    for (const timeline::Moment& moment : host->runner()->evidence().moments())
        ASSERT_EQ(moment.inferred, moment.server == foreign) << moment.server.value;
}

INSTANTIATE_TEST_SUITE_P(Lessons, LessonsOnMixedEnsembles, testing::ValuesIn([] {
    std::vector<int> numbers;
    for (const Lesson& lesson : allLessons(LessonServers::mixed)) {
        if (lesson.mixed)
            numbers.push_back(lesson.number);
    }
    return numbers;
}()),
    [](const auto& lesson) { return std::to_string(lesson.param); });

TEST_F(LessonInTheWindow, LessonThatAsksForEveryTraceSaysWhyItTakesNoOtherServer)
{
    if (!launcher::ApacheInstall::find())
        GTEST_SKIP() << "there is no Apache ZooKeeper here";
    page->header()->setMode(ClusterHeader::Mode::lesson);
    page->setMode(ClusterHeader::Mode::lesson);
    click("clusterPicker");
    click("lessonMixed");
    auto* list = find<QListView>("lessonList");
    const std::vector<Lesson> lessons = allLessons();
    for (std::size_t row = 0; row < lessons.size(); ++row) {
        list->setCurrentIndex(list->model()->index(int(row), 0));
        const bool can = lessons[row].apache != 0;
        EXPECT_EQ(find<QPushButton>("runLesson")->isEnabled(), can) << lessons[row].number;
        const QString shown = list->currentIndex().data(Qt::ToolTipRole).toString();
        EXPECT_EQ(shown, can ? lessons[row].subtitle : lessons[row].onlyOurs);
    }
    click("lessonMixed");
    EXPECT_TRUE(find<QPushButton>("runLesson")->isEnabled());
    find<QWidget>("lessonPicker")->close();
}

TEST_F(LessonInTheWindow, EndsWithItsServersAndShowsAgainWhatWasThere)
{
    choose(1);
    click("lessonMain");
    ASSERT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience)) << told();
    EXPECT_EQ(page->picture().servers.size(), 3U);
    const QString folder = host->folder();
    EXPECT_TRUE(QDir(folder).exists());
    click("lessonEnd");
    EXPECT_TRUE(spinUntil([&] { return !QDir(folder).exists(); }));
    EXPECT_EQ(page->header()->mode(), ClusterHeader::Mode::live);
    EXPECT_FALSE(panel()->isVisible());
    EXPECT_EQ(page->picture().server(ServerId(3)), nullptr) << "the ensemble has one server";
}

TEST_F(LessonInTheWindow, ObservationLeadsToItsMoment)
{
    choose(1);
    click("lessonMain");
    ASSERT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience)) << told();
    auto* row = find<LessonRow>("lessonSeen:1");
    ASSERT_FALSE(row->time().isEmpty());
    QTest::mouseClick(row, Qt::LeftButton);
    EXPECT_EQ(page->playback()->time(), *host->runner()->seen()[0]);
    EXPECT_FALSE(page->playback()->isLive());
    EXPECT_FALSE(panel()->conclusion().isEmpty()) << "what is proven stays proven";
}

TEST_F(LessonInTheWindow, ReaderLeavesTheScriptAndPlaysOnByHand)
{
    choose(1);
    click("lessonMain");
    ASSERT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience)) << told();
    click("lessonLeave");
    EXPECT_EQ(host->runner()->phase(), Phase::left);
    page->control()->act(ServerId(3), CardAction::start);
    EXPECT_TRUE(spinUntil([&] {
        return page->picture().stage.stage == timeline::Stage::broadcast
            && page->picture().stage.leader == ServerId(3);
    }));
    click("lessonMain"); // Start again.
    EXPECT_EQ(host->runner()->phase(), Phase::ready);
    EXPECT_EQ(host->runner()->stepIndex(), 0U);
}

TEST_F(LessonInTheWindow, ConclusionWaitsForThePictureInSlowMotion)
{
    choose(1);
    page->playback()->setSlowsElections(true);
    for (int step = 0; step < 2; ++step) {
        click("lessonMain");
        ASSERT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience))
            << told();
        for (const auto& seen : host->runner()->seen())
            EXPECT_TRUE(!page->playback()->isLive() || *seen <= page->playback()->time());
        click("lessonMain");
    }
}

TEST_F(LessonInTheWindow, MeddlingIsToldHonestly)
{
    choose(1);
    click("lessonMain");
    ASSERT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience)) << told();
    click("lessonMain");
    page->control()->act(ServerId(1), CardAction::kill); // Nobody is left to vote with 2.
    page->control()->act(ServerId(3), CardAction::start);
    click("lessonMain");
    ASSERT_TRUE(spinUntil([&] { return !panel()->problem().isEmpty(); }, patience)) << told();
    EXPECT_EQ(panel()->conclusion(), QString());
    test::picture(*m_window, "lesson-failed");
    click("lessonMain"); // Try again.
    EXPECT_EQ(host->runner()->phase(), Phase::ready);
}

TEST_F(LessonInTheWindow, ChangesItsLanguageOnTheWay)
{
    choose(1);
    const QString english = host->runner()->lesson().title;
    m_window->setLanguage(QStringLiteral("zh_CN"));
    EXPECT_TRUE(spinUntil([&] { return host->runner()->lesson().title != english; }));
    EXPECT_EQ(host->runner()->phase(), Phase::ready);
    click("lessonMain");
    EXPECT_TRUE(spinUntil([&] { return !panel()->conclusion().isEmpty(); }, patience)) << told();
    test::picture(*m_window, "lesson-zh");
}

} // namespace
} // namespace zs::ui
