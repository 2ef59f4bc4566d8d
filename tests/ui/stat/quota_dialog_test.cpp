// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/stat/quota_marks.h"
#include "ui/stat/quota_model.h"
#include "ui/stat/quota_words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;
using State = QuotaModel::State;

class QuotaDialogs : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        fake.put(Path("/zookeeper/quota"));
        fake.put(Path("/app/config"), "x");
    }
    void open(const char* path = "/app", const char* chroot = "/")
    {
        model = new QuotaModel(&fake, Path(path), Path(chroot));
        dialog = std::make_unique<QuotaDialog>(model, place);
        dialog->show();
        ASSERT_TRUE(spinUntil([&] { return model->state() != State::reading; }));
    }
    void quota(const char* path, const char* limits, const char* stats)
    {
        fake.put(quotaLimitsPath(Path(path)), limits);
        fake.put(quotaStatsPath(Path(path)), stats);
    }
    QLineEdit* field(const char* name)
    {
        return dialog->findChild<QLineEdit*>(QLatin1String(name));
    }
    QPushButton* button(const char* name)
    {
        return dialog->findChild<QPushButton*>(QLatin1String(name));
    }
    Note* note() { return dialog->findChild<Note*>("quotaNote"); }
    std::string stored(const char* path)
    {
        const auto answer = test::await(fake.getData(quotaLimitsPath(Path(path))));
        return answer && answer->data ? std::string(zs::textOf(*answer->data)) : "(none)";
    }

    test::FakeClient fake;
    DialogPlace place{"payments", "staging", Role::looking};
    QuotaModel* model = nullptr; ///< The dialog's.
    std::unique_ptr<QuotaDialog> dialog;
};

TEST_F(QuotaDialogs, SetChangeAndRemoveAQuota)
{
    open();
    EXPECT_FALSE(button("setQuota")->isEnabled()) << "no limit is typed";
    EXPECT_FALSE(button("removeQuota")->isEnabled());
    QTest::keyClicks(field("quotaCount"), "100");
    QTest::keyClicks(field("quotaByteHard"), "1x0y48576"); // Only digits go in.
    QTest::mouseClick(button("setQuota"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return model->facts().limits.has_value(); }));
    EXPECT_EQ(stored("/app"), "count=100,bytes=-1=;byteHardLimit=1048576");
    EXPECT_EQ(button("setQuota")->text(), "Change quota");
    EXPECT_FALSE(button("setQuota")->isEnabled()) << "nothing was changed";
    field("quotaByteHard")->clear();
    QTest::mouseClick(button("setQuota"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return stored("/app") == "count=100,bytes=-1"; }));
    ASSERT_TRUE(spinUntil([&] { return button("removeQuota")->isEnabled(); }));
    QTest::mouseClick(button("removeQuota"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return stored("/app") == "(none)"; }));
    EXPECT_TRUE(spinUntil([&] { return field("quotaCount")->text().isEmpty(); }));
}

TEST_F(QuotaDialogs, OnProductionAChangeIsConfirmedByTheNodesName)
{
    quota("/app", "count=5,bytes=-1", "count=1,bytes=0");
    place = {"payments", "production", Role::danger, true};
    open();
    field("quotaCount")->setText("6");
    EXPECT_FALSE(button("setQuota")->isEnabled());
    EXPECT_FALSE(button("removeQuota")->isEnabled());
    test::picture(*dialog, "quota-production");
    QTest::keyClicks(field("quotaConfirm"), "ap");
    EXPECT_FALSE(button("removeQuota")->isEnabled());
    QTest::keyClicks(field("quotaConfirm"), "p");
    EXPECT_TRUE(button("removeQuota")->isEnabled());
    QTest::mouseClick(button("setQuota"), Qt::LeftButton);
    EXPECT_TRUE(spinUntil([&] { return stored("/app") == "count=6,bytes=-1"; }));
}

TEST_F(QuotaDialogs, TellWhatTheyChangedAndTheWayBack)
{
    open();
    EXPECT_FALSE(field("quotaConfirm")->isVisible()) << "this is not production";
    std::vector<QuotaChange> changes;
    QObject::connect(model, &QuotaModel::written, dialog.get(),
        [&](const QuotaChange& change) { changes.push_back(change); });
    const auto press = [&](const char* name) {
        const std::size_t before = changes.size();
        ASSERT_TRUE(spinUntil([&] { return button(name)->isEnabled(); }));
        QTest::mouseClick(button(name), Qt::LeftButton);
        ASSERT_TRUE(spinUntil([&] { return changes.size() > before; }));
    };
    QTest::keyClicks(field("quotaCount"), "100");
    press("setQuota");
    field("quotaCount")->setText("200");
    press("setQuota");
    press("removeQuota");
    ASSERT_EQ(changes.size(), 3U);
    // Each takes back what came last, and nothing else.
    EXPECT_EQ(test::await(undoQuota(&fake, changes[0])).error().code, Errc::badVersion);
    EXPECT_TRUE(test::await(undoQuota(&fake, changes[2])));
    EXPECT_EQ(stored("/app"), "count=200,bytes=-1");
    EXPECT_EQ(test::await(undoQuota(&fake, changes[2])).error().code, Errc::badVersion);
    fake.erase(quotaFolder(Path("/app")));
    QTest::mouseClick(button("removeQuota"), Qt::LeftButton); // Too late: it is gone.
    model->read();
    ASSERT_TRUE(spinUntil([&] { return model->state() == State::ready; }));
    field("quotaCount")->setText("7");
    press("setQuota");
    EXPECT_TRUE(test::await(undoQuota(&fake, changes.back())));
    EXPECT_EQ(stored("/app"), "(none)");
}

