// SPDX-License-Identifier: GPL-3.0-or-later
// Packed and oddly encoded values through the widgets, on a real server: ours, and Apache's.
#include "tests/support/fault_proxy.h"
#include "tests/support/picture.h"
#include "tests/ui/node/data_on_server.h"
#include "tests/ui/node/decode/vectors.h"
#include "ui/common/banner.h"
#include "ui/common/message_view.h"
#include "ui/node/explanation_pane.h"
#include "ui/node/image_view.h"

#include <QBuffer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTranslator>

#include <gmock/gmock.h>

#include <numeric>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using test::vector;
using testing::HasSubstr;
using testing::Not;

class DataViews : public test::DataOnServer {};

TEST_P(DataViews, APackedValueIsReadAndEditedAndPackedAgain)
{
    struct Case {
        const char* file;
        const char* chain;
    };
    for (const Case& one : {Case{"python.gz", "gzip > JSON"}, Case{"python.zlib", "zlib > JSON"},
             Case{"python-mime.base64", "base64 > JSON"},
             Case{"python-gzip.base64", "base64 > gzip > JSON"}, Case{"cli.zst", "zstd > JSON"},
             Case{"cli.lz4", "lz4 > JSON"}, Case{"java.snappy", "snappy (Java) > JSON"},
             Case{"framed.snappy", "snappy (framed) > JSON"},
             Case{"raw.snappy", "snappy (raw) > JSON"}}) {
        const Path path = putAndOpen(one.file, vector(one.file));
        ASSERT_TRUE(bar->isVisible()) << one.file;
        EXPECT_EQ(bar->chainText().toStdString(), one.chain);
        EXPECT_EQ(text(), zs::textOf(vector("plain.json")));
        type(" ");
        save();
        const Bytes stored = bytesOf(path);
        EXPECT_NE(stored, vector(one.file));
        EXPECT_EQ(zs::textOf(DecodeChain::detect(stored).content()), text()) << one.file;
        EXPECT_EQ(text().substr(0, 2), " {");
    }
}

TEST_P(DataViews, WhatIsTypedAndTakenBackLeavesTheStoredBytesAlone)
{
    const Path path = putAndOpen("p", vector("python.gz"));
    type("xyz");
    EXPECT_TRUE(node->isDirty()) << "at once, though nothing is packed yet";
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(editor, Qt::Key_Backspace);
    ASSERT_TRUE(spinUntil([&] { return !node->isDirty(); }));
    EXPECT_EQ(node->data(), vector("python.gz"));
    EXPECT_EQ(bytesOf(path), vector("python.gz"));
}

TEST_P(DataViews, TheStoredBytesCanBeSeenAndTheContentAgain)
{
    putAndOpen("p", vector("python.gz"));
    click(*view, "showStored");
    EXPECT_TRUE(hexView->isVisible());
    EXPECT_EQ(hexView->data(), vector("python.gz"));
    click(*view, "showStored");
    EXPECT_TRUE(editor->isVisible());
    EXPECT_EQ(bar->chainText().toStdString(), "gzip > JSON");
    type("x");
    chooseFormat("Hex");
    EXPECT_EQ(hexView->data().front(), 'x') << "hexadecimal shows what is inside";
    QTest::keyClicks(hexView, "79");
    chooseFormat("Text");
    EXPECT_EQ(text().front(), 'y');
}

TEST_P(DataViews, ABombIsRefusedWithWordsAndStaysAsItIs)
{
    const Path path = putAndOpen("bomb", vector("bomb.zst"));
    EXPECT_TRUE(hexView->isVisible());
    ASSERT_TRUE(bar->isVisible());
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("more than 8.0 MiB"));
    EXPECT_EQ(hexView->data(), vector("bomb.zst"));
    EXPECT_FALSE(node->isDirty());
}

