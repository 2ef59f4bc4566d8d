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

void UnpackedPack::grow(const std::vector<Moment>& all)
{
    const auto known = static_cast<std::ptrdiff_t>(m_moments.size());
    m_moments.insert(m_moments.end(), all.begin() + known, all.end());
}

const Told& UnpackedPack::told()
{
    if (!m_teller)
        m_teller = std::make_unique<Reducer>(m_before);
    for (; m_toldMoments < m_moments.size(); ++m_toldMoments)
        m_teller->apply(m_moments[m_toldMoments], m_firstIndex + m_toldMoments, m_told);
    return m_told;
}

} // namespace zs::timeline
