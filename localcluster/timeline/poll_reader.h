// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/moment.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zs::timeline {

/// Concludes moments from what servers answer when they are asked now and then: for remote
/// ensembles. All are `inferred`: state changes happened at some time between two answers, and are
/// told at the later one. No votes, no packets: nobody saw them. Pure; not thread-safe.
class PollReader {
public:
    /// `text` is the answer of `mntr`, `srvr` or `stat` (which one shows in the text). `at`: when
    /// it came. An answer that says nothing of the kind is told as one that did not come.
    [[nodiscard]] std::vector<Moment> answered(
        ServerId server, Instant at, std::string_view text);
    /// The server did not answer, and why.
    [[nodiscard]] std::vector<Moment> silent(ServerId server, Instant at, std::string why);

private:
    struct Known {
        trace::ServerState state = trace::ServerState::down;
        bool any = false;
        std::int64_t epoch = -1;
    };
    void tell(ServerId server, Instant at, trace::Event event, std::vector<Moment>& out);
    void become(ServerId server, Instant at, trace::ServerState state, std::string why,
        std::vector<Moment>& out);

    std::map<ServerId, Known> m_known;
    std::map<ServerId, std::uint64_t> m_numbers;
};

} // namespace zs::timeline
