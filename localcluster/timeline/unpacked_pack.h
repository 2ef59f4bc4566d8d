// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/reducer.h"

#include <memory>
#include <span>

namespace zs::timeline {

/// The moments of one pack, ready for questions. Running on in time is cheap: it remembers where
/// it stood.
class UnpackedPack {
public:
    UnpackedPack(ReducerState before, std::vector<Moment> moments, MomentIndex firstIndex)
        : m_before(std::move(before))
        , m_moments(std::move(moments))
        , m_firstIndex(firstIndex)
    {
    }

    [[nodiscard]] const std::vector<Moment>& moments() const { return m_moments; }
    [[nodiscard]] MomentIndex firstIndex() const { return m_firstIndex; }
    /// `all` begins with its moments: takes those behind them. For a pack that is still open.
    void grow(const std::vector<Moment>& all);
    /// After all of its moments up to and at `t`. Valid until the next question.
    [[nodiscard]] const Reducer& at(Instant t);
    /// All that its moments told.
    [[nodiscard]] const Told& told();

private:
    ReducerState m_before;
    std::vector<Moment> m_moments;
    MomentIndex m_firstIndex = 0;
    std::unique_ptr<Reducer> m_cursor;
    std::size_t m_next = 0; ///< The first moment that the cursor has not taken.
    std::unique_ptr<Reducer> m_teller;
    Told m_told; ///< Of the first `m_toldMoments`.
    std::size_t m_toldMoments = 0;
};

} // namespace zs::timeline
