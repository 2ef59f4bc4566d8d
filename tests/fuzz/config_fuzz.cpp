// SPDX-License-Identifier: Apache-2.0
// Any text as zoo.cfg, with a dynamic file behind a zero byte and a myid behind another: remarks
// name their file, and a configuration without errors is written and read again to the same.
#include "clientlib/base/expect.h"
#include "localcluster/config/config_reader.h"
#include "localcluster/config/config_writer.h"

namespace {

using namespace zs;
using namespace zs::config;

std::string_view takePart(std::string_view& text)
{
    const std::string_view part = text.substr(0, text.find('\0'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

void checkRemarks(const std::vector<Remark>& remarks)
{
    for (const Remark& remark : remarks)
        ZS_EXPECT(remark.line >= 0 && !remark.text.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    std::string_view text(reinterpret_cast<const char*>(data), sizeBytes);
    const std::string_view main = takePart(text);
    const std::string_view dynamic = takePart(text);
    if (const auto id = parseMyId(text))
        ZS_EXPECT(id->value >= 0 && id->value <= 255);
    for (const auto& given : {std::optional(dynamic), std::optional<std::string_view>()}) {
        const ParsedConfig parsed = parseConfig(main, "zoo.cfg", given);
        checkRemarks(parsed.errors);
        checkRemarks(parsed.warnings);
        if (!parsed.errors.empty())
            continue;
        const std::string written = writeConfig(parsed.config);
        ParsedConfig again = parseConfig(written, "zoo.cfg");
        if (parsed.config.dynamicConfigFile.empty()) {
            ZS_EXPECT(again.errors.empty());
            for (Property& property : again.config.unknown)
                property.line = 0;
            ServerConfig wanted = parsed.config;
            for (Property& property : wanted.unknown)
                property.line = 0;
            ZS_EXPECT(again.config == wanted);
        }
    }
    return 0;
}
