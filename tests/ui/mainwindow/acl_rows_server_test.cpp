// SPDX-License-Identifier: GPL-3.0-or-later
// The ACL tab's warnings, schemes and refusals, in the window and on real servers.
#include "clientlib/protocol/digest.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/acl/acl_counts.h"
#include "ui/acl/add_principal_dialog.h"
#include "ui/acl/lock_out_dialog.h"
#include "ui/common/banner.h"
#include "ui/common/text_label.h"

#include <QClipboard>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;

const Acl worldAll{perm::all, {"world", "anyone"}};
const Acl worldReads{perm::read, {"world", "anyone"}};
const Acl bobAll{perm::all, {"digest", digestId("bob:secret")}};

class AclsOnServers : public RowsOnServer {
protected:
    void openAcl(const Path& path)
    {
        open(path);
        press(Qt::Key_2, Qt::AltModifier);
        ASSERT_TRUE(spinUntil([&] { return !aclRows().empty(); }));
    }
    QWidget* form(AddPrincipalDialog* add, const char* scheme)
    {
        auto* schemes = add->findChild<QListWidget*>(QStringLiteral("schemes"));
        const auto items = schemes->findItems(QLatin1String(scheme), Qt::MatchExactly);
        EXPECT_EQ(items.size(), 1) << scheme;
        schemes->scrollToItem(items.front());
        QTest::mouseClick(schemes->viewport(), Qt::LeftButton, {},
            schemes->visualItemRect(items.front()).center());
        return add->findChild<QWidget*>(QStringLiteral("form_") + QLatin1String(scheme));
    }
    AddPrincipalDialog* addPrincipal()
    {
        click("openAddPrincipal");
        return dialog<AddPrincipalDialog>();
    }
    /// As bob, in this session and in the draft.
    void addBob(std::initializer_list<const char*> perms)
    {
        AddPrincipalDialog* add = addPrincipal();
        QWidget* digest = form(add, "digest");
        type(digest, "digestUser", "bob");
        type(digest, "digestPassword", "secret");
        for (const char* each : perms)
            click(each, add);
        finish(add, "addPrincipal");
        ASSERT_TRUE(spinUntil([&] { return toast().find("bob") != std::string::npos; }));
    }
    QWidget* shownNote(const char* name)
    {
        auto* note = find<QWidget>(name);
        EXPECT_TRUE(spinUntil([&] { return note->isVisible(); })) << name;
        return note;
    }
    static std::string perms(const std::vector<Acl>& entries)
    {
        return entries.empty() ? "(none)" : permsText(entries.front().perms);
    }
};

TEST_P(AclsOnServers, LockingOneselfOutAsksFirstAndTheSafeAnswerKeepsAdmin)
{
    put("n", "x");
    connectWindow();
    openAcl(below("n"));
    click("permW", aclRows()[0]);
    click("permA", aclRows()[0]);
    click("applyAcl");
    auto* ask = dialog<LockOutDialog>();
    const auto* rights = ask->findChild<QTableWidget*>(QStringLiteral("lockOutRights"));
    EXPECT_EQ(rights->item(4, 1)->text(), "world:anyone");
    EXPECT_EQ(rights->item(4, 2)->text(), "none");
    EXPECT_EQ(perms(storedAcl(below("n"))), "cdrwa") << "nothing is set before the answer";
    finish(ask, "keepAdmin");
    ASSERT_TRUE(spinUntil([&] { return perms(storedAcl(below("n"))) == "cdra"; }));

    click("permA", aclRows()[0]);
    click("applyAcl");
    finish(dialog<LockOutDialog>(), "applyAnyway");
    ASSERT_TRUE(spinUntil([&] { return perms(storedAcl(below("n"))) == "cdr"; }));
    // It is as the dialog said: the server refuses, the reason is told, the draft stays.
    ASSERT_TRUE(spinUntil([&] { return aclRows()[0]->isEnabled(); }));
    click("permW", aclRows()[0]);
    click("applyAcl");
    ASSERT_TRUE(spinUntil([&] { return toast().find("NoAuth") != std::string::npos; }))
        << toast();
    EXPECT_EQ(perms(storedAcl(below("n"))), "cdr");
    EXPECT_TRUE(find<QAbstractButton>("revertAcl")->isEnabled());
}

