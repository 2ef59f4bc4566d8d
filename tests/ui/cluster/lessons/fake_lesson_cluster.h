// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/lesson_cluster.h"

#include <string>
#include <vector>

namespace zs::ui::test {

/// Servers of a lesson that run nowhere: it writes down what is done to them, and its owner says
/// what comes of it.
class FakeLessonCluster : public LessonCluster {
public:
    void start(ServerId id) override { note("start", {id}); }
    void stop(ServerId id) override { note("stop", {id}); }
    void kill(ServerId id) override { note("kill", {id}); }
    void cut(const std::set<ServerId>& some, const std::set<ServerId>&) override
    {
        note("cut", {some.begin(), some.end()});
        Q_EMIT linksChanged();
    }
    void heal() override
    {
        note("heal", {});
        Q_EMIT linksChanged();
    }
    void delay(ServerId a, ServerId b, std::chrono::milliseconds) override
    {
        note("delay", {a, b});
        Q_EMIT linksChanged();
    }
    void openSession(const std::string& client, ServerId at, std::chrono::milliseconds,
        bool) override
    {
        note("openSession " + client, {at});
    }
    void moveSession(const std::string& client, ServerId to) override
    {
        note("moveSession " + client, {to});
    }
    void killClient(const std::string& client) override { note("killClient " + client, {}); }
    void ask(const ClientRequest& request) override
    {
        note(std::string(nameOf(request.operation)) + ' ' + request.path, {});
    }

    void tell(timeline::Moment moment) { Q_EMIT moments({std::move(moment)}); }
    void answer(const ClientAnswer& told) { Q_EMIT answered(told); }
    void fail(const QString& reason) { Q_EMIT failed(reason); }

    std::vector<std::string> calls;

private:
    void note(std::string what, const std::vector<ServerId>& ids)
    {
        for (const ServerId id : ids)
            what += ' ' + std::to_string(id.value);
        calls.push_back(std::move(what));
    }
};

} // namespace zs::ui::test
