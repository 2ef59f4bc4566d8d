// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/yaml_layout.h"

#include "ui/node/yaml_reading.h"

#include <yaml-cpp/eventhandler.h>

#include <vector>

namespace zs::ui {

namespace {

constexpr std::size_t indentBlanks = 2;

/// All that a text says, as lines that can be compared.
class Statements final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override { add("document", {}, 0, {}); }
    void OnDocumentEnd() override { add("end", {}, 0, {}); }
    void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override { add("null", {}, anchor, {}); }
    void OnAlias(const YAML::Mark&, YAML::anchor_t anchor) override
    {
        add("alias", {}, anchor, {});
    }
    void OnScalar(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
        const std::string& value) override
    {
        add("scalar", tag, anchor, value);
    }
    void OnSequenceStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value) override
    {
        add("sequence", tag, anchor, {});
    }
    void OnSequenceEnd() override { add("end", {}, 0, {}); }
    void OnMapStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
        YAML::EmitterStyle::value) override
    {
        add("map", tag, anchor, {});
    }
    void OnMapEnd() override { add("end", {}, 0, {}); }

    bool operator==(const Statements& other) const { return m_all == other.m_all; }

private:
    struct Statement {
        std::string what, tag, value;
        YAML::anchor_t anchor = 0;
        bool operator==(const Statement&) const = default;
    };
    void add(const char* what, const std::string& tag, YAML::anchor_t anchor,
        const std::string& value)
    {
        m_all.push_back({what, tag, value, anchor});
    }

    std::vector<Statement> m_all;
};

/// Where a line that opens a block scalar has its "|" or ">"; npos: it opens none.
std::size_t scalarHeader(std::string_view content)
{
    content = content.substr(0, content.find(" #"));
    while (content.ends_with(' '))
        content.remove_suffix(1);
    const std::size_t last = content.find_last_not_of("+-0123456789");
    if (last == std::string_view::npos || (content[last] != '|' && content[last] != '>'))
        return std::string_view::npos;
    return last == 0 || content[last - 1] == ' ' ? last : std::string_view::npos;
}

/// Lays out line after line. What it takes for structure inside a text over several lines shows
/// when both texts are compared.
class Layout {
public:
    void add(std::string_view line)
    {
        const std::size_t indent = line.find_first_not_of(' ');
        if (m_inScalar && (indent == std::string_view::npos || indent > m_scalarParent.old))
            return addScalarLine(line, indent);
        m_inScalar = false;
        line.remove_suffix(line.size() - (line.find_last_not_of(" \t") + 1));
        if (line.empty())
            return put(0, {});
        const std::string_view content = line.substr(indent);
        if (indent == 0 && (content.starts_with("---") || content.starts_with("...")
                || content.starts_with('%'))) {
            m_levels.clear();
            return put(0, content);
        }
        if (content.front() == '#')
            return put(levelFor(indent), content);
        addContent(indent, content);
    }
    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    struct Level {
        std::size_t old = 0; ///< Columns before it, in the given text.
        std::size_t now = 0;
    };

    void addContent(std::size_t indent, std::string_view content)
    {
        while (!m_levels.empty() && m_levels.back().old > indent)
            m_levels.pop_back();
        if (m_levels.empty())
            m_levels.push_back({indent, 0});
        else if (m_levels.back().old < indent)
            m_levels.push_back({indent, m_levels.back().now + indentBlanks});
        const std::size_t now = m_levels.back().now;
        Level parent = m_levels.back();
        std::string text;
        while (content.starts_with("- ")) { // What stands behind a dash is a level of its own.
            parent = m_levels.back();
            const std::size_t inner = std::min(content.find_first_not_of(' ', 1), content.size());
            text += "- ";
            m_levels.push_back({parent.old + inner, parent.now + indentBlanks});
            content.remove_prefix(inner);
        }
        const std::size_t header = scalarHeader(content);
        if (header != std::string_view::npos) {
            m_inScalar = true;
            // A key stands at the last level; a bare scalar belongs to what its dash stands at.
            m_scalarParent = content.substr(0, header).find(": ") != std::string_view::npos
                ? m_levels.back()
                : parent;
            m_scalarIndent.reset();
        }
        put(now, text.append(content));
    }
    void addScalarLine(std::string_view line, std::size_t indent)
    {
        if (indent == std::string_view::npos)
            return put(0, {});
        if (!m_scalarIndent)
            m_scalarIndent = indent;
        // What its first line is indented by belongs to the layout, what comes on top to the text.
        const std::size_t inner = indent - std::min(indent, *m_scalarIndent);
        put(m_scalarParent.now + indentBlanks + inner, line.substr(indent));
    }
    [[nodiscard]] std::size_t levelFor(std::size_t indent) const
    {
        std::size_t now = 0;
        for (const Level& level : m_levels) {
            if (level.old <= indent)
                now = level.now;
        }
        return now;
    }
    void put(std::size_t indent, std::string_view content)
    {
        m_out.append(indent, ' ').append(content) += '\n';
    }

    std::vector<Level> m_levels; ///< From the outside to the inside.
    bool m_inScalar = false;
    Level m_scalarParent;
    std::optional<std::size_t> m_scalarIndent; ///< Of its first line, in the given text.
    std::string m_out;
};

} // namespace

std::optional<std::string> layOutYaml(std::string_view utf8)
{
    Statements before, after;
    if (readYaml(utf8, before))
        return std::nullopt;
    Layout layout;
    for (std::string_view rest = utf8; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        layout.add(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::string text = layout.take();
    if (!utf8.ends_with('\n') && text.ends_with('\n'))
        text.pop_back();
    if (readYaml(text, after) || !(before == after))
        return std::nullopt;
    return text;
}

} // namespace zs::ui
