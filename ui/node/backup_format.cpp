// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/backup_format.h"

#include "ui/node/data_format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unordered_set>

namespace zs::ui {

namespace {

constexpr int formatVersion = 1;
constexpr QLatin1String formatName("zooscope-subtree");

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QString textOfPath(const Path& path)
{
    return QString::fromStdString(path.text());
}

/// Numbers of 64 bits as text: JSON's own lose digits beyond 2^53.
QString number(std::int64_t value)
{
    return QString::number(value);
}

void putData(QJsonObject& object, const std::optional<Bytes>& data)
{
    if (!data) {
        object[QLatin1String("data")] = QJsonValue::Null;
        return;
    }
    const auto bytes = QByteArray::fromRawData(
        reinterpret_cast<const char*>(data->data()), static_cast<qsizetype>(data->size()));
    if (isEditableText(*data))
        object[QLatin1String("text")] = QString::fromUtf8(bytes);
    else
        object[QLatin1String("base64")] = QString::fromLatin1(bytes.toBase64());
}

bool takeData(const QJsonObject& object, std::optional<Bytes>& data)
{
    if (object.contains(QLatin1String("text"))) {
        const QByteArray text = object[QLatin1String("text")].toString().toUtf8();
        data = Bytes(text.begin(), text.end());
        return object[QLatin1String("text")].isString();
    }
    if (object.contains(QLatin1String("base64"))) {
        const auto decoded = QByteArray::fromBase64Encoding(
            object[QLatin1String("base64")].toString().toLatin1(),
            QByteArray::AbortOnBase64DecodingErrors);
        data = Bytes(decoded.decoded.begin(), decoded.decoded.end());
        return object[QLatin1String("base64")].isString()
            && decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok;
    }
    data.reset();
    return object[QLatin1String("data")].isNull() && object.contains(QLatin1String("data"));
}

QJsonArray aclArray(const std::vector<Acl>& acl)
{
    QJsonArray array;
    for (const Acl& entry : acl) {
        array.append(QJsonObject{{QStringLiteral("perms"), entry.perms},
            {QStringLiteral("scheme"), QString::fromStdString(entry.who.scheme)},
            {QStringLiteral("id"), QString::fromStdString(entry.who.id)}});
    }
    return array;
}

bool takeAcl(const QJsonObject& object, BackupNode& node)
{
    const QJsonValue value = object[QLatin1String("acl")];
    node.aclComplete = object[QLatin1String("aclComplete")].toBool(true);
    if (value.isNull())
        return object.contains(QLatin1String("acl"));
    node.acl.emplace();
    for (const auto& item : value.toArray()) {
        const QJsonObject entry = item.toObject();
        node.acl->push_back(Acl{entry[QLatin1String("perms")].toInt(),
            {entry[QLatin1String("scheme")].toString().toStdString(),
                entry[QLatin1String("id")].toString().toStdString()}});
    }
    return value.isArray();
}

QJsonObject statObject(const Stat& stat)
{
    return {{QStringLiteral("czxid"), number(stat.czxid.value)},
        {QStringLiteral("mzxid"), number(stat.mzxid.value)},
        {QStringLiteral("pzxid"), number(stat.pzxid.value)},
        {QStringLiteral("ctime"), number(stat.ctimeMs)},
        {QStringLiteral("mtime"), number(stat.mtimeMs)},
        {QStringLiteral("version"), stat.version}, {QStringLiteral("cversion"), stat.cversion},
        {QStringLiteral("aversion"), stat.aversion},
        {QStringLiteral("ephemeralOwner"), number(stat.ephemeralOwner.value)},
        {QStringLiteral("dataLength"), stat.dataLengthBytes},
        {QStringLiteral("numChildren"), stat.numChildren}};
}

Stat statOf(const QJsonObject& object)
{
    const auto wide = [&](const char* name) {
        return static_cast<std::int64_t>(object[QLatin1String(name)].toString().toLongLong());
    };
    Stat stat;
    stat.czxid = Zxid(wide("czxid"));
    stat.mzxid = Zxid(wide("mzxid"));
    stat.pzxid = Zxid(wide("pzxid"));
    stat.ctimeMs = wide("ctime");
    stat.mtimeMs = wide("mtime");
    stat.version = object[QLatin1String("version")].toInt();
    stat.cversion = object[QLatin1String("cversion")].toInt();
    stat.aversion = object[QLatin1String("aversion")].toInt();
    stat.ephemeralOwner = SessionId(wide("ephemeralOwner"));
    stat.dataLengthBytes = object[QLatin1String("dataLength")].toInt();
    stat.numChildren = object[QLatin1String("numChildren")].toInt();
    return stat;
}

tl::unexpected<Error> bad(int line, std::string why)
{
    return tl::unexpected(
        Error(Errc::invalidInput, "line " + std::to_string(line) + ": " + std::move(why)));
}

Result<BackupHeader> parseHeader(const QByteArray& line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object[QLatin1String("format")].toString() != formatName)
        return bad(1, "this is no backup of a subtree");
    if (object[QLatin1String("version")].toInt() != formatVersion)
        return bad(1, "this version of the format is not known");
    const Result<Path> root
        = Path::parse(object[QLatin1String("root")].toString().toStdString());
    if (!root)
        return bad(1, root.error().detail);
    return BackupHeader{*root, object[QLatin1String("connection")].toString(),
        QDateTime::fromString(object[QLatin1String("time")].toString(), Qt::ISODate)};
}

/// `known` holds the paths of the lines before.
Result<BackupNode> parseNode(const QJsonObject& object, int line, const Path& root,
    std::unordered_set<Path>& known)
{
    const Result<Path> path
        = Path::parse(object[QLatin1String("path")].toString().toStdString());
    if (!path)
        return bad(line, path.error().detail);
    if (!path->isWithin(root))
        return bad(line, path->text() + " is not within " + root.text());
    if (*path != root && !known.contains(path->parent()))
        return bad(line, path->text() + " stands before its parent");
    if (!known.insert(*path).second)
        return bad(line, path->text() + " is there twice");
    BackupNode node;
    node.path = *path;
    if (!takeData(object, node.data))
        return bad(line, "text, base64 or null data is missing or damaged");
    if (!takeAcl(object, node))
        return bad(line, "the ACL is missing");
    node.stat = statOf(object[QLatin1String("stat")].toObject());
    return node;
}

} // namespace

