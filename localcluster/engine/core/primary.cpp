// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/primary.h"

#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/ephemeral_owner.h"

#include <algorithm>

namespace zs::engine {

Primary::Primary(const ServerSettings& settings, DataTree& tree, const Authorizer& authorizer)
    : m_settings(settings)
    , m_tree(tree)
    , m_sessions(settings.tickTime)
    , m_preparer(settings, tree, m_sessions, authorizer)
{
}

void Primary::start(Zxid last, Now now)
{
    m_sessions.restartAll(now.instant);
    m_preparer.startAt(last);
    m_nextReap = now.instant + m_settings.containerCheckInterval;
}

void Primary::forgetPrepared() { m_preparer.startAt(m_tree.lastProcessed()); }

void Primary::tick(const Submit& submit, Now now)
{
    for (const SessionId session : m_sessions.expireUntil(now.instant))
        submit({session, 0, OpCode::closeSession, {}, nullptr, {}});
    if (now.instant >= m_nextReap) {
        m_nextReap = now.instant + m_settings.containerCheckInterval;
        reap(submit, now);
    }
}

std::optional<Instant> Primary::nextReap() const
{
    if (m_tree.containers().empty() && m_tree.ttlNodes().empty())
        return std::nullopt;
    return m_nextReap;
}

std::optional<Instant> Primary::nextTimer() const
{
    const std::optional<Instant> expiry = m_sessions.nextExpiry();
    const std::optional<Instant> reap = nextReap();
    if (expiry && reap)
        return std::min(*expiry, *reap);
    return expiry ? expiry : reap;
}

void Primary::reap(const Submit& submit, Now now)
{
    std::vector<std::string> paths;
    const auto neverUsedMs = m_settings.containerMaxNeverUsedInterval.count();
    for (const Node* node : m_tree.containers()) {
        const bool tooOld = neverUsedMs > 0 && now.wallMs - node->stat().mtimeMs > neverUsedMs;
        if (node->childCount() == 0 && (node->stat().cversion > 0 || tooOld))
            paths.push_back(node->path());
    }
    for (const Node* node : m_tree.ttlNodes()) {
        const std::int64_t ttlMs = ttlMsOf(node->stat().ephemeralOwner);
        if (node->childCount() == 0 && ttlMs != 0
            && now.wallMs - node->stat().mtimeMs > ttlMs)
            paths.push_back(node->path());
    }
    const auto minutes
        = std::max<std::int64_t>(1, m_settings.containerCheckInterval.count() / 60'000);
    const auto most = static_cast<std::size_t>(minutes * m_settings.containerMaxPerMinute);
    if (paths.size() > most)
        paths.resize(most); // The rest next time.
    for (const std::string& path : paths)
        submit({SessionId(), 0, OpCode::deleteContainer, viewOf(path), nullptr, {}});
}

} // namespace zs::engine
