// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into the data by the mouse and by keys, and what is told of mistakes in it, on a real
// server: ours, and Apache's.
#include "tests/ui/node/data_on_server.h"
#include "ui/node/data_files.h"
#include "ui/node/find_bar.h"
#include "ui/node/image_view.h"

#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTranslator>
#include <QWindow>

#include <gmock/gmock.h>

#include <algorithm>

namespace zs::ui {
namespace {

using test::Kind;
using test::spinUntil;
using testing::HasSubstr;

class DataInput : public test::DataOnServer {
protected:
    /// A drag from another program, as the window gets it: enter, move, drop. Whether somebody
    /// would take it.
    bool drop(QWidget* target, const QMimeData& mime)
    {
        QWindow* window = view->windowHandle();
        const QPoint at = target->mapTo(view.get(), target->rect().center());
        QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QDragMoveEvent move(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        move.setDropAction(enter.dropAction()); // What was answered once holds, as Qt has it.
        move.setAccepted(enter.isAccepted());
        QApplication::sendEvent(window, &move);
        if (!move.isAccepted()) {
            QDragLeaveEvent leave;
            QApplication::sendEvent(window, &leave);
            return false;
        }
        QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
        return drop.isAccepted();
    }
    /// As a file manager offers it: the same as text, too.
    static void setFile(QMimeData& mime, const QString& name)
    {
        mime.setUrls({QUrl::fromLocalFile(name)});
        mime.setText(QUrl::fromLocalFile(name).toString());
    }
    QString fileOf(const Bytes& bytes)
    {
        const QString name = folder.filePath(QStringLiteral("dropped%1").arg(++files));
        EXPECT_TRUE(writeDataFile(name, bytes).has_value());
        return name;
    }
    void startFinding(const QString& what)
    {
        view->focusContent();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        auto* field = find<QLineEdit>(*view, "findField");
        ASSERT_TRUE(spinUntil([&] { return field->hasFocus(); }));
        QTest::keyClicks(field, what);
    }
    bool finds(const char* words)
    {
        auto* status = view->findChild<TextLabel*>("findStatus");
        return spinUntil([&] { return status->text() == QLatin1String(words); });
    }

    QTemporaryDir folder;
    int files = 0;
};

/// Chinese as long as it lives.
struct Chinese {
    Chinese()
    {
        EXPECT_TRUE(translator.load(QStringLiteral(":/zooscope/i18n/zooscope_zh_CN.qm")));
        QCoreApplication::installTranslator(&translator);
        QApplication::processEvents();
    }
    ~Chinese()
    {
        QCoreApplication::removeTranslator(&translator);
        QApplication::processEvents();
    }
    QTranslator translator;
};

TEST_P(DataInput, AFileDroppedOnTheTextBecomesTheDraftByteForByte)
{
    const Path path = putAndOpen("text", toBytes("before"));
    QMimeData mime;
    setFile(mime, fileOf(toBytes("from\r\na file\n")));
    ASSERT_TRUE(drop(editor->viewport(), mime));
    EXPECT_EQ(text(), "from\r\na file\n") << "and not the name of the file";
    EXPECT_TRUE(node->isDirty());
    EXPECT_EQ(zs::textOf(bytesOf(path)), "before") << "nothing is saved by it";
    save();
    EXPECT_EQ(zs::textOf(bytesOf(path)), "from\r\na file\n");
}

TEST_P(DataInput, AFileDroppedOnTheBytesBecomesTheDraftByteForByte)
{
    const Path path = putAndOpen("bin", toBytes("\xff\xfe\xfd"));
    ASSERT_TRUE(hexView->isVisible());
    const Bytes bytes{0x00, 0xca, 0xff, 0x80};
    QMimeData mime;
    setFile(mime, fileOf(bytes));
    ASSERT_TRUE(drop(hexView->viewport(), mime));
    EXPECT_EQ(hexView->data(), bytes);
    EXPECT_EQ(bytesOf(path), toBytes("\xff\xfe\xfd"));
    save();
    EXPECT_EQ(bytesOf(path), bytes);
}

TEST_P(DataInput, DroppedTextIsTextAndWhatMayNotBeEditedTakesNothing)
{
    const Path path = putAndOpen("text", toBytes("1\n2\n"));
    QMimeData words;
    words.setText("dropped ");
    ASSERT_TRUE(drop(editor->viewport(), words));
    EXPECT_THAT(text(), HasSubstr("dropped "));
    EXPECT_EQ(text().size(), 12U) << "it is inserted, and replaces nothing";
    QMimeData two;
    two.setUrls({QUrl::fromLocalFile(fileOf(toBytes("a"))), QUrl::fromLocalFile("/b")});
    two.setText("names");
    EXPECT_FALSE(drop(editor->viewport(), two)) << "one node holds one file";
    QMimeData link;
    link.setUrls({QUrl("https://example.org/x")});
    link.setText("https://example.org/x");
    EXPECT_FALSE(drop(editor->viewport(), link)) << "nothing is fetched from a network";
    EXPECT_EQ(text().size(), 12U);
    click(*view, "revert");
    // Of a deleted node a last copy is left, to read.
    ASSERT_TRUE(test::await(other->remove(path)).has_value());
    ASSERT_TRUE(spinUntil([&] { return node->phase() == NodePhase::deleted; }));
    QMimeData mime;
    setFile(mime, fileOf(toBytes("from a file")));
    EXPECT_FALSE(drop(editor->viewport(), mime));
    EXPECT_FALSE(drop(editor->viewport(), words));
    EXPECT_EQ(text(), "1\n2\n");
}

TEST_P(DataInput, EscInTheTextAndInTheBytesEndsTheSearch)
{
    auto* findBar = view->findChild<FindBar*>();
    putAndOpen("text", toBytes("host=a\nhost=b\n"));
    startFinding("host");
    ASSERT_TRUE(finds("1 of 2"));
    QTest::mouseClick(editor->viewport(), Qt::LeftButton, {}, {200, 60});
    ASSERT_TRUE(spinUntil([&] { return editor->hasFocus(); }));
    EXPECT_TRUE(findBar->isVisible());
    QTest::keyClick(editor, Qt::Key_Escape);
    EXPECT_FALSE(findBar->isVisible());
    EXPECT_TRUE(editor->hasFocus());
    EXPECT_FALSE(node->isDirty());
    putAndOpen("bin", toBytes("\xff\xfe" "ab" "\xff"));
    startFinding("ab");
    ASSERT_TRUE(finds("1 of 1"));
    QTest::mouseClick(hexView->viewport(), Qt::LeftButton, {}, {200, 20});
    ASSERT_TRUE(spinUntil([&] { return hexView->hasFocus(); }));
    QTest::keyClick(hexView, Qt::Key_Escape);
    EXPECT_FALSE(findBar->isVisible());
    EXPECT_TRUE(hexView->hasFocus());
}

TEST_P(DataInput, PropertiesAreLaidOutWithoutChangingWhatTheySay)
{
    const char* stored = "# why  \nb : 1\\\n      2\n\na = x \n";
    const Path path = putAndOpen("app.properties", toBytes(stored));
    EXPECT_EQ(text(), stored) << "as it is stored";
    click(*view, "layOutText");
    EXPECT_EQ(text(), "# why  \nb=1\\\n    2\n\na=x \n");
    EXPECT_EQ(zs::textOf(bytesOf(path)), stored) << "nothing is saved by it";
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(node->isDirty()) << "one step of undo takes it back";
    click(*view, "layOutText");
    save();
    EXPECT_EQ(zs::textOf(bytesOf(path)), "# why  \nb=1\\\n    2\n\na=x \n");
}

TEST_P(DataInput, MistakesAreToldInChineseInAChineseInterface)
{
    putAndOpen("limits.yaml", toBytes("a: [1\nb: 2\n"));
    EXPECT_EQ(hint(), "Line 2, column 2: end of sequence flow not found");
    {
        const Chinese chinese;
        EXPECT_EQ(hint(), "第 2 行，第 2 列：序列缺少结尾的 ]");
        putAndOpen("routes.xml", toBytes("<a>\n  <b>\n</a>\n"));
        EXPECT_EQ(hint(), "第 3 行，第 5 列：开始标签与结束标签不匹配");
        startFinding("[a");
        click(*view, "findRegex");
        auto* problem = view->findChild<TextLabel*>("findProblem");
        ASSERT_TRUE(spinUntil([&] { return problem->isVisible(); }));
        EXPECT_EQ(problem->text(), QStringLiteral("位置 3：字符类缺少结尾的 ]"));
    }
    EXPECT_EQ(hint(), "Line 3, column 5: Opening and ending tag mismatch");
    EXPECT_THAT(view->findChild<TextLabel*>("findProblem")->text().toStdString(),
        HasSubstr("missing terminating ]"));
}

TEST_P(DataInput, AnSvgIsTextAndOpensNoFile)
{
    // Its entities and its picture name files that would be read, its size a picture of 40 GB.
    const std::string svg = "<?xml version=\"1.0\"?>\n<!-- a -->\n"
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                            "width=\"100000\" height=\"100000\">\n"
                            "  <image xlink:href=\"file:///etc/passwd\"/>\n</svg>\n";
    const Path path = putAndOpen("logo.svg", toBytes(svg));
    EXPECT_TRUE(editor->isVisible());
    EXPECT_FALSE(view->findChild<ImageView*>()->isVisible());
    EXPECT_EQ(text(), svg);
    EXPECT_THAT(hint(), HasSubstr("SVG, not drawn"));
    auto* formats = find<SegmentedControl>(*view, "formats");
    for (const auto* one : formats->findChildren<QAbstractButton*>())
        EXPECT_NE(one->text(), "Image") << "there is no way to draw it";
    const auto drawn = readPicture(viewOf(svg));
    ASSERT_FALSE(drawn);
    EXPECT_THAT(drawn.error().detail, HasSubstr("neither PNG, JPEG nor GIF"));
    open(put("plain.xml", toBytes("<svgs/>\n")));
    EXPECT_EQ(hint(), "detected");
}

TEST_P(DataInput, OfAnAnimatedGifTheFirstPictureIsDrawnAndABombIsRefused)
{
    const Bytes gif = *unhex("47494638396103000200f00000ff000000000021f904000000000021ff0b4e45"
                             "545343415045322e3003010000002c0000000003000200000202845f0021f904"
                             "00000000002c0000000003000200800000ff0000000202845f003b");
    putAndOpen("spinner", gif); // Of red and blue.
    const ImageView* drawn = picture();
    ASSERT_TRUE(drawn->isVisible());
    EXPECT_EQ(drawn->image().size(), QSize(3, 2));
    EXPECT_EQ(drawn->image().pixel(1, 1) & 0xffffff, 0xff0000U);
    Bytes cut = gif;
    cut.resize(20);
    putAndOpen("cut", cut);
    EXPECT_TRUE(picture()->image().isNull());
    EXPECT_THAT(drawn->caption().toStdString(), HasSubstr("damaged or cut short"));
    // A PNG of 100,000 x 100,000 pixels in 74 bytes: 40 GB, if somebody believed it.
    putAndOpen("bomb", *unhex("89504e470d0a1a0a0000000d49484452000186a0000186a008060000"
                              "00a8520bc8000000114944415478da63601805a360140c77000003e8"
                              "0001ce494c580000000049454e44ae426082"));
    EXPECT_TRUE(picture()->image().isNull());
    EXPECT_THAT(drawn->caption().toStdString(), HasSubstr("more than the 4 megapixels"));
    // A GIF says how large it is in two places: of all, and of each picture.
    Bytes frame = gif;
    const auto start = std::find(frame.begin(), frame.end(), 0x2c);
    std::fill(start + 5, start + 9, std::uint8_t(0xff));
    putAndOpen("frame", frame);
    EXPECT_LE(picture()->image().width(), 3);
    Bytes wide = gif;
    for (const std::size_t at : {6, 7, 8, 9})
        wide[at] = 0xff;
    putAndOpen("wide", wide);
    EXPECT_TRUE(picture()->image().isNull());
    EXPECT_FALSE(drawn->caption().isEmpty());
}

TEST_P(DataInput, AValueOfHBaseTellsItsWriterAndItsServer)
{
    ASSERT_TRUE(test::await(other->create(root.child("rs"), {})).has_value());
    const Path path = root.child("rs").child("h1,16020,1700000000000");
    const Bytes stored = *unhex("ff0000001a" "726567696f6e7365727665723a3136303230"
                                "0102030405060708" "50425546" "08967d" "12080a06322e352e3130");
    ASSERT_TRUE(test::await(other->create(path, stored)).has_value());
    open(path);
    ASSERT_TRUE(hexView->isVisible());
    const std::string title
        = find<TextLabel>(*view, "explanationTitle")->text().toStdString();
    EXPECT_EQ(title.find("Looks like"), 0U) << title;
    EXPECT_THAT(title, HasSubstr("HBase region server h1,16020,1700000000000"));
    EXPECT_EQ(find<TextLabel>(*view, "explained0")->text(), "16022");
    EXPECT_EQ(find<TextLabel>(*view, "explained1")->text(), "2.5.10");
    EXPECT_EQ(find<TextLabel>(*view, "explained2")->text(), "regionserver:16020");
    EXPECT_FALSE(node->isDirty());
    EXPECT_EQ(bytesOf(path), stored);
}

INSTANTIATE_TEST_SUITE_P(Servers, DataInput, testing::Values(Kind::ours, Kind::apache),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
