// SPDX-License-Identifier: Apache-2.0
#include "clientlib/transaction.h"

namespace zs {

OpCode createOpcode(CreateMode mode)
{
    if (isTtl(mode))
        return OpCode::createTtl;
    return mode == CreateMode::container ? OpCode::createContainer : OpCode::create2;
}

const Path* createdPath(const MultiResult& result)
{
    if (const auto* named = std::get_if<PathRecord>(&result.value))
        return &named->path;
    if (const auto* made = std::get_if<CreatedResponse>(&result.value))
        return &made->path;
    return nullptr;
}

Path& pathOf(MultiOp& op)
{
    return std::visit([](auto& request) -> Path& { return request.path; }, op.request);
}

Transaction& Transaction::create(Path path, std::optional<Bytes> data, CreateMode mode,
    std::vector<Acl> acl, std::chrono::milliseconds ttl)
{
    MultiOp& op = m_ops.emplace_back();
    op.type = createOpcode(mode);
    const auto flags = static_cast<std::int32_t>(mode);
    if (isTtl(mode))
        op.request = CreateTtlRequest{
            std::move(path), std::move(data), std::move(acl), flags, ttl.count()};
    else
        op.request = CreateRequest{std::move(path), std::move(data), std::move(acl), flags};
    return *this;
}

Transaction& Transaction::remove(Path path, std::int32_t version)
{
    m_ops.push_back({OpCode::remove, VersionedPathRequest{std::move(path), version}});
    return *this;
}

Transaction& Transaction::setData(Path path, std::optional<Bytes> data, std::int32_t version)
{
    m_ops.push_back({OpCode::setData, SetDataRequest{std::move(path), std::move(data), version}});
    return *this;
}

Transaction& Transaction::check(Path path, std::int32_t version)
{
    m_ops.push_back({OpCode::check, VersionedPathRequest{std::move(path), version}});
    return *this;
}

ReadBatch& ReadBatch::getData(Path path)
{
    m_ops.push_back({OpCode::getData, WatchingPathRequest{std::move(path), false}});
    return *this;
}

ReadBatch& ReadBatch::children(Path path)
{
    m_ops.push_back({OpCode::getChildren, WatchingPathRequest{std::move(path), false}});
    return *this;
}

} // namespace zs
