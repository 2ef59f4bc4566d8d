// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/node_records.h"
#include "ui/cluster/lessons/evidence.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace zs::ui {

/// What a client of a lesson asks a server.
struct ClientRequest {
    enum class Operation { create, setData, getData, remove, setAcl, getAcl, addAuth };

    std::string client;
    Operation operation = Operation::create;
    std::string path;
    std::string data{}; ///< Of addAuth: "scheme" is in `path`, the secret in here.
    CreateMode mode = CreateMode::persistent;
    std::vector<Acl> acl = openAcl();
    bool watch = false;
};
[[nodiscard]] const char* nameOf(ClientRequest::Operation operation);

/// The servers and clients of one lesson, as its steps use them. Nothing blocks: what comes of a
/// call is told by the signals.
class LessonCluster : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void start(ServerId id) = 0;
    virtual void stop(ServerId id) = 0;
    virtual void kill(ServerId id) = 0;
    /// Cuts both directions of each link between the two groups, silently.
    virtual void cut(const std::set<ServerId>& some, const std::set<ServerId>& others) = 0;
    virtual void heal() = 0;
    /// Everything between the two takes that much longer.
    virtual void delay(ServerId a, ServerId b, std::chrono::milliseconds time) = 0;

    /// A new session of that name through one server.
    virtual void openSession(const std::string& client, ServerId at,
        std::chrono::milliseconds timeout, bool readOnlyToo = false)
        = 0;
    /// Through another server from now on: its connection breaks if it stands.
    virtual void moveSession(const std::string& client, ServerId to) = 0;
    /// Dies as a killed program does: its connection ends, and nobody closes the session.
    virtual void killClient(const std::string& client) = 0;
    virtual void ask(const ClientRequest& request) = 0;

Q_SIGNALS:
    void moments(const std::vector<zs::timeline::Moment>& moments);
    void answered(const zs::ui::ClientAnswer& answer);
    /// `cut`, `heal` or `delay` is in force on all of its links; once for each call.
    void linksChanged();
    /// Something could not be done; a full sentence.
    void failed(const QString& reason);
};

} // namespace zs::ui
