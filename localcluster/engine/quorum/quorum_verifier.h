// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <memory>
#include <set>
#include <vector>

namespace zs::engine {

/// Who votes, and which sets of voters decide: one configuration's rule. Immutable.
class QuorumVerifier {
public:
    virtual ~QuorumVerifier() = default;
    [[nodiscard]] virtual const std::set<ServerId>& voters() const = 0;
    /// `agreeing` holds voters only.
    [[nodiscard]] virtual bool isQuorum(const std::set<ServerId>& agreeing) const = 0;
    /// A server of weight 0 is never elected.
    [[nodiscard]] virtual std::int64_t weightOf(ServerId id) const = 0;
    /// Of the configuration; 0: the static one of zoo.cfg.
    [[nodiscard]] virtual std::int64_t version() const = 0;
};

/// More than half of the voters.
class MajorityVerifier final : public QuorumVerifier {
public:
    explicit MajorityVerifier(std::set<ServerId> voters, std::int64_t version = 0)
        : m_voters(std::move(voters)), m_version(version)
    {
    }
    [[nodiscard]] const std::set<ServerId>& voters() const override { return m_voters; }
    [[nodiscard]] bool isQuorum(const std::set<ServerId>& agreeing) const override
    {
        return agreeing.size() > m_voters.size() / 2;
    }
    [[nodiscard]] std::int64_t weightOf(ServerId) const override { return 1; }
    [[nodiscard]] std::int64_t version() const override { return m_version; }

private:
    std::set<ServerId> m_voters;
    std::int64_t m_version;
};

/// The committed configuration's rule and, while a newer one is proposed, that one's too: then
/// both must agree. Source: SyncedLearnerTracker of Apache ZooKeeper 3.8.
class QuorumRule {
public:
    explicit QuorumRule(std::shared_ptr<const QuorumVerifier> committed,
        std::shared_ptr<const QuorumVerifier> proposed = nullptr)
        : m_committed(std::move(committed))
    {
        if (proposed && proposed->version() > m_committed->version())
            m_proposed = std::move(proposed);
    }

    [[nodiscard]] const QuorumVerifier& committed() const { return *m_committed; }
    [[nodiscard]] bool isVoter(ServerId id) const
    {
        return m_committed->voters().contains(id)
            || (m_proposed && m_proposed->voters().contains(id));
    }
    /// Voters of both configurations, ascending.
    [[nodiscard]] std::set<ServerId> voters() const
    {
        std::set<ServerId> all = m_committed->voters();
        if (m_proposed)
            all.insert(m_proposed->voters().begin(), m_proposed->voters().end());
        return all;
    }
    /// Others than voters among `agreeing` do not count.
    [[nodiscard]] bool isQuorum(const std::set<ServerId>& agreeing) const
    {
        return agrees(*m_committed, agreeing) && (!m_proposed || agrees(*m_proposed, agreeing));
    }

private:
    static bool agrees(const QuorumVerifier& verifier, const std::set<ServerId>& agreeing)
    {
        std::set<ServerId> counted;
        for (const ServerId id : agreeing) {
            if (verifier.voters().contains(id))
                counted.insert(id);
        }
        return verifier.isQuorum(counted);
    }

    std::shared_ptr<const QuorumVerifier> m_committed;
    std::shared_ptr<const QuorumVerifier> m_proposed;
};

} // namespace zs::engine
