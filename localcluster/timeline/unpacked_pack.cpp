// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/unpacked_pack.h"

namespace zs::timeline {

const Reducer& UnpackedPack::at(Instant t)
{
    if (!m_cursor || (m_next > 0 && m_moments[m_next - 1].t > t)) {
        m_cursor = std::make_unique<Reducer>(m_before);
        m_next = 0;
    }
    Told unused;
    while (m_next < m_moments.size() && m_moments[m_next].t <= t) {
        m_cursor->apply(m_moments[m_next], m_firstIndex + m_next, unused);
        ++m_next;
        unused.clear();
    }
    return *m_cursor;
}

const Told& UnpackedPack::told()
{
    if (!m_told) {
        m_told = std::make_unique<Told>();
        Reducer reducer(m_before);
        for (std::size_t i = 0; i < m_moments.size(); ++i)
            reducer.apply(m_moments[i], m_firstIndex + i, *m_told);
    }
    return *m_told;
}

} // namespace zs::timeline
