// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace zs::ui {
namespace {

Token tokenAfter(Role role, int offset)
{
    // Each role's three tokens stand together in the enumeration: fill, text, soft.
    return static_cast<Token>(
        static_cast<int>(Token::looking) + 3 * static_cast<int>(role) + offset);
}

std::optional<QColor> parseColor(const QString& text)
{
    // QColor reads "#AARRGGBB"; the file has CSS's order, with the opacity last.
    if (!text.startsWith(u'#') || (text.size() != 7 && text.size() != 9))
        return std::nullopt;
    bool isHex = false;
    const uint value = text.mid(1).toUInt(&isHex, 16);
    if (!isHex)
        return std::nullopt;
    if (text.size() == 7)
        return QColor::fromRgb(value);
    return QColor::fromRgba((value & 0xff) << 24 | value >> 8);
}

Result<TokenTable> parseTable(const QJsonObject& object, const QString& theme)
{
    TokenTable table;
    for (int index = 0; index < tokenCount; ++index) {
        const QString name = tokenName(static_cast<Token>(index));
        const auto parsed = parseColor(object.value(name).toString());
        if (!parsed) {
            return failure(Errc::invalidInput,
                QStringLiteral("tokens.json: %1.%2 is missing or no colour like #12AB9F")
                    .arg(theme, name)
                    .toStdString());
        }
        table[static_cast<std::size_t>(index)] = *parsed;
    }
    if (object.size() != tokenCount) {
        return failure(Errc::invalidInput,
            QStringLiteral("tokens.json: %1 has %2 colours, the program knows %3")
                .arg(theme)
                .arg(object.size())
                .arg(tokenCount)
                .toStdString());
    }
    return table;
}

} // namespace

Token fillOf(Role role)
{
    return tokenAfter(role, 0);
}

Token textOf(Role role)
{
    return tokenAfter(role, 1);
}

Token softOf(Role role)
{
    return tokenAfter(role, 2);
}

QString tokenName(Token token)
{
    return QString::fromLatin1(
        QMetaEnum::fromType<Token>().valueToKey(static_cast<int>(token)));
}

Result<TokenSets> parseTokens(const QByteArray& json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return failure(Errc::invalidInput,
            "tokens.json, byte " + std::to_string(problem.offset) + ": "
                + problem.errorString().toStdString());
    }
    auto light = parseTable(document[QStringLiteral("light")].toObject(), QStringLiteral("light"));
    if (!light)
        return tl::unexpected(light.error());
    auto dark = parseTable(document[QStringLiteral("dark")].toObject(), QStringLiteral("dark"));
    if (!dark)
        return tl::unexpected(dark.error());
    return TokenSets{*light, *dark};
}

} // namespace zs::ui