TEST_P(AclsOnServers, ANodeOpenToTheWorldIsWarnedOfAndClosedWithoutLosingIt)
{
    put("n", "x");
    connectWindow();
    openAcl(below("n"));
    const auto* warning = find<Note>("aclOpen");
    ASSERT_TRUE(spinUntil([&] { return warning->isVisible(); }));
    EXPECT_THAT(warning->text().toStdString(), HasSubstr("take this node over"));
    addBob({"permC", "permD", "permW", "permA"});
    click("closeOpen");
    EXPECT_FALSE(warning->isVisible());
    EXPECT_EQ(perms(storedAcl(below("n"))), "cdrwa") << "not before Apply";
    click("applyAcl"); // Bob is ours: nobody is locked out, nothing is asked.
    const std::vector<Acl> closed{worldReads, bobAll};
    // Without A the server masks ids: others see who, not the hash.
    ASSERT_TRUE(spinUntil([&] { return storedAcl(below("n")).size() == 2; }));
    EXPECT_TRUE(m_window->findChildren<LockOutDialog*>().isEmpty());
    ASSERT_TRUE(await(m_other->addAuth(Identity{"digest", toBytes("bob:secret")})));
    EXPECT_EQ(storedAcl(below("n")), closed);
}

TEST_P(AclsOnServers, TheDigestPreviewIsWhatApachesGeneratorPrintsAndItsPasswordOpensTheNode)
{
    put("n", "for super alone");
    connectWindow();
    openAcl(below("n"));
    AddPrincipalDialog* add = addPrincipal();
    QWidget* digest = form(add, "digest");
    type(digest, "digestUser", "super");
    EXPECT_FALSE(add->findChild<QPushButton*>(QStringLiteral("addPrincipal"))->isEnabled());
    type(digest, "digestPassword", "test");
    // From the documentation of DigestAuthenticationProvider.generateDigest("super:test").
    EXPECT_EQ(digest->findChild<QLineEdit*>(QStringLiteral("digestId"))->text(),
        "super:D/InIHSb7yEEbrWz8b9l71RjZJU=");
    click("useIdentity", digest); // Off: this session stays who it is.
    for (const char* perm : {"permW", "permA"})
        click(perm, add);
    finish(add, "addPrincipal");
    for (const char* perm : {"permC", "permD", "permR", "permW"})
        click(perm, aclRows()[0]);
    click("applyAcl"); // The world keeps A.
    ASSERT_TRUE(spinUntil([&] { return storedAcl(below("n")).size() == 2; }));
    EXPECT_EQ(await(m_other->getData(below("n"))).error().code, Errc::noAuth);
    ASSERT_TRUE(await(m_other->addAuth(Identity{"digest", toBytes("super:test")})));
    EXPECT_EQ(stored(below("n")), "for super alone");
}

TEST_P(AclsOnServers, AWrongNetworkBlocksAddAndTheRightOneLetsInWhoIsInIt)
{
    put("n", "x");
    connectWindow();
    openAcl(below("n"));
    AddPrincipalDialog* add = addPrincipal();
    QWidget* ip = form(add, "ip");
    auto* button = add->findChild<QPushButton*>(QStringLiteral("addPrincipal"));
    const auto* problem = ip->findChild<TextLabel*>(QStringLiteral("networkProblem"));
    for (const char* wrong : {"127.0.0.0/33", "127.0.0.256", "127.0.0", "::1", "127.0.0.1/"}) {
        type(ip, "network", wrong);
        EXPECT_FALSE(button->isEnabled()) << wrong;
        EXPECT_TRUE(problem->isVisible()) << wrong;
    }
    type(ip, "network", "127.0.0.0/8");
    EXPECT_FALSE(problem->isVisible());
    EXPECT_EQ(ip->findChild<QLineEdit*>(QStringLiteral("networkMatches"))->text().toStdString(),
        "127.0.0.0 – 127.255.255.255");
    for (const char* perm : {"permC", "permD", "permW", "permA"})
        click(perm, add);
    finish(add, "addPrincipal");
    click("closeOpen");
    click("applyAcl"); // Our address is in it: no lock-out.
    const std::vector<Acl> wanted{worldReads, {perm::all, {"ip", "127.0.0.0/8"}}};
    ASSERT_TRUE(spinUntil([&] { return storedAcl(below("n")) == wanted; }));
    ASSERT_TRUE(await(m_other->setData(below("n"), toBytes("y"), anyVersion)));
}

