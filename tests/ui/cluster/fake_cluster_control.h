// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/cluster_control.h"

#include <chrono>
#include <map>
#include <string>

namespace zs::ui {

/// A cluster of three servers that runs nothing and writes down what is done to it.
class FakeClusterControl : public ClusterControl {
public:
    QString name() const override { return QStringLiteral("local-3"); }
    std::vector<ServerId> servers() const override
    {
        return {ServerId(1), ServerId(2), ServerId(3)};
    }
    Process process(ServerId id) const override
    {
        const auto found = processes.find(id);
        return found == processes.end() ? Process::running : found->second;
    }
    quint16 clientPort(ServerId id) const override { return quint16(2180 + id.value); }
    QString linkFaultsOff() const override { return off; }
    bool hasLinkFaults() const override { return m_broken; }
    bool hasLinkFaults(ServerId) const override { return m_broken; }
    QStringList recentLog(ServerId) const override { return log; }
    QString connectString() const override { return QStringLiteral("127.0.0.1:2181"); }

    void act(ServerId id, CardAction action) override
    {
        static const std::map<CardAction, std::string> names{{CardAction::start, "start"},
            {CardAction::stop, "stop"}, {CardAction::kill, "kill"}, {CardAction::pause, "pause"},
            {CardAction::resume, "resume"}, {CardAction::isolate, "isolate"},
            {CardAction::heal, "heal"}, {CardAction::restart, "restart"},
            {CardAction::wipe, "wipe"}, {CardAction::log, "log"}};
        note(names.at(action), {id});
    }
    void partition(const std::set<ServerId>& group) override
    {
        note("partition", {group.begin(), group.end()});
    }
    void cut(ServerId from, ServerId to) override { note("cut", {from, to}); }
    void drop(ServerId a, ServerId b) override { note("drop", {a, b}); }
    void delay(ServerId a, ServerId b, std::chrono::milliseconds) override
    {
        note("delay", {a, b});
    }
    void healLink(ServerId a, ServerId b) override { note("healLink", {a, b}); }
    void healAll() override { note("healAll", {}); }
    QString observerOff() const override { return noObserver; }
    void addObserver() override { note("addObserver", {}); }
    void startAll() override { note("startAll", {}); }
    void stopAll() override { note("stopAll", {}); }

    void setBroken(bool broken)
    {
        m_broken = broken;
        Q_EMIT changed();
    }

    /// Three processes that are up and look for a leader.
    static std::vector<timeline::Moment> threeServers(Instant now)
    {
        std::vector<timeline::Moment> moments;
        for (const std::int64_t id : {1, 2, 3}) {
            trace::ProcessEvent process;
            process.server = ServerId(id);
            process.what = trace::ProcessChange::started;
            process.pid = 1000 + id;
            moments.push_back({now, ServerId(), std::uint64_t(id), process});
        }
        return moments;
    }

    QString off;
    QString noObserver;
    QStringList log;
    std::map<ServerId, Process> processes;
    std::vector<std::string> calls;

private:
    void note(std::string what, const std::vector<ServerId>& ids)
    {
        for (const ServerId id : ids)
            what += ' ' + std::to_string(id.value);
        calls.push_back(std::move(what));
    }
    bool m_broken = false;
};

} // namespace zs::ui
