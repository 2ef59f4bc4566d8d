// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "clientlib/base/expect.h"

#include <QFile>
#include <QRegularExpression>

namespace zs::ui {
namespace {

QString asCss(const QColor& color, int opacityPercent)
{
    return QStringLiteral("rgba(%1, %2, %3, %4)")
        .arg(color.red())
        .arg(color.green())
        .arg(color.blue())
        .arg(color.alpha() * opacityPercent / 100);
}

} // namespace

Result<QString> fillInTokens(const QString& text, const TokenTable& tokens)
{
    // "@accent" is the token, "@accent/45" the token at 45 % of its opacity.
    static const QRegularExpression word(QStringLiteral("@([A-Za-z0-9]+)(?:/([0-9]+))?"));
    QString result;
    qsizetype end = 0;
    auto matches = word.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        bool known = false;
        const int index = QMetaEnum::fromType<Token>().keyToValue(
            match.captured(1).toLatin1().constData(), &known);
        if (!known)
            return failure(Errc::invalidInput, "unknown token " + match.captured(1).toStdString());
        const int percent = match.captured(2).isEmpty() ? 100 : match.captured(2).toInt();
        result += QStringView(text).mid(end, match.capturedStart() - end);
        result += asCss(tokens[static_cast<std::size_t>(index)], percent);
        end = match.capturedEnd();
    }
    result += QStringView(text).mid(end);
    return result;
}

QString buildStyleSheet(const TokenTable& tokens)
{
    QFile file(QStringLiteral(":/zooscope/style/zooscope.qss"));
    ZS_EXPECT(file.open(QIODevice::ReadOnly));
    const auto sheet = fillInTokens(QString::fromUtf8(file.readAll()), tokens);
    ZS_EXPECT(sheet.has_value());
    return *sheet;
}

} // namespace zs::ui
