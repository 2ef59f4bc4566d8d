// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/clickhouse_format.h"

#include "clientlib/base/bytes.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace zs::ui {

namespace {

struct ClickHouse {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ClickHouse)
};

std::string_view takeLine(std::string_view& text)
{
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Adds the rest of a line that begins with `key`; where another begins, the line stays.
bool takeValue(std::string_view& text, std::string_view key, const QString& name, Explanation& said)
{
    if (!text.starts_with(key))
        return false;
    const std::string_view value = takeLine(text).substr(key.size());
    if (!value.empty())
        said.rows.push_back({name, qt(value)});
    return true;
}

/// What an entry does with the parts that its lines name.
QString actionWords(std::string_view action)
{
    if (action == "get")
        return ClickHouse::tr("fetch a part from another replica");
    if (action == "attach")
        return ClickHouse::tr("attach a part");
    if (action == "merge")
        return ClickHouse::tr("merge parts");
    if (action == "drop")
        return ClickHouse::tr("drop a range of parts");
    if (action == "detach")
        return ClickHouse::tr("detach a range of parts");
    if (action == "mutate")
        return ClickHouse::tr("mutate a part");
    if (action == "alter")
        return ClickHouse::tr("alter the table");
    return qt(action); // Such as REPLACE_RANGE.
}

/// The lines behind an action's name that name parts: the new one, or those before it.
void addParts(std::string_view action, std::string_view text, Explanation& said)
{
    const QString part = ClickHouse::tr("Part");
    if (action == "get" || action == "attach" || action == "drop" || action == "detach") {
        said.rows.push_back({part, qt(takeLine(text))});
    } else if (action == "merge" || action == "mutate") {
        const std::string_view last = action == "merge" ? "into" : "to";
        QStringList sources;
        while (!text.empty() && static_cast<std::size_t>(sources.size()) < mostExplainedRows) {
            const std::string_view line = takeLine(text);
            if (line == last) {
                said.rows.push_back({ClickHouse::tr("Source parts"),
                    sources.join(QStringLiteral(", "))});
                said.rows.push_back({part, qt(takeLine(text))});
                return;
            }
            sources << qt(line);
        }
    }
}

std::optional<Explanation> explainEntry(const LastNames& names, std::string_view text)
{
    const bool isQueue = names[1] == "queue" && names[0].starts_with("queue-");
    if (!isQueue && !(names[1] == "log" && names[0].starts_with("log-")))
        return std::nullopt;
    constexpr std::string_view version = "format version: ";
    if (!text.starts_with(version)
        || !isNumber(text.substr(0, text.find('\n')).substr(version.size())))
        return std::nullopt;
    Explanation said{isQueue ? ClickHouse::tr("ClickHouse replication queue entry")
                             : ClickHouse::tr("ClickHouse replication log entry"),
        {}};
    takeValue(text, version, ClickHouse::tr("Format version"), said);
    takeValue(text, "create_time: ", ClickHouse::tr("Created, in the server's time zone"), said);
    if (!takeValue(text, "source replica: ", ClickHouse::tr("Source replica"), said))
        return std::nullopt;
    takeValue(text, "block_id: ", ClickHouse::tr("Block id"), said);
    const std::string_view action = takeLine(text);
    said.rows.push_back({ClickHouse::tr("Action"), actionWords(action)});
    addParts(action, text, said);
    return said;
}

/// "202107_0_5_1": partition, first and last block, level, and perhaps a mutation; false: it is no
/// such name, as in tables of the oldest kind ("20210701_20210731_0_5_1").
bool addPartName(std::string_view name, Explanation& said)
{
    std::vector<std::string_view> pieces;
    for (std::string_view left = name;;) {
        const std::size_t end = left.find('_');
        pieces.push_back(left.substr(0, end));
        if (end == std::string_view::npos)
            break;
        left.remove_prefix(end + 1);
    }
    if (pieces.size() < 4 || pieces.size() > 5
        || !std::all_of(pieces.begin() + 1, pieces.end(), isNumber)
        || (pieces.size() == 5 && pieces[0].size() == 8 && pieces[1].size() == 8))
        return false;
    said.rows.push_back({ClickHouse::tr("Partition"), qt(pieces[0])});
    said.rows.push_back({ClickHouse::tr("Blocks"),
        ClickHouse::tr("%1 to %2", "numbers of the first and the last block")
            .arg(qt(pieces[1]), qt(pieces[2]))});
    said.rows.push_back({ClickHouse::tr("Merge level"), qt(pieces[3])});
    if (pieces.size() == 5)
        said.rows.push_back({ClickHouse::tr("Mutation"), qt(pieces[4])});
    return true;
}

std::optional<Explanation> explainPart(const LastNames& names, std::string_view text)
{
    constexpr std::string_view head = "part header format version: 1\n";
    constexpr std::size_t hashBytes = 16;
    if (names[1] != "parts" || !text.starts_with(head) || text.size() < head.size() + hashBytes)
        return std::nullopt;
    Explanation said{ClickHouse::tr("ClickHouse part %1").arg(qt(names[0])), {}};
    addPartName(names[0], said);
    const std::string_view hash = text.substr(head.size(), hashBytes);
    said.rows.push_back({ClickHouse::tr("Hash of its columns"), qt(hex(viewOf(hash)))});
    return said;
}

std::optional<Explanation> explainHost(const LastNames& names, std::string_view text)
{
    if (names[0] != "host" || names[2] != "replicas")
        return std::nullopt;
    Explanation said{ClickHouse::tr("ClickHouse replica %1").arg(qt(names[1])), {}};
    if (!takeValue(text, "host: ", ClickHouse::tr("Host"), said)
        || !takeValue(text, "port: ", ClickHouse::tr("Replication port"), said)
        || !takeValue(text, "tcp_port: ", ClickHouse::tr("Port for queries"), said))
        return std::nullopt;
    takeValue(text, "database: ", ClickHouse::tr("Database"), said);
    takeValue(text, "table: ", ClickHouse::tr("Table"), said);
    takeValue(text, "scheme: ", ClickHouse::tr("Protocol of replication"), said);
    return said;
}

} // namespace

std::optional<Explanation> explainClickHouse(const LastNames& names, std::string_view text)
{
    if (auto entry = explainEntry(names, text))
        return entry;
    if (auto part = explainPart(names, text))
        return part;
    return explainHost(names, text);
}

} // namespace zs::ui
