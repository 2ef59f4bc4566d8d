// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_view.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/message_view.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/node/data_editor.h"
#include "ui/node/data_files.h"
#include "ui/node/data_page.h"
#include "ui/node/diff_view.h"
#include "ui/node/hex_view.h"
#include "ui/node/node_controller.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;

constexpr std::string_view gateway
    = "{\n  \"service\": \"payments-gateway\",\n  \"revision\": 241,\n"
      "  \"retry\": true,\n  \"features\": [\"3ds2\", \"分期付款\"]\n}";

class NodePanel : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        fake.put(Path("/config/gateway.json"), gateway);
        fake.put(Path("/b"), "two");
        view.resize(800, 590);
        view.show();
        view.activateWindow(); // Shortcuts work in active windows alone.
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = view.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void open(const char* path)
    {
        node.open(Path(path));
        ASSERT_TRUE(spinUntil([&] {
            return fake.pendingCount() == 0 && node.phase() != NodePhase::loading;
        }));
    }
    std::string text() { return std::string(zs::textOf(editor->data())); }
    void click(const char* name)
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    bool saved(int version)
    {
        return spinUntil([&] { return node.base().stat.version == version && !node.isSaving(); });
    }

    test::FakeClient fake;
    NodeController node{&fake};
    NodeView view{&node, new QLabel(QStringLiteral("ACL"))};
    DataEditor* editor = view.findChild<DataEditor*>("dataEditor");
    HexView* hexView = view.findChild<HexView*>("hexView");
};

TEST_F(NodePanel, EachTabIsReadInFullWhenCountsAndTheDotAppear)
{
    auto* tabs = find<QTabBar>("nodeTabs");
    const auto allRead = [&] { return tabs->tabRect(tabs->count() - 1).right() < tabs->width(); };
    open("/config/gateway.json"); // The counts of the ACL and of the children.
    EXPECT_TRUE(spinUntil(allRead)) << tabs->width();
    const int without = tabs->tabRect(0).width();
    view.focusContent();
    QTest::keyClick(editor, Qt::Key_X); // The dot.
    ASSERT_TRUE(node.isDirty());
    EXPECT_GT(tabs->tabRect(0).width(), without) << "room for the dot";
    EXPECT_TRUE(spinUntil(allRead)) << tabs->width();
}

TEST_F(NodePanel, ASlowReadTellsHowLongItTakesAndIsStopped)
{
    fake.hold();
    node.open(Path("/b"), 1'048'576);
    auto* slow = find<MessageView>("slowReading");
    ASSERT_TRUE(spinUntil([&] { return slow->isVisible(); }));
    EXPECT_EQ(slow->title(), "Reading /b");
    EXPECT_TRUE(slow->text().contains("1.0 MiB")) << slow->text().toStdString();
    test::picture(view, "data-slow");
    click("stopReading");
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::failed; }));
    auto* error = find<MessageView>("nodeError");
    EXPECT_TRUE(error->isVisible());
    EXPECT_EQ(error->title(), "Reading was stopped");
    test::picture(view, "data-stopped");
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(node.phase(), NodePhase::failed) << "what came too late is dropped";
    click("tryAgain");
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
    EXPECT_EQ(text(), "two");
}

TEST_F(NodePanel, EditsAndSavesByKeys)
{
    open("/config/gateway.json");
    EXPECT_EQ(text(), gateway);
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    view.focusContent();
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClicks(editor, "x");
    EXPECT_TRUE(node.isDirty());
    EXPECT_TRUE(spinUntil([&] {
        return find<TextLabel>("dataChanges")->text().contains("1 line");
    })) << find<TextLabel>("dataChanges")->text().toStdString();
    QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
    ASSERT_TRUE(saved(1));
    EXPECT_EQ(fake.tree().text(Path("/config/gateway.json")), text());
    EXPECT_FALSE(node.isDirty());
}

TEST_F(NodePanel, RevertBringsBackWhatWasRead)
{
    open("/b");
    QTest::keyClicks(editor, "zzz");
    click("revert");
    EXPECT_EQ(text(), "two");
    EXPECT_FALSE(node.isDirty());
}

