// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace zs::launcher {
class Cluster;
} // namespace zs::launcher

namespace zs::ui {

/// What a person chose on the launch card.
struct LaunchWish {
    int servers = 3; ///< Participants: 1, 3, 5 or 7.
    bool observer = false;
    bool apache = false; ///< Apache ZooKeeper instead of the built-in engine.
    bool trace = true;
    std::uint16_t firstClientPort = 2181;
    QString folder;

    bool operator==(const LaunchWish&) const = default;
};

/// A file that the launch will write.
struct LaunchFile {
    QString name;
    QString text;
};

/// What the launch card needs from whatever starts clusters; `app` implements it over the launcher.
/// Threads: GUI thread; nothing blocks.
class LaunchControl : public QObject {
    Q_OBJECT
public:
    enum class State { stopped, starting, running, stopping };

    using QObject::QObject;

    [[nodiscard]] virtual State state() const = 0;
    /// "127.0.0.1:2181,…" of the present run; empty when stopped.
    [[nodiscard]] virtual QString connectString() const = 0;
    [[nodiscard]] virtual QString defaultFolder(const LaunchWish& wish) const = 0;

    /// Plans a cluster as wished, in place of what was planned and edited before. Does nothing
    /// unless stopped.
    virtual void plan(const LaunchWish& wish) = 0;
    /// Why the plan cannot be started; empty when it can.
    [[nodiscard]] virtual QString planProblem() const = 0;
    /// The client port that the plan gives the first server; 0 when there is none.
    [[nodiscard]] virtual std::uint16_t firstClientPort() const = 0;
    /// The very texts that start() will write.
    [[nodiscard]] virtual QList<LaunchFile> files() const = 0;
    /// Takes a person's edit of one of them into the plan; yields what is wrong with it, in which
    /// case the plan stays as it was.
    [[nodiscard]] virtual QStringList edit(int file, const QString& text) = 0;

    /// Starts what is planned.
    virtual void start() = 0;
    virtual void stop() = 0;

    /// The cluster of the present run, for pages about it; nullptr when stopped or not known.
    [[nodiscard]] virtual launcher::Cluster* cluster() const { return nullptr; }

Q_SIGNALS:
    void stateChanged();
    /// A quorum accepts clients.
    void ready(const QString& connectString);
    /// It did not start; `reason` says why and what to do.
    void failed(const QString& reason);
    /// Something of it ended by itself after it had been ready.
    void died(const QString& reason);
};

} // namespace zs::ui
