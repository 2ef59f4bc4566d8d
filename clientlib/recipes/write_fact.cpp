// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/write_fact.h"

#include <algorithm>

namespace zs {
namespace {

std::optional<std::size_t> sizeOf(const std::optional<Bytes>& data)
{
    return data ? std::optional<std::size_t>(data->size()) : std::nullopt;
}

struct Asked {
    WriteFact& fact;

    void operator()(const CreateRequest& request) const
    {
        fact.dataBytes = sizeOf(request.data);
        fact.ephemeral = isEphemeral(static_cast<CreateMode>(request.flags));
    }
    void operator()(const CreateTtlRequest& request) const
    {
        fact.dataBytes = sizeOf(request.data);
    }
    void operator()(const VersionedPathRequest& request) const { ask(request.version); }
    void operator()(const SetDataRequest& request) const
    {
        fact.dataBytes = sizeOf(request.data);
        ask(request.version);
    }
    void operator()(const WatchingPathRequest&) const {} // A read.

    void ask(std::int32_t version) const
    {
        if (version != anyVersion)
            fact.versionAsked = version;
    }
};

} // namespace

std::vector<WriteFact> factsOf(const Transaction& transaction)
{
    std::vector<WriteFact> facts;
    for (const MultiOp& op : transaction.ops()) {
        WriteFact& fact = facts.emplace_back();
        fact.op = op.type;
        fact.path = std::visit([](const auto& request) { return request.path; }, op.request);
        std::visit(Asked{fact}, op.request);
    }
    return facts;
}

void addResults(std::vector<WriteFact>& facts, const std::vector<MultiResult>& results)
{
    Zxid zxid;
    for (std::size_t i = 0; i < std::min(facts.size(), results.size()); ++i) {
        WriteFact& fact = facts[i];
        if (const Path* made = createdPath(results[i])) {
            fact.path = *made;
            fact.versionGot = 0;
        }
        if (const auto* created = std::get_if<CreatedResponse>(&results[i].value))
            zxid = std::max(zxid, created->stat.czxid);
        if (const auto* written = std::get_if<StatResponse>(&results[i].value)) {
            fact.versionGot = written->stat.version;
            zxid = std::max(zxid, written->stat.mzxid);
        }
    }
    for (WriteFact& fact : facts)
        fact.zxid = zxid; // All of a transaction have the same.
}

} // namespace zs
