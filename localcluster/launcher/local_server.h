// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLockFile>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace zs::launcher {

struct LocalServerOptions {
    /// The engine; empty: `zooscope-server` beside the running program.
    QString program;
    /// The sample that the private configuration is made from: a file or a Qt resource.
    QString sampleConfig;
    /// Holds zoo.cfg and data/ of this server; made (0700) when missing, kept between runs.
    QString folder;
    std::uint16_t preferredPort = 2181; ///< Another free one is taken when this one is not.
    std::chrono::milliseconds startTimeout{15'000}; ///< From start() to the readiness line.
    std::chrono::milliseconds stopTimeout{5'000};   ///< From SIGTERM to SIGKILL.
};

/// One standalone zooscope-server of our own, on the loopback address only.
/// Threads:  only the thread that made it, which must run a Qt event loop.
/// Errors:   told by `failed` in full sentences, with the server's own words; nothing throws.
/// Lifetime: the server never outlives this object (destruction stops it, and waits for that at
///           most `stopTimeout` and another second), nor, by `--exit-with-parent`, this process.
///           Its data stays in `folder`.
/// Order:    each start() is answered, after it returned, by exactly one `ready` or `failed`; after
///           `ready` comes exactly one `exited`. A stop() that comes first makes it `failed`.
class LocalServer : public QObject {
    Q_OBJECT
public:
    enum class State { stopped, starting, ready, stopping };
    Q_ENUM(State)

    explicit LocalServer(LocalServerOptions options, QObject* parent = nullptr);
    ~LocalServer() override;

    /// `local-server` in the folder where programs of this name keep the data of this user.
    [[nodiscard]] static QString defaultFolder();

    /// The configuration file that start() writes below `folder`, and its very text. The text is
    /// empty when the sample cannot be read.
    [[nodiscard]] static QString configFile(const QString& folder);
    [[nodiscard]] static QString configText(
        const QString& sampleConfig, const QString& folder, std::uint16_t port);

    [[nodiscard]] State state() const { return m_state; }
    /// The client port of the present or last run; 0 before the first.
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// The process id while it runs, else 0.
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

    /// Does nothing unless stopped.
    void start();
    /// Asks it to end (SIGTERM, after `stopTimeout` SIGKILL). Does nothing when stopped.
    void stop();

Q_SIGNALS:
    void stateChanged(zs::launcher::LocalServer::State state);
    /// It accepts clients on 127.0.0.1:`port`.
    void ready(quint16 port);
    /// It could not be started; `reason` says why and what to do.
    void failed(const QString& reason);
    /// It ended after it had been ready; `expected` when stop() asked for that.
    void exited(bool expected, const QString& how);
    /// One line that the server printed, for a log view.
    void logLine(const QString& line);

private:
    [[nodiscard]] std::optional<QString> prepare();
    [[nodiscard]] std::optional<QString> makeFolders();
    [[nodiscard]] std::optional<QString> writeConfig();
    void launch();
    void fail(const QString& reason);
    void setState(State state);
    void readOutput();
    void takeLine(const QString& line);
    void onFinished();
    void onTimeout();
    [[nodiscard]] QString lastWords() const;
    [[nodiscard]] QString howItEnded() const;

    LocalServerOptions m_options;
    QProcess m_process;
    QTimer m_timer; ///< Runs while starting and while stopping.
    std::unique_ptr<QLockFile> m_lock;
    QByteArray m_partialLine;
    QStringList m_lastLines;
    State m_state = State::stopped;
    std::uint16_t m_port = 0;
    int m_attempts = 0;
    bool m_wasReady = false;
    bool m_timedOut = false;
};

} // namespace zs::launcher