TEST_F(QuotaDialogs, MarksTellWhichNodesHaveOneOrThatItIsNotKnown)
{
    quota("/app", "count=5,bytes=-1", "count=1,bytes=0");
    quota("/other/deep", "count=5,bytes=-1", "count=1,bytes=0");
    QuotaMarks marks(&fake, Path());
    EXPECT_EQ(quotaWords(marks, Path("/app")).brief, "not known");
    const auto read = [](QuotaMarks& of) {
        bool told = false;
        const auto link = QObject::connect(&of, &QuotaMarks::changed, [&] { told = true; });
        of.read();
        EXPECT_TRUE(spinUntil([&] { return told; }));
        QObject::disconnect(link);
    };
    read(marks);
    EXPECT_EQ(marks.paths(), (std::set<Path>{Path("/app"), Path("/other/deep")}));
    EXPECT_EQ(quotaWords(marks, Path("/app")).brief, "its own");
    EXPECT_EQ(quotaWords(marks, Path("/app/config")).brief, "of /app");
    EXPECT_EQ(quotaWords(marks, Path("/other")).brief, "none");
    fake.failOn(quotaFolder(Path()), Errc::noAuth);
    read(marks);
    EXPECT_EQ(quotaWords(marks, Path("/app")).brief, "not known");
    EXPECT_TRUE(marks.paths().empty());
    QuotaMarks behind(&fake, Path("/app"));
    const int before = fake.calls(OpCode::getChildren2);
    behind.read();
    EXPECT_EQ(fake.calls(OpCode::getChildren2), before);
    EXPECT_THAT(quotaWords(behind, Path("/config")).explanation.toStdString(),
        HasSubstr("chroot"));
}

TEST_F(QuotaDialogs, ShowWhatIsUsedAndWarn)
{
    quota("/app", "count=100,bytes=4096=;byteHardLimit=8192", "count=80,bytes=5000");
    open();
    EXPECT_EQ(dialog->findChild<TextLabel*>("quotaCountUsed")->text(), "80");
    EXPECT_EQ(dialog->findChild<TextLabel*>("quotaBytesUsed")->text(), "4.9 KiB");
    EXPECT_EQ(field("quotaBytes")->text(), "4096");
    EXPECT_THAT(note()->text().toStdString(), HasSubstr("Over its soft limit"));
    test::picture(*dialog, "quota");
    fake.put(quotaStatsPath(Path("/app")), "count=80,bytes=8192");
    model->read();
    EXPECT_TRUE(spinUntil([&] { return note()->text().contains("hard limit is reached"); }));
}

TEST_F(QuotaDialogs, SayWhereQuotasAreInTheWay)
{
    quota("/app", "count=1,bytes=-1", "count=1,bytes=0");
    open("/app/config");
    EXPECT_THAT(note()->text().toStdString(), HasSubstr("/app has a quota"));
    EXPECT_FALSE(field("quotaCount")->isVisible());
    EXPECT_FALSE(button("setQuota")->isVisible());
    test::picture(*dialog, "quota-nested");
}

TEST_F(QuotaDialogs, SayThatAChrootHidesThem)
{
    open("/config", "/app");
    EXPECT_THAT(note()->text().toStdString(), HasSubstr("this connection's chroot /app"));
    EXPECT_FALSE(field("quotaCount")->isVisible());
    EXPECT_EQ(fake.calls(OpCode::getData), 0);
}

TEST_F(QuotaDialogs, HoldWritesWhileTheSessionTakesNone)
{
    quota("/app", "count=5,bytes=-1", "count=1,bytes=0");
    open();
    EXPECT_TRUE(button("removeQuota")->isEnabled());
    SessionStatus status = fake.status();
    status.writesLocked = true;
    fake.setStatus(status);
    EXPECT_FALSE(button("removeQuota")->isEnabled());
    EXPECT_FALSE(field("quotaCount")->isEnabled());
}

TEST_F(QuotaDialogs, TellOfAChangeBySomebodyElse)
{
    quota("/app", "count=5,bytes=-1", "count=1,bytes=0");
    open();
    fake.put(quotaLimitsPath(Path("/app")), "count=7,bytes=-1");
    field("quotaCount")->setText("6");
    QTest::mouseClick(button("setQuota"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return note()->text().contains("BadVersion"); }));
    EXPECT_EQ(stored("/app"), "count=7,bytes=-1");
    EXPECT_TRUE(spinUntil([&] { return field("quotaCount")->text() == "7"; }));
}

} // namespace
} // namespace zs::ui
