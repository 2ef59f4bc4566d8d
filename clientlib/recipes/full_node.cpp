// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/full_node.h"

#include <algorithm>

namespace zs {

QCoro::Task<Result<FullNode>> FullReadJob::readFully(Path path)
{
    for (int attempts = 0;;) {
        Client* const asked = client();
        if (!asked)
            co_return failure(Errc::cancelled, "stopped on request");
        QCoro::Task<Result<ChildrenResponse>> children = asked->children(path);
        QCoro::Task<Result<DataResponse>> data = asked->getData(path);
        QCoro::Task<Result<AclResponse>> acl = asked->getAcl(path);
        Result<ChildrenResponse> listed = co_await children;
        Result<DataResponse> value = co_await data;
        Result<AclResponse> rights = co_await acl;
        if (listed && value && rights) {
            FullNode node;
            node.stat = value->stat;
            node.data = std::move(value->data);
            node.acl = std::move(rights->acl);
            node.names = std::move(listed->names);
            co_return node;
        }
        const Error& why = !listed ? listed.error() : !value ? value.error() : rights.error();
        if (!sendAgain(why, attempts))
            co_return tl::unexpected(why);
    }
}

bool isMasked(const std::vector<Acl>& acl)
{
    return std::any_of(acl.begin(), acl.end(), [](const Acl& entry) {
        return entry.who.scheme == "digest" && entry.who.id.ends_with(":x");
    });
}

bool sameAcl(std::vector<Acl> one, std::vector<Acl> other)
{
    for (std::vector<Acl>* acl : {&one, &other}) {
        std::sort(acl->begin(), acl->end());
        acl->erase(std::unique(acl->begin(), acl->end()), acl->end());
    }
    return one == other;
}

} // namespace zs
