// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/line_match.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace zs::ui {

namespace {

constexpr std::size_t mostPairs = 4'000'000;

enum class Kind { word, blank, other };

Kind kindOf(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (letter || (byte >= '0' && byte <= '9') || byte == '_' || byte >= 0x80)
        return Kind::word;
    return byte == ' ' || byte == '\t' ? Kind::blank : Kind::other;
}

using Parts = std::vector<std::string_view>;

/// A stretch of both sides: a[aFrom, aTo) and b[bFrom, bTo).
struct Stretch {
    std::size_t aFrom;
    std::size_t aTo;
    std::size_t bFrom;
    std::size_t bTo;
    [[nodiscard]] std::size_t pairs() const { return (aTo - aFrom + 1) * (bTo - bFrom + 1); }
};

/// Matches equal heads and tails; yields what is between them.
Stretch trim(const Parts& a, const Parts& b, Stretch at, std::vector<int>& partner)
{
    for (; at.aFrom < at.aTo && at.bFrom < at.bTo && a[at.aFrom] == b[at.bFrom]; ++at.aFrom)
        partner[at.aFrom] = static_cast<int>(at.bFrom++);
    while (at.aTo > at.aFrom && at.bTo > at.bFrom && a[at.aTo - 1] == b[at.bTo - 1])
        partner[--at.aTo] = static_cast<int>(--at.bTo);
    return at;
}

/// Matches a stretch by the table of longest common subsequences.
void matchByTable(const Parts& a, const Parts& b, const Stretch& at, std::vector<int>& partner)
{
    const std::size_t rows = at.aTo - at.aFrom;
    const std::size_t columns = at.bTo - at.bFrom;
    std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
        return best[i * (columns + 1) + j];
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            cell(i, j) = a[at.aFrom + i] == b[at.bFrom + j]
                ? cell(i + 1, j + 1) + 1
                : std::max(cell(i + 1, j), cell(i, j + 1));
        }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (a[at.aFrom + i] == b[at.bFrom + j]) {
            partner[at.aFrom + i++] = static_cast<int>(at.bFrom + j++);
        } else if (cell(i + 1, j) >= cell(i, j + 1)) {
            ++i;
        } else {
            ++j;
        }
    }
}

/// Pairs of parts that occur once on each side, rising on both: what a patience diff hangs on.
std::vector<std::pair<std::size_t, std::size_t>> anchorsOf(
    const Parts& a, const Parts& b, const Stretch& at)
{
    constexpr std::size_t twice = static_cast<std::size_t>(-1);
    std::unordered_map<std::string_view, std::size_t> once;
    for (std::size_t j = at.bFrom; j < at.bTo; ++j) {
        if (const auto [entry, fresh] = once.emplace(b[j], j); !fresh)
            entry->second = twice;
    }
    std::unordered_map<std::string_view, int> inA;
    for (std::size_t i = at.aFrom; i < at.aTo; ++i)
        ++inA[a[i]];
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = at.aFrom; i < at.aTo; ++i) {
        const auto found = once.find(a[i]);
        if (found != once.end() && found->second != twice && inA[a[i]] == 1)
            pairs.emplace_back(i, found->second);
    }
    // The longest rising chain of the second numbers.
    std::vector<std::size_t> ends; // ends[k]: the pair that ends the best chain of length k + 1.
    std::vector<int> before(pairs.size(), -1);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        const auto place = std::lower_bound(ends.begin(), ends.end(), pairs[p].second,
            [&](std::size_t end, std::size_t value) { return pairs[end].second < value; });
        if (place != ends.begin())
            before[p] = static_cast<int>(*(place - 1));
        if (place == ends.end())
            ends.push_back(p);
        else
            *place = p;
    }
    std::vector<std::pair<std::size_t, std::size_t>> chain;
    for (int p = ends.empty() ? -1 : static_cast<int>(ends.back()); p >= 0;
         p = before[static_cast<std::size_t>(p)])
        chain.push_back(pairs[static_cast<std::size_t>(p)]);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

} // namespace

std::vector<std::string_view> splitLines(std::string_view text)
{
    Parts lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

std::vector<std::string_view> splitWords(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const Kind kind = kindOf(line[at]);
        std::size_t end = at + 1;
        while (kind != Kind::other && end < line.size() && kindOf(line[end]) == kind)
            ++end;
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

std::vector<int> matchParts(const Parts& a, const Parts& b)
{
    std::vector<int> partner(a.size(), -1);
    const Stretch whole = trim(a, b, {0, a.size(), 0, b.size()}, partner);
    if (whole.pairs() <= mostPairs) {
        matchByTable(a, b, whole, partner);
        return partner;
    }
    std::size_t budget = mostPairs;
    Stretch gap = whole;
    const auto matchGap = [&](std::size_t aTo, std::size_t bTo) {
        gap.aTo = aTo;
        gap.bTo = bTo;
        const Stretch inner = trim(a, b, gap, partner);
        if (inner.pairs() > budget)
            return;
        budget -= inner.pairs();
        matchByTable(a, b, inner, partner);
    };
    for (const auto& [i, j] : anchorsOf(a, b, whole)) {
        matchGap(i, j);
        partner[i] = static_cast<int>(j);
        gap.aFrom = i + 1;
        gap.bFrom = j + 1;
    }
    matchGap(whole.aTo, whole.bTo);
    return partner;
}

std::vector<ByteRange> changedWords(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> old = splitWords(before);
    const std::vector<std::string_view> now = splitWords(after);
    const std::vector<int> partner = matchParts(now, old);
    std::vector<ByteRange> ranges;
    std::size_t at = 0;
    bool anythingKept = false;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const std::size_t end = at + now[i].size();
        if (partner[i] >= 0)
            anythingKept |= kindOf(now[i].front()) == Kind::word;
        else if (!ranges.empty() && ranges.back().to == at)
            ranges.back().to = end;
        else
            ranges.push_back({at, end});
        at = end;
    }
    return anythingKept ? ranges : std::vector<ByteRange>();
}

} // namespace zs::ui
