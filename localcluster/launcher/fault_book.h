// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/launcher/link_faults.h"
#include "localcluster/trace/launcher_event.h"

#include <vector>

namespace zs::launcher {

/// The faults of links as a person made them ("isolate 3"), and what they are between servers.
/// Each change yields the events that tell it: what ended only in part ends, and what is left of
/// it begins anew as single cuts. A value; no I/O.
class FaultBook {
public:
    using Events = std::vector<trace::FaultEvent>;

    explicit FaultBook(std::vector<ServerId> all) : m_all(std::move(all)) { }

    [[nodiscard]] const LinkFaults& faults() const { return m_faults; }
    /// What was found in force when a running cluster was taken over.
    [[nodiscard]] Events adopt(const LinkFaults& faults);

    [[nodiscard]] Events isolate(ServerId id);
    [[nodiscard]] Events partition(const std::set<ServerId>& group);
    [[nodiscard]] Events cut(ServerId from, ServerId to);
    [[nodiscard]] Events delay(ServerId a, ServerId b, std::chrono::milliseconds time);
    /// Ends what is in force in these directions.
    [[nodiscard]] Events heal(const std::set<LinkEnds>& ways);
    [[nodiscard]] Events healAll();

    /// A server more; faults in force do not touch it.
    void addServer(ServerId id) { m_all.push_back(id); }

    /// All directions between two sets.
    [[nodiscard]] static std::set<LinkEnds> between(
        const std::set<ServerId>& ones, const std::set<ServerId>& others);
    /// Those of a server and everyone else.
    [[nodiscard]] std::set<LinkEnds> linksOf(ServerId id) const;

private:
    struct Named {
        trace::FaultEvent event;
        std::set<LinkEnds> ways;
    };
    [[nodiscard]] Events begin(trace::FaultEvent event, std::set<LinkEnds> ways);

    std::vector<ServerId> m_all;
    LinkFaults m_faults;
    std::vector<Named> m_named;
};

} // namespace zs::launcher
