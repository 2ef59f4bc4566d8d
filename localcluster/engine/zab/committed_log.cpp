// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/committed_log.h"

#include "clientlib/base/expect.h"

namespace zs::engine {

void CommittedLog::add(Zxid zxid, SharedEntry entry)
{
    if (m_limit == 0)
        return;
    ZS_EXPECT(m_zxids.empty() || m_zxids.back() < zxid);
    m_zxids.push_back(zxid);
    m_entries.push_back(std::move(entry));
    if (m_zxids.size() > m_limit) {
        m_zxids.pop_front();
        m_entries.pop_front();
    }
}

void CommittedLog::clear()
{
    m_zxids.clear();
    m_entries.clear();
}

} // namespace zs::engine
