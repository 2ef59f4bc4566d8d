// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/stall_listener.h"

#include <QBoxLayout>
#include <QDialog>
#include <QEventLoop>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include <poll.h>

#include <functional>

namespace zs::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

void burn(std::chrono::nanoseconds time)
{
    const auto until = detail::wholeThreadTime().cpu + time;
    while (detail::wholeThreadTime().cpu < until) { }
}

/// Waits as a read of a slow disk does.
void block(std::chrono::milliseconds time)
{
    ::poll(nullptr, 0, int(time.count()));
}

/// An object whose every custom event does the next thing.
class Doer : public QObject {
public:
    explicit Doer(const char* name) { setObjectName(QLatin1String(name)); }
    void later(std::function<void()> what)
    {
        m_todo.push_back(std::move(what));
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
    void rest() const
    {
        while (m_done < m_todo.size())
            QCoreApplication::processEvents();
    }
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const auto what = m_todo.at(m_done);
        what();
        ++m_done;
        return true;
    }

private:
    std::vector<std::function<void()>> m_todo;
    std::size_t m_done = 0;
};

class Heartbeat : public testing::Test {
protected:
    void SetUp() override
    {
        if (!GuiHeartbeat::canMeasure())
            GTEST_SKIP() << "the event loop is not GLib's";
        QCoreApplication::processEvents();
        m_heartbeat.forget();
    }
    void TearDown() override { m_heartbeat.forget(); } // What is burnt here is no stall.
    const Stretch& longest() { return m_heartbeat.longest(); }

    GuiHeartbeat& m_heartbeat = *static_cast<GuiHeartbeat*>(QApplication::instance());
    Doer m_doer{"doer"};
};

TEST_F(Heartbeat, TellsWhoHeldTheLoopAndForHowLong)
{
    m_doer.later([] { burn(40ms); });
    m_doer.rest();
    EXPECT_GE(longest().time.cpu, 40ms);
    EXPECT_GE(longest().time.held, 40ms);
    EXPECT_EQ(longest().receiver, "QObject \"doer\"");
    EXPECT_EQ(longest().type, QEvent::User);
    EXPECT_THAT(longest().words().toStdString(), HasSubstr("User of QObject \"doer\""));
}

TEST_F(Heartbeat, TimeInWhichTheThreadIsBlockedCounts)
{
    if (!RunQueue().isKnown())
        GTEST_SKIP() << "this kernel does not tell who waited for a processor";
    m_doer.later([] { block(60ms); });
    m_doer.rest();
    EXPECT_GE(longest().time.held, 55ms);
    EXPECT_LT(longest().time.cpu, longest().time.held);
}

TEST_F(Heartbeat, EventsOfOneTurnAreOneStretch)
{
    for (int i = 0; i < 4; ++i)
        m_doer.later([] { burn(10ms); });
    m_doer.rest();
    EXPECT_GE(longest().time.cpu, 40ms);
    EXPECT_GE(longest().events, 4);
}

TEST_F(Heartbeat, EventsThatATestSendsAreStretchesOfTheirOwn)
{
    QPushButton button(QStringLiteral("button"));
    button.setObjectName(QStringLiteral("pressed"));
    QObject::connect(&button, &QPushButton::clicked, [] { burn(30ms); });
    for (int i = 0; i < 3; ++i)
        QTest::mouseClick(&button, Qt::LeftButton);
    EXPECT_GE(longest().time.cpu, 30ms);
    EXPECT_EQ(longest().events, 1);
    EXPECT_EQ(longest().receiver, "QPushButton \"pressed\"");
    EXPECT_EQ(longest().type, QEvent::MouseButtonRelease);
}

TEST_F(Heartbeat, EventsWithinAnEventArePartOfIt)
{
    Doer inner("inner");
    m_doer.later([&] {
        burn(10ms);
        inner.later([] { burn(50ms); });
        QCoreApplication::sendPostedEvents(&inner, QEvent::User);
    });
    m_doer.rest();
    EXPECT_GE(longest().time.cpu, 60ms);
    EXPECT_EQ(longest().receiver, "QObject \"doer\"");
}

/// One loop within an event: what comes before it, in it and after it are turns of their own.
class HeartbeatOfLoops : public Heartbeat, public testing::WithParamInterface<bool> {
protected:
    static void run(QEventLoop& loop, const bool& done)
    {
        if (GetParam()) {
            loop.exec();
            return;
        }
        while (!done)
            QCoreApplication::processEvents();
    }
};

TEST_P(HeartbeatOfLoops, EachOfItsTurnsIsAStretch)
{
    QEventLoop loop;
    bool done = false;
    Doer inner("inner");
    m_doer.later([&] {
        burn(10ms);
        inner.later([] { burn(150ms); });
        QTimer::singleShot(500, &loop, [&] {
            done = true;
            loop.quit();
        });
        run(loop, done);
        burn(10ms);
    });
    m_doer.rest();
    EXPECT_GE(longest().time.cpu, 150ms);
    EXPECT_EQ(longest().receiver, "QObject \"inner\"") << "an empty loop may wait as it likes";
}

INSTANTIATE_TEST_SUITE_P(All, HeartbeatOfLoops, testing::Bool());

TEST_F(Heartbeat, WhatAnEventDoesAfterItsLoopCounts)
{
    m_doer.later([] {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        loop.exec();
        burn(40ms);
    });
    m_doer.rest();
    EXPECT_GE(longest().time.cpu, 40ms);
    EXPECT_EQ(longest().receiver, "QObject \"doer\"");
}

TEST_F(Heartbeat, WhatTheTestDoesIsNotCounted)
{
    burn(200ms);
    QCoreApplication::processEvents();
    burn(200ms);
    m_doer.later([] {
        const OwnWork own;
        const OwnWork nested;
        burn(200ms);
    });
    m_doer.rest();
    EXPECT_LT(longest().time.held, 200ms);
}

TEST_F(Heartbeat, ATestThatBreaksTheLimitFailsAndSaysWhere)
{
    m_doer.later([] { burn(20ms); });
    m_doer.rest();
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    const StallLimit strict{{.held = 10ms}};
    EXPECT_NONFATAL_FAILURE(
        StallListener(m_heartbeat, strict).OnTestEnd(test), "User of QObject \"doer\"");
    StallListener(m_heartbeat, {}).OnTestEnd(test);
    EXPECT_TRUE((StallLimit{{.cpu = 10ms}}).isBrokenBy(longest().time));
    EXPECT_FALSE((StallLimit{{.cpu = 10s, .held = 10s}}).isBrokenBy(longest().time));
}

TEST_F(Heartbeat, TheLimitComesFromTheEnvironment)
{
    const QByteArray before = qgetenv("ZS_STALL_MS");
    qputenv("ZS_STALL_MS", "50");
    EXPECT_EQ(StallLimit::fromEnvironment().most.held, 50ms);
    qputenv("ZS_STALL_MS", "0");
    EXPECT_FALSE(StallLimit::fromEnvironment().isBrokenBy({.cpu = 1h, .held = 1h}));
    qunsetenv("ZS_STALL_MS");
    EXPECT_TRUE(StallLimit::fromEnvironment().isBrokenBy({.cpu = 5s, .held = 5s}));
    if (!before.isNull())
        qputenv("ZS_STALL_MS", before);
}

} // namespace
} // namespace zs::test
