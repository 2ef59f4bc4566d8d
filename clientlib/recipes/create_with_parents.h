// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"

#include <stop_token>

namespace zs {

/// The node to create.
struct NewNode {
    Path path; ///< For sequential modes it may end in '/': the name is the number alone then.
    std::optional<Bytes> data;
    CreateMode mode = CreateMode::persistent;
    std::vector<Acl> acl = openAcl();
    /// Of the parents that are missing. They are persistent and hold empty data.
    std::vector<Acl> parentAcl = openAcl();
};

/// What createWithParents did. Parents stay, also when the node itself could not be created.
struct CreateReport {
    std::vector<Path> parents;    ///< Created by this call, from the top.
    Result<CreatedResponse> node; ///< The node, as by Client::create.
};

/// Creates a node and what is missing of the path to it. Asks for the node itself first: where
/// all parents exist it costs one request. A parent that others create meanwhile is fine, one
/// that they delete again is created again, a few times.
/// Fails as Client::create, and: cancelled (the stop token, or the Client is gone). After
/// connectionLoss the node may exist (see outcomeUnknown); parents are tried again.
[[nodiscard]] QCoro::Task<CreateReport> createWithParents(
    ClientRef client, NewNode node, std::stop_token stop = {});

} // namespace zs
