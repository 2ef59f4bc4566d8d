// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_files.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::sim {

namespace {

constexpr std::size_t sectorBytes = 512;

class View final : public engine::storage::FileBytes {
public:
    explicit View(const Bytes& bytes) : m_bytes(bytes) {}
    [[nodiscard]] ByteView bytes() const override { return m_bytes; }

private:
    const Bytes& m_bytes;
};

} // namespace

std::vector<std::string> SimFiles::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, file] : m_names)
        names.push_back(name);
    return names;
}

engine::storage::DataFiles SimFiles::list() const
{
    const std::vector<std::string> all = names();
    return engine::storage::classify(all, all);
}

Result<std::unique_ptr<engine::storage::FileBytes>> SimFiles::openLog(const std::string& name)
{
    const auto at = m_names.find(name);
    if (at == m_names.end())
        return failure(Errc::io, name + " is not there");
    return std::make_unique<View>(at->second->content);
}

Result<std::unique_ptr<engine::storage::FileBytes>> SimFiles::openSnapshot(const std::string& name)
{
    return openLog(name);
}

void SimFiles::create(const std::string& name)
{
    m_nameHistory.push_back(m_names);
    m_names[name] = std::make_shared<File>();
}

void SimFiles::append(const std::string& name, ByteView bytes)
{
    File& file = *m_names.at(name);
    file.content.insert(file.content.end(), bytes.begin(), bytes.end());
}

void SimFiles::cut(const std::string& name, std::size_t sizeBytes)
{
    File& file = *m_names.at(name);
    ZS_EXPECT(sizeBytes <= file.content.size());
    if (file.cutOff.empty() && sizeBytes < file.syncedBytes)
        file.cutOff.assign(file.content.begin() + std::ptrdiff_t(sizeBytes),
            file.content.begin() + std::ptrdiff_t(file.syncedBytes));
    file.content.resize(sizeBytes);
    file.syncedBytes = std::min(file.syncedBytes, sizeBytes);
}

void SimFiles::rename(const std::string& from, const std::string& to)
{
    m_nameHistory.push_back(m_names);
    m_names[to] = m_names.at(from);
    m_names.erase(from);
}

void SimFiles::remove(const std::string& name)
{
    m_nameHistory.push_back(m_names);
    m_names.erase(name);
}

void SimFiles::sync(const std::string& name)
{
    File& file = *m_names.at(name);
    file.syncedBytes = file.content.size();
    file.cutOff.clear();
}

void SimFiles::syncDirectory()
{
    m_nameHistory.clear();
}

void SimFiles::losePiece(File& file, Random& random)
{
    const std::size_t from = file.syncedBytes;
    if (!file.cutOff.empty() && file.content.size() == from && random.chance(0.5)) {
        file.content.insert(file.content.end(), file.cutOff.begin(), file.cutOff.end());
    } else if (file.content.size() > from) {
        const std::size_t pending = file.content.size() - from;
        switch (random.below(4)) {
        case 0: file.content.resize(from); break;
        case 1: break; // All of it is there.
        case 2: file.content.resize(from + random.below(pending)); break;
        default:
            // Each sector goes to the disk or not; those that did not read as zeros.
            for (std::size_t at = from; at < file.content.size();) {
                const std::size_t end
                    = std::min(file.content.size(), (at / sectorBytes + 1) * sectorBytes);
                if (random.chance(0.5))
                    std::fill(file.content.begin() + std::ptrdiff_t(at),
                        file.content.begin() + std::ptrdiff_t(end), std::uint8_t(0));
                at = end;
            }
        }
    }
    file.syncedBytes = file.content.size();
    file.cutOff.clear();
}

void SimFiles::dropUnsynced(const std::string& name, Random& random)
{
    losePiece(*m_names.at(name), random);
}

void SimFiles::losePower(Random& random)
{
    // A journal keeps the order of changes to names: some first part of them is there.
    m_nameHistory.push_back(std::move(m_names));
    m_names = m_nameHistory[random.below(m_nameHistory.size())];
    m_nameHistory.clear();
    for (const auto& [name, file] : m_names)
        losePiece(*file, random);
}

SimFiles SimFiles::copy() const
{
    SimFiles copy;
    for (const auto& [name, file] : m_names) {
        copy.m_names[name] = std::make_shared<File>(File{file->content, 0, {}});
        copy.sync(name);
    }
    return copy;
}

void SimFiles::flip(const std::string& name, std::size_t bit)
{
    File& file = *m_names.at(name);
    file.content.at(bit / 8) ^= std::uint8_t(1U << (bit % 8));
}

} // namespace zs::sim