TEST_P(DataViews, WhatCannotBePackedAgainIsReadOnlyAndSaysWhy)
{
    putAndOpen("two", vector("two-members.gz"));
    EXPECT_TRUE(editor->isReadOnly());
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("several parts"));
    type("x");
    EXPECT_FALSE(node->isDirty());
    open(put("b", toBytes("plain")));
    EXPECT_FALSE(editor->isReadOnly());
    EXPECT_FALSE(bar->isVisible());
}

TEST_P(DataViews, ChineseInGbkIsReadEditedAndSavedAsGbk)
{
    const Path path = putAndOpen("gbk", vector("gbk.text"));
    EXPECT_EQ(encoding(), "GBK");
    EXPECT_THAT(text(), HasSubstr("分期付款"));
    paste(QStringLiteral("新"));
    save();
    Bytes expected = vector("gbk.text");
    for (const std::uint8_t byte : {0xd0, 0xc2})
        expected.push_back(byte);
    EXPECT_EQ(bytesOf(path), expected);
    choose(nullptr, "read Latin-1");
    EXPECT_EQ(encoding(), "Latin-1");
    EXPECT_FALSE(node->isDirty()) << "looking at it in another way changes nothing";
    EXPECT_EQ(node->data(), expected);
}

TEST_P(DataViews, Utf16KeepsItsByteOrderMark)
{
    const Path path = putAndOpen("u", vector("utf16be.text"));
    EXPECT_EQ(encoding(), "UTF-16 BE");
    paste(QStringLiteral("末"));
    save();
    Bytes expected = vector("utf16be.text");
    for (const std::uint8_t byte : {0x67, 0x2b})
        expected.push_back(byte);
    EXPECT_EQ(bytesOf(path), expected);
}

TEST_P(DataViews, ACharacterThatDoesNotFitIsNamedAndNothingIsSavedNorLost)
{
    const Path path = putAndOpen("latin", vector("latin1.text"));
    const Path elsewhere = put("elsewhere", toBytes("plain"));
    EXPECT_EQ(encoding(), "Latin-1");
    paste(QStringLiteral("5 €"));
    QSignalSpy message(view.get(), &NodeView::message);
    click(*view, "save");
    ASSERT_EQ(message.count(), 1);
    EXPECT_THAT(
        message[0][1].toString().toStdString(), HasSubstr("“€” (U+20ac, line 3, column 3)"));
    EXPECT_THAT(changes(), HasSubstr("Latin-1 has no “€”"));
    EXPECT_FALSE(node->isSaving());
    QApplication::processEvents(); // The footer makes room for it.
    test::savePicture(*view, QStringLiteral("data-misfit"));
    open(elsewhere);
    EXPECT_EQ(text(), "plain");
    open(path);
    EXPECT_THAT(text(), HasSubstr("5 €")) << "the draft survives a change of the selection";
    EXPECT_TRUE(node->isDirty());
    // Somebody else's change does not replace it either.
    ASSERT_TRUE(await(other->setData(path, toBytes("theirs"), 0)).has_value());
    ASSERT_TRUE(spinUntil([&] { return node->newer().has_value(); }));
    EXPECT_THAT(text(), HasSubstr("5 €"));
    EXPECT_EQ(zs::textOf(bytesOf(path)), "theirs");
    click(*view, "revert");
    ASSERT_TRUE(spinUntil([&] { return text() == "theirs"; }));
    EXPECT_FALSE(node->isDirty());
}

TEST_P(DataViews, TextThatDoesNotFitIsConvertedAndSaved)
{
    const Path path = putAndOpen("latin", vector("latin1.text"));
    paste(QStringLiteral("€"));
    choose("convertMenu", "convert UTF-8");
    EXPECT_EQ(encoding(), "UTF-8");
    save();
    EXPECT_EQ(zs::textOf(bytesOf(path)), "name=Zoë\nplace=Malmö, façade\n€");
}

