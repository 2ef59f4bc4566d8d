// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"
#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <gmock/gmock.h>

namespace zs::test {

/// A fake client with a tree, and options that report progress after every single step.
class RecipeTest : public testing::Test {
protected:
    RecipeTest() : client(std::make_unique<FakeClient>()) {}

    ClientRef ref() const { return ClientRef(client.get()); }

    /// `root` with `width` children each, `depth` levels below it.
    void grow(const Path& root, int width, int depth)
    {
        client->put(root, "data of " + root.text());
        for (int i = 0; depth > 0 && i < width; ++i)
            grow(root.child("n" + std::to_string(i)), width, depth - 1);
    }

    /// Calls `act` with the number of steps so far, from 1, after every step.
    template <class Options>
    static Options eachStep(std::function<void(int)> act)
    {
        Options options;
        options.progressEvery = std::chrono::milliseconds(0);
        auto steps = std::make_shared<int>(0);
        options.onProgress = [act = std::move(act), steps](const Progress&) { act(++*steps); };
        return options;
    }

    std::unique_ptr<FakeClient> client;
};

} // namespace zs::test
