// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/hbase_format.h"

#include "ui/common/text_format.h"
#include "ui/node/protobuf_fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace zs::ui {

namespace {

struct HBase {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::HBase)
};

constexpr std::uint8_t headerMark = 0xff;
constexpr std::size_t headStart = 5; ///< The mark, and the length of name and salt.
constexpr std::size_t saltBytes = 8;
constexpr std::size_t longestName = 300; ///< A host's name has 253 at most.
constexpr std::string_view protobufMark = "PBUF";

bool isName(std::string_view text)
{
    return text.find_first_of(":@") != std::string_view::npos
        && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

using Fields = std::vector<ProtobufField>;

const ProtobufField* fieldOf(const Fields& fields, std::uint32_t number, bool isBytes)
{
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const ProtobufField& one) {
        return one.number == number && one.isBytes == isBytes;
    });
    return field == fields.end() ? nullptr : &*field;
}

void addNumber(Explanation& said, const Fields& fields, std::uint32_t number, const QString& name)
{
    if (const ProtobufField* field = fieldOf(fields, number, false))
        said.rows.push_back({name, QString::number(field->value)});
}

void addText(Explanation& said, const Fields& fields, std::uint32_t number, const QString& name)
{
    if (const ProtobufField* field = fieldOf(fields, number, true))
        said.rows.push_back({name, qt(textOf(field->bytes))});
}

/// ServerName: host, port, and when it was started; as HBase writes it, "host,port,startcode".
bool addServer(Explanation& said, const Fields& fields)
{
    const ProtobufField* server = fieldOf(fields, 1, true);
    const auto inner = server ? readProtobuf(server->bytes) : std::nullopt;
    const ProtobufField* host = inner ? fieldOf(*inner, 1, true) : nullptr;
    if (host == nullptr)
        return false;
    QString name = qt(textOf(host->bytes));
    if (const ProtobufField* port = fieldOf(*inner, 2, false))
        name += u':' + QString::number(port->value);
    said.rows.push_back({HBase::tr("Server"), name});
    const ProtobufField* started = fieldOf(*inner, 3, false);
    constexpr std::uint64_t year9999 = 253'402'300'799'000;
    if (started && started->value > 0 && started->value <= year9999) {
        const auto ms = static_cast<qint64>(started->value);
        said.rows.push_back({HBase::tr("Started"), formatTime(ms)});
    }
    return true;
}

/// RegionState.State of ClusterStatus.proto.
QString regionState(std::uint64_t state)
{
    static constexpr const char* words[] = {"OFFLINE", "PENDING_OPEN", "OPENING", "OPEN",
        "PENDING_CLOSE", "CLOSING", "CLOSED", "SPLITTING", "SPLIT", "FAILED_OPEN", "FAILED_CLOSE",
        "MERGING", "MERGED", "SPLITTING_NEW", "MERGING_NEW", "ABNORMALLY_CLOSED"};
    return state < std::size(words) ? QString::fromLatin1(words[state]) : QString::number(state);
}

/// DeprecatedTableState.State of ZooKeeper.proto, of HBase 1.
QString tableState(std::uint64_t state)
{
    static constexpr const char* words[] = {"ENABLED", "DISABLED", "DISABLING", "ENABLING"};
    return state < std::size(words) ? QString::fromLatin1(words[state]) : QString::number(state);
}

void addVersion(Explanation& said, const Fields& fields)
{
    const ProtobufField* info = fieldOf(fields, 2, true);
    const auto version = info ? readProtobuf(info->bytes) : std::nullopt;
    if (version)
        addText(said, *version, 1, HBase::tr("HBase version"));
}

/// What the message says where the path tells which it is; false: the path is none of these.
bool addMessage(Explanation& said, const LastNames& names, const Fields& fields)
{
    if (names[0] == "master" || names[1] == "backup-masters") {
        said.title = names[0] == "master" ? HBase::tr("HBase active master")
                                          : HBase::tr("HBase backup master");
        if (!addServer(said, fields))
            return false;
        addNumber(said, fields, 3, HBase::tr("Port of its web page"));
    } else if (names[0].starts_with("meta-region-server")) {
        said.title = HBase::tr("HBase server of the table hbase:meta");
        if (!addServer(said, fields))
            return false;
        if (const ProtobufField* state = fieldOf(fields, 3, false))
            said.rows.push_back({HBase::tr("State of the region"), regionState(state->value)});
    } else if (names[0] == "hbaseid") {
        said.title = HBase::tr("HBase cluster id");
        addText(said, fields, 1, HBase::tr("Cluster id"));
    } else if (names[0] == "running") {
        said.title = HBase::tr("HBase cluster that is up");
        addText(said, fields, 1, HBase::tr("Started"));
    } else if (names[1] == "rs") {
        said.title = HBase::tr("HBase region server %1").arg(qt(names[0]));
        addNumber(said, fields, 1, HBase::tr("Port of its web page"));
        addVersion(said, fields);
    } else if (names[1] == "table") {
        said.title = HBase::tr("HBase table %1").arg(qt(names[0]));
        if (const ProtobufField* state = fieldOf(fields, 1, false))
            said.rows.push_back({HBase::tr("State of the table"), tableState(state->value)});
    }
    return true;
}

} // namespace

std::optional<HBaseValue> readHBaseValue(ByteView bytes)
{
    HBaseValue value;
    value.content = bytes;
    if (bytes.size() > headStart && bytes.front() == headerMark) {
        const std::size_t length = std::size_t(bytes[1]) << 24 | std::size_t(bytes[2]) << 16
            | std::size_t(bytes[3]) << 8 | bytes[4];
        if (length <= saltBytes || length > longestName + saltBytes
            || length > bytes.size() - headStart)
            return std::nullopt;
        const std::string_view name = textOf(bytes.subspan(headStart, length - saltBytes));
        if (!isName(name))
            return std::nullopt;
        value.writer = std::string(name);
        value.content = bytes.subspan(headStart + length);
    }
    value.isProtobuf = textOf(value.content).starts_with(protobufMark);
    if (value.isProtobuf)
        value.content = value.content.subspan(protobufMark.size());
    if (!value.writer && !value.isProtobuf)
        return std::nullopt;
    return value;
}

std::optional<Explanation> explainHBase(const LastNames& names, ByteView bytes)
{
    const std::optional<HBaseValue> value = readHBaseValue(bytes);
    if (!value)
        return std::nullopt;
    Explanation said{HBase::tr("value of HBase"), {}};
    const auto fields = value->isProtobuf ? readProtobuf(value->content) : std::nullopt;
    if (fields) {
        Explanation message = said;
        if (addMessage(message, names, *fields))
            said = message;
    }
    if (value->writer) {
        said.rows.push_back({HBase::tr("Written by"), qt(*value->writer)});
        if (!value->isProtobuf)
            said.rows.push_back({HBase::tr("Behind the header"),
                formatBytes(static_cast<qint64>(value->content.size()))});
    }
    if (value->isProtobuf) {
        const QString size = formatBytes(static_cast<qint64>(value->content.size()));
        said.rows.push_back({HBase::tr("Message"),
            fields ? HBase::tr("protobuf, %1").arg(size)
                   : HBase::tr("%1 that are no whole protobuf message").arg(size)});
    }
    return said;
}

} // namespace zs::ui
