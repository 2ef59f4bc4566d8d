// SPDX-License-Identifier: Apache-2.0
#include "tests/support/golden_case.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace zs::test {

namespace {

    const std::filesystem::path folder = std::filesystem::path(ZS_TEST_DATA) / "golden/client";

    Result<GoldenStep> readStep(const nlohmann::json& json)
    {
        Result<Bytes> bytes = unhex(json.value("hex", ""));
        if (!bytes)
            return tl::unexpected(bytes.error());
        return GoldenStep{
            .fromClient = json.value("dir", "") == "c2s",
            .connection = json.value("conn", 0),
            .bytes = std::move(*bytes),
            .note = json.value("note", ""),
            .eof = json.value("eof", false),
            .silent = json.value("silent", false),
            .truncated = json.value("truncated", false),
            .text = json.value("text", ""),
        };
    }

} // namespace

Result<GoldenCase> loadGoldenCase(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        return failure(Errc::io, "cannot read " + file.string());
    const nlohmann::json json = nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("sequence"))
        return failure(Errc::invalidInput, file.string() + " is no golden case");
    GoldenCase result{json.value("name", ""), json.value("description", ""), {}};
    for (const nlohmann::json& entry : json["sequence"]) {
        Result<GoldenStep> step = readStep(entry);
        if (!step)
            return failure(Errc::invalidInput,
                file.string() + ", step " + std::to_string(result.steps.size()) + ": "
                    + step.error().detail);
        result.steps.push_back(std::move(*step));
    }
    return result;
}

Result<GoldenCase> goldenCase(std::string_view name)
{
    return loadGoldenCase(folder / (std::string(name) + ".json"));
}

std::vector<std::string> goldenCaseNames()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem());
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace zs::test
