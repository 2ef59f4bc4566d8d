// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/launch_control.h"

#include <QHash>

#include <set>

namespace zs::test {

/// A LaunchControl that starts nothing; its owner moves it from state to state.
class FakeLaunchControl : public ui::LaunchControl {
public:
    State state() const override { return m_state; }
    QString connectString() const override
    {
        return QStringLiteral("127.0.0.1:%1").arg(firstClientPort());
    }
    QString defaultFolder(const ui::LaunchWish& wish) const override
    {
        return QStringLiteral("/srv/local-%1").arg(wish.servers);
    }
    void plan(const ui::LaunchWish& wish) override
    {
        m_wish = wish;
        m_edits.clear();
    }
    QString planProblem() const override { return m_problem; }
    std::uint16_t firstClientPort() const override
    {
        std::uint16_t port = m_wish.firstClientPort;
        while (port != 0 && m_busy.contains(port))
            ++port;
        return port;
    }
    QList<ui::LaunchFile> files() const override
    {
        QList<ui::LaunchFile> all;
        for (int index = 0; index < m_wish.servers + (m_wish.observer ? 1 : 0); ++index)
            all.append({QStringLiteral("zoo-%1.cfg").arg(index + 1),
                m_edits.value(index,
                    QStringLiteral("# One tick in milliseconds.\ntickTime=2000\ninitLimit=10\n"
                                   "syncLimit=5\nclientPort=%1\ndataDir=%2/server-%3/data\n")
                        .arg(firstClientPort() + index)
                        .arg(m_wish.folder)
                        .arg(index + 1))});
        return all;
    }
    /// Whatever says "bad" is wrong.
    QStringList edit(int file, const QString& text) override
    {
        if (text.contains(QStringLiteral("bad")))
            return {QStringLiteral("zoo-%1.cfg:1: bad").arg(file + 1)};
        m_edits[file] = text;
        return {};
    }
    void start() override
    {
        ++m_starts;
        setState(State::starting);
    }
    void stop() override { setState(State::stopping); }

    void setState(State state)
    {
        m_state = state;
        Q_EMIT stateChanged();
        if (state == State::running)
            Q_EMIT ready(connectString());
    }
    void fail(const QString& reason)
    {
        setState(State::stopped);
        Q_EMIT failed(reason);
    }
    void setBusy(std::set<std::uint16_t> ports) { m_busy = std::move(ports); }
    void setPlanProblem(const QString& problem) { m_problem = problem; }
    [[nodiscard]] const ui::LaunchWish& wish() const { return m_wish; }
    [[nodiscard]] int starts() const { return m_starts; }

private:
    State m_state = State::stopped;
    ui::LaunchWish m_wish;
    QString m_problem;
    QHash<int, QString> m_edits;
    std::set<std::uint16_t> m_busy;
    int m_starts = 0;
};

} // namespace zs::test
