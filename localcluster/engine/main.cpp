// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/command_line.h"

int main(int argc, char** argv)
{
    return static_cast<int>(zs::engine::io::runCommandLine({argv + 1, argv + argc}));
}
