// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/stat/quota_model.h"

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
    DialogPlace place{"payments", "production", Role::danger, true};
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
