// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_page.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/acl/acl_controller.h"
#include "ui/acl/acl_counts.h"
#include "ui/acl/acl_row.h"
#include "ui/acl/add_principal_dialog.h"
#include "ui/acl/lock_out_dialog.h"
#include "ui/common/banner.h"
#include "ui/common/message_view.h"
#include "ui/common/text_label.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;

const Acl worldAll{perm::all, {"world", "anyone"}};

class AclTab : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        for (const char* path : {"/config/payments/gateway.json", "/config/payments/keys"})
            fake.put(Path(path));
        page.resize(1040, 760);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page));
        open("/config/payments");
    }
    void open(const char* path)
    {
        acl.show(Path(path), std::nullopt);
        acl.reload();
        ASSERT_TRUE(spinUntil([&] { return acl.isReady() && fake.pendingCount() == 0; }));
    }
    template <class T>
    T* find(const char* name, QWidget* in = nullptr)
    {
        T* widget = (in ? in : &page)->findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void click(const char* name, QWidget* in = nullptr)
    {
        QTest::mouseClick(find<QAbstractButton>(name, in), Qt::LeftButton);
    }
    std::vector<AclRow*> rows()
    {
        std::vector<AclRow*> shown;
        for (AclRow* row : page.findChildren<AclRow*>()) {
            if (row->isVisible())
                shown.push_back(row);
        }
        return shown;
    }
    std::vector<Acl> stored(const char* path)
    {
        return fake.tree().acl(Path(path))->acl;
    }
    template <class T>
    T* dialog()
    {
        T* found = nullptr;
        spinUntil([&] { return (found = page.findChild<T*>()) && found->isVisible(); });
        EXPECT_NE(found, nullptr);
        return found;
    }

    test::FakeClient fake;
    AclController acl{&fake};
    AclPage page{&acl};
};

TEST_F(AclTab, TogglesChangeTheDraftAndApplyWritesIt)
{
    ASSERT_EQ(rows().size(), 1u);
    EXPECT_FALSE(find<QAbstractButton>("applyAcl")->isEnabled());
    click("permW", rows()[0]);
    EXPECT_TRUE(find<QAbstractButton>("applyAcl")->isEnabled());
    EXPECT_THAT(find<TextLabel>("aclChanges")->text().toStdString(), HasSubstr("1 changed"));
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
    QSignalSpy applied(&acl, &AclController::applied);
    click("applyAcl");
    ASSERT_TRUE(spinUntil([&] { return applied.count() == 1 && fake.pendingCount() == 0; }));
    EXPECT_THAT(stored("/config/payments"),
        ElementsAre(Acl{perm::all & ~perm::write, {"world", "anyone"}}));
    EXPECT_THAT(find<TextLabel>("aclBasedOn")->text().toStdString(), HasSubstr("1"));
}

TEST_F(AclTab, WarnsOfAnOpenNodeAndClosesItByOneClick)
{
    EXPECT_TRUE(find<Note>("aclOpen")->isVisible());
    click("closeOpen");
    EXPECT_FALSE(find<Note>("aclOpen")->isVisible());
    EXPECT_THAT(acl.entries(), ElementsAre(Acl{perm::read, {"world", "anyone"}}));
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0) << "a click on a warning writes nothing";
}

TEST_F(AclTab, AnEmptyAclIsRefused)
{
    click("removeEntry", rows()[0]);
    ASSERT_TRUE(spinUntil([&] { return acl.entries().empty(); }));
    EXPECT_TRUE(find<Note>("aclProblem")->isVisible());
    EXPECT_FALSE(find<QAbstractButton>("applyAcl")->isEnabled());
    click("revertAcl");
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll));
}