TEST_F(NodePanel, OldTextIsGoneTheMomentAnotherNodeIsSelected)
{
    open("/b");
    fake.hold();
    node.open(Path("/config/gateway.json"));
    EXPECT_EQ(text(), "");
    EXPECT_TRUE(editor->isReadOnly());
    QTest::keyClicks(editor, "typed into nothing");
    EXPECT_EQ(text(), "");
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return text() == gateway; }));
    EXPECT_FALSE(editor->isReadOnly());
    EXPECT_EQ(fake.tree().text(Path("/b")), "two");
}

TEST_F(NodePanel, KeepsEveryByteThatNobodyTouched)
{
    const std::string odd = "\xef\xbb\xbf" "a\r\nb\nc\rd\t\xe2\x80\xa8" "e\n";
    fake.put(Path("/odd"), odd);
    open("/odd");
    EXPECT_EQ(text(), odd);
    EXPECT_FALSE(node.isDirty());
    QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(editor, "!");
    EXPECT_EQ(text(), odd + "!");
}

// "safe", then a turn to the left, then "exe.txt": without the mark it would read "safe txt.exe".
TEST_F(NodePanel, CharactersThatTurnTheTextOrHideAreSeenAndStay)
{
    const std::string data = "safe \u202etxt.exe\u202c\u200b\n";
    fake.put(Path("/turned"), data);
    open("/turned");
    EXPECT_EQ(text(), data);
    const auto x = [&](unsigned long position) {
        return editor->SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, long(position));
    };
    const long letter = x(1) - x(0);
    ASSERT_GT(letter, 0);
    for (const char* hidden : {"\u202e", "\u202c", "\u200b"}) {
        const unsigned long at = data.find(hidden);
        EXPECT_GT(x(at + 3) - x(at), 3 * letter) << "it has no width of its own";
    }
    test::picture(view, "hidden-characters");
}

// Qt would open every font of the system to look for one; where there is one it is used.
TEST_F(NodePanel, AScriptWithoutAFontIsShownByNumbersAndStaysAsItIs)
{
    const auto shown = [this](const char* letter) {
        std::array<char, 16> text{};
        editor->SendScintilla(QsciScintilla::SCI_GETREPRESENTATION, letter, text.data());
        return std::string(text.data());
    };
    const auto wanted = [](QFontDatabase::WritingSystem script, const char* number) {
        return std::string(QFontDatabase::families(script).isEmpty() ? number : "");
    };
    const std::string data = "\u0915 \u4e2d \u03b1\n"; // Devanagari, Han, Greek.
    fake.put(Path("/scripts"), data);
    open("/scripts");
    EXPECT_EQ(text(), data);
    EXPECT_EQ(shown("\u0915"), wanted(QFontDatabase::Devanagari, "u0915"));
    EXPECT_EQ(shown("\u4e2d"), "");
    EXPECT_EQ(shown("\u03b1"), "");
    EXPECT_EQ(shown("\u0710"), "") << "nothing of it was seen yet";
    QApplication::clipboard()->setText(QString::fromUtf8("\u0710"));
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(text(), "\u0710" + data);
    EXPECT_EQ(shown("\u0710"), wanted(QFontDatabase::Syriac, "u0710"));
}

TEST_F(NodePanel, BinaryOpensInHexAndNeverAsText)
{
    const std::string binary("\xac\xed\x00\x05sr\x00\xff", 8);
    fake.put(Path("/bin"), binary);
    open("/bin");
    EXPECT_TRUE(hexView->isVisible());
    auto* formats = find<SegmentedControl>("formats");
    constexpr int textIndex = 3;
    constexpr int hexIndex = 4;
    EXPECT_EQ(formats->currentIndex(), hexIndex);
    QSignalSpy message(&view, &NodeView::message);
    formats->setCurrentIndex(textIndex);
    EXPECT_EQ(formats->currentIndex(), hexIndex) << "as text these bytes would be destroyed";
    EXPECT_EQ(message.count(), 1);
    hexView->setFocus();
    QTest::keyClicks(hexView, "0f");
    click("save");
    ASSERT_TRUE(saved(1));
    EXPECT_EQ(fake.tree().text(Path("/bin")), "\x0f" + binary.substr(1));
}

