// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/session_dialog.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "tests/ui/stat/word_server.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::dumpOf;
using test::spinUntil;
using test::WordServer;
using testing::HasSubstr;

class SessionDialogs : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    SessionDialogs()
    {
        zk.addTo(options);
        SessionStatus status = fake.status();
        status.server = zk.endpoint();
        fake.setStatus(status);
    }
    void open(SessionId session = SessionId(0x2a))
    {
        auto* lookup = new SessionLookup(session, options, &fake);
        dialog = std::make_unique<SessionDialog>(lookup, place);
        dialog->show();
        ASSERT_TRUE(spinUntil([&] { return !lookup->isBusy(); }));
    }
    std::string text(const char* name)
    {
        auto* label = dialog->findChild<TextLabel*>(QLatin1String(name));
        EXPECT_NE(label, nullptr) << name; // English without its plural forms: no translator here.
        return label ? label->text().toStdString() : std::string();
    }
    std::string note() { return dialog->findChild<Note*>("sessionNote")->text().toStdString(); }
    QListView* nodes() { return dialog->findChild<QListView*>("sessionNodes"); }

    WordServer zk{"zk-2.test"};
    ClientOptions options;
    test::FakeClient fake;
    DialogPlace place{"payments", "production", Role::danger, true};
    std::unique_ptr<SessionDialog> dialog;
};

TEST_F(SessionDialogs, ShowTheClientItsServerAndItsNodes)
{
    zk.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x2a"));
    zk.answer("dump", dumpOf({"/brokers/ids/1002", "/controller"}));
    open();
    EXPECT_EQ(text("sessionClient"), "10.0.0.9:4711");
    EXPECT_EQ(text("sessionServer"), "zk-2.test:2181");
    EXPECT_EQ(text("sessionTimeout"), "30 s");
    EXPECT_EQ(text("sessionOperation"), "GETC");
    EXPECT_THAT(text("sessionLatency"), HasSubstr("12"));
    EXPECT_EQ(text("sessionNodesTitle"), "2 ephemeral node(s)");
    auto* client = dialog->findChild<TextLabel*>("sessionClient");
    EXPECT_GE(client->height(), client->sizeHint().height()) << "the list must not squeeze it";
    EXPECT_FALSE(dialog->findChild<Note*>("sessionNote")->isVisible());
    EXPECT_FALSE(dialog->findChild<Chip*>("ownSession")->isVisible());
    const QWidget* card = dialog->findChild<QWidget*>("sessionNodes")->parentWidget();
    const auto* title = dialog->findChild<TextLabel*>("sessionNodesTitle");
    EXPECT_EQ(card->x(), title->x()) << "they share their left edge";
    EXPECT_EQ(card->y() - title->geometry().bottom() - 1, 6);
    test::picture(*dialog, "session");
}

TEST_F(SessionDialogs, OpenTheNodeThatIsChosen)
{
    zk.answer("dump", dumpOf({"/a", "/b"}));
    open();
    QSignalSpy chosen(dialog.get(), &SessionDialog::pathChosen);
    QWidget* button = dialog->findChild<QWidget*>("openEphemeral");
    EXPECT_FALSE(button->isEnabled());
    const QRect second = nodes()->visualRect(nodes()->model()->index(1, 0));
    QTest::mouseClick(nodes()->viewport(), Qt::LeftButton, {}, second.center());
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].value<Path>(), Path("/b"));
    EXPECT_FALSE(dialog->isVisible());
}

TEST_F(SessionDialogs, NodesOutsideOfTheChrootCannotBeOpened)
{
    options.servers.chroot = Path("/app");
    zk.answer("dump", dumpOf({"/app/a", "/other"}));
    open();
    EXPECT_EQ(
        text("sessionNodesTitle"), "2 ephemeral node(s), 1 of them outside of the chroot /app");
    const QModelIndex outside = nodes()->model()->index(1, 0);
    EXPECT_THAT(outside.data().toString().toStdString(), HasSubstr("/other"));
    EXPECT_FALSE(outside.flags().testFlag(Qt::ItemIsEnabled));
    QTest::mouseClick(nodes()->viewport(), Qt::LeftButton, {},
        nodes()->visualRect(outside).center());
    EXPECT_FALSE(dialog->findChild<QWidget*>("openEphemeral")->isEnabled());
    test::picture(*dialog, "session-chroot");
}

TEST_F(SessionDialogs, NameTheSettingThatOpensARefusedWord)
{
    open();
    EXPECT_THAT(note(), HasSubstr("zk-2.test:2181"));
    EXPECT_THAT(note(), HasSubstr("add cons to 4lw.commands.whitelist"));
    EXPECT_THAT(note(), HasSubstr("add dump to 4lw.commands.whitelist"));
    EXPECT_EQ(text("sessionNodesTitle"), "Ephemeral nodes: not known");
    EXPECT_EQ(dialog->findChild<Chip*>("sessionState")->text(), "connection not found");
    test::picture(*dialog, "session-refused");
    // The administrator opens them; asking again is enough.
    zk.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x2a"));
    zk.answer("dump", dumpOf({"/a"}));
    QTest::mouseClick(dialog->findChild<QWidget*>("askAgain"), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return text("sessionClient") == "10.0.0.9:4711"; }));
    ASSERT_TRUE(spinUntil([&] { return text("sessionNodesTitle") == "1 ephemeral node(s)"; }));
    EXPECT_FALSE(dialog->findChild<Note*>("sessionNote")->isVisible());
}

TEST_F(SessionDialogs, MarkTheSessionOfThisConsole)
{
    const SessionId own = fake.status().sessionId;
    zk.answer("cons", WordServer::consLine("10.0.0.9:4711", toText(own)));
    zk.answer("dump", dumpOf({}));
    open(own);
    EXPECT_TRUE(dialog->findChild<Chip*>("ownSession")->isVisible());
    EXPECT_EQ(text("sessionNodesTitle"), "0 ephemeral node(s)");
}

TEST_F(SessionDialogs, SayThatAClientIsGoneWhenEveryServerTellsAndNoneHoldsIt)
{
    zk.answer("cons", WordServer::consLine("10.0.0.9:4711", "0x1"));
    zk.answer("dump", dumpOf({"/a"}));
    open();
    EXPECT_THAT(note(), HasSubstr("lost its connection"));
}

} // namespace
} // namespace zs::ui
