// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/fault_book.h"

#include <algorithm>

namespace zs::launcher {
namespace {

trace::FaultEvent eventOf(std::string what, std::vector<ServerId> servers,
    std::optional<ServerId> peer = std::nullopt)
{
    trace::FaultEvent event;
    event.what = std::move(what);
    event.servers = std::move(servers);
    event.peer = peer;
    return event;
}

} // namespace

std::set<LinkEnds> FaultBook::between(
    const std::set<ServerId>& ones, const std::set<ServerId>& others)
{
    std::set<LinkEnds> ways;
    for (const ServerId one : ones) {
        for (const ServerId other : others) {
            if (one == other)
                continue;
            ways.emplace(one, other);
            ways.emplace(other, one);
        }
    }
    return ways;
}

std::set<LinkEnds> FaultBook::linksOf(ServerId id) const
{
    return between({id}, std::set<ServerId>(m_all.begin(), m_all.end()));
}

FaultBook::Events FaultBook::begin(trace::FaultEvent event, std::set<LinkEnds> ways)
{
    m_faults.cut.insert(ways.begin(), ways.end());
    const bool known = std::any_of(m_named.begin(), m_named.end(),
        [&event](const Named& named) { return named.event == event; });
    if (known)
        return {};
    m_named.push_back({event, std::move(ways)});
    return {std::move(event)};
}

FaultBook::Events FaultBook::adopt(const LinkFaults& faults)
{
    Events events;
    for (const LinkEnds& way : faults.cut) {
        for (trace::FaultEvent& event : cut(way.first, way.second))
            events.push_back(std::move(event));
    }
    for (const auto& [way, time] : faults.delay) {
        m_faults.delay[way] = time;
        if (way.first < way.second) {
            for (trace::FaultEvent& event : delay(way.first, way.second, time))
                events.push_back(std::move(event));
        }
    }
    return events;
}

FaultBook::Events FaultBook::isolate(ServerId id)
{
    return begin(eventOf("isolate", {id}), linksOf(id));
}

FaultBook::Events FaultBook::partition(const std::set<ServerId>& group)
{
    std::set<ServerId> others;
    for (const ServerId id : m_all) {
        if (!group.contains(id))
            others.insert(id);
    }
    if (group.empty() || others.empty())
        return {};
    return begin(eventOf("partition", {group.begin(), group.end()}), between(group, others));
}

FaultBook::Events FaultBook::cut(ServerId from, ServerId to)
{
    return begin(eventOf("cut", {from}, to), {LinkEnds(from, to)});
}

FaultBook::Events FaultBook::delay(ServerId a, ServerId b, std::chrono::milliseconds time)
{
    const std::set<LinkEnds> ways = between({a}, {b});
    Events events;
    const auto known = std::find_if(m_named.begin(), m_named.end(), [&](const Named& named) {
        return named.event.what == "delay" && named.ways == ways;
    });
    if (known != m_named.end()) {
        events.push_back(known->event);
        events.back().on = false;
        m_named.erase(known);
    }
    for (const LinkEnds& way : ways) {
        if (time.count() > 0)
            m_faults.delay[way] = time;
        else
            m_faults.delay.erase(way);
    }
    if (time.count() > 0) {
        trace::FaultEvent event = eventOf("delay", {a}, b);
        event.ms = time.count();
        m_named.push_back({event, ways});
        events.push_back(std::move(event));
    }
    return events;
}

FaultBook::Events FaultBook::heal(const std::set<LinkEnds>& ways)
{
    Events events;
    std::set<LinkEnds> left;
    for (const LinkEnds& way : ways) {
        m_faults.cut.erase(way);
        m_faults.delay.erase(way);
    }
    const auto isOver = [&](const Named& named) {
        const bool hit = std::any_of(named.ways.begin(), named.ways.end(),
            [&ways](const LinkEnds& way) { return ways.contains(way); });
        if (!hit)
            return false;
        events.push_back(named.event);
        events.back().on = false;
        if (named.event.what != "delay")
            left.insert(named.ways.begin(), named.ways.end());
        return true;
    };
    m_named.erase(std::remove_if(m_named.begin(), m_named.end(), isOver), m_named.end());
    for (const LinkEnds& way : left) {
        const bool named = std::any_of(m_named.begin(), m_named.end(), [&way](const Named& other) {
            return other.event.what != "delay" && other.ways.contains(way);
        });
        if (ways.contains(way) || named)
            continue;
        for (trace::FaultEvent& event : cut(way.first, way.second))
            events.push_back(std::move(event));
    }
    return events;
}

FaultBook::Events FaultBook::healAll()
{
    if (m_named.empty())
        return {};
    m_named.clear();
    m_faults = {};
    return {eventOf("heal", {})};
}

} // namespace zs::launcher
