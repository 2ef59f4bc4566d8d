// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/installed_theme.h"
#include "ui/common/dialog_frame.h"
#include "ui/common/focus_order.h"

#include <QApplication>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTest>
#include <QVBoxLayout>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;

QLineEdit* field(const char* name, QWidget* parent)
{
    auto* line = new QLineEdit(parent);
    line->setObjectName(QLatin1String(name));
    return line;
}

std::vector<std::string> namesOf(const std::vector<QWidget*>& widgets)
{
    std::vector<std::string> names;
    for (const QWidget* each : widgets)
        names.push_back(each->objectName().toStdString());
    return names;
}

TEST(FocusOrder, IsThatOfTheLayoutsWhateverWasMadeFirst)
{
    QWidget window;
    auto* last = field("last", &window);
    auto* cell = field("row 1, column 1", &window);
    auto* before = field("row 1, column 0", &window);
    auto* first = field("first", &window);
    auto* column = new QVBoxLayout(&window);
    column->addWidget(first);
    auto* grid = new QGridLayout;
    grid->addWidget(cell, 1, 1);
    grid->addWidget(before, 1, 0);
    grid->addWidget(field("row 0", &window), 0, 0);
    column->addLayout(grid);
    column->addWidget(last);
    EXPECT_THAT(namesOf(focusOrder(window)),
        ElementsAre("first", "row 0", "row 1, column 0", "row 1, column 1", "last"));
    auto* late = field("comes later", &window);
    column->insertWidget(1, late);
    first->setEnabled(false);
    last->hide();
    EXPECT_THAT(namesOf(focusOrder(window)),
        ElementsAre("comes later", "row 0", "row 1, column 0", "row 1, column 1"));
    EXPECT_EQ(firstInFocusOrder(window), late);
}

TEST(FocusOrder, GoesByPlaceWhereThereIsNoLayout)
{
    QSplitter window(Qt::Vertical);
    auto* below = field("below", nullptr);
    window.addWidget(below);
    window.insertWidget(0, field("above", nullptr));
    window.resize(200, 200);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    EXPECT_THAT(namesOf(focusOrder(window)), ElementsAre("above", "below"));
}

/// As the pane of the tree does: its nodes have the focus when it gets it, and its tools are stops.
TEST(FocusOrder, WhoHandsTheFocusOnHidesNothing)
{
    QWidget pane;
    pane.setObjectName(QStringLiteral("pane"));
    auto* column = new QVBoxLayout(&pane);
    column->addWidget(field("tool", &pane));
    auto* nodes = field("nodes", &pane);
    column->addWidget(nodes);
    pane.setFocusProxy(nodes);
    EXPECT_THAT(namesOf(focusOrder(pane)), ElementsAre("tool", "nodes"));
}

class Dialog : public DialogFrame {
public:
    Dialog() : DialogFrame({}, 300, nullptr)
    {
        auto* save = new QPushButton(this);
        save->setObjectName(QStringLiteral("save"));
        addButton(save);
        auto* area = new QScrollArea(this);
        area->setFocusPolicy(Qt::NoFocus);
        area->setFixedHeight(40);
        auto* rows = new QWidget;
        m_rows = new QVBoxLayout(rows);
        area->setWidget(rows);
        area->setWidgetResizable(true);
        body()->addWidget(area);
        for (const char* name : {"a", "b", "c", "d"})
            add(name);
    }
    void add(const char* name) { m_rows->addWidget(field(name, m_rows->parentWidget())); }
    std::string press(Qt::Key key)
    {
        QTest::keyClick(QApplication::focusWidget(), key);
        return here();
    }
    std::string here() const { return focusWidget()->objectName().toStdString(); }
    void retranslate() override {}

private:
    QVBoxLayout* m_rows;
};

TEST(FocusOrder, ADialogStartsInItsFirstFieldAndComesToItsButtonsLast)
{
    test::installedTheme();
    Dialog dialog;
    dialog.show();
    dialog.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
    EXPECT_EQ(dialog.here(), "a");
    std::vector<std::string> way;
    const auto go = [&](Qt::Key key, int steps) {
        way.clear();
        for (int step = 0; step < steps; ++step) {
            way.push_back(dialog.press(key));
            EXPECT_FALSE(dialog.focusWidget()->visibleRegion().isEmpty()) << way.back();
        }
    };
    dialog.add("e"); // After the buttons were made.
    QApplication::processEvents(); // Layouts show what comes to them a moment later.
    go(Qt::Key_Tab, 7);
    EXPECT_THAT(way, ElementsAre("b", "c", "d", "e", "cancel", "save", "a"));
    go(Qt::Key_Backtab, 7);
    EXPECT_THAT(way, ElementsAre("save", "cancel", "e", "d", "c", "b", "a"));
}

} // namespace
} // namespace zs::ui
