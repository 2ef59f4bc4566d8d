// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/three_way_merge.h"

#include "ui/node/line_match.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace zs::ui {

namespace {

using Lines = std::vector<std::string_view>;
using Kind = MergePart::Kind;

struct Place {
    std::size_t base = 0;
    std::size_t server = 0;
    std::size_t mine = 0;
};

Lines cut(const Lines& lines, std::size_t from, std::size_t to)
{
    return {lines.begin() + static_cast<std::ptrdiff_t>(from),
        lines.begin() + static_cast<std::ptrdiff_t>(to)};
}

Kind kindOf(const MergePart& part)
{
    if (part.server == part.mine)
        return part.server == part.base ? Kind::same : Kind::both;
    if (part.mine == part.base)
        return Kind::server;
    return part.server == part.base ? Kind::mine : Kind::conflict;
}

/// Lines that both sides have at head or tail of a conflict need no decision.
void addTrimmed(MergePart part, std::vector<MergePart>& parts)
{
    const std::size_t most = std::min(part.server.size(), part.mine.size());
    std::size_t head = 0;
    while (head < most && part.server[head] == part.mine[head])
        ++head;
    std::size_t tail = 0;
    while (tail < most - head
        && part.server[part.server.size() - 1 - tail] == part.mine[part.mine.size() - 1 - tail])
        ++tail;
    // The base's lines stay with the conflict, where they explain it.
    if (head > 0)
        parts.push_back({Kind::both, {}, cut(part.server, 0, head), cut(part.mine, 0, head)});
    parts.push_back({Kind::conflict, part.base,
        cut(part.server, head, part.server.size() - tail),
        cut(part.mine, head, part.mine.size() - tail)});
    if (tail > 0) {
        parts.push_back({Kind::both, {},
            cut(part.server, part.server.size() - tail, part.server.size()),
            cut(part.mine, part.mine.size() - tail, part.mine.size())});
    }
}

/// Whether one line became the other: half of their words are the same.
bool isAlike(std::string_view a, std::string_view b)
{
    const auto wordsOf = [](std::string_view line) {
        Lines words = splitWords(line);
        std::erase_if(words, [](std::string_view word) {
            const auto first = static_cast<unsigned char>(word.front());
            return first < 0x80 && std::isalnum(first) == 0 && first != '_';
        });
        return words;
    };
    if (a == b)
        return true;
    const Lines one = wordsOf(a);
    const Lines other = wordsOf(b);
    const std::vector<int> partner = matchParts(one, other);
    const auto same = static_cast<std::size_t>(std::count_if(
        partner.begin(), partner.end(), [](int index) { return index >= 0; }));
    return same > 0 && same * 2 >= std::max(one.size(), other.size());
}

void add(MergePart part, std::vector<MergePart>& parts)
{
    // A first line that all three have, in different words, is decided for itself: so what stands
    // below it, and only one side changed, needs no decision.
    std::size_t line = 0;
    const auto hasOwnLine = [&] {
        return line < part.base.size() && line < part.server.size() && line < part.mine.size()
            && isAlike(part.base[line], part.server[line])
            && isAlike(part.base[line], part.mine[line]);
    };
    for (; kindOf(part) == Kind::conflict && hasOwnLine(); ++line) {
        MergePart own{
            Kind::same, {part.base[line]}, {part.server[line]}, {part.mine[line]}};
        own.kind = kindOf(own);
        parts.push_back(std::move(own));
        const MergePart below{Kind::same, cut(part.base, line + 1, part.base.size()),
            cut(part.server, line + 1, part.server.size()),
            cut(part.mine, line + 1, part.mine.size())};
        if (kindOf(below) != Kind::conflict) {
            ++line;
            break;
        }
    }
    MergePart rest{Kind::same, cut(part.base, line, part.base.size()),
        cut(part.server, line, part.server.size()), cut(part.mine, line, part.mine.size())};
    if (rest.base.empty() && rest.server.empty() && rest.mine.empty())
        return;
    rest.kind = kindOf(rest);
    if (rest.kind == Kind::conflict)
        addTrimmed(std::move(rest), parts);
    else
        parts.push_back(std::move(rest));
}

} // namespace

std::vector<MergePart> mergeThreeWay(
    std::string_view baseText, std::string_view serverText, std::string_view mineText)
{
    const Lines base = splitLines(baseText);
    const Lines server = splitLines(serverText);
    const Lines mine = splitLines(mineText);
    const std::vector<int> inServer = matchParts(base, server);
    const std::vector<int> inMine = matchParts(base, mine);
    std::vector<MergePart> parts;
    Place done;
    std::size_t at = 0;
    const auto closeGap = [&](const Place& to) {
        add({Kind::same, cut(base, done.base, to.base), cut(server, done.server, to.server),
                cut(mine, done.mine, to.mine)},
            parts);
        done = to;
    };
    while (at < base.size()) {
        if (inServer[at] < 0 || inMine[at] < 0) {
            ++at;
            continue;
        }
        // A line that all three have ends a stretch that differs, and starts one that is equal.
        const Place start{
            at, static_cast<std::size_t>(inServer[at]), static_cast<std::size_t>(inMine[at])};
        std::size_t run = 1;
        while (at + run < base.size()
            && inServer[at + run] == inServer[at] + static_cast<int>(run)
            && inMine[at + run] == inMine[at] + static_cast<int>(run))
            ++run;
        closeGap(start);
        closeGap({start.base + run, start.server + run, start.mine + run});
        at += run;
    }
    closeGap({base.size(), server.size(), mine.size()});
    return parts;
}

std::vector<std::string_view> mergedLines(const MergePart& part, MergeChoice choice)
{
    switch (part.kind) {
    case Kind::same:
    case Kind::server:
    case Kind::both:
        return part.server;
    case Kind::mine:
        return part.mine;
    case Kind::conflict:
        break;
    }
    Lines lines;
    if (choice == MergeChoice::server || choice == MergeChoice::serverThenMine)
        lines = part.server;
    if (choice == MergeChoice::mine || choice == MergeChoice::serverThenMine)
        lines.insert(lines.end(), part.mine.begin(), part.mine.end());
    return lines;
}

std::string mergedText(
    const std::vector<MergePart>& parts, const std::vector<MergeChoice>& choices)
{
    std::string text;
    std::size_t conflict = 0;
    for (const MergePart& part : parts) {
        const MergeChoice choice
            = part.kind == Kind::conflict ? choices.at(conflict++) : MergeChoice::open;
        for (const std::string_view line : mergedLines(part, choice)) {
            // A last line without its line feed may have got lines behind it.
            if (!text.empty() && text.back() != '\n')
                text += '\n';
            text += line;
        }
    }
    return text;
}

} // namespace zs::ui
