// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace zs::ui {

/// What the launch card needs from whatever starts servers; `app` implements it over the launcher.
/// Threads: GUI thread; nothing blocks.
class LaunchControl : public QObject {
    Q_OBJECT
public:
    enum class State { stopped, starting, running, stopping };

    using QObject::QObject;

    [[nodiscard]] virtual State state() const = 0;
    /// The client port of the present run; 0 when stopped.
    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual QString defaultFolder() const = 0;
    /// `preferred`, or the next port above that is free; 0 when there is none.
    [[nodiscard]] virtual std::uint16_t nextFreePort(std::uint16_t preferred) const = 0;
    /// The name of the file that start() will write, below `folder`.
    [[nodiscard]] virtual QString configFileName() const = 0;
    /// The very text that start() will write.
    [[nodiscard]] virtual QString configText(
        const QString& folder, std::uint16_t port) const = 0;
    virtual void start(const QString& folder, std::uint16_t port) = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void stateChanged();
    /// It accepts clients on the loopback address.
    void ready(quint16 port);
    /// It did not start; `reason` says why and what to do.
    void failed(const QString& reason);
    /// It ended by itself after it had been ready.
    void died(const QString& reason);
};

} // namespace zs::ui
