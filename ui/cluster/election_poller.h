// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "clientlib/admin/ask_word.h"
#include "clientlib/base/result.h"
#include "clientlib/session/endpoint.h"
#include "localcluster/timeline/poll_reader.h"

#include <functional>
#include <map>
#include <stop_token>
#include <vector>

namespace zs::ui {

/// Asks servers that tell no trace for their role and zxid, once a second by `srvr`, which every
/// server answers unless somebody forbade it. What it concludes is marked as inferred; votes it
/// never sees.
/// Ids come from `conf` where it is allowed; a server that does not tell its id has its place in
/// the connect string. Lifetime: what is still asked when it goes is forgotten.
class ElectionPoller : public QObject {
    Q_OBJECT
public:
    static constexpr auto interval = std::chrono::seconds(1);

    /// Asks each of these for its id, too; all by the way that their sessions take.
    explicit ElectionPoller(
        std::vector<Endpoint> servers, admin::Access access = {}, QObject* parent = nullptr);
    /// Servers whose ids are known; of them it asks only those that `wanted` names at the time.
    ElectionPoller(const std::map<ServerId, Endpoint>& servers,
        std::function<bool(ServerId)> wanted, QObject* parent = nullptr);
    ~ElectionPoller() override;

    void start(std::chrono::milliseconds every = interval);
    void stop();

Q_SIGNALS:
    void moments(const std::vector<zs::timeline::Moment>& moments);

private:
    struct Server {
        Endpoint endpoint;
        ServerId id;
        bool idKnown = false; ///< Asked for, whatever the answer was.
        bool asking = false;
    };
    void askAll();
    void askId(std::size_t index);
    void ask(std::size_t index);
    [[nodiscard]] QCoro::Task<Result<std::string>> word(std::size_t index, const char* word) const;
    void takeId(std::size_t index, const Result<std::string>& answer);
    void takeAnswer(std::size_t index, const Result<std::string>& answer);

    const admin::Access m_access;
    std::vector<Server> m_servers;
    std::function<bool(ServerId)> m_wanted; ///< Empty: all.
    timeline::PollReader m_reader;
    std::stop_source m_stop;
    QTimer m_tick;
};

/// The id in an answer to `conf`, from its line "serverId=3"; none without one.
[[nodiscard]] std::optional<ServerId> serverIdIn(const std::string& conf);

} // namespace zs::ui
