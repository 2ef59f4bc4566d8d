// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/golden_case.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace zs::test {

/// A file of tests/data/admin.
inline std::string recordedAnswer(const std::string& name)
{
    std::ifstream file(std::string(ZS_TEST_DATA) + "/admin/" + name, std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// What the server answered to a word in tests/data/golden/client/flw_WORD.json.
inline std::string goldenAnswer(const std::string& word)
{
    const Result<GoldenCase> golden = goldenCase("flw_" + word);
    EXPECT_TRUE(golden) << word;
    std::string text;
    for (const GoldenStep& step : golden ? golden->steps : std::vector<GoldenStep>()) {
        if (!step.text.empty())
            text = step.text;
    }
    EXPECT_FALSE(text.empty()) << word;
    return text;
}

} // namespace zs::test