TEST_P(DataViews, BytesOutsideTheChosenEncodingAreReadOnly)
{
    const Path path = putAndOpen("b", toBytes("abc\xff\xfe\xfd"));
    EXPECT_TRUE(hexView->isVisible());
    EXPECT_EQ(encoding(), "Binary");
    choose(nullptr, "read GBK");
    EXPECT_TRUE(editor->isVisible());
    EXPECT_TRUE(editor->isReadOnly());
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("from byte 3 on this is no GBK text"));
    type("x");
    EXPECT_FALSE(node->isDirty());
    choose(nullptr, "read auto");
    EXPECT_TRUE(hexView->isVisible());
    choose("openMenu", "open base64");
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("Not opened as base64"));
    EXPECT_EQ(bytesOf(path), toBytes("abc\xff\xfe\xfd"));
}

// ZooInspector turns these 256 bytes into 512 when they are saved unchanged.
TEST_P(DataViews, All256BytesSurviveEveryViewAndASave)
{
    Bytes all(256);
    std::iota(all.begin(), all.end(), std::uint8_t(0));
    const Path path = putAndOpen("all", all);
    EXPECT_FALSE(find<QPushButton>(*view, "save")->isEnabled()) << "nothing was changed";
    for (const TextEncoding encoding : allEncodings) {
        choose(nullptr, ("read " + std::string(encodingName(encoding))).c_str());
        EXPECT_FALSE(node->isDirty()) << encodingName(encoding);
        EXPECT_EQ(node->data(), all) << encodingName(encoding);
    }
    choose(nullptr, "read auto");
    hexView->setFocus();
    QTest::keyClicks(hexView, "7f");
    save();
    all[0] = 0x7f;
    EXPECT_EQ(bytesOf(path), all);
}

TEST_P(DataViews, AMegabyteThatIsPackedOpensAndTakesKeysWithoutAStall)
{
    const std::string line = "{\"k\":\"" + std::string((1 << 20) - 8, 'x') + "\"}";
    const auto gzip = DecodeChain::open(vector("python.gz"), {Codec::gzip});
    ASSERT_TRUE(gzip);
    const Path path = put("big", gzip->pack(viewOf(line)));
    open(path);
    QApplication::processEvents();
    EXPECT_EQ(text(), line);
    type("xyz");
    QApplication::processEvents();
    save();
    EXPECT_EQ(zs::textOf(DecodeChain::detect(bytesOf(path)).content()), "xyz" + line);
}

TEST_P(DataViews, SaysWhatAValueMeansToTheProgramThatWroteIt)
{
    auto* pane = view->findChild<ExplanationPane*>();
    auto* title = view->findChild<TextLabel*>("explanationTitle");
    putAndOpen("plain", toBytes("nothing special"));
    EXPECT_FALSE(pane->isVisible());
    const char* url = "dubbo%3A%2F%2F10.0.0.7%3A20880%2Fcom.foo.Bar%3Finterface%3Dcom.foo.Bar"
                      "%26application%3Dpay";
    putAndOpen(url, Bytes());
    ASSERT_TRUE(pane->isVisible());
    EXPECT_THAT(title->text().toStdString(), HasSubstr("Dubbo URL"));
    EXPECT_EQ(find<TextLabel>(*pane, "explained1")->text(), "10.0.0.7:20880");
    click(*view, "foldExplanation");
    EXPECT_FALSE(find<TextLabel>(*pane, "explained1")->isVisible());
    click(*view, "foldExplanation");
    test::picture(*view, "data-dubbo");
    putAndOpen("instance", toBytes(R"({"name":"pay","id":"8f","address":"10.0.0.7","port":80,)"
                                   R"("registrationTimeUTC":1700000000000,)"
                                   R"("serviceType":"DYNAMIC"})"));
    EXPECT_THAT(title->text().toStdString(), HasSubstr("Curator"));
    test::picture(*view, "data-curator");
    putAndOpen("java", *unhex("aced0005740006e58886e69c9f"));
    EXPECT_TRUE(hexView->isVisible());
    EXPECT_EQ(find<TextLabel>(*pane, "explained0")->text(), QStringLiteral("分期"));
}