TEST_P(AclsOnServers, NamesOfX509AndSaslAreTakenAsTypedAndTheServersRefusalIsTold)
{
    put("n", "x");
    connectWindow();
    openAcl(below("n"));
    for (const auto& [scheme, name] : {std::pair{"x509", "CN=gateway,OU=pay"},
             std::pair{"sasl", "kafka@EXAMPLE.COM"}}) {
        AddPrincipalDialog* add = addPrincipal();
        QWidget* named = form(add, scheme);
        type(named, "principalName", "   ");
        EXPECT_FALSE(add->findChild<QPushButton*>(QStringLiteral("addPrincipal"))->isEnabled());
        type(named, "principalName", name);
        finish(add, "addPrincipal");
    }
    ASSERT_EQ(aclRows().size(), 3u);
    click("applyAcl"); // This server knows neither scheme.
    ASSERT_TRUE(spinUntil([&] { return toast().find("InvalidACL") != std::string::npos; }))
        << toast();
    EXPECT_EQ(storedAcl(below("n")), std::vector<Acl>{worldAll});
    EXPECT_EQ(aclRows().size(), 3u) << "the draft stays";
    click("revertAcl");
    EXPECT_TRUE(spinUntil([&] { return aclRows().size() == 1; }));
}

TEST_P(AclsOnServers, AnAclThatOthersChangedIsSeenBeforeMineGoesOverIt)
{
    put("n", "x");
    connectWindow();
    openAcl(below("n"));
    click("permD", aclRows()[0]);
    const std::vector<Acl> theirs{{perm::all & ~perm::create, {"world", "anyone"}}};
    ASSERT_TRUE(await(m_other->setAcl(below("n"), theirs, 0)));
    click("applyAcl");
    auto* newer = find<Note>("aclNewer");
    ASSERT_TRUE(spinUntil([&] { return newer->isVisible(); }));
    EXPECT_THAT(newer->text().toStdString(), HasSubstr("aclVersion 1"));
    EXPECT_FALSE(find<QAbstractButton>("applyAcl")->isEnabled());
    click("keepMyAcl");
    click("applyAcl");
    ASSERT_TRUE(spinUntil([&] { return perms(storedAcl(below("n"))) == "crwa"; }));
    const auto now = await(m_other->exists(below("n")));
    ASSERT_TRUE(now && *now);
    EXPECT_EQ((*now)->aversion, 2);
}

TEST_P(AclsOnServers, ARecursiveChangeTellsWhomTheServerRefusedAndChangesTheOthers)
{
    for (const char* name : {"n", "n/a", "n/b"})
        put(name, "x");
    put("n/locked", "x", {worldReads, bobAll});
    connectWindow();
    openAcl(below("n"));
    QApplication::clipboard()->setText(QStringLiteral("world:anyone:cdrwa,ip:10.0.0.0/8:r"));
    click("pasteAcl");
    ASSERT_TRUE(spinUntil([&] { return aclRows().size() == 2; }));
    QTest::mouseClick(find<QRadioButton>("applyToSubtree"), Qt::LeftButton, {}, {8, 8});
    click("previewAcl");
    const auto* counts = find<AclCounts>("aclCounts");
    const auto says = [&](const char* words) {
        return spinUntil([&] { return counts->text().contains(QLatin1String(words)); });
    };
    EXPECT_TRUE(says("3 will change, 0 already equal, 1 without A right"))
        << counts->text().toStdString();
    EXPECT_EQ(storedAcl(below("n")), std::vector<Acl>{worldAll});
    click("applyAcl");
    EXPECT_TRUE(says("3 changed, 0 already equal, 1 without A right"))
        << counts->text().toStdString();
    EXPECT_EQ(storedAcl(below("n/b")).size(), 2u);
    ASSERT_TRUE(await(m_other->addAuth(Identity{"digest", toBytes("bob:secret")})));
    EXPECT_THAT(storedAcl(below("n/locked")), ElementsAre(worldReads, bobAll));
}

INSTANTIATE_TEST_SUITE_P(Servers, AclsOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
