// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStringList>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

struct Message {
    QString context;
    QString source;
    QStringList texts; ///< One, or one for each plural form.
    bool finished = true;
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    QString plain;
    while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == u"message")) {
        if (xml.atEnd() || !xml.isStartElement())
            continue;
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.finished = xml.attributes().value(QStringLiteral("type")).isEmpty();
            while (!(xml.readNext() == QXmlStreamReader::EndElement
                && xml.name() == u"translation")) {
                if (xml.isStartElement() && xml.name() == u"numerusform")
                    message.texts.append(xml.readElementText());
                else if (xml.isCharacters())
                    plain += xml.text();
            }
        }
    }
    if (message.texts.isEmpty())
        message.texts.append(plain);
    return message;
}

std::vector<Message> messagesOf(const QString& language)
{
    QFile file(QStringLiteral(ZS_SOURCE_DIR "/resources/i18n/zooscope_%1.ts").arg(language));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"message")
            messages.push_back(readMessage(xml, context));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

QStringList placeholdersOf(const QString& text)
{
    static const QRegularExpression placeholder(QStringLiteral("%(n|[0-9]+)"));
    QStringList found;
    auto matches = placeholder.globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured());
    found.removeDuplicates();
    found.sort();
    return found;
}

std::string nameOf(const Message& message)
{
    return (message.context + QStringLiteral(": ") + message.source).toStdString();
}

TEST(Translations, EveryTextHasAChineseOne)
{
    const std::vector<Message> messages = messagesOf(QStringLiteral("zh_CN"));
    ASSERT_GT(messages.size(), 200U);
    for (const Message& message : messages) {
        EXPECT_TRUE(message.finished) << nameOf(message);
        for (const QString& text : message.texts)
            EXPECT_FALSE(text.isEmpty()) << nameOf(message);
    }
}

TEST(Translations, EveryPluralHasItsEnglishForms)
{
    for (const Message& message : messagesOf(QStringLiteral("en"))) {
        EXPECT_TRUE(message.finished) << nameOf(message);
        EXPECT_EQ(message.texts.size(), 2) << nameOf(message);
    }
}

TEST(Translations, KeepThePlaceholdersOfTheirSource)
{
    for (const Message& message : messagesOf(QStringLiteral("zh_CN"))) {
        for (const QString& text : message.texts)
            EXPECT_EQ(placeholdersOf(text), placeholdersOf(message.source)) << nameOf(message);
    }
}

/// Reads the sources anew, as the target zs_lupdate does, into a copy.
TEST(Translations, FileKnowsEveryTextOfTheSources)
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("zooscope_zh_CN.ts"));
    const QString root = QStringLiteral(ZS_SOURCE_DIR);
    ASSERT_TRUE(QFile::copy(root + QStringLiteral("/resources/i18n/zooscope_zh_CN.ts"), copy));
    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(ZS_LUPDATE),
        {root + QStringLiteral("/app"), root + QStringLiteral("/ui"),
            root + QStringLiteral("/localcluster/launcher"), QStringLiteral("-I"), root,
            QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
            QStringLiteral("-ts"), copy});
    ASSERT_TRUE(lupdate.waitForFinished(60'000));
    ASSERT_EQ(lupdate.exitCode(), 0);
    const QByteArray output = lupdate.readAll();
    EXPECT_TRUE(output.contains("(0 new and"))
        << "Build the target zs_lupdate and translate what is new.\n" << output.toStdString();
}

/// A context that lupdate could not resolve would never be found by tr() at run time.
TEST(Translations, ContextsAreQualified)
{
    for (const Message& message : messagesOf(QStringLiteral("zh_CN")))
        EXPECT_TRUE(message.context.startsWith(QStringLiteral("zs::"))) << nameOf(message);
}

TEST(Translations, ChineseTextHasNoHalfWidthPunctuationAfterHan)
{
    static const QRegularExpression wrong(QStringLiteral("[\\x{4e00}-\\x{9fff}][,;:?!]"));
    for (const Message& message : messagesOf(QStringLiteral("zh_CN"))) {
        // Help texts show literal syntax.
        const bool isHelp = message.source.contains(QStringLiteral("--"));
        EXPECT_TRUE(isHelp || !message.texts.join(u' ').contains(wrong)) << nameOf(message);
    }
}

} // namespace
} // namespace zs::ui
