// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/tree_job.h"

namespace zs {

/// All of one node that a copy has.
struct FullNode {
    Stat stat;
    std::optional<Bytes> data;
    std::vector<Acl> acl;
    std::vector<std::string> names; ///< Of its children.
};

/// A job whose steps read nodes in full: three requests at once.
class FullReadJob : public TreeJob {
public:
    using TreeJob::TreeJob;

protected:
    static constexpr std::uint32_t fullReadCost = 3;
    /// Fails with what the first failing request failed with; ask `hasEnded` first then.
    [[nodiscard]] QCoro::Task<Result<FullNode>> readFully(Path path);
};

/// Whether servers hid the secret part of a digest id, as they do for readers without ADMIN
/// ("bob:x"). Such an ACL cannot be written back.
[[nodiscard]] bool isMasked(const std::vector<Acl>& acl);
/// Whether two ACLs grant the same: order and repetition mean nothing to a server.
[[nodiscard]] bool sameAcl(std::vector<Acl> one, std::vector<Acl> other);

} // namespace zs
