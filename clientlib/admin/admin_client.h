// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/server_facts.h"
#include "clientlib/admin/ask_word.h"
#include "clientlib/base/result.h"
#include "clientlib/session/endpoint.h"
#include "clientlib/tls_options.h"

#include <QJsonObject>
#include <QUrl>

#include <QCoroTask>

#include <chrono>
#include <optional>
#include <stop_token>

namespace zs::admin {

struct AdminOptions {
    Endpoint server; ///< Its client port, which takes four-letter words.
    /// Where the AdminServer answers, without "/commands"; invalid: http://HOST:8080, its default,
    /// which is not asked where a route leads to `server`, since none leads there.
    QUrl adminServer;
    Access access; ///< For the words; `tls` when `server` names a secureClientPort.
    TlsOptions adminTls; ///< For an `adminServer` of https.
    bool useAdminServer = true;              ///< False: words alone.
    std::chrono::milliseconds timeout{3'000}; ///< For each of the two channels.
    qsizetype maxAnswerBytes = qsizetype(8) << 20; ///< Of the AdminServer.
};

/// Asks one server about itself: by a four-letter word and, when that word is not in the server's
/// whitelist, by the AdminServer's command of the same meaning.
/// Threads:  only the thread that made it, which must run a Qt event loop.
/// Errors:   every Task yields a Result and none throws. unreachable, tls, timedOut, protocol (no
///           such answer, or too large), systemError (it runs but does not serve), cancelled;
///           noAuth when the word is refused and the AdminServer does not help either: the detail
///           names the settings that would open one (4lw.commands.whitelist,
///           admin.enableServer); unimplemented when the server does not know the word and has no
///           AdminServer.
/// Lifetime: destruction completes what is pending with `cancelled`, from the event loop.
/// Source:   CommandExecutor and Commands of Apache ZooKeeper 3.8.
class AdminClient {
public:
    explicit AdminClient(AdminOptions options);
    ~AdminClient();
    AdminClient(const AdminClient&) = delete;
    AdminClient& operator=(const AdminClient&) = delete;

    [[nodiscard]] QCoro::Task<Result<flw::ServerStats>> srvr();
    [[nodiscard]] QCoro::Task<Result<flw::StatAnswer>> stat();
    [[nodiscard]] QCoro::Task<Result<flw::Monitor>> mntr();
    [[nodiscard]] QCoro::Task<Result<std::vector<flw::ConnectionInfo>>> cons();
    [[nodiscard]] QCoro::Task<Result<flw::Configuration>> conf();
    [[nodiscard]] QCoro::Task<Result<flw::Environment>> envi();
    [[nodiscard]] QCoro::Task<Result<flw::SessionDump>> dump();
    [[nodiscard]] QCoro::Task<Result<flw::WatchSummary>> wchs();
    [[nodiscard]] QCoro::Task<Result<flw::WatchesBySession>> wchc(); ///< Costly on a busy server.
    [[nodiscard]] QCoro::Task<Result<flw::WatchesByPath>> wchp();    ///< Costly on a busy server.
    [[nodiscard]] QCoro::Task<Result<flw::DirectorySizes>> dirs();
    [[nodiscard]] QCoro::Task<Result<std::vector<flw::TreeDigest>>> hash();
    [[nodiscard]] QCoro::Task<Result<flw::WriteState>> isro();
    [[nodiscard]] QCoro::Task<Result<void>> ruok();
    [[nodiscard]] QCoro::Task<Result<void>> crst(); ///< Sets each connection's figures to 0.
    [[nodiscard]] QCoro::Task<Result<void>> srst(); ///< Sets the server's figures to 0.

    /// The raw answer to any word, for a console. Fails: invalidInput (not four letters).
    [[nodiscard]] QCoro::Task<Result<std::string>> word(std::string word);
    /// The raw answer of any AdminServer command. Fails: invalidInput (no command's name).
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> command(std::string name);

    /// Why the last question had no connection, as a session tells it: for an error `tls` the
    /// check that failed, with the certificate that the server showed. Nullopt when it had one.
    [[nodiscard]] const std::optional<ConnectionFailure>& lastFailure() const
    {
        return *m_lastFailure;
    }

private:
    const AdminOptions m_options;
    std::stop_source m_stop;
    /// Shared with the questions under way, which outlive this.
    const FailureNote m_lastFailure = std::make_shared<std::optional<ConnectionFailure>>();
};

} // namespace zs::admin
