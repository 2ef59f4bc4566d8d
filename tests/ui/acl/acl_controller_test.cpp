// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_controller.h"

#include "clientlib/protocol/digest.h"
#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;

const Acl worldReads{perm::read, {"world", "anyone"}};
const Acl worldAll{perm::all, {"world", "anyone"}};
const Acl reader{perm::read, {"digest", "reader:abc="}};

class AclDrafts : public testing::Test {
protected:
    void SetUp() override
    {
        fake.put(Path("/a"));
        fake.put(Path("/b"));
        show("/a");
    }
    void show(const char* path)
    {
        acl.show(Path(path), std::nullopt);
        acl.reload();
        ASSERT_TRUE(spinUntil([&] { return acl.isReady() && fake.pendingCount() == 0; }));
    }

    test::FakeClient fake;
    AclController acl{&fake};
};

TEST_F(AclDrafts, WriteNothingBeforeApplyAndThenTheVersionThatWasRead)
{
    acl.add(reader);
    acl.setPerms(0, perm::read);
    EXPECT_TRUE(acl.isDirty());
    EXPECT_EQ(acl.changes().added, 1);
    EXPECT_EQ(acl.changes().altered, 1);
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
    QSignalSpy applied(&acl, &AclController::applied);
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return applied.count() == 1 && fake.pendingCount() == 0; }));
    EXPECT_EQ(applied[0][1].toInt(), 1);
    EXPECT_FALSE(acl.isDirty());
    EXPECT_EQ(acl.base().stat.aversion, 1);
    EXPECT_THAT(acl.entries(), ElementsAre(worldReads, reader));
}

TEST_F(AclDrafts, AnEditRightAfterAnApplyIsBasedOnIt)
{
    int basedOn = -1;
    const auto connection
        = QObject::connect(&acl, &AclController::applied, &acl, [&](const Path&, int) {
              basedOn = acl.base().stat.aversion;
              acl.setPerms(0, perm::read); // Before the ACL is read anew.
          });
    QSignalSpy conflicted(&acl, &AclController::conflicted);
    acl.setPerms(0, perm::read | perm::admin);
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return basedOn >= 0 && fake.pendingCount() == 0; }));
    EXPECT_EQ(basedOn, 1);
    QObject::disconnect(connection);
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return !acl.isApplying() && fake.pendingCount() == 0; }));
    EXPECT_EQ(conflicted.count(), 0);
    EXPECT_THAT(fake.tree().acl(Path("/a"))->acl, ElementsAre(worldReads));
}

TEST_F(AclDrafts, OutliveAChangeOfTheSelectionAndBelongToTheirNode)
{
    acl.add(reader);
    show("/b");
    EXPECT_FALSE(acl.isDirty());
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll));
    show("/a");
    EXPECT_TRUE(acl.isDirty());
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll, reader));
    acl.revert();
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll));
}

TEST_F(AclDrafts, AreKeptWhenOthersChangeTheAclAndMayBeRebased)
{
    acl.add(reader);
    fake.putAcl(Path("/a"), {worldReads});
    QSignalSpy conflicted(&acl, &AclController::conflicted);
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1 && acl.newer().has_value(); }));
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll, reader)) << "the draft is mine";
    EXPECT_THAT(acl.newer()->acl, ElementsAre(worldReads));
    acl.keepMine();
    QSignalSpy applied(&acl, &AclController::applied);
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return applied.count() == 1 && fake.pendingCount() == 0; }));
    EXPECT_THAT(acl.entries(), ElementsAre(worldAll, reader));
}

TEST_F(AclDrafts, GiveWayToTheServersWhenAsked)
{
    acl.add(reader);
    fake.putAcl(Path("/a"), {worldReads});
    acl.reload();
    ASSERT_TRUE(spinUntil([&] { return acl.newer().has_value(); }));
    acl.revert();
    EXPECT_FALSE(acl.isDirty());
    EXPECT_THAT(acl.entries(), ElementsAre(worldReads));
    EXPECT_FALSE(acl.newer().has_value());
}

TEST_F(AclDrafts, AnAnswerThatWasOvertakenIsNotShown)
{
    const AclResponse old = acl.base();
    fake.putAcl(Path("/a"), {worldReads});
    acl.reload();
    ASSERT_TRUE(spinUntil([&] { return acl.base().stat.aversion == 1; }));
    acl.show(Path("/a"), Result<AclResponse>(old));
    EXPECT_THAT(acl.entries(), ElementsAre(worldReads));
}

TEST_F(AclDrafts, AddingSomebodyWhoIsThereAddsPermissions)
{
    acl.setPerms(0, perm::read);
    acl.add({perm::write, {"world", "anyone"}});
    EXPECT_THAT(
        acl.entries(), ElementsAre(Acl{perm::read | perm::write, {"world", "anyone"}}));
}

TEST_F(AclDrafts, AFailureKeepsTheDraftAndSaysWhy)
{
    acl.add(reader);
    fake.failNext(OpCode::setAcl, Errc::invalidAcl);
    Errc why = Errc::ok;
    QObject::connect(&acl, &AclController::failed, &acl,
        [&](const Path&, const Error& error) { why = error.code; });
    acl.apply();
    ASSERT_TRUE(spinUntil([&] { return why != Errc::ok; }));
    EXPECT_EQ(why, Errc::invalidAcl);
    EXPECT_TRUE(acl.isDirty());
    EXPECT_FALSE(acl.isApplying());
}

TEST_F(AclDrafts, AnAddedIdentityIsOursWithItsHash)
{
    QSignalSpy added(&acl, &AclController::identityAdded);
    acl.addIdentity("acluser1", "111111");
    ASSERT_TRUE(spinUntil([&] { return added.count() == 1 && fake.pendingCount() == 0; }));
    EXPECT_EQ(isMine({"digest", "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8="}, acl.me()),
        Granted::yes);
}

TEST_F(AclDrafts, AnUnreadableAclShowsNoEntriesAndTheReason)
{
    acl.show(Path("/secret"), Result<AclResponse>(tl::unexpected(Error{Errc::noAuth, "no"})));
    EXPECT_FALSE(acl.isReady());
    ASSERT_TRUE(acl.error().has_value());
    EXPECT_EQ(acl.error()->code, Errc::noAuth);
}

TEST_F(AclDrafts, NeedAWritableSession)
{
    fake.setState(SessionState::reconnecting);
    EXPECT_FALSE(acl.isWritable());
    fake.setState(SessionState::connected);
    EXPECT_TRUE(acl.isWritable());
    acl.setClient(nullptr);
    EXPECT_FALSE(acl.isWritable());
    acl.add(reader);
    acl.apply(); // Nothing to apply with; the draft stays.
    EXPECT_TRUE(acl.isDirty());
}

} // namespace
} // namespace zs::ui