TEST_F(AclTab, AddsADigestUserWithThePreviewedIdAndMakesItOurs)
{
    click("openAddPrincipal");
    auto* add = dialog<AddPrincipalDialog>();
    QWidget* form = find<QWidget>("form_digest", add);
    EXPECT_FALSE(find<QAbstractButton>("addPrincipal", add)->isEnabled());
    QTest::keyClicks(find<QLineEdit>("digestUser", form), "acluser1");
    QTest::keyClicks(find<QLineEdit>("digestPassword", form), "111111");
    EXPECT_EQ(find<QLineEdit>("digestId", form)->text(),
        "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=");
    auto* password = find<QLineEdit>("digestPassword", form);
    EXPECT_FALSE(password->displayText().contains('1'));
    ASSERT_EQ(password->actions().size(), 1);
    password->actions().front()->trigger();
    EXPECT_EQ(password->displayText(), QStringLiteral("111111")) << "shown on demand";
    password->actions().front()->trigger();
    EXPECT_FALSE(password->displayText().contains('1'));
    find<QLineEdit>("digestId", form)->actions().front()->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=");
    click("permW", add);
    test::picture(*add, "acl-add-digest");
    QSignalSpy added(&acl, &AclController::identityAdded);
    click("addPrincipal", add);
    ASSERT_TRUE(spinUntil([&] { return added.count() == 1 && fake.pendingCount() == 0; }));
    ASSERT_EQ(rows().size(), 2u);
    EXPECT_THAT(acl.entries().back(),
        (Acl{perm::read | perm::write, {"digest", "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8="}}));
    test::picture(page, "acl-editor");
}

TEST_F(AclTab, AWrongNetworkBlocksAddAndNamesTheFix)
{
    click("openAddPrincipal");
    auto* add = dialog<AddPrincipalDialog>();
    find<QListWidget>("schemes", add)->setCurrentRow(3);
    QWidget* form = find<QWidget>("form_ip", add);
    QTest::keyClicks(find<QLineEdit>("network", form), "10.20.0.0/33");
    EXPECT_THAT(find<TextLabel>("networkProblem", form)->text().toStdString(),
        HasSubstr("10.20.0.0/16"));
    EXPECT_FALSE(find<QAbstractButton>("addPrincipal", add)->isEnabled());
    test::picture(*add, "acl-add-ip");
    QTest::keyClick(find<QLineEdit>("network", form), Qt::Key_Backspace);
    EXPECT_EQ(find<QLineEdit>("networkMatches", form)->text(),
        QString::fromUtf8("0.0.0.0 – 31.255.255.255"))
        << "10.20.0.0/3";
    QTest::keyClick(add, Qt::Key_Escape);
    EXPECT_FALSE(acl.isDirty());
}

TEST_F(AclTab, SuperIsNoEntryButAnIdentity)
{
    click("openAddPrincipal");
    auto* add = dialog<AddPrincipalDialog>();
    find<QListWidget>("schemes", add)->setCurrentRow(6);
    QWidget* form = find<QWidget>("form_super", add);
    QTest::keyClicks(find<QLineEdit>("digestPassword", form), "admin");
    EXPECT_THAT(find<QPlainTextEdit>("superSetting", form)->toPlainText().toStdString(),
        HasSubstr("superDigest=super:xQJmxLMiHGwaqBvst5y6rkB6HQs="));
    test::picture(*add, "acl-super");
    QSignalSpy added(&acl, &AclController::identityAdded);
    click("addPrincipal", add);
    ASSERT_TRUE(spinUntil([&] { return added.count() == 1; }));
    EXPECT_FALSE(acl.isDirty());
}

TEST_F(AclTab, LockingOneselfOutAsksAndTheSafeButtonKeepsAdmin)
{
    click("permA", rows()[0]);
    click("applyAcl");
    auto* ask = dialog<LockOutDialog>();
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
    EXPECT_TRUE(find<QPushButton>("keepAdmin", ask)->isDefault());
    test::picture(*ask, "acl-lock-out");
    QTest::keyClick(ask, Qt::Key_Escape);
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
    EXPECT_TRUE(acl.isDirty());
    click("applyAcl");
    ask = nullptr;
    ASSERT_TRUE(spinUntil([&] {
        for (auto* each : page.findChildren<LockOutDialog*>()) {
            if (each->isVisible())
                ask = each;
        }
        return ask != nullptr;
    }));
    click("keepAdmin", ask);
    ASSERT_TRUE(spinUntil([&] { return !acl.isDirty(); }));
    EXPECT_THAT(stored("/config/payments"), ElementsAre(worldAll));
}

