// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/explanation_rows.h"

#include <optional>

namespace zs::ui {

/// What SolrCloud stores as JSON: states of collections, leaders of shards, properties and aliases
/// of the cluster, and what the overseer is told to do; known by path and keys. Sources: Solr's
/// ZkStateReader.java, Overseer.java, Replica.java. Pure but for the language.
[[nodiscard]] std::optional<Explanation> explainSolr(
    const LastNames& names, const QJsonObject& json);

} // namespace zs::ui
