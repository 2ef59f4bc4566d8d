// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/installed_theme.h"
#include "tests/support/picture.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/error_report.h"
#include "ui/common/message_view.h"
#include "ui/common/segmented_control.h"
#include "ui/common/sentences.h"
#include "ui/common/text_label.h"
#include "ui/common/toast.h"
#include "ui/common/widgets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFontMetrics>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

QRgb inkAt(const QImage& image, const QColor& ground)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != ground)
                return image.pixel(x, y);
        }
    }
    return 0;
}

TEST(TextLabel, MarkupStaysTextAndHostileCharactersShow)
{
    test::installedTheme();
    TextLabel label(TextStyle::body);
    label.setText(QStringLiteral("<b>x</b>\u202E"));
    EXPECT_EQ(label.text(), QStringLiteral("<b>x</b>\\u202e"));
    EXPECT_EQ(label.accessibleName(), label.text());
}

TEST(TextLabel, WrappedLinesHaveTheDesignsLineHeight)
{
    test::installedTheme();
    TextLabel label(TextStyle::body);
    label.setOverflow(TextLabel::Overflow::wrap);
    label.setText(QStringLiteral("one two three four five six"));
    EXPECT_EQ(label.heightForWidth(1000), 20);
    const int narrow = label.heightForWidth(60);
    EXPECT_GT(narrow, 40);
    EXPECT_EQ(narrow % 20, 0);
}

TEST(Sentences, HaveASpaceBetweenThemUnlessTheyAreChinese)
{
    EXPECT_EQ(joinSentences({QStringLiteral("One."), QStringLiteral("Two.")}),
        QStringLiteral("One. Two."));
    EXPECT_EQ(joinSentences({QStringLiteral("已断开。"), QStringLiteral("请重试。")}),
        QStringLiteral("已断开。请重试。"));
    EXPECT_EQ(joinSentences({QString(), QStringLiteral("One."), QString()}),
        QStringLiteral("One."));
}

TEST(TextLabel, PathsInASentenceAreMono)
{
    test::installedTheme();
    const QString path = QStringLiteral("/will/it/fill");
    TextLabel plain(TextStyle::label);
    plain.setText(QStringLiteral("Stored as ") + path);
    TextLabel mono(TextStyle::label);
    mono.setText(QStringLiteral("Stored as ") + path);
    mono.setMonoParts({path, QString()});
    const auto widthIn = [&](TextStyle style) {
        return QFontMetrics(fontFor(style)).horizontalAdvance(path);
    };
    EXPECT_NEAR(mono.sizeHint().width() - plain.sizeHint().width(),
        widthIn(TextStyle::mono) - widthIn(TextStyle::label), 2);
    EXPECT_GT(mono.sizeHint().width(), plain.sizeHint().width() + 10);
}

TEST(TextLabel, NoLineBreaksBehindTheColonOfAnAddress)
{
    test::installedTheme();
    const QString parts[] = {QStringLiteral("you are ip:"), QStringLiteral("127.0.0.1"),
        QStringLiteral(" and")};
    const auto widthOf = [](const QString& text) {
        TextLabel line(TextStyle::label);
        line.setText(text);
        return line.sizeHint().width();
    };
    TextLabel label(TextStyle::label);
    label.setOverflow(TextLabel::Overflow::wrap);
    label.setText(parts[0] + parts[1] + parts[2]);
    // Broken behind the colon it would fit in two lines.
    const int width = std::max(widthOf(parts[0]), widthOf(parts[1] + parts[2])) + 2;
    ASSERT_LT(width, widthOf(QStringLiteral("ip:") + parts[1] + parts[2]));
    EXPECT_EQ(label.heightForWidth(width), 3 * lineHeight(TextStyle::label));
    EXPECT_EQ(label.text(), parts[0] + parts[1] + parts[2]) << "what is copied has no joiner";
}

TEST(TextLabel, StrongWordsAreSemiboldWhereTheyStandAlone)
{
    test::installedTheme();
    TextLabel plain(TextStyle::note);
    plain.setText(QStringLiteral("After this nobody holds A (admin) of the ACL."));
    TextLabel strong(TextStyle::note);
    strong.setText(plain.text());
    strong.setStrongWords({QStringLiteral("A")});
    QFont bold = fontFor(TextStyle::note);
    const int before = QFontMetrics(bold).horizontalAdvance(u'A');
    bold.setWeight(QFont::DemiBold);
    EXPECT_NEAR(strong.sizeHint().width() - plain.sizeHint().width(),
        QFontMetrics(bold).horizontalAdvance(u'A') - before, 1);
    const QImage seen = strong.grab().toImage();
    EXPECT_NE(seen, plain.grab().toImage());
}

