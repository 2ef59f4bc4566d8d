// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/launcher/local_server.h"
#include "ui/start/launch_control.h"

#include <QPointer>

#include <memory>

namespace zs::app {

/// The launch card's control over the launcher: one private server of our own.
/// Lifetime: the server ends with this object.
class LocalLaunch : public ui::LaunchControl {
    Q_OBJECT
public:
    /// `folder` overrides the default data folder; empty for none.
    explicit LocalLaunch(QString folder = {}, QObject* parent = nullptr);
    ~LocalLaunch() override;

    [[nodiscard]] State state() const override;
    [[nodiscard]] std::uint16_t port() const override;
    [[nodiscard]] QString defaultFolder() const override;
    [[nodiscard]] std::uint16_t nextFreePort(std::uint16_t preferred) const override;
    [[nodiscard]] QString configFileName() const override;
    [[nodiscard]] QString configText(const QString& folder, std::uint16_t port) const override;
    void start(const QString& folder, std::uint16_t port) override;
    void stop() override;

private:
    QString m_folder;
    std::unique_ptr<launcher::LocalServer> m_server;
};

} // namespace zs::app
