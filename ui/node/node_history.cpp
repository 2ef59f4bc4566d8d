// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_history.h"

#include <algorithm>

namespace zs::ui {

namespace {

std::size_t sizeOf(const SeenVersion& version)
{
    return version.snapshot.data ? version.snapshot.data->size() : 0;
}

} // namespace

NodeHistory::NodeHistory(QObject* parent)
    : QObject(parent)
    , m_since(QDateTime::currentDateTime())
{
}

const std::vector<SeenVersion>& NodeHistory::versions(const Path& path) const
{
    static const std::vector<SeenVersion> none;
    const auto found = m_versions.find(path);
    return found != m_versions.end() ? found->second : none;
}

void NodeHistory::note(const Path& path, const NodeSnapshot& version, VersionSource source)
{
    std::vector<SeenVersion>& seen = m_versions[path];
    const auto isSame = [&](const SeenVersion& known) {
        return known.snapshot.stat.czxid == version.stat.czxid
            && known.snapshot.stat.mzxid == version.stat.mzxid;
    };
    const auto known = std::find_if(seen.begin(), seen.end(), isSame);
    const bool here = source == VersionSource::savedHere;
    if (known != seen.end()) {
        if (here)
            known->how = SeenVersion::How::savedHere; // The watch's read came first.
        Q_EMIT changed(path);
        return;
    }
    const auto how = here ? SeenVersion::How::savedHere
        : seen.empty()    ? SeenVersion::How::firstRead
                          : SeenVersion::How::changedElsewhere;
    // An answer that was asked for early may come after that of a save.
    const auto place = std::find_if(seen.begin(), seen.end(), [&](const SeenVersion& older) {
        return older.snapshot.stat.mzxid < version.stat.mzxid;
    });
    m_bytes += sizeOf(*seen.insert(place, {version, how, QDateTime::currentDateTime()}));
    if (seen.size() > maxVersions) {
        m_bytes -= sizeOf(seen.back());
        seen.pop_back();
    }
    while (m_bytes > maxBytes)
        forgetOldest();
    Q_EMIT changed(path);
}

void NodeHistory::forgetOldest()
{
    const auto oldest = std::min_element(
        m_versions.begin(), m_versions.end(), [](const auto& a, const auto& b) {
            return a.second.back().when < b.second.back().when;
        });
    m_bytes -= sizeOf(oldest->second.back());
    oldest->second.pop_back();
    if (oldest->second.empty())
        m_versions.erase(oldest);
}

} // namespace zs::ui