TEST_F(AclTab, ARecursiveChangeIsPreviewedThenAppliedToAll)
{
    click("closeOpen");
    find<QRadioButton>("applyToSubtree")->click();
    click("previewAcl");
    ASSERT_TRUE(spinUntil([&] {
        return find<AclCounts>("aclCounts")->text().contains("3 will change");
    })) << find<AclCounts>("aclCounts")->text().toStdString();
    EXPECT_EQ(find<QListView>("aclSteps")->model()->rowCount(), 3);
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
    test::picture(page, "acl-preview");
    click("applyAcl"); // World without A: nobody could set it again.
    click("applyAnyway", dialog<LockOutDialog>());
    ASSERT_TRUE(spinUntil([&] {
        return find<AclCounts>("aclCounts")->text().contains("3 changed");
    })) << find<AclCounts>("aclCounts")->text().toStdString();
    EXPECT_THAT(stored("/config/payments/keys"),
        ElementsAre(Acl{perm::read, {"world", "anyone"}}));
}

TEST_F(AclTab, OnProductionARecursiveChangeAsksForTheName)
{
    page.setPlace({"payments-prod", "production", Role::danger, true});
    click("permW", rows()[0]);
    find<QRadioButton>("applyToSubtree")->click();
    auto* apply = find<QAbstractButton>("applyAcl");
    EXPECT_FALSE(apply->isEnabled());
    QTest::keyClicks(find<QLineEdit>("confirmAcl"), "payments");
    EXPECT_TRUE(apply->isEnabled());
    find<QRadioButton>("applyToNode")->click();
    EXPECT_TRUE(apply->isEnabled()) << "one node is guarded by its version";
}

TEST_F(AclTab, PastesWhatZkCliPrints)
{
    QApplication::clipboard()->setText("world:anyone:r,digest:reader:abc=:cdrwa");
    click("pasteAcl");
    ASSERT_EQ(rows().size(), 2u);
    QSignalSpy message(&page, &AclPage::message);
    QApplication::clipboard()->setText("no acl at all");
    click("pasteAcl");
    ASSERT_EQ(message.count(), 1);
    EXPECT_THAT(message[0][1].toString().toStdString(), HasSubstr("no acl at all"));
    EXPECT_EQ(rows().size(), 2u);
}

TEST_F(AclTab, IdsFromTheServerArePlainText)
{
    fake.putAcl(Path("/config/payments"), {{perm::read, {"digest", "<b>user</b>:x"}}});
    open("/config/payments");
    EXPECT_EQ(find<TextLabel>("entryId", rows()[0])->text(), "<b>user</b>:x");
}

TEST_F(AclTab, AnAclThatMayNotBeReadSaysWhatTheServerTells)
{
    acl.show(Path("/secret"), Result<AclResponse>(tl::unexpected(Error{Errc::noAuth, "no"})));
    EXPECT_TRUE(find<MessageView>("aclError")->isVisible());
    EXPECT_THAT(find<MessageView>("aclError")->text().toStdString(), HasSubstr("NoAuth"));
    open("/config/payments");
    EXPECT_EQ(rows().size(), 1u);
}

TEST_F(AclTab, NothingCanBeEditedWithoutAWritableSession)
{
    fake.setState(SessionState::reconnecting);
    EXPECT_FALSE(find<QAbstractButton>("permW", rows()[0])->isEnabled());
    EXPECT_FALSE(find<QAbstractButton>("openAddPrincipal")->isEnabled());
    fake.setState(SessionState::connected);
    EXPECT_TRUE(find<QAbstractButton>("permW", rows()[0])->isEnabled());
}

TEST_F(AclTab, ARecursiveChangeOfAKnownTreeIsWarnedOfBeforehand)
{
    fake.put(Path("/brokers/ids/1"));
    fake.put(Path("/config/topics/orders"));
    open("/brokers/ids");
    EXPECT_FALSE(find<Note>("knownTree")->isVisible()) << "of one node alone";
    find<QRadioButton>("applyToSubtree")->click();
    EXPECT_TRUE(find<Note>("knownTree")->isVisible());
    EXPECT_THAT(find<Note>("knownTree")->text().toStdString(),
        testing::AllOf(HasSubstr("/brokers/ids"), HasSubstr("Kafka")));
    test::picture(page, "acl-known");
    open("/config/topics");
    EXPECT_TRUE(spinUntil([&] {
        return find<Note>("knownTree")->text().contains(QStringLiteral("/config/topics"));
    }));
    open("/config/payments/keys"); // The fake has Kafka's /brokers/ids, so /config is its.
    find<QRadioButton>("applyToNode")->click();
    EXPECT_FALSE(find<Note>("knownTree")->isVisible());
}

} // namespace
} // namespace zs::ui
