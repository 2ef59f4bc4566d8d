// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/role_asker.h"

#include "ui/common/visible_text.h"
#include "ui/stat/admin_options_for.h"

#include <QCoreApplication>

#include <utility>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::RoleWords)
};

} // namespace

QCoro::Task<Result<flw::ServerStats>> askRoleBySrvr(ClientOptions connection, Endpoint server)
{
    admin::AdminOptions options = adminOptionsFor(connection, server);
    options.useAdminServer = false; // Nobody asked for another port to be tried.
    admin::AdminClient client(std::move(options));
    Result<flw::ServerStats> answer = co_await client.srvr();
    co_return answer;
}

RoleWords roleWords(const std::string& mode)
{
    if (mode == "leader")
        return {Words::tr("Leader"), Role::leading};
    if (mode == "follower")
        return {Words::tr("Follower"), Role::following};
    if (mode == "observer")
        return {Words::tr("Observer"), Role::observing};
    if (mode == "standalone")
        return {Words::tr("Standalone"), Role::down};
    if (mode == "read-only")
        return {Words::tr("Read-only", "a server"), Role::down};
    return {visibleText(std::string_view(mode)), Role::down};
}

} // namespace zs::ui
