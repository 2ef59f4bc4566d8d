// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace zs::test {

/// A file of tests/data/decode.
inline Bytes vector(const std::string& name)
{
    std::ifstream file(ZS_TEST_DATA "/decode/" + name, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << name;
    return Bytes(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

} // namespace zs::test
