// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/explanation_rows.h"

#include "ui/common/text_format.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace zs::ui {

LastNames lastNames(std::string_view path)
{
    LastNames names;
    for (std::string_view& name : names) {
        const std::size_t slash = path.rfind('/');
        if (slash == std::string_view::npos)
            break;
        name = path.substr(slash + 1);
        path = path.substr(0, slash);
    }
    return names;
}

QString qt(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString inWords(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isArray()) {
        QStringList all;
        for (const QJsonValue item : value.toArray())
            all << inWords(item);
        return all.join(QStringLiteral(", "));
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

QString inTime(const QJsonValue& value)
{
    bool isNumber = false;
    const qint64 ms = value.toVariant().toLongLong(&isNumber);
    constexpr qint64 year9999 = 253'402'300'799'000;
    return isNumber && ms > 0 && ms <= year9999 ? formatTime(ms) : inWords(value);
}

bool hasAll(const QJsonObject& json, std::initializer_list<const char*> keys)
{
    return std::all_of(keys.begin(), keys.end(),
        [&](const char* key) { return json.contains(QLatin1String(key)); });
}

void Rows::add(const char* key, const QString& name)
{
    const QString value = inWords(m_json[QLatin1String(key)]);
    if (!value.isEmpty())
        rows.push_back({name, value});
}

void Rows::addTime(const char* key, const QString& name)
{
    const QString value = inTime(m_json[QLatin1String(key)]);
    if (!value.isEmpty())
        rows.push_back({name, value});
}

} // namespace zs::ui
