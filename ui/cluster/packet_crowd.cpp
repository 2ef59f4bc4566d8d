// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/packet_crowd.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace zs::ui {
namespace {

using Ends = std::pair<ServerId, ServerId>;

Ends endsOf(const PacketLook& packet)
{
    return std::minmax(packet.from, packet.to);
}

bool travels(const PacketLook& packet)
{
    return packet.detail.isEmpty();
}

} // namespace

std::vector<PacketLook> foldCrowds(const std::vector<PacketLook>& packets)
{
    std::map<Ends, int> counts;
    for (const PacketLook& packet : packets) {
        if (travels(packet))
            ++counts[endsOf(packet)];
    }
    std::vector<PacketLook> shown;
    for (const PacketLook& packet : packets) {
        const auto count = counts.find(endsOf(packet));
        if (!travels(packet) || count == counts.end() || count->second <= packetsOnALink) {
            shown.push_back(packet);
            continue;
        }
        const Ends ends = count->first;
        const bool done = std::any_of(shown.begin(), shown.end(), [&](const PacketLook& other) {
            return travels(other) && endsOf(other) == ends;
        });
        if (done)
            continue;
        PacketLook crowd;
        // The two ids, in bits that no message's own key has.
        crowd.key = (std::uint64_t(1) << 63) | std::uint64_t(ends.first.value) << 8
            | std::uint64_t(ends.second.value);
        crowd.from = ends.first;
        crowd.to = ends.second;
        crowd.rests = true;
        crowd.tint = packet.tint;
        crowd.word = QCoreApplication::translate("zs::ui::PacketCrowd", "%n message(s)",
            "a pill in the place of many messages on one link", count->second);
        crowd.spoken = crowd.word;
        shown.push_back(crowd);
    }
    return shown;
}

std::vector<PacketLook> holdStill(std::vector<PacketLook> packets)
{
    std::map<Ends, int> counts;
    std::map<Ends, int> seen;
    for (const PacketLook& packet : packets)
        ++counts[endsOf(packet)];
    for (PacketLook& packet : packets) {
        const Ends ends = endsOf(packet);
        const double along = double(++seen[ends]) / (counts[ends] + 1);
        // Measured from the lower id, so that both directions share one row of places.
        packet.along = packet.from == ends.first ? along : 1 - along;
    }
    return packets;
}

} // namespace zs::ui
