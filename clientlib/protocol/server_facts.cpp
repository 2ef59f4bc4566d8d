// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/server_facts.h"

#include "clientlib/protocol/text_scan.h"

namespace zs::flw {

namespace {

    template <class Map>
    std::optional<std::string> lookUp(const Map& map, std::string_view name)
    {
        const auto found = map.find(name);
        if (found == map.end())
            return std::nullopt;
        return found->second;
    }

} // namespace

std::optional<std::string> Monitor::text(std::string_view name) const
{
    return lookUp(values, name);
}

std::optional<std::int64_t> Monitor::integer(std::string_view name) const
{
    const std::optional<std::string> value = text(name);
    return value ? integerIn(*value) : std::nullopt;
}

std::optional<double> Monitor::number(std::string_view name) const
{
    const std::optional<std::string> value = text(name);
    return value ? numberIn(*value) : std::nullopt;
}

std::optional<std::string> Configuration::text(std::string_view name) const
{
    return lookUp(settings, name);
}

std::optional<std::int64_t> Configuration::integer(std::string_view name) const
{
    const std::optional<std::string> value = text(name);
    return value ? integerIn(*value) : std::nullopt;
}

} // namespace zs::flw