TEST_P(DataViews, YamlXmlAndPropertiesAreCheckedWhileTheyAreTyped)
{
    struct Case {
        const char* name;
        const char* text;
        const char* keys;
        const char* told;
    };
    for (const Case& one : {Case{"limits.yaml", "a: 1\nb: 2\n", "[", "Line "},
             Case{"routes.xml", "<a>\n  <b/>\n</a>\n", "<", "Line 1, column "},
             Case{"app.properties", "a=1\nb=2\n", "k=\\u1", "Line 1, column 3"},
             Case{"gateway.json", "{\"a\": 1}", "x", "Line 1, column 1: no value"}}) {
        const Path path = putAndOpen(one.name, toBytes(one.text));
        EXPECT_EQ(hint().find("Line"), std::string::npos) << one.name;
        type(QLatin1String(one.keys));
        ASSERT_TRUE(spinUntil([&] { return hint().find(one.told) == 0; }))
            << one.name << ": " << hint();
        click(*view, "revert");
        ASSERT_TRUE(spinUntil([&] { return hint().find("Line") == std::string::npos; }));
        EXPECT_EQ(bytesOf(path), toBytes(one.text));
    }
}

TEST_P(DataViews, FormatLaysOutAndNeverByItself)
{
    const Path path = putAndOpen("gateway.json", toBytes("{\"b\":1.50,\"a\":[2]}"));
    EXPECT_EQ(text(), "{\"b\":1.50,\"a\":[2]}") << "as it is stored";
    click(*view, "layOutText");
    EXPECT_EQ(text(), "{\n  \"b\": 1.50,\n  \"a\": [\n    2\n  ]\n}");
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(node->isDirty()) << "one step of undo takes it back";
    open(put("routes.xml", toBytes("<a><b>1</b></a>")));
    click(*view, "layOutText");
    save();
    EXPECT_EQ(text(), "<a>\n  <b>1</b>\n</a>");
    open(put("limits.yaml", toBytes("a:   # why\n    b: 1\n")));
    click(*view, "layOutText");
    EXPECT_EQ(text(), "a:   # why\n  b: 1\n");
    open(put("notes", toBytes("a text\n")));
    EXPECT_FALSE(view->findChild<QPushButton*>("layOutText")->isEnabled());
}

TEST_P(DataViews, AnObjectFoldsAndItsBytesStay)
{
    putAndOpen("gateway.json", vector("plain.json"));
    editor->foldAll(true);
    EXPECT_EQ(editor->SendScintilla(QsciScintilla::SCI_GETALLLINESVISIBLE), 0);
    EXPECT_EQ(text(), zs::textOf(vector("plain.json")));
    test::picture(*view, "data-folded");
    editor->clearFolds();
}

TEST_P(DataViews, AnImageIsDrawnAndItsBytesCanBeSeen)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(0x23a35a);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    ASSERT_TRUE(image.save(&buffer, "PNG"));
    const Bytes stored(png.begin(), png.end());
    const Path path = putAndOpen("logo", stored);
    const ImageView* drawn = picture();
    ASSERT_TRUE(drawn->isVisible());
    EXPECT_EQ(drawn->image().size(), QSize(64, 48));
    EXPECT_EQ(drawn->image().pixel(5, 5) & 0xffffff, 0x23a35aU);
    test::picture(*view, "data-image");
    chooseFormat("Hex");
    EXPECT_EQ(hexView->data(), stored);
    Bytes huge = stored; // Its header promises 60,000 x 60,000 pixels.
    for (const std::size_t at : {18, 22}) {
        huge[at] = 0xea;
        huge[at + 1] = 0x60;
    }
    open(put("huge", huge));
    EXPECT_TRUE(picture()->image().isNull());
    EXPECT_FALSE(drawn->caption().isEmpty());
}

