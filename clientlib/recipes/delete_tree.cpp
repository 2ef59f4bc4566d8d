// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/delete_tree.h"

#include "clientlib/recipes/delete_job.h"

namespace zs {

QCoro::Task<DeleteReport> deleteTree(ClientRef client, Path root, DeleteOptions options)
{
    DeleteReport report;
    if (Result<void> allowed = checkMayChange(root, "delete"); !allowed) {
        report.ended = allowed.error();
        co_return report;
    }
    DeleteJob job(std::move(client), std::move(root), options);
    co_await job.run();
    co_return job.takeReport();
}

} // namespace zs