TEST_F(NodePanel, NullAndEmptyDataSaySoAndTakeWhatIsTyped)
{
    (void)test::await(fake.create(Path("/null"), std::nullopt));
    open("/null");
    auto* empty = find<QWidget>("noData");
    EXPECT_TRUE(empty->isVisible());
    EXPECT_FALSE(node.isDirty());
    empty->setFocus();
    QTest::keyClicks(empty, "h");
    QTest::keyClicks(editor, "i");
    EXPECT_EQ(text(), "hi");
    QTest::keyClick(editor, Qt::Key_Backspace);
    QTest::keyClick(editor, Qt::Key_Backspace);
    EXPECT_FALSE(node.isDirty()) << "null again, nobody stored an empty value";
    QTest::keyClicks(editor, "hi");
    click("save");
    ASSERT_TRUE(saved(1));
    EXPECT_EQ(fake.tree().text(Path("/null")), "hi");
}

TEST_F(NodePanel, TellsOfAChangeFromOutsideWithoutTouchingTheEdit)
{
    open("/b");
    QTest::keyClicks(editor, "mine ");
    fake.put(Path("/b"), "theirs");
    auto* banner = find<Banner>("nodeBanner");
    ASSERT_TRUE(spinUntil([&] { return banner->isVisible(); }));
    EXPECT_THAT(banner->text().toStdString(), testing::HasSubstr("version 1"));
    EXPECT_EQ(text(), "mine two");
    QSignalSpy compare(&view, &NodeView::compareRequested);
    click("compareWithServer");
    EXPECT_EQ(compare.count(), 1);
    test::picture(view, "node-newer");
    click("takeServer");
    EXPECT_EQ(text(), "theirs");
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(NodePanel, ALostSaveOffersToCheck)
{
    open("/b");
    QTest::keyClicks(editor, "x");
    fake.failNext(OpCode::setData, Errc::connectionLoss);
    click("save");
    auto* banner = find<Banner>("nodeBanner");
    ASSERT_TRUE(spinUntil([&] { return banner->isVisible(); }));
    EXPECT_THAT(banner->text().toStdString(), testing::HasSubstr("unknown"));
    QSignalSpy message(&view, &NodeView::message);
    click("checkOutcome");
    ASSERT_TRUE(spinUntil([&] { return !banner->isVisible(); }));
    EXPECT_THAT(message.last()[1].toString().toStdString(), testing::HasSubstr("not applied"));
}

TEST_F(NodePanel, ADeletedNodeKeepsItsLastCopyToReadAndToCreateAgain)
{
    open("/b");
    fake.erase(Path("/b"));
    auto* banner = find<Banner>("nodeBanner");
    ASSERT_TRUE(spinUntil([&] { return banner->isVisible(); }));
    EXPECT_EQ(text(), "two");
    EXPECT_TRUE(editor->isReadOnly());
    test::picture(view, "node-deleted");
    click("createAgain");
    ASSERT_TRUE(spinUntil([&] { return !editor->isReadOnly(); }));
    EXPECT_EQ(fake.tree().text(Path("/b")), "two");
}

TEST_F(NodePanel, AnEphemeralOfAnotherSessionComesBackAsPersistentAndSaysSo)
{
    QCoro::waitFor(fake.create(Path("/e"), toBytes("lock"), CreateMode::ephemeral));
    open("/e");
    SessionStatus other = fake.status();
    other.sessionId = SessionId(0x7);
    fake.setStatus(other);
    fake.erase(Path("/e"));
    auto* banner = find<Banner>("nodeBanner");
    ASSERT_TRUE(spinUntil([&] { return banner->isVisible(); }));
    EXPECT_THAT(banner->text().toStdString(), testing::HasSubstr("session 0x100000000000001"));
    EXPECT_EQ(find<QPushButton>("createAgain")->text(), "Create as persistent");
    click("createAgain");
    ASSERT_TRUE(spinUntil([&] { return !editor->isReadOnly(); }));
    EXPECT_EQ(fake.tree().data(Path("/e"))->stat.ephemeralOwner, SessionId());
}

TEST_F(NodePanel, AnEphemeralOfThisSessionComesBackAsOne)
{
    QCoro::waitFor(fake.create(Path("/e"), toBytes("lock"), CreateMode::ephemeral));
    open("/e");
    fake.erase(Path("/e"));
    ASSERT_TRUE(spinUntil([&] { return find<Banner>("nodeBanner")->isVisible(); }));
    EXPECT_THAT(find<Banner>("nodeBanner")->text().toStdString(),
        testing::HasSubstr("ephemeral node of your session"));
    click("createAgain");
    ASSERT_TRUE(spinUntil([&] { return !editor->isReadOnly(); }));
    EXPECT_EQ(fake.tree().data(Path("/e"))->stat.ephemeralOwner, fake.status().sessionId);
}

TEST_F(NodePanel, SaysWhyAProtectedNodeIsBlank)
{
    fake.failOn(Path("/b"), Errc::noAuth);
    open("/b");
    EXPECT_TRUE(find<QWidget>("nodeError")->isVisible());
    EXPECT_EQ(text(), "");
    test::picture(view, "node-noauth");
    fake.failOn(Path("/b"), Errc::ok);
    click("tryAgain");
    ASSERT_TRUE(spinUntil([&] { return text() == "two"; }));
}

TEST_F(NodePanel, WritesAreHeldWhileTheConnectionIsAway)
{
    open("/b");
    QTest::keyClicks(editor, "x");
    fake.setState(SessionState::reconnecting);
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    EXPECT_FALSE(find<QToolButton>("deleteNode")->isEnabled());
    QTest::keyClicks(editor, "y");
    EXPECT_EQ(text(), "xytwo") << "editing goes on";
    fake.setState(SessionState::connected);
    EXPECT_TRUE(find<QPushButton>("save")->isEnabled());
}

TEST_F(NodePanel, ShowsAMegabyteInOneLineWithoutAStallAndGivesItBackUnchanged)
{
    std::string line = "{\"k\":\"";
    line += std::string((1 << 20) - 8, 'x') + "\"}";
    fake.put(Path("/long"), line);
    open("/long");
    QApplication::processEvents();
    EXPECT_TRUE(editor->isVisible());
    EXPECT_TRUE(editor->hasSoftBreaks());
    (void)view.grab();
    EXPECT_EQ(text(), line);
    editor->selectAll();
    editor->copy();
    EXPECT_EQ(QApplication::clipboard()->text().size(), static_cast<qsizetype>(line.size()));
    QTest::keyClick(editor, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(editor, " ");
    EXPECT_EQ(text(), " " + line);
}

TEST_F(NodePanel, NothingOfZooKeepersOwnCanBeDeleted)
{
    open("/zookeeper");
    EXPECT_FALSE(find<QToolButton>("deleteNode")->isEnabled());
    open("/b");
    EXPECT_TRUE(find<QToolButton>("deleteNode")->isEnabled());
}

TEST_F(NodePanel, LooksAsDesigned)
{
    open("/config/gateway.json");
    editor->setCursorPosition(2, 17);
    QTest::keyClicks(editor, "0");
    ASSERT_TRUE(spinUntil(
        [&] { return find<TextLabel>("dataChanges")->text().contains("1 line"); }));
    test::picture(view, "node");
    fake.put(Path("/bin"), std::string_view("\xac\xed\x00\x05sr\x00\x1d" "org.apache.curator", 26));
    open("/bin");
    test::picture(view, "node-hex");
    fake.put(Path("/empty"), "");
    open("/empty");
    test::picture(view, "node-empty");
}

TEST_F(NodePanel, DiffShowsWhatASaveWouldChange)
{
    open("/config/gateway.json");
    auto* toggle = find<QPushButton>("showDiff");
    auto* diff = find<DiffView>("draftDiff");
    EXPECT_FALSE(toggle->isEnabled()) << "nothing was edited";
    view.focusContent();
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClicks(editor, "x");
    click("showDiff");
    ASSERT_TRUE(diff->isVisible());
    std::vector<std::string> changed;
    for (const DiffRow& row : diff->rows()) {
        if (row.sign != ' ')
            changed.push_back(row.sign + row.text);
    }
    EXPECT_THAT(changed, testing::ElementsAre("-  \"service\": \"payments-gateway\",",
                             "+x  \"service\": \"payments-gateway\","));
    test::picture(view, "node-diff");
    fake.put(Path("/config/gateway.json"), "their text");
    ASSERT_TRUE(spinUntil([&] { return node.newer().has_value(); }));
    EXPECT_EQ(diff->rows().front().text, "their text") << "against what a save would replace";
    click("revert");
    EXPECT_TRUE(editor->isVisible());
    EXPECT_EQ(text(), "their text");
}

TEST_F(NodePanel, AFileBecomesTheDataByteForByteAndBack)
{
    QTemporaryDir folder;
    const QString in = folder.filePath("in.bin");
    const QString out = folder.filePath("out.bin");
    const Bytes odd{0x00, 0xff, '\r', '\n', 0xc3, 0x28, '\n'};
    ASSERT_TRUE(writeDataFile(in, odd).has_value());
    open("/b");
    auto* page = view.findChild<DataPage*>();
    page->loadFile(in);
    EXPECT_TRUE(hexView->isVisible());
    EXPECT_EQ(fake.tree().text(Path("/b")), "two") << "it is a draft until it is saved";
    page->saveToFile(out);
    click("save");
    ASSERT_TRUE(saved(1));
    EXPECT_EQ(fake.tree().text(Path("/b")), zs::textOf(odd));
    EXPECT_EQ(*readDataFile(out), odd);
    const auto others = QFile::ReadGroup | QFile::ReadOther;
    EXPECT_EQ(QFile::permissions(out) & others, QFile::Permissions());
}

TEST_F(NodePanel, AFileThatCannotBeReadSaysWhyAndChangesNothing)
{
    open("/b");
    QSignalSpy message(&view, &NodeView::message);
    auto* page = view.findChild<DataPage*>();
    page->loadFile("/nowhere/at/all");
    page->loadFile("/dev/zero");
    ASSERT_EQ(message.count(), 2);
    EXPECT_THAT(message[0][1].toString().toStdString(), testing::HasSubstr("No such file"));
    EXPECT_THAT(message[1][1].toString().toStdString(), testing::HasSubstr("regular"));
    page->saveToFile("/nowhere/at/all");
    EXPECT_THAT(message[2][1].toString().toStdString(), testing::HasSubstr("not written"));
    EXPECT_FALSE(node.isDirty());
}

TEST_F(NodePanel, AFileIsTakenByDragAndDrop)
{
    QTemporaryDir folder;
    const QString name = folder.filePath("dropped");
    ASSERT_TRUE(writeDataFile(name, viewOf("from a file")).has_value());
    open("/b");
    auto* page = view.findChild<DataPage*>();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(name)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &drop);
    EXPECT_EQ(text(), "from a file");
    EXPECT_TRUE(node.isDirty());
}

TEST(DataFiles, NamesOfNodesNeverLeaveTheFolder)
{
    EXPECT_EQ(fileNameFor("gateway.json"), "gateway.json");
    EXPECT_EQ(fileNameFor("../etc"), "node.._etc");
    EXPECT_EQ(fileNameFor(".bashrc"), "node.bashrc");
    EXPECT_EQ(fileNameFor(""), "node");
    EXPECT_EQ(fileNameFor("a\n b"), "a__b");
}

} // namespace
} // namespace zs::ui
