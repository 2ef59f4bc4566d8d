// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/diff_rows.h"

#include <algorithm>

namespace zs::ui {

namespace {

using Lines = std::vector<std::string_view>;
using Kind = MergePart::Kind;

constexpr std::size_t longestRow = 2'000;
constexpr std::size_t leadBytes = 60; ///< Shown before the first difference of a cut line.
constexpr std::string_view ellipsis = "…";

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::string_view withoutEnd(std::string_view line)
{
    if (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

std::size_t commonHead(std::string_view a, std::string_view b)
{
    const std::size_t most = std::min(a.size(), b.size());
    return static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(most), b.begin()).first
        - a.begin());
}

/// The part of an over-long line that a view shows: around `from`, whole characters.
std::string window(std::string_view line, std::size_t from)
{
    if (line.size() <= longestRow)
        return std::string(line);
    std::size_t start = from > leadBytes ? from - leadBytes : 0;
    while (start > 0 && continuesCharacter(line[start]))
        --start;
    std::size_t end = std::min(line.size(), start + longestRow);
    while (end < line.size() && continuesCharacter(line[end]))
        --end;
    std::string shown(start > 0 ? ellipsis : "");
    shown += line.substr(start, end - start);
    if (end < line.size())
        shown += ellipsis;
    return shown;
}

/// Line ends that differ, or stand inside a line, would not be seen otherwise.
std::string drawReturns(std::string text)
{
    for (std::size_t at = text.find('\r'); at != std::string::npos; at = text.find('\r', at))
        text.replace(at, 1, "␍");
    return text;
}

std::string endOf(std::string_view line)
{
    if (line.ends_with("\r\n"))
        return "␍␊";
    return line.ends_with('\n') ? "␊" : "";
}

DiffRow plainRow(std::string_view line, RowGround ground = RowGround::none, char sign = ' ')
{
    return {drawReturns(window(withoutEnd(line), 0)), ground, sign, {}, -1};
}

/// `line` as it differs from `other`, its counterpart.
DiffRow changedRow(std::string_view line, std::string_view other, RowGround ground, char sign)
{
    const std::string_view text = withoutEnd(line);
    const std::string_view otherText = withoutEnd(other);
    if (line == other)
        return plainRow(line);
    if (text == otherText) { // They differ in their ends alone.
        DiffRow row = plainRow(line, ground, sign);
        row.text += endOf(line);
        return row;
    }
    const std::size_t from = commonHead(text, otherText);
    const std::string shown = drawReturns(window(text, from));
    const std::string otherShown = drawReturns(window(otherText, from));
    return {shown, ground, sign, changedWords(otherShown, shown), -1};
}

/// Adds the lines of one side of a part; with as many counterparts, words are compared.
void addLines(const Lines& lines, const Lines& others, RowGround ground, char sign, DiffRows& rows)
{
    const bool paired = lines.size() == others.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (paired && ground != RowGround::none)
            rows.push_back(changedRow(lines[i], others[i], ground, sign));
        else
            rows.push_back(plainRow(lines[i], ground, sign));
    }
}

void pad(DiffRows& rows, std::size_t height)
{
    while (rows.size() < height)
        rows.push_back({{}, RowGround::filler, ' ', {}, -1});
}

/// The words of `line` outside of what it has in common with `other` at head and tail.
std::string_view differingMiddle(std::string_view line, std::string_view other)
{
    const Lines a = splitWords(withoutEnd(line));
    const Lines b = splitWords(withoutEnd(other));
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t head = 0;
    while (head < most && a[head] == b[head])
        ++head;
    std::size_t tail = 0;
    while (tail < most - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    if (head + tail == a.size())
        return withoutEnd(line).substr(withoutEnd(line).size()); // Nothing of its own.
    const std::string_view first = a[head];
    const std::string_view last = a[a.size() - 1 - tail];
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

DiffRow openRow(const MergePart& part, int number)
{
    DiffRow row{"?", RowGround::conflict, ' ', {}, number};
    if (part.server.size() != 1 || part.mine.size() != 1)
        return row;
    const std::string_view line = withoutEnd(part.server[0]);
    const std::string_view middle = differingMiddle(part.server[0], part.mine[0]);
    if (middle.empty() || line.size() > longestRow)
        return row;
    const auto at = static_cast<std::size_t>(middle.data() - line.data());
    row.text = std::string(line.substr(0, at)) + "?" + std::string(line.substr(at + middle.size()));
    row.text = drawReturns(row.text);
    return row;
}

} // namespace

DiffRows unifiedRows(std::string_view before, std::string_view after)
{
    const Lines a = splitLines(before);
    const Lines b = splitLines(after);
    const std::vector<int> partner = matchParts(a, b);
    DiffRows rows;
    std::size_t aDone = 0;
    std::size_t bDone = 0;
    const auto addGap = [&](std::size_t aTo, std::size_t bTo) {
        const Lines gone(a.begin() + static_cast<std::ptrdiff_t>(aDone),
            a.begin() + static_cast<std::ptrdiff_t>(aTo));
        const Lines come(b.begin() + static_cast<std::ptrdiff_t>(bDone),
            b.begin() + static_cast<std::ptrdiff_t>(bTo));
        addLines(gone, come, RowGround::removed, '-', rows);
        addLines(come, gone, RowGround::added, '+', rows);
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (partner[i] < 0)
            continue;
        const auto j = static_cast<std::size_t>(partner[i]);
        addGap(i, j);
        rows.push_back(plainRow(a[i]));
        aDone = i + 1;
        bDone = j + 1;
    }
    addGap(a.size(), b.size());
    return rows;
}

MergeRows sideRows(const std::vector<MergePart>& parts, bool withBase)
{
    MergeRows rows;
    for (const MergePart& part : parts) {
        const bool clash = part.kind == Kind::conflict;
        const bool server = part.kind == Kind::server || part.kind == Kind::both || clash;
        const bool mine = part.kind == Kind::mine || part.kind == Kind::both || clash;
        // Against the base where it tells more, else against the other side.
        const bool useBase = part.base.size() == part.server.size() || !clash;
        addLines(part.server, useBase ? part.base : part.mine,
            server ? RowGround::added : RowGround::none, ' ', rows.server);
        const bool mineUseBase = part.base.size() == part.mine.size() || !clash;
        addLines(part.mine, mineUseBase ? part.base : part.server,
            mine ? RowGround::changed : RowGround::none, ' ', rows.mine);
        if (withBase)
            addLines(part.base, part.server, server || mine ? RowGround::removed : RowGround::none,
                ' ', rows.base);
        const std::size_t height
            = std::max({rows.server.size(), rows.mine.size(), rows.base.size()});
        pad(rows.server, height);
        pad(rows.mine, height);
        if (withBase)
            pad(rows.base, height);
    }
    return rows;
}

DiffRows resultRows(
    const std::vector<MergePart>& parts, const std::vector<MergeChoice>& choices)
{
    DiffRows rows;
    int number = 0;
    for (const MergePart& part : parts) {
        if (part.kind != Kind::conflict) {
            const bool mine = part.kind == Kind::mine;
            const RowGround ground = part.kind == Kind::same ? RowGround::none
                : mine                                       ? RowGround::changed
                                                             : RowGround::added;
            addLines(mine ? part.mine : part.server, part.base, ground, ' ', rows);
            continue;
        }
        const MergeChoice choice = choices.at(static_cast<std::size_t>(number));
        if (choice == MergeChoice::open) {
            rows.push_back(openRow(part, number++));
            continue;
        }
        const std::size_t first = rows.size();
        if (choice != MergeChoice::mine)
            addLines(part.server, {}, RowGround::added, ' ', rows);
        if (choice != MergeChoice::server)
            addLines(part.mine, {}, RowGround::changed, ' ', rows);
        if (rows.size() == first) // The chosen side has nothing here; its buttons need a row.
            rows.push_back({{}, RowGround::filler, ' ', {}, -1});
        rows[first].conflict = number++;
    }
    return rows;
}

ConflictWords conflictWords(const MergePart& part)
{
    if (part.server.size() != 1 || part.mine.size() != 1)
        return {};
    return {std::string(differingMiddle(part.server[0], part.mine[0])),
        std::string(differingMiddle(part.mine[0], part.server[0]))};
}

std::string hexDump(ByteView bytes)
{
    constexpr std::size_t most = std::size_t(256) * 1024;
    constexpr std::size_t perLine = 16;
    std::string out;
    const std::size_t end = std::min(bytes.size(), most);
    for (std::size_t at = 0; at < end; at += perLine) {
        const ByteView line = bytes.subspan(at, std::min(perLine, end - at));
        std::string digits;
        std::string letters;
        for (const std::uint8_t byte : line) {
            digits += hex(ByteView(&byte, 1)) + " ";
            letters += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        }
        digits.resize(perLine * 3 + 1, ' ');
        out += digits + letters + "\n";
    }
    if (end < bytes.size())
        out += "… " + std::to_string(bytes.size() - end) + "\n";
    return out;
}

} // namespace zs::ui
