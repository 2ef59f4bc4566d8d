// SPDX-License-Identifier: Apache-2.0
// Judges a history that real clients recorded, one operation in a line of JSON (history.h).
#include "tests/sim/linearizability.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

namespace {

using namespace zs::sim;

constexpr const char* usage
    = "usage: check_history FILE [STATES]\n"
      "Whether the operations on each znode are linearizable. Exit code: 0 yes, 1 no, 2 the file\n"
      "cannot be read, 3 undecided after looking at STATES states of one znode (5000000).\n";
constexpr std::size_t defaultStates = 5'000'000;

/// The longest order that fits, by its end, and the first operations that have no place in it.
void tellViolation(const History& history, const Verdict& verdict)
{
    constexpr std::size_t shown = 12;
    std::cout << "not linearizable: " << verdict.node << "\nThe longest order that fits has "
              << verdict.longest.size() << " operations and ends with\n";
    const std::size_t count = verdict.longest.size();
    for (std::size_t i = count - std::min(count, shown); i < count; ++i)
        std::cout << toJson(verdict.longest[i]) << '\n';
    std::set<std::string> ordered;
    for (const Operation& operation : verdict.longest)
        ordered.insert(toJson(operation));
    History rest;
    for (const Operation& operation : history) {
        if (operation.node == verdict.node && !ordered.contains(toJson(operation)))
            rest.push_back(operation);
    }
    std::sort(rest.begin(), rest.end(),
        [](const Operation& a, const Operation& b) { return a.called < b.called; });
    std::cout << "No place was found for\n";
    for (std::size_t i = 0; i < std::min(rest.size(), shown); ++i)
        std::cout << toJson(rest[i]) << '\n';
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2 && argc != 3) {
        std::cerr << usage;
        return 2;
    }
    std::ifstream file(argv[1], std::ios::binary);
    if (!file) {
        std::cerr << "check_history: cannot open " << argv[1] << '\n' << usage;
        return 2;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto history = parseHistory(text);
    if (!history) {
        std::cerr << "check_history: " << argv[1] << ", " << history.error().detail << '\n';
        return 2;
    }
    const std::size_t states = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : defaultStates;
    const Verdict verdict = checkLinearizable(*history, states);
    switch (verdict.kind) {
    case Verdict::Kind::linearizable:
        std::cout << "linearizable: " << history->size() << " operations\n";
        return 0;
    case Verdict::Kind::violated:
        tellViolation(*history, verdict);
        return 1;
    case Verdict::Kind::undecided:
        std::cout << "undecided: " << verdict.node << " after " << states << " states\n";
        return 3;
    }
    return 2;
}
