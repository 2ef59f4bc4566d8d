// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/hello_rewriter.h"

#include <utility>

namespace zs::relay {
namespace {

constexpr std::size_t versionBytes = 8;
constexpr std::size_t headBytes = 20;
constexpr std::uint64_t version1 = static_cast<std::uint64_t>(-65536);
constexpr std::uint64_t version2 = static_cast<std::uint64_t>(-65535);

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

void appendBigEndian32(std::string& out, std::uint32_t value)
{
    for (const int shift : {24, 16, 8, 0})
        out += static_cast<char>(value >> shift & 0xff);
}

} // namespace

std::string HelloRewriter::passOn()
{
    m_passing = true;
    return std::exchange(m_held, {});
}

std::string HelloRewriter::feed(std::string_view bytes)
{
    if (m_passing)
        return std::string(bytes);
    m_held += bytes;
    if (m_held.size() < versionBytes)
        return {};
    const std::uint64_t version = bigEndian(std::string_view(m_held).substr(0, versionBytes));
    if (version != version1 && version != version2)
        return passOn();
    if (m_held.size() < headBytes)
        return {};
    const auto length
        = static_cast<std::uint32_t>(bigEndian(std::string_view(m_held).substr(16, 4)));
    if (length == 0 || length > maxAddressBytes)
        return passOn();
    if (m_held.size() < headBytes + length)
        return {};
    std::string hello = m_held.substr(0, 16);
    appendBigEndian32(hello, static_cast<std::uint32_t>(m_address.size()));
    hello += m_address;
    hello += std::string_view(m_held).substr(headBytes + length);
    m_held.clear();
    m_passing = true;
    return hello;
}

std::string HelloRewriter::finish()
{
    return passOn();
}

} // namespace zs::relay
