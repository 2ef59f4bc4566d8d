// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/panels/journal_recorder.h"
#include "ui/panels/journal_writer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using testing::HasSubstr;
using testing::Not;

class JournalOfWrites : public testing::Test {
protected:
    void SetUp() override
    {
        newSession();
        fake->put(Path("/a"), "one");
    }
    void newSession()
    {
        auto inner = std::make_unique<test::FakeClient>();
        fake = inner.get();
        client = std::make_unique<RecordingClient>(std::move(inner));
        recorder.follow(client.get());
    }
    /// Default arguments belong to the base class.
    Client& asClient() { return *client; }
    /// All lines, once the writer has ended.
    std::vector<QJsonObject> lines()
    {
        writer.reset();
        QFile file(JournalFile::fileIn(folder.path()));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        text = file.readAll().toStdString();
        std::vector<QJsonObject> found;
        for (const QByteArray& line : QByteArray::fromStdString(text).split('\n')) {
            if (!line.isEmpty())
                found.push_back(QJsonDocument::fromJson(line).object());
        }
        return found;
    }
    static std::string at(const QJsonObject& line, const char* name)
    {
        return line.value(QLatin1String(name)).toVariant().toString().toStdString();
    }

    QTemporaryDir folder;
    std::unique_ptr<JournalWriter> writer = std::make_unique<JournalWriter>(folder.path());
    JournalRecorder recorder{writer.get(),
        {QStringLiteral("payments-prod"), QStringLiteral("zk-1:2181/app"),
            {QStringLiteral("digest:alice")}, QStringLiteral("anna"), {}, {}}};
    test::FakeClient* fake = nullptr;
    std::unique_ptr<RecordingClient> client;
    std::string text;
};

TEST_F(JournalOfWrites, TellsWhoWroteWhatWhereAndWhatCameOfIt)
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const auto stat = await(asClient().setData(Path("/a"), toBytes("secret data"), 0));
    ASSERT_TRUE(stat);
    EXPECT_EQ(
        await(asClient().setData(Path("/a"), toBytes("x"), 7)).error().code, Errc::badVersion);
    (void)await(asClient().getData(Path("/a"))); // A read.
    const auto told = lines();
    ASSERT_EQ(told.size(), 2U);
    const QJsonObject& first = told[0];
    EXPECT_EQ(at(first, "user"), "anna");
    EXPECT_EQ(first.value(QStringLiteral("who")).toArray(),
        QJsonArray({QStringLiteral("digest:alice")}));
    EXPECT_EQ(at(first, "connection"), "payments-prod");
    EXPECT_EQ(at(first, "servers"), "zk-1:2181/app");
    EXPECT_EQ(at(first, "op"), "setData");
    EXPECT_EQ(at(first, "path"), "/a");
    EXPECT_EQ(first.value(QStringLiteral("version")).toInt(-9), 0);
    EXPECT_EQ(first.value(QStringLiteral("newVersion")).toInt(-9), 1);
    EXPECT_EQ(first.value(QStringLiteral("bytes")).toInt(), 11);
    EXPECT_EQ(at(first, "zxid"), toHexText(stat->mzxid.value));
    EXPECT_EQ(at(first, "result"), "Ok");
    EXPECT_EQ(at(first, "applied"), "yes");
    const auto time = QDateTime::fromString(
        QString::fromStdString(at(first, "time")), Qt::ISODateWithMs);
    EXPECT_EQ(time.timeSpec(), Qt::UTC);
    EXPECT_GE(time.toMSecsSinceEpoch(), before);
    EXPECT_EQ(at(told[1], "result"), "BadVersion");
    EXPECT_EQ(at(told[1], "applied"), "no");
    EXPECT_FALSE(told[1].contains(QStringLiteral("zxid")));
    EXPECT_THAT(text, Not(HasSubstr("secret")));
}

