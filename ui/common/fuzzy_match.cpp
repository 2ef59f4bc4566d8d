// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fuzzy_match.h"

#include <algorithm>
#include <limits>
#include <string>

namespace zs::ui {
namespace {

constexpr int matchPoints = 16;
constexpr int wordStartPoints = 10;
constexpr int runPoints = 12;      ///< More than a word's start: "gate" is one word, not four.
constexpr int gapCost = 1;         ///< For each character that is passed over inside a match.
constexpr int mostGapCost = 12;
constexpr int impossible = std::numeric_limits<int>::min() / 2;

template <class Char>
Char folded(Char c)
{
    return c >= Char('A') && c <= Char('Z') ? Char(c - Char('A') + Char('a')) : c;
}

bool isUpper(char16_t c)
{
    return c >= u'A' && c <= u'Z';
}

bool startsWord(std::u16string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    const char16_t before = text[at - 1];
    return std::u16string_view(u"/-_. :").find(before) != std::u16string_view::npos
        || (isUpper(text[at]) && !isUpper(before));
}

std::u16string withoutBlanks(std::u16string_view query)
{
    std::u16string wanted;
    for (const char16_t c : query) {
        if (c != u' ' && wanted.size() < fuzzyQueryLimit)
            wanted.push_back(folded(c));
    }
    return wanted;
}

/// Best scores of the query's characters at the places of the text, row by row, and where the
/// character before stood in each of these best ways.
class Table {
public:
    Table(std::u16string_view text, std::u16string_view wanted)
        : m_text(text)
        , m_wanted(wanted)
        , m_cells(text.size() * wanted.size())
    {
        for (std::size_t row = 0; row < wanted.size(); ++row)
            fill(row);
    }

    [[nodiscard]] std::optional<FuzzyMatch> best() const
    {
        const std::size_t last = m_wanted.size() - 1;
        std::size_t at = 0;
        for (std::size_t i = 1; i < m_text.size(); ++i) {
            if (cell(last, i).score > cell(last, at).score)
                at = i;
        }
        if (cell(last, at).score <= impossible)
            return std::nullopt;
        FuzzyMatch match{cell(last, at).score, std::vector<std::size_t>(m_wanted.size())};
        for (std::size_t row = m_wanted.size(); row-- > 0;) {
            match.positions[row] = at;
            at = cell(row, at).before;
        }
        return match;
    }

private:
    struct Cell {
        int score = impossible;
        std::size_t before = 0;
    };

    [[nodiscard]] const Cell& cell(std::size_t row, std::size_t at) const
    {
        return m_cells[row * m_text.size() + at];
    }

    void fill(std::size_t row)
    {
        int carried = impossible; // The best way to have reached a place before the last one.
        std::size_t carriedFrom = 0;
        int lost = 0; // What gaps have cost `carried` so far.
        for (std::size_t at = row; at < m_text.size(); ++at) {
            if (row > 0 && at >= 2 && cell(row - 1, at - 2).score >= carried) {
                carried = cell(row - 1, at - 2).score;
                carriedFrom = at - 2;
                lost = 0;
            }
            if (carried > impossible && lost < mostGapCost) {
                carried -= gapCost;
                lost += gapCost;
            }
            if (folded(m_text[at]) != m_wanted[row])
                continue;
            Cell& here = m_cells[row * m_text.size() + at];
            const int own = matchPoints + (startsWord(m_text, at) ? wordStartPoints : 0);
            if (row == 0) {
                here.score = own;
                continue;
            }
            const int run = at > 0 ? cell(row - 1, at - 1).score : impossible;
            if (run > impossible && run + runPoints >= carried)
                here = {own + run + runPoints, at - 1};
            else if (carried > impossible)
                here = {own + carried, carriedFrom};
        }
    }

    std::u16string_view m_text;
    std::u16string_view m_wanted;
    std::vector<Cell> m_cells;
};

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(std::u16string_view text, std::u16string_view query)
{
    const std::u16string wanted = withoutBlanks(query);
    if (wanted.empty())
        return FuzzyMatch{};
    text = text.substr(0, fuzzyTextLimit);
    if (text.size() < wanted.size())
        return std::nullopt;
    return Table(text, wanted).best();
}

bool fuzzyHolds(std::string_view text, std::string_view query)
{
    std::size_t at = 0;
    for (const char c : query) {
        if (c == ' ')
            continue;
        while (at < text.size() && folded(text[at]) != folded(c))
            ++at;
        if (at++ >= text.size())
            return false;
    }
    return true;
}

} // namespace zs::ui
