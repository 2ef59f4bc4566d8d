// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include "localcluster/timeline/moment.h"
#include "ui/cluster/card_actions.h"

#include <chrono>
#include <set>
#include <vector>

namespace zs::ui {

/// A local cluster as the page sees it: what it tells, and what can be done to it.
/// `LauncherControl` is the real one; tests have their own. Threads: GUI thread; no call blocks.
/// Errors: told by `failed`, in full sentences.
class ClusterControl : public QObject {
    Q_OBJECT
public:
    enum class Process { stopped, starting, running, paused, stopping };

    using QObject::QObject;

    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual std::vector<ServerId> servers() const = 0;
    [[nodiscard]] virtual Process process(ServerId id) const = 0;
    /// Of clients; 0: not known.
    [[nodiscard]] virtual quint16 clientPort(ServerId id) const = 0;
    /// Why links cannot be broken; empty when they can.
    [[nodiscard]] virtual QString linkFaultsOff() const = 0;
    [[nodiscard]] virtual bool hasLinkFaults() const = 0;
    /// Some link of this server is cut or delayed.
    [[nodiscard]] virtual bool hasLinkFaults(ServerId id) const = 0;
    [[nodiscard]] virtual QStringList recentLog(ServerId id) const = 0;
    /// "127.0.0.1:2181,…" for clients.
    [[nodiscard]] virtual QString connectString() const = 0;
    /// It tells about itself, by its trace or log. One that does not, and runs, has to be asked.
    [[nodiscard]] virtual bool tells(ServerId) const { return true; }

    /// What it told before anybody looked, oldest first; `moments` goes on from there.
    [[nodiscard]] virtual std::vector<timeline::Moment> earlier() const { return {}; }

    /// Everything but `log`, which is the page's.
    virtual void act(ServerId id, CardAction action) = 0;
    virtual void partition(const std::set<ServerId>& group) = 0;
    virtual void cut(ServerId from, ServerId to) = 0;
    virtual void drop(ServerId a, ServerId b) = 0;
    virtual void delay(ServerId a, ServerId b, std::chrono::milliseconds time) = 0;
    virtual void healLink(ServerId a, ServerId b) = 0;
    virtual void healAll() = 0;
    /// Why no observer can be added now; empty when one can.
    [[nodiscard]] virtual QString observerOff() const = 0;
    virtual void addObserver() = 0;
    virtual void startAll() = 0;
    virtual void stopAll() = 0;

Q_SIGNALS:
    /// Processes or faults.
    void changed();
    void moments(const std::vector<zs::timeline::Moment>& moments);
    void failed(zs::ServerId id, const QString& reason);
    /// Something that was dealt with already: to be told, nobody needs to act.
    void noticed(const QString& what);
    void logLine(zs::ServerId id, const QString& line);
};

} // namespace zs::ui