TEST_F(JournalOfWrites, NeitherDataNorAclsNorPasswordsAreInIt)
{
    const Identity bob{"digest", toBytes("bob:sesame")};
    ASSERT_TRUE(await(asClient().addAuth(bob)));
    const std::vector<Acl> acl{{perm::all, {"digest", "bob:HASHOFPASSWORD="}}};
    ASSERT_TRUE(await(asClient().create(
        Path("/n"), toBytes("the-value"), CreateMode::persistent, acl)));
    ASSERT_TRUE(await(asClient().setAcl(Path("/n"), acl, 0)));
    ASSERT_TRUE(await(asClient().remove(Path("/n"), 0)));
    const auto told = lines();
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(at(told[0], "op"), "create2");
    EXPECT_EQ(told[0].value(QStringLiteral("bytes")).toInt(), 9);
    EXPECT_EQ(at(told[1], "op"), "setACL");
    EXPECT_EQ(told[1].value(QStringLiteral("newVersion")).toInt(), 1);
    EXPECT_EQ(at(told[2], "op"), "delete");
    EXPECT_TRUE(told[2].contains(QStringLiteral("zxidAtMost")));
    EXPECT_EQ(told[2].value(QStringLiteral("who")).toArray(),
        QJsonArray({QStringLiteral("digest:alice"), QStringLiteral("digest:bob")}));
    for (const char* secret : {"the-value", "HASH", "sesame"})
        EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST_F(JournalOfWrites, EachWriteOfATransactionHasItsLine)
{
    Transaction transaction;
    transaction.check(Path("/a"), 0).create(Path("/a/b"), toBytes("12345"));
    transaction.setData(Path("/a"), toBytes("new"), 0).remove(Path("/a/b"));
    ASSERT_TRUE(await(asClient().multi(transaction)));
    const auto told = lines();
    ASSERT_EQ(told.size(), 3U) << "a check writes nothing";
    EXPECT_EQ(at(told[0], "path"), "/a/b");
    EXPECT_EQ(told[0].value(QStringLiteral("bytes")).toInt(), 5);
    EXPECT_EQ(told[0].value(QStringLiteral("part")).toInt(), 2);
    EXPECT_EQ(told[2].value(QStringLiteral("parts")).toInt(), 4);
    EXPECT_EQ(told[1].value(QStringLiteral("newVersion")).toInt(), 1);
    EXPECT_FALSE(at(told[2], "zxid").empty()) << "all have the same, and setData told it";
    EXPECT_EQ(at(told[0], "zxid"), at(told[2], "zxid"));
}

TEST_F(JournalOfWrites, ARefusedTransactionChangedNothing)
{
    Transaction transaction;
    transaction.setData(Path("/a"), toBytes("new")).remove(Path("/none"));
    ASSERT_FALSE(await(asClient().multi(transaction)));
    const auto told = lines();
    ASSERT_EQ(told.size(), 2U);
    for (const QJsonObject& line : told)
        EXPECT_EQ(at(line, "applied"), "no");
}

TEST_F(JournalOfWrites, WhatNobodyWaitsForAnyMoreIsToldAsUnknown)
{
    fake->hold();
    auto pending = asClient().setData(Path("/a"), toBytes("x"), 0);
    client.reset();
    const auto told = lines();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(at(told[0], "path"), "/a");
    EXPECT_EQ(at(told[0], "result"), "Abandoned");
    EXPECT_EQ(at(told[0], "applied"), "unknown");
}

TEST_F(JournalOfWrites, ABrokenConnectionLeavesTheOutcomeUnknown)
{
    fake->failNext(OpCode::remove, Errc::connectionLoss);
    ASSERT_FALSE(await(asClient().remove(Path("/a"))));
    const auto told = lines();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(at(told[0], "result"), "ConnectionLoss");
    EXPECT_EQ(at(told[0], "applied"), "unknown");
}

TEST_F(JournalOfWrites, ANewSessionDoesNotHaveTheIdentitiesThatWereAddedToTheOld)
{
    ASSERT_TRUE(await(asClient().addAuth({"digest", toBytes("bob:sesame")})));
    newSession();
    ASSERT_TRUE(await(asClient().create(Path("/n"), {})));
    const auto told = lines();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].value(QStringLiteral("who")).toArray(),
        QJsonArray({QStringLiteral("digest:alice")}));
}

TEST_F(JournalOfWrites, TheSecretOfAnIdentityIsNeverItsName)
{
    EXPECT_EQ(identityName({"digest", toBytes("bob:se:same")}), "digest:bob");
    EXPECT_EQ(identityName({"digest", toBytes("sesame")}), "digest");
    EXPECT_EQ(identityName({"sasl", toBytes("bob:se:same")}), "sasl:bob");
    EXPECT_EQ(identityName({"sasl", toBytes("sesame")}), "sasl");
    EXPECT_EQ(identityName({"x509", toBytes("whatever")}), "x509");
}

} // namespace
} // namespace zs::ui