TEST(TextLabel, PaintsWithItsToken)
{
    test::installedTheme(ThemeMode::dark);
    QWidget ground;
    ground.setAttribute(Qt::WA_StyledBackground);
    ground.setProperty("surface", "canvas");
    ground.resize(100, 20);
    TextLabel label(TextStyle::body, Token::danger, &ground);
    label.setText(QStringLiteral("IIII"));
    label.resize(100, 20);
    const QColor ink = inkAt(ground.grab().toImage(), color(Token::canvas));
    EXPECT_GT(ink.red(), ink.green() + 5);
}

TEST(Chip, IsPaintedOnItsRolesSoftGround)
{
    test::installedTheme(ThemeMode::light);
    Chip chip;
    chip.setText(QStringLiteral("production"));
    chip.setRole(Role::danger);
    chip.resize(chip.sizeHint());
    EXPECT_EQ(chip.height(), 20);
    EXPECT_EQ(chip.grab().toImage().pixelColor(3, 10), color(Token::dangerSoft));
}

TEST(SegmentedControl, ArrowsMoveAndSpaceSelects)
{
    test::installedTheme();
    SegmentedControl control;
    control.setSegments({QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three")});
    control.show();
    QApplication::setActiveWindow(&control);
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    EXPECT_EQ(control.currentIndex(), 0);
    auto segments = control.findChildren<QAbstractButton*>();
    ASSERT_EQ(segments.size(), 3);
    segments[0]->setFocus();
    QTest::keyClick(segments[0], Qt::Key_Right);
    EXPECT_TRUE(segments[1]->hasFocus());
    EXPECT_EQ(control.currentIndex(), 0);
    QTest::keyClick(segments[1], Qt::Key_Space);
    EXPECT_EQ(control.currentIndex(), 1);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().front().toInt(), 1);
}

TEST(SegmentedControl, HasTheHeightOfTheDesignsToolBars)
{
    test::installedTheme();
    SegmentedControl control;
    control.setSegments({QStringLiteral("JSON"), QStringLiteral("Hex")});
    EXPECT_EQ(control.height(), 24);
    EXPECT_NEAR(control.findChildren<QAbstractButton*>()[0]->sizeHint().width(), 50, 2);
}

TEST(SegmentedControl, NewWordsKeepTheChoice)
{
    test::installedTheme();
    SegmentedControl control;
    control.setSegments({QStringLiteral("One"), QStringLiteral("Two")});
    control.setCurrentIndex(1);
    control.setSegments({QStringLiteral("一"), QStringLiteral("二")});
    EXPECT_EQ(control.currentIndex(), 1);
    EXPECT_EQ(control.findChildren<QAbstractButton*>()[1]->text(), QStringLiteral("二"));
}

TEST(Toast, ReplacesItsMessageAndFloatsOverTheLowerEdge)
{
    test::installedTheme();
    QWidget host;
    host.resize(600, 400);
    host.show();
    Toast toast(&host);
    toast.showMessage(Role::leading, QStringLiteral("Saved as version 18"));
    EXPECT_TRUE(toast.isVisible());
    EXPECT_GT(toast.y(), 300);
    host.resize(600, 300);
    QApplication::processEvents();
    EXPECT_LT(toast.geometry().bottom(), 300);
    toast.showMessage(Role::danger, QStringLiteral("Not saved"));
    EXPECT_EQ(toast.text(), QStringLiteral("Not saved"));
}

TEST(Toast, ClosesWhenTheLanguageChanges)
{
    test::installedTheme();
    QWidget host;
    host.show();
    Toast toast(&host);
    toast.showMessage(Role::leading, QStringLiteral("Saved as version 18"));
    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(&toast, &change);
    EXPECT_FALSE(toast.isVisible());
}

TEST(Banner, ShowsItsButtonsAndTellsItsText)
{
    test::installedTheme();
    Banner banner;
    banner.setRole(Role::looking, QStringLiteral("refresh-cw"));
    banner.setText(QStringLiteral("Connection lost."), QStringLiteral("Trying again."));
    auto* now = makeButton("tryNow");
    now->setText(QStringLiteral("Try now"));
    banner.addButton(now);
    banner.resize(800, banner.sizeHint().height());
    banner.show();
    EXPECT_EQ(banner.height(), 40);
    EXPECT_EQ(banner.accessibleName(), QStringLiteral("Connection lost. Trying again."));
    EXPECT_EQ(banner.grab().toImage().pixelColor(4, 4), color(Token::lookingSoft));
    test::savePicture(banner, QStringLiteral("banner-light"));
}

TEST(MessageView, TellsAnErrorWithItsCode)
{
    test::installedTheme();
    MessageView view;
    view.setError(Error(Errc::noAuth, "getData /config/keys"));
    view.resize(392, 236);
    EXPECT_TRUE(view.text().contains(QStringLiteral("NoAuth: getData /config/keys")));
    EXPECT_EQ(view.title(), QStringLiteral("You have no right to do this"));
    test::savePicture(view, QStringLiteral("message-light"));
}

TEST(MessageView, OffersDetailsOfAnErrorAndNoneOfWhatIsNone)
{
    test::installedTheme();
    MessageView view;
    auto* details = view.findChild<QAbstractButton*>(QStringLiteral("errorDetails"));
    const Error error(Errc::noAuth, "getData /config/keys");
    view.setError(error);
    view.setReport(errorReport(error, Path("/config/<b>keys</b>\u202e"), nullptr));
    view.show();
    ASSERT_TRUE(details->isVisible());
    QTest::mouseClick(details, Qt::LeftButton);
    const std::string copied = QApplication::clipboard()->text().toStdString();
    EXPECT_NE(copied.find("Node: /config/<b>keys</b>\\u202e\n"), std::string::npos) << copied;
    EXPECT_NE(copied.find("NoAuth: getData /config/keys"), std::string::npos) << copied;
    EXPECT_NE(copied.find("Code: -102"), std::string::npos) << copied;
    view.setMessage(Role::down, QStringLiteral("file"), QStringLiteral("No data"), {});
    EXPECT_FALSE(details->isVisible());
}

TEST(ToolTips, AreNeverMarkup)
{
    QWidget widget;
    setPlainToolTip(&widget, QStringLiteral("<b>x</b><img src='/etc/passwd'>"));
    EXPECT_EQ(widget.toolTip(),
        QStringLiteral("<span>&lt;b&gt;x&lt;/b&gt;&lt;img src='/etc/passwd'&gt;</span>"));
    setVerb(&widget, QStringLiteral("Remove <b>x</b>"));
    EXPECT_FALSE(widget.toolTip().contains(QStringLiteral("<b>")));
    setPlainToolTip(&widget, QStringLiteral("a < b"));
    EXPECT_EQ(widget.toolTip(), QStringLiteral("a < b"));
}

/// The components of the design's sheet, for a look beside it.
TEST(Gallery, EveryComponentShowsInBothThemes)
{
    for (const bool dark : {false, true}) {
        test::installedTheme(dark ? ThemeMode::dark : ThemeMode::light);
        QWidget sheet;
        sheet.setAttribute(Qt::WA_StyledBackground);
        sheet.setProperty("surface", "canvas");
        auto* column = makeColumn(&sheet, 12);
        column->setContentsMargins(16, 16, 16, 16);
        auto* row = new QHBoxLayout;
        column->addLayout(row);
        for (const ButtonKind kind : {ButtonKind::primary, ButtonKind::normal, ButtonKind::ghost,
                 ButtonKind::danger}) {
            auto* button = makeButton("sample", kind, &sheet);
            button->setText(QStringLiteral("Sample"));
            row->addWidget(button);
        }
        for (int index = 0; index <= int(Role::danger); ++index) {
            auto* chip = new Chip(&sheet);
            chip->setRole(static_cast<Role>(index));
            chip->setText(QStringLiteral("role"));
            row->addWidget(chip);
        }
        row->addWidget(new KeyLabel(QStringLiteral("Ctrl K"), &sheet));
        for (const Role role : {Role::following, Role::looking, Role::danger}) {
            auto* note = new Note(role, &sheet);
            note->setText(QStringLiteral("A message of this kind, session 0x2c41."));
            column->addWidget(note);
        }
        sheet.resize(sheet.sizeHint());
        EXPECT_FALSE(sheet.grab().isNull());
        test::savePicture(sheet,
            dark ? QStringLiteral("gallery-dark") : QStringLiteral("gallery-light"));
    }
}

} // namespace
} // namespace zs::ui