QByteArray backupHeaderLine(const BackupHeader& header)
{
    return lineOf({{QStringLiteral("format"), formatName},
        {QStringLiteral("version"), formatVersion},
        {QStringLiteral("root"), textOfPath(header.root)},
        {QStringLiteral("connection"), header.connection},
        {QStringLiteral("time"), header.time.toString(Qt::ISODate)}});
}

QByteArray backupNodeLine(const BackupNode& node)
{
    QJsonObject object{{QStringLiteral("path"), textOfPath(node.path)},
        {QStringLiteral("mode"),
            node.stat.ephemeralOwner.value != 0 ? QStringLiteral("ephemeral")
                                                : QStringLiteral("persistent")},
        {QStringLiteral("stat"), statObject(node.stat)}};
    putData(object, node.data);
    object[QLatin1String("acl")]
        = node.acl ? QJsonValue(aclArray(*node.acl)) : QJsonValue(QJsonValue::Null);
    if (!node.aclComplete)
        object[QLatin1String("aclComplete")] = false;
    return lineOf(object);
}

QByteArray backupEndLine(int nodes)
{
    return lineOf({{QStringLiteral("end"), true}, {QStringLiteral("nodes"), nodes}});
}

Result<Backup> parseBackup(const QByteArray& text)
{
    const QList<QByteArray> lines = text.split('\n');
    const Result<BackupHeader> header = parseHeader(lines.front());
    if (!header)
        return tl::unexpected(header.error());
    Backup backup{*header, {}};
    std::unordered_set<Path> known;
    for (int i = 1; i < lines.size(); ++i) {
        const QJsonDocument document = QJsonDocument::fromJson(lines[i]);
        if (!document.isObject())
            return bad(i + 1, "this is no JSON object; the backup was not finished, or is damaged");
        const QJsonObject object = document.object();
        if (object[QLatin1String("end")].toBool()) {
            if (object[QLatin1String("nodes")].toInt() != static_cast<int>(backup.nodes.size()))
                return bad(i + 1, "nodes are missing");
            return backup;
        }
        Result<BackupNode> node = parseNode(object, i + 1, header->root, known);
        if (!node)
            return tl::unexpected(node.error());
        backup.nodes.push_back(std::move(*node));
    }
    return bad(static_cast<int>(lines.size()), "the last line is missing; it was not finished");
}

} // namespace zs::ui
