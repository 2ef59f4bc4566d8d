// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/launch_control.h"

#include <set>

namespace zs::test {

/// A LaunchControl that starts nothing; its owner moves it from state to state.
class FakeLaunchControl : public ui::LaunchControl {
public:
    State state() const override { return m_state; }
    std::uint16_t port() const override { return m_port; }
    QString defaultFolder() const override { return QStringLiteral("/srv/local-server"); }
    std::uint16_t nextFreePort(std::uint16_t preferred) const override
    {
        while (preferred != 0 && m_busy.contains(preferred))
            ++preferred;
        return preferred;
    }
    QString configFileName() const override { return QStringLiteral("zoo.cfg"); }
    QString configText(const QString& folder, std::uint16_t port) const override
    {
        return QStringLiteral("# One tick in milliseconds.\ntickTime=2000\ninitLimit=10\n"
                              "syncLimit=5\nclientPort=%1\ndataDir=%2/data\n")
            .arg(port)
            .arg(folder);
    }
    void start(const QString& folder, std::uint16_t port) override
    {
        m_folder = folder;
        m_port = port;
        setState(State::starting);
    }
    void stop() override { setState(State::stopping); }

    void setState(State state)
    {
        m_state = state;
        Q_EMIT stateChanged();
        if (state == State::running)
            Q_EMIT ready(m_port);
    }
    void fail(const QString& reason)
    {
        setState(State::stopped);
        Q_EMIT failed(reason);
    }
    void setBusy(std::set<std::uint16_t> ports) { m_busy = std::move(ports); }
    [[nodiscard]] QString startedFolder() const { return m_folder; }

private:
    State m_state = State::stopped;
    std::uint16_t m_port = 0;
    QString m_folder;
    std::set<std::uint16_t> m_busy;
};

} // namespace zs::test
