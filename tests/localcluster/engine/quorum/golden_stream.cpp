// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace zs::test {

namespace {

GoldenStream load(const std::filesystem::path& path)
{
    std::ifstream file(path);
    const nlohmann::json json = nlohmann::json::parse(file);
    GoldenStream stream;
    stream.name = json.at("name");
    for (const auto& entry : json.at("stream")) {
        GoldenMessage message;
        message.connection = entry.at("conn");
        message.port = entry.at("port");
        message.from = ServerId(entry.at("from").get<std::int64_t>());
        message.to = ServerId(entry.at("to").get<std::int64_t>());
        message.kind = entry.at("kind");
        message.decoded = entry.value("decoded", "");
        const Result<Bytes> bytes = unhex(entry.value("hex", ""));
        if (!bytes)
            throw std::runtime_error(path.string() + ": " + bytes.error().detail);
        message.bytes = *bytes;
        stream.messages.push_back(std::move(message));
    }
    return stream;
}

} // namespace

std::vector<GoldenStream> goldenStreams()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(ZS_TEST_DATA "/golden/quorum")) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<GoldenStream> streams;
    for (const auto& file : files)
        streams.push_back(load(file));
    return streams;
}

GoldenStream goldenStream(const std::string& name)
{
    return load(std::filesystem::path(ZS_TEST_DATA "/golden/quorum") / (name + ".json"));
}

} // namespace zs::test