TEST_P(DataViews, AValueThatComesTooSlowlyIsStoppedOnItsWay)
{
    const Path path = put("large", Bytes(900'000, 'x'));
    // A link on which 100,000 bytes of an answer come, and then nothing for a long time.
    test::FaultProxy link(port(), [](int) {
        return test::FaultPlan{.fault = test::Fault::stall, .afterBytes = 100'000};
    });
    ClientOptions options;
    options.servers = *ConnectString::parse(link.address());
    const std::unique_ptr<Client> slow = Client::connectTo(options);
    NodeController reading(slow.get());
    NodeView page(&reading, new QLabel(QStringLiteral("ACL")));
    page.resize(820, 560);
    page.show();
    ASSERT_TRUE(await(slow->sync(root)).has_value());
    reading.open(path, 900'000);
    auto* stop = page.findChild<QPushButton*>(QStringLiteral("stopReading"));
    ASSERT_TRUE(spinUntil([&] { return stop->isVisible(); }));
    EXPECT_EQ(link.faultCount(), 1) << "it is on its way";
    const auto* slowly = page.findChild<MessageView*>(QStringLiteral("slowReading"));
    static const QRegularExpression sizes(QStringLiteral("9\\d KiB of 879 KiB have arrived"));
    EXPECT_TRUE(spinUntil([&] { return slowly->text().contains(sizes); }))
        << slowly->text().toStdString();
    EXPECT_EQ(reading.phase(), NodePhase::loading);
    QTest::mouseClick(stop, Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return reading.phase() == NodePhase::failed; }));
    EXPECT_EQ(reading.error()->code, Errc::cancelled);
    EXPECT_FALSE(stop->isVisible());
    EXPECT_EQ(page.findChild<DataEditor*>()->data(), Bytes());
}

TEST_P(DataViews, TenThousandLinesOfJsonOpenWithoutAStall)
{
    std::string json = "[\n";
    while (json.size() < 1'000'000)
        json += "  {\"k\": 12345, \"v\": \"some text\"},\n";
    json += "  {}\n]\n";
    const Path path = put("lines", toBytes(json));
    open(path);
    QApplication::processEvents();
    (void)view->grab();
    EXPECT_TRUE(text() == json);
}

TEST_P(DataViews, SwitchesTheLanguageOfAllItShows)
{
    putAndOpen("limits.yaml", toBytes("a: [1\nb: 2\n"));
    EXPECT_THAT(hint(), HasSubstr("Line 2"));
    QTranslator chinese;
    ASSERT_TRUE(chinese.load(QStringLiteral(":/zooscope/i18n/zooscope_zh_CN.qm")));
    QCoreApplication::installTranslator(&chinese);
    QApplication::processEvents();
    EXPECT_THAT(hint(), HasSubstr("第 2 行"));
    test::savePicture(*view, QStringLiteral("data-yaml-zh"));
    putAndOpen("two", vector("two-members.gz"));
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("只读"));
    test::savePicture(*view, QStringLiteral("data-read-only-zh"));
    QCoreApplication::removeTranslator(&chinese);
    QApplication::processEvents();
    EXPECT_THAT(bar->note().toStdString(), HasSubstr("Read-only"));
}

TEST_P(DataViews, LookAsDesigned)
{
    putAndOpen("gateway.json", vector("python-gzip.base64"));
    test::picture(*view, "data-packed");
    putAndOpen("two", vector("two-members.gz"));
    test::picture(*view, "data-read-only");
    putAndOpen("gbk", vector("gbk.text"));
    click(*view, "encoding");
    auto* menu = view->findChild<QMenu*>("encodingMenu");
    ASSERT_TRUE(spinUntil([&] { return menu->isVisible(); }));
    test::savePicture(*menu, QStringLiteral("data-encoding-menu"));
    menu->close();
    test::picture(*view, "data-gbk");
}

INSTANTIATE_TEST_SUITE_P(Servers, DataViews, testing::Values(Kind::ours, Kind::apache),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
