// SPDX-License-Identifier: GPL-3.0-or-later
// Language and theme are switched in the middle of work: nothing of it is lost, all is told anew.
#include "tests/ui/access/screen_check.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "tests/ui/mainwindow/shown_texts.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/node/new_node_dialog.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>

namespace zs::ui {
namespace {

using test::Kind;
using test::spinUntil;

class LiveSwitch : public RowsOnServer {
protected:
    void TearDown() override
    {
        RowsOnServer::TearDown();
        m_languages.setCurrent(QStringLiteral("en"));
        test::installedTheme(ThemeMode::light);
    }
    static void rest()
    {
        for (int round = 0; round < 8; ++round)
            QCoreApplication::processEvents();
    }
    void run(const char* action)
    {
        WorkspacePage* page = m_window->workspace();
        const bool ofPage = page->actions()->find(QLatin1String(action));
        ASSERT_TRUE((ofPage ? page->actions() : m_window->actions())
                        ->trigger(QLatin1String(action)));
    }
    /// All that work in the window consists of: what was typed, marked, scrolled and opened.
    QStringList work(const QDialog* dialog) const
    {
        QStringList all;
        const auto add = [&all](const char* what, const auto& value) {
            all << QStringLiteral("%1 = %2").arg(QLatin1String(what)).arg(value);
        };
        const ByteSpan selected = editor()->selectedBytes();
        const Bytes data = editor()->data();
        add("data", QString::fromUtf8(zs::textOf(data).data(), qsizetype(data.size())));
        add("cursor", editor()->cursorPlace().first * 1'000 + editor()->cursorPlace().second);
        add("selection at", qulonglong(selected.from));
        add("selection of", qulonglong(selected.size));
        add("first line", editor()->firstVisibleLine());
        add("unsaved", int(node()->isDirty()));
        add("tree row", tree()->currentIndex().data().toString());
        add("tree scrolled", tree()->verticalScrollBar()->value());
        add("tree open", int(tree()->isExpanded(row(m_root))));
        add("filter", find<QLineEdit>("filterEvents")->text());
        if (dialog) {
            for (const auto* line : dialog->findChildren<QLineEdit*>())
                add("line", line->text() + u'|' + line->selectedText() + u'|'
                        + QString::number(line->cursorPosition()));
            for (const auto* text : dialog->findChildren<QPlainTextEdit*>())
                add("text", text->toPlainText());
            for (const auto* button : dialog->findChildren<QAbstractButton*>()) {
                if (button->isCheckable() && button->isVisible())
                    add("choice", int(button->isChecked()));
            }
            add("dialog", int(dialog->isVisible()));
        }
        return all;
    }
    /// Opens a node of many lines among many, types, marks a part, scrolls.
    void beginWork()
    {
        std::string lines;
        for (int line = 0; line < 300; ++line)
            lines += "line " + std::to_string(line) + "\n";
        put("n50", lines);
        for (int i = 10; i < 50; ++i)
            put("n" + std::to_string(i), "x");
        connectWindow();
        open(below("n50"));
        tree()->expand(row(m_root));
        ASSERT_TRUE(spinUntil([&] { return model()->rowCount(row(m_root)) == 41; }));
        editor()->setFocus();
        QTest::keyClicks(editor(), "typed ");
        editor()->setFirstVisibleLine(120);
        editor()->selectBytes({1'400, 40});
        find<QLineEdit>("filterEvents")->setText(QStringLiteral("n1"));
        tree()->verticalScrollBar()->setValue(3);
        rest();
        ASSERT_TRUE(node()->isDirty());
        ASSERT_GT(editor()->firstVisibleLine(), 50);
    }
    NewNodeDialog* beginNewNode()
    {
        run("node.new");
        auto* made = dialog<NewNodeDialog>();
        QApplication::setActiveWindow(made);
        QWidget* name = made->focusWidget();
        EXPECT_TRUE(qobject_cast<QLineEdit*>(name));
        QTest::keyClicks(name, "half-typed");
        QTest::keyClick(name, Qt::Key_Left, Qt::ShiftModifier);
        auto* data = made->findChild<QPlainTextEdit*>();
        EXPECT_NE(data, nullptr);
        if (data)
            data->setPlainText(QStringLiteral("first\nsecond"));
        rest();
        return made;
    }
};

TEST_P(LiveSwitch, LanguageThemeAndTimesLoseNothingOfTheWork)
{
    beginWork();
    NewNodeDialog* made = beginNewNode();
    const QWidget* focus = QApplication::focusWidget();
    const QStringList before = work(made);
    const QSize size = m_window->size();
    const std::vector<std::pair<const char*, std::function<void()>>> switches{
        {"Chinese", [&] { run("window.chinese"); }},
        {"dark", [&] { run("window.themeDark"); }},
        {"English", [&] { run("window.english"); }},
        {"light", [&] { run("window.themeLight"); }},
        {"system", [&] { run("window.themeSystem"); }},
    };
    for (const auto& [what, change] : switches) {
        change();
        rest();
        EXPECT_EQ(work(made), before) << what;
        EXPECT_EQ(QApplication::focusWidget(), focus) << what;
        EXPECT_EQ(m_window->size(), size) << what;
    }
    QTest::keyClick(made, Qt::Key_Escape);
    ASSERT_TRUE(spinUntil([&] { return m_window->findChildren<NewNodeDialog*>().isEmpty(); }));
    run("node.save"); // What was typed is what is saved.
    EXPECT_TRUE(spinUntil([&] { return stored(below("n50")).starts_with("typed line 0\n"); }));
}

/// Texts of what is seen, by who shows them.
using TextsOf = std::vector<std::pair<std::string, QString>>;

TextsOf shownTexts()
{
    TextsOf all;
    for (const ShownText& each : ShownTexts().all()) {
        if (each.visible)
            all.emplace_back(each.where, each.text);
    }
    return all;
}

TEST_P(LiveSwitch, EveryTextIsToldAnewAndComesBack)
{
    beginWork();
    beginNewNode();
    run("window.chinese");
    rest();
    const TextsOf chinese = shownTexts();
    run("window.english");
    rest();
    const TextsOf english = shownTexts();
    // Sentences of English have Chinese ones: nothing that is a sentence stays as it was.
    static const QRegularExpression sentence(QStringLiteral("[A-Za-z]{2,}( [a-z]{2,}){2,}"));
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    int told = 0;
    for (const auto& [who, text] : chinese) {
        EXPECT_FALSE(text.contains(sentence)) << who << ": " << text.toStdString();
        told += text.contains(han) ? 1 : 0;
    }
    EXPECT_GT(told, 150) << "most of what a window shows are words";
    for (const auto& [who, text] : english) {
        const bool wrong = text.contains(han) && text != QStringLiteral("简体中文");
        EXPECT_FALSE(wrong) << who << ": " << text.toStdString();
    }
}

/// The share of pixels in one of the grounds of a theme, per mille.
int shareOf(const QImage& picture, const std::vector<QColor>& grounds)
{
    qint64 count = 0; // At 150 % a window has millions of pixels.
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            for (const QColor& ground : grounds)
                count += pixel == ground.rgb() ? 1 : 0;
        }
    }
    return int(count * 1'000 / (qint64(picture.width()) * picture.height()));
}

std::vector<QColor> groundsNow()
{
    return {color(Token::canvas), color(Token::panel), color(Token::chrome), color(Token::raised),
        color(Token::hover), color(Token::selected), color(Token::selectedInactive)};
}

TEST_P(LiveSwitch, NoGroundOfTheOtherThemeStaysAnywhere)
{
    beginWork();
    NewNodeDialog* made = beginNewNode();
    run("window.themeLight");
    const std::vector<QColor> light = groundsNow();
    run("window.themeDark");
    const std::vector<QColor> dark = groundsNow();
    for (const bool isDark : {true, false, true}) {
        run(isDark ? "window.themeDark" : "window.themeLight");
        rest();
        for (QWidget* window : std::initializer_list<QWidget*>{m_window.get(), made}) {
            const QImage picture = window->grab().toImage();
            const std::string where
                = window->objectName().toStdString() + (isDark ? " dark" : " light");
            EXPECT_EQ(shareOf(picture, isDark ? light : dark), 0) << where;
            EXPECT_GT(shareOf(picture, isDark ? dark : light), 700) << where;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Servers, LiveSwitch, testing::Values(Kind::apache, Kind::ours),
    [](const auto& kind) { return kind.param == Kind::ours ? "Ours" : "Apache"; });

} // namespace
} // namespace zs::ui
